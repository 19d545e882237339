"""docs/feed-rules.md says what the checker's catalogue says."""

import importlib.util
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_document_is_what_the_catalogue_makes() -> None:
    script = ROOT / "tools" / "feed_rules_doc.py"
    spec = importlib.util.spec_from_file_location("feed_rules_doc", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    written = (ROOT / "docs" / "feed-rules.md").read_text("utf-8")
    assert written == module.document(), "run python tools/feed_rules_doc.py docs/feed-rules.md"

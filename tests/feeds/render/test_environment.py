"""The compiled templates are those that are here, and make the same pages; where not, none is taken."""

import importlib.util
from pathlib import Path
from types import ModuleType

import jinja2
import pytest

from feedtool.feeds.render import compiled, pages
from feedtool.model.topics import Topic
from tests.conftest import ROOT
from tests.feeds.render.test_render import FORMATS, SITE, feed, item

FOLDER = Path(compiled.__file__).parent


@pytest.fixture
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("compiled", ROOT / "tools/compiled_templates.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def is_compiled(jinja: jinja2.Environment) -> bool:
    return jinja.loader is not None and not jinja.loader.has_source_access


def test_they_are_what_the_templates_make(tool: ModuleType) -> None:
    if not is_compiled(pages.environment()):
        pytest.skip(f"they were made by another Jinja2 than {jinja2.__version__}")
    written = {file.name: file.read_text("utf-8") for file in FOLDER.glob("*.py")}
    assert written == tool.modules(), "run make docs"


def test_the_jinja_that_is_locked_takes_them() -> None:
    locked = (ROOT / "requirements" / "run.txt").read_text("utf-8")
    if f"jinja2=={jinja2.__version__} " not in locked:
        pytest.skip(f"Jinja2 {jinja2.__version__} is not the one that is locked")
    assert is_compiled(pages.environment())


def test_templates_that_have_changed_since_are_compiled_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(compiled, "MADE_OF", "other templates, or another Jinja2")
    assert not is_compiled(pages.environment())


def test_both_make_the_same_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    topic = Topic("ai", "AI", image="https://i.example/ai.png")
    story = item(topics=(topic,), excerpt="Words & more.", video="https://v.example/1")
    everything = feed(story, name="all", title=SITE.title)
    of_topic = feed(story, name="topics/ai", topic=topic)

    def made(jinja: jinja2.Environment) -> tuple[bytes, bytes]:
        monkeypatch.setattr(pages, "_templates", lambda: jinja)
        pages._macros.cache_clear()
        pages._story.cache_clear()
        landing = pages.landing_page([everything, of_topic], SITE, FORMATS)
        return landing, pages.feed_page(of_topic, SITE, FORMATS)

    assert made(pages.environment()) == made(pages.environment(anew=True))

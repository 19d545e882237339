"""What must stay in the records stays there: encrypted blobs, and whatever is not published."""

import base64
import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import files
from tests.integration import support
from tests.integration.conftest import Site

PIECE = 16


def records(site: Site) -> list[dict[str, Any]]:
    """The records of a site, read by PyYAML alone, every scalar as text."""
    folder = support.CORPUS / "news" if site.name == "corpus" else support.SEEDS
    texts = [file.read_text("utf-8") for file in files(folder, "*")]
    return [yaml.load(text.split("---\n")[1], yaml.BaseLoader) for text in texts]


def is_published(record: dict[str, Any]) -> bool:
    return record["published"] == "true" and int(record["heat"]) >= 0


def pieces(secret: bytes) -> Iterator[bytes]:
    return (secret[start : start + PIECE] for start in range(len(secret) - PIECE + 1))


def test_no_piece_of_a_secured_value_is_in_the_output(site: Site) -> None:
    secrets: set[bytes] = set()
    for record in records(site):
        secrets.update(pieces(record["secured"].encode()))
        for part in record["secured"].split(";"):
            secrets.update(pieces(base64.b64decode(part)))
    assert len(secrets) > 1000
    for path, content in support.tree(site.output).items():
        decoded = html.unescape(content.decode()).encode()
        for told in (content, decoded):
            assert secrets.isdisjoint(pieces(told)), path


def published_words(site: Site) -> str:
    """All that published records say, their related stories included: this may be told."""
    return "\n".join(json.dumps(r, ensure_ascii=False) for r in records(site) if is_published(r))


def told(site: Site) -> str:
    """All that the output says, entities decoded as often as any reader might, on one line."""
    text = "\n".join(content.decode() for content in support.tree(site.output).values())
    return " ".join(html.unescape(html.unescape(json_unescaped(text))).split())


def json_unescaped(text: str) -> str:
    return re.sub(r"\\([\"\\/])", r"\1", text)


def private_values(record: dict[str, Any]) -> Iterator[str]:
    """What an unpublished record says: texts and addresses of its own and of its related stories."""
    for story in (record, *record.get("related", ())):
        for key in ("title", "excerpt", "originalUrl", "webUrl", "ampWebUrl", "cdnAmpWebUrl"):
            if key in story:
                yield story[key]
        yield from (image["url"] for image in story.get("images", ()))
    yield from record["topics"]
    yield record["provider"]["domain"]


@pytest.mark.parametrize("site", ["seeds"], indirect=True)
def test_the_seeds_hold_something_to_leak(site: Site) -> None:
    held = [record for record in records(site) if not is_published(record)]
    assert len(held) == 4


def test_nothing_of_an_unpublished_record_is_in_the_output(site: Site) -> None:
    everything, may_be_told = told(site), published_words(site)
    configured = (support.ROOT / "feedtool.toml").read_text("utf-8")
    for record in records(site):
        if is_published(record):
            continue
        for value in private_values(record):
            plain = " ".join(html.unescape(value).split())
            if value not in may_be_told and value not in configured:
                assert plain not in everything, value


def test_a_topic_that_only_unpublished_records_name_has_no_feed(tmp_path: Path) -> None:
    config = support.seeds_config(tmp_path)
    text = config.read_text("utf-8").replace(str(support.SEEDS), str(tmp_path / "seeds"))
    config.write_text(text, encoding="utf-8")
    (tmp_path / "seeds").mkdir()
    for file in support.SEEDS.iterdir():
        record = file.read_text("utf-8")
        if "\npublished: false" in record:
            record = record.replace("\ntopics:\n", "\ntopics:\n  - Hushed Up\n", 1)
        (tmp_path / "seeds" / file.name).write_text(record, encoding="utf-8")
    for path, content in support.tree(support.build(config)).items():
        assert "hushed" not in path
        assert b"hushed" not in content.lower(), path


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"heat: 76": "heat: -1"}, id="heat"),
        pytest.param({"2023-09-01T15:40:00Z": "2099-09-01T15:40:00Z"}, id="embargo"),
        pytest.param({"published: true": "published: false"}, id="unpublished"),
        pytest.param({"published: true": "published: maybe"}, id="invalid"),
    ],
)
def test_nothing_of_a_record_that_is_held_back_is_in_the_output(
    changes: dict[str, str], tmp_path: Path
) -> None:
    seed = next(support.SEEDS.glob("*dasa*"))
    config = support.seeds_config(tmp_path)
    text = config.read_text("utf-8").replace(str(support.SEEDS), str(tmp_path / "seeds"))
    config.write_text(text, encoding="utf-8")
    (tmp_path / "seeds").mkdir()
    record = seed.read_text("utf-8")
    other = record.replace("techround.co.uk/", "other.example/").replace("DASA Plans", "Some plan")
    (tmp_path / "seeds" / "other.md").write_text(other, encoding="utf-8")
    for old, new in changes.items():
        assert old in record
        record = record.replace(old, new)
    (tmp_path / "seeds" / "held.md").write_text(record, encoding="utf-8")
    done = support.feedtool("build", "--config", config, "--now", support.NOW, "-q")
    assert done.returncode == (1 if changes.get("published: true") == "published: maybe" else 0)
    files = support.tree(tmp_path / "output")
    assert b"Some plan" in files["all.json"]
    for path, content in files.items():
        assert b"DASA Plans" not in content, path
        assert b"techround.co.uk/news" not in content, path

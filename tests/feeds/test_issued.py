from pathlib import Path

import pytest

from feedtool.feeds import issued, render
from feedtool.storage.folders import LocalFolder
from tests.feeds.render.test_render import SITE, feed, item

IDS = {"urn:test:1", "tag:a.example,2023:a&b"}
FEED = feed(item(1), item(2, id="tag:a.example,2023:a&b"))
FORMATS = ("rss", "atom", "json")
FILES = dict(render.files(FEED, SITE, FORMATS))


@pytest.mark.parametrize("form", FORMATS)
def test_the_ids_of_what_was_written_are_found_again(form: str) -> None:
    assert issued.ids(form, FILES[f"topics/news.{form}"]) == IDS


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("written", [b"", b"\0\xff", b"[]", b'{"items": [7]}', b"<guid"])
def test_what_is_damaged_has_no_ids(form: str, written: bytes) -> None:
    assert issued.ids(form, written) == frozenset()


def test_all_feeds_of_a_folder_in_the_first_format_that_it_has(tmp_path: Path) -> None:
    other = dict(render.files(feed(item(3), name="all"), SITE, ("atom",)))
    for path in ("topics/news.atom", "topics/news.json"):
        (tmp_path / "topics").mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(FILES[path])
    (tmp_path / "all.atom").write_bytes(other["all.atom"])
    folder = LocalFolder(tmp_path)
    assert issued.published(folder, ["rss", "atom", "json"]) == IDS | {"urn:test:3"}
    assert issued.published(folder, ["json", "atom"]) == IDS
    assert issued.published(folder, ["rss"]) == frozenset()

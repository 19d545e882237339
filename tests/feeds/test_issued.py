from pathlib import Path

import pytest

from feedtool.feeds import issued, render
from feedtool.feeds.memory import FeedMemory, of_text
from feedtool.storage.folders import LocalFolder
from tests.feeds.render.test_render import SITE, feed, item
from tests.tables import each

IDS = {"urn:test:1", "tag:a.example,2023:a&b"}
FEED = feed(item(1), item(2, id="tag:a.example,2023:a&b"))
FORMATS = ("rss", "atom", "json")
FILES = dict(render.files(FEED, SITE, FORMATS))


@pytest.mark.parametrize("form", FORMATS)
def test_the_ids_of_what_was_written_are_found_again(form: str) -> None:
    assert issued.ids(form, FILES[f"topics/news.{form}"]) == IDS


@each("form", FORMATS)
@each(
    "written",
    [
        *(b"", b"\0\xff", b"[]", b'{"items": [7]}', b"<guid"),
        *(b'{"items": [{"id": 7}]}', b'{"items":' + b"[" * 100_000),
    ],
)
def test_what_is_damaged_has_no_ids(form: str, written: bytes) -> None:
    assert issued.ids(form, written) == frozenset()


def test_all_feeds_of_a_folder_each_in_the_first_format_that_it_has(tmp_path: Path) -> None:
    other = dict(render.files(feed(item(3), name="all"), SITE, ("atom",)))
    for path in ("topics/news.atom", "topics/news.json"):
        (tmp_path / "topics").mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(FILES[path])
    (tmp_path / "all.atom").write_bytes(other["all.atom"])
    folder = LocalFolder(tmp_path)
    assert issued.published(folder, ["rss", "atom", "json"]) == IDS | {"urn:test:3"}
    assert issued.published(folder, ["json", "atom"]) == IDS | {"urn:test:3"}
    assert issued.published(folder, ["json"]) == IDS
    assert issued.published(folder, ["rss"]) == frozenset()


@pytest.mark.parametrize("form", FORMATS)
def test_a_feed_that_is_damaged_in_one_format_is_read_in_another(tmp_path: Path, form: str) -> None:
    news = f"topics/news.{form}"
    other = dict(render.files(feed(item(3), item(4), name="topics/other"), SITE, FORMATS))
    (tmp_path / "topics").mkdir()
    for path, content in FILES.items():
        (tmp_path / path).write_bytes(content)
    folder, forms = LocalFolder(tmp_path), [form, *FORMATS]
    damaged = (FILES[news][: size * len(FILES[news]) // 8] for size in range(8))
    for content in (*damaged, FILES[news] + b"<", b"\0" * 99, other[f"topics/other.{form}"]):
        (tmp_path / news).write_bytes(content)
        assert issued.ids_in(issued.copies(folder, "topics/news", forms)) == IDS
        assert issued.published(folder, forms) == IDS
        assert issued.Issued(folder, forms).of("topics/news").ids == IDS


def test_of_a_feed_that_is_whole_in_no_format_what_is_left_counts(tmp_path: Path) -> None:
    (tmp_path / "topics").mkdir()
    rss = FILES["topics/news.rss"]
    (tmp_path / "topics/news.rss").write_bytes(rss[: rss.index(b"</item>")])
    (tmp_path / "topics/news.atom").write_bytes(FILES["topics/news.atom"][:-20])
    folder = LocalFolder(tmp_path)
    (first,) = issued.ids_in(issued.copies(folder, "topics/news", ["rss", "json"]))
    assert first in IDS
    assert issued.ids_in(issued.copies(folder, "topics/news", ["rss", "atom"])) == IDS
    assert issued.copies(folder, "topics/other", FORMATS) == []


@pytest.mark.parametrize("form", FORMATS)
def test_a_feed_says_where_it_stands(form: str) -> None:
    path = f"topics/news.{form}"
    assert issued.address(form, FILES[path]) == SITE.url + path
    assert issued.is_intact(form, path, FILES[path])
    assert not issued.is_intact(form, f"s/news.{form}", FILES[path])
    assert issued.address(form, b"") == ""


def test_what_stands_there_under_a_name_of_its_own_is_no_feed_of_ours(tmp_path: Path) -> None:
    made = dict(render.files(feed(item(3), name="hot"), SITE, ("json",)))
    (tmp_path / "hot.json").write_bytes(made["hot.json"])
    (tmp_path / "copy.json").write_bytes(made["hot.json"].replace(b"urn:test:3", b"urn:test:4"))
    (tmp_path / "other.json").write_bytes(b'{"items": [{"id": "urn:test:5"}]}')
    assert issued.published(LocalFolder(tmp_path), ["json"]) == {"urn:test:3"}


def test_the_memory_of_a_feed_is_in_its_files(tmp_path: Path) -> None:
    text = "2023-09-01T09:00:00Z 0123abcd"
    made = dict(render.files(FEED._replace(name="hot", memory=text), SITE, ("atom",)))
    for path, content in made.items():
        (tmp_path / path).write_bytes(content)
    memory = issued.Issued(LocalFolder(tmp_path), ["rss"])
    assert memory.of("hot") == of_text(frozenset(IDS), text)
    assert memory.of("cold") == FeedMemory()
    assert memory.ids() == IDS

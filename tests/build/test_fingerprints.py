"""What each file of the output is made of: what must change its fingerprint, and what must not."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from feedtool.build import fingerprints
from feedtool.build.cache.store import FileState
from feedtool.feeds import layout
from feedtool.model.config import Config
from feedtool.model.feed import Feed, Item, ItemKey
from feedtool.model.record import Provider
from feedtool.model.topics import Topic
from feedtool.storage import signature
from feedtool.storage.folders import LocalFolder
from feedtool.text.hashes import content_digest
from tests.conftest import make_config

MOMENT = datetime(2023, 9, 1, tzinfo=UTC)
AI, ROBOTS = Topic("ai", "AI"), Topic("robots", "Robots")
TOPICS = {"ai": AI, "robots": ROBOTS}
LANDING = {"index.html"}
SITE = {"feeds.opml"} | LANDING
ALL = {f"all.{form}" for form in ("rss", "atom", "json", "html")}
OF_AI = {f"topics/ai.{form}" for form in ("rss", "atom", "json", "html")}
OF_ROBOTS = {f"topics/robots.{form}" for form in ("rss", "atom", "json", "html")}


def item(name: str, **changed: Any) -> Item:
    made = Item(
        id=f"urn:{name}",
        title=name,
        excerpt="An excerpt.",
        link=f"https://example.org/{name}",
        via=None,
        kind="article",
        published=MOMENT,
        updated=MOMENT,
        heat=50,
        provider=Provider("Example", "https://example.org/"),
        topics=(AI,),
        image=None,
        video=None,
        related=(),
    )
    return made._replace(**changed)


def feed(name: str, *items: Item, topic: Topic | None = None, title: str = "A feed") -> Feed:
    keys = tuple(ItemKey(one.id, one.heat, repr(one._replace(heat=0))) for one in items)
    return Feed(name, f"urn:{name}", title, name, "Words.", MOMENT, items, topic, keys)


def feeds(first: Item, second: Item) -> list[Feed]:
    """The feed of everything, one of a topic with the first item, and one with the second."""
    return [
        feed("all", first, second),
        feed("topics/ai", first, topic=AI),
        feed("topics/robots", second, topic=ROBOTS),
    ]


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return make_config(tmp_path)


def changed(before: dict[str, str], after: dict[str, str]) -> set[str]:
    assert before.keys() == after.keys() == SITE | ALL | OF_AI | OF_ROBOTS
    return {path for path in before if before[path] != after[path]}


ONE, TWO = item("one"), item("two")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (ONE, TWO, set()),
        (ONE._replace(title="Another"), TWO, LANDING | ALL | OF_AI),
        (ONE, TWO._replace(updated=MOMENT.replace(hour=1)), LANDING | ALL | OF_ROBOTS),
        # Heat is in JSON Feed alone.
        (ONE._replace(heat=51), TWO, {"all.json", "topics/ai.json"}),
        (ONE, TWO._replace(heat=0), {"all.json", "topics/robots.json"}),
    ],
)
def test_a_change_of_an_item_concerns_the_feeds_that_show_it(
    first: Item, second: Item, expected: set[str], config: Config
) -> None:
    before = fingerprints.inputs(feeds(ONE, TWO), config, TOPICS, "1")
    after = fingerprints.inputs(feeds(first, second), config, TOPICS, "1")
    assert changed(before, after) == expected


def test_the_order_of_items_counts(config: Config) -> None:
    there = fingerprints.inputs([feed("all", ONE, TWO)], config, {}, "1")
    back = fingerprints.inputs([feed("all", TWO, ONE)], config, {}, "1")
    assert {path for path in there if there[path] != back[path]} == LANDING | ALL


def test_the_landing_page_is_about_the_newest_items_alone(config: Config) -> None:
    newest = [item(str(number)) for number in range(layout.NEWEST)]
    before = fingerprints.inputs([feed("all", *newest, ONE)], config, {}, "1")
    after = fingerprints.inputs([feed("all", *newest, TWO)], config, {}, "1")
    assert {path for path in before if before[path] != after[path]} == ALL


def test_the_words_of_a_feed_are_on_the_pages_of_the_site(config: Config) -> None:
    before = feeds(ONE, TWO)
    after = [before[0], before[1]._replace(title="Another"), before[2]]
    found = [fingerprints.inputs(state, config, TOPICS, "1") for state in (before, after)]
    assert changed(*found) == SITE | OF_AI


def test_how_many_items_a_feed_has_is_told_on_the_pages_of_the_site(config: Config) -> None:
    before = feeds(ONE, TWO)
    after = [*before[:2], before[2]._replace(items=())]
    found = [fingerprints.inputs(state, config, TOPICS, "1") for state in (before, after)]
    assert changed(*found) == SITE | OF_ROBOTS


def test_topics_concern_the_pages_of_the_site_alone_in_whatever_order(config: Config) -> None:
    before = fingerprints.inputs(feeds(ONE, TWO), config, TOPICS, "1")
    back = fingerprints.inputs(feeds(ONE, TWO), config, {"robots": ROBOTS, "ai": AI}, "1")
    assert changed(before, back) == set()
    parent = {**TOPICS, "ai": AI._replace(parent="robots")}
    after = fingerprints.inputs(feeds(ONE, TWO), config, parent, "1")
    assert changed(before, after) == SITE


def test_the_site_and_the_program_concern_everything(config: Config) -> None:
    before = fingerprints.inputs(feeds(ONE, TWO), config, TOPICS, "1")
    other = config._replace(site=config.site._replace(title="Another site"))
    everything = SITE | ALL | OF_AI | OF_ROBOTS
    for after in (
        fingerprints.inputs(feeds(ONE, TWO), config, TOPICS, "2"),
        fingerprints.inputs(feeds(ONE, TWO), other, TOPICS, "1"),
    ):
        assert changed(before, after) == everything


def test_formats_that_are_off_have_no_files(config: Config) -> None:
    rss = config._replace(feeds=config.feeds._replace(formats=("rss",)))
    found = fingerprints.inputs([feed("all", ONE)], rss, {}, "1")
    assert found.keys() == SITE | {"all.rss", "all.html"}
    json = config._replace(feeds=config.feeds._replace(formats=("json",)))
    found = fingerprints.inputs([feed("all", ONE)], json, {}, "1")
    assert found.keys() == SITE | {"all.json", "all.html"}


def written(file: Path) -> FileState:
    return FileState("inputs", signed(file), content_digest(file.read_bytes()))


def signed(file: Path) -> str:
    found = signature.of_file(file)
    assert found is not None
    return signature.as_text(found)


def test_a_file_that_nobody_touched_is_as_written(tmp_path: Path) -> None:
    file = tmp_path / "all.rss"
    file.write_bytes(b"<rss/>")
    folder, known = LocalFolder(tmp_path), written(file)
    assert fingerprints.is_unmodified(folder, "all.rss", known)
    # Another signature, as after a copy: the bytes decide.
    other = known._replace(signature=signature.as_text((1, 2, 3, 4, None)))
    assert fingerprints.is_unmodified(folder, "all.rss", other)
    # The signature is believed, and the file is not read.
    assert fingerprints.is_unmodified(folder, "all.rss", known._replace(digest="other"))


def test_a_file_that_was_changed_or_removed_is_not(tmp_path: Path) -> None:
    file = tmp_path / "all.rss"
    file.write_bytes(b"<rss/>")
    folder, known = LocalFolder(tmp_path), written(file)
    for number in range(4):  # whatever their digests
        file.write_bytes(f"<rss>{number}</rss>".encode())
        assert not fingerprints.is_unmodified(folder, "all.rss", known)
    file.unlink()
    assert not fingerprints.is_unmodified(folder, "all.rss", known)
    gone = known._replace(signature=None)
    assert not fingerprints.is_unmodified(folder, "all.rss", gone)


def test_files_look_as_they_were_left_or_have_to_be_read(tmp_path: Path) -> None:
    names = ["as-left", "changed", "gone", "unsettled", "now-a-link"]
    for name in names:
        (tmp_path / name).write_bytes(b"<rss/>")
    states = {name: written(tmp_path / name) for name in names}
    states["unsettled"] = states["unsettled"]._replace(signature=None)
    (tmp_path / "changed").write_bytes(b"<rss />")
    (tmp_path / "gone").unlink()
    (tmp_path / "now-a-link").rename(tmp_path / "target")
    (tmp_path / "now-a-link").symlink_to("target")
    now = fingerprints.signatures(LocalFolder(tmp_path), names)
    assert fingerprints.as_signed(now, states) == {"as-left"}
    assert fingerprints.signatures(LocalFolder(tmp_path / "no-folder"), names) == {}
    assert fingerprints.as_signed({}, states) == frozenset()


def test_the_digest_of_a_file_is_that_of_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "schema.json").write_bytes(b"{}")
    assert fingerprints.file_digest(tmp_path / "schema.json") == content_digest(b"{}")
    assert fingerprints.file_digest(tmp_path / "gone.json") is None
    assert fingerprints.file_digest(tmp_path) is None

"""The documents of a feed: itself, and archives under all names that it had."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from feedtool.feeds.history import documents
from feedtool.feeds.history.documents import FeedDocument
from feedtool.feeds.kinds.drafts import Draft
from feedtool.model.record import Candidate
from tests.conftest import make_record
from tests.feeds.selected import candidate


class Known(NamedTuple):
    """Archives, and feeds, that were published, by name."""

    archives: Mapping[str, Mapping[str, int]] = {}
    feeds: Mapping[str, frozenset[str]] = {}

    def members(self, name: str, names: Collection[str] = ()) -> Mapping[str, int]:
        assert name in names
        return self.archives.get(name, {})

    def published(self, name: str) -> frozenset[str]:
        return self.feeds.get(name, frozenset())


def stories(number: int) -> list[Candidate]:
    """So many stories, the newest first, with ids from the number down to 1."""
    return [
        candidate(make_record(str(day), published=datetime(2023, 1, day, tzinfo=UTC)))._replace(
            id=str(day)
        )
        for day in range(number, 0, -1)
    ]


def made(
    *names: str, of: int, known: Known | None = None, size: int = 2
) -> dict[str, FeedDocument]:
    every = stories(of)
    draft = Draft("x", "X", "X", "", every[:2], older=every[2:])
    return {one.name: one for one in documents.of(names, draft, size, known or Known())}


def ids(document: FeedDocument) -> str:
    return "".join(story.id for story in document.stories)


def test_a_feed_without_archives_is_its_own_only_document() -> None:
    (feed,) = made("topics/a", of=5, size=0).values()
    assert (ids(feed), feed.chain, feed.number) == ("54", None, 0)
    (feed,) = made("topics/a", of=3).values()
    assert (ids(feed), feed.chain) == ("321", None)


def test_archives_stand_beside_the_feed() -> None:
    found = made("topics/a", of=6)
    assert {name: ids(one) for name, one in found.items()} == {
        "topics/a": "65", "topics/archives/a-1": "21", "topics/archives/a-2": "43",
    }  # fmt: skip
    assert {one.first_name for one in found.values()} == {"topics/a"}
    assert not any(one.former for one in found.values())


def test_archives_of_a_former_name_keep_their_stories_and_their_places() -> None:
    known = Known({"topics/a": {"1": 1, "3": 1}})
    found = made("topics/a", "topics/b", of=7, known=known)
    assert {name: ids(one) for name, one in found.items()} == {
        "topics/b": "765", "topics/archives/b-1": "31", "topics/archives/b-2": "42",
    }  # fmt: skip
    assert [one.former for one in found.values()] == [("topics/a",), ("topics/archives/a-1",), ()]
    assert {one.first_name for one in found.values()} == {"topics/a"}


def test_the_name_of_now_counts_before_former_ones() -> None:
    known = Known({"topics/a": {"1": 1, "2": 1}, "topics/b": {"1": 1, "2": 2}})
    found = made("topics/a", "topics/b", of=4, known=known)
    assert ids(found["topics/archives/b-1"]) == "1"
    assert ids(found["topics/archives/b-2"]) == "2"


def test_the_first_archives_of_a_renamed_feed_hold_nothing_that_it_shows() -> None:
    known = Known(feeds={"topics/a": frozenset("345")})
    found = made("topics/a", "topics/b", of=5, known=known)
    assert {name: ids(one) for name, one in found.items()} == {
        "topics/b": "543", "topics/archives/b-1": "21",
    }  # fmt: skip

"""Which stories of a feed stand in which of its archives: RFC 5005, section 4.

An archive is closed once and for all: what it holds stays in it, and nothing is put in later. The feed that
people subscribe to shows all stories that are in no archive, so that nobody meets a story twice. It grows until
there are ``size`` more than it would show without archives; then the oldest of them go into an archive.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from operator import itemgetter
from typing import Protocol

from feedtool.imports.tuples import NamedTuple
from feedtool.model.feed import NEVER, Chain, Feed
from feedtool.model.record import Candidate


class History(Protocol):
    """What is known of the archives of feeds that were published before."""

    def members(self, name: str, names: Collection[str] = (), /) -> Mapping[str, int]:
        """The ids of the stories that stand in archives of the feed of a name, each with its number.

        ``names`` are all that the feed has had.
        """

    def published(self, name: str, /) -> Collection[str]:
        """The ids of the stories in the feed of a name."""


class NoHistory:
    """The history where nothing was published."""

    def members(self, name: str, names: Collection[str] = (), /) -> Mapping[str, int]:
        """None."""
        del name, names
        return {}

    def published(self, name: str, /) -> Collection[str]:
        """None."""
        del name
        return ()


class Archived(NamedTuple):
    """The stories that a feed shows, in order, and those of each of its archives, the oldest first."""

    shown: Sequence[Candidate]
    closed: Mapping[int, Sequence[Candidate]]


def archived(
    newest: Sequence[Candidate],
    older: Sequence[Candidate],
    size: int,
    members: Mapping[str, int],
    published: Collection[str] = (),
) -> Archived:
    """The stories of a feed, in order, and those of its archives.

    ``newest`` are those that the feed would show without archives, ``older`` all others. ``members`` are the
    stories, by id, that stand in an archive already; where there are none, ``published`` are those that
    subscribers have. Where a feed would be left without a story its newest archive is opened again.
    """
    closed: dict[int, list[Candidate]] = {}
    shown: list[Candidate] = []
    for story in (*newest, *older):
        number = members.get(story.id)
        (shown if number is None else closed.setdefault(number, [])).append(story)
    last = max(members.values(), default=0)
    if not members and published:
        shown, closed = _first(newest, older, size, published)
        last = len(closed)
    while len(shown) >= len(newest) + size:
        last += 1
        shown, closed[last] = shown[:-size], shown[-size:]
    if not shown and closed:
        shown = closed.pop(max(closed))
    in_order = {number: _in_order(closed[number]) for number in sorted(closed)}
    return Archived(shown, in_order)


def _first(
    newest: Sequence[Candidate],
    older: Sequence[Candidate],
    size: int,
    published: Collection[str],
) -> tuple[list[Candidate], dict[int, list[Candidate]]]:
    """The stories of a feed that has had no archives: nothing old becomes new to those who have read it.

    So the oldest archive may hold fewer stories than the others.
    """
    new = [story for story in older if story.id not in published]
    if len(new) < size:
        return [*newest, *older], {}
    kept = [story for story in older if story.id in published]
    full = list(_pieces(new, size))
    closed = dict(enumerate(reversed(full), 1))
    return [*newest, *kept], closed


def _pieces(stories: Sequence[Candidate], size: int) -> Iterator[list[Candidate]]:
    for start in range(0, len(stories), size):
        yield list(stories[start : start + size])


def _in_order(stories: list[Candidate]) -> list[Candidate]:
    """The stories of an archive, the newest first; neither heat nor names of files change their order."""
    by_id = sorted(stories, key=lambda story: story.id)
    return sorted(by_id, key=lambda story: story.published, reverse=True)


def by_time(documents: Iterable[Feed]) -> list[Feed]:
    """Archives of several feeds, those of one time one after the other.

    Those of a feed, which come in the order of their numbers, stay in it: where only the first ones of all are
    published, the next build can tell which stories stand in the others.
    """
    found, newest = list[tuple[datetime, Feed]](), dict[str, datetime]()
    for one in documents:
        name = one.chain.current if one.chain else one.name
        newest[name] = max(newest.get(name, NEVER), one.items[0].published)
        found.append((newest[name], one))
    return [one for _, one in sorted(found, key=itemgetter(0))]


def chain(name: str, documents: Mapping[int, str]) -> dict[int, Chain]:
    """Where each document stands, by number; ``documents`` are the names of the archives of a feed of a name.

    What is newer than the newest archive is the feed itself, whose number is 0.
    """
    numbers = [*sorted(documents), 0]
    names = [None, *(documents[number] for number in numbers[:-1]), name]
    return {
        number: Chain(name, number, names[place], names[place + 2] if number else None)
        for place, number in enumerate(numbers)
    }

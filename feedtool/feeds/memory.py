"""What sticky feeds remember of the stories that they held before.

What a feed holds is in its published files, and so is what has left it: no cache, which may be deleted at
any time, is asked.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from feedtool.imports.tuples import NamedTuple
from feedtool.model.record import Candidate
from feedtool.text import dates
from feedtool.text.hashes import digest

# So many characters tell the stories apart that have left one feed.
_LENGTH = 8


class FeedMemory(NamedTuple):
    """What is known of one feed: the ids of the stories in it, and which have fallen off its end.

    Where the newest come first that is all up to a moment, ``fallen_until``; else ``fallen`` has a digest of
    the id of each.
    """

    ids: frozenset[str] = frozenset()
    fallen_until: datetime | None = None
    fallen: frozenset[str] = frozenset()

    def has_left(self, story: Candidate) -> bool:
        """Whether a story that is not in the feed may have been in it before."""
        if self.fallen_until is not None and story.published <= self.fallen_until:
            return True
        return bool(self.fallen) and _digest(story) in self.fallen

    def kept(self, stories: Iterable[Candidate]) -> "FeedMemory":
        """The same less what has fallen off and is none of these stories any more."""
        if not self.fallen:
            return self
        return self._replace(fallen=self.fallen & frozenset(map(_digest, stories)))

    def with_fallen(self, stories: Iterable[Candidate], *, in_time: bool) -> "FeedMemory":
        """The same with stories that fall off now, ``in_time`` from a feed where the newest come first."""
        if not in_time:
            return self._replace(fallen=self.fallen | frozenset(map(_digest, stories)))
        moments = [story.published for story in stories]
        if self.fallen_until is not None:
            moments.append(self.fallen_until)
        return self._replace(fallen_until=max(moments, default=None))

    @property
    def text(self) -> str:
        """What has left, as ``of_text`` reads it again; empty where nothing has."""
        until = [dates.rfc3339(self.fallen_until)] if self.fallen_until is not None else []
        return " ".join([*until, *sorted(self.fallen)])


def of_text(ids: frozenset[str], text: str) -> FeedMemory:
    """The memory of a feed that holds stories of these ids, from what ``FeedMemory.text`` made."""
    words = text.split()
    moments = [moment for word in words if (moment := dates.parse(word)) is not None]
    fallen = frozenset(word for word in words if len(word) == _LENGTH)
    return FeedMemory(ids, max(moments, default=None), fallen)


class Memory(Protocol):
    """What all feeds held before."""

    def of(self, name: str, /) -> FeedMemory:
        """What is known of the feed of a name."""

    def ids(self) -> frozenset[str]:
        """The ids of the stories in all feeds."""


class _NoMemory:
    """The memory of feeds that were never published."""

    def of(self, _: str, /) -> FeedMemory:
        return FeedMemory()

    def ids(self) -> frozenset[str]:
        return frozenset()


NO_MEMORY: Memory = _NoMemory()


def _digest(story: Candidate) -> str:
    return digest(story.id)[:_LENGTH]

"""Which periods of a digest are closed now, and which stories each of their editions tells of."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, tzinfo
from typing import NamedTuple

from feedtool.feeds import select
from feedtool.feeds.digests import periods
from feedtool.feeds.digests.periods import Period
from feedtool.feeds.digests.published import PublishedDigest
from feedtool.model.digest import DigestConfig
from feedtool.model.record import Candidate
from feedtool.text.digests import digest as digest_of

_NOTHING_PLACED: Mapping[str, str] = {}


class Closing(NamedTuple):
    """What a build makes of a digest.

    ``last`` is the label of the last period that is closed, empty where none is, ``known`` what stands for
    the stories of it that were known when it was. ``new`` are the stories of the editions to be made, by
    the period; ``kept`` are the labels of those that stand as they were published.
    """

    last: str
    known: tuple[str, ...]
    new: Mapping[Period, Sequence[Candidate]]
    kept: tuple[str, ...]


def close(  # noqa: PLR0913, PLR0917 - what a digest depends on
    digest: DigestConfig,
    where: tzinfo,
    stories: Sequence[Candidate],
    cold: Sequence[Candidate],
    before: PublishedDigest,
    now: datetime,
    placed: Mapping[str, str] = _NOTHING_PLACED,
) -> Closing:
    """The editions of the periods that are closed now, and were not when the output was published.

    ``stories`` are all that may be published, the newest first, ``cold`` those that no feed shows for
    their heat; ``placed`` says of stories, by id, in which period a ledger has them.

    A story that comes to be known only after its period was closed stands in the next one.
    """
    newest = periods.last_closed(now, digest.every, where, digest.grace)
    last = max(newest.label if newest else "", before.last)
    wanted = _Wanted(digest, where, before, last, placed)
    chosen = wanted.editions(stories)
    known = before.known if last == before.last else None
    if known is None:
        known = tuple(
            sorted({mark(one.id) for one in (*stories, *cold) if wanted.label(one) == last})
        )
    return Closing(last, known, chosen, tuple(before.pages))


def mark(story_id: str) -> str:
    """What stands for a story among those that were known when a period was closed."""
    return digest_of(story_id)[:8]


class _Wanted:
    """The periods whose editions are to be made, and which stories they may tell of."""

    def __init__(
        self,
        digest: DigestConfig,
        where: tzinfo,
        before: PublishedDigest,
        last: str,
        placed: Mapping[str, str],
    ) -> None:
        self._digest, self._where, self._before = digest, where, before
        self._last, self._placed = last, placed
        self._told = frozenset().union(*(page.ids for page in before.pages.values()))
        closed = periods.labelled(before.last, digest.every, where)
        following = closed.following if closed else None
        self._after_closed = following.label if following else ""
        self._known = frozenset(before.known or ())

    def label(self, story: Candidate) -> str:
        """The label of the period that the date of a story lies in; empty at the ends of the calendar."""
        period = periods.of(story.published, self._digest.every, self._where)
        return period.label if period else ""

    def editions(self, stories: Iterable[Candidate]) -> dict[Period, Sequence[Candidate]]:
        """The stories of each edition to be made, the hottest first; the newest editions, as many as count."""
        by_period = self._by_period(stories)
        made: dict[Period, Sequence[Candidate]] = {}
        for label in sorted(by_period, reverse=True)[: self._digest.limit]:
            period = periods.labelled(label, self._digest.every, self._where)
            if period:
                ranked = sorted(by_period[label], key=lambda story: -story.heat)
                made[period] = ranked[: self._digest.top]
        return made

    def _by_period(self, stories: Iterable[Candidate]) -> dict[str, list[Candidate]]:
        found: dict[str, list[Candidate]] = {}
        settled: dict[str, list[Candidate]] = {}
        for story in stories:
            if story.id in self._told:
                continue
            if (place := self._placed.get(story.id)) is not None:
                if self._is_wanted(place):
                    settled.setdefault(place, []).append(story)
            elif self._is_hot_enough(story):
                for label in self._labels(story):
                    found.setdefault(label, []).append(story)
        # What a ledger knows an edition to have told is all that it tells.
        return found | settled

    def _is_hot_enough(self, story: Candidate) -> bool:
        return select.cold(story.heat, self._digest.min_heat) is None

    def _labels(self, story: Candidate) -> Iterator[str]:
        """The label of the edition that may tell of a story, if one does."""
        own = self.label(story)
        if self._is_wanted(own):
            yield own
        elif (
            own == self._before.last
            and self._is_late(story)
            and self._is_wanted(self._after_closed)
        ):
            yield self._after_closed

    def _is_wanted(self, label: str) -> bool:
        """Whether the edition of a period is to be made: it was closed since, or its page was lost."""
        if not label or label > self._last:
            return False
        return label > self._before.last or label in self._before.lost

    def _is_late(self, story: Candidate) -> bool:
        """Whether nobody knew of a story when its period was closed."""
        return self._before.known is not None and mark(story.id) not in self._known


def without_withdrawn(
    before: PublishedDigest, withdrawn: Container[str]
) -> dict[str, frozenset[str]]:
    """By the label of each edition that tells of stories which may no longer be published, their ids."""
    found = {
        label: frozenset(one for one in page.ids if one in withdrawn)
        for label, page in before.pages.items()
    }
    return {label: ids for label, ids in found.items() if ids}

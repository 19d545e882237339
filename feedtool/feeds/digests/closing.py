"""Which periods of a digest are closed now, and which stories each of their editions lists."""

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import datetime, tzinfo

from feedtool.feeds import select
from feedtool.feeds.digests import periods
from feedtool.feeds.digests.periods import Period
from feedtool.feeds.digests.published import PublishedDigest
from feedtool.imports.tuples import NamedTuple
from feedtool.model.digest import DigestConfig
from feedtool.model.record import Candidate
from feedtool.text.hashes import digest as digest_of


class DigestCandidates(NamedTuple):
    """The stories that a digest may list.

    ``due`` are all that may be published, the newest first, ``cold`` those that no feed shows for their
    heat; ``placed`` says of stories, by id, in which period a ledger has them. ``below`` is how many
    characters of their paths say where the records are, which is no part of their names.
    """

    due: Sequence[Candidate]
    cold: Sequence[Candidate] = ()
    placed: Mapping[str, str] = {}
    below: int = 0

    def marks(self, story: Candidate) -> tuple[str, str]:
        """What stands for a story among those that were known when a period was closed.

        Its id, and the name of its record: one whose address was corrected since has another id.
        """
        return mark(story.id), mark(story.path[self.below :])


class Closing(NamedTuple):
    """What a build makes of a digest.

    ``last`` is the label of the last period that is closed, empty where none is, ``known`` what stands for
    the stories of it that were known when it was. ``new`` are the stories of the editions to be made, the
    hottest first, by the period.
    """

    last: str
    known: tuple[str, ...]
    new: Mapping[Period, Sequence[Candidate]]


def close(
    digest: DigestConfig,
    where: tzinfo,
    stories: DigestCandidates,
    before: PublishedDigest,
    now: datetime,
) -> Closing:
    """The editions of the periods that are closed now, and were not when the output was published.

    A story that nobody knew when its period was closed stands in the next one, if that is not closed yet.
    """
    newest = periods.last_closed(now, digest.every, where, digest.grace)
    last = max(newest.label if newest else "", before.last)
    making = _Making(digest, where, before, last)
    known = before.known if last == before.last else None
    if known is None:
        seen = (*stories.due, *stories.cold)
        inside = (one for one in seen if making.label(one) == last)
        known = tuple(sorted({one for story in inside for one in stories.marks(story)}))
    return Closing(last, known, making.editions(stories))


def mark(name: str) -> str:
    """A short digest of the id of a story, or of the name of its record."""
    return digest_of(name)[:8]


def withdrawn_by_edition(
    before: PublishedDigest, withdrawn: Container[str]
) -> dict[str, frozenset[str]]:
    """By the label of each edition that lists stories which may no longer be published, their ids."""
    listed = {label: page.ids for label, page in before.pages.items()}
    for label, left in before.remains.items():
        listed[label] = frozenset(story.id for story in left.edition.stories)
    found = {
        label: frozenset(one for one in ids if one in withdrawn) for label, ids in listed.items()
    }
    return {label: ids for label, ids in found.items() if ids}


def less_known(
    before: PublishedDigest,
    gone: Mapping[str, frozenset[str]],
    records: Iterable[tuple[str, str]] = (),
) -> PublishedDigest:
    """What is remembered less the stories that the last edition has to lose: they may come back in the next.

    ``records`` are ids with the names of the records that have them.
    """
    ids = gone.get(before.last, frozenset())
    marks = {mark(one) for one in ids} | {mark(name) for one, name in records if one in ids}
    if before.known is None or not marks:
        return before
    return before._replace(known=tuple(one for one in before.known if one not in marks))


class _Making:
    """The periods whose editions are to be made, and which stories they may list."""

    def __init__(
        self, digest: DigestConfig, where: tzinfo, before: PublishedDigest, last: str
    ) -> None:
        self._digest, self._where, self._before, self._last = digest, where, before, last
        self._published = frozenset[str]().union(*(page.ids for page in before.pages.values()))
        self._known = frozenset(before.known or ())
        closed = periods.labelled(before.last, digest.every, where)
        following = closed.following if closed else None
        self._after_closed = following.label if following else ""
        # The label of the first period whose stories matter.
        self._first = min((before.last, *before.lost))

    def label(self, story: Candidate) -> str:
        """The label of the period that the date of a story lies in; empty at the ends of the calendar."""
        period = periods.of(story.published, self._digest.every, self._where)
        return period.label if period else ""

    def editions(self, stories: DigestCandidates) -> dict[Period, Sequence[Candidate]]:
        """The stories of each edition to be made, the hottest first.

        These are the editions whose pages were lost, and the newest of the others, as many as count.
        """
        by_period = self._by_period(stories)
        lost = self._before.lost & by_period.keys()
        new = sorted(by_period.keys() - lost, reverse=True)[: self._digest.limit]
        made: dict[Period, Sequence[Candidate]] = {}
        for label in (*new, *sorted(lost, reverse=True)):
            period = periods.labelled(label, self._digest.every, self._where)
            if period:
                ranked = sorted(by_period[label], key=lambda story: -story.heat)
                made[period] = ranked[: self._digest.top]
        return made

    def _by_period(self, stories: DigestCandidates) -> dict[str, list[Candidate]]:
        found: dict[str, list[Candidate]] = {}
        of_ledger: dict[str, list[Candidate]] = {}
        for story in stories.due:
            own, place = self.label(story), stories.placed.get(story.id)
            if own < self._first and not stories.placed:
                break  # all others are older
            if story.id in self._published:
                continue
            if place is not None:
                if self._is_made(place):
                    of_ledger.setdefault(place, []).append(story)
            elif select.cold(story.heat, self._digest.min_heat) is None and (
                edition := self._edition(stories.marks(story), own)
            ):
                found.setdefault(edition, []).append(story)
        # An edition that a ledger knows lists what it did, and no other story.
        return found | of_ledger

    def _edition(self, marks: tuple[str, str], own: str) -> str:
        """The label of the edition that may list a story of a period, empty where none may."""
        if self._is_made(own):
            return own
        is_late = own == self._before.last and self._before.known is not None
        if is_late and self._known.isdisjoint(marks) and self._is_made(self._after_closed):
            return self._after_closed
        return ""

    def _is_made(self, label: str) -> bool:
        """Whether the edition of a period is to be made: it was closed since, or its page was lost."""
        if not label or label > self._last:
            return False
        return label > self._before.last or label in self._before.lost

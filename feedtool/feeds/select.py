"""Which records become items of feeds, and why the others do not: published, hot enough, due, merged, in order.

Whether a record says that it is to be published, and is hot enough, depends on nothing but the record and
``min_heat``: it is decided when its file is read, and what is left are candidates. Time and the other
records decide the rest; where what was hot enough once stays, so do the feeds as they were.
"""

from collections.abc import Callable, Container, Iterable, Mapping
from datetime import datetime

from feedtool.diagnostics.problem import Problem, Severity
from feedtool.feeds import stories
from feedtool.imports.tuples import NamedTuple
from feedtool.model.record import Candidate, is_hot_enough
from feedtool.model.states import (
    CLUSTER,
    DUPLICATE,
    EMBARGO,
    EXPIRED,
    HEAT,
    REASONS,
    SITE_REASONS,
    UNPUBLISHED,
)


class Unpublished(NamedTuple):
    """The record says so: ``field`` is the one that does, ``is_published`` or one such as ``draft``."""

    field: str

    @property
    def name(self) -> str:
        """What it is counted as."""
        return UNPUBLISHED


class Cold(NamedTuple):
    """Its heat is below what a feed asks for: that of the topic with the slug ``topic``, or else all feeds."""

    heat: int
    least: int
    topic: str | None = None

    @property
    def name(self) -> str:
        """What it is counted as."""
        return HEAT


class Embargo(NamedTuple):
    """Its story is not due before a moment."""

    until: datetime

    @property
    def name(self) -> str:
        """What it is counted as."""
        return EMBARGO


class Expired(NamedTuple):
    """Its story was to be shown only up to a moment."""

    since: datetime

    @property
    def name(self) -> str:
        """What it is counted as."""
        return EXPIRED


class Duplicate(NamedTuple):
    """It tells the story of another record, the one at ``path``, and is merged with it."""

    path: str

    @property
    def name(self) -> str:
        """What it is counted as."""
        return DUPLICATE


class Clustered(NamedTuple):
    """It tells, at another publisher, the story of the record at ``path``, whose item names it."""

    path: str

    @property
    def name(self) -> str:
        """What it is counted as."""
        return CLUSTER


# Why a candidate is no story of its own.
Merged = Embargo | Expired | Duplicate | Clustered
# Why a valid record is in no feed under its own name.
Reason = Unpublished | Cold | Merged


def withheld(field: str | None, heat: int, min_heat: int | None) -> Unpublished | Cold | None:
    """Why a record is in no feed at any time; ``field`` is the one that says not to publish it, if one does."""
    return Unpublished(field) if field is not None else cold(heat, min_heat)


def cold(heat: int, least: int | None, topic: str | None = None) -> Cold | None:
    """Why a story is not in a feed that asks for so much heat, or None where it is hot enough."""
    return None if least is None or is_hot_enough(heat, least) else Cold(heat, least, topic)


class Selection(NamedTuple):
    """The stories to publish, newest first, each as one candidate; by path, why other candidates are none.

    ``merged`` has the ids of stories that several records tell, by the paths of all these.
    """

    stories: tuple[Candidate, ...]
    held: Mapping[str, Cold | Merged] = {}
    merged: Mapping[str, str] = {}

    def as_shown(self, least: int, shown: Container[str]) -> "Selection":
        """The same less those colder stories that stayed so far, and that no feed shows any more.

        They have just fallen off, and are cold to the next build; so they are to this one.
        """
        gone = {
            story.id: Cold(story.heat, least)
            for story in self.stories
            if story.heat < least and story.id not in shown
        }
        if not gone:
            return self
        left = tuple(story for story in self.stories if story.id not in gone)
        held = {story.path: gone[story.id] for story in self.stories if story.id in gone}
        held |= {path: gone[id_] for path, id_ in self.merged.items() if id_ in gone}
        merged = {path: id_ for path, id_ in self.merged.items() if id_ not in gone}
        return Selection(left, {**self.held, **held}, merged)

    @property
    def problems(self) -> list[Problem]:
        """A warning for each record but the first that tells a story."""
        return [
            _duplicate(path, reason.path)
            for path, reason in self.held.items()
            if isinstance(reason, Duplicate)
        ]

    def counts(self, no_candidates: Mapping[str, int]) -> dict[str, int]:
        """How many records are held for each reason, those included that are no candidates."""
        found = {name: no_candidates.get(name, 0) for name in REASONS}
        found |= {name: no_candidates[name] for name in SITE_REASONS if name in no_candidates}
        for reason in self.held.values():
            found[reason.name] = found.get(reason.name, 0) + 1
        return found


class StickyHeat(NamedTuple):
    """The heat that a story takes to be in a feed, and the ids of those that were in one before, and stay."""

    least: int
    before: Container[str]

    def cold(self, story: Candidate) -> Cold | None:
        """Why a story is in no feed, or None where it is hot enough or stays."""
        return None if story.id in self.before else cold(story.heat, self.least)


def select(
    candidates: Iterable[Candidate],
    now: datetime,
    heat: StickyHeat | None = None,
    published_ids: Callable[[], frozenset[str]] = frozenset,
    first_given: stories.FirstGiven | None = None,
) -> Selection:
    """The selection from candidates: those that are due, one a story, in order.

    Without ``heat`` all candidates are hot enough; with it a story is as hot as the hottest of its records.
    ``first_given`` says which of the ids of a story that several records tell was given first, if one was.
    Ties in time are broken by heat, the hottest first, then by file name, the later first, then by id.
    Those with a ``wording`` are merged with those of other publishers; ``published_ids`` gives the ids
    of all items that the feeds have now.
    """
    due, held = _due(candidates, now, heat)
    ids: dict[str, str] = {}
    alone, shared = stories.split_shared(due)
    merged = alone
    if heat:
        merged = [story for story in alone if heat.cold(story) is None]
        cold_ones = ((story.path, heat.cold(story)) for story in alone)
        held |= {path: reason for path, reason in cold_ones if reason}
    firsts = dict[str, str]()  # by the record that has the text of a story
    for records in stories.group_by_story(shared):
        story = stories.merge(records, first_given)
        if heat and (reason := heat.cold(story)):
            held |= {record.path: reason for record in records}
            continue
        merged.append(story)
        ids |= {record.path: story.id for record in records}
        first, *others = stories.by_publication(records)
        firsts[story.path] = first.path
        held |= {other.path: Duplicate(first.path) for other in others}
    if any(story.wording for story in merged):
        clustered = stories.merge_clusters(merged, published_ids)
        merged = clustered.stories
        held |= {
            firsts.get(path, path): Clustered(firsts.get(first.path, first.path))
            for path, first in clustered.others.items()
        }
        ids |= {path: first.id for path, first in clustered.others.items()}
    return Selection(tuple(_in_order(merged)), held, ids)


def _due(
    candidates: Iterable[Candidate], now: datetime, heat: StickyHeat | None
) -> tuple[list[Candidate], dict[str, Cold | Merged]]:
    """The candidates whose time it is, and by path why the others are not."""
    due: list[Candidate] = []
    held: dict[str, Cold | Merged] = {}
    for candidate in candidates:
        if candidate.published > now:
            reason = heat.cold(candidate) if heat else None
            held[candidate.path] = reason or Embargo(candidate.published)
        elif candidate.expires is not None and candidate.expires <= now:
            held[candidate.path] = Expired(candidate.expires)
        else:
            due.append(candidate)
    return due, held


def _in_order(merged: list[Candidate]) -> list[Candidate]:
    """The newest first; of one moment the hottest, then the later file name, then the lower id."""
    merged = sorted(merged, key=lambda story: story.id)
    merged.sort(key=lambda story: story.path.rpartition("/")[2], reverse=True)
    merged.sort(key=lambda story: (-story.published.timestamp(), -story.heat))
    return merged


def _duplicate(path: str, first: str) -> Problem:
    return Problem(
        path,
        "record-duplicate",
        f"the same story as {first}: both are published as one item",
        severity=Severity.WARNING,
    )

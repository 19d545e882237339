"""Which records become which feeds: the rules of selection, identity, order and limit."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Generic, NamedTuple

from feedtool.diagnostics.problem import Problem
from feedtool.feeds.stories import Story, apart, duplicates, merge, stories


class Selection(NamedTuple, Generic[Story]):
    """The records that may be published, one a story, newest first, and why the others may not.

    ``held`` counts by reason: unpublished, heat, embargo, duplicate. ``problems`` are warnings about
    stories that stand in two files.
    """

    records: tuple[Story, ...]
    held: Mapping[str, int]
    problems: tuple[Problem, ...]


def select(records: Iterable[Story], min_heat: int, now: datetime) -> Selection[Story]:
    """The selection from valid records: published, hot enough, no longer embargoed, merged, in order.

    Ties in time are broken by heat, the hottest first, then by file name, the later first, then by id.
    """
    held: Counter[str] = Counter(unpublished=0, heat=0, embargo=0, duplicate=0)
    kept: list[Story] = []
    for record in records:
        if not record.is_published:
            held["unpublished"] += 1
        elif record.heat < min_heat:
            held["heat"] += 1
        elif record.published > now:
            held["embargo"] += 1
        else:
            kept.append(record)
    alone, shared = apart(kept)
    merged: list[Story] = alone
    problems: list[Problem] = []
    for story in stories(shared):
        merged.append(merge(story))
        problems += duplicates(story)
        held["duplicate"] += len(story) - 1
    merged.sort(key=lambda record: record.id)
    merged.sort(key=lambda record: record.path.rpartition("/")[2], reverse=True)
    merged.sort(key=lambda record: (-record.published.timestamp(), -record.heat))
    return Selection(tuple(merged), held, tuple(problems))

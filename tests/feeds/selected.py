"""What selection makes of some records, and the feeds that these become."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from feedtool.config import taxonomy
from feedtool.diagnostics.problem import Problem
from feedtool.feeds import assemble, stories
from feedtool.feeds import select as selection
from feedtool.feeds.memory import NO_MEMORY, Memory
from feedtool.feeds.queries import Stories
from feedtool.feeds.select import Reason, Selection
from feedtool.model import topics
from feedtool.model.config import Config
from feedtool.model.feed import Feed
from feedtool.model.record import Candidate, Record, wording
from feedtool.model.topics import Topic

NOW = datetime(2023, 9, 1, 12, tzinfo=UTC)


def at(hour: int) -> datetime:
    return NOW.replace(hour=hour)


class Selected(NamedTuple):
    """What a build makes of some records."""

    records: tuple[Record, ...]
    held: dict[str, int]
    problems: list[Problem]


def candidate(record: Record, *, with_wording: bool = False) -> Candidate:
    return Candidate(
        record.path,
        "",
        record.id,
        record.key,
        record.explicit_id,
        record.published,
        record.updated,
        record.heat,
        record.topics,
        wording=wording(record) if with_wording else None,
    )


def withheld(record: Record, min_heat: int) -> Reason | None:
    return selection.withheld(
        None if record.is_published else "is_published", record.heat, min_heat
    )


def select(*records: Record, min_heat: int = 0, now: datetime = NOW) -> Selected:
    reasons = [withheld(record, min_heat) for record in records]
    candidates = [
        candidate(record) for record, reason in zip(records, reasons, strict=True) if reason is None
    ]
    selected = selection.select(candidates, now)
    counts = selected.counts(Counter(reason.name for reason in reasons if reason))
    return Selected(tuple(whole(records, selected.stories).records), counts, selected.problems)


class ShownRecords(NamedTuple):
    """The records of some stories, as ``assemble`` asks for them."""

    records: list[Record]

    def record(self, place: int) -> Record:
        return self.records[place]

    def digest(self, place: int) -> str:
        return self.records[place].title


def whole(records: Iterable[Record], shown: Iterable[Candidate]) -> ShownRecords:
    by_path = {record.path: record for record in records}
    return ShownRecords([stories.with_merged(by_path[story.path], story) for story in shown])


def paths(selected: Selected) -> list[str]:
    return [record.path for record in selected.records]


def held(**counted: int) -> dict[str, int]:
    return {"unpublished": 0, "heat": 0, "embargo": 0, "duplicate": 0} | counted


def feeds(
    records: Sequence[Record],
    config: Config,
    *configured: Topic,
    memory: Memory = NO_MEMORY,
    **changed: Any,
) -> dict[str, Feed]:
    """The feeds by name, of records that name any topics."""
    cluster = changed.get("cluster", False)
    candidates = [candidate(record, with_wording=cluster) for record in records]
    selected = selection.select(candidates, NOW).stories
    known = taxonomy.known(configured, [])
    named = topics.with_named(known, (name for record in records for name in record.topics))
    config = config._replace(feeds=config.feeds._replace(**changed))
    found = Stories(Selection(selected), named, config, NOW, memory)
    made = assemble.feeds(found, named, config, lambda shown: whole(records, shown)).feeds
    return {feed.name: feed for feed in made}


def titles(feed: Feed) -> list[str]:
    return [item.title for item in feed.items]

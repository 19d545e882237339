"""What feeds of the configuration ask for, held against all records that ``validate`` has read."""

from collections.abc import Callable, Sequence

from feedtool.diagnostics.problem import Problem
from feedtool.diagnostics.selector import RuleSelector
from feedtool.feeds import select
from feedtool.model import topics
from feedtool.model.config import Config
from feedtool.model.record import Candidate, Record
from feedtool.model.states import INVALID, READY
from feedtool.records.parse import Parsed
from feedtool.rules import queries
from feedtool.rules.checks import RuleContext


def problems(
    parsed: Sequence[Parsed],
    config: Config,
    context: RuleContext,
    selector: RuleSelector,
    published_ids: Callable[[], frozenset[str]],
) -> list[Problem]:
    """The problems that a build would report, from the records that it would choose from."""
    records = {one.path: one.record for one in parsed}
    states = {path: _state(record, config) for path, record in records.items()}
    candidates = [
        _candidate(record)
        for path, record in records.items()
        if record is not None and states[path] == READY
    ]
    heat = None
    if config.feeds.sticky:
        heat = select.StickyHeat(config.feeds.min_heat, published_ids())
    selection = select.select(candidates, context.now, heat)
    names = dict.fromkeys(name for story in selection.stories for name in story.topics)
    named = topics.without(topics.with_named(context.topics, names), config.feeds.exclude_topics)
    offer = queries.Offer(
        selection, named, records, lambda paths: {path: states[path] for path in paths}
    )
    found = queries.problems(config, offer, context.now, selector)
    return [selector.with_chosen_severity(one) for one in found]


def _state(record: Record | None, config: Config) -> str:
    if record is None:
        return INVALID
    least = None if config.feeds.sticky else config.feeds.min_heat
    reason = select.withheld(None if record.is_published else "is_published", record.heat, least)
    return reason.name if reason else READY


def _candidate(record: Record) -> Candidate:
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
    )

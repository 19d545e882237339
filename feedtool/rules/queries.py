"""What feeds of the configuration name and is not there: topics that nobody knows, stories that are missing."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import cached_property
from pathlib import Path

from feedtool.config import settings
from feedtool.diagnostics import suggest
from feedtool.diagnostics.problem import Problem, Severity
from feedtool.diagnostics.selector import RuleSelector
from feedtool.feeds.queries import Stories, stem
from feedtool.feeds.select import (
    Clustered,
    Cold,
    Duplicate,
    Embargo,
    Expired,
    Reason,
    Selection,
)
from feedtool.imports.tuples import NamedTuple
from feedtool.model.config import Config
from feedtool.model.query import Query
from feedtool.model.states import HEAT, INVALID, UNREADABLE
from feedtool.model.topics import Topics
from feedtool.text import dates
from feedtool.toml import writer


class Offer(NamedTuple):
    """What feeds have to choose from: the selection, the topics of it, and all records by their paths.

    ``states`` gives the states of the records at some of these paths.
    """

    selection: Selection
    topics: Topics
    paths: Iterable[str]
    states: Callable[[list[str]], Mapping[str, str]]


class _FileNames:
    """The names of the files of records, as feeds name stories: made where one is missing, for all feeds."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._paths = paths

    @cached_property
    def by_stem(self) -> dict[str, str]:
        """The paths by name."""
        return {stem(path): path for path in sorted(self._paths, reverse=True)}

    @cached_property
    def words(self) -> suggest.KnownWords:
        """The names, to find what was meant by another one."""
        return suggest.KnownWords(self.by_stem)


def problems(config: Config, offer: Offer, now: datetime, selector: RuleSelector) -> list[Problem]:
    """A warning for each topic that nobody knows and each story that is not there, at its line."""
    stories = Stories(offer.selection, offer.topics, config, now)
    names = _FileNames(offer.paths)
    found: list[Problem] = []
    for index, one in enumerate(config.queries):
        found += _unknown_topics(f"/feed/{index}/where", one.query, offer.topics)
        found += _missing_stories(f"/feed/{index}/items", one.query, offer, stories, names)
    located = map(_shown, settings.located(config, found)) if found else ()
    return [one for one in located if selector.reports(one.code, one.path, on=True)]


def _shown(problem: Problem) -> Problem:
    """The problem with the path of the configuration as records have theirs: from the working directory."""
    return problem._replace(path=Path(os.path.relpath(problem.path)).as_posix())


def _unknown_topics(pointer: str, query: Query, topics: Topics) -> Iterator[Problem]:
    for key, names in (("topics", query.topics), ("not_topics", query.not_topics)):
        for index, name in enumerate(names):
            if name in topics.by_slug or topics.find(name):
                continue
            close = topics.closest(name)
            hint = f"did you mean {close}?" if close else "delete it, or add the topic to [topics]"
            message = f"no story is of a topic {name!r}, and none is configured"
            yield _warning("query-topic-unknown", message, hint, f"{pointer}/{key}/{index}")


def _missing_stories(
    pointer: str, query: Query, offer: Offer, stories: Stories, names: _FileNames
) -> Iterator[Problem]:
    missing = {index: name for index, name in enumerate(query.items) if stories.named(name) is None}
    if not missing:
        return
    by_stem = names.by_stem
    states = offer.states([by_stem[name] for name in missing.values() if name in by_stem])
    for index, name in missing.items():
        path = by_stem.get(name)
        if path is None:
            message, hint = f"no record is called {name!r}", _close(name, names, stories)
        else:
            reason = offer.selection.held.get(path)
            why = _why(reason) if reason else _STATES.get(states[path], "it is not published")
            message, hint = f"{name} is left out: {why}", "delete it here, or mend the record"
        yield _warning("query-item-missing", message, hint, f"{pointer}/{index}")


_STATES: Mapping[str, str] = {
    HEAT: "it is colder than feeds.min_heat",
    INVALID: "the record has errors",
    UNREADABLE: "the record cannot be read",
}


def _why(reason: Reason) -> str:
    match reason:
        case Embargo(until):
            return f"it is not due before {dates.rfc3339(until)}"
        case Expired(since):
            return f"it has expired at {dates.rfc3339(since)}"
        case Cold(heat, least):
            return f"its heat {heat} is below feeds.min_heat {least}"
        case Duplicate(path) | Clustered(path):
            return f"its story is told in {path}, which can be picked"
        case _:
            return "it is not published"


def _close(name: str, names: _FileNames, stories: Stories) -> str:
    """What to write for a name that no file has."""
    if stories.named(stem(name)) is not None:  # with its folder or extension
        return f"write {writer.dumps(stem(name))}"
    return (
        names.words.did_you_mean(name)
        or "write the name of its file without the extension, or its id"
    )


def _warning(code: str, message: str, hint: str, pointer: str) -> Problem:
    return Problem("", code, message, severity=Severity.WARNING, pointer=pointer, hint=hint)

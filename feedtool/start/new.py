"""The use case of ``feedtool new``: a record of a story, written if it is sound."""

import os
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import NamedTuple

from feedtool.config import taxonomy
from feedtool.diagnostics.errors import UsageError
from feedtool.diagnostics.problem import Problem, Severity
from feedtool.model import topics
from feedtool.model.config import Config
from feedtool.records.parse import Options
from feedtool.rules import reading
from feedtool.rules.checks import Facts
from feedtool.start import story
from feedtool.start.story import Story
from feedtool.storage import atomic, sources
from feedtool.storage.place import Raw, Source

# What is wrong with some records, each alone and together, as ``validate`` finds it.
Judge = Callable[[Sequence[Source | Raw], Options, Facts], Sequence[Problem]]

# What says each field on the command line.
_SAID_BY = {
    "title": "TITLE",
    "originalUrl": "--url",
    "excerpt": "--excerpt",
    "provider": "--provider",
    "topics": "--topic",
    "heat": "--heat",
    "publishedDateTime": "--now",
}
_CLASH = "topic-slug-clash"
_SAME_STORY = ("record-conflict", "record-duplicate")


class Written(NamedTuple):
    """A record that was written: its path as it is shown, and what validate warns of in it."""

    path: str
    warnings: tuple[Problem, ...]


def new(
    said: Story,
    config: Config,
    display: str,
    judge: Judge,
    more: Sequence[str] = (),
) -> Written:
    """Write a record of a story into the folder of the records, which is shown as ``display``.

    Where there are several folders it is the first, and ``more`` is how the others are shown. ``judge`` says
    what is wrong with the record among the others. Raises UsageError where that is an error, or the same story
    in another record; StorageError. Then nothing is written.
    """
    folder, include = config.records.places[0], config.records.include
    if not isinstance(folder, Path):
        raise UsageError(f"new writes files of this machine, and {folder} is none of its folders")
    known = taxonomy.of(config)
    options = reading.options(config, known)
    facts = Facts(said.moment, config.feeds.min_heat, known, config.records.tracking_parameters)
    values = story.fields(said, facts, options)
    # Half a character can come from the examples of a user's schema alone.
    content = story.front_matter(values).encode("utf-8", "replace")
    stem = f"{said.moment.date()}-{topics.title_slug(values['title']) or 'story'}"
    others: list[Source] = []
    for place, its_display in zip(config.records.places, (display, *more), strict=True):
        with suppress(UsageError):  # there are none yet
            others += sources.folder(Path(str(place)), its_display, include)
    for number in count(1):
        name = _name(stem if number == 1 else f"{stem}-{number}", display, include)
        if os.path.lexists(folder / name):
            continue
        raw = Raw(sources.shown(display, name), content)
        found = judge([*others, raw], options, facts)
        warnings = _warnings(raw.path, values.get("topics", ()), found)
        if atomic.create(folder / name, content):
            return Written(raw.path, warnings)
    raise AssertionError  # the numbers do not end


def _name(stem: str, display: str, include: tuple[str, ...]) -> str:
    """The path of the file below the folder of the records; raises UsageError where none would be a record."""
    likely = [f"{stem}.md", f"{stem}.txt"]
    for pattern in include:  # news/**/*.markdown: in news/, and ends in .markdown
        folder = re.match(r"(?:[^*?\[/]+/)*", pattern)
        likely.append(f"{folder[0] if folder else ''}{stem}{pattern.rpartition('*')[2]}")
    for name in likely:
        if sources.chosen([name], display, include).names:
            return name
    raise UsageError(f"records.include takes no file that is named {stem}.md: add a pattern for it")


def _warnings(path: str, names: Sequence[str], found: Sequence[Problem]) -> tuple[Problem, ...]:
    """What of the problems found are warnings for a record with these topics; raises UsageError for errors."""
    own = [problem for problem in found if problem.path == path]
    refused = [p for p in own if p.severity is Severity.ERROR or p.code in _SAME_STORY]
    # Of two topics that clash, either may be in the record that is told of.
    clash = {f" the slug {topics.slug_of(name)}" for name in names}
    refused += (
        problem
        for problem in found
        if problem.code == _CLASH
        and problem.path != path
        and problem.message.endswith(tuple(clash))
    )
    if refused:
        raise UsageError("no record was written", tuple(map(_as_said, refused)))
    return tuple(own)


def _as_said(problem: Problem) -> Problem:
    """The problem in the words of the command line, since its file does not exist."""
    pointer = problem.pointer or "/"
    if pointer.startswith("/provider/domain"):
        return problem._replace(path="--url", span=None)
    field = pointer.split("/")[1]
    if field not in _SAID_BY:
        advice = "let the schema give it a default or an example, which feedtool new will take"
        return problem._replace(span=None, hint=advice)
    if problem.code in _SAME_STORY:
        problem = problem._replace(hint="change that record instead")
    return problem._replace(path=_SAID_BY[field], span=None)

"""The use case of ``feedtool new``: a record of a story, written if it is sound."""

import os
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path

from feedtool.config import taxonomy
from feedtool.diagnostics.errors import UsageError
from feedtool.diagnostics.problem import Problem, Severity
from feedtool.imports.tuples import NamedTuple
from feedtool.model import topics
from feedtool.model.config import Config
from feedtool.records.mapping import SHIPPED, FieldMapping
from feedtool.records.parse import ParseOptions
from feedtool.rules import reading
from feedtool.rules.checks import RuleContext
from feedtool.start import story
from feedtool.start.story import Story
from feedtool.storage import atomic, sources
from feedtool.storage.place import Raw, Source

# What is wrong with some records, each alone and together, as ``validate`` finds it.
Judge = Callable[[Sequence[Source | Raw], ParseOptions, RuleContext], Sequence[Problem]]

# What says each field on the command line.
_OPTION_OF_FIELD = {
    "title": "TITLE",
    "original": "--url",
    "provider_domain": "--url",
    "excerpt": "--excerpt",
    "provider": "--provider",
    "provider_name": "--provider",
    "topics": "--topic",
    "heat": "--heat",
    "published": "--now",
}
_CLASH = "topic-slug-clash"
_SAME_STORY = ("record-conflict", "record-duplicate")


class NewRecord(NamedTuple):
    """A record that was written: its path as it is shown, and what validate warns of in it."""

    path: str
    warnings: tuple[Problem, ...]


def new(  # noqa: PLR0913 - whose record it is, and where it goes
    request: Story,
    config: Config,
    display: str,
    judge: Judge,
    more: Sequence[str] = (),
    *,
    mapping: FieldMapping = SHIPPED,
) -> NewRecord:
    """Write a record of a story into the folder of the records, which is shown as ``display``.

    Where there are several folders it is the first, and ``more`` is how the others are shown. ``judge`` says
    what is wrong with the record among the others, ``mapping`` what records call their fields. Raises
    UsageError where that is an error, or the same story in another record; StorageError. Then nothing is
    written.
    """
    folder, include = config.records.places[0], config.records.include
    if not isinstance(folder, Path):
        raise UsageError(f"new writes files of this machine, and {folder} is none of its folders")
    known = taxonomy.of(config)
    if config.records.site is not None and not config.records.site.is_own:
        raise UsageError(
            f"new writes feedtool's own records, and these are posts of {config.records.site.preset}: "
            "write one as that generator has them"
        )
    options = reading.options(config, known, mapping)
    tracking = options.tracking_parameters
    context = RuleContext(request.moment, config.feeds.min_heat, known, tracking, mapping)
    values = story.fields(request, context, options)
    # Half a character can come from the examples of a user's schema alone.
    content = story.front_matter(values, mapping).encode("utf-8", "replace")
    stem = f"{request.moment.date()}-{topics.title_slug(mapping.record.find(values, 'title')) or 'story'}"
    others: list[Source] = []
    for place, its_display in zip(config.records.places, (display, *more), strict=True):
        with suppress(UsageError):  # there are none yet
            others += sources.folder(Path(str(place)), its_display, include)
    for number in count(1):
        name = _name(stem if number == 1 else f"{stem}-{number}", display, include)
        if os.path.lexists(folder / name):
            continue
        raw = Raw(sources.display_path(display, name), content)
        found = judge([*others, raw], options, context)
        warnings = _warnings(raw.path, mapping.record.find(values, "topics") or (), found, mapping)
        if atomic.create(folder / name, content):
            return NewRecord(raw.path, warnings)
    raise AssertionError  # the numbers do not end


def _name(stem: str, display: str, include: tuple[str, ...]) -> str:
    """The path of the file below the folder of the records; raises UsageError where none would be a record."""
    likely = [f"{stem}.md", f"{stem}.txt"]
    for pattern in include:  # news/**/*.markdown: in news/, and ends in .markdown
        folder = re.match(r"(?:[^*?\[/]+/)*", pattern)
        likely.append(f"{folder[0] if folder else ''}{stem}{pattern.rpartition('*')[2]}")
    for name in likely:
        if sources.included([name], display, include).names:
            return name
    raise UsageError(f"records.include takes no file that is named {stem}.md: add a pattern for it")


def _warnings(
    path: str, names: Sequence[str], found: Sequence[Problem], mapping: FieldMapping
) -> tuple[Problem, ...]:
    """What of the problems found are warnings for a record with these topics; raises UsageError for errors."""
    own = [problem for problem in found if problem.path == path]
    refused = [p for p in own if p.severity is Severity.ERROR or p.code in _SAME_STORY]
    # Of two topics that clash, either may be in the record that the problem names.
    clash = {f" the slug {topics.slug_of(name)}" for name in names}
    refused += (
        problem
        for problem in found
        if problem.code == _CLASH
        and problem.path != path
        and problem.message.endswith(tuple(clash))
    )
    if refused:
        raise UsageError(
            "no record was written",
            tuple(_for_command_line(problem, mapping) for problem in refused),
        )
    return tuple(own)


def _for_command_line(problem: Problem, mapping: FieldMapping) -> Problem:
    """The problem in the words of the command line, since its file does not exist."""
    option = _option_of(problem.pointer or "", mapping)
    if option is None:
        advice = "let the schema give it a default or an example, which feedtool new will take"
        return problem._replace(span=None, hint=advice)
    if problem.code in _SAME_STORY:
        problem = problem._replace(hint="change that record instead")
    return problem._replace(path=option, span=None)


def _option_of(pointer: str, mapping: FieldMapping) -> str | None:
    """What says the field at a JSON pointer, or the one that it is a part of, on the command line."""
    option, prefix = None, ""
    for token in pointer.split("/")[1:]:
        prefix += f"/{token}"
        field = mapping.field_of(prefix)
        if field == "related":  # another story's fields, which nobody is asked for
            return None
        option = _OPTION_OF_FIELD.get(field or "", option)
    return option

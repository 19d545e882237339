"""The problems that a build reports of its records."""

from collections.abc import Iterable, Iterator
from functools import cache, partial

from feedtool.build.cache.folder import FolderSummary
from feedtool.build.task import BuildTask
from feedtool.diagnostics.problem import Problem, Span
from feedtool.feeds import issued
from feedtool.rules import across, foreign, reading, suppression
from feedtool.storage import sources
from feedtool.storage.place import Raw


def problems(
    task: BuildTask, summary: FolderSummary, duplicates: Iterable[Problem]
) -> list[Problem]:
    """The problems in no order; ``duplicates`` is what selection says of stories that stand in two files.

    These have neither place nor hint, since selection does not know what records call their fields.
    A strict build finds what ``validate`` finds, to the letter. Any other tells what it came upon: to hold
    every record against the rules beyond the schema would make a cold build dearer for all.
    """
    is_strict = task.run.strict
    together = (
        _of_several(task, summary) if is_strict else _of_duplicates(task, summary, duplicates)
    )
    records = foreign.condensed(
        summary.problems, len(task.names), task.folder.options, lambda path: _content(task, path)
    )
    return suppression.unsuppressed([*records, *together], summary.comments, task.config.selector)


def _of_several(task: BuildTask, summary: FolderSummary) -> Iterator[Problem]:
    """What the rules over several records find."""

    def published_ids() -> frozenset[str]:
        if task.ledger is not None:  # in which each story keeps its id whatever its address
            return frozenset()
        return issued.published(task.output, task.config.feeds.formats)

    return across.problems(
        summary.entries,
        task.known,
        # Many files that tell one story all point to the first of them.
        cache(partial(_span, task)),
        published_ids,
        reading.names(task.folder.options),
        merges_clusters=task.config.feeds.cluster,
    )


def _of_duplicates(
    task: BuildTask, summary: FolderSummary, duplicates: Iterable[Problem]
) -> Iterator[Problem]:
    """The duplicates that selection has found, each with its place and hint."""
    mapping = reading.names(task.folder.options)
    for one in duplicates:
        table = mapping.of(one.path).record
        pointer = table.pointer("original")
        # A comment silences what is on its line.
        span = _span(task, one.path, pointer) if one.path in summary.comments else None
        yield one._replace(pointer=pointer, hint=across.keep_one_hint(table), span=span)


def _content(task: BuildTask, path: str) -> bytes | None:
    """The bytes of a record; None where the file has gone meanwhile."""
    from feedtool.build.reading import scan  # late: few problems ask for them

    (raw,) = scan.read_files([sources.name_below(task.display, path)], task.folder)
    return None if isinstance(raw, Problem) else raw.content


def _span(task: BuildTask, path: str, pointer: str) -> Span | None:
    """The place of a value in a record; None where the file has gone meanwhile."""
    from feedtool.records import parse

    content = _content(task, path)
    if content is None:
        return None
    document, _ = parse.read(Raw(path, content), task.folder.options)
    return document.span_of(pointer) if document else None

"""The problems that a build reports of its records."""

from collections.abc import Iterable
from functools import cache

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

    @cache  # many files that tell one story all point to the first of them
    def span_of(path: str, pointer: str) -> Span | None:
        return _span(task, path, pointer)

    if task.run.strict:

        def published_ids() -> frozenset[str]:
            if task.ledger is not None:  # in which each story keeps its id whatever its address
                return frozenset()
            return issued.published(task.output, task.config.feeds.formats)

        mapping = reading.names(task.folder.options)
        together = list(
            across.problems(
                summary.entries,
                task.known,
                span_of,
                published_ids,
                mapping,
                merges_clusters=task.config.feeds.cluster,
            )
        )
    else:
        mapping = reading.names(task.folder.options)
        together = []
        for one in duplicates:
            table = mapping.of(one.path).record
            pointer = table.pointer("original")
            # A comment silences what is on its line.
            span = span_of(one.path, pointer) if one.path in summary.comments else None
            hint = across.keep_one_hint(table)
            together.append(one._replace(pointer=pointer, hint=hint, span=span))
    records = foreign.gathered(
        summary.problems, len(task.names), task.folder.options, lambda path: _content(task, path)
    )
    records = foreign.without_own_keys(records, len(task.names), task.folder.options)
    return suppression.unsuppressed([*records, *together], summary.comments, task.config.selector)


def _content(task: BuildTask, path: str) -> bytes | None:
    """The bytes of a record; None where the file has gone meanwhile."""
    from feedtool.build.reading import scan  # late: few folders are another generator's

    (raw,) = scan.read_files([sources.name_below(task.display, path)], task.folder)
    return None if isinstance(raw, Problem) else raw.content


def _span(task: BuildTask, path: str, pointer: str) -> Span | None:
    """The place of a value in a record; None where the file has gone meanwhile."""
    from feedtool.build.reading import scan
    from feedtool.records import parse

    (raw,) = scan.read_files([sources.name_below(task.display, path)], task.folder)
    options = task.folder.options
    document = None if isinstance(raw, Problem) else parse.read(Raw(path, raw.content), options)[0]
    return document.span_of(pointer) if document else None

"""The problems that a build reports of its records."""

from collections.abc import Iterable

from feedtool.build.memory import Found
from feedtool.build.task import Task
from feedtool.diagnostics.problem import Problem, Span
from feedtool.feeds import issued
from feedtool.rules import across, suppression
from feedtool.storage import sources


def problems(task: Task, found: Found, duplicates: Iterable[Problem]) -> list[Problem]:
    """The problems in no order; ``duplicates`` is what selection says of stories that stand in two files.

    A strict build finds what ``validate`` finds, to the letter. Any other tells what it came upon: to hold
    every record against the rules beyond the schema would make a cold build dearer for all.
    """

    def span_of(path: str, pointer: str) -> Span | None:
        return _span(task, path, pointer)

    if task.run.strict:

        def published_ids() -> frozenset[str]:
            return issued.published(task.output.read, task.config.feeds.formats)

        together = list(across.problems(found.entries, task.known, span_of, published_ids))
    else:
        # A comment silences what is on its line.
        together = [
            one._replace(span=span_of(one.path, one.pointer or ""))
            if one.path in found.comments
            else one
            for one in duplicates
        ]
    return suppression.reported([*found.problems, *together], found.comments, task.config.choice)


def _span(task: Task, path: str, pointer: str) -> Span | None:
    """The place of a value in a record; None where the file has gone meanwhile."""
    from feedtool import frontmatter
    from feedtool.build import scan
    from feedtool.schema import mismatches  # late: few stories stand in two files

    (raw,) = scan.raws([sources.below(task.display, path)], task.folder)
    document = None if isinstance(raw, Problem) else frontmatter.parse(path, raw.content)[0]
    return mismatches.span_of(document, pointer) if document else None

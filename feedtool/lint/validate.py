"""The use case of ``feedtool validate``: what is wrong with some records, each and together."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING

from feedtool.diagnostics.problem import (
    Findings,
    Problem,
    Span,
    in_order,
    keep_out,
    with_costs,
)
from feedtool.diagnostics.progress import Progress, no_progress
from feedtool.diagnostics.selector import RuleSelector
from feedtool.frontmatter import Document
from feedtool.imports.tuples import NamedTuple
from feedtool.lint import load
from feedtool.records import parse
from feedtool.records.parse import Parsed, ParseOptions
from feedtool.rules import across
from feedtool.rules.checks import RuleContext
from feedtool.storage import sources
from feedtool.storage.place import Raw, Source

if TYPE_CHECKING:
    from feedtool.model.config import Config
    from feedtool.runtime.executors import MapExecutor


class LintTask(NamedTuple):
    """What to hold records against: how to read them, the context of the rules, and the rules chosen.

    ``published_ids`` gives the ids of all items that the feeds have now. With ``tick``, which gives seconds,
    it is told how long each file took. With ``config``, of a run over all records, what its feeds ask for is
    looked for, too.
    """

    options: ParseOptions
    context: RuleContext
    selector: RuleSelector
    max_bytes: int
    published_ids: Callable[[], frozenset[str]] = frozenset
    tick: Callable[[], float] | None = None
    config: "Config | None" = None


def validate(
    found: Sequence[Source | Raw],
    task: LintTask,
    executor: Callable[[int], "MapExecutor | None"] = lambda _: None,
    progress: Progress = no_progress,
) -> Findings:
    """The problems of some records, those that they have only together included."""
    by_path = {source.path: source for source in found}

    @cache  # many files that tell one story all point to the first of them
    def span_of(path: str, pointer: str) -> Span | None:
        # The few files concerned are read again: to keep every document would take much memory.
        return _span(by_path[path], pointer, task)

    def read(path: str) -> bytes | None:
        raw = sources.read(by_path[path], task.max_bytes)
        return None if isinstance(raw, Problem) else raw.content

    parsed = list(progress(_load(found, task, executor), len(found), "Checking"))
    reported = _problems(parsed, task, span_of, read)
    if task.config is not None and task.config.queries:
        from feedtool.lint import queries  # late: few sites have any

        reported += queries.problems(
            parsed, task.config, task.context, task.selector, task.published_ids
        )
    seconds = {one.path: one.seconds for one in parsed} if task.tick else {}
    return Findings(tuple(source.path for source in found), in_order(reported), seconds=seconds)


def of_document(document: Document, task: LintTask) -> Sequence[Problem]:
    """The problems of one record whose front matter has been read, in no order."""
    size = len(document.text.encode("utf-8"))
    if size > task.max_bytes:
        return with_costs([sources.too_large(document.path, size, task.max_bytes)])
    parsed = load.with_rule_problems(
        parse.of_document(document, task.options),
        task.context,
        may_have_comments="feedtool:" in document.text,
    )
    return _problems([parsed], task, lambda _, pointer: document.span_of(pointer))


def _problems(
    parsed: Sequence[Parsed],
    task: LintTask,
    span_of: across.SpanOf,
    read: Callable[[str], bytes | None] | None = None,
) -> list[Problem]:
    """The problems that records have each and together, less those that nobody wants reported.

    ``read`` gives the bytes of a file, where the files may be those of another generator.
    """
    valid = (across.identity(one.record) for one in parsed if one.record is not None)
    problems = [problem for one in parsed for problem in one.problems]
    options = task.options
    if problems and read and (keep_out(problems) or options.site or options.collections):
        from feedtool.rules import foreign  # late: nearly every record can be published

        problems = foreign.condensed(problems, len(parsed), options, read)
    context = task.context
    problems += across.problems(
        valid,
        context.topics,
        span_of,
        task.published_ids,
        context.mapping,
        merges_clusters=context.merges_clusters,
    )
    with_comments = [one for one in parsed if one.ignores]
    return _reported(problems, with_comments, task.selector) if problems or with_comments else []


def _reported(
    problems: Sequence[Problem], with_comments: Sequence[Parsed], selector: RuleSelector
) -> list[Problem]:
    from feedtool.records.comments import Comments
    from feedtool.rules import suppression  # late: a good record has nothing to report

    comments = {one.path: Comments(one.ignores, one.record is not None) for one in with_comments}
    return suppression.unsuppressed(problems, comments, selector)


def _load(
    found: Sequence[Source | Raw], task: LintTask, executor: Callable[[int], "MapExecutor | None"]
) -> Iterator[Parsed]:
    files = [source for source in found if isinstance(source, Source)]
    pool = executor(len(files))
    try:
        yield from load.load(
            files, task.options, task.max_bytes, context=task.context, tick=task.tick, executor=pool
        )
    finally:
        if pool is not None:
            pool.shutdown(cancel_futures=True)
    for raw in found:
        if not isinstance(raw, Raw):
            continue
        if len(raw.content) > task.max_bytes:
            large = sources.too_large(raw.path, len(raw.content), task.max_bytes)
            yield Parsed(raw.path, None, with_costs([large]))
        else:
            examined = partial(load.examine, raw, task.options, task.context)
            yield load.timed(task.tick, examined) if task.tick else examined()


def _span(source: Source | Raw, pointer: str, task: LintTask) -> Span | None:
    """The place of a value; None where the file has gone meanwhile."""
    raw = sources.read(source, task.max_bytes)
    if isinstance(raw, Problem):
        return None
    document, _ = parse.read(raw, task.options)
    return document.span_of(pointer) if document else None

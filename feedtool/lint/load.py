"""Complete records from files, in batches, in this process or in others."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from feedtool.diagnostics import room
from feedtool.diagnostics.problem import Problem, lost_pointers, with_costs
from feedtool.imports.tuples import NamedTuple
from feedtool.records import parse
from feedtool.records.parse import Parsed, ParseOptions
from feedtool.rules import checks
from feedtool.rules.checks import RuleContext
from feedtool.storage import sources
from feedtool.storage.place import Raw, Source

if TYPE_CHECKING:
    from feedtool.runtime.executors import MapExecutor


# So many files are taken at once where one process reads them.
BATCH = 250


class Batch(NamedTuple):
    """Some files and how to read them: what a worker needs to know, and all that it is sent.

    With ``context`` valid records are held against the rules beyond the schema as well; with ``tick``, which
    gives seconds, it is told how long each took.
    """

    sources: tuple[Source, ...]
    options: ParseOptions
    max_bytes: int
    context: RuleContext | None = None
    tick: Callable[[], float] | None = None


def load(  # noqa: PLR0913 - what a batch is made of
    found: Sequence[Source],
    options: ParseOptions,
    max_bytes: int,
    *,
    context: RuleContext | None = None,
    tick: Callable[[], float] | None = None,
    executor: "MapExecutor | None" = None,
) -> Iterator[Parsed]:
    """Load and judge each file, in the order of the files.

    With an executor the batches are parsed by its workers, without one here; the result is the same.
    """
    size = BATCH
    if executor:
        from feedtool.runtime.executors import batch_size  # late: a hook has few files

        size = batch_size(len(found))
    batches = [
        Batch(tuple(found[start : start + size]), options, max_bytes, context, tick)
        for start in range(0, len(found), size)
    ]
    results: Iterable[list[Parsed]] = (executor.map if executor else map)(load_batch, batches)
    for result in results:
        yield from result


def load_batch(batch: Batch) -> list[Parsed]:
    """Load and judge a batch of files; the function that workers run."""
    room.require_room()
    if batch.tick is None:
        return [_load_one(source, batch) for source in batch.sources]
    return [timed(batch.tick, partial(_load_one, source, batch)) for source in batch.sources]


def timed(tick: Callable[[], float], load_one: Callable[[], Parsed]) -> Parsed:
    """Load and judge one file; the result, and the seconds that it took."""
    begun = tick()
    return load_one()._replace(seconds=tick() - begun)


def _load_one(source: Source, batch: Batch) -> Parsed:
    raw = sources.read(source, batch.max_bytes)
    if isinstance(raw, Problem):
        return Parsed(source.path, None, with_costs([raw]))
    return examine(raw, batch.options, batch.context)


def examine(raw: Raw, options: ParseOptions, context: RuleContext | None) -> Parsed:
    """Judge the bytes of one record. The result is without the document, which is large to send."""
    if b"$schema" in raw.content and not options.is_any:
        from feedtool.lint import head_schema  # late: few records name a schema

        parsed = head_schema.parsed(raw, options)
    else:
        parsed = parse.parse(raw, options)
    if context is not None:
        parsed = with_rule_problems(parsed, context, may_have_comments=b"feedtool:" in raw.content)
    return parsed._replace(document=None)


def with_rule_problems(parsed: Parsed, context: RuleContext, *, may_have_comments: bool) -> Parsed:
    """The same record with the problems that the rules beyond the schema find, and its ignore comments."""
    if parsed.document is None:
        return parsed
    found = parsed.problems
    if may_have_comments:  # which may silence what is not reported anyway
        context = context._replace(selector=None)
    if parsed.record is not None:
        found = (
            *found,
            *checks.problems(parsed.document, parsed.record, context, lost_pointers(found)),
        )
    # To find comments takes a second pass over the YAML, which few records should pay for.
    if not may_have_comments:
        return parsed._replace(problems=found)
    from feedtool.records import comments

    return parsed._replace(problems=found, ignores=comments.find(parsed.document))

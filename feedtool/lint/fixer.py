"""The use case of ``feedtool validate --fix`` and ``--diff``: records mended, and put in place."""

import codecs
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from feedtool import frontmatter
from feedtool.diagnostics.problem import Problem, Severity
from feedtool.diagnostics.selector import Choice
from feedtool.frontmatter import Document
from feedtool.lint import fixes as mend
from feedtool.lint.edits import spliced
from feedtool.lint.fixes import Fix
from feedtool.lint.validate import Task, validate
from feedtool.storage import sources
from feedtool.storage.exchange import exchange
from feedtool.storage.place import Raw, Source

# Mending one thing may show another, as a shell its kernel; each round goes through all kinds.
_ROUNDS = 4
# So often the fixes of one kind are tried together before the rest are left: a record where that many
# cannot be made is not one to wait for.
_TRIES = 100


class Mended(NamedTuple):
    """A record that needs mending: its bytes before and after, and the fixes that lie between."""

    source: Source | Raw
    before: bytes
    after: bytes
    fixes: tuple[Fix, ...]


def mendable(found: Iterable[Source | Raw], task: Task) -> Iterator[Mended]:
    """What mending would make of those records that need it; nothing is written."""
    for source in found:
        raw = sources.read(source, task.max_bytes) if isinstance(source, Source) else source
        if isinstance(raw, Problem) or len(raw.content) > task.max_bytes:
            continue
        after, fixes = mended(raw, task)
        if fixes:
            yield Mended(source, raw.content, after, fixes)


def put_in_place(one: Mended) -> bool:
    """Whether the mended bytes are the file's now; not where it changed since it was read.

    Raises StorageError.
    """
    return isinstance(one.source, Source) and exchange(one.source.file, one.before, one.after)


def mended(raw: Raw, task: Task) -> tuple[bytes, tuple[Fix, ...]]:
    """The bytes of a record with all that is allowed mended, and the fixes that did it."""
    document, _ = frontmatter.parse(raw.path, raw.content)
    if document is None:
        return raw.content, ()
    done: list[Fix] = []
    for _ in range(_ROUNDS):
        so_far = len(done)
        for kind in mend.KINDS:
            wanted = mend.fixes(kind, document, task.facts, task.choice)
            document, applied = _apply(document, wanted, task)
            done += applied
        if len(done) == so_far:
            break
    mark = codecs.BOM_UTF8 if raw.content.startswith(codecs.BOM_UTF8) else b""
    return mark + document.text.encode("utf-8"), tuple(done)


def _apply(
    document: Document, wanted: tuple[Fix, ...], task: Task
) -> tuple[Document, tuple[Fix, ...]]:
    """The document with as many of the fixes as are sound, and these."""
    if not wanted:
        return document, ()
    known = _problems(document, task)

    def made(fixes: tuple[Fix, ...]) -> Document | None:
        new = spliced(document, {fix.pointer: fix.change for fix in fixes})
        return new if new is not None and not _worse(known, _problems(new, task)) else None

    fixes = _largest(wanted, made)
    return (made(fixes) or document) if fixes else document, fixes


def _largest(
    wanted: tuple[Fix, ...], made: Callable[[tuple[Fix, ...]], Document | None]
) -> tuple[Fix, ...]:
    """Those of the fixes that can be made together: halves are tried where the whole fails."""
    kept: tuple[Fix, ...] = ()
    waiting = [wanted]
    for _ in range(_TRIES):
        if not waiting:
            break
        batch = waiting.pop()
        if made(kept + batch) is not None:
            kept += batch
        elif len(batch) > 1:
            half = len(batch) // 2
            waiting += [batch[half:], batch[:half]]
    return kept


def _problems(document: Document, task: Task) -> tuple[Problem, ...]:
    """All that is wrong with a document, whatever of it this run was asked to report."""
    raw = Raw(document.path, document.text.encode("utf-8"))
    return validate([raw], task._replace(choice=Choice())).problems


def _worse(before: Sequence[Problem], after: Sequence[Problem]) -> bool:
    """Whether there is a problem that was not there; one that another fix can mend is none."""
    # Where errors kept the other rules from speaking, what these say now is nothing new.
    if any(problem.severity is Severity.ERROR for problem in before):
        after = [problem for problem in after if problem.severity is Severity.ERROR]
    new = Counter(problem.code for problem in after) - Counter(problem.code for problem in before)
    return bool(new.keys() - mend.CODES)

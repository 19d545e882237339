"""The use case of ``feedtool validate --fix`` and ``--diff``: records fixed, and put in place."""

import codecs
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from feedtool import frontmatter
from feedtool.diagnostics.problem import Problem, Severity
from feedtool.diagnostics.progress import Progress, no_progress
from feedtool.diagnostics.selector import RuleSelector
from feedtool.frontmatter import Document
from feedtool.imports.tuples import NamedTuple
from feedtool.lint import edits
from feedtool.lint import fixes as mend
from feedtool.lint.fixes import Fix
from feedtool.lint.validate import LintTask, of_document
from feedtool.storage import sources
from feedtool.storage.exchange import exchange
from feedtool.storage.place import Raw, Source

# Mending one thing may show another, as a shell its kernel; each round goes through all kinds.
_ROUNDS = 4
# So often the fixes of one kind are tried together before the rest are left, and less often in a long record:
# one where that many cannot be made is not one to wait for.
_TRIES, _FEW_TRIES, _CHARACTERS = 100, 20, 4_000_000


class FixedRecord(NamedTuple):
    """A record that was fixed: as it was read, its bytes before and after, and the fixes between."""

    source: Source | Raw
    document: Document
    before: bytes
    after: bytes
    fixes: tuple[Fix, ...]


def fixable_records(
    found: Sequence[Source | Raw], task: LintTask, progress: Progress = no_progress
) -> Iterator[FixedRecord]:
    """Fix the records that need it; nothing is written."""
    for source in progress(found, len(found), "Mending"):
        raw = sources.read(source, task.max_bytes)
        if isinstance(raw, Problem) or len(raw.content) > task.max_bytes:
            continue
        if not _is_own(task, raw.path):
            continue
        document, _ = frontmatter.parse(raw.path, raw.content)
        if document is None:
            continue
        after, fixes = _fix_document(document, raw.content, task)
        if fixes:
            yield FixedRecord(source, document, raw.content, after, fixes)


def put_in_place(one: FixedRecord) -> bool:
    """Whether the mended bytes are the file's now; not where it changed since it was read.

    Raises StorageError.
    """
    return isinstance(one.source, Source) and exchange(one.source.file, one.before, one.after)


def fix_record(raw: Raw, task: LintTask) -> tuple[bytes, tuple[Fix, ...]]:
    """The bytes of a record after all fixes that are allowed, and these fixes."""
    if not _is_own(task, raw.path):
        return raw.content, ()
    document, _ = frontmatter.parse(raw.path, raw.content)
    return (raw.content, ()) if document is None else _fix_document(document, raw.content, task)


def _is_own(task: LintTask, path: str) -> bool:
    """Whether a file is one of feedtool's own records: what others read is theirs to change."""
    options = task.options.of(path)
    return options.site is None and not options.is_any


def _fix_document(
    document: Document, content: bytes, task: LintTask
) -> tuple[bytes, tuple[Fix, ...]]:
    done: list[Fix] = []
    for _ in range(_ROUNDS):
        so_far = len(done)
        for kind in mend.KINDS:
            wanted = mend.fixes(kind, document, task.context, task.selector)
            document, applied = _apply(document, wanted, task)
            done += applied
        if len(done) == so_far:
            break
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    return mark + document.text.encode("utf-8"), tuple(done)


def _apply(
    document: Document, wanted: tuple[Fix, ...], task: LintTask
) -> tuple[Document, tuple[Fix, ...]]:
    """The document with as many of the fixes as are sound, and these."""
    if not wanted:
        return document, ()
    # What is wrong counts, whatever this run was asked to report.
    task = task._replace(selector=RuleSelector())
    known = of_document(document, task)

    def made(fixes: tuple[Fix, ...]) -> Document | None:
        changes = {fix.pointer: fix.change for fix in fixes}
        new = edits.spliced(document, changes)
        if new is None or _has_new_problems(known, of_document(new, task)):
            return None
        return new

    if (new := made(wanted)) is not None:
        return new, wanted
    possible = (fix for fix in wanted if edits.is_possible(document, fix.pointer, fix.change))
    return _largest(document, tuple(possible), made)


def _largest(
    document: Document,
    wanted: tuple[Fix, ...],
    made: Callable[[tuple[Fix, ...]], Document | None],
) -> tuple[Document, tuple[Fix, ...]]:
    """The document with those fixes that can be made together: halves are tried where the whole fails."""
    kept: tuple[Fix, ...] = ()
    waiting = [wanted] if wanted else []
    for _ in range(max(_FEW_TRIES, min(_TRIES, _CHARACTERS // len(document.text)))):
        if not waiting:
            break
        batch = waiting.pop()
        if (new := made(kept + batch)) is not None:
            document, kept = new, kept + batch
        elif len(batch) > 1:
            half = len(batch) // 2
            waiting += [batch[half:], batch[:half]]
    return document, kept


def _has_new_problems(before: Sequence[Problem], after: Sequence[Problem]) -> bool:
    """Whether a problem is there that was not there before; one that another fix can mend does not count."""
    # Where errors kept the other rules from speaking, what these say now is nothing new.
    if any(problem.severity is Severity.ERROR for problem in before):
        after = [problem for problem in after if problem.severity is Severity.ERROR]
    new = Counter(problem.code for problem in after) - Counter(problem.code for problem in before)
    if not new:
        return False
    from feedtool.rules.catalogue import FIXABLE  # late: most fixes bring nothing new

    return bool(new.keys() - FIXABLE)

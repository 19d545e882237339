"""What ``--fix`` changes in records, as patches beside the problems that they mend."""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from heapq import heappop, heappush
from itertools import islice

from feedtool.diagnostics.problem import Patch, Problem, Severity, Span
from feedtool.imports.tuples import NamedTuple
from feedtool.lint import fixer
from feedtool.lint.fixer import FixedRecord
from feedtool.lint.validate import LintTask
from feedtool.rules.catalogue import FIXABLE, RULES
from feedtool.storage.place import Raw, Source
from feedtool.text.linediff import LineMatcher

# What the schema says of a topic that stands there twice, before the rule comes to speak.
_ECHOES = {"schema-unique-items": "topic-duplicate"}
# The codes of problems that may have a patch.
PATCHED_CODES = FIXABLE | _ECHOES.keys()


class LineEdit(NamedTuple):
    """Lines that give way to others: from ``start`` up to ``end``, counted from 0."""

    start: int
    end: int
    lines: tuple[str, ...]


def patches(
    found: Iterable[Source | Raw], problems: Iterable[Problem], task: LintTask
) -> dict[Problem, Patch]:
    """The patches of some records, each with the problem that it mends; no two touch each other.

    All of them, made in a file, give what ``--fix`` makes of it. Where one change mends several problems,
    the first of them has it. What ``--fix`` mends though nobody asked to hear of it, such as white space, or
    where an error kept other rules from speaking, comes with a problem of its own: an information.
    """
    reported: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.code in PATCHED_CODES and problem.span:
            reported.setdefault(problem.path, []).append(problem)
    made: dict[Problem, Patch] = {}
    for one in fixer.fixable_records(tuple(found), task):
        own = reported.get(one.source.path, [])
        made |= _of_file(one.before, one.after, [*own, *_unreported(one, own)])
    return made


def _unreported(one: FixedRecord, reported: Sequence[Problem]) -> Iterator[Problem]:
    """A problem for each fix of a record that no reported problem stands for."""
    known = {(_ECHOES.get(problem.code, problem.code), problem.pointer) for problem in reported}
    for fix in one.fixes:
        if (fix.code, fix.pointer) not in known:
            span = one.document.span_of(fix.pointer)
            summary = RULES[fix.code].summary
            yield Problem(one.source.path, fix.code, summary, span, Severity.INFO, fix.pointer)


def _of_file(before: bytes, after: bytes, problems: Sequence[Problem]) -> dict[Problem, Patch]:
    old, new = _lines(before), _lines(after)
    edits = [*_nearest(_edits(old, new), problems)]
    return {problem: _patch(edit, old) for problem, edit in _joined(edits, old)}


def _lines(content: bytes) -> list[str]:
    """The lines as places count them: LF alone ends one."""
    return re.findall(r"[^\n]*\n|[^\n]+", content.decode("utf-8"))


def _edits(old: list[str], new: list[str]) -> Iterator[LineEdit]:
    """What differs, in order: line by line, where as many lines give way as take their place."""
    for kind, start, end, first, last in LineMatcher(old, new).get_opcodes():
        if kind == "equal":
            continue
        if end - start == last - first:
            for line in range(end - start):
                yield LineEdit(start + line, start + line + 1, (new[first + line],))
        else:
            yield LineEdit(start, end, tuple(new[first:last]))


def _nearest(
    edits: Iterable[LineEdit], problems: Sequence[Problem]
) -> Iterator[tuple[Problem, LineEdit]]:
    """Each edit, in order of lines, with the problem that it mends.

    Of those on its lines that is the innermost, else the nearest; of several such the first.
    """
    coming = deque(sorted((*_lines_of(problem), nth) for nth, problem in enumerate(problems)))
    on_lines: list[tuple[int, int, int]] = []  # a heap
    above: list[tuple[int, int, int]] = []  # the nearest one, if any
    for edit in edits:
        while coming and coming[0][0] < edit.end:
            first, length, nth = coming.popleft()
            heappush(on_lines, (length, nth, first + length))
        while on_lines and on_lines[0][2] < edit.start:
            length, nth, last = heappop(on_lines)
            above = [min([(-last, length, nth), *above])]
        if on_lines:
            chosen = on_lines[0][1]
        else:
            near = [(edit.start + end, length, nth) for end, length, nth in above]
            near += [(at - edit.end + 1, length, nth) for at, length, nth in islice(coming, 1)]
            chosen = min(near)[2]
        yield problems[chosen], edit


def _lines_of(problem: Problem) -> tuple[int, int]:
    """On which line a problem begins, counted from 0, and how many more it has."""
    assert problem.span is not None  # what has no place is not asked for  # noqa: S101  # nosec B101
    return problem.span.line - 1, problem.span.end_line - problem.span.line


def _joined(
    edits: list[tuple[Problem, LineEdit]], old: list[str]
) -> Iterator[tuple[Problem, LineEdit]]:
    """One edit a problem; those that reach into each other are one edit, of the first problem."""
    last_of = {problem: at for at, (problem, _) in enumerate(edits)}
    at = 0
    while at < len(edits):
        problem, edit = edits[at]
        end = last_of[problem]
        lines, done = [*edit.lines], edit.end
        while at < end:
            at += 1
            other, later = edits[at]
            end = max(end, last_of[other])
            lines += (*old[done : later.start], *later.lines)
            done = later.end
        yield problem, LineEdit(edit.start, done, tuple(lines))
        at += 1


def _patch(edit: LineEdit, old: list[str]) -> Patch:
    """The edit without what both texts begin and end with."""
    before, after = "".join(old[edit.start : edit.end]), "".join(edit.lines)
    most = min(len(before), len(after))
    head = next((at for at in range(most) if before[at] != after[at]), most)
    most -= head
    tail = next((at for at in range(most) if before[-1 - at] != after[-1 - at]), most)
    start, end = head, len(before) - tail
    span = Span(*_place(before, start, edit.start), *_place(before, end, edit.start))
    return Patch(span, after[head : len(after) - tail])


def _place(text: str, offset: int, first: int) -> tuple[int, int]:
    """The line and column of an offset in a text that begins with a line, counted from 0."""
    line = text.count("\n", 0, offset)
    return first + line + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1

"""What ``--fix`` changes in records, as patches beside the problems that they mend."""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from feedtool.diagnostics.problem import Patch, Problem, Severity, Span
from feedtool.lint import fixer
from feedtool.lint.fixer import FixedRecord
from feedtool.lint.validate import LintTask
from feedtool.rules.catalogue import FIXABLE, RULES
from feedtool.storage.place import Raw, Source

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
    edits = [(_nearest(edit, problems), edit) for edit in _edits(old, new)]
    return {problem: _patch(edit, old) for problem, edit in _joined(edits, old)}


def _lines(content: bytes) -> list[str]:
    """The lines as places count them: LF alone ends one."""
    return re.findall(r"[^\n]*\n|[^\n]+", content.decode("utf-8"))


def _edits(old: list[str], new: list[str]) -> Iterator[LineEdit]:
    """What differs, in order: line by line, where as many lines give way as take their place."""
    for kind, start, end, first, last in SequenceMatcher(None, old, new).get_opcodes():
        if kind == "equal":
            continue
        if end - start == last - first:
            for line in range(end - start):
                yield LineEdit(start + line, start + line + 1, (new[first + line],))
        else:
            yield LineEdit(start, end, tuple(new[first:last]))


def _nearest(edit: LineEdit, problems: Sequence[Problem]) -> Problem:
    """The problem that an edit mends: of those on its lines the innermost, else the nearest."""

    def distance(problem: Problem) -> tuple[int, int]:
        assert problem.span is not None  # what has no place is not asked for  # noqa: S101  # nosec B101
        first, last = problem.span.line - 1, problem.span.end_line - 1
        return max(first - edit.end + 1, edit.start - last, 0), last - first

    return min(problems, key=distance)


def _joined(
    edits: list[tuple[Problem, LineEdit]], old: list[str]
) -> Iterator[tuple[Problem, LineEdit]]:
    """One edit a problem; those that reach into each other are one edit, of the first problem."""
    last_of = {problem: at for at, (problem, _) in enumerate(edits)}
    at = 0
    while at < len(edits):
        problem, edit = edits[at]
        end = last_of[problem]
        while at < end:
            at += 1
            other, later = edits[at]
            end = max(end, last_of[other])
            between = old[edit.end : later.start]
            edit = LineEdit(edit.start, later.end, (*edit.lines, *between, *later.lines))
        yield problem, edit
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

"""Pieces that the reports for people share."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from feedtool.diagnostics.problem import Problem, Severity, errors

# Controls that could move the cursor, change colours, hide or turn text around on a terminal.
_CONTROL = "[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"


def printable(text: str) -> str:
    """The text on one line, its control characters written as escapes."""
    if text.isprintable():
        return text
    return re.sub(_CONTROL, lambda found: found[0].encode("unicode_escape").decode(), text)


def count(number: int, noun: str, plural: str | None = None) -> str:
    """A number and its noun: ``1 file``, ``2,000 files``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def place(problem: Problem) -> str:
    """Where the problem is: ``path:line:column``, or the path alone; our own name if it is of the run."""
    span = problem.span
    return f"{problem.path}:{span.line}:{span.column}" if span else problem.path or "feedtool"


def line(problem: Problem) -> str:
    """The problem as ``path:line:col: severity code message (hint)``."""
    hint = f" ({problem.hint})" if problem.hint else ""
    return printable(f"{place(problem)}: {problem.severity} {problem.code} {problem.message}{hint}")


def summary(problems: Sequence[Problem]) -> str:
    """How many problems there are, in one line."""
    warnings = sum(problem.severity is Severity.WARNING for problem in problems)
    notes = sum(problem.severity is Severity.INFO for problem in problems)
    files = len({problem.path for problem in problems})
    text = f"{count(errors(problems), 'error')}, {count(warnings, 'warning')}"
    text += f", {count(notes, 'note')}" if notes else ""
    return f"{text} in {count(files, 'file')}"


def counts(problems: Sequence[Problem]) -> dict[str, int]:
    """How many problems there are of each weight."""
    warnings = sum(problem.severity is Severity.WARNING for problem in problems)
    return {"errors": errors(problems), "warnings": warnings}


def by_code(problems: Sequence[Problem]) -> list[str]:
    """A line for each code, the commonest first."""
    return [f"{number:>7,}  {code}" for code, number in codes(problems).items()]


def codes(problems: Iterable[Problem]) -> dict[str, int]:
    """How many problems there are of each code, the commonest first."""
    counted = Counter(problem.code for problem in problems)
    return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))

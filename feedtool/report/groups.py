"""Problems of one code in one file, taken together: a person reads the first, and how many more there are."""

from collections import Counter
from collections.abc import Iterable

from feedtool.diagnostics.problem import Problem, by_weight
from feedtool.imports.tuples import NamedTuple
from feedtool.report import words

# So many lines are named of those that are like the first.
_LINES = 6


class ProblemGroup(NamedTuple):
    """Problems of one code and weight in one file, in order of place."""

    first: Problem
    others: tuple[Problem, ...]


def groups(problems: Iterable[Problem]) -> list[ProblemGroup]:
    """The groups of some problems in order of place: errors first, then as their first ones stand."""
    found: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in by_weight(problems):
        found.setdefault((problem.path, problem.code, problem.severity), []).append(problem)
    return [ProblemGroup(first, tuple(others)) for first, *others in found.values()]


def sizes(problems: Iterable[Problem]) -> Counter[tuple[str, str]]:
    """How many problems there are of each path and code."""
    return Counter((problem.path, problem.code) for problem in problems)


def others(group: ProblemGroup) -> str:
    """How many more there are, and the first lines that they are on: ``and 2 more of x, at lines 3, 9``."""
    lines = list(dict.fromkeys(one.span.line for one in group.others if one.span))
    text = f"and {len(group.others):,} more of {group.first.code}"
    if not lines:
        return text
    named = ", ".join(map(str, lines[:_LINES]))
    rest = ", …" if len(lines) > _LINES else ""
    return f"{text}, at {'line' if len(lines) == 1 else 'lines'} {named}{rest}"


def left_out(number: int) -> str:
    """What stands for the groups that are not listed."""
    return f"… and {words.count(number, 'more group')} of problems"

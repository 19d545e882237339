"""Problems as plain values that JSON can hold, and made again from these."""

from typing import Any

from feedtool.diagnostics.problem import Costs, Problem, Severity, Span


def problem_to_plain(problem: Problem) -> list[Any]:
    """A problem as JSON holds it, without its path."""
    span = problem.span
    place = [span.line, span.column, span.end_line, span.end_column] if span else None
    severity, pointer = problem.severity.value, problem.pointer
    costs = problem.costs and problem.costs.value
    return [
        problem.code,
        problem.message,
        place,
        severity,
        pointer,
        problem.hint,
        costs,
        problem.parts,
    ]


def problem_from_plain(path: str, kept: list[Any]) -> Problem:
    """The problem that ``problem_to_plain`` made a list of."""
    code, message, place, severity, pointer, hint, costs, parts = kept
    span = Span(*place) if place else None
    return Problem(
        path,
        code,
        message,
        span,
        Severity(severity),
        pointer,
        hint,
        Costs(costs) if costs else None,
        tuple((name, text) for name, text in parts),
    )

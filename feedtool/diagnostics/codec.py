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
        _SEVERITIES[severity],
        pointer,
        hint,
        _COSTS[costs] if costs else None,
        tuple([(name, text) for name, text in parts]),
    )


# Enumerations take several times as long to find a member by its value.
_SEVERITIES = {severity.value: severity for severity in Severity}
_COSTS = {costs.value: costs for costs in Costs}

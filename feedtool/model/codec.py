"""Candidates and problems as plain values that JSON can hold, and made again from these."""

from datetime import UTC, datetime
from typing import Any

from feedtool.diagnostics.problem import Costs, Problem, Severity, Span
from feedtool.model.record import Candidate


def candidate(path: str, digest: str, facts: list[Any]) -> Candidate:
    """The candidate that the facts of a ``ScanResult`` make."""
    id_, url_key, explicit, published, updated, heat, topics, *more = facts
    first = datetime.fromtimestamp(published, UTC)
    last = first if updated == published else datetime.fromtimestamp(updated, UTC)
    made = Candidate(path, digest, id_, url_key, explicit, first, last, heat, tuple(topics))
    return _with_more(made, *more) if more else made


def _with_more(
    made: Candidate,
    expires: int | None,
    telling: Any = None,
    traits: Any = None,
    is_episode: Any = None,
) -> Candidate:
    from feedtool.model.query import Traits  # late: few records expire, few builds ask for traits

    return made._replace(
        expires=None if expires is None else datetime.fromtimestamp(expires, UTC),
        telling=tuple(telling) if telling else None,
        traits=None if traits is None else Traits(*traits),
        is_episode=bool(is_episode),
    )


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

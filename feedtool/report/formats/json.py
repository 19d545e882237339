"""Problems as one JSON object."""

import json
from typing import TYPE_CHECKING, Any

from feedtool.diagnostics.problem import Findings, Problem, Severity, errors
from feedtool.report import groups
from feedtool.text import indented

if TYPE_CHECKING:
    from collections.abc import Mapping

    from feedtool.diagnostics.rule import Rule
    from feedtool.report.formats.text import Style

VERSION = 1


def render(findings: Findings, _rules: "Mapping[str, Rule]", style: "Style") -> str:
    """The findings as JSON; counts and statistics are of all problems, however many are listed."""
    problems = findings.problems
    sizes = groups.sizes(problems)
    made = {
        "version": VERSION,
        "files": len(findings.files),
        "errors": errors(problems),
        "warnings": sum(problem.severity is Severity.WARNING for problem in problems),
        "problems": (members(one, sizes) for one in style.listed(problems)),
    }
    if style.statistics:
        from feedtool.report import statistics  # late: few ask for them

        made["statistics"] = statistics.rows(findings)
    return dumps(made)


def members(
    problem: Problem, sizes: "Mapping[tuple[str, str], int] | None" = None
) -> dict[str, Any]:
    """The problem as a JSON object; keys that do not apply are null.

    ``sizes`` tells how many problems there are of each path and code.
    """
    span = problem.span
    return {
        "path": problem.path or None,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "end_line": span.end_line if span else None,
        "end_column": span.end_column if span else None,
        "code": problem.code,
        "severity": str(problem.severity),
        "pointer": problem.pointer,
        "message": problem.message,
        "hint": problem.hint,
        "group": sizes[problem.path, problem.code] if sizes else None,
        "costs": problem.costs and str(problem.costs),
        "parts": dict(problem.parts),
    }


def dumps(value: Any) -> str:
    """A value as JSON for people and programs; what UTF-8 cannot carry is escaped."""
    return indented.dumps(value, flat=_flat)


def _flat(value: Any) -> str:
    text = _as_it_is(value)
    try:
        text.encode()
    except UnicodeEncodeError:  # a file name that is not UTF-8
        return json.dumps(value)
    return text


_as_it_is = json.JSONEncoder(ensure_ascii=False).encode

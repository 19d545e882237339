"""Problems in the Reviewdog Diagnostic Format, with what ``--fix`` would change as suggestions.

https://github.com/reviewdog/reviewdog/tree/master/proto/rdf: columns count bytes of UTF-8 from 1, and the
end of a range is excluded.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from feedtool.diagnostics.problem import Findings, Patch, Problem, Severity, Span, in_order
from feedtool.diagnostics.rule import Rule
from feedtool.report.formats.json import dumps
from feedtool.report.formats.text import Style
from feedtool.report.home import home

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}
# Where a line is not UTF-8, nobody knows how many bytes of it there would be.
_REPLACED = "\ufffd"


def render(findings: Findings, rules: Mapping[str, Rule], style: Style) -> str:
    """The problems as one result of a tool."""
    patches = dict(findings.patches)
    # A fix is shown as a suggestion of a diagnostic: each one needs a diagnostic, reported or not.
    quiet = {problem for problem in patches if problem.severity is Severity.INFO}
    quiet -= set(findings.problems)
    problems = in_order((*findings.problems, *quiet)) if quiet else findings.problems
    diagnostics = [
        _diagnostic(problem, rules.get(problem.code), patches.pop(problem, None), style)
        for problem in style.listed(problems)
    ]
    address = home()
    source = {"name": "feedtool"} | ({"url": address} if address else {})
    return dumps({"source": source, "diagnostics": diagnostics})


def _diagnostic(
    problem: Problem, rule: Rule | None, patch: Patch | None, style: Style
) -> dict[str, Any]:
    lines = style.lines(problem.path) if style.lines and problem.span else ()
    location: dict[str, Any] = {"path": problem.path or "feedtool"}
    if problem.span:
        location["range"] = _range(problem.span, lines)
    code = {"value": problem.code} | ({"url": rule.link} if rule and rule.link else {})
    made: dict[str, Any] = {
        "message": problem.message + (f" ({problem.hint})" if problem.hint else ""),
        "location": location,
        "severity": _SEVERITIES[problem.severity],
        "code": code,
    }
    if patch is not None:
        where = _range(patch.span, lines)
        # Without columns it would take the place of whole lines.
        made |= {"suggestions": [{"range": where, "text": patch.text}]} if _is_exact(where) else {}
    return made


def _range(span: Span, lines: Sequence[str]) -> dict[str, Any]:
    start = _position(span.line, span.column, lines)
    end = _position(span.end_line, span.end_column, lines)
    if _is_exact(found := {"start": start, "end": end}):
        return found
    return {"start": {"line": span.line}, "end": {"line": span.end_line}}


def _is_exact(found: Mapping[str, Mapping[str, int]]) -> bool:
    return all("column" in position for position in found.values())


def _position(line: int, column: int, lines: Sequence[str]) -> dict[str, int]:
    """A place in bytes; without a column where the line is not at hand."""
    if column == 1:
        return {"line": line, "column": 1}
    before = lines[line - 1][: column - 1] if 0 < line <= len(lines) else ""
    if len(before) < column - 1 or _REPLACED in before:
        return {"line": line}
    return {"line": line, "column": len(before.encode("utf-8", "surrogatepass")) + 1}

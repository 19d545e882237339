"""Problems as workflow commands, which GitHub shows as annotations beside the lines.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from collections.abc import Mapping

from feedtool.diagnostics.problem import Findings, Problem, Severity
from feedtool.diagnostics.rule import Rule
from feedtool.report.formats.text import Style
from feedtool.report.words import printable

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(findings: Findings, _rules: Mapping[str, Rule], style: Style) -> str:
    """The problems as workflow commands, a line each."""
    return "\n".join(_command(problem) for problem in style.listed(findings.problems))


def _command(problem: Problem) -> str:
    properties = {"file": problem.path} if problem.path else {}
    if span := problem.span:
        properties |= {"line": str(span.line), "endLine": str(span.end_line)}
        if span.line == span.end_line:  # GitHub takes columns only within one line
            properties |= {"col": str(span.column), "endColumn": str(span.end_column)}
    properties["title"] = problem.code
    members = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    message = problem.message + (f" ({problem.hint})" if problem.hint else "")
    return f"::{_COMMANDS[problem.severity]} {members}::{_data(printable(message))}"


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return printable(_data(value)).replace(":", "%3A").replace(",", "%2C")

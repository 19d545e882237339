"""Problems as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html)."""

import hashlib
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from feedtool import __version__
from feedtool.problems import Findings, Problem, Severity
from feedtool.report.json import dumps
from feedtool.report.text import Style
from feedtool.rules import Rule

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render(findings: Findings, rules: Mapping[str, Rule], style: Style) -> str:
    """The findings as a SARIF log of one run, with the rules that they broke."""
    problems = [problem for problem in findings.problems[: style.most] if problem.path]
    broken = sorted({problem.code for problem in problems})
    driver = {
        "name": "feedtool",
        "semanticVersion": __version__,
        "rules": [_rule(code, rules.get(code)) for code in broken],
    }
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "The root of the repository."}}},
        "artifacts": [{"location": _location(path)} for path in findings.files],
        "results": [_result(problem, broken.index(problem.code)) for problem in problems],
    }
    if findings.stopped is not None:
        notification = {"level": "error", "message": {"text": findings.stopped}}
        run["invocations"] = [
            {"executionSuccessful": False, "toolConfigurationNotifications": [notification]}
        ]
    return dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str, rule: Rule | None) -> dict[str, Any]:
    if rule is None:
        return {"id": code}
    told: dict[str, Any] = {
        "id": code,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"{rule.why}\n\nFails:\n{rule.bad}\n\nPasses:\n{rule.good}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity], "enabled": rule.on},
    }
    if rule.link:
        told["helpUri"] = rule.link
    return told


def _result(problem: Problem, index: int) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": _location(problem.path)}
    if span := problem.span:
        physical["region"] = {
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": span.end_line,
            "endColumn": span.end_column,
        }
    message = problem.message + (f" ({problem.hint})" if problem.hint else "")
    # Tells the same finding in two runs apart from a new one, however its line has moved.
    print_ = "\0".join((problem.path, problem.code, problem.pointer or "", problem.message))
    digest = hashlib.sha256(print_.encode("utf-8", "backslashreplace")).hexdigest()
    return {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": _LEVELS[problem.severity],
        "message": {"text": message},
        "locations": [{"physicalLocation": physical}],
        "partialFingerprints": {"feedtool/v1": digest[:32]},
    }


def _location(path: str) -> dict[str, str]:
    uri = quote(path.encode("utf-8", "surrogateescape"), safe="/-._~!$&'()*+,;=@")
    if path.startswith("/"):
        return {"uri": f"file://{uri}"}
    return {"uri": uri, "uriBaseId": "SRCROOT"}

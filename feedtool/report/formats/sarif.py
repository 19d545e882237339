"""Problems as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html)."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from feedtool import __version__
from feedtool.diagnostics.problem import Findings, Patch, Problem, Severity, Span
from feedtool.diagnostics.rule import Rule
from feedtool.report.fingerprint import Fingerprint, fingerprint
from feedtool.report.formats.json import dumps
from feedtool.report.formats.text import Style
from feedtool.report.home import home

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render(findings: Findings, rules: Mapping[str, Rule], style: Style) -> str:
    """The findings as a SARIF log of one run, with the rules that they broke."""
    problems = [problem for problem in findings.problems[: style.most] if problem.path]
    broken = sorted({problem.code for problem in problems})
    address = home()
    driver = {
        "name": "feedtool",
        "semanticVersion": __version__,
        **({"informationUri": address} if address else {}),
        "rules": [_rule(code, rules.get(code)) for code in broken],
    }
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "The root of the repository."}}},
        "artifacts": [{"location": _location(path)} for path in findings.files],
        "results": list(_results(problems, broken, findings.patches)),
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
        "name": "".join(part.capitalize() for part in code.split("-")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"{rule.why}\n\nFails:\n{rule.bad}\n\nPasses:\n{rule.good}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity], "enabled": rule.on},
    }
    if rule.link:
        told["helpUri"] = rule.link
    return told


def _results(
    problems: Sequence[Problem], broken: Sequence[str], patches: Mapping[Problem, Patch]
) -> Iterator[dict[str, Any]]:
    left, seen = dict(patches), Counter[Fingerprint]()
    for problem in problems:
        kind = fingerprint(problem)
        result = _result(problem, broken.index(problem.code), kind.digest(seen[kind]))
        seen[kind] += 1
        if patch := left.pop(problem, None):
            result["fixes"] = [_fix(problem, patch)]
        yield result


def _result(problem: Problem, index: int, digest: str) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": _location(problem.path)}
    if problem.span:
        physical["region"] = _region(problem.span)
    message = problem.message + (f" ({problem.hint})" if problem.hint else "")
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": _LEVELS[problem.severity],
        "message": {"text": message},
        "locations": [{"physicalLocation": physical}],
        # Tells the same finding in two runs apart from a new one, however its line has moved.
        "partialFingerprints": {"feedtool/v2": digest},
    }
    if problem.costs:
        result["properties"] = {"costs": str(problem.costs)}
    return result


def _fix(problem: Problem, patch: Patch) -> dict[str, Any]:
    replacement = {
        "deletedRegion": _region(patch.span),
        "insertedContent": {"text": patch.text},
    }
    change = {"artifactLocation": _location(problem.path), "replacements": [replacement]}
    return {
        "description": {"text": "What feedtool validate --fix changes."},
        "artifactChanges": [change],
    }


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _location(path: str) -> dict[str, str]:
    uri = quote(path.encode("utf-8", "surrogateescape"), safe="/-._~!$&'()*+,;=@")
    if path.startswith("/"):
        return {"uri": f"file://{uri}"}
    return {"uri": uri, "uriBaseId": "SRCROOT"}

"""Problems as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from feedtool import __version__
from feedtool.diagnostics.problem import Findings, Patch, Problem, Severity, Span
from feedtool.diagnostics.rule import Rule
from feedtool.diagnostics.words.templates import PART, fill
from feedtool.imports.tuples import NamedTuple
from feedtool.report import groups
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
    problems = [problem for problem in style.listed(findings.problems) if problem.path]
    broken = sorted({problem.code for problem in problems})
    words = [_words(problem, rules.get(problem.code)) for problem in problems]
    strings: dict[str, dict[str, str]] = {code: {} for code in broken}
    for problem, used in zip(problems, words, strict=True):
        strings[problem.code] |= {used.id: used.template} if used else {}
    address = home()
    driver = {
        "name": "feedtool",
        "semanticVersion": __version__,
        **({"informationUri": address} if address else {}),
        "rules": [_rule(code, rules.get(code), strings[code]) for code in broken],
    }
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "The root of the repository."}}},
        "artifacts": [{"location": _location(path)} for path in findings.files],
        "results": _results(problems, words, broken, findings),
    }
    if findings.stopped is not None:
        notification = {"level": "error", "message": {"text": findings.stopped}}
        run["invocations"] = [
            {"executionSuccessful": False, "toolConfigurationNotifications": [notification]}
        ]
    return dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


class _Words(NamedTuple):
    """A message string of a rule, and the arguments that its placeholders stand for."""

    id: str
    template: str
    arguments: tuple[str, ...]


def _words(problem: Problem, rule: Rule | None) -> _Words | None:
    """The message string that makes the text of a problem; None where none does.

    Placeholders are numbers in braces, in a text too (section 3.11.5): one that has braces of its own gets
    no arguments.
    """
    text = _text(problem)
    if rule is None or not rule.messages or {"{", "}"} & set(text):
        return None
    parts = dict(problem.parts)
    message, hint = rule.message_for(parts), rule.hint_for(parts)
    template = message + (f" ({hint})" if hint else "")
    if fill(template, parts) != text:
        return None
    names = list(dict.fromkeys(PART.findall(template)))
    numbered = PART.sub(lambda match: f"{{{names.index(match[1])}}}", template)
    return _Words(
        _string_id(rule, message, hint), numbered, tuple(parts.get(name, "") for name in names)
    )


def _string_id(rule: Rule, message: str, hint: str) -> str:
    """The id of the message string with this message and this hint among those of a rule."""
    name = "default" if not hint else "instead"
    if hint in rule.hints:
        name = f"hint-{rule.hints.index(hint) + 1}"
    number = rule.messages.index(message) + 1
    return name if number == 1 else f"{name}-of-message-{number}"


def _text(problem: Problem) -> str:
    return problem.message + (f" ({problem.hint})" if problem.hint else "")


def _rule(code: str, rule: Rule | None, strings: Mapping[str, str]) -> dict[str, Any]:
    if rule is None:
        return {"id": code}
    members: dict[str, Any] = {
        "id": code,
        "name": "".join(part.capitalize() for part in code.split("-")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"{rule.why}\n\nFails:\n{rule.bad}\n\nPasses:\n{rule.good}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity], "enabled": rule.on},
    }
    if rule.link:
        members["helpUri"] = rule.link
    if strings:
        members["messageStrings"] = {name: {"text": strings[name]} for name in sorted(strings)}
    return members


def _results(
    problems: Sequence[Problem],
    words: Iterable[_Words | None],
    broken: Sequence[str],
    findings: Findings,
) -> Iterator[dict[str, Any]]:
    left, seen = dict(findings.patches), Counter[Fingerprint]()
    sizes = groups.sizes(findings.problems)
    for problem, used in zip(problems, words, strict=True):
        kind = fingerprint(problem)
        result = _result(problem, broken.index(problem.code), kind.digest(seen[kind]))
        result["properties"] |= {"group": sizes[problem.path, problem.code]}
        if used is not None:
            result["message"] |= {"id": used.id, "arguments": list(used.arguments)}
        seen[kind] += 1
        if patch := left.pop(problem, None):
            result["fixes"] = [_fix(problem, patch)]
        yield result


def _result(problem: Problem, index: int, digest: str) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": _location(problem.path)}
    if problem.span:
        physical["region"] = _region(problem.span)
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": _LEVELS[problem.severity],
        "message": {"text": _text(problem)},
        "locations": [{"physicalLocation": physical}],
        # Tells the same finding in two runs apart from a new one, however its line has moved.
        "partialFingerprints": {"feedtool/v2": digest},
        "properties": {"costs": str(problem.costs)} if problem.costs else {},
    }
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

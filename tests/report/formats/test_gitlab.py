"""GitLab Code Quality: the members that GitLab asks for, and fingerprints that are unique and stay."""

import json
from typing import Any

import jsonschema
import pytest

from feedtool.diagnostics.problem import Findings, Problem, Severity, Span
from feedtool.report import report
from feedtool.report.formats.text import Style

PROBLEM = Problem(
    "./seeds/ä b.md", "schema-type", "is wrong", Span(7, 8, 7, 12), pointer="/heat", hint="mend it"
)
WARNING = Problem("b.md", "text-whitespace", "m", Span(8, 1, 9, 2), Severity.WARNING)
NOTE = Problem("c.md", "x-y", "m", severity=Severity.INFO)
ISSUE = {
    "type": "object",
    "required": ["description", "check_name", "fingerprint", "severity", "location"],
    "properties": {
        "description": {"type": "string", "minLength": 1},
        "check_name": {"type": "string", "minLength": 1},
        "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
        "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
        "location": {
            "type": "object",
            "required": ["path", "lines"],
            "properties": {
                "path": {"type": "string", "pattern": r"^(?!\./)"},
                "lines": {
                    "type": "object",
                    "required": ["begin"],
                    "properties": {"begin": {"type": "integer", "minimum": 1}},
                },
            },
        },
    },
}


def render(*problems: Problem, most: int | None = None) -> list[dict[str, Any]]:
    text = report("gitlab")(Findings((), problems), {}, Style(most=most))
    issues: list[dict[str, Any]] = json.loads(text)
    jsonschema.validate(issues, {"type": "array", "items": ISSUE})
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    return issues


def test_the_check_can_fail() -> None:
    (issue,) = render(PROBLEM)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(issue | {"severity": "error"}, ISSUE)


def test_an_issue() -> None:
    (issue,) = render(PROBLEM)
    issue.pop("fingerprint")
    assert issue == {
        "description": "is wrong (mend it)",
        "check_name": "schema-type",
        "severity": "major",
        "location": {"path": "seeds/ä b.md", "lines": {"begin": 7}},
    }


def test_severities_and_a_problem_of_a_whole_file() -> None:
    issues = render(PROBLEM, WARNING, NOTE)
    assert [issue["severity"] for issue in issues] == ["major", "minor", "info"]
    assert issues[2]["location"]["lines"] == {"begin": 1}


def test_a_moved_line_keeps_its_fingerprint_and_equal_problems_have_their_own() -> None:
    moved = [one._replace(span=Span(90, 1, 90, 2)) for one in (PROBLEM, PROBLEM, WARNING)]
    before, after = render(PROBLEM, PROBLEM, WARNING), render(*moved)
    assert [one["fingerprint"] for one in before] == [one["fingerprint"] for one in after]


def test_what_stopped_a_run_is_in_no_file_and_has_a_path_yet() -> None:
    (issue,) = render(Problem("", "usage", "m"))
    assert issue["location"]["path"] == "feedtool"


def test_nothing_and_only_so_many() -> None:
    assert render() == []
    assert len(render(PROBLEM, WARNING, NOTE, most=2)) == 2


def test_what_no_encoding_holds_is_escaped() -> None:
    text = report("gitlab")(Findings((), (Problem("a\udcff", "x-y", "\udcff"),)), {}, Style())
    assert text.encode()

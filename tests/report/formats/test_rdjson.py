"""The Reviewdog Diagnostic Format. The schema keeps of its definition what is written, and names no other."""

import json
from collections.abc import Sequence
from typing import Any

import jsonschema
import pytest

from feedtool.diagnostics.problem import Findings, Patch, Problem, Severity, Span
from feedtool.report import report
from feedtool.report.formats.text import Style
from feedtool.rules.catalogue import RULES

LINES = ["---", "title: 'ä𐐀 b'  # c", "heat: hot", "---"]
PROBLEM = Problem("a.md", "schema-type", "is wrong", Span(3, 7, 3, 10), hint="mend it")
WIDE = Problem("a.md", "text-whitespace", "m", Span(2, 8, 2, 14), Severity.WARNING)
NOTE = Problem("b.md", "x-y", "m", severity=Severity.INFO)


def obj(required: tuple[str, ...], **properties: Any) -> dict[str, Any]:
    return {
        "type": "object", "required": list(required), "properties": properties,
        "additionalProperties": False,
    }  # fmt: skip


TEXT = {"type": "string"}
URL = {"type": "string", "pattern": "^https://"}
COUNT = {"type": "integer", "minimum": 1}
POSITION = obj(("line",), line=COUNT, column=COUNT)
RANGE = obj(("start", "end"), start=POSITION, end=POSITION)
DIAGNOSTIC = obj(
    ("message", "location", "severity", "code"),
    message=TEXT,
    location=obj(("path",), path=TEXT, range=RANGE),
    severity={"enum": ["ERROR", "WARNING", "INFO"]},
    code=obj(("value",), value=TEXT, url=URL),
    suggestions={"type": "array", "items": obj(("range", "text"), range=RANGE, text=TEXT)},
)
RESULT = obj(
    ("source", "diagnostics"),
    source=obj(("name",), name=TEXT, url=URL),
    diagnostics={"type": "array", "items": DIAGNOSTIC},
)


def render(
    *problems: Problem,
    patches: dict[Problem, Patch] | None = None,
    lines: Sequence[str] = LINES,
    most: int | None = None,
) -> list[dict[str, Any]]:
    findings = Findings((), problems, patches=patches or {})
    said = json.loads(report("rdjson")(findings, RULES, Style(lambda _: lines, most=most)))
    jsonschema.validate(said, RESULT)
    assert said["source"]["name"] == "feedtool"
    diagnostics: list[dict[str, Any]] = said["diagnostics"]
    return diagnostics


def test_the_check_can_fail() -> None:
    (one,) = render(PROBLEM)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(one | {"severity": "error"}, DIAGNOSTIC)


def test_a_diagnostic() -> None:
    assert render(PROBLEM) == [
        {
            "message": "is wrong (mend it)",
            "location": {
                "path": "a.md",
                "range": {"start": {"line": 3, "column": 7}, "end": {"line": 3, "column": 10}},
            },
            "severity": "ERROR",
            "code": {"value": "schema-type", "url": RULES["schema-type"].link},
        }
    ]


def test_a_problem_of_a_whole_file_has_no_range() -> None:
    (note,) = render(NOTE)
    assert note["location"] == {"path": "b.md"}
    assert (note["severity"], note["code"]) == ("INFO", {"value": "x-y"})


def test_what_stopped_a_run_is_in_no_file_and_has_a_path_yet() -> None:
    (stop,) = render(Problem("", "usage", "m"))
    assert stop["location"] == {"path": "feedtool"}


def test_columns_count_bytes() -> None:
    (wide,) = render(WIDE)
    # Before the end stand ä (two bytes) and 𐐀 (four).
    assert wide["location"]["range"] == {
        "start": {"line": 2, "column": 8},
        "end": {"line": 2, "column": 14 + 1 + 3},
    }


@pytest.mark.parametrize("lines", [[], ["---"], ["---", "t"], ["---", "title:\ufffd  'aaaaaaa'"]])
def test_where_a_line_is_not_at_hand_whole_lines_are_named_and_nothing_is_suggested(
    lines: list[str],
) -> None:
    (wide,) = render(WIDE, patches={WIDE: Patch(Span(2, 9, 2, 10), "")}, lines=lines)
    assert wide["location"]["range"] == {"start": {"line": 2}, "end": {"line": 2}}
    assert "suggestions" not in wide


def test_a_patch_is_a_suggestion_once() -> None:
    first, second = render(WIDE, WIDE, patches={WIDE: Patch(Span(2, 11, 3, 1), "x\n")})
    assert first["suggestions"] == [
        {
            "range": {"start": {"line": 2, "column": 15}, "end": {"line": 3, "column": 1}},
            "text": "x\n",
        }
    ]
    assert "suggestions" not in second


def test_nothing_and_only_so_many() -> None:
    assert render() == []
    assert len(render(PROBLEM, WIDE, NOTE, most=2)) == 2

import json

from feedtool.diagnostics.problem import Findings, Problem, Severity, Span
from feedtool.report import report
from feedtool.report.formats.text import Style

PROBLEM = Problem(
    "seeds/ä b.md", "schema-type", "“hot”", Span(7, 8, 9, 12), pointer="/heat", hint="write digits",
    parts=(("value", "hot"),),
)  # fmt: skip
WARNING = Problem("b.md", "x-y", "m", severity=Severity.WARNING)
NOTE = Problem("b.md", "x-y", "m", severity=Severity.INFO)


def render(*problems: Problem, most: int | None = None) -> str:
    return report("json")(Findings(("seeds/ä b.md", "b.md"), problems), {}, Style(most=most))


def test_the_contract() -> None:
    assert json.loads(render(PROBLEM, WARNING, NOTE)) == {
        "version": 1,
        "files": 2,
        "errors": 1,
        "warnings": 1,
        "problems": [
            {
                "path": "seeds/ä b.md", "line": 7, "column": 8, "end_line": 9, "end_column": 12,
                "code": "schema-type", "severity": "error", "pointer": "/heat",
                "message": "“hot”", "hint": "write digits",
                "group": 1, "costs": None, "parts": {"value": "hot"},
            },
            {
                "path": "b.md", "line": None, "column": None, "end_line": None, "end_column": None,
                "code": "x-y", "severity": "warning", "pointer": None, "message": "m",
                "hint": None, "group": 2, "costs": None, "parts": {},
            },
            {
                "path": "b.md", "line": None, "column": None, "end_line": None, "end_column": None,
                "code": "x-y", "severity": "info", "pointer": None, "message": "m", "hint": None,
                "group": 2, "costs": None,
                "parts": {},
            },
        ],
    }  # fmt: skip


def test_no_problem_is_an_empty_list() -> None:
    said = json.loads(render())
    assert (said["errors"], said["warnings"], said["problems"]) == (0, 0, [])


def test_the_counts_are_of_all_problems_however_many_are_listed() -> None:
    said = json.loads(render(PROBLEM, PROBLEM, WARNING, most=1))
    assert (said["errors"], said["warnings"], len(said["problems"])) == (2, 1, 1)


def test_what_no_encoding_holds_is_escaped() -> None:
    text = render(Problem("a\udcff.md", "x-y", "\x1b[2J\udcff"))
    assert text.encode()
    assert "\x1b" not in text
    assert json.loads(text)["problems"][0]["path"] == "a\udcff.md"


def test_letters_stay_as_they_are() -> None:
    assert "seeds/ä b.md" in render(PROBLEM)

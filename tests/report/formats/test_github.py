"""Workflow commands, escaped as actions/toolkit escapes them (packages/core/src/command.ts)."""

import re

import pytest

from feedtool.diagnostics.problem import Findings, Problem, Severity, Span
from feedtool.report import report
from feedtool.report.formats.text import Style
from tests.tables import each

SPAN = Span(7, 8, 7, 12)


def render(*problems: Problem, most: int | None = None) -> str:
    return report("github")(Findings((), problems), {}, Style(most=most))


def test_an_error_and_its_place() -> None:
    assert render(Problem("seeds/a.md", "schema-type", "is wrong", SPAN, hint="mend it")) == (
        "::error file=seeds/a.md,line=7,endLine=7,col=8,endColumn=12,title=schema-type"
        "::is wrong (mend it)"
    )


@pytest.mark.parametrize(
    ("severity", "command"),
    [
        (Severity.ERROR, "::error "),
        (Severity.WARNING, "::warning "),
        (Severity.INFO, "::notice "),
    ],
)
def test_each_severity_is_a_command(severity: Severity, command: str) -> None:
    assert render(Problem("a.md", "x-y", "m", SPAN, severity)).startswith(command)


def test_columns_are_left_out_where_the_span_has_several_lines() -> None:
    assert render(Problem("a.md", "x-y", "m", Span(7, 8, 9, 2))) == (
        "::error file=a.md,line=7,endLine=9,title=x-y::m"
    )


def test_a_problem_of_the_whole_file_has_no_line() -> None:
    assert render(Problem("a.md", "x-y", "m")) == "::error file=a.md,title=x-y::m"


@each(
    ("path", "escaped"),
    [
        ("a,b:c.md", "a%2Cb%3Ac.md"),
        ("100%.md", "100%25.md"),
        ("a\r\nb.md", "a%0D%0Ab.md"),
        ("-rf a.md", "-rf a.md"),
        ("ä 日本.md", "ä 日本.md"),
        ("a\x1b[2J.md", "a\\x1b[2J.md"),
        ("::error::x.md", "%3A%3Aerror%3A%3Ax.md"),
    ],
)
def test_a_path_cannot_end_its_property(path: str, escaped: str) -> None:
    assert render(Problem(path, "x-y", "m")) == f"::error file={escaped},title=x-y::m"


@each(
    ("message", "escaped"),
    [
        ("50% of it", "50%25 of it"),
        ("a: b, c", "a: b, c"),
        ("%0A::warning::x", "%250A::warning::x"),
        ("a\nb\rc", "a\\nb\\rc"),
        ("\x1b[31m\u202e", "\\x1b[31m\\u202e"),
    ],
)
def test_a_message_cannot_begin_another_command(message: str, escaped: str) -> None:
    assert render(Problem("a.md", "x-y", message)).partition("::")[2].partition("::")[2] == escaped


def test_a_problem_is_one_line_whatever_it_holds() -> None:
    nasty = "".join(map(chr, range(160)))
    text = render(Problem(nasty, "x-y", nasty, hint=nasty), Problem("b", "x-y", "m"), most=2)
    assert len(text.splitlines()) == 2
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)


def test_only_so_many() -> None:
    problem = Problem("a.md", "x-y", "m")
    assert render(*[problem] * 9, most=2).count("::error") == 2

from typing import Any

import pytest

from feedtool.diagnostics.problem import Problem, Severity, Span
from feedtool.diagnostics.selector import RuleSelector
from feedtool.records.comments import Comments, Ignore
from feedtool.rules import suppression
from feedtool.rules.catalogue import RULES

CUT = Problem("a.md", "excerpt-cut", "cut", Span(4, 1, 4, 9), Severity.WARNING)
BAD = Problem("a.md", "schema-type", "wrong", Span(5, 1, 5, 9))
OTHER = CUT._replace(path="b.md")


def reported(*problems: Problem, comments: Comments | None = None, **choice: Any) -> list[Problem]:
    by_path = {"a.md": comments} if comments else {}
    return suppression.unsuppressed(problems, by_path, RuleSelector(**choice))


def test_what_nothing_silences_is_reported() -> None:
    assert reported(CUT, BAD, OTHER) == [CUT, BAD, OTHER]
    assert reported() == []


def test_a_configuration_silences_a_code_everywhere_or_in_some_files() -> None:
    assert reported(CUT, BAD, OTHER, ignore=("excerpt",)) == [BAD]
    assert reported(CUT, OTHER, per_file={"a*": ("all",)}) == [OTHER]


def test_what_keeps_a_record_out_is_always_reported() -> None:
    assert reported(BAD, ignore=("all",)) == [BAD]


def test_a_severity_may_be_chosen() -> None:
    assert reported(CUT, errors=("excerpt-cut",)) == [CUT._replace(severity=Severity.ERROR)]


def comment(code: str, line: int | None, *, is_linted: bool = True) -> Comments:
    return Comments((Ignore(code, line, Span(4, 20, 4, 50)),), is_linted)


@pytest.mark.parametrize(("line", "silences"), [(4, True), (None, True), (5, False)])
def test_a_comment_silences_its_line_or_the_whole_record(
    line: int | None, *, silences: bool
) -> None:
    left = reported(CUT, OTHER, comments=comment("excerpt-cut", line))
    assert (CUT in left) is not silences
    assert OTHER in left
    assert ("ignore-unused" in {one.code for one in left}) is not silences


def test_a_comment_for_what_was_not_looked_for_is_not_idle() -> None:
    assert reported(OTHER, comments=comment("excerpt-cut", 4, is_linted=False)) == [OTHER]
    assert reported(OTHER, comments=comment("record-duplicate", 4)) == [OTHER]
    assert len(reported(OTHER, comments=comment("excerpt-cut", 4))) == 2


def test_a_rule_that_is_off_is_silent() -> None:
    off = next(code for code, rule in RULES.items() if not rule.on)
    silent = CUT._replace(code=off)
    assert reported(silent) == []
    assert reported(silent, select=("default", off)) == [silent]

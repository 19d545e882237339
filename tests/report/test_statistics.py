from feedtool.diagnostics.problem import Findings, Problem
from feedtool.report import statistics

PROBLEMS = tuple(Problem("a.md", code, "said") for code in ("b", "a", "a"))


def test_a_row_for_each_code_the_commonest_first() -> None:
    found = Findings(("a.md",), PROBLEMS, fixable=frozenset({"b", "c"}))
    assert statistics.rows(found) == [
        {"code": "a", "count": 2, "fixable": False},
        {"code": "b", "count": 1, "fixable": True},
    ]
    assert list(statistics.lines(found)) == [
        "      2      a",
        "      1  [*] b",
        "[*] mended by feedtool validate --fix",
    ]


def test_where_nothing_can_be_mended_there_is_no_mark() -> None:
    found = Findings(("a.md",), PROBLEMS)
    assert list(statistics.lines(found)) == ["      2  a", "      1  b"]

"""Problems of one code in one file, as a person reads them."""

from feedtool.diagnostics.problem import Problem, Severity, Span
from feedtool.report.groups import ProblemGroup, groups, others, sizes


def problem(code: str, line: int = 0, severity: Severity = Severity.WARNING) -> Problem:
    return Problem("a.rss", code, "…", Span(line, 1, line, 2) if line else None, severity)


def test_errors_come_first_and_equal_codes_together() -> None:
    found = [problem("x", 2), problem("y", 3), problem("x", 5), problem("z", 9, Severity.ERROR)]
    assert groups(found) == [
        ProblemGroup(found[3], ()),
        ProblemGroup(found[0], (found[2],)),
        ProblemGroup(found[1], ()),
    ]


def test_files_are_not_mixed() -> None:
    here, there = problem("x", 2), problem("x", 2)._replace(path="b.rss")
    assert groups([here, there]) == [ProblemGroup(here, ()), ProblemGroup(there, ())]
    assert sizes([here, here, there]) == {("a.rss", "x"): 2, ("b.rss", "x"): 1}


def test_the_others_are_counted_and_the_first_of_their_lines_named() -> None:
    (one,) = groups([problem("x", 2), problem("x", 4), problem("x", 4)])
    assert others(one) == "and 2 more of x, at line 4"
    (many,) = groups([problem("x", line) for line in range(10, 1210)])
    assert others(many) == "and 1,199 more of x, at lines 11, 12, 13, 14, 15, 16, …"


def test_what_concerns_the_file_has_no_line() -> None:
    (one,) = groups([problem("x"), problem("x")])
    assert others(one) == "and 1 more of x"

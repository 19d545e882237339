"""What a feed comes to, in a line."""

from feedtool.diagnostics.problem import Findings, Problem, Severity, Span
from feedtool.report.verdicts import table, verdict
from tests.tables import each

WRONG = Problem("a.rss", "x", "…", Span(3, 1, 3, 2))
POOR = Problem("a.rss", "y", "…", None, Severity.WARNING)
NOTE = Problem("a.rss", "z", "…", None, Severity.INFO)
BROKEN = Problem("a.rss", "x", "…", Span(15, 1, 15, 2), parts=(("reason", "it was cut off"),))


@each(
    ("name", "problems", "line"),
    [
        ("Atom 1.0", (), "Valid Atom 1.0, no problems"),
        ("Atom 1.0", (POOR, POOR), "Valid Atom 1.0, 2 warnings: y"),
        ("RSS 2.0", (NOTE, POOR, WRONG), "Not valid RSS 2.0, 1 error, 1 warning, 1 note: x, y, z"),
        ("", (POOR, BROKEN), "Not readable: it was cut off, in line 15"),
        ("", (WRONG._replace(message="It is empty", span=None),), "Not readable: It is empty"),
    ],
)
def test_a_verdict(name: str, problems: tuple[Problem, ...], line: str) -> None:
    assert verdict(name, problems) == line


def test_many_codes_are_counted() -> None:
    problems = [WRONG._replace(code=code) for code in "abcdefg"]
    assert verdict("RSS 2.0", problems).endswith(": a, b, c, d, e and 2 more")


def test_a_table_has_a_row_for_each_file() -> None:
    formats = {"a.rss": "RSS 2.0", "long.atom": "Atom 1.0"}
    assert table(Findings(tuple(formats), (WRONG,), formats=formats), 80) == [
        "a.rss      Not valid RSS 2.0  1 error      x",
        "long.atom  Valid Atom 1.0     no problems",
    ]


def test_of_very_many_files_those_with_problems_are_shown() -> None:
    files = tuple(f"{number}.rss" for number in range(200))
    problems = tuple(WRONG._replace(path=path) for path in files[:80])
    lines = table(Findings(files, problems, formats=dict.fromkeys(files, "RSS 2.0")), 40)
    assert len(lines) == 61
    assert lines[0] == "0.rss   Not valid RSS 2.0  1 error  x"
    assert lines[-1] == "… and 140 more files"


def test_a_line_is_cut_at_the_width() -> None:
    findings = Findings(("a.rss",), (WRONG,), formats={"a.rss": "RSS 2.0"})
    assert table(findings, 12) == ["a.rss  Not …"]

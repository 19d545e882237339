import pytest

from feedtool.diagnostics.problem import Problem, Severity, Span
from feedtool.report import words
from tests.tables import each

ERROR = Problem("a.md", "schema-type", "wrong", Span(3, 7, 3, 9), hint="write 7")
WARNING = Problem("b.md", "excerpt-cut", "cut", severity=Severity.WARNING)
NOTE = WARNING._replace(severity=Severity.INFO, code="note")


@each(
    ("text", "shown"),
    [
        ("é 😀", "é 😀"),
        ("a\nb\t", r"a\nb\t"),
        ("\x1b[31m", r"\x1b[31m"),
        ("\u202e\u200f", r"\u202e\u200f"),
        ("\udcff", r"\udcff"),
    ],
)
def test_no_text_moves_the_cursor(text: str, shown: str) -> None:
    assert words.printable(text) == shown


@pytest.mark.parametrize(
    ("number", "noun", "said"),
    [
        (0, ["file"], "0 files"),
        (1, ["file"], "1 file"),
        (2000, ["file"], "2,000 files"),
        (2, ["fix", "fixes"], "2 fixes"),
    ],
)
def test_a_number_and_its_noun(number: int, noun: list[str], said: str) -> None:
    assert words.count(number, *noun) == said


def test_a_problem_is_a_line() -> None:
    assert words.line(ERROR) == "a.md:3:7: error schema-type wrong (write 7)"
    assert words.line(WARNING) == "b.md: warning excerpt-cut cut"
    assert words.place(Problem("", "usage", "x")) == "feedtool"


def test_problems_are_summed_up() -> None:
    assert words.summary([ERROR]) == "1 error, 0 warnings in 1 file"
    assert (
        words.summary([ERROR, WARNING, WARNING, NOTE]) == "1 error, 2 warnings, 1 note in 2 files"
    )
    assert words.counts([ERROR, WARNING, NOTE]) == {"errors": 1, "warnings": 1}


def test_codes_are_counted_the_commonest_first() -> None:
    problems = [ERROR, WARNING, WARNING, NOTE]
    assert list(words.codes(problems).items()) == [
        ("excerpt-cut", 2),
        ("note", 1),
        ("schema-type", 1),
    ]
    assert words.by_code(problems)[0] == "      2  excerpt-cut"

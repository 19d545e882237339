"""The text of problems, to the letter: a line each when piped, with source and carets on a terminal."""

import time

from feedtool.diagnostics.problem import Findings, Problem, Severity, Span
from feedtool.report import report
from feedtool.report.formats.text import Style
from tests.tables import each

PROBLEM = Problem(
    "seeds/a.md",
    "schema-type",
    'heat: "hot" is not a number',
    Span(2, 7, 2, 10),
    hint="write digits",
)
WARNING = Problem(
    "seeds/b.md", "url-not-https", "not encrypted", Span(9, 1, 9, 2), Severity.WARNING
)
WHOLE_FILE = Problem("seeds/c.md", "file-too-large", "has 7 bytes")


def render(*problems: Problem, style: Style = Style()) -> str:  # noqa: B008 - a frozen value
    return report("text")(Findings(("seeds/a.md",), problems), {}, style)


def on_terminal(line: str, start: int, end: int, *, width: int = 80) -> list[str]:
    """The excerpt of a problem in a line: the source and the carets below it."""
    problem = Problem("a.md", "schema-type", "message", Span(1, start, 1, end))
    style = Style(lines=lambda _path: [line], width=width)
    return [shown[6:] for shown in render(problem, style=style).split("\n")[2:4]]


# --- piped


def test_a_problem_is_a_line() -> None:
    assert render(PROBLEM, WARNING, WHOLE_FILE) == (
        'seeds/a.md:2:7: error schema-type heat: "hot" is not a number (write digits)\n'
        "seeds/b.md:9:1: warning url-not-https not encrypted\n"
        "seeds/c.md: error file-too-large has 7 bytes"
    )


def test_nothing_is_said_of_nothing() -> None:
    assert render() == ""


def test_control_characters_are_never_raw() -> None:
    nasty = "".join(map(chr, [*range(32), *range(127, 160), 0x202E, 0x2066, 0x2028]))
    problem = Problem(f"{nasty}.md", "x-y", nasty, Span(1, 1, 1, 2), hint=nasty)
    for style in (
        Style(),
        Style(lines=lambda _: [nasty * 9]),
        Style(lines=lambda _: [f"a{nasty}"]),
    ):
        text = render(problem, style=style)
        assert not set(text) & (set(nasty) - {"\n"})
    assert render(problem).count("\n") == 0


def test_only_so_many_problems_are_shown_and_the_others_counted() -> None:
    assert render(PROBLEM, WARNING, WHOLE_FILE, style=Style(most=1)).split("\n") == [
        'seeds/a.md:2:7: error schema-type heat: "hot" is not a number (write digits)',
        "… and 2 more problems",
    ]
    assert render(PROBLEM, WARNING, style=Style(most=1)).endswith("… and 1 more problem")
    assert render(PROBLEM, WARNING, style=Style(most=0)) == "… and 2 more problems"
    assert "more" not in render(PROBLEM, style=Style(most=1))


def test_many_problems_end_in_a_summary_by_code() -> None:
    *_, blank, first, second = render(*[PROBLEM] * 20, WARNING).split("\n")
    assert (blank, first, second) == ("", "     20  schema-type", "      1  url-not-https")
    assert "\n\n" not in render(*[PROBLEM] * 20)


def test_ten_thousand_problems_stay_readable() -> None:
    lines = render(*[PROBLEM] * 10_000, style=Style(most=3)).split("\n")
    assert lines[3:] == ["… and 9,997 more problems", "", " 10,000  schema-type"]


# --- on a terminal


def test_a_problem_with_its_line() -> None:
    style = Style(lines=lambda _path: ["---", "heat: hot # very", "---"])
    assert render(PROBLEM, style=style) == (
        "seeds/a.md:2:7: error schema-type\n"
        '  heat: "hot" is not a number\n'
        "  2 │ heat: hot # very\n"
        "    │       ^^^\n"
        "  → write digits\n"
    )


def test_colours() -> None:
    style = Style(lines=lambda _path: ["---", "heat: hot"], colour=True)
    assert render(PROBLEM, style=style) == (
        "\x1b[1mseeds/a.md:2:7\x1b[0m: \x1b[1;31merror\x1b[0m \x1b[2mschema-type\x1b[0m\n"
        '  heat: "hot" is not a number\n'
        "  \x1b[2m2 │\x1b[0m heat: hot\n"
        "  \x1b[2m  │\x1b[0m       \x1b[31m^^^\x1b[0m\n"
        "  → write digits\n"
    )


def test_a_warning_is_yellow() -> None:
    assert "\x1b[1;33mwarning" in render(WARNING, style=Style(lines=lambda _: [], colour=True))


def test_a_problem_without_a_place_or_a_file_that_has_gone_shows_no_line() -> None:
    assert render(WHOLE_FILE, style=Style(lines=lambda _: ["x"])) == (
        "seeds/c.md: error file-too-large\n  has 7 bytes\n"
    )
    assert render(WARNING, style=Style(lines=lambda _: [])) == (
        "seeds/b.md:9:1: warning url-not-https\n  not encrypted\n"
    )


@each(
    ("line", "start", "end", "shown", "carets"),
    [
        ("heat: hot", 7, 10, "heat: hot", "      ^^^"),
        ("heat:", 6, 6, "heat:", "     ^"),
        ("\theat: hot", 8, 11, "    heat: hot", "          ^^^"),
        ("a\tb: hot", 6, 9, "a   b: hot", "       ^^^"),
        ('title: 日本 "本"', 11, 14, 'title: 日本 "本"', "            ^^^^"),
        (
            "title: \uff46\uff55\uff4c\uff4c x",
            13,
            14,
            "title: \uff46\uff55\uff4c\uff4c x",
            "                ^",
        ),
        ("title: e\u0301te\u0301 x", 14, 15, "title: e\u0301te\u0301 x", "           ^"),
        ("a: \x1b[2J b", 4, 8, "a: \\x1b[2J b", "   ^^^^^^^"),
        ("a: \u202e b", 6, 7, "a: \\u202e b", "          ^"),
    ],
)
def test_the_carets_stand_under_the_span(
    line: str, start: int, end: int, shown: str, carets: str
) -> None:
    assert on_terminal(line, start, end) == [shown, carets]


def test_the_span_of_several_lines_is_marked_on_its_first() -> None:
    problem = Problem("a.md", "x-y", "m", Span(1, 8, 3, 2))
    text = render(problem, style=Style(lines=lambda _: ["title: one", "  two", "  three"]))
    assert text.split("\n")[2:4] == ["  1 │ title: one", "    │        ^^^"]


def test_the_window_of_a_long_line_holds_the_span() -> None:
    line = "x" * 500 + "MARK" + "y" * 500
    shown, carets = on_terminal(line, 501, 505)
    assert shown == "…" + "x" * 24 + "MARK" + "y" * 42 + "…"
    assert carets == " " * 25 + "^^^^"


def test_a_span_longer_than_the_terminal_is_cut() -> None:
    shown, carets = on_terminal("title: " + "word " * 100, 8, 507)
    assert len(shown) <= 74
    assert shown.endswith("…")
    assert carets == " " * 7 + "^" * (len(shown) - 7)


@each("width", [40, 80, 100])
@each("start", [1, 30, 77, 150, 300])
@each("length", [1, 20, 200])
@each("letter", ["x", "日", "\t", "\x1b"])
def test_nothing_is_wider_than_the_terminal(
    width: int, start: int, length: int, letter: str
) -> None:
    problem = Problem(
        "a.md", "x-y", "word " * 60, Span(1, start, 1, start + length), hint="hint " * 60
    )
    style = Style(lines=lambda _: [letter * 301], width=width)
    head, *body = render(problem, style=style).split("\n")
    assert head == f"a.md:1:{start}: error x-y"
    for line in body:
        assert len(line) + line.count("日") <= width


def test_an_address_in_a_hint_stays_in_one_piece() -> None:
    address = "https://example.org/" + "a-b/" * 40
    problem = Problem("a.md", "x-y", "m", hint=f"write {address}")
    assert address in render(problem, style=Style(lines=lambda _: []))


def test_a_line_of_megabytes_is_cut_before_it_is_laid_out() -> None:
    line = "x" * 4_000_000 + "heat: hot" + "\ty" * 1_000_000
    begin = time.process_time()
    shown = [on_terminal(line, 4_000_007, 4_000_010) for _ in range(1000)]
    assert time.process_time() - begin < 5  # to lay the whole of it out took 1,000 times 20 ms
    assert shown[0][0].startswith("…xxx")
    assert "heat: hot" in shown[0][0]
    assert shown[0][1].strip() == "^^^"
    assert shown[0][0].index("hot") == shown[0][1].index("^")

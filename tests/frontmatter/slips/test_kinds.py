"""What is said of broken YAML, from the text to the words; tests/test_faulty_records.py has the places."""

import pytest

from feedtool import frontmatter
from feedtool.diagnostics.problem import Problem, Span
from tests.tables import each

SAID = [
    ("a: b: c", "a second `: ` in a value without quotes", 'write the line as a: "b: c"'),
    ("a: “b: c”", "a second `: ` in a value without quotes", 'write the line as a: "b: c"'),
    ("a: @b", "a value cannot begin with @", 'write the line as a: "@b"'),
    ("a: `b`", "a value cannot begin with `", 'write the line as a: "b"'),
    ("a: ? b", "a value cannot begin with ?", 'write the line as a: "b"'),
    ("a: **b**", "a value cannot begin with *", 'write the line as a: "**b**"'),
    ("a: - b", "a value behind its key cannot begin with -", 'write the line as a: "b"'),
    ("% a", "a line cannot begin with %", "delete the line"),
    ("a:\n  * b", "a list item begins with a hyphen, not with *", "write the line as - b"),
    (
        "a: | b",
        "text on the line of | or >, which announce a text on the lines below",
        'write the line as a: "b"',
    ),
    ('a: "b" c', "text behind the closing quote", "write the line as a: '\"b\" c'"),
    ("a: 'b's", "text behind the closing quote", "write the line as a: \"'b's\""),
    ("a: [b] c", "text behind the closing bracket", 'write the line as a: "[b] c"'),
    ('a: "b', "a quote opens here and is not closed", 'write the line as a: "b"'),
    ("a: 'b\nc: 'd'\n", "a quote opens here and is not closed", 'write the line as a: "b"'),
    ("a: [b", "the bracket [ is not closed", "write the line as a: [b]"),
    ("a: {b: c", "the bracket { is not closed", "write the line as a: {b: c}"),
    (
        'a: ["b" "c"]',
        "a comma is missing before this, or quotes around a text",
        'write the line as a: ["b", "c"]',
    ),
    ("a: 1\nb 2\nc: 3", "there is no colon behind the key", "indent this line by exactly 2 spaces"),
    ("a: 1\nb = 2\nc: 3", "there is no colon behind the key", "write the line as b: 2"),
    ("a: 1\nb:2\nc: 3", "there is no space behind the colon", "write the line as b: 2"),
    (
        "a: 1\nb:\xa02\nc: 3",
        "a blank here is no plain space: it was pasted from a page",
        "write the line as b: 2",
    ),
    ("a: 1\nb\nc: 3", "a line without `key: value`", "indent this line by exactly 2 spaces"),
    (
        "a: 1\nb, c and d\ne: 3",
        "a line without `key: value`",
        "indent this line by exactly 2 spaces",
    ),
    ("a: 1\n// b\nc: 3", "this is no comment in YAML", "write the line as # b"),
    ("a:\n  - b\n  -c\nd: e", "there is no space behind the hyphen", "write the line as - c"),
    (
        "a: 1\n b: 2",
        "this line is indented further than the one that it belongs with",
        "delete the blanks before this line",
    ),
    (
        "a:\n  b: 1\n c: 2",
        "the indentation of this line fits none above",
        "indent this line by exactly 2 spaces",
    ),
    (
        " a: 1\nb: 2",
        "the first line is indented, and others are not",
        "delete the blanks before this line",
    ),
    (
        "a:\n\xa0\xa0b: 1\n  c: 2",
        "the indentation holds blanks that are no plain spaces",
        "indent this line, and others like it, by exactly 2 plain spaces",
    ),
    ("a: 1\n- b", "a list item, and no list stands here", "indent this line by exactly 2 spaces"),
    ("a: 1\n: b", "there is no key before the colon", 'write lines 2 and 3 as a: "1 : b"'),
    (
        "a:\n\tb: 1",
        "a tab in the indentation",
        "indent this line, and others like it, by exactly 2 plain spaces",
    ),
    (
        'a: "C:\\Users"',
        "a backslash within double quotes that begins no known escape",
        "write the line as a: 'C:\\Users'",
    ),
    ('a: "\\ud800"', "an escape that is no character", "write the line as a: '\\ud800'"),
    ('a: "\\U00110000"', "an escape that is no character", "write the line as a: '\\U00110000'"),
    (
        "<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> b",
        "a merge that was not finished: git marked both versions here",
        "keep one of them, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>",
    ),
    (
        "a: 1\n...\nb: 2",
        "a line that holds only ... ends the record to YAML, and more stands below",
        "delete the line",
    ),
]


# libyaml's words and those of PyYAML's own parser differ, ours do not.
pytestmark = pytest.mark.parser


def problem(text: str) -> Problem:
    document, problems = frontmatter.parse("a.md", f"---\n{text}\n---\n".encode())
    assert document is None
    (found,) = problems
    return found


@each(("text", "message", "hint"), SAID)
def test_a_slip_is_told_in_the_words_of_an_author(text: str, message: str, hint: str) -> None:
    found = problem(text)
    assert found.code == (
        "yaml-alias" if "with *" in message and "value" in message else "yaml-syntax"
    )
    assert (found.message, found.hint) == (message, hint)


@each(
    ("text", "span"),
    [
        ('a: "b\nc: "d"\ne: f', Span(2, 4, 2, 6)),  # where the quote opens, not where YAML gives up
        ("a: 'b\nc: d\ne: f", Span(2, 4, 2, 6)),
        ('"a: b\nc: d', Span(2, 1, 2, 6)),
        ("a: [b,\n  c\nd: e", Span(2, 4, 2, 5)),
        ('a: [b,\n  "c" d]', Span(3, 7, 3, 9)),  # closed below, and wrong here
        ("a\nb: c", Span(2, 1, 2, 2)),
        ("a:\n  b c\n  d: e", Span(3, 3, 3, 6)),
        ("a: 1\n\n# comment\n b: 2", Span(5, 2, 5, 6)),
        ('a: "x \\q y"', Span(2, 7, 2, 9)),
        ('a: "first\n  second \\q y"', Span(3, 10, 3, 12)),
    ],
)
def test_a_slip_is_told_where_it_is(text: str, span: Span) -> None:
    assert problem(text).span == span


def test_a_quoted_text_of_several_lines_is_no_slip_for_itself() -> None:
    found = problem('a: "first\n  second" third')
    assert (found.message, found.span) == ("text behind the closing quote", Span(3, 11, 3, 16))


def test_what_follows_from_another_problem_of_the_line_is_not_told() -> None:
    assert problem("a: *b c").code == "yaml-alias"


def test_windows_line_ends_change_nothing() -> None:
    for text, message, _ in SAID:
        found = problem(text.replace("\n", "\r\n"))
        assert (found.message, found.span) == (message, problem(text).span)

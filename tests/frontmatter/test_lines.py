"""What one line says; test_ordinary holds whole blocks against the careful pass."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool.frontmatter import lines
from feedtool.frontmatter.lines import BELOW, LIST, NotOrdinary
from tests.tables import each


@each(
    ("text", "expected"),
    [
        ('title: "A: #b"', (0, False, "title", "A: #b", "")),
        (r'title: "a\"b\n\\"', (0, False, "title", 'a"b\n\\', "")),
        ("title: 'it''s'  # why", (0, False, "title", "it's", "")),
        ("title: two words # why", (0, False, "title", "two words", "")),
        ("a: https://x.y/?a=1#b", (0, False, "a", "https://x.y/?a=1#b", "")),
        ("  heat: 70", (2, False, "heat", 70, "")),
        ("heat: 1.50", (0, False, "heat", 1.5, "")),
        ("heat: 007", (0, False, "heat", "007", "")),
        ("published: true", (0, False, "published", True, "")),
        ("a: null", (0, False, "a", None, "")),
        ("  - AI", (2, True, None, "AI", "")),
        ("- url: x", (0, True, "url", "x", "")),
        ("topics:", (0, False, "topics", None, BELOW)),
        ("topics: [AI, 'b c', 1]", (0, False, "topics", ("AI", "b c", 1), LIST)),
        ("topics: [ AI,b c ]", (0, False, "topics", ("AI", "b c"), LIST)),
        ("topics: []", (0, False, "topics", (), LIST)),
    ],
)
def test_a_line_is_read(text: str, expected: tuple[Any, ...]) -> None:
    for found in lines.read(text), lines.read(text):  # the second time its beginning is known
        assert found == expected
        assert type(found[3]) is type(expected[3])


@pytest.mark.parametrize("text", ["", "   ", "# a comment", "  # feedtool: ignore=x"])
def test_a_line_may_say_nothing(text: str) -> None:
    assert lines.read(text)[0] is None


@each(
    "text",
    ["words alone", "-", "a: b: c", "a: b:", "a: yes", "null: 1", "a: 1e5", "a: 1234567890123456",
     "a: &b", "a: *b", "a: !c d", "a: |", "a: {b: c}", "a: [b: c]", "a: [b,]", "a: [b, ]", "a: [,b]",
     "a: [b ,c]", "a: [b", "a: 'b", r'a: "\x"', "a: \tb", "a: \x7f", "a: \u2028",
     "a: b\x7f", 'a: "b\x1f"', "? a", '"a": 1', "a:b", "%YAML 1.2"],
)  # fmt: skip
def test_what_is_not_plain_is_left_to_the_careful_pass(text: str) -> None:
    lines.read("a: x")  # a beginning that is known makes nothing plain
    with pytest.raises(NotOrdinary):
        lines.read(text)


@given(
    st.text(st.characters(exclude_categories=()))
    | st.text(st.sampled_from("a\u00a0\u00ad\x9f\x7f\t\u2028\ufeff\ud800\u200b\u3000"))
)
def test_strange_is_what_the_pattern_says(text: str) -> None:
    assert lines._is_strange(text) is bool(re.search(lines._STRANGE, text))


def test_a_short_line_is_remembered_and_a_long_one_is_not() -> None:
    short, long = "published: true", f'excerpt: "{"x" * 100}"'
    assert lines.known.get(short, lines.read(short)) == lines.read(short)
    assert lines.known[short] == (0, False, "published", True, "")
    lines.read(long)
    assert long not in lines.known

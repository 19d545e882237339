import pytest

from feedtool.diagnostics.problem import Span
from feedtool.toml import places
from tests.tables import each

TEXT = r'''[site]
title = "A"  # a comment
author = { name = "N", url.x = 2 }
a.b = [
  1, { c = 2 },
]

[[l]]
x = 1
[[l]]
"q\u0041" = """a
b"""
'''
FOUND = places.places(TEXT)


def written(span: Span | None) -> str | None:
    """What stands at a place."""
    if span is None:
        return None
    lines = TEXT.splitlines(keepends=True)[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    return "".join(lines)[span.column - 1 :]


def test_the_statements_stand_in_order_each_with_its_whole_text() -> None:
    assert [(one.path, written(one.span)) for one in FOUND.statements if not one.is_header] == [
        (("site", "title"), 'title = "A"'),
        (("site", "author"), 'author = { name = "N", url.x = 2 }'),
        (("site", "a", "b"), "a.b = [\n  1, { c = 2 },\n]"),
        (("l", "0", "x"), "x = 1"),
        (("l", "1", "qA"), '"q\\u0041" = """a\nb"""'),
    ]
    assert [(one.path, written(one.span)) for one in FOUND.statements if one.is_header] == [
        (("site",), "[site]"),
        (("l", "0"), "[[l]]"),
        (("l", "1"), "[[l]]"),
    ]


@each(
    ("path", "expected"),
    [
        ("site", "site"),
        ("site title", "title"),
        ("site author name", "name"),
        ("site author url x", "x"),
        ("site a", "a"),
        ("site a b", "b"),
        ("site a b 0", "1"),
        ("site a b 1 c", "c"),
        ("l 1 qA", '"q\\u0041"'),
        # What is not there has the place of what would hold it.
        ("site author nothing", "author"),
        ("site nothing below", "site"),
        ("nothing", None),
    ],
)
def test_a_value_is_found_at_its_name(path: str, expected: str | None) -> None:
    assert written(FOUND.find(tuple(path.split()))) == expected


def test_a_path_knows_every_place_that_names_it() -> None:
    assert [(span.line, written(span)) for span in FOUND.named["l",]] == [(8, "l"), (10, "l")]


def test_the_name_of_a_dotted_key_is_all_its_parts() -> None:
    dotted = next(one for one in FOUND.statements if one.path == ("site", "a", "b"))
    assert written(dotted.name) == "a.b"


def test_what_is_nested_too_deeply_says_so() -> None:
    with pytest.raises(RecursionError):
        places.places("a = " + "[" * 9999 + "]" * 9999)


def test_a_table_below_one_of_a_list_is_in_the_last_one() -> None:
    text = "[[a]]\n[[a]]\n[a.b]\nc = [1,\n2]\n[[a.d]]\n[[a.d]]\ne = 1\n[a.d.f]\n"
    found = places.places(text)
    assert [one.path for one in found.statements if one.is_header] == [
        ("a", "0"), ("a", "1"), ("a", "1", "b"), ("a", "1", "d", "0"), ("a", "1", "d", "1"),
        ("a", "1", "d", "1", "f"),
    ]  # fmt: skip
    assert found.find(("a", "1", "b", "c", "1")) == Span(5, 1, 5, 2)
    assert found.find(("a", "1", "d", "1", "e")) == Span(8, 1, 8, 2)
    assert found.find(("a", "0", "b")) == Span(1, 3, 1, 4)

from typing import Any

import pytest

from feedtool.toml import coerce
from tests.tables import each
from tests.toml.small import SCHEMA

AUTHOR = SCHEMA["properties"]["site"]["properties"]["author"]
INTEGERS = {"type": "array", "items": {"type": "integer"}}


def candidates(value: Any, kind: str) -> list[Any]:
    return list(coerce.candidates(value, {"type": kind}))


@pytest.mark.parametrize(
    ("value", "first"),
    [
        ("a, b;c", ["a", "b", "c"]),
        ('["a", b]', ["a", "b"]),
        ({"x": True, "y": False}, ["x"]),
        (5, ["5"]),
    ],
)
def test_what_is_probably_a_list(value: Any, first: list[str]) -> None:
    assert candidates(value, "array")[0] == first


def test_a_text_may_be_cut_at_commas_or_at_blanks_or_be_one_item() -> None:
    assert candidates("a b, c", "array") == [["a b", "c"], ["a", "b", "c"], ["a b, c"]]


def test_the_items_of_a_list_become_what_its_schema_says() -> None:
    assert list(coerce.candidates(["1", "x"], INTEGERS)) == [[1, "x"]]


@each(
    ("value", "expected"),
    [("Yes", [True]), ([" off "], [False]), (1, [True]), (0, [False]), ("maybe", [])],
)
def test_what_is_probably_true_or_false(value: Any, expected: list[bool]) -> None:
    assert candidates(value, "boolean") == expected


@each(
    ("value", "expected"),
    [
        ("1,000", [1000]),
        ("1.000.000", [1_000_000]),
        ("3.5", [3]),
        ("50 items", [50]),
        ("-3", [-3]),
        (["7"], [7]),
        (2.9, [2]),
        (True, []),
        (1e16, []),
        ("x", []),
        ("5 apples", []),
    ],
)
def test_what_is_probably_a_whole_number(value: Any, expected: list[int]) -> None:
    assert candidates(value, "integer") == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (True, ["true"]),
        (5, ["5"]),
        (["a", 1, "b"], ["a", "b"]),
        ({"z": "first", "url": "named"}, ["named", "first", "named"]),
    ],
)
def test_what_is_probably_a_text(value: Any, expected: list[str]) -> None:
    assert candidates(value, "string") == expected


def test_what_is_probably_a_table() -> None:
    assert candidates([{"a": 1}], "object") == [{"a": 1}]
    assert candidates([{"a": 1}, {"b": 2}], "object") == [{"a": 1, "b": 2}]
    assert candidates("x", "object") == []


def test_an_author_may_be_written_as_in_a_letter() -> None:
    found = list(coerce.candidates("Ann Lee <ann@example.org>", AUTHOR))
    assert found[0] == {"name": "Ann Lee", "email": "ann@example.org"}
    assert list(coerce.candidates("Ann", AUTHOR)) == [{"name": "Ann"}]


def test_nothing_is_guessed_without_a_type() -> None:
    assert list(coerce.candidates("x", None)) == list(coerce.candidates("x", {})) == []

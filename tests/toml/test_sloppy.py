from typing import Any

import pytest

from feedtool.toml import sloppy
from tests.tables import each


@each(
    ("text", "value", "slip"),
    [
        ('"a"', "a", ""),
        ("a", "a", "a text stands in quotes"),
        ("“a”", "a", "these quotes are no straight ones"),
        ('"a', "a", "the text is not closed by a quote"),
        ('"a",', "a", "no comma stands behind a value"),
        ('"a";', "a", "no semicolon stands behind a value"),
        ('"a "b" c"', 'a "b" c', "there is a quote within the quotes"),
        (r'"c:\x"', r"c:\x", "between double quotes a backslash begins an escape"),
        ("<http://x>", "http://x", "a text stands in quotes"),
        ("null", None, "TOML has no word for nothing"),
        ("True", True, "true and false are written in small letters"),
        ("FALSE", False, "true and false are written in small letters"),
        ("5 items", "5 items", "a number is written in digits alone"),
        ("2019-2-4", "2019-02-04", "TOML writes a date as 2023-09-01T09:19:00Z, or in quotes"),
        (
            "2019-02-04 9:30",
            "2019-02-04 9:30",
            "TOML writes a date as 2023-09-01T09:19:00Z, or in quotes",
        ),
        ("4 May 2019", "4 May 2019", "a text stands in quotes"),
        ("2019-02-30", None, "2019-02-30 is no date"),
        ("2019-12-04T25:00:00Z", None, "2019-12-04T25:00:00Z is no date"),
        ("(a, b)", ["a", "b"], "a text stands in quotes"),
        ("[1, 2", [1, 2], "the list is not closed by ]"),
        ("{a = 1", {"a": 1}, "the table is not closed by }"),
        ('["a" "b"]', ["a", "b"], "one comma stands between two items of a list"),
        ("[1,,2]", [1, 2], "one comma stands between two items of a list"),
        ("[[a], b]", [["a"], "b"], "a text stands in quotes"),
        ("{a: 1}", {"a": 1}, "a colon stands where TOML has ="),
    ],
)
def test_what_is_meant_and_what_keeps_it_from_being_toml(text: str, value: Any, slip: str) -> None:
    assert sloppy.read(text) == (value, "", slip)


@pytest.mark.parametrize(
    ("text", "comment"),
    [("5 # why", "# why"), ("7 // why", "# why"), ('"a#b" # why', "# why"), ('"a#b"', "")],
)
def test_the_comment_behind_a_value_is_kept(text: str, comment: str) -> None:
    found = sloppy.read(text)
    assert found is not None
    assert found.comment == comment


@each("text", ["", "  ", "# only a comment", "[1] x", "{a}"])
def test_nothing_is_meant_where_nobody_can_tell(text: str) -> None:
    assert sloppy.read(text) is None

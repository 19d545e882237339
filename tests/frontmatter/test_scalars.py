from typing import Any

import pytest

from tests.frontmatter.reading import value
from tests.tables import each


@each(
    ("text", "meaning"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("Null", None),
        ("NULL", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("-0", 0),
        ("7", 7),
        ("-1", -1),
        ("123456789012345678", 123456789012345678),
        ("1.5", 1.5),
        ("-0.25", -0.25),
        ("1e3", 1000.0),
        ("1E-2", 0.01),
        ("2.5e+1", 25.0),
        # texts, whatever other readers of YAML take them for
        ("True", True),
        ("FALSE", False),
        ("y", "y"),
        ("n", "n"),
        ("nothing", "nothing"),
        ("010", "010"),
        ("-010", "-010"),
        ("0x10", "0x10"),
        ("0o7", "0o7"),
        ("0b1", "0b1"),
        ("1_000", "1_000"),
        ("1,000", "1,000"),
        ("+1", "+1"),
        ("1:30", "1:30"),
        ("1.", "1."),
        (".5", ".5"),
        ("1e", "1e"),
        (".nan", ".nan"),
        (".inf", ".inf"),
        ("-.inf", "-.inf"),
        ("NaN", "NaN"),
        ("1.2.3", "1.2.3"),
        ("--", "--"),
        ("=", "="),
        ("\u0661", "\u0661"),  # a digit of Arabic
        ("2023-09-01", "2023-09-01"),
        ("2023-09-01T09:19:00Z", "2023-09-01T09:19:00Z"),
        ("2023-09-01 09:19:00", "2023-09-01 09:19:00"),
        ("https://a.example/#x", "https://a.example/#x"),
        ("C# and F#", "C# and F#"),
        ("C # a comment", "C"),
        ("two\n  lines", "two lines"),
        # what is quoted is a text
        ("'7'", "7"),
        ('"true"', "true"),
        ("'no'", "no"),
        ("''", ""),
        ("'it''s'", "it's"),
        ('"\\u00e9\\t\\x41\\U0001F600\\\\"', "é\tA😀\\"),
        ('"one \\\n  two"', "one two"),
        ("|\n  one\n  two", "one\ntwo\n"),
        ("|-\n  7", "7"),
        (">-\n  one\n  two\n\n  three", "one two\nthree"),
    ],
)
@pytest.mark.parser
def test_what_a_value_means(text: str, meaning: Any) -> None:
    found = value(f"a: {text}")["a"]
    assert found == meaning
    assert type(found) is type(meaning)

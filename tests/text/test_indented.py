import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool.text import indented

LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
NAMES = st.from_regex(r"[a-z_]{1,9}", fullmatch=True)
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner) | st.dictionaries(NAMES, inner), max_leaves=20
)


@pytest.mark.parametrize(
    "value",
    [
        {},
        [],
        {"a": {}, "b": [], "c": [[], {}, [{}]]},
        {"a": 'quote " backslash \\ line\nbreak é \u2028 \x00', "b": [1, 2.5, True, None], "c": {"d": ["e"]}},
        {"a": (1, (), ("b",))},
    ],
)  # fmt: skip
def test_values_are_written_as_json_writes_them(value: Any) -> None:
    assert indented.dumps(value) == json.dumps(value, ensure_ascii=False, indent=2)


@given(VALUES)
def test_any_value_is_written_as_json_writes_it(value: Any) -> None:
    assert indented.dumps(value) == json.dumps(value, ensure_ascii=False, indent=2)


def test_an_array_may_be_made_as_it_is_written() -> None:
    made = {"a": (number for number in (1, 2)), "b": (number for number in range(0))}

    assert indented.dumps(made) == indented.dumps({"a": [1, 2], "b": []})


def test_lines_begin_with_what_begins_those_of_what_holds_the_value() -> None:
    assert indented.dumps([{"a": 1}], "\n    ") == '[\n      {\n        "a": 1\n      }\n    ]'


def test_others_may_write_what_holds_nothing() -> None:
    assert indented.dumps({"a": ["é"]}, flat=json.dumps) == json.dumps({"a": ["é"]}, indent=2)

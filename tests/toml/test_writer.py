import tomllib
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from feedtool.toml import writer
from tests.tables import each

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.booleans() | st.integers(-(2**63), 2**63 - 1) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


@given(VALUES)
def test_what_is_written_is_read_again(value: Any) -> None:
    written = writer.dumps(value)
    assert "\n" not in written
    assert tomllib.loads(f"v = {written}") == {"v": value}


@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_a_dotted_key_is_read_again(names: list[str]) -> None:
    found: Any = tomllib.loads(f"{writer.path(tuple(names))} = 1")
    for name in names:
        found = found[name]
    assert found == 1


@each(
    ("value", "written"),
    [
        (True, "true"),
        ("a", '"a"'),
        (r"c:\x", r"'c:\x'"),
        ("it's", '"it\'s"'),
        (["a", 1], '["a", 1]'),
        ({"name": "A", "a b": 2}, '{ name = "A", "a b" = 2 }'),
    ],
)
def test_values_are_written_as_people_write_them(value: Any, written: str) -> None:
    assert writer.dumps(value) == written

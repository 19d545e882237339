"""Where one value of a JSON text stands: where the walk over everything finds it."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from feedtool.frontmatter.dialects import jsonsearch
from feedtool.frontmatter.located import located
from feedtool.frontmatter.source import of_text
from feedtool.records.sites import heads
from tests.calls import calls
from tests.tables import each

KEYS = st.sampled_from(("a", "b/c", "~", "", "é", "d e", '"'))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.sampled_from(("", "x", 'q"\n', "[", "é")),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, VALUES), st.sampled_from((None, 1, 4)))
@settings(max_examples=60)
def test_each_place_is_that_of_the_walk(value: dict[str, object], indent: int | None) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=False)
    notebook, _ = located(of_text("a.md", text))
    assert {pointer: jsonsearch.find(text, 0, pointer) for pointer in notebook} == notebook


@each("pointer", ["/b", "/a/2", "/a/x", "/a/0/b", "/c/d/e", "/c/0"])
def test_what_is_not_there(pointer: str) -> None:
    assert jsonsearch.find('{"a": [1, 2], "c": {"d": 1}}', 0, pointer) is None


def test_of_two_equal_keys_the_last_one_counts() -> None:
    found = jsonsearch.find('{"a": 1, "a": 22}', 0, "/a")
    assert found is not None
    assert found.value == (14, 16)


def test_one_place_of_a_head_takes_no_walk_over_everything() -> None:
    text = json.dumps({"title": "x", "params": [{"a": n} for n in range(500)]}, indent=2)
    document, _ = heads.read("a.md", f"{text}\n\nBody.\n".encode())
    assert document is not None
    pointers = [f"/params/{n}/a" for n in range(0, 500, 25)]
    made = calls(document.find_place, pointers[0])
    assert ("located", "located") not in made
    found = [document.find_place(pointer) for pointer in pointers]
    assert found == [document.places[pointer] for pointer in pointers]

"""The errors of a document as problems: what test_mismatches and test_messages do not show."""

import time
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from feedtool.schema import explained
from feedtool.schema.errors import SchemaError


@given(st.lists(st.recursive(st.sampled_from([1, 1.0, True, "1", None]), st.lists, max_leaves=3)))
def test_of_equal_items_the_first_that_equals_an_earlier_one_is_told_of(items: list[Any]) -> None:
    error = SchemaError("/a", "uniqueItems", "", items, expected=True, schema={})
    equal = (
        f"/a/{index}"
        for index, item in enumerate(items)
        if any(type(other) is type(item) and other == item for other in items[:index])
    )
    assert explained._located(error).pointer == next(equal, "/a")


def test_thousands_of_items_are_looked_through_once() -> None:
    items = [{"name": f"topic {n}", "also": [n]} for n in range(20_000)]
    error = SchemaError("/a", "uniqueItems", "", [*items, items[-1]], expected=True, schema={})
    start = time.process_time()
    assert explained._located(error).pointer == "/a/20000"
    assert time.process_time() - start < 1

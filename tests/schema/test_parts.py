"""Which part of a story a fault costs; tests/test_parts.py has what becomes of the story."""

from feedtool.records.mapping import SHIPPED
from feedtool.schema import parts
from tests.tables import each


@each(
    ("pointer", "part"),
    [
        ("/related/3", "related/3"),
        ("/related/3/webUrl", "related/3"),
        ("/related/3/excerpt", "related/3/excerpt"),
        ("/related/3/provider/name", "related/3/provider"),
        ("/related/3/provider/domain", "related/3/provider/domain"),
        ("/related/3/images/0/url", "related/3/images/0"),
        ("/images", "images"),
        ("/images/0/width", "images/0/width"),
        ("/provider/images/0/url", "provider/images/0"),
        ("/featuredContent", "featuredContent"),
        ("/quality", "quality"),
        ("/provider", None),
        ("/provider/name", None),
        ("/topics/0", None),
        ("/heat", None),
        ("/draft", None),
        ("", None),
    ],
)
def test_a_fault_costs_the_smallest_part_that_makes_sense(pointer: str, part: str | None) -> None:
    found = parts.part_of(pointer, SHIPPED, own=False)
    assert (found and "/".join(found)) == part


def test_what_an_own_schema_asks_of_a_label_keeps_the_record_out() -> None:
    assert parts.part_of("/category", SHIPPED, own=True) is None
    assert parts.part_of("/related/0/webUrl", SHIPPED, own=True) == ("related", "0")


def test_parts_are_left_out_of_a_copy_and_no_index_changes() -> None:
    value = {"a": [{"b": 1, "c": 2}, {"b": 3}], "d": 4}
    left = parts.without(value, [("a", "0", "b"), ("a", "1"), ("d",), ("a", "1", "b")])
    assert left == {"a": [{"c": 2}, None]}
    assert value == {"a": [{"b": 1, "c": 2}, {"b": 3}], "d": 4}

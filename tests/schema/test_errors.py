import pytest

from feedtool.schema import errors
from feedtool.schema.errors import SchemaError


def of(pointer: str) -> SchemaError:
    return SchemaError(pointer, "type", "wrong", 1, "string", {})


def test_of_many_wrong_items_of_a_list_the_last_are_only_counted() -> None:
    found = [of("/title"), *(of(f"/related/{n}/{key}") for n in range(150) for key in "ab")]
    left = list(errors.shortened(found))
    assert left[0] == of("/title")
    assert len([one for one in left if one.keyword == "type"]) == 1 + 2 * errors.MANY_ITEMS
    assert left[-1] == errors.one_more("/related/149")
    assert len([one for one in left if one.keyword == "more"]) == 50


def test_a_few_are_all_told() -> None:
    found = [of(f"/{name}/{n}") for name in ("related", "topics") for n in range(60)]
    assert list(errors.shortened(found)) == found


@pytest.mark.parametrize(
    ("branches", "keys"),
    [
        ([{"required": ["a"]}, {"required": ["b", "c"]}], ("a", "b")),
        ([{"required": ["a"]}, {"type": "string"}], ()),
        ([{"required": ["a"], "type": "object"}, {"required": ["b"]}], ()),
        ([True, {"required": ["b"]}], ()),
    ],
)
def test_a_union_of_required_keys_alone_is_a_choice_of_them(
    branches: list[object], keys: tuple[str, ...]
) -> None:
    assert errors.alternatives(branches) == keys

import json
from typing import Any

import pytest

from feedtool.schema import errors
from feedtool.schema.errors import SchemaError
from feedtool.schema.validator import Schema


def own_errors(document: Any, value: Any) -> tuple[SchemaError, ...]:
    return Schema(json.dumps(document), trusted=False).errors(value)


def test_of_a_union_the_error_of_the_closest_branch_is_told() -> None:
    own = {"oneOf": [{"type": "string"}, {"type": "object", "required": ["a"]}]}
    (error,) = own_errors(own, {"b": 1})
    assert (error.pointer, error.keyword, error.names) == ("", "required", ("a",))


@pytest.mark.parametrize(
    "missing",
    [
        ["a", "b", "c"],
        ["it's", 'a "b"', "a/b", "~", "\n", ""],
        ["a", "'a' is a required", "'a' is a required property"],
    ],
    ids=["several", "odd characters", "the words of the library"],
)
def test_each_missing_key_has_an_error_of_its_own(missing: list[str]) -> None:
    errors = own_errors({"required": ["there", *missing]}, {"there": 1})
    assert [(e.keyword, e.names) for e in errors] == [("required", (key,)) for key in missing]


def test_a_key_that_is_asked_for_twice_is_missing_twice() -> None:
    part = {"$ref": "#/$defs/part"}
    own = {"allOf": [part, part], "$defs": {"part": {"required": ["a", "b"]}}}
    assert [e.names for e in own_errors(own, {})] == [("a",), ("b",)] * 2


def test_the_key_that_the_closest_branch_of_a_union_lacks_is_told() -> None:
    branch = {"type": "object", "properties": {"in": {"required": ["b", "a"]}}}
    (error,) = own_errors({"oneOf": [{"type": "string"}, branch]}, {"in": {"b": 1}})
    assert (error.pointer, error.names) == ("/in", ("a",))


def test_a_key_that_draft_3_requires() -> None:
    own = {
        "$schema": "http://json-schema.org/draft-03/schema#",
        "properties": {"a": {"required": True}, "it's": {"required": True}},
    }
    assert [e.names for e in own_errors(own, {})] == [("a",), ("it's",)]


def test_an_error_knows_its_value_and_the_keys_that_its_object_may_have() -> None:
    own = {"properties": {"a": {"properties": {"b": {}, "c": {}}, "additionalProperties": False}}}
    (error,) = own_errors(own, {"a": {"x": 1, "b": 2}})
    assert (error.pointer, error.value, error.names) == ("/a", {"x": 1, "b": 2}, ("x",))
    assert error.known == ("b", "c")


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

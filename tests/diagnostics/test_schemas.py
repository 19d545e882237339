import json
from typing import Any

import pytest

from feedtool.diagnostics import schemas


@pytest.mark.parametrize("name", [schemas.RECORD, schemas.CONFIG, schemas.TOPIC])
def test_each_shipped_schema_is_json_and_says_what_it_is(name: str) -> None:
    document = schemas.loads(schemas.shipped(name))
    assert document["$schema"].startswith("https://json-schema.org/")
    assert document["properties"]


def test_a_schema_may_be_made_to_require_more() -> None:
    text = '{"required": ["a"], "properties": {"b": {}}}'
    assert schemas.requiring(text, ()) is text
    assert json.loads(schemas.requiring(text, ("b", "a")))["required"] == ["a", "b"]
    assert json.loads(schemas.requiring("{}", ("b",)))["required"] == ["b"]


def test_draft_3_requires_in_the_property() -> None:
    text = (
        '{"$schema": "http://json-schema.org/draft-03/schema#", "properties": {"b": {"type": "x"}}}'
    )
    found: Any = json.loads(schemas.requiring(text, ("b", "c")))
    assert found["properties"] == {"b": {"type": "x", "required": True}, "c": {"required": True}}
    assert "required" not in found


def test_the_types_of_the_fields_of_a_record() -> None:
    kinds = schemas.record_kinds()
    assert (kinds["title"], kinds["heat"], kinds["topics"]) == ("string", "integer", "array")
    assert kinds["published"] == "boolean"
    assert kinds["width"] == "integer"  # of a group


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000])
def test_what_is_no_json_is_told(text: str) -> None:
    with pytest.raises(ValueError, match="it is not JSON"):
        schemas.loads(text)

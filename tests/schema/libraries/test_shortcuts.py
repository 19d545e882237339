"""jsonschema with shortcuts finds what jsonschema alone finds, and looks at what is wrong alone."""

import cProfile
import json
from types import CodeType
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedtool.diagnostics import schemas
from feedtool.schema.libraries.own import OwnSchema
from feedtool.schema.libraries.shortcuts import with_shortcuts
from tests.schema.libraries.test_own import DRAFTS, VALUES, documents, own
from tests.tables import each

SCHEMA = {
    "properties": {
        "tags": {"type": "array", "items": {"type": "string", "minLength": 1}},
        "name": {"$ref": "#/$defs/name"},
        "a/b": {"type": "integer"},
        "c d": {"anyOf": [{"properties": {"x": {"const": 1}}}, {"type": "integer"}]},
        "pair": {"prefixItems": [{"type": "string"}], "items": {"type": "integer"}},
        "none": {"items": False},
    },
    "$defs": {"name": {"type": "object", "required": ["first"], "properties": {"first": {}}}},
}


def errors(validator: Any, value: Any) -> list[tuple[Any, ...]]:
    """All that is known of the errors of a value, those of branches among them."""
    return [of_error(error) for error in validator.iter_errors(value)]


def of_error(error: Any) -> tuple[Any, ...]:
    below = [of_error(one) for one in error.context]
    where = [*error.absolute_path], [*error.absolute_schema_path]
    return where, error.validator, error.validator_value, error.instance, error.message, below


@each(
    "value",
    [
        {"tags": ["a", "", 1, "b"], "name": {}, "a/b": "x", "c d": {"x": 2}},
        {"pair": [1, "x"], "none": [1], "name": 1},
        {"tags": "a", "c d": "x"},
        {"tags": ["a"], "name": {"first": 1}},
        [],
    ],
)
def test_the_errors_are_those_of_jsonschema(value: Any) -> None:
    alone = jsonschema.Draft202012Validator
    quick = with_shortcuts(alone, "2020-12", SCHEMA)
    assert errors(quick(SCHEMA), value) == errors(alone(SCHEMA), value)


@pytest.mark.parametrize("draft", DRAFTS)
@pytest.mark.slow
def test_of_any_schema_verdict_and_errors_are_those_of_jsonschema(draft: str) -> None:
    """Of jsonschema-rs the verdict, of jsonschema with shortcuts the errors."""
    compiled, wrong = [], []

    @given(documents(draft), st.lists(VALUES, min_size=1, max_size=5))
    @settings(max_examples=200, deadline=None, database=None)
    def hold(document: Any, values: list[Any]) -> None:
        schema = own(document)
        if schema is None or schema._compiled is None:
            return
        compiled.append(document)
        judge: Any = schema._judge
        kind = jsonschema.validators.validator_for(document)
        alone = kind(document, format_checker=judge.format_checker)
        for value in values:
            found = errors(alone, value)
            wrong.extend(found)
            assert errors(judge, value) == found
            assert schema._compiled.is_valid(value) == judge.is_valid(value), value

    hold()
    assert len(compiled) > 50
    assert len(wrong) > 50


def test_one_wrong_story_of_many_is_the_only_one_looked_into() -> None:
    def steps(stories: int) -> int:
        schema = OwnSchema(json.loads(schemas.shipped(schemas.RECORD)))
        story = {"title": "A", "webUrl": "https://a.example/"}
        record = {"title": "A", "related": [*[story] * stories, {**story, "title": ""}]}
        assert schema.errors(record)
        profile = cProfile.Profile()
        profile.runcall(schema.errors, record)
        return sum(
            one.callcount
            for one in profile.getstats()
            if isinstance(one.code, CodeType) and one.code.co_name == "descend"
        )

    assert steps(400) == steps(4)

"""What the details of jsonschema-rs are made into; test_shipped holds them to jsonschema's own errors."""

from typing import Any

from feedtool.schema.errors import SchemaError
from feedtool.schema.libraries.compiled import compiled
from feedtool.schema.libraries.details import Details, Ways
from feedtool.schema.libraries.forms import closed, quickened
from tests.tables import each

IMAGE = {"type": "object", "required": ["url"], "properties": {"url": {"format": "iri"}}}
SCHEMA: dict[str, Any] = closed(
    {
        "type": "object",
        "anyOf": [{"required": ["title"]}, {"required": ["name"]}],
        "properties": {
            "title": {"type": "string", "maxLength": 2, "pattern": "^[a-z]+$"},
            "name": {},
            "images": {"type": "array", "items": {"$ref": "#/$defs/image"}},
            "topics": {
                "type": "object",
                "propertyNames": {"pattern": "^[a-z]*$"},
                "additionalProperties": {"type": "integer"},
            },
        },
        "$defs": {"image": IMAGE},
    }
)


def details(value: Any) -> tuple[SchemaError, ...]:
    return Details(Ways(SCHEMA), value).errors(compiled(quickened(SCHEMA)).iter_errors(value))


@each(
    ("value", "pointer", "keyword", "names", "failed"),
    [
        ({"title": 7}, "/title", "type", (), 7),
        ({}, "", "required", ("title", "name"), {}),
        ({"name": 1, "images": [{"url": "x"}]}, "/images/0/url", "format", (), "x"),
        ({"name": 1, "images": [{}]}, "/images/0", "required", ("url",), {}),
        ({"name": 1, "x": 1, "a": 2}, "", "unknown", ("a", "x"), {"name": 1, "x": 1, "a": 2}),
        ({"name": 1, "topics": {"a/b": 1}}, "/topics", "pattern", (), "a/b"),
        ({"name": 1, "topics": {"": "x"}}, "/topics/", "type", (), "x"),
    ],
)
def test_an_error_has_its_place_its_keyword_and_its_keys(
    value: Any, pointer: str, keyword: str, names: tuple[str, ...], failed: Any
) -> None:
    (error,) = details(value)
    assert (error.pointer, error.keyword, error.names) == (pointer, keyword, names)
    assert error.value == failed


def test_an_error_knows_what_the_schema_asks_for() -> None:
    (error,) = details({"title": "abc"})
    assert (error.expected, error.schema) == (2, SCHEMA["properties"]["title"])


def test_the_errors_of_a_value_stand_in_the_order_of_the_schema() -> None:
    assert [error.keyword for error in details({"title": "ABC"})] == ["maxLength", "pattern"]


def test_all_wrong_names_of_a_table_are_one_error_of_the_library() -> None:
    """Each error comes with a copy of the table: of n wrong names these were n times n."""
    topics = {f"Topic {number}": 1 for number in range(500)}
    value = {"name": 1, "topics": topics}
    told = list(compiled(quickened(SCHEMA)).iter_errors(value))
    assert len(told) == 1
    found = Details(Ways(SCHEMA), value).errors(told)
    assert [error.value for error in found] == list(topics)


def test_of_a_table_only_the_wrong_names_are_told() -> None:
    (error,) = details({"name": 1, "topics": {"good": 1, "Bad": 1, "fine": 1}})
    assert (error.value, error.expected, error.schema["pattern"]) == ("Bad", "^[a-z]*$", "^[a-z]*$")

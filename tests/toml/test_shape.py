from typing import Any

import pytest

from feedtool.toml import shape
from tests.tables import each
from tests.toml.small import SCHEMA


@each(
    ("path", "expected"),
    [
        ("site ttl", "integer"),
        ("site tags", "array"),
        ("site tags 0", "string"),
        ("site tags x", None),
        ("topics any", "object"),
        ("topics any name", "string"),
        ("topics any other", None),
        ("nothing", None),
        ("nothing below", None),
    ],
)
def test_a_path_leads_to_its_part_of_the_schema(path: str, expected: str | None) -> None:
    assert shape.kind(shape.at(SCHEMA, path.split())) == expected


@pytest.mark.parametrize(
    ("part", "expected"),
    [({"enum": ["a", "b"]}, "string"), ({"type": ["string", "null"]}, None), ({}, None)],
)
def test_the_type_of_a_value_is_one_or_not_known(part: Any, expected: str | None) -> None:
    assert shape.kind(part) == expected


def test_what_stands_beside_a_reference_goes_before_what_it_refers_to() -> None:
    found = shape.resolved(SCHEMA, {"$ref": "#/$defs/topic", "type": "array"})
    assert found is not None
    assert (found["type"], shape.keys(found)) == ("array", ("name",))


def test_the_keys_of_a_table() -> None:
    assert shape.keys(SCHEMA) == ("site", "topics")
    assert shape.keys(None) == shape.keys({}) == ()

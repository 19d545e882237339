"""A user's schema: what jsonschema-rs lets pass is what jsonschema lets pass, whatever the schema.

Any schemas are tried in test_shortcuts, where the errors of both are compared as well.
"""

from typing import Any

from hypothesis import strategies as st

from feedtool.schema.libraries.own import OwnSchema
from tests.tables import each

DRAFTS = {
    "6": "http://json-schema.org/draft-06/schema#",
    "7": "http://json-schema.org/draft-07/schema",
    "2019-09": "https://json-schema.org/draft/2019-09/schema",
    "2020-12": "https://json-schema.org/draft/2020-12/schema",
}
KEYS = st.sampled_from(["a", "b", "format", "const", "a/b", ""])
SCALARS: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, False, 0, 1, -1, 2, 1.0, 1.5, 1e300, 10**20, "", "a", "b", "ab", "a\n", "é", "12", "1\u0665",
     "\u00a0", "\ufeff", "\x85", " ", "😀", "2023-09-01", "2023-09-01T09:19:00Z", "https://a.example/",
     "1.2.3.4", "a.example", "(", "{}"]
)  # fmt: skip
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=6,
)
SIZES = st.integers(0, 3)
NUMBERS = st.sampled_from([0, 1, -1, 1.5, 2.0])
PATTERNS = st.sampled_from(
    ["a", "^a$", "^[ab]+$", r"\d", r"^\w*$", r"\s", r"\S", ".", "^(?:a|1)$", "[^a]", "(?i)A", r"\bA?", r"é"]
)  # fmt: skip
FORMATS = st.sampled_from(
    [
        "date-time",
        "iri",
        "uri",
        "idn-hostname",
        "email",
        "date",
        "ipv4",
        "regex",
        "uuid",
        "time",
        "x",
    ]
)
TYPES = st.sampled_from(["string", "integer", "number", "boolean", "array", "object", "null"])
REFERENCES = st.sampled_from(["#/definitions/a", "#/$defs/b"])
NAMES = st.lists(KEYS, max_size=2, unique=True)
ASSERTED = {
    "type": TYPES | st.lists(TYPES, min_size=1, max_size=2, unique=True),
    "enum": st.lists(VALUES, min_size=1, max_size=3, unique_by=repr),
    "const": VALUES | st.just({"format": "date-time"}),
    "minimum": NUMBERS,
    "exclusiveMaximum": NUMBERS,
    "minLength": SIZES,
    "maxLength": SIZES,
    "pattern": PATTERNS,
    "format": FORMATS,
    "minItems": SIZES,
    "maxItems": SIZES,
    "uniqueItems": st.booleans(),
    "minProperties": SIZES,
    "maxProperties": SIZES,
    "required": NAMES,
    "minContains": SIZES,
    "maxContains": SIZES,
    "dependentRequired": st.dictionaries(KEYS, NAMES, max_size=2),
    "$ref": REFERENCES,
}  # fmt: skip


def asserted() -> st.SearchStrategy[Any]:
    few = st.lists(st.sampled_from(sorted(ASSERTED)), max_size=3, unique=True)
    return few.flatmap(lambda keys: st.fixed_dictionaries({key: ASSERTED[key] for key in keys}))


def composed(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    many = st.lists(inner, min_size=1, max_size=2)
    by_name = st.dictionaries(KEYS, inner, max_size=2)
    ways = {
        "properties": by_name, "items": inner, "additionalProperties": inner, "additionalItems": inner,
        "prefixItems": many, "contains": inner, "propertyNames": inner, "not": inner, "allOf": many,
        "anyOf": many, "oneOf": many, "if": inner, "then": inner, "else": inner, "dependentSchemas": by_name,
    }  # fmt: skip
    few = st.lists(st.sampled_from(sorted(ways)), min_size=1, max_size=3, unique=True)
    chosen = few.flatmap(lambda keys: st.fixed_dictionaries({key: ways[key] for key in keys}))
    return st.builds(lambda one, other: {**one, **other}, chosen, asserted())


SCHEMAS = st.recursive(asserted() | st.booleans(), composed, max_leaves=5)


def own(document: Any) -> OwnSchema | None:
    try:
        return OwnSchema(document)
    except ValueError:
        return None


def documents(draft: str) -> st.SearchStrategy[Any]:
    targets = st.fixed_dictionaries({"a": SCHEMAS, "b": SCHEMAS})
    parts = st.tuples(SCHEMAS, targets, targets)
    return parts.map(
        lambda part: {
            **(part[0] if isinstance(part[0], dict) else {}),
            "$schema": DRAFTS[draft],
            "definitions": part[1],
            "$defs": part[2],
        }
    )


@each(
    "document",
    [
        {"multipleOf": 0.1},
        {"properties": {"a": {"patternProperties": {"a": {}}}}},
        {"allOf": [{"unevaluatedProperties": False}]},
        {"$defs": {"a": {"$id": "b"}}},
        {"$ref": "#"},
        {"properties": {"a": {"$ref": "#/properties/a"}}},
        {"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}},
        {"$ref": "#/$defs/nowhere"},
        {"$ref": "https://a.example/"},
        {"$schema": "http://json-schema.org/draft-04/schema#"},
        {"$schema": "https://a.example/schema"},
    ],
)
def test_what_the_two_read_differently_is_left_to_jsonschema(document: Any) -> None:
    assert OwnSchema(document)._compiled is None


def test_what_is_no_schema_is_not_read_as_one() -> None:
    schema = OwnSchema({"properties": {"date": {"const": {"format": "date-time"}}}})
    assert schema._compiled is not None
    assert schema._compiled.is_valid({"date": {"format": "date-time"}})
    assert not schema._compiled.is_valid({"date": {}})

"""A shipped schema: whether a value passes it, and if not, why, by jsonschema-rs alone.

What jsonschema-rs tells of an error is made into what jsonschema would tell, which takes many times as long to
be imported and to look; a test holds the two to each other.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from feedtool.diagnostics.pointer import escape
from feedtool.schema.errors import MANY_ITEMS, Json, SchemaError, alternatives, one_more
from feedtool.schema.libraries.compiled import compiled, with_python_patterns
from feedtool.schema.libraries.forms import OPEN, anchored, closed, quickened

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError, Validator

# Where a value fails: the keys and indices of a field, or of an item of one; none for the value itself.
Unit = tuple[str | int, ...]
Order = tuple[int, ...]


class _Place(NamedTuple):
    """A part of the schema and the value held against it; ``order`` is where they stand in their documents."""

    part: Any
    value: Any
    pointer: str
    order: Order


class ShippedSchema:
    """A shipped schema to hold values against; its open objects take unknown keys, which are still named."""

    def __init__(self, document: Json) -> None:
        """Compile the document of a schema."""
        self._closed = closed(document)
        self._validator = compiled(quickened(self._closed))
        # By identity; each with its field, so that no other can come to have the same.
        self._fields: dict[int, tuple[Json, Validator]] = {}

    @cached_property
    def _document(self) -> Json:
        """The document as jsonschema would have it."""
        document: Json = anchored(self._closed)
        return document

    def errors(self, value: Any) -> tuple[SchemaError, ...]:
        """All errors of a value; those of one field or item in the order of the schema's document."""
        # jsonschema-rs copies what holds an unknown key, which takes as long as to look through a record.
        unknown = self._unknown(value)
        known = {key: value[key] for key in value if key not in unknown} if unknown else value
        by_unit = self._by_unit(known, value)
        if unknown:
            by_unit[()] = [*by_unit.get((), ()), self._unknown_keys(value, unknown)]
        return tuple(error for errors in by_unit.values() for error in errors)

    def accepts(self, field: Json, value: Any) -> bool:
        """Whether a value passes a part of the schema, with what that refers to, as jsonschema sees it."""
        if id(field) not in self._fields:
            below = {key: part for key, part in field.items() if key not in ("$schema", "$id")}
            document = {**anchored(closed(below)), "$defs": self._document.get("$defs", {})}
            self._fields[id(field)] = field, with_python_patterns("2020-12", document)
        return self._fields[id(field)][1].is_valid(value)

    def _unknown(self, value: Any) -> tuple[str, ...]:
        """The keys of the value itself that the schema does not know, where it lets them be."""
        if not isinstance(value, dict) or not self._closed.get(OPEN):
            return ()
        return tuple(sorted(value.keys() - self._closed["properties"].keys()))

    def _unknown_keys(self, value: Any, names: tuple[str, ...]) -> SchemaError:
        message = f"unknown: {', '.join(names)}"
        return SchemaError("", "unknown", message, value, False, self._document, names)  # noqa: FBT003

    def _by_unit(self, known: Any, value: Any) -> dict[Unit, list[SchemaError]]:
        """The errors of each field or item; where many items of a list are wrong, of the others the pointer."""
        found: dict[Unit, list[tuple[Order, SchemaError]]] = {}
        further: dict[Unit, SchemaError] = {}
        wrong_items: Counter[Unit] = Counter()
        for error in self._validator.iter_errors(known):
            unit = _unit(error.instance_path, self._document)
            if unit not in found:
                found[unit] = []
                wrong_items[unit[:-1]] += 1
                if len(unit) > 1 and wrong_items[unit[:-1]] > MANY_ITEMS:
                    further[unit] = one_more(_pointer(unit))
            if unit not in further:
                found[unit] += self._as_of_jsonschema(error, value)
        return {
            unit: [further[unit]]
            if unit in further
            else [error for _, error in sorted(errors, key=lambda one: one[0])]
            for unit, errors in found.items()
        }

    def _as_of_jsonschema(
        self, error: "ValidationError", value: Any
    ) -> Iterator[tuple[Order, SchemaError]]:
        """The error as jsonschema tells it, with its place in the order; none where jsonschema finds none."""
        path: Any = error.evaluation_path
        place = self._place(path[:-1], error.instance_path, value)
        part, value, keyword = place.part, place.value, path[-1]
        if keyword not in part:  # what `quickened` made of a format
            keyword = "format"
        kind: Any = error.kind
        if kind.name == "propertyNames":
            value = kind.error.instance
        expected, names = part[keyword], tuple[str, ...]()
        if keyword in _PATTERNS and not _PATTERNS[keyword](expected, value):
            return
        told = keyword
        if keyword == "required":
            names = (kind.property,)
        elif keyword == "anyOf":
            told, names = "required", alternatives(expected)
        elif keyword == "additionalProperties":
            names = tuple(sorted(kind.unexpected))
            told = "unknown" if part.get(OPEN) else keyword
        found = SchemaError(place.pointer, told, error.message, value, expected, part, names)
        yield (*place.order, [*part].index(keyword)), found

    def _place(self, path: Sequence[str], along: Sequence[str | int], value: Any) -> _Place:
        """Where a way through the schema leads, and one through the value beside it."""
        part: Any = self._document
        pointer, order = "", list[int]()
        steps, tokens = iter(path), iter(_with_empty_key(path, along))
        for step in steps:
            order.append([*part].index(step))
            part = part[step]
            if step == "$ref":
                part = self._document["$defs"][part.rpartition("/")[2]]
            elif step in _WAYS_DOWN:
                token = next(tokens)
                if step == "properties":
                    order.append([*part].index(token))
                    part = part[next(steps)]
                else:
                    order.append(token if isinstance(token, int) else [*value].index(token))
                value = value[token]
                pointer += f"/{escape(str(token))}"
        return _Place(part, value, pointer, tuple(order))


# The keywords that lead from a value to one of those in it.
_WAYS_DOWN = ("properties", "items", "additionalProperties")


def _with_empty_key(path: Sequence[str], along: Sequence[str | int]) -> Sequence[str | int]:
    """A way through a value with the empty key, which jsonschema-rs leaves out: a free one."""
    steps = iter(path)
    ways = [(step, next(steps, "") if step == "properties" else "") for step in steps]
    ways = [way for way in ways if way[0] in _WAYS_DOWN]
    if len(ways) == len(along):
        return along
    free = ways.index(("additionalProperties", ""))
    return (*along[:free], "", *along[free:])


def _breaks_pattern(pattern: str, value: Any) -> bool:
    return isinstance(value, str) and not re.search(pattern, value)


def _breaks_not(refused: Json, value: Any) -> bool:
    return not _breaks_pattern(refused["pattern"], value)


# What is white space to ECMA 262 alone, jsonschema-rs sees otherwise than Python.
_PATTERNS: Mapping[str, Callable[[Any, Any], bool]] = {
    "pattern": _breaks_pattern,
    "not": _breaks_not,
}


def _unit(path: Sequence[str | int], document: Json) -> Unit:
    """The largest part of a path that the schema's own properties and items lead along."""
    field = document.get("properties", {}).get(path[0]) if path else None
    if field is None:
        return ()
    is_item = len(path) > 1 and isinstance(path[1], int) and "items" in field
    return tuple(path[: 2 if is_item else 1])


def _pointer(path: Sequence[str | int]) -> str:
    return "".join(f"/{escape(str(token))}" for token in path)

"""The errors of jsonschema-rs, in the form and words that jsonschema would give them.

jsonschema takes many times as long to be imported and to look; a test holds the two to each other.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from feedtool.diagnostics.pointer import escape
from feedtool.imports.tuples import NamedTuple
from feedtool.schema.errors import MANY_ITEMS, Json, SchemaError, alternatives, one_more
from feedtool.schema.libraries.forms import INSERTED, OPEN, REPLACED

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError

# Where a value fails: the keys and indices of a field, or of an item of one; none for the value itself.
Unit = tuple[str | int, ...]
Order = tuple[int, ...]


class _Down(NamedTuple):
    """A step into a value; ``order`` is where it and the steps before it stand in the schema."""

    keyword: str
    order: Order


class _Way(NamedTuple):
    """A way through the schema to a keyword of a part; ``rest`` are the steps behind the last one down."""

    part: Any
    keyword: str
    downs: tuple[_Down, ...]
    rest: Order


class _Place(NamedTuple):
    """A part of the schema and the value held against it; ``order`` is where they stand in their documents."""

    part: Any
    value: Any
    pointer: str
    order: Order


class Ways:
    """The ways through the document of a schema. Many errors come along the same one: each is followed once."""

    def __init__(self, document: Json) -> None:
        """``document`` is closed and anchored."""
        self.document = document
        self._ways: dict[tuple[str, ...], _Way] = {}

    def along(self, path: Sequence[str]) -> _Way:
        """The way to the keyword that an error of jsonschema-rs names."""
        known_by = tuple(path)
        if known_by not in self._ways:
            self._ways[known_by] = self._followed(path)
        return self._ways[known_by]

    def _followed(self, path: Sequence[str]) -> _Way:
        part: Any = self.document
        downs, order = list[_Down](), list[int]()
        steps = iter(path[:-1])
        for step in steps:
            if step == INSERTED and step not in part:
                continue
            order.append([*part].index(step))
            part = part[step]
            if step == "$ref":
                part = self._target(part)
            elif step in _WAYS_DOWN:
                if step == "properties":
                    name = next(steps)
                    order.append([*part].index(name))
                    part = part[name]
                downs.append(_Down(step, tuple(order)))
                order = []
        keyword = path[-1] if path[-1] in part else REPLACED[path[-1]]
        return _Way(part, keyword, tuple(downs), (*order, [*part].index(keyword)))

    def _target(self, reference: str) -> Any:
        """The part of the schema that a reference such as ``#/$defs/url`` leads to."""
        part: Any = self.document
        for name in reference.split("/")[1:]:
            part = part[name]
        return part


class Details:
    """The errors of one value as jsonschema tells them, by the document that it would have."""

    def __init__(self, ways: Ways, value: Any) -> None:
        self._ways, self._value = ways, value
        # By the identity of a mapping of the value: where each of its keys stands.
        self._orders: dict[int, dict[str, int]] = {}

    def errors(self, library_errors: Iterable["ValidationError"]) -> tuple[SchemaError, ...]:
        """The errors field by field; where many items of a list are wrong, of the others the pointer."""
        found: dict[Unit, list[tuple[Order, SchemaError]]] = {}
        further: dict[Unit, SchemaError] = {}
        wrong_items: Counter[Unit] = Counter()
        for error in library_errors:
            unit = _unit(error.instance_path, self._ways.document)
            if unit not in found:
                found[unit] = []
                wrong_items[unit[:-1]] += 1
                if len(unit) > 1 and wrong_items[unit[:-1]] > MANY_ITEMS:
                    further[unit] = one_more(_pointer(unit))
            if unit not in further:
                found[unit] += self._as_of_jsonschema(error)
        by_unit = (
            [further[unit]]
            if unit in further
            else [error for _, error in sorted(errors, key=lambda one: one[0])]
            for unit, errors in found.items()
        )
        return tuple(error for errors in by_unit for error in errors)

    def _as_of_jsonschema(self, error: "ValidationError") -> Iterator[tuple[Order, SchemaError]]:
        """The error as jsonschema has it, with its place in the order; none where jsonschema finds none."""
        path: Any = error.evaluation_path
        way = self._ways.along(path)
        part, keyword = way.part, way.keyword
        place = self._place(way, _with_empty_key(error.instance_path, way))
        value, expected = place.value, part[keyword]
        names = tuple[str, ...]()
        if keyword == "propertyNames":
            yield from _wrong_names(place, expected)
            return
        if keyword in _PATTERNS and not _PATTERNS[keyword](expected, value):
            return
        code = keyword
        if keyword == "required":
            kind: Any = error.kind
            names = (kind.property,)
        elif keyword == "anyOf":
            code, names = "required", alternatives(expected)
        elif keyword == "additionalProperties":
            kind = error.kind
            names = tuple(sorted(kind.unexpected))
            code = "unknown" if part.get(OPEN) else keyword
        yield (
            place.order,
            SchemaError(place.pointer, code, error.message, value, expected, part, names),
        )

    def _place(self, way: _Way, along: Sequence[str | int]) -> _Place:
        """Where a way through the schema leads, and one through the value beside it."""
        value, pointer, order = self._value, "", list[int]()
        for down, token in zip(way.downs, along, strict=True):
            order += down.order
            if down.keyword != "properties":
                order.append(token if isinstance(token, int) else self._order(value, token))
            value = value[token]
            pointer += f"/{token if isinstance(token, int) else escape(token)}"
        return _Place(way.part, value, pointer, (*order, *way.rest))

    def _order(self, mapping: Mapping[str, Any], key: Any) -> int:
        """Where a key stands in a mapping of the value."""
        if id(mapping) not in self._orders:
            self._orders[id(mapping)] = {name: nth for nth, name in enumerate(mapping)}
        return self._orders[id(mapping)][key]


# The keywords that lead from a value to one of those in it.
_WAYS_DOWN = ("properties", "items", "additionalProperties")


def _with_empty_key(along: Sequence[str | int], way: _Way) -> Sequence[str | int]:
    """A way through a value with the empty key, which jsonschema-rs leaves out: a free one."""
    if len(way.downs) == len(along):
        return along
    free = [down.keyword for down in way.downs].index("additionalProperties")
    return (*along[:free], "", *along[free:])


def _wrong_names(place: _Place, expected: Json) -> Iterator[tuple[Order, SchemaError]]:
    """An error for each name of a table that breaks the pattern of its names."""
    pattern = expected["pattern"]
    order = (*place.order, 0)
    for name in place.value:
        if _breaks_pattern(pattern, name):
            message = f"{name!r} does not match {pattern!r}"
            yield (
                order,
                SchemaError(place.pointer, "pattern", message, name, pattern, expected),
            )


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

"""Schemas, shipped ones and those of users: what a value does against one, and what one says of a field."""

from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from feedtool.diagnostics.schemas import loads
from feedtool.schema.errors import Json, SchemaError
from feedtool.schema.libraries.shipped import ShippedSchema

if TYPE_CHECKING:
    from feedtool.schema.libraries.own import OwnSchema


class Schema:
    """A schema to hold values against. ``open`` objects take unknown keys, which are still named."""

    def __init__(self, text: str, *, trusted: bool) -> None:
        """Compile a shipped schema, or with ``trusted=False`` one that a user wrote.

        Raises ValueError with a message for the user where the text is no schema.
        """
        self._document = loads(text)
        self._own = None if trusted else _own(self._document)
        # By identity: parts of the document live as long as it does.
        self._resolved_parts: dict[int, Json] = {}
        # What is wrong in one record mostly is in others.
        self.field = lru_cache(maxsize=1024)(self._field)

    def errors(self, value: Any) -> tuple[SchemaError, ...]:
        """All errors of the value, unknown keys of open objects included (keyword ``unknown``)."""
        return self._own.errors(value) if self._own else self._shipped.errors(value)

    def _field(self, pointer: str) -> Json:
        """What the schema says of the value at a pointer: its part of the document, with what that refers to.

        Empty where the schema names no such field.
        """
        part = self._resolved(self._document)
        for token in pointer.split("/")[1:]:
            part = self.part(part, token.replace("~1", "/").replace("~0", "~"))
        return part

    def part(self, field: Json, name: str) -> Json:
        """What a field says of a field of its own, or of an item by its index."""
        below = field.get("properties", {}).get(name)
        if below is None and name.isdigit():
            below = field.get("items")
        return self._resolved(below)

    def _resolved(self, part: Any) -> Json:
        """A part of the document with what it refers to: the same value for the same part."""
        if not isinstance(part, dict):
            return {}
        if id(part) not in self._resolved_parts:
            self._resolved_parts[id(part)] = self._with_target(part)
        return self._resolved_parts[id(part)]

    def _with_target(self, part: Json) -> Json:
        reference = part.get("$ref")
        if not isinstance(reference, str) or not reference.startswith("#/$defs/"):
            return part
        target = self._document.get("$defs", {}).get(reference.removeprefix("#/$defs/"))
        own = {key: value for key, value in part.items() if key != "$ref"}
        both: dict[str, Any] = {**self._resolved(target), **own}
        if isinstance(target, dict):
            both["allOf"] = [target]  # where both ask for a pattern, both are to be held against it
        return both

    def accepts(self, field: Json, value: Any) -> bool:
        """Whether a value would pass at a field that ``field`` gave, of a shipped schema."""
        return self._shipped.accepts(field, value)

    @cached_property
    def _shipped(self) -> ShippedSchema:
        return ShippedSchema(self._document)


def _own(document: Any) -> "OwnSchema":
    from feedtool.schema.libraries.own import OwnSchema  # late: few sites have one

    return OwnSchema(document)


@cache
def compiled(text: str, *, trusted: bool) -> Schema:
    """The schema of this text, compiled once in each process."""
    return Schema(text, trusted=trusted)

"""A shipped schema: whether a value passes it, and if not, why, by jsonschema-rs alone."""

from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any

from feedtool.schema.errors import Json, SchemaError
from feedtool.schema.libraries.compiled import compiled, with_python_patterns
from feedtool.schema.libraries.forms import OPEN, anchored, closed, concerned, quickened

if TYPE_CHECKING:
    from jsonschema_rs import Validator

    from feedtool.schema.libraries.details import Ways


def passes(document: Json, value: Any) -> bool:
    """Whether a value passes a shipped schema. For one value it takes less than to compile all of that."""
    return compiled(quickened(closed(concerned(document, value)))).is_valid(value)


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

    @cached_property
    def _ways(self) -> "Ways":
        from feedtool.schema.libraries.details import Ways  # late: a good record needs none

        return Ways(self._document)

    def errors(self, value: Any) -> tuple[SchemaError, ...]:
        """All errors of a value; those of one field or item in the order of the schema's document."""
        # jsonschema-rs copies what holds an unknown key, which takes as long as to look through a record.
        unknown = self._unknown(value)
        known = self._known(value) if unknown else value
        found = iter(self._validator.iter_errors(known))
        errors: tuple[SchemaError, ...] = ()
        for first in found:
            from feedtool.schema.libraries.details import Details  # late: a good record needs none

            errors = Details(self._ways, value).errors(chain((first,), found))
        return (*errors, self._unknown_keys(value, unknown)) if unknown else errors

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
        if value.keys() <= self._closed["properties"].keys():
            return ()  # as of nearly every record
        return tuple(sorted(value.keys() - self._closed["properties"].keys()))

    def _known(self, value: Json) -> Json:
        return {key: value[key] for key in value if key in self._closed["properties"]}

    def _unknown_keys(self, value: Any, names: tuple[str, ...]) -> SchemaError:
        message = f"unknown: {', '.join(names)}"
        return SchemaError("", "unknown", message, value, False, self._document, names)  # noqa: FBT003

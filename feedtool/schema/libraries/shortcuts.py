"""jsonschema, made to look only into those parts of a value that jsonschema-rs refuses.

It takes a hundred times as long, so that one wrong part of a record would take as long as a hundred records.
What it finds is the same: a part that passes has no errors.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from feedtool.diagnostics.pointer import escape
from feedtool.schema.errors import Json
from feedtool.schema.libraries.compiled import parts_with_python_patterns
from feedtool.schema.libraries.forms import quickened

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError
    from jsonschema_rs import Validator

# A keyword of jsonschema: of a validator, what stands behind the keyword, a value and the schema.
_Keyword = Callable[[Any, Any, Any, Json], Iterator["ValidationError"]]


def with_shortcuts(kind: Any, draft: str, document: Json) -> Any:
    """A class of validators of jsonschema that has shortcuts through the values of one schema."""
    from jsonschema import validators

    parts = _CompiledParts(draft, document)
    known: dict[str, _Keyword] = kind.VALIDATORS
    own = {
        "properties": parts.properties(known["properties"]),
        "items": parts.items(known["items"]),
    }
    return validators.extend(kind, own)  # type: ignore[no-untyped-call]


class _CompiledParts:
    """The parts of a schema that fields and items are held against, each compiled."""

    def __init__(self, draft: str, document: Json) -> None:
        """``document`` must live as long: its parts are known by identity."""
        compiled = parts_with_python_patterns(draft, quickened(document, knows_if=draft != "6"))
        self._compiled: dict[int, Validator] = {}
        for pointer, part in _below("#", document):
            if pointer in compiled:
                self._compiled[id(part)] = compiled[pointer]

    def _passes(self, part: Any, value: Any) -> bool:
        found = self._compiled.get(id(part))
        return found is not None and found.is_valid(value)

    def properties(self, slow: _Keyword) -> _Keyword:
        """The keyword ``properties``."""

        def keyword(
            validator: Any, fields: Any, value: Any, schema: Json
        ) -> Iterator["ValidationError"]:
            if isinstance(value, dict):
                fields = {
                    name: part
                    for name, part in fields.items()
                    if name in value and not self._passes(part, value[name])
                }
            yield from slow(validator, fields, value, schema)

        return keyword

    def items(self, slow: _Keyword) -> _Keyword:
        """The keyword ``items``, where all items are of one form."""

        def keyword(
            validator: Any, form: Any, value: Any, schema: Json
        ) -> Iterator["ValidationError"]:
            if not isinstance(value, list) or not isinstance(form, dict) or "prefixItems" in schema:
                yield from slow(validator, form, value, schema)
                return
            for index, item in enumerate(value):
                if not self._passes(form, item):
                    yield from validator.descend(item, form, path=index)

        return keyword


def _below(pointer: str, value: Any) -> Iterator[tuple[str, Any]]:
    """All objects in a schema, each with the pointer to it."""
    if isinstance(value, dict):
        yield pointer, value
        for key, part in value.items():
            yield from _below(f"{pointer}/{escape(key)}", part)
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _below(f"{pointer}/{index}", part)

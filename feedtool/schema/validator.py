"""JSON Schema (draft 2020-12): the shipped schemas, and what a value does against one of them.

A compiled validator (jsonschema-rs) only says yes; when it does not, jsonschema finds the words.
Formats are asserted, by our own functions in both, so that both come to one verdict.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from feedtool.diagnostics import room
from feedtool.diagnostics.errors import UsageError
from feedtool.diagnostics.pointer import escape
from feedtool.schema.errors import MANY_ITEMS, Json, SchemaError, failures, one_more, shortened
from feedtool.schema.forms import FORMATS, anchored, closed, quickened
from feedtool.schema.imports import without_email

if TYPE_CHECKING:
    import jsonschema_rs
    from jsonschema.protocols import Validator
from feedtool.diagnostics.schemas import loads

# Where a value fails: the keys and indices of a field, or of an item of one; none for the value itself.
Unit = tuple[str | int, ...]


class Schema:
    """A schema to hold values against. ``open`` objects take unknown keys, which are still named."""

    def __init__(self, text: str, *, trusted: bool) -> None:
        """Compile a shipped schema, or with ``trusted=False`` one that a user wrote.

        Raises ValueError with a message for the user where the text is no schema.
        """
        self._trusted = trusted
        self._document = loads(text)
        self._strict = closed(self._document) if trusted else self._document
        if not trusted:
            _refuse_bad_schema(self._document)

    def errors(self, value: Any) -> tuple[SchemaError, ...]:
        """All errors of the value, unknown keys of open objects included (keyword ``unknown``)."""
        if self._trusted and self._gate.is_valid(value):
            return ()
        from referencing.exceptions import Unresolvable

        try:
            if self._trusted and isinstance(value, dict):
                return tuple(self._errors_where_they_are(value))
            return tuple(shortened(failures(self._judge.iter_errors(value))))
        except Unresolvable as error:
            message = f"the schema refers to {error.ref}, which it does not hold"
            raise UsageError(message) from None
        except RecursionError:
            raise UsageError("the schema goes round in circles") from None

    def _errors_where_they_are(self, value: Json) -> Iterator[SchemaError]:
        """All errors of the value; jsonschema looks only at those parts that jsonschema-rs refuses."""
        refused: dict[Unit, set[Unit]] = {}
        for error in self._gate.iter_errors(value):
            unit = _unit(error.instance_path, self._judge.schema)
            refused.setdefault(unit, set()).add(tuple(error.instance_path[: len(unit) + 1]))
        seen: Counter[str] = Counter()
        for unit, below in refused.items():
            seen[str(unit[:-1])] += 1
            if len(unit) > 1 and seen[str(unit[:-1])] > MANY_ITEMS:
                yield one_more("".join(f"/{escape(str(token))}" for token in unit))
            else:
                yield from self._errors_at(value, self._narrowed(unit, below))

    def _narrowed(self, unit: Unit, below: Iterable[Unit]) -> Unit:
        """The field of an item, where all of its errors are in that one; else the unit itself."""
        if len(unit) < 2:  # noqa: PLR2004 - a field and an index
            return unit
        field, *others = below
        known = self._item(unit).get("properties", {})
        return field if not others and len(field) > len(unit) and field[-1] in known else unit

    def _item(self, unit: Unit) -> Any:
        """What the schema says of the items of a field."""
        document: Any = self._judge.schema
        part = document["properties"][unit[0]]["items"]
        if part.keys() == {"$ref"}:
            part = document["$defs"][part["$ref"].rpartition("/")[2]]
        return part

    def _errors_at(self, value: Any, unit: Unit) -> Iterator[SchemaError]:
        """The errors of the value itself, of one of its fields, or of an item of one that is a list."""
        part: Any = self._judge.schema
        for depth, token in enumerate(unit):
            value = value[token]
            if isinstance(token, int):
                # A reference is followed only where that leads further down: errors name what refers.
                part = part["items"] if depth == len(unit) - 1 else self._item(unit)
            else:
                part = part["properties"][token]
        looked_at = part
        if not unit and "properties" in part:
            looked_at = {**part, "properties": dict.fromkeys(part["properties"], True)}
        elif len(unit) == 1 and isinstance(value, list) and "items" in part:
            looked_at = {**part, "items": True}
        where = "".join(f"/{escape(str(token))}" for token in unit)
        for found in failures(self._judge.evolve(schema=looked_at).iter_errors(value)):
            yield found._replace(
                pointer=where + found.pointer,
                schema=part if found.schema is looked_at else found.schema,
            )

    def field(self, pointer: str) -> Json:
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
        if not isinstance(part, dict):
            return {}
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
        """Whether a value would pass at a field that ``field`` gave."""
        below = {key: part for key, part in field.items() if key not in ("$schema", "$id")}
        return bool(self._judge.evolve(schema=closed(anchored(below))).is_valid(value))

    @cached_property
    def _gate(self) -> "jsonschema_rs.Draft202012Validator":
        import decimal  # noqa: F401 - jsonschema_rs panics where a signal ends its own import

        room.require_room(24)
        with without_email():
            import jsonschema_rs  # late: most commands hold nothing against a schema

        return jsonschema_rs.Draft202012Validator(
            quickened(self._strict), validate_formats=True, formats=FORMATS, retriever=_no_network
        )

    @cached_property
    def _judge(self) -> "Validator":
        room.require_room(8)
        # Imported late: it takes longer to import than a good record takes to check.
        import jsonschema

        checker = jsonschema.FormatChecker(formats=())
        for name, function in FORMATS.items():
            checker.checks(name)(function)
        document = anchored(self._strict) if self._trusted else self._strict
        kind = jsonschema.validators.validator_for(
            document, default=jsonschema.Draft202012Validator
        )
        return kind(document, registry=_registry(), format_checker=checker)


def _unit(path: Sequence[str | int], document: Any) -> Unit:
    """The largest part of a path that the schema's own properties and items lead along."""
    field = document.get("properties", {}).get(path[0]) if path else None
    if field is None:
        return ()
    is_item = len(path) > 1 and isinstance(path[1], int) and "items" in field
    return tuple(path[: 2 if is_item else 1])


@cache
def compiled(text: str, *, trusted: bool) -> Schema:
    """The schema of this text, compiled once in each process."""
    return Schema(text, trusted=trusted)


def _refuse_bad_schema(document: Any) -> None:
    import jsonschema

    if not isinstance(document, dict) or not isinstance(document.get("$schema", ""), str):
        msg = "it is no JSON Schema: a schema is an object whose $schema, if any, is a text"
        raise ValueError(msg)  # noqa: TRY004 - one kind of error for one kind of caller
    kind = jsonschema.validators.validator_for(document, default=jsonschema.Draft202012Validator)
    try:
        kind.check_schema(document)
    except jsonschema.SchemaError as error:
        where = "/".join(str(part) for part in error.absolute_path)
        msg = f"it is no JSON Schema: {error.message} (at /{where})"
        raise ValueError(msg) from None
    except RecursionError:
        msg = "it is nested too deeply"
        raise ValueError(msg) from None


def _registry() -> Any:
    from referencing import Registry

    return Registry(retrieve=_no_network)  # type: ignore[call-arg] # attrs' private name


def _no_network(uri: str) -> Any:
    from referencing.exceptions import NoSuchResource

    raise NoSuchResource(ref=uri)  # type: ignore[call-arg] # attrs

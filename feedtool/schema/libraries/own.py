"""A user's schema: jsonschema-rs says that a value passes it, jsonschema what is wrong with one that does not.

Python's patterns and our formats hold in both. What they read differently, references that go round and drafts
before 6 are left to jsonschema alone; a property test holds both to one verdict.
"""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from feedtool.diagnostics import room
from feedtool.diagnostics.errors import UsageError
from feedtool.diagnostics.pointer import unescape
from feedtool.schema.errors import Json, SchemaError, shortened
from feedtool.schema.libraries.compiled import with_python_patterns
from feedtool.schema.libraries.failures import failures
from feedtool.schema.libraries.forms import FORMATS, quickened
from feedtool.schema.libraries.shortcuts import with_shortcuts

if TYPE_CHECKING:
    from jsonschema.protocols import Validator as Judge
    from jsonschema_rs import Validator


class OwnSchema:
    """A schema that a user wrote, to hold values against."""

    def __init__(self, document: Any) -> None:
        """Raises ValueError with a message for the user where the document is no schema."""
        _refuse_bad_schema(document)
        self._document = document

    def errors(self, value: Any) -> tuple[SchemaError, ...]:
        """All errors of the value; raises UsageError where the schema refers to what it does not hold."""
        if self._compiled is not None and self._compiled.is_valid(value):
            return ()
        from referencing.exceptions import Unresolvable

        try:
            return tuple(shortened(failures(self._judge.iter_errors(value))))
        except Unresolvable as error:
            message = f"the schema refers to {error.ref}, which it does not hold"
            raise UsageError(message) from None
        except RecursionError:
            raise UsageError("the schema goes round in circles") from None

    @cached_property
    def _compiled(self) -> "Validator | None":
        """The compiled schema; None where jsonschema may read it otherwise."""
        draft = _draft(self._document)
        if draft is None or not _is_read_alike(self._document):
            return None
        try:
            return with_python_patterns(draft, quickened(self._document, knows_if=draft != "6"))
        except ValueError:
            return None

    @cached_property
    def _judge(self) -> "Judge":
        room.require_room(8)
        # Imported late: it takes longer to import than a good record takes to check.
        import jsonschema

        checker = jsonschema.FormatChecker(formats=())
        for name, function in FORMATS.items():
            checker.checks(name)(function)
        kind = jsonschema.validators.validator_for(
            self._document, default=jsonschema.Draft202012Validator
        )
        draft = _draft(self._document)
        if draft and self._compiled is not None:
            kind = with_shortcuts(kind, draft, self._document)
        return kind(self._document, registry=_registry(), format_checker=checker)


_DRAFT = r"https?://json-schema\.org/(?:draft-0([67])|draft/(2019-09|2020-12))/schema#?"


def _draft(document: Json) -> str | None:
    """The draft that a schema is written for, of those that jsonschema-rs reads as jsonschema does."""
    if "$schema" not in document:
        return "2020-12"
    found = re.fullmatch(_DRAFT, document["$schema"])
    return found and (found[1] or found[2])


# Numbers are divided, bases and anchors found, and contents judged in two ways.
_READ_DIFFERENTLY = frozenset(
    ("$anchor", "$dynamicAnchor", "$dynamicRef", "$recursiveAnchor", "$recursiveRef", "$vocabulary",
     "contentEncoding", "contentMediaType", "contentSchema", "dependencies", "multipleOf", "patternProperties",
     "unevaluatedItems", "unevaluatedProperties")
)  # fmt: skip


def _is_read_alike(document: Json) -> bool:
    """Whether a schema holds nothing that the two libraries read differently."""
    parts = [*_parts(document)]
    if any(not _READ_DIFFERENTLY.isdisjoint(part) or "$id" in part for part in parts[1:]):
        return False
    return _READ_DIFFERENTLY.isdisjoint(document) and _refers_to_an_end(document)


def _parts(value: Any) -> Iterator[Json]:
    """All objects in a value, the value first."""
    if isinstance(value, dict):
        yield value
        value = [*value.values()]
    if isinstance(value, list):
        for part in value:
            yield from _parts(part)


def _refers_to_an_end(document: Json) -> bool:
    """Whether all references lead to parts of the document, and none of them round in a circle."""
    finished: set[str] = set()

    def ends(part: Any, above: tuple[Any, ...]) -> bool:
        for reference in (below["$ref"] for below in _parts(part) if "$ref" in below):
            if reference in above or (target := _target(document, reference)) is None:
                return False
            if reference not in finished and not ends(target, (*above, reference)):
                return False
            finished.add(reference)
        return True

    return ends(document, ())


def _target(document: Json, reference: Any) -> Any:
    """The part of a document that a reference leads to; None where that is not plain to see."""
    if not isinstance(reference, str) or not re.fullmatch("#(?:/[^%]*)", reference):
        return None
    part: Any = document
    for token in reference.split("/")[1:]:
        part = part.get(unescape(token)) if isinstance(part, dict) else None
    return part


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

"""Validators of jsonschema-rs: of a shipped schema, and of a user's."""

import re
from typing import TYPE_CHECKING, Any

from feedtool.diagnostics import room
from feedtool.imports import late
from feedtool.schema.errors import Json
from feedtool.schema.libraries.forms import FORMATS

if TYPE_CHECKING:
    from jsonschema_rs import Validator, ValidatorMap


def compiled(document: Json) -> "Validator":
    """The validator of a schema of draft 2020-12, which asserts our formats."""
    validator: Validator = _library().Draft202012Validator(
        dict(document), validate_formats=True, formats=FORMATS, retriever=_no_network
    )
    return validator


def with_python_patterns(draft: str, document: Json) -> "Validator":
    """The validator of a schema with Python's patterns and our formats alone; raises ValueError."""
    library = _library()
    kinds = {
        "6": library.Draft6Validator,
        "7": library.Draft7Validator,
        "2019-09": library.Draft201909Validator,
        "2020-12": library.Draft202012Validator,
    }
    try:
        validator: Validator = kinds[draft](dict(document), **_like_python())
    except library.ReferencingError as error:
        raise ValueError(str(error)) from None
    return validator


def parts_with_python_patterns(draft: str, document: Json) -> "ValidatorMap":
    """The validators of all parts of such a schema, by the pointer to each (``#/properties/title``)."""
    document = {**document, "$schema": _DRAFTS[draft]}
    validators: ValidatorMap = _library().validator_map_for(document, **_like_python())
    return validators


_DRAFTS = {
    "6": "http://json-schema.org/draft-06/schema#",
    "7": "http://json-schema.org/draft-07/schema#",
    "2019-09": "https://json-schema.org/draft/2019-09/schema",
    "2020-12": "https://json-schema.org/draft/2020-12/schema",
}


def _like_python() -> dict[str, Any]:
    """The options with which jsonschema-rs reads a schema as jsonschema does."""
    return {
        "validate_formats": True,
        "formats": {**dict.fromkeys(_FORMATS_OF_OTHERS, _any), **FORMATS},
        "keywords": {"pattern": _PythonPattern},
        "retriever": _no_network,
    }


# Those that jsonschema-rs knows, and jsonschema asserts only if it is told to.
_FORMATS_OF_OTHERS = (
    "date", "duration", "hostname", "idn-email", "ipv4", "ipv6", "iri-reference", "json-pointer", "regex",
    "relative-json-pointer", "time", "uri-reference", "uri-template", "uuid",
)  # fmt: skip


def _no_network(uri: str) -> Any:
    raise LookupError(uri)


def _any(_value: object) -> bool:
    return True


class _PythonPattern:
    """The keyword ``pattern``, as Python reads it."""

    def __init__(self, _part: Any, pattern: str, _path: Any) -> None:
        self._search = re.compile(pattern).search

    def validate(self, value: Any) -> None:
        """Raise ValueError where a text has no match."""
        if isinstance(value, str) and not self._search(value):
            raise ValueError


def _library() -> Any:
    import decimal  # noqa: F401 - jsonschema_rs panics where a signal ends its own import

    room.require_room(24)
    # It has the date of its own build parsed (``__build__``), which nobody here reads, by a module that imports
    # sockets, calendars, locales and random numbers: an eighth of what ``validate FILE`` takes.
    with late.module("email.utils", parsedate_to_datetime=str):
        import jsonschema_rs  # late: most commands hold nothing against a schema

    return jsonschema_rs

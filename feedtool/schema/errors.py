"""The ways in which a value fails its schema, in one form whatever library found them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from feedtool.schema.forms import OPEN

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError
from feedtool.diagnostics.pointer import escape

Json = Mapping[str, Any]


class SchemaError(NamedTuple):
    """One way in which a value fails its schema.

    ``pointer`` leads to the ``value`` (RFC 6901); ``keyword`` is the schema's (``maxLength``, or ``unknown``
    for a key that an open object does not know, ``more`` for an item of a list where many are wrong),
    ``expected`` what stands behind it, and ``schema`` the subschema that it stands in. ``names`` are the
    keys concerned: the unknown ones, or the missing one, or those one of which is missing. ``message`` is the
    library's.
    """

    pointer: str
    keyword: str
    message: str
    value: Any
    expected: Any
    schema: Json
    names: tuple[str, ...] = ()

    @property
    def known(self) -> tuple[str, ...]:
        """The keys that the object concerned may have."""
        return tuple(self.schema.get("properties", ()))


# From how many wrong items of a list on the others are only counted.
MANY_ITEMS = 100


def one_more(pointer: str) -> SchemaError:
    """Of one wrong item too many no more than its pointer."""
    return SchemaError(pointer, "more", "", None, None, {})


def uncrowded(errors: Iterable[SchemaError]) -> Iterator[SchemaError]:
    """The errors; where many items of a list have some, of each further item no more than its pointer."""
    seen: dict[str, dict[str, None]] = {}
    for error in errors:
        _, *tokens = error.pointer.split("/")
        if len(tokens) < 2 or not tokens[1].isdecimal():  # noqa: PLR2004 - a field and an index
            yield error
            continue
        items = seen.setdefault(tokens[0], {})
        is_new = tokens[1] not in items
        items[tokens[1]] = None
        if len(items) <= MANY_ITEMS:
            yield error
        elif is_new:
            yield one_more(f"/{tokens[0]}/{tokens[1]}")


def leaves(errors: Iterator["ValidationError"]) -> Iterator["ValidationError"]:
    """The errors; of a union only those of the branch that the value came closest to."""
    from jsonschema.exceptions import best_match

    for error in errors:
        best = best_match([error]) if error.context and not _is_missing(error) else error
        yield best or error


def _is_missing(error: "ValidationError") -> bool:
    return error.validator == "anyOf" and bool(_alternatives(error.validator_value))


def plain(error: "ValidationError") -> SchemaError:
    """An error of jsonschema's as one of ours."""
    pointer = "".join(f"/{escape(str(part))}" for part in error.absolute_path)
    keyword, expected, value = str(error.validator), error.validator_value, error.instance
    part: Json = error.schema if isinstance(error.schema, dict) else {}
    names: tuple[str, ...] = ()
    if keyword == "required" and isinstance(expected, list):
        names = tuple(key for key in expected if f"{key!r} is a required" in error.message)[:1]
    elif keyword == "anyOf" and (alternatives := _alternatives(expected)):
        keyword, names = "required", alternatives
    elif keyword == "additionalProperties" and isinstance(value, dict):
        names = tuple(sorted(key for key in value if not _is_known(key, part)))
        keyword = "unknown" if part.get(OPEN) else keyword
    return SchemaError(pointer, keyword, error.message, value, expected, part, names)


def _alternatives(branches: Any) -> tuple[str, ...]:
    """The keys one of which is required, where a union says no more than that."""
    lists = [
        branch["required"]
        for branch in branches
        if isinstance(branch, dict) and branch.keys() == {"required"}
    ]
    return tuple(names[0] for names in lists) if len(lists) == len(branches) else ()


def _is_known(key: str, schema: Json) -> bool:
    patterns = schema.get("patternProperties", {})
    return key in schema.get("properties", ()) or any(re.search(p, key) for p in patterns)

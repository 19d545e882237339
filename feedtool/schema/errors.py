"""The ways in which a value fails its schema, in one form whatever library found them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from feedtool.imports.tuples import NamedTuple

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
    """The error of an item beyond those of which all is said: its pointer alone."""
    return SchemaError(pointer, "more", "", None, None, {})


def shortened(errors: Iterable[SchemaError]) -> Iterator[SchemaError]:
    """The errors; where many items of a list have some, each further item is one error, its pointer alone."""
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


def alternatives(branches: Any) -> tuple[str, ...]:
    """The keys one of which is required, where a union says no more than that."""
    lists = [
        branch["required"]
        for branch in branches
        if isinstance(branch, dict) and branch.keys() == {"required"}
    ]
    return tuple(names[0] for names in lists) if len(lists) == len(branches) else ()

"""The ways in which a value fails its schema, in one form whatever library found them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
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


def shortened(errors: Iterable[SchemaError]) -> Iterator[SchemaError]:
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


def failures(errors: Iterable["ValidationError"]) -> Iterator[SchemaError]:
    """The errors of jsonschema as ours; of a union only those of the branch that the value came closest to."""
    from jsonschema.exceptions import best_match

    for error, missing in _with_missing_keys(errors):
        best = best_match([error]) if error.context and not _is_missing(error) else error
        if best is None or best is error:
            yield _schema_error(error, missing)
        else:
            siblings = best.parent.context if best.parent else ()
            yield _schema_error(
                best, next(key for one, key in _with_missing_keys(siblings) if one is best)
            )


def _is_missing(error: "ValidationError") -> bool:
    return error.validator == "anyOf" and bool(_alternatives(error.validator_value))


def _with_missing_keys(
    errors: Iterable["ValidationError"],
) -> Iterator[tuple["ValidationError", str | None]]:
    """Each error, and the key that it says is missing, if it says so.

    For each missing key of a list jsonschema has an error, one right behind the other in the order of the
    list. Each has the list and the object that lacks the key, and the key itself only in its words.
    """
    before: ValidationError | None = None
    missing: Sequence[str] = ()
    nth = 0
    for error in errors:
        if before is not None and _is_of_one_list(before, error):
            nth += 1
        else:
            missing, nth = _missing_keys(error), 0
        before = error
        # Where one object is held against one list twice in a row, the keys come twice.
        yield error, missing[nth % len(missing)] if missing else None


def _is_of_one_list(before: "ValidationError", error: "ValidationError") -> bool:
    required = error.validator_value
    is_same = error.instance is before.instance and required is before.validator_value
    return is_same and isinstance(required, list)


def _missing_keys(error: "ValidationError") -> Sequence[str]:
    """The keys that an object lacks, where that is what is wrong with it."""
    required: Any = error.validator_value
    holder: Any = error.instance
    if error.validator != "required":
        return ()
    if required is True:  # of draft 3, where the part of the missing key says that it is required
        return (str(error.path[-1]),)
    return [key for key in required if key not in holder] if isinstance(required, list) else ()


def _schema_error(error: "ValidationError", missing: str | None) -> SchemaError:
    pointer = "".join(f"/{escape(str(part))}" for part in error.absolute_path)
    keyword, expected, value = str(error.validator), error.validator_value, error.instance
    part: Json = error.schema if isinstance(error.schema, dict) else {}
    names: tuple[str, ...] = ()
    if missing is not None:
        names = (missing,)
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

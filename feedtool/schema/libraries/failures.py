"""The errors of jsonschema as ours."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from feedtool.diagnostics.pointer import escape
from feedtool.schema.errors import Json, SchemaError, alternatives

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError


def failures(errors: Iterable["ValidationError"]) -> Iterator[SchemaError]:
    """The errors of jsonschema as ours; of a union only those of the branch that the value came closest to."""
    from jsonschema.exceptions import best_match

    for error, missing in _with_missing_keys(errors):
        best = best_match([error]) if error.context and not _is_missing(error) else error
        if best is None or best is error:
            yield _plain(error, missing)
        else:
            siblings = best.parent.context if best.parent else ()
            yield _plain(
                best, next(key for one, key in _with_missing_keys(siblings) if one is best)
            )


def _is_missing(error: "ValidationError") -> bool:
    return error.validator == "anyOf" and bool(alternatives(error.validator_value))


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


def _plain(error: "ValidationError", missing: str | None) -> SchemaError:
    pointer = "".join(f"/{escape(str(part))}" for part in error.absolute_path)
    keyword, expected, value = str(error.validator), error.validator_value, error.instance
    part: Json = error.schema if isinstance(error.schema, dict) else {}
    names: tuple[str, ...] = ()
    if missing is not None:
        names = (missing,)
    elif keyword == "anyOf" and (either := alternatives(expected)):
        keyword, names = "required", either
    elif keyword == "additionalProperties" and isinstance(value, dict):
        names = tuple(sorted(key for key in value if not _is_known(key, part)))
    return SchemaError(pointer, keyword, error.message, value, expected, part, names)


def _is_known(key: str, schema: Json) -> bool:
    patterns = schema.get("patternProperties", {})
    return key in schema.get("properties", ()) or any(re.search(p, key) for p in patterns)

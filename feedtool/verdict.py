"""A document against its schema: the errors as problems, each at the place of what it concerns."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from feedtool import wording
from feedtool.frontmatter import Document
from feedtool.problems import Problem, Severity, Span
from feedtool.schema import Schema, SchemaError, did_you_mean, escape

# What is said of a value that fails in several ways, first to last: a text that is no number has no
# business being below a minimum.
_WEIGHT = {
    keyword: weight
    for weight, keyword in enumerate(
        ("type", "enum", "const", "minLength", "format", "not", "pattern", "minimum", "maximum")
    )
}
_CODES = frozenset(wording.KEYWORDS) | {"additionalProperties"}


def problems(document: Document, schema: Schema, *, own_words: bool, family: str) -> list[Problem]:
    """What a document does against a schema: one problem a value, in no order.

    With ``own_words`` the messages are ours, else the library's; codes are ``<family>-<keyword>``.
    """
    found: list[Problem] = []
    told: set[str] = set()
    errors = schema.errors(document.value)
    for error in sorted(errors, key=lambda error: _WEIGHT.get(error.keyword, len(_WEIGHT))):
        if error.keyword in ("unknown", "additionalProperties"):
            found += _unknown_keys(document, error, family)
        elif error.keyword == "required" or error.pointer not in told:
            told.add(error.pointer)
            found.append(_problem(document, error, own_words=own_words, family=family))
    return found


def span_of(document: Document, pointer: str) -> Span:
    """The place of a value; of one that is not there, the place of what should hold it."""
    while (place := document.places.get(pointer)) is None:
        pointer = pointer.rpartition("/")[0]
    return place.value


def _problem(document: Document, error: SchemaError, *, own_words: bool, family: str) -> Problem:
    if error.keyword == "uniqueItems":
        error = _second_of_two(error)
    message, hint = wording.words(error) if own_words else (error.message, None)
    code = f"{family}-{_kebab(error.keyword) if error.keyword in _CODES else 'other'}"
    span = span_of(document, error.pointer)
    return Problem(document.path, code, message, span, pointer=error.pointer, hint=hint)


def _second_of_two(error: SchemaError) -> SchemaError:
    """The error at the first item that equals an earlier one."""
    items: list[Any] = error.value
    for index, item in enumerate(items):
        if any(type(other) is type(item) and other == item for other in items[:index]):
            return replace(error, pointer=f"{error.pointer}/{index}", value=item)
    return error


def _unknown_keys(document: Document, error: SchemaError, family: str) -> Iterator[Problem]:
    for name in error.names:
        pointer = f"{error.pointer}/{escape(name)}"
        where = wording.name_of(error.pointer)
        yield Problem(
            document.path,
            f"{family}-unknown-key",
            f"{f'{where}: ' if where else ''}{name} is no field that feedtool knows",
            document.places[pointer].key,
            Severity.WARNING if error.keyword == "unknown" else Severity.ERROR,
            pointer,
            did_you_mean(name, _free(error)) or "delete it, or leave it: it is not published",
        )


def _free(error: SchemaError) -> Iterable[str]:
    """The keys that a misspelt one can stand for: known, and not in use."""
    return [key for key in error.known if key not in error.value]


def _kebab(keyword: str) -> str:
    return re.sub(r"(?=[A-Z])", "-", keyword).lower()

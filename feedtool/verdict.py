"""A document against its schema: the errors as problems, each at the place of what it concerns."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from feedtool import wording
from feedtool.frontmatter import Document
from feedtool.problems import Problem, Severity, Span
from feedtool.schema import Schema, SchemaError, escape

# What is said of a value that fails in several ways, first to last: a text that is no number has no
# business being below a minimum.
_WEIGHT = {
    keyword: weight
    for weight, keyword in enumerate(
        ("type", "enum", "const", "minLength", "format", "not", "pattern", "minimum", "maximum")
    )
}
# The keywords that have a code of their own; what else a user's own schema may ask for is ``other``.
KEYWORDS = wording.KEYWORDS


def problems(document: Document, schema: Schema, *, own_words: bool, family: str) -> list[Problem]:
    """What a document does against a schema: one problem a value, in no order.

    With ``own_words`` the messages are ours, else the library's; codes are ``<family>-<keyword>``.
    """
    failed = schema.errors(document.value)
    if not failed:
        return []
    found: list[Problem] = []
    told: set[str] = set()
    errors = [_located(error) for error in failed]
    unknown = _UnknownKeys(errors)
    for error in sorted(errors, key=lambda error: _WEIGHT.get(error.keyword, len(_WEIGHT))):
        if error.keyword in _UNKNOWN:
            continue
        if error.keyword == "required" and (meant := unknown.misspelt(error)):
            found.append(_misspelt(document, error, meant, family))
        elif error.keyword == "required" or error.pointer not in told:
            told.add(error.pointer)
            found.append(_problem(document, error, own_words=own_words, family=family))
    return found + [_unknown_key(document, *left, family) for left in unknown.left()]


def span_of(document: Document, pointer: str) -> Span:
    """The place of a value; of one that is not there, the place of what should hold it."""
    while pointer and pointer not in document.places:
        pointer = pointer.rpartition("/")[0]
    return document.places[pointer].value


_UNKNOWN = ("unknown", "additionalProperties")


class _UnknownKeys:
    """The keys that no schema knows, less those that another error explains."""

    def __init__(self, errors: Sequence[SchemaError]) -> None:
        self._errors = [error for error in errors if error.keyword in _UNKNOWN]
        self._meant = {error.pointer: _meant(error) for error in self._errors}
        for error in errors:
            # `provider:` without a value, and `name:` below it that is not indented: one slip.
            if error.keyword == "type" and error.value is None:
                unknown = self._meant.get(error.pointer.rpartition("/")[0], {})
                for name in error.known:
                    unknown.pop(name, None)

    def misspelt(self, required: SchemaError) -> str | None:
        """The unknown key that was meant to be the missing one; it is not told of again."""
        unknown = self._meant.get(required.pointer, {})
        for name, meant in unknown.items():
            if meant == required.names[0]:
                del unknown[name]
                return name
        return None

    def left(self) -> Iterator[tuple[SchemaError, str, str | None]]:
        """The unknown keys that nothing explains, with their errors and what they may mean."""
        for error in self._errors:
            for name, meant in self._meant[error.pointer].items():
                yield error, name, meant


# Who misspells more keys than this does not misspell them.
_MANY = 50


def _meant(error: SchemaError) -> dict[str, str | None]:
    """The unknown keys, each with the known one that it may be a misspelling of."""
    free = [key for key in error.known if key not in error.value]
    few = len(error.names) <= _MANY
    return {name: wording.close_key(name, free) if few else None for name in error.names}


def _problem(document: Document, error: SchemaError, *, own_words: bool, family: str) -> Problem:
    message, hint = wording.words(error) if own_words else (_cut(error.message), None)
    code = _code(family, error.keyword)
    span = span_of(document, error.pointer)
    return Problem(document.path, code, message, span, pointer=error.pointer, hint=hint)


def _code(family: str, keyword: str) -> str:
    if family != "schema":
        return f"{family}-invalid"
    return f"{family}-{_kebab(keyword) if keyword in KEYWORDS else 'other'}"


def _cut(message: str) -> str:
    return message if len(message) <= _LONGEST else f"{message[:_LONGEST]}…"


# The library quotes the value that failed, however long.
_LONGEST = 300


def _located(error: SchemaError) -> SchemaError:
    """The error, of a list with equal items the error at the first that equals an earlier one."""
    if error.keyword != "uniqueItems":
        return error
    items: list[Any] = error.value
    for index, item in enumerate(items):
        if any(type(other) is type(item) and other == item for other in items[:index]):
            return error._replace(pointer=f"{error.pointer}/{index}", value=item)
    return error


def _misspelt(document: Document, error: SchemaError, name: str, family: str) -> Problem:
    """A required key that is there, under a name that is not quite its own."""
    missing = error.names[0]
    pointer = f"{error.pointer}/{escape(name)}"
    return Problem(
        document.path,
        _code(family, error.keyword),
        f"{_within(error)}{missing} is missing, and {wording.visible(name)} is no known field",
        document.places[pointer].key,
        pointer=pointer,
        hint=f"did you mean {missing}?",
    )


def _unknown_key(
    document: Document, error: SchemaError, name: str, meant: str | None, family: str
) -> Problem:
    pointer = f"{error.pointer}/{escape(name)}"
    is_open = error.keyword == "unknown"
    leave = "delete it, or leave it: it is not published" if is_open else "delete it"
    return Problem(
        document.path,
        f"{family}-unknown-key",
        f"{_within(error)}{wording.visible(name)} is no known field",
        document.places[pointer].key,
        Severity.WARNING if is_open else Severity.ERROR,
        pointer,
        f"did you mean {meant}?" if meant else leave,
    )


def _within(error: SchemaError) -> str:
    where = wording.name_of(error.pointer)
    return f"{where}: " if where else ""


def _kebab(keyword: str) -> str:
    return re.sub(r"(?=[A-Z])", "-", keyword).lower()

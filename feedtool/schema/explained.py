"""The errors of a document as problems, in words, each at its place."""

import re
from collections.abc import Hashable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from feedtool.diagnostics.pointer import escape
from feedtool.diagnostics.problem import Problem, Severity, Span
from feedtool.frontmatter import Document
from feedtool.schema import messages
from feedtool.schema.errors import SchemaError

if TYPE_CHECKING:
    from feedtool.schema.suggestions import Rename, Suggestions

# What is said of a value that fails in several ways, first to last: a text that is no number has no
# business being below a minimum.
_WEIGHT = {
    keyword: weight
    for weight, keyword in enumerate(
        ("type", "enum", "const", "minLength", "format", "not", "pattern", "minimum", "maximum")
    )
}
# The keywords that have a code of their own; what else a user's own schema may ask for is ``other``.
KEYWORDS = messages.KEYWORDS


def by_value(
    document: Document,
    failed: Sequence[SchemaError],
    suggestions: "Suggestions | None",
    *,
    family: str,
) -> list[tuple[Problem, SchemaError]]:
    """One problem a value, each with the error that it is made of; the library's words without suggestions."""
    found: list[tuple[Problem, SchemaError]] = []
    reported: set[str] = set()
    errors = [_located(error) for error in failed if error.keyword != "more"]
    unknown = _UnknownKeys(errors, suggestions)
    for error in sorted(errors, key=lambda error: _WEIGHT.get(error.keyword, len(_WEIGHT))):
        if error.keyword in _UNKNOWN:
            continue
        if error.keyword == "required" and (rename := unknown.misspelt(error)):
            found.append((_misspelt(document, error, rename, family), error))
        elif error.keyword == "required" or error.pointer not in reported:
            reported.add(error.pointer)
            found.append((_problem(document, error, suggestions, family), error))
    found += ((_unknown_key(document, *left, family), left[0]) for left in unknown.unexplained())
    return [*found, *_more(document, failed)]


_MANY_WRONG = "schema-items"


def _more(
    document: Document, failed: Sequence[SchemaError]
) -> Iterator[tuple[Problem, SchemaError]]:
    """One problem a list for the wrong items beyond those that have a problem each."""
    by_list: dict[str, list[SchemaError]] = {}
    for error in failed:
        if error.keyword == "more":
            by_list.setdefault(error.pointer.rpartition("/")[0], []).append(error)
    for holder, items in by_list.items():
        first = items[0]
        parts = {
            "subject": messages.name_of(holder),
            "number": f"{len(items):,}",
            "advice": "mend those above first",
        }
        span = document.span_of(first.pointer)
        words = messages.templates(_MANY_WRONG)
        yield words.problem(document.path, _MANY_WRONG, parts, span, first.pointer), first


def split(document: Document, found: Sequence[Problem]) -> Problem | None:
    """The one problem behind missing fields that stand below a line --- in their midst."""
    missing = [p for p in found if p.code == "schema-required" and p.pointer == ""]
    below = document.body
    names = [p.message.partition(" ")[0] for p in missing]
    there = [
        name for name in names if re.search(rf"^{re.escape(name)}:(?:\s|$)", below, re.MULTILINE)
    ]
    if not missing or len(there) < len(names):
        return None
    line = document.text[: len(document.text) - len(below)].rstrip().count("\n") + 1
    closed = re.search(r"^---[ \t]*\r?$", below, re.MULTILINE)
    advice = "delete this line" if closed else "move this line below the last field"
    code, parts = "front-matter-split", {"field": there[0], "advice": advice}
    return messages.templates(code).problem(document.path, code, parts, Span(line, 1, line, 4))


_UNKNOWN = ("unknown", "additionalProperties")


class _UnknownKeys:
    """The keys that no schema knows, less those that another error explains."""

    def __init__(self, errors: Sequence[SchemaError], suggestions: "Suggestions | None") -> None:
        self._errors = [error for error in errors if error.keyword in _UNKNOWN]
        self._suggestions = suggestions
        self._claimed: set[tuple[str, str]] = set()
        self._names = {error.pointer: dict.fromkeys(error.names) for error in self._errors}
        for error in errors:
            # `provider:` without a value, and `name:` below it that is not indented: one slip.
            if error.keyword == "type" and error.value is None:
                unknown = self._names.get(error.pointer.rpartition("/")[0], {})
                for name in error.known:
                    unknown.pop(name, None)

    def misspelt(self, required: SchemaError) -> "Rename | None":
        """The unknown key that was meant to be the missing one; it is not reported again."""
        from feedtool.diagnostics import synonyms  # late: few keys are unknown

        unknown = self._names.get(required.pointer, {})
        if len(unknown) <= _MANY:
            wanted = synonyms.form(required.names[0])
            for name in sorted(unknown, key=lambda name: synonyms.form(name) != wanted):
                if rename := self._rename(required.pointer, name, required.names):
                    del unknown[name]
                    self._claimed.add((required.pointer, rename.new_name))
                    return rename
        return None

    def unexplained(self) -> Iterator[tuple[SchemaError, str, "Rename | None"]]:
        """The unknown keys that nothing explains, with their errors and what they may mean."""
        for error in self._errors:
            free = [
                key
                for key in error.known
                if key not in error.value and (error.pointer, key) not in self._claimed
            ]
            names = self._names[error.pointer]
            for name in names:
                few = len(names) <= _MANY
                rename = self._rename(error.pointer, name, free) if few else None
                if rename is not None:
                    free.remove(rename.new_name)
                yield error, name, rename

    def _rename(self, pointer: str, name: str, free: Sequence[str]) -> "Rename | None":
        if self._suggestions is not None:
            return self._suggestions.rename(pointer, name, free)
        from feedtool.diagnostics import synonyms  # late: few keys are unknown
        from feedtool.schema import suggestions  # late: few keys are unknown

        meant = synonyms.close(name, free)
        hint = f"did you mean {meant}?"
        return suggestions.Rename(name, meant, hint, with_value=False) if meant else None


# Who misspells more keys than this does not misspell them.
_MANY = 50


def _problem(
    document: Document, error: SchemaError, suggestions: "Suggestions | None", family: str
) -> Problem:
    code, span = _code(family, error.keyword), document.span_of(error.pointer)
    if suggestions is None:
        parts = {"where": "", "words": _cut(error.message)}
        return messages.templates("schema-other").problem(
            document.path, code, parts, span, error.pointer
        )
    required = error.keyword == "required"
    better = suggestions.for_missing(error) if required else suggestions.for_value(error)
    parts = messages.parts(error, better)
    return messages.words_of(error).problem(document.path, code, parts, span, error.pointer)


def code_of(keyword: str) -> str:
    """The code of an error of the schema of records."""
    return _code("schema", keyword)


def _code(family: str, keyword: str) -> str:
    if family != "schema":
        return f"{family}-invalid"
    return f"{family}-{messages.kebab(keyword) if keyword in KEYWORDS else 'other'}"


def _cut(message: str) -> str:
    return message if len(message) <= _LONGEST else f"{message[:_LONGEST]}…"


# The library quotes the value that failed, however long.
_LONGEST = 300


def _located(error: SchemaError) -> SchemaError:
    """The error, of a list with equal items the error at the first that equals an earlier one."""
    if error.keyword != "uniqueItems":
        return error
    items: list[Any] = error.value
    index = first_repeated(items)
    if index is None:
        return error
    return error._replace(pointer=f"{error.pointer}/{index}", value=items[index])


def first_repeated(items: Sequence[Any]) -> int | None:
    """The index of the first item that equals an earlier one; None where no two are equal."""
    seen: set[tuple[type, Hashable]] = set()
    for index, item in enumerate(items):
        known_by = type(item), _hashable(item)
        if known_by in seen:
            return index
        seen.add(known_by)
    return None


def _hashable(value: Any) -> Hashable:
    """A value that is equal to that of another one if the two are, and can be looked for in a set."""
    if isinstance(value, dict):
        return "mapping", frozenset((key, _hashable(part)) for key, part in value.items())
    return ("list", *map(_hashable, value)) if isinstance(value, list) else value


def _misspelt(document: Document, error: SchemaError, rename: "Rename", family: str) -> Problem:
    """A required key that is there, under a name that is not quite its own."""
    pointer = f"{error.pointer}/{escape(rename.name)}"
    parts = {
        "where": _where(error),
        "required": error.names[0],
        "key": messages.visible(rename.name),
        "advice": rename.hint,
    }
    span = _key_span(document, pointer, rename)
    words = messages.templates("schema-required")
    return words.problem(document.path, _code(family, error.keyword), parts, span, pointer)


def _key_span(document: Document, pointer: str, rename: "Rename | None") -> Span:
    """The place of a key, and of its value as well where the two change together."""
    key = document.key_span(pointer)
    if rename is None or not rename.with_value:
        return key
    value = document.span_of(pointer)
    return Span(key.line, key.column, value.end_line, value.end_column)


def _unknown_key(
    document: Document, error: SchemaError, name: str, rename: "Rename | None", family: str
) -> Problem:
    pointer = f"{error.pointer}/{escape(name)}"
    is_open = error.keyword == "unknown"
    leave = "delete it, or leave it: no feed shows this field" if is_open else "delete it"
    parts = {
        "where": _where(error),
        "key": messages.visible(name),
        "advice": rename.hint if rename else leave,
    }
    return messages.templates("schema-unknown-key").problem(
        document.path,
        f"{family}-unknown-key",
        parts,
        _key_span(document, pointer, rename),
        pointer,
        Severity.WARNING if is_open else Severity.ERROR,
    )


def _where(error: SchemaError) -> str:
    where = messages.name_of(error.pointer)
    return f"{where}: " if where else ""

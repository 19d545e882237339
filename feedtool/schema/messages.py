"""What a schema error means, in words for people who have never heard of JSON Schema."""

import json
import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, Any

from feedtool.diagnostics.suggest import did_you_mean
from feedtool.schema import hints
from feedtool.schema.errors import SchemaError
from feedtool.text import plain

if TYPE_CHECKING:
    from feedtool.diagnostics.words.templates import Words

# A hint, or what makes it where nobody knows a better one.
Advice = str | Callable[[], str | None] | None
# The parts of a message, and a hint.
MessageParts = tuple[dict[str, str], Advice]

_SHOWN = 40
_LONGEST = 300
_TYPES = {
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a group of fields",
    "null": "null",
}


def words(error: SchemaError) -> tuple[str, str | None]:
    """The message for a schema error, and a hint that says what to do, or None."""
    made = words_of(error).problem("", error.keyword, parts(error), None)
    return made.message, made.hint


def words_of(error: SchemaError) -> "Words":
    """The templates for a schema error."""
    return templates(f"schema-{kebab(error.keyword)}")


def templates(code: str) -> "Words":
    """The templates of a code; those of the library's words for one that has none."""
    from feedtool.diagnostics.words.schema import OTHER, WORDS  # late: a good record needs none

    return WORDS.get(code, OTHER)


@cache  # there are few keywords, and many errors of each
def kebab(keyword: str) -> str:
    """A keyword of JSON Schema as codes have it: ``minLength`` is ``min-length``."""
    return re.sub(r"(?=[A-Z])", "-", keyword).lower()


def parts(error: SchemaError, better: str | None = None) -> dict[str, str]:
    """The parts of the words for a schema error; ``advice`` says what to do, where anything can be said.

    It is the ``better`` one of somebody who knows the whole document, else the error's own.
    """
    name = name_of(error.pointer)
    made, hint = _PARTS.get(error.keyword, _library)(error)
    # The library's own words follow the name as ours do, where they go on with a verb.
    joint = " " if made.get("words", "").startswith(("is ", "has ")) else ": "
    found = {"where": f"{name}{joint}" if name else "", **made}
    if name:
        found["subject"] = name
    if better:
        found["advice"] = better
    elif (own := hint() if callable(hint) else hint) is not None:
        found["advice"] = own if len(own) <= _LONGEST else f"{own[:_LONGEST]}…"
    return found


@lru_cache(maxsize=1024)  # what is wrong in one record mostly is in others
def name_of(pointer: str) -> str:
    """A JSON pointer as people say it: ``/images/0/width`` is ``images (item 1), width``."""
    name = ""
    for token in pointer.split("/")[1:]:
        part = token.replace("~1", "/").replace("~0", "~")
        if part.isdigit():
            name += f" (item {int(part) + 1})"
        else:
            name += f", {part}" if name else part
    return name


def display_value(value: Any) -> str:
    """A value as it may stand in a message: short, on one line, a text in quotes."""
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a mapping"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 2]}…" + ('"' * (text[0] == '"'))


def _library(error: SchemaError) -> MessageParts:
    """The words of jsonschema, where we have none."""
    return {"words": error.message}, None


def _type(error: SchemaError) -> MessageParts:
    expected = error.expected if isinstance(error.expected, str) else error.expected[0]
    if error.value is None:
        return {"wanted": _wanted(expected, error)}, _fill(expected, error.pointer)
    if expected in ("array", "object"):
        return _collection(error, expected)
    what = "`key: value`" if isinstance(error.value, dict) else display_value(error.value)
    if error.schema.get("format") in _FORMAT_WORDS and not isinstance(error.value, list | dict):
        hint: Advice = partial(_FORMAT_WORDS[error.schema["format"]][1], str(error.value))
    else:
        hint = _TYPE_HINTS[expected](error.value) if expected in _TYPE_HINTS else None
    kind, wanted = _wrong(expected, error.value), _wanted(expected, error)
    return {"value": what, "kind": kind, "wanted": wanted}, hint


def _fill(expected: str, pointer: str) -> str:
    if expected not in _FILL and pointer.rpartition("/")[2].isdigit():
        return "write a value behind the hyphen, or delete the line"
    default = "write a value behind the colon, or delete the line if the field may be left out"
    return _FILL.get(expected, default)


_FILL = {
    "array": "write one item a line, each behind a hyphen and a space",
    "object": "write its fields on lines of their own below it, indented",
}


def _wrong(expected: str, value: Any) -> str:
    """What a value is not: a text is not even a number, 7.5 is one, but no whole one."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return "a number" if expected == "integer" and not is_number else _TYPES[expected]


def _wanted(expected: str, error: SchemaError) -> str:
    """What the field should hold, with its bounds: ``width is a whole number from 1 to 100000``."""
    last = name_of(error.pointer).rpartition(", ")[2]
    subject = "it" if not last or last.endswith(")") else last
    schema = error.schema
    if schema.get("format") in _FORMATS:
        return f"{subject} is {_FORMATS[schema['format']]}"
    low, high = schema.get("minimum"), schema.get("maximum")
    bounds = "" if low is None else f" from {low}"
    bounds += "" if high is None else f" to {high}"
    bounds += " upwards" if bounds and high is None else ""
    numeric = expected in ("integer", "number")
    return f"{subject} is {_TYPES[expected]}{bounds if numeric else ''}"


_FORMATS = {
    "date-time": "a date and time with a zone, such as 2023-09-01T09:19:00Z",
    "iri": "an http or https address",
    "uri": "an http or https address",
}


def _collection(error: SchemaError, expected: str) -> MessageParts:
    value = error.value
    if expected == "array":
        if isinstance(value, dict):
            return {"fields": "fields"}, "begin each item with a hyphen and a space"
        return {"value": display_value(value)}, _list_hint(value)
    fields = error.schema.get("required") or list(error.schema.get("properties", ()))[:2]
    needed = [str(name) for name in fields]
    wanted = " and ".join(f"{name}:" for name in needed) or "its fields"
    if isinstance(value, list):
        return {"list": "a list"}, f"write {wanted} without a hyphen before"
    single = {"single": display_value(value)}
    if len(needed) == 1:
        return single, f"write {needed[0]}: {value}"
    return single, f"write {wanted} on lines of their own below it, indented"


def _list_hint(value: Any) -> str:
    if isinstance(value, str) and value.startswith("-"):
        return "write a space behind each hyphen"
    return f"{_FILL['array']}, or all in brackets: [one, two]"


def _text_hint(value: Any) -> str:
    if isinstance(value, dict) and len(value) == 1:
        ((key, part),) = value.items()
        if isinstance(part, str | int | float):
            return f"a text that holds a colon goes in quotes: {display_value(f'{key}: {part}')}"
    if isinstance(value, list | dict):
        return "write one text; put it in quotes if it begins with -, [ or {"
    return f'put it in quotes: "{display_value(value)}"'


_TYPE_HINTS: Mapping[str, Callable[[Any], str | None]] = {
    "boolean": hints.boolean,
    "integer": hints.number,
    "number": hints.number,
    "string": _text_hint,
}


_LONGEST_KEY = 64


def visible(name: str) -> str:
    """A key as it may stand in a message: what cannot be seen is written as an escape."""
    shown = name if len(name) <= _LONGEST_KEY else f"{name[:_LONGEST_KEY]}…"
    if shown.isprintable():  # has none of the categories C and Z but the blank
        return shown
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode()
        for character in shown
    )


def _required(error: SchemaError) -> MessageParts:
    name = error.names[0]
    missing = {"missing": " or ".join(error.names)}
    field = error.schema.get("properties", {}).get(name, {})
    examples = field.get("examples", ())
    if not examples:
        return missing, f"add {name}: and its fields on the lines below, indented"
    example = min((json.dumps(one, ensure_ascii=False) for one in examples), key=len)
    return missing, f"add a line such as {name}: {example}"


def _enum(error: SchemaError) -> MessageParts:
    allowed = [str(value) for value in error.expected]
    hint = did_you_mean(str(error.value), allowed)
    return {"value": display_value(error.value), "allowed": ", ".join(allowed)}, hint


def _const(error: SchemaError) -> MessageParts:
    return {"value": display_value(error.value), "allowed": display_value(error.expected)}, None


def _bound(error: SchemaError) -> MessageParts:
    return {"value": display_value(error.value), "bound": str(error.expected)}, None


def _min_length(error: SchemaError) -> MessageParts:
    if not error.value:
        return {}, "write something, or delete the line if the field may be left out"
    return {"length": str(len(error.value)), "bound": str(error.expected)}, None


def _max_length(error: SchemaError) -> MessageParts:
    found = {"length": f"{len(error.value):,}", "bound": f"{error.expected:,}"}
    return found, f"shorten it to at most {error.expected:,} characters"


def _min_items(error: SchemaError) -> MessageParts:
    if not error.value:
        return {}, "add one, or delete the line if the field may be left out"
    return {"length": str(len(error.value)), "bound": str(error.expected)}, None


def _max_items(error: SchemaError) -> MessageParts:
    found = {"length": f"{len(error.value):,}", "bound": f"{error.expected:,}"}
    return found, f"keep {error.expected:,} of them, and delete the others"


def _unique(error: SchemaError) -> MessageParts:
    return {"value": display_value(error.value)}, "delete this item"


def _pattern(error: SchemaError) -> MessageParts:
    return _as_the_schema_says(error, "patternErrorMessage")


def _not(error: SchemaError) -> MessageParts:
    return _as_the_schema_says(error, "errorMessage")


def _as_the_schema_says(error: SchemaError, key: str) -> MessageParts:
    """The schema's own words: a message, and behind a colon a hint."""
    own = error.schema.get(key)
    if own is None:
        return _library(error)
    complaint, _, hint = str(own).partition(": ")
    value = str(error.value)
    if not value.strip():
        hint = "write something, or delete the line if the field may be left out"
    elif hidden := re.search(f"[{plain.ILLEGAL}]", value):
        hint = f"delete the character U+{ord(hidden[0]):04X}"
    elif error.schema.get("format") == "idn-hostname":
        hint = hints.domain(value)
    return {"value": display_value(error.value), "complaint": complaint}, hint or None


def _format(error: SchemaError) -> MessageParts:
    value = str(error.value)
    if error.expected not in _FORMAT_WORDS:
        return _library(error)
    what, hint = _FORMAT_WORDS[error.expected]
    found = {"value": display_value(value), "kind": what} if value.strip() else {}
    return found, partial(hint, value)


_FORMAT_WORDS: Mapping[str, tuple[str, Callable[[str], str]]] = {
    "date-time": ("date and time with a zone", hints.date_time),
    "iri": ("http or https address", hints.url),
    "uri": ("http or https address", hints.url),
    "idn-hostname": ("domain", hints.domain),
}


_PARTS: Mapping[str, Callable[[SchemaError], MessageParts]] = {
    "const": _const,
    "enum": _enum,
    "format": _format,
    "maxItems": _max_items,
    "maxLength": _max_length,
    "maximum": _bound,
    "minItems": _min_items,
    "minLength": _min_length,
    "minimum": _bound,
    "not": _not,
    "pattern": _pattern,
    "required": _required,
    "type": _type,
    "uniqueItems": _unique,
}
KEYWORDS = frozenset(_PARTS)

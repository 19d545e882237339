"""What a schema error means, in words for people who have never heard of JSON Schema."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from feedtool.schema import SchemaError, did_you_mean

Words = tuple[str, str | None]

_SHOWN = 40
_TYPES = {
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping of keys to values",
    "null": "null",
}


def words(error: SchemaError) -> Words:
    """The message for a schema error, and a hint that says what to do, or None."""
    name = name_of(error.pointer)
    said = _WORDS.get(error.keyword)
    message, hint = said(error) if said else (error.message, None)
    return (f"{name}: {message}" if name else message), hint


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


def shown(value: Any) -> str:
    """A value as it may stand in a message: short, on one line, a text in quotes."""
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a mapping"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 2]}…" + ('"' * (text[0] == '"'))


def _type(error: SchemaError) -> Words:
    expected = error.expected if isinstance(error.expected, str) else error.expected[0]
    is_number = isinstance(error.value, int | float) and not isinstance(error.value, bool)
    what = "a number" if expected == "integer" and not is_number else _TYPES[expected]
    message = f"{shown(error.value)} is not {what}"
    last = name_of(error.pointer).rpartition(", ")[2]
    subject = "it" if not last or last.endswith(")") else last
    return f"{message}; {subject} is {_describe(expected, error.schema)}", _type_hint(
        error, expected
    )


def _describe(kind: str, schema: Mapping[str, Any]) -> str:
    """What a value should be, with its bounds."""
    low, high = schema.get("minimum"), schema.get("maximum")
    if schema.get("format") == "date-time":
        return "a date and time with a zone, such as 2023-09-01T09:19:00Z"
    if schema.get("format") == "iri":
        return "an http or https URL"
    bounds = (f" from {low}" if low is not None else "") + (
        f" to {high}" if high is not None else ""
    )
    return _TYPES[kind] + (bounds if kind in ("integer", "number") else "")


def _type_hint(error: SchemaError, expected: str) -> str | None:
    value = error.value
    if expected == "boolean":
        return "write true or false, in small letters and without quotes"
    if (
        expected in ("integer", "number")
        and isinstance(value, str)
        and re.fullmatch(r"-?\d+", value)
    ):
        return "take the quotes away"
    if expected == "string" and isinstance(value, bool | int | float):
        return f'put it in quotes: "{shown(value)}"'
    if expected == "string" and value is None:
        return "write the text in quotes, or delete the line"
    return _COLLECTION_HINTS.get(expected)


_COLLECTION_HINTS = {
    "array": "write one item a line, each behind a hyphen",
    "object": "write its keys on lines of their own, indented",
}


def _required(error: SchemaError) -> Words:
    name = error.names[0]
    field = error.schema.get("properties", {}).get(name, {})
    examples = field.get("examples") or [None]
    example = examples[0]
    line = f"{name}: {shown(example)}" if isinstance(example, str | int | bool) else f"{name}:"
    close = next((key for key in error.value if did_you_mean(key, [name])), None)
    if close and close not in error.known:
        return f"{name} is missing", f"is {close} meant to be {name}?"
    return f"{name} is missing", f"add a line such as {line}"


def _enum(error: SchemaError) -> Words:
    allowed = [str(value) for value in error.expected]
    message = f"{shown(error.value)} is not one of {', '.join(allowed)}"
    return message, did_you_mean(str(error.value), allowed)


def _const(error: SchemaError) -> Words:
    return f"{shown(error.value)} is not {shown(error.expected)}", None


def _minimum(error: SchemaError) -> Words:
    return f"{shown(error.value)} is below {error.expected}", None


def _maximum(error: SchemaError) -> Words:
    return f"{shown(error.value)} is above {error.expected}", None


def _min_length(error: SchemaError) -> Words:
    if not error.value:
        return "is empty", "write something, or delete the line if the field may be left out"
    return f"has {len(error.value)} characters, at least {error.expected} are needed", None


def _max_length(error: SchemaError) -> Words:
    return (
        f"has {len(error.value):,} characters, at most {error.expected:,} are allowed",
        "shorten it",
    )


def _min_items(error: SchemaError) -> Words:
    return f"has {len(error.value)} items, at least {error.expected} are needed", None


def _max_items(error: SchemaError) -> Words:
    return f"has {len(error.value):,} items, at most {error.expected:,} are allowed", None


def _unique(error: SchemaError) -> Words:
    return f"{shown(error.value)} is in the list twice", "keep one of the two"


def _pattern(error: SchemaError) -> Words:
    said = error.schema.get("patternErrorMessage")
    return (f"{shown(error.value)} {said}", None) if said else (error.message, None)


def _not(error: SchemaError) -> Words:
    said = error.schema.get("errorMessage")
    return (f"{shown(error.value)} {said}", None) if said else (error.message, None)


def _format(error: SchemaError) -> Words:
    value = str(error.value)
    if error.expected == "date-time":
        return f"{shown(value)} is no date and time with a zone", _date_hint(value)
    if error.expected in ("iri", "uri"):
        return f"{shown(value)} is no http or https URL", _url_hint(value)
    if error.expected == "idn-hostname":
        return (
            f"{shown(value)} is no domain",
            "write example.org, without https:// and without a path",
        )
    return error.message, None


def _date_hint(value: str) -> str:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return f"add a time and a zone: {value}T00:00:00Z"
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d+)?", value):
        return f"add a zone: {value.replace(' ', 'T').upper()}Z"
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})", value):
        return "there is no such day, time or zone"
    return "write it like 2023-09-01T09:19:00Z"


def _url_hint(value: str) -> str:
    if re.search(r"\s", value):
        return "a URL holds no white space: write %20"
    if value.startswith("//"):
        return f"write the scheme too: https:{value}"
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", value) and not value.lower().startswith("http"):
        return "only http and https addresses can be published"
    if not value.lower().startswith(("http:", "https:")):
        return "write the whole address, beginning with https://"
    return "check the host, and the characters: quotes, < and > must be percent-encoded"


_WORDS: Mapping[str, Callable[[SchemaError], Words]] = {
    "const": _const,
    "enum": _enum,
    "format": _format,
    "maxItems": _max_items,
    "maxLength": _max_length,
    "maximum": _maximum,
    "minItems": _min_items,
    "minLength": _min_length,
    "minimum": _minimum,
    "not": _not,
    "pattern": _pattern,
    "required": _required,
    "type": _type,
    "uniqueItems": _unique,
}
KEYWORDS = frozenset(_WORDS)

"""What a value of the wrong type was probably meant to be."""

import re
from collections.abc import Iterator
from typing import Any

from feedtool.toml import shape

_TRUE = ("true", "yes", "y", "on", "1", "enabled")
_FALSE = ("false", "no", "n", "off", "0", "disabled", "never")
_LARGE = 1e15
_UNITS = "items?|stories|entries|minutes?|min|bytes?"
_DIGITS = r"[0-9]{1,3}(?:[ ,.'_][0-9]{3}){1,4}|[0-9]{1,15}(?:\.[0-9]{1,2})?"
_NUMBER = rf"\s*\+?(-?(?:{_DIGITS}))[_.]?0*\s*(?:{_UNITS})?\s*"
_AUTHOR = r"(?P<name>[^<>]*[^<>\s])\s*<(?P<email>[^<>\s]+@[^<>\s]+)>"


def candidates(value: Any, part: shape.Part | None) -> Iterator[Any]:
    """Values of the type that the schema asks for, the likeliest first; whether they pass is not asked."""
    match shape.kind(part):
        case "array":
            yield from _lists(value, part)
        case "boolean":
            yield from _booleans(value)
        case "integer":
            yield from _integers(value)
        case "string":
            yield from _texts(value)
        case "object":
            yield from _tables(value, part)
        case _:
            return


def _lists(value: Any, part: shape.Part | None) -> Iterator[Any]:
    items = part.get("items") if part else None
    if isinstance(value, str):
        words = value.strip().strip("[]")
        yield [word.strip().strip("\"'") for word in re.split(r"[,;]", words) if word.strip()]
        yield words.replace(",", " ").split()
        yield [value]
    elif isinstance(value, dict):
        yield [key for key, wanted in value.items() if wanted is not False]
        yield list(value.values())
    elif isinstance(value, list):
        yield [next(candidates(item, items), item) for item in value]
    elif not isinstance(value, bool):
        yield [str(value)]


def _booleans(value: Any) -> Iterator[bool]:
    word = str(value[0] if isinstance(value, list) and len(value) == 1 else value)
    word = word.strip().strip("\"'").lower()
    if word in _TRUE:
        yield True
    elif word in _FALSE:
        yield False


def _integers(value: Any) -> Iterator[int]:
    if isinstance(value, list) and len(value) == 1:
        yield from _integers(value[0])
    elif isinstance(value, bool):
        return
    elif isinstance(value, int | float):
        if abs(value) < _LARGE:
            yield int(value)
    elif found := re.fullmatch(_NUMBER, str(value), re.ASCII):
        number = found[1].strip()
        if re.fullmatch(r"-?\d+\.\d{1,2}", number):  # 3.5, and not 1.000
            yield int(number.partition(".")[0])
        else:
            yield int(re.sub(r"[^\d-]", "", number))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, bool):
        yield "true" if value else "false"
    elif isinstance(value, int | float):
        yield str(value)
    elif isinstance(value, list):
        yield from (item for item in value if isinstance(item, str))
    elif isinstance(value, dict):
        yield from (value[key] for key in ("name", "url", "path", "href") if key in value)
        yield from (item for item in value.values() if isinstance(item, str))


def _tables(value: Any, part: shape.Part | None) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        if len(value) == 1:
            yield from [value[0]] if isinstance(value[0], dict) else _tables(value[0], part)
        elif value and all(isinstance(item, dict) for item in value):
            yield {key: item for one in value for key, item in one.items()}
    elif isinstance(value, str) and "name" in shape.keys(part):
        if (found := re.fullmatch(_AUTHOR, value)) and "email" in shape.keys(part):
            yield found.groupdict()
        yield {"name": value}

"""The value of a TOML text, or where it stops being TOML."""

import re
from datetime import date, time
from typing import Any

from feedtool.imports import late
from feedtool.imports.tuples import NamedTuple

with late.patterns():
    import tomllib

Table = dict[str, Any]


class Stop(NamedTuple):
    """Where Python's reader stops, and its words; ``line`` and ``column`` count from 1."""

    line: int
    column: int
    message: str


def read(text: str) -> Table | Stop:
    """The table that a text holds, or where it stops being TOML. Raises RecursionError, ValueError.

    Dates and times become texts, which is what a JSON Schema knows.
    """
    try:
        table: Table = _like_json(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        message, _, where = str(error).partition(" (at ")
        place = re.search(r"line (\d+), column (\d+)", where)
        if place:
            return Stop(int(place[1]), int(place[2]), message)
        lines = text.split("\n")
        return Stop(len(lines), len(lines[-1]) + 1, message)
    return table


def is_toml(text: str) -> bool:
    """Whether a text is TOML that can be read."""
    try:
        return not isinstance(read(text), Stop)
    except (ValueError, RecursionError):  # a number of thousands of digits, brackets ditto
        return False


def _like_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _like_json(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_like_json(part) for part in value]
    return value.isoformat() if isinstance(value, date | time) else value

"""Values as a database holds them: as text, each row with a checksum."""

import json
import os
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from zlib import crc32

from feedtool.model import Candidate
from feedtool.problems import Problem, Severity, Span

_TEXT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_ASCII = json.JSONEncoder(separators=(",", ":"))
_HEX = "//"  # no path begins so


def dumps(value: object) -> str:
    """A value as JSON that a database can hold."""
    text = _TEXT.encode(value)
    return text if _is_text(text) else _ASCII.encode(value)


def key(path: str) -> str:
    """What stands for a path: a database holds text, and the name of a file may be any bytes."""
    return path if _is_text(path) else _HEX + os.fsencode(path).hex()


def name(key: str) -> str:
    """The path that a key stands for."""
    return os.fsdecode(bytes.fromhex(key[len(_HEX) :])) if key.startswith(_HEX) else key


def _is_text(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def with_checksum(row: tuple[str | None, ...]) -> tuple[str | int | None, ...]:
    """The row with its checksum behind it."""
    return (*row, _checksum(row))


def checked(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """The row without its checksum. Raises ValueError where that is wrong."""
    *values, checksum = row
    if checksum != _checksum(values):
        raise ValueError("it is damaged")
    return tuple(values)


def _checksum(row: Iterable[str | None]) -> int:
    return crc32("\0".join(["" if value is None else value for value in row]).encode())


def candidate(path: str, facts: list[Any]) -> Candidate:
    """The candidate that the facts of a ``Seen`` make."""
    id_, url_key, explicit, published, updated, heat, topics = facts
    first, last = (datetime.fromtimestamp(seconds, UTC) for seconds in (published, updated))
    return Candidate(path, id_, url_key, explicit, first, last, heat, tuple(topics))


def plain(problem: Problem) -> list[Any]:
    """A problem as JSON holds it, without its path."""
    span = problem.span
    place = [span.line, span.column, span.end_line, span.end_column] if span else None
    severity, pointer = problem.severity.value, problem.pointer
    return [problem.code, problem.message, place, severity, pointer, problem.hint]


def told(path: str, code: str, message: str, place: Any, severity: str, *rest: Any) -> Problem:
    """The problem that ``plain`` made a list of."""
    span = Span(*place) if place else None
    return Problem(path, code, message, span, Severity(severity), *rest)

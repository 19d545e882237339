"""Values as a database holds them: as text, each row with a checksum."""

import json
import os
from datetime import UTC, datetime
from typing import Any
from zlib import crc32

from feedtool.diagnostics.problem import Costs, Problem, Severity, Span
from feedtool.model import Candidate

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


def _is_text(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def text(value: object) -> str:
    """The value, which is a text; raises ValueError for any other: NULL, a number, a blob."""
    if not isinstance(value, str):
        raise ValueError(f"there is {type(value).__name__} where a text belongs")  # noqa: TRY004
    return value


def checked(table: str, name: object, value: object, checksum_then: object) -> str:
    """The value of a row. Raises ValueError where the row is not what was written."""
    if checksum(table, text(name), text(value)) != checksum_then:
        raise ValueError("a row is not as it was written")
    return text(value)


def checksum(table: str, name: str, value: str) -> int:
    """What tells whether a row is as it was written, and in the table that it was written to."""
    return crc32(value.encode(), crc32(name.encode(), crc32(table.encode())))


def candidate(path: str, digest: str, facts: list[Any]) -> Candidate:
    """The candidate that the facts of a ``Seen`` make."""
    id_, url_key, explicit, published, updated, heat, topics = facts
    first = datetime.fromtimestamp(published, UTC)
    last = first if updated == published else datetime.fromtimestamp(updated, UTC)
    return Candidate(path, digest, id_, url_key, explicit, first, last, heat, tuple(topics))


def plain(problem: Problem) -> list[Any]:
    """A problem as JSON holds it, without its path."""
    span = problem.span
    place = [span.line, span.column, span.end_line, span.end_column] if span else None
    severity, pointer = problem.severity.value, problem.pointer
    costs = problem.costs and problem.costs.value
    return [problem.code, problem.message, place, severity, pointer, problem.hint, costs]


def told(path: str, kept: list[Any]) -> Problem:
    """The problem that ``plain`` made a list of."""
    code, message, place, severity, pointer, hint, costs = kept
    span = Span(*place) if place else None
    return Problem(
        path,
        code,
        message,
        span,
        Severity(severity),
        pointer,
        hint,
        Costs(costs) if costs else None,
    )

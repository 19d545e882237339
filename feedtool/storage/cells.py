"""Values as a database holds them: as text, each row with a checksum."""

import json
import os
from zlib import crc32

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


def number(value: object) -> int | None:
    """The value, which is a whole number or NULL; raises ValueError for any other."""
    if value is not None and not isinstance(value, int):
        raise ValueError(f"there is {type(value).__name__} where a number belongs")
    return value


def checked(table: str, name: object, value: object, checksum_then: object) -> str:
    """The value of a row. Raises ValueError where the row is not what was written."""
    if checksum(table, text(name), text(value)) != checksum_then:
        raise ValueError("a row is not as it was written")
    return text(value)


def checksum(table: str, name: str, value: str) -> int:
    """What tells whether a row is as it was written, and in the table that it was written to."""
    return crc32(value.encode(), crc32(name.encode(), crc32(table.encode())))

"""Values as TOML, on one line."""

import json
import re
from typing import Any


def dumps(value: Any) -> str:
    """A value as it stands behind ``=``: a text, a number, a list, an inline table."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(map(dumps, value))}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key(k)} = {dumps(v)}' for k, v in value.items())} }}"
    return _text(value) if isinstance(value, str) else str(value)


def key(name: str) -> str:
    """A key, in quotes where it must be."""
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _text(name)


def path(names: tuple[str, ...]) -> str:
    """A dotted key."""
    return ".".join(map(key, names))


def _text(value: str) -> str:
    """A text in quotes: in single ones, which know no escapes, where it holds what double ones escape."""
    if re.search(r'["\\]', value) and "'" not in value and value.isprintable():
        return f"'{value}'"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")

"""The YAML that nearly every record is written in, read line by line.

libyaml turns every scalar into an event with two marks, which costs more than all else that is done
to a record. This reader knows a small part of YAML and gives None for all the rest: block mappings
and lists, and one scalar a line that can have one meaning only. What it reads it reads as libyaml
does, and it never finds a problem: that is left to the pass that knows the words.
"""

import math
import re
from typing import Any

# All of these stay below what the careful pass allows.
MAX_DEPTH = 8
MAX_LINES = 1_000
MAX_CHARACTERS = 100_000
MAX_DIGITS = 18

# YAML 1.2 section 10.2 (the JSON schema), with the spellings of null that section 10.3 adds.
LITERALS: dict[str, bool | None] = {
    "true": True, "false": False, "null": None, "Null": None, "NULL": None, "~": None, "": None,
}  # fmt: skip
# Booleans to YAML 1.1 (https://yaml.org/type/bool.html), texts to YAML 1.2: every reader differs.
AMBIGUOUS = frozenset(
    spelling
    for word in ("yes", "no", "on", "off")
    for spelling in (word, word.capitalize(), word.upper())
)
INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)", re.ASCII)
FLOAT = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?", re.ASCII)

# What ends a line or cannot stand in YAML (YAML 1.1 sections 4.1 and 4.2): none of it is read here.
_ODD = "\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff"
# A plain scalar begins with a letter, a digit or a slash. It holds no `#`, and no `:` but within a URL
# or a time, so that neither a comment nor a key can be meant.
_LINE = re.compile(
    rf"""
    (?P<indent>[ ]*) (?P<dash>-[ ])?
    (?: (?P<key>[A-Za-z_][A-Za-z0-9_-]{{0,99}}) : (?=[ ]|\Z) [ ]? )?
    (?: "(?P<quoted>[^"\\{_ODD}]*(?:\\["\\/nt][^"\\{_ODD}]*)*)"
      | (?P<plain> -?[0-9][0-9T:.+-]*Z?(?<!:)
                 | (?:https?://)?[A-Za-z0-9/\u00c0-\u1fff\u2c00-\ud7ff][^:\#{_ODD}]*(?<![ ]) )
    )?
    """,
    re.VERBOSE,
)
_ESCAPE = re.compile(r"\\.")
_ESCAPED = {r"\"": '"', r"\\": "\\", r"\/": "/", r"\n": "\n", r"\t": "\t"}


class _Unusual(Exception):
    """The block holds something that this reader does not know, or that may be wrong."""


# Short lines (`published: true`, `  - AI`) come again in record after record.
_SHORT = 48
_MOST = 4_096
# What a line holds: its indent, whether it begins a list item, its key, whether a value follows, and
# the value.
_Line = tuple[int, bool, str | None, bool, Any]
_remembered: dict[str, _Line] = {}


def read(block: str) -> dict[str, Any] | None:
    """The mapping that a block holds; None where the careful pass must look at it."""
    if len(block) > MAX_CHARACTERS:
        return None
    lines = block.replace("\r\n", "\n").split("\n")
    if len(lines) > MAX_LINES:
        return None
    try:
        return _mapping(lines)
    except _Unusual:
        return None


def _mapping(lines: list[str]) -> dict[str, Any] | None:  # noqa: C901, PLR0912 - one loop, for speed
    """The mapping that the lines make. Raises _Unusual."""
    root: dict[str, Any] = {}
    container: Any = root
    level = 0
    above: list[tuple[int, Any]] = []
    waiting: str | None = None  # the key of the innermost mapping whose value is on the next lines
    for text in lines:
        if not text:
            continue
        line = _remembered.get(text)
        indent, dash, key, has_value, value = line or _line(text)
        if waiting is not None:
            if indent > level or (dash and indent == level):
                above.append((level, container))
                inner: Any = [] if dash else {}
                container[waiting] = inner
                level, container = indent, inner
                if len(above) > MAX_DEPTH:
                    raise _Unusual
            else:
                container[waiting] = None
            waiting = None
        while indent < level:
            level, container = above.pop()
        # A list may stand at the indent of its key.
        if not dash and type(container) is list and above and above[-1][0] == level:
            level, container = above.pop()
        if indent != level or dash is not (type(container) is list):
            raise _Unusual
        if dash:
            if key is None:
                if not has_value:
                    raise _Unusual
                container.append(value)
                continue
            above.append((level, container))
            inner = {}
            container.append(inner)
            level, container = indent + 2, inner
        if key is None or key in container:
            raise _Unusual
        if has_value:
            container[key] = value
        else:
            waiting = key
            container[key] = None
    return root or None


def _line(text: str) -> _Line:
    """What a line holds. Raises _Unusual."""
    found = _LINE.fullmatch(text)
    if found is None:
        raise _Unusual
    indent, dash, key, quoted, plain = found.groups()
    if key in LITERALS:
        raise _Unusual
    value = quoted
    if quoted is not None and "\\" in quoted:
        value = _ESCAPE.sub(lambda escape: _ESCAPED[escape[0]], quoted)
    elif plain is not None:
        value = _plain(plain)
    line = (len(indent), dash is not None, key, quoted is not None or plain is not None, value)
    if len(text) <= _SHORT and len(_remembered) < _MOST:
        _remembered[text] = line
    return line


def _plain(text: str) -> bool | int | float | str | None:
    """What an unquoted scalar means. Raises _Unusual where tools differ."""
    if text in LITERALS:
        return LITERALS[text]
    if text in AMBIGUOUS:
        raise _Unusual
    if text[0] not in "-0123456789":
        return text
    if INTEGER.fullmatch(text):
        if len(text) > MAX_DIGITS:
            raise _Unusual
        return int(text)
    if not FLOAT.fullmatch(text):
        return text
    if not math.isfinite(number := float(text)):
        raise _Unusual
    return number

"""What a line of an ordinary block says: a key, a value, both or neither, and in which column it begins.

A line is ordinary if that is plain from the line alone, wherever it stands.
"""

import re
from typing import Any

from feedtool.frontmatter.scalars import AMBIGUOUS, FLOAT, LITERALS, YamlValue
from feedtool.text.plain import is_printable

# Why a value is no scalar: it stands on the lines below, or it is a list in brackets.
BELOW, LIST = "below", "list"

# The column, from 0; whether a hyphen stands there; the key; the value; why it is no scalar, else nothing.
Line = tuple[int | None, bool, str | None, Any, str]
# A line that is blank, or a comment, has no column.
_BLANK: Line = (None, False, None, None, "")

# A control character, a line break to YAML 1.1 alone (section 4.1.4), or no character of YAML (section 4.1.1).
_STRANGE = "[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"

# What the short lines say that have been read of late: ``published: true`` stands in record after record.
known: dict[str, Line] = {}
SHORT, _MANY = 48, 4096
# The beginnings of lines that have been read of late, up to the colon: the column, whether a hyphen stands
# there, and the key.
_beginnings: dict[str, tuple[int, bool, str]] = {}

# A run of characters keeps what it took (*+), and what may follow begins otherwise: no line takes long.
# Repeated groups do not: until Python 3.11.5 some that did failed to match what they should.
# A key begins with a letter of any script; single blanks may stand in it. No character of it is a sign of YAML
# there, nor in quotes or braces.
LETTER = r"(?u:[^\W\d])"
_WORD = r"[^\x00- !\"#'*,:;<>?\[\\\]^`{|}~\x7f-\xa0]"
KEY = rf"{LETTER}(?: ?{_WORD}++)*"
DOUBLE = r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*"'
SINGLE = r"'[^'\n]*+(?:''[^'\n]*+)*'"
ITEM = rf"{DOUBLE}|{SINGLE}|\w[\w./+-]*+(?: [\w./+-]++)*"
_LIST = rf"\[(?: ?(?:{ITEM})(?:,(?! ?\])|(?= ?\])))* ?\]"
# Without quotes a text begins with no sign of YAML's (section 5.3), and goes on to the end of the line.
_PLAIN = r"(?:[^-?:,\[\]{}#&*!|>'\"%@` ]|-[^ ]).*+"
# A text in quotes that has no others in it is found first, and fast.
_VALUE = rf'"([^"]*+)"|({_PLAIN})|({DOUBLE}|{SINGLE}|{_LIST})'
_LINE = re.compile(
    rf"( *+)(- |)(?:({KEY}):(?: ++|\Z)|)(?:{_VALUE}|) *+(?:(?<![^ ])#.*+|)", re.ASCII
)
# Compiled at their first use: not every site has lists in brackets, or escapes.
_ITEMS = f"(?a){ITEM}"
_ESCAPE = r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|(.?))"
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\", "/": "/"}
_SHORT_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(\.[0-9]{1,15})?", re.ASCII)


# YAML looks 1024 characters ahead for the colon (YAML 1.1 section 4.4). Long keys are not learned.
_LONGEST_KEY, _LONGEST_LEARNED = 1000, 64


class NotOrdinary(Exception):
    """The block is one for the careful pass."""


def read(text: str) -> Line:
    """What a line says; raises NotOrdinary."""
    # Most lines that are not known are a known key with a text, in quotes or without.
    before, _, rest = text.partition(": ")
    beginning = _beginnings.get(before) if rest else None
    line: Line | None = None
    if beginning is not None and is_printable(rest):
        if rest[0] == '"' and rest.find('"', 1) == len(rest) - 1 and "\\" not in rest:
            line = (*beginning, rest[1:-1], "")
        elif rest[0].isalnum():
            line = (*beginning, _plain(rest), "")
    if line is None:
        line = _read_and_learned(text)
    if len(text) <= SHORT:
        if len(known) == _MANY:
            known.clear()
        known[text] = line
    return line


def _read_and_learned(text: str) -> Line:
    """What a line says, whose beginning is known then; raises NotOrdinary."""
    line = _read(text)
    column, is_item, key, _, _ = line
    if column is None or key is None:
        return line
    if key in LITERALS or len(key) > _LONGEST_KEY:
        raise NotOrdinary
    if len(key) <= _LONGEST_LEARNED:
        if len(_beginnings) == _MANY:
            _beginnings.clear()
        _beginnings[" " * column + "- " * is_item + key] = column, is_item, key
    return line


def _read(text: str) -> Line:
    if _is_strange(text):
        raise NotOrdinary
    found = _LINE.fullmatch(text)
    if found is None:
        raise NotOrdinary
    indent, hyphen, key, bare, plain, other = found.groups()
    value, kind = bare, ""
    if bare is not None:
        if "\\" in bare:
            value = _unescaped(bare)
    elif plain is not None:
        value = _plain(plain)
    elif other is not None:
        value, kind = _other(other)
    elif key is not None:
        kind = BELOW
    elif not hyphen:
        return _BLANK
    else:
        raise NotOrdinary
    if key is None and not hyphen:
        raise NotOrdinary
    return len(indent), bool(hyphen), key, value, kind


def _is_strange(text: str) -> bool:
    """Whether a text holds anything of ``_STRANGE``."""
    # What is printable is not strange, and that is found out fast. Nearly all else is no-break spaces and soft
    # hyphens: without them most texts are printable, and the pattern need not be compiled.
    if is_printable(text) or is_printable(text.replace("\u00a0", "").replace("\u00ad", "")):
        return False
    return re.search(_STRANGE, text) is not None


def _plain(text: str) -> YamlValue:
    """The value of what stands without quotes to the end of a line."""
    text = text.partition(" #")[0].rstrip(" ")
    if ": " in text or text[-1] == ":":
        raise NotOrdinary
    return _meaning(text)


def _other(text: str) -> tuple[YamlValue | tuple[YamlValue, ...], str]:
    """The value of what stands in quotes or brackets, and why it is no scalar."""
    if text[0] == "[":
        return tuple(map(_item, re.findall(_ITEMS, text))), LIST
    return _quoted(text), ""


def _item(text: str) -> YamlValue:
    return _quoted(text) if text[0] in "\"'" else _meaning(text)


def _quoted(text: str) -> str:
    bare = text[1:-1]
    return _unescaped(bare) if text[0] == '"' else bare.replace("''", "'")


def _unescaped(text: str) -> str:
    """What stands between double quotes, the last of which may be escaped itself."""
    return re.sub(_ESCAPE, _character, text)


def _character(escape: re.Match[str]) -> str:
    """The character that is escaped by its number, or by a letter."""
    short, number, letter = escape.groups()
    character = _ESCAPED.get(letter) if letter is not None else chr(int(short or number, 16))
    if character is None or "\ud800" <= character <= "\udfff":
        raise NotOrdinary
    return character


def _meaning(text: str) -> YamlValue:
    """What a text without quotes means, as the careful pass has it."""
    if text in LITERALS:
        return LITERALS[text]
    if text in AMBIGUOUS:
        raise NotOrdinary
    if text[0] not in "-0123456789" or not FLOAT.fullmatch(text):
        return text
    number = _SHORT_NUMBER.fullmatch(text)
    if number is None:
        raise NotOrdinary
    return float(text) if number[1] else int(text)

"""Characters that come of a wrong decoding before this one."""

import re
from itertools import islice

from feedtool.check import octets
from feedtool.check.finding import Fault, Faults
from feedtool.check.octets import Octets

_CONTROLS = re.compile(r"[\x80-\x9f\ufffd]")
# UTF-8 once read as windows-1252 or latin-1 and written again.
_TAIL = "\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160"
_TAIL += "\u2039\u0152\u017d\u2018\u2019"
_TAIL += "\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178"
_TWICE = re.compile(f"[\u00c2\u00c3][{_TAIL}]|\u00e2[{_TAIL}]{{2}}|\u00f0[{_TAIL}]{{3}}")
# The same in UTF-8 bytes: if none of these is in the document, no text need be looked at.
_REFERENCE = rb"&#(?:1[2-5]\d|x[89])"
_HINT = re.compile(
    rb"\xc2[\x80-\x9f]|\xef\xbf\xbd|\xc3[\x82\x83\xa2\xb0][\xc2\xc5\xc6\xcb\xe2]|" + _REFERENCE
)
# All that ASCII can have of them: what begins with one known text is looked for ten times as fast.
_HINT_IN_ASCII = re.compile(_REFERENCE)
_MOST = 5


def possible(data: Octets) -> bool:
    """Whether a document has any of these characters."""
    return octets.has(data, _HINT_IN_ASCII if octets.is_ascii(data) else _HINT)


def characters(text: str) -> Faults:
    """The first few wrong characters of a text."""
    if text.isascii():
        return ()
    faults = [
        _fault(found.start(), found.end(), found[0])
        for found in islice(_CONTROLS.finditer(text), _MOST)
    ]
    if not faults:
        for found in islice(_TWICE.finditer(text), _MOST):
            right = _once(found[0])
            if right:
                faults.append(_fault(found.start(), found.end(), found[0], right))
    return tuple(faults)


def _fault(start: int, end: int, char: str, instead: str = "") -> Fault:
    name = " ".join(f"U+{ord(c):04X}" for c in char)
    return Fault("encoding-mojibake", start, end, instead, {"char": name})


def _once(text: str) -> str:
    for encoding in ("cp1252", "latin-1"):
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return ""

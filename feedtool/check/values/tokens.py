"""Small value types: numbers, choices, names, addresses of mail, languages, media types."""

import base64
import binascii
import re
from collections.abc import Callable

from feedtool.check.finding import FINE, Fault, Faults
from feedtool.check.values.registered.languages import COUNTRIES
from feedtool.check.values.registries import is_language

_WHOLE = re.compile(r"[+-]?\d+", re.ASCII)
_DECIMAL = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
_MEDIA_TYPE = re.compile(
    r"([A-Za-z0-9!#$&^_.+-]+)/([A-Za-z0-9!#$&^_.+-]+)"
    r"(?>(?:\s*+;\s*+[A-Za-z0-9!#$&^_.+-]++=(?:[A-Za-z0-9!#$%&'*^_`{|}~.+-]++|\"[^\"]*+\"))*)\s*;?"
)
# A letter or digit, or any character beyond ASCII: said by what it is not, which compiles quickly.
_END = r"[^\x00-/:-@\[-`{-\x7f]"
_INNER = r"[^\x00-,./:-@\[-^`{-\x7f]"
_EMAIL = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]++(?>(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]++)*)\.?"
    rf"@(?P<host>(?:{_END}(?:{_INNER}*{_END})?(?>(?:\.{_END}(?:{_INNER}*{_END})?)*))|\[[0-9A-Fa-f:.]+\])"
)
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?>(?:-[A-Za-z0-9]{1,8}+)*)")
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
_BASE64 = re.compile(r"[A-Za-z0-9+/\s]*={0,2}\s*")
_MEANT = {
    "mp3": "audio/mpeg", "audio": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg",
    "mp4": "video/mp4", "video": "video/mp4", "jpg": "image/jpeg", "jpeg": "image/jpeg",
    "png": "image/png", "gif": "image/gif", "webp": "image/webp", "pdf": "application/pdf",
    "html": "text/html", "text": "text/plain", "rss": "application/rss+xml",
    "atom": "application/atom+xml", "xml": "application/xml", "json": "application/json",
}  # fmt: skip


def anything(_text: str) -> Faults:
    """Any text."""
    return FINE


def integer(text: str) -> Faults:
    """An integer."""
    return FINE if _WHOLE.fullmatch(text) else (Fault("number-integer"),)


def natural(text: str) -> Faults:
    """Zero or a positive integer."""
    return FINE if _WHOLE.fullmatch(text) and text[0] != "-" else (Fault("number-non-negative"),)


def positive(text: str) -> Faults:
    """A positive integer."""
    good = _WHOLE.fullmatch(text) and text[0] != "-" and text.strip("+0")
    return FINE if good else (Fault("number-positive"),)


def length(text: str) -> Faults:
    """The number of bytes of an enclosure: 0 where it is not known."""
    if not _WHOLE.fullmatch(text):
        return (Fault("number-attribute"),)
    if text == "-1":
        return (Fault("rss-enclosure-length-unknown", instead="0"),)
    return FINE if text[0] != "-" else (Fault("number-non-negative"),)


def port(text: str) -> Faults:
    """A port number."""
    good = _WHOLE.fullmatch(text) and text[0] not in "+-" and 0 < int(text[:9]) <= 65535  # noqa: PLR2004
    return FINE if good else (Fault("number-attribute"),)


def decimal(text: str) -> Faults:
    """A decimal number."""
    return FINE if _DECIMAL.fullmatch(text) else (Fault("number-decimal"),)


def non_negative_decimal(text: str) -> Faults:
    """A decimal number that is not below zero."""
    return FINE if _DECIMAL.fullmatch(text) and text[0] != "-" else (Fault("number-decimal"),)


def integers(text: str) -> Faults:
    """Integers with commas between them."""
    parts = text.split(",")
    return (
        FINE if all(_WHOLE.fullmatch(part.strip()) for part in parts) else (Fault("number-list"),)
    )


def within(low: float, high: float, code: str) -> Callable[[str], Faults]:
    """A value type: a decimal number in a range."""

    def check(text: str) -> Faults:
        good = _DECIMAL.fullmatch(text) and low <= float(text) <= high
        return FINE if good else (Fault(code, detail={"low": f"{low:g}", "high": f"{high:g}"}),)

    return check


def choice(code: str, *allowed: str, fold: bool = False) -> Callable[[str], Faults]:
    """A value type: one of a few words."""
    words = frozenset(word.lower() if fold else word for word in allowed)
    folded = {word.lower(): word for word in allowed}
    listing = ", ".join(allowed)

    def check(text: str) -> Faults:
        if (text.lower() if fold else text) in words:
            return FINE
        instead = folded.get(text.strip().lower(), "")
        return (Fault(code, instead=instead, detail={"allowed": listing}),)

    return check


def limited(limit: int, code: str = "value-too-long") -> Callable[[str], Faults]:
    """A value type: a text of no more than so many characters."""

    def check(text: str) -> Faults:
        if len(text) <= limit:
            return FINE
        return (
            Fault(code, limit, len(text), detail={"length": str(len(text)), "limit": str(limit)}),
        )

    return check


def both(*types: Callable[[str], Faults]) -> Callable[[str], Faults]:
    """A value type: what each of some types asks for."""

    def check(text: str) -> Faults:
        return tuple(fault for one in types for fault in one(text))

    return check


def media_type(code: str) -> Callable[[str], Faults]:
    """A value type: a media type such as text/html, https://www.rfc-editor.org/rfc/rfc2045#section-5.1"""

    def check(text: str) -> Faults:
        if _MEDIA_TYPE.fullmatch(text):
            return FINE
        return (Fault(code, instead=_MEANT.get(text.strip(" .").lower(), "")),)

    return check


def is_email(text: str) -> bool:
    """Whether a text is the address of a mailbox."""
    return _EMAIL.fullmatch(text) is not None


def email(code: str) -> Callable[[str], Faults]:
    """A value type: the address of a mailbox, https://www.rfc-editor.org/rfc/rfc5322#section-3.4.1"""

    def check(text: str) -> Faults:
        found = _EMAIL.fullmatch(text)
        if not found:
            return (Fault(code),)
        return FINE if "." in found["host"] or ":" in found["host"] else (Fault("email-host"),)

    return check


def language(text: str) -> Faults:
    """A language tag: https://www.rfc-editor.org/info/bcp47"""
    tag = text.strip()
    if not _LANGUAGE.fullmatch(tag):
        instead = tag.replace("_", "-") if _LANGUAGE.fullmatch(tag.replace("_", "-")) else ""
        return (Fault("language-invalid", instead=instead),)
    first = tag.partition("-")[0].lower()
    if first in {"x", "i"} and "-" in tag:
        return FINE
    if not is_language(first):
        return (Fault("language-invalid", 0, len(first)),)
    return FINE


def language_or_none(text: str) -> Faults:
    """A language tag, or nothing: xml:lang="" takes the language back."""
    return language(text) if text else FINE


def country(text: str) -> Faults:
    """A country: two letters of ISO 3166."""
    return FINE if text.upper() in COUNTRIES else (Fault("country-invalid"),)


def countries(text: str) -> Faults:
    """Countries with white space between them."""
    return tuple(fault for part in text.split() for fault in country(part))[:1]


def uuid(text: str) -> Faults:
    """A UUID."""
    return FINE if _UUID.fullmatch(text) else (Fault("uuid-invalid"),)


def is_base64(text: str) -> bool:
    """Whether a text is base64, white space aside."""
    if not _BASE64.fullmatch(text):
        return False
    try:
        base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return False
    return True

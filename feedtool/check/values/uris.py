"""Addresses and identifiers: RFC 3986 and 3987, tag: and urn:."""

import re
from urllib.parse import unquote, urljoin, urlsplit

from feedtool.check.finding import FINE, Fault, Faults
from feedtool.check.values.canonical import SCHEME, canonical, percent
from feedtool.check.values.schemes import KNOWN_IN_2007, REGISTERED
from feedtool.check.words import ACTIVE_SCHEMES, LOCAL_SCHEMES

# What neither a URI nor an IRI may hold: https://www.rfc-editor.org/rfc/rfc3986#appendix-A
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f-\x9f<>\"{}|\\^`\u2028\u2029\ufffe\uffff]")
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_PORT = re.compile(r"(?:[^@/?#]*@)?(?:\[[^\]]*\]|[^:\[\]@/?#]*)(?::(\d*))?\Z")
_HOST = re.compile(r"[^\s/?#@:\[\]]+|\[[0-9A-Fa-f:.]+(?:%25[\w.~-]+)?\]")
_TAG = re.compile(
    r"tag:(?P<authority>(?:[\w.%+-]+@)?[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
    r"(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*),"
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?:"
    r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2}|[^\x00-\x9f])*"
    r"(?:#(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2}|[^\x00-\x9f])*)?",
    re.ASCII | re.IGNORECASE,
)
_SHORT_DATE = re.compile(r",\s*(\d{4})(?:-?(\d{1,2})(?:-?(\d{1,2}))?)?\s*:")
_URN = re.compile(
    r"urn:(?!urn:)[a-z0-9][a-z0-9-]{0,30}[a-z0-9]:(?:[a-z0-9()+,.:=@;$_!*'/?#~&-]|%[0-9a-f]{2})+",
    re.IGNORECASE | re.ASCII,
)
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
_EASY = re.compile(r"https?://[a-z0-9][a-z0-9.-]*(?::\d{1,4})?/[A-Za-z0-9/._~?&=#+:;,@!$'()*-]*")
_HOST_ALONE = re.compile(
    r"(?:[a-z0-9-]+\.)+(?:com|org|net|io|dev|info|[a-z]{2})(?:/|$)", re.IGNORECASE
)
_PAGE_IN_ADDRESS = re.compile(
    r"data:(?:text/html|application/xhtml\+xml|text/javascript)\b", re.IGNORECASE
)
_LONGEST_PORT = 65535
_LONGEST = 100_000  # no browser goes so far
_LONGEST_TOLD = 2000
_LONGEST_BASE, _DEEPEST_BASE = 2000, 100
_LONGEST_HOST = 255


def reference(text: str) -> Faults:
    """An IRI reference, absolute or not."""
    if len(text) > _LONGEST:
        return _too_long(text)
    if _EASY.fullmatch(text):
        return FINE
    return (*(_characters(text) or _generic(text)), *_opened(text))


def iri(text: str) -> Faults:
    """An absolute IRI that somebody opens."""
    if _EASY.fullmatch(text):
        return FINE
    return (*name(text), *_opened(text))


def name(text: str) -> Faults:
    """An absolute IRI that names something, and may lead nowhere."""
    if len(text) > _LONGEST:
        return _too_long(text)
    if _EASY.fullmatch(text):
        return FINE
    if _is_title(text):
        right = "an address that begins with https://"
        return (Fault("uri-not-absolute", detail={"title": text, "right": right}),)
    return _special(text) or _characters(text) or _absolute(text) or _generic(text)


def _is_title(text: str) -> bool:
    """Words with blanks between them, and nothing that an address has."""
    return " " in text and not SCHEME.match(text) and "/" not in text


def identifier(text: str) -> Faults:
    """An identifier: an absolute IRI in its canonical form, since it is compared as text."""
    faults = name(text)
    if any(not fault.code.startswith("uri-scheme-") for fault in faults):
        return faults
    better = canonical(text)
    if better != text:
        faults = (*faults, Fault("uri-not-canonical", instead=better))
    if text.isascii():
        return faults
    return (*faults, Fault("uri-identifier-non-ascii", instead=_encoded(better)))


def uri(text: str) -> Faults:
    """An absolute URI, as RSS has it: without letters beyond ASCII."""
    if len(text) > _LONGEST:
        return _too_long(text)
    if _EASY.fullmatch(text):
        return FINE
    faults = iri(text)
    if not faults and not text.isascii():
        return (Fault("uri-non-ascii", instead=_encoded(text)),)
    return faults


def url(text: str) -> Faults:
    """An address that can be fetched: http or https, with a host."""
    if len(text) > _LONGEST:
        return _too_long(text)
    if _EASY.fullmatch(text):
        return FINE
    faults = _characters(text)
    if faults:
        return (Fault("uri-http", faults[0].start, faults[0].end),)
    parts = _split(text)
    if parts is None or parts[0] not in {"http", "https"} or not _HOST.match(parts[1]):
        return (Fault("uri-http"),)
    return _generic(text)


def ascii_url(text: str) -> Faults:
    """An address that can be fetched, as RSS has it: without letters beyond ASCII."""
    faults = url(text)
    return faults if faults or text.isascii() else (Fault("uri-non-ascii", instead=_encoded(text)),)


def _too_long(text: str) -> Faults:
    detail = {"length": str(len(text)), "limit": str(_LONGEST)}
    return (Fault("uri-too-long", _LONGEST, len(text), detail=detail),)


def iri_list(text: str) -> Faults:
    """Absolute IRIs with white space between them."""
    faults = [fault for part in text.split() for fault in iri(part)]
    return tuple(fault._replace(start=0, end=-1) for fault in faults[:1])


def namespace(text: str) -> Faults:
    """The name of a namespace: an IRI, https://www.w3.org/TR/xml-names/#iri-use"""
    faults = _characters(text)
    if faults:
        return (faults[0]._replace(code="xml-namespace-invalid"),)
    return _special(text)


def _opened(text: str) -> Faults:
    """What becomes of whoever opens an address: https://www.rfc-editor.org/rfc/rfc3986#section-7"""
    found = SCHEME.match(text)
    if not found:
        return FINE
    scheme = found[1].lower()
    if scheme in ACTIVE_SCHEMES or _PAGE_IN_ADDRESS.match(text):
        return (Fault("uri-scheme-active", 0, len(scheme), detail={"scheme": scheme}),)
    is_drive = len(scheme) == 1  # a letter of Windows: no scheme that is registered is as short
    return (Fault("uri-scheme-local"),) if is_drive or scheme in LOCAL_SCHEMES else FINE


def _characters(text: str) -> Faults:
    bad = _FORBIDDEN.search(text) or _BAD_ESCAPE.search(text)
    if not bad:
        return FINE
    char = bad[0]
    instead = f"%{ord(char):02X}" if char.isascii() and char != "%" else "%25" * (char == "%")
    if text[1:3] == ":\\":
        instead = ""  # a path of Windows is none the better for it
    return (Fault("uri-character", bad.start(), bad.end(), instead, {"char": char}),)


def _absolute(text: str) -> Faults:
    if SCHEME.match(text):
        return FINE
    instead = ""
    if text.startswith("//"):
        instead = f"https:{text}"
    elif _HOST_ALONE.match(text):
        instead = f"https://{text}"
    return (Fault("uri-not-absolute", instead=instead),)


def _special(text: str) -> Faults:
    """Schemes with a grammar of their own."""
    head = text[:9].lower()
    if head.startswith("tag:"):
        return _tag(text)
    if head == "urn:uuid:":
        return FINE if _UUID.fullmatch(text[9:]) else (Fault("uri-uuid", 9, len(text)),)
    if head.startswith("urn:"):
        return FINE if _URN.fullmatch(text) else (Fault("uri-urn"),)
    return FINE


def _tag(text: str) -> Faults:
    """https://www.rfc-editor.org/rfc/rfc4151#section-2.1"""
    found = _TAG.fullmatch(text)
    if not found:
        padded = _SHORT_DATE.sub(_padded, text, count=1)
        return (Fault("uri-tag", instead=padded if _TAG.fullmatch(padded) else ""),)
    month, day = int(found["month"] or 1), int(found["day"] or 1)
    if not 1 <= month <= 12 or not 1 <= day <= 31:  # noqa: PLR2004
        return (
            Fault(
                "uri-tag",
                found.start("year"),
                found.end("day") if found["day"] else found.end("month"),
            ),
        )
    return FINE


def _padded(date: re.Match[str]) -> str:
    return "-".join([f",{date[1]}", *(part.zfill(2) for part in date.groups()[1:] if part)]) + ":"


def _generic(text: str) -> Faults:
    found = SCHEME.match(text)
    if not found:
        # https://www.rfc-editor.org/rfc/rfc3986#section-4.2: a colon there would end a scheme.
        is_scheme = ":" in re.split(r"[/?#]", text, maxsplit=1)[0]
        return (Fault("uri-invalid"),) if is_scheme else _authority(text)
    scheme = found[1].lower()
    if scheme in {"http", "https", "ftp"}:
        parts = _split(text)
        if parts is None or not parts[1]:
            return (Fault("uri-invalid"),)
    faults = _authority(text[found.end() :])
    if scheme not in KNOWN_IN_2007 and not faults:
        code = "uri-scheme-recent" if scheme in REGISTERED else "uri-scheme-unregistered"
        return (Fault(code, 0, len(scheme), detail={"scheme": scheme}),)
    return faults


def _authority(rest: str) -> Faults:
    """The part after //: https://www.rfc-editor.org/rfc/rfc3986#section-3.2"""
    if not rest.startswith("//"):
        return FINE
    authority = re.split(r"[/?#]", rest[2:], maxsplit=1)[0]
    found = _PORT.match(authority)
    if not found or (found[1] and int(found[1][:9]) > _LONGEST_PORT):
        return (Fault("uri-invalid"),)
    return FINE


def _split(text: str) -> tuple[str, str] | None:
    """Scheme and host; nothing where the address cannot be taken apart."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    host = parts.netloc.rpartition("@")[2]
    return parts.scheme.lower(), host


def _encoded(text: str) -> str:
    """The URI of an IRI, unless that is too long to tell: https://www.rfc-editor.org/rfc/rfc3987#section-3.1"""
    if len(text) > _LONGEST_TOLD:
        return ""
    found = re.match(r"([A-Za-z][A-Za-z0-9+.-]*://)([^/?#]*)(.*)", text, re.DOTALL)
    scheme, host, rest = found.groups() if found else ("", "", text)
    try:
        if not host.isascii():
            if len(host) > _LONGEST_HOST:
                return ""
            host = host.encode("idna").decode()
    except UnicodeError:
        return ""
    return scheme + host + "".join(c if c.isascii() else percent(c) for c in rest)


def join(base: str, text: str) -> str:
    """The address that a reference means at a base; the reference itself if there is no telling.

    Bases that no site has are not joined, since many references may ask for the same one.
    """
    if len(base) > _LONGEST_BASE or base.count("/") > _DEEPEST_BASE:
        return text
    try:
        return urljoin(base, text)
    except ValueError:
        return text


def is_relative(text: str) -> bool:
    """Whether an address says nothing of its scheme."""
    return not SCHEME.match(text)


def decoded(text: str) -> str:
    """The text behind percent escapes."""
    return unquote(text)

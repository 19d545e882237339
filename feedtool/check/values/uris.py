"""Addresses and identifiers: RFC 3986 and 3987, tag: and urn:, canonical forms."""

import re
from unicodedata import combining, normalize
from urllib.parse import unquote, urljoin, urlsplit

from feedtool.check.finding import FINE, Fault, Faults
from feedtool.check.values.schemes import KNOWN_IN_2007, REGISTERED

# What neither a URI nor an IRI may hold: https://www.rfc-editor.org/rfc/rfc3986#appendix-A
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f-\x9f<>\"{}|\\^`\u2028\u2029\ufffe\uffff]")
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
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
_LONGEST_PORT = 65535
_LONGEST = 100_000  # no browser goes so far
_LONGEST_TOLD = 2000
_LONGEST_BASE, _DEEPEST_BASE = 2000, 100
_LONGEST_HOST = 255
_MOST_MARKS = 30  # on one letter: https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format


def reference(text: str) -> Faults:
    """An IRI reference, absolute or not."""
    if len(text) > _LONGEST:
        return _too_long(text)
    if _EASY.fullmatch(text):
        return FINE
    return _characters(text) or _generic(text)


def iri(text: str) -> Faults:
    """An absolute IRI."""
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
    return " " in text and not _SCHEME.match(text) and "/" not in text


def identifier(text: str) -> Faults:
    """An identifier: an absolute IRI in its canonical form, since it is compared as text."""
    faults = iri(text)
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


def _characters(text: str) -> Faults:
    bad = _FORBIDDEN.search(text) or _BAD_ESCAPE.search(text)
    if not bad:
        return FINE
    char = bad[0]
    instead = f"%{ord(char):02X}" if char.isascii() and char != "%" else "%25" * (char == "%")
    return (Fault("uri-character", bad.start(), bad.end(), instead, {"char": char}),)


def _absolute(text: str) -> Faults:
    if _SCHEME.match(text):
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
    found = _SCHEME.match(text)
    if not found:
        return _authority(text)
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
    return scheme + host + "".join(c if c.isascii() else _percent(c) for c in rest)


def _percent(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "replace"))


# Ports that need not be written, and schemes whose empty path is /.
_PORTS = {
    "http": "80", "https": "443", "ftp": "21", "ws": "80", "wss": "443", "gopher": "70",
    "telnet": "23", "news": "119", "nntp": "119", "snews": "563", "prospero": "1525", "ldap": "389",
    "rtsp": "554", "ssh": "22", "sftp": "22", "ipp": "631", "imap": "143", "dict": "2628",
}  # fmt: skip
_ROOTED = {"http", "https", "ftp", "ws", "wss"}


def canonical(text: str) -> str:
    """The normal form of an IRI: https://www.rfc-editor.org/rfc/rfc3986#section-6.2"""
    found = _SCHEME.match(text)
    if not found:
        return text
    scheme = found[1].lower()
    rest = text[found.end() :]
    if scheme == "urn":
        nid, colon, nss = rest.partition(":")
        return f"urn:{nid.lower()}{colon}{nss}"
    rest = _unescaped(rest)
    if not rest.startswith("//"):
        return f"{scheme}:{rest}"
    cut = re.match(r"//([^/?#]*)([^?#]*)(.*)", rest, re.DOTALL)
    if cut is None:
        return f"{scheme}:{rest}"
    authority, path, tail = cut.groups()
    path = _without_dots(path)
    if not path and scheme in _ROOTED:
        path = "/"
    return f"{scheme}://{_canonical_authority(authority, scheme)}{path}{tail}"


def _canonical_authority(authority: str, scheme: str) -> str:
    user, at, host = authority.rpartition("@")
    name, colon, port = host.partition(":") if not host.startswith("[") else (host, "", "")
    if colon and port in {"", _PORTS.get(scheme)}:
        colon = port = ""
    name = name.lower().rstrip(".") if scheme in _ROOTED else name.lower()
    if scheme == "file" and name == "localhost":
        name = ""  # https://www.rfc-editor.org/rfc/rfc8089#section-2
    user = "" if user == ":" else user
    return f"{user}{at if user else ''}{name}{colon}{port}"


def _unescaped(text: str) -> str:
    """Escapes only where they are needed, in capitals, of characters in composed form."""
    if "%" not in text:
        return _composed(text)

    first, *rest = text.split("%")
    escaped = first + "".join([_ESCAPES.get(p[:2], "%" + p[:2]) + p[2:] for p in rest])
    return _composed(re.sub(_MARKED, _with_marks, escaped))


def _with_marks(found: re.Match[str]) -> str:
    """A letter and what is escaped behind it, in composed form where that differs."""
    try:
        meant = unquote(found[0], errors="strict")
    except UnicodeDecodeError:
        return found[0]
    composed = _composed(meant)
    return (
        found[0]
        if composed == meant
        else "".join(c if c.isascii() else _percent(c) for c in composed)
    )


def _canonical_escape(digits: str) -> str:
    char = chr(int(digits, 16))
    return char if char.isascii() and (char.isalnum() or char in "-._~") else f"%{digits.upper()}"


# Letters and what is escaped behind them; compiled when it is asked for.
_MARKED = r"[A-Za-z]?(?:%[89A-F][0-9A-F]){2,60}"
_HEXADECIMAL = "0123456789abcdefABCDEF"
# By their digits, since an address may be nothing but escapes.
_ESCAPES = {a + b: _canonical_escape(a + b) for a in _HEXADECIMAL for b in _HEXADECIMAL}


def _composed(text: str) -> str:
    """The text in normal form C, but for heaps of marks: to sort them takes time by their square."""
    if text.isascii():
        return text
    marks = 0
    for char in text:
        marks = marks + 1 if combining(char) else 0
        if marks > _MOST_MARKS:
            return text
    return normalize("NFC", text)


def _without_dots(path: str) -> str:
    """https://www.rfc-editor.org/rfc/rfc3986#section-5.2.4"""
    if "/." not in path:
        return path
    kept: list[str] = []
    parts = path.split("/")
    for index, part in enumerate(parts):
        if part == ".." and len(kept) > 1:
            kept.pop()
        elif part not in {".", ".."}:
            kept.append(part)
        if part in {".", ".."} and index == len(parts) - 1:
            kept.append("")
    return "/".join(kept)


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
    return not _SCHEME.match(text)


def decoded(text: str) -> str:
    """The text behind percent escapes."""
    return unquote(text)

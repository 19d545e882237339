"""The normal form of addresses and identifiers: https://www.rfc-editor.org/rfc/rfc3986#section-6.2"""

import re
from unicodedata import combining, normalize
from urllib.parse import unquote

SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_MOST_MARKS = 30  # on one letter: https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format

# Ports that need not be written, and schemes whose empty path is /.
_PORTS = {
    "http": "80", "https": "443", "ftp": "21", "ws": "80", "wss": "443", "gopher": "70",
    "telnet": "23", "news": "119", "nntp": "119", "snews": "563", "prospero": "1525", "ldap": "389",
    "rtsp": "554", "ssh": "22", "sftp": "22", "ipp": "631", "imap": "143", "dict": "2628",
}  # fmt: skip
_ROOTED = {"http", "https", "ftp", "ws", "wss"}


def canonical(text: str) -> str:
    """The normal form of an IRI: https://www.rfc-editor.org/rfc/rfc3986#section-6.2"""
    found = SCHEME.match(text)
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
        else "".join(c if c.isascii() else percent(c) for c in composed)
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


def percent(char: str) -> str:
    """A character beyond ASCII as an address has it."""
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "replace"))

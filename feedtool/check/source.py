"""Bytes to a document the parser can read: encodings, as XML 1.0 appendix F tells them apart."""

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from feedtool.check import octets
from feedtool.check.finding import Finding
from feedtool.check.octets import Octets

MAX_BYTES = 64 * 1024 * 1024

_MARKS = (  # the longer ones first: UTF-32LE begins with the mark of UTF-16LE
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\xff\xfe", "utf-16-le"),
)
_UNMARKED = (  # https://www.w3.org/TR/xml/#sec-guessing-no-ext-info
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00<\x00", "utf-16-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x4c\x6f\xa7\x94", "cp037"),
)
_PACKED = (
    (b"\x1f\x8b", "gzip"),
    (b"PK\x03\x04", "zip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
)
DECLARATION = re.compile(
    rb"""<\?xml\s+(?:version\s*=\s*(?P<q>["'])(?P<version>[^"'>]*)(?P=q)\s*)?"""
    rb"""(?:encoding\s*=\s*(?P<p>["'])(?P<encoding>[^"'>]*)(?P=p))?[^>]*\?>"""
)
_LINE_END, _NOT_A_LINE_END = re.compile(rb"[\r\n]"), re.compile(rb"[^\r\n]")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9._-]*\Z")
_NOT_FOR_TEXT = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs"}
_XML_KNOWS = {"utf-8", "utf-16", "utf-16-le", "utf-16-be"}
_COMMON = _XML_KNOWS | {
    "ascii", "iso8859-1", "iso8859-2", "iso8859-3", "iso8859-4", "iso8859-5", "iso8859-6",
    "iso8859-7", "iso8859-8", "iso8859-9", "iso8859-10", "iso8859-13", "iso8859-14", "iso8859-15",
    "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258",
    "euc_jp", "shift_jis", "iso2022_jp", "euc_kr", "gb2312", "gbk", "gb18030", "big5", "koi8-r",
    "koi8-u", "utf-32", "utf-32-le", "utf-32-be", "tis-620", "cp874",
}  # fmt: skip
# Registered names, and names of old programs, that Python does not know.
_ALIASES = {
    "iso-10646-ucs-2": "utf-16", "iso-10646-ucs-4": "utf-32", "ucs-2": "utf-16", "ucs-4": "utf-32",
    "csunicode": "utf-16", "csucs4": "utf-32", "unicode-1-1-utf-8": "utf-8",
    "windows-31j": "cp932", "x-sjis": "shift_jis", "x-euc-jp": "euc_jp", "x-gbk": "gbk",
    "x-x-big5": "big5", "windows-949": "cp949", "windows-874": "cp874", "dos-874": "cp874",
    "iso-8859-8-i": "iso8859-8", "iso-8859-8-e": "iso8859-8", "iso-8859-6-i": "iso8859-6",
    "iso-8859-6-e": "iso8859-6", "macintosh": "mac_roman", "x-mac-roman": "mac_roman",
    "x-mac-cyrillic": "mac_cyrillic", "x-mac-greek": "mac_greek", "x-mac-turkish": "mac_turkish",
    "x-mac-ce": "mac_latin2", "ebcdic-us": "cp037", "ansi_x3.110-1983": "ascii",
    "x-ansi": "cp1252", "x-cp1251": "cp1251", "x-cp1252": "cp1252", "koi": "koi8-r",
    "koi8-ru": "koi8-u", "iso-ir-111": "koi8-r", "hz": "hz", "tis620": "tis-620",
}  # fmt: skip
_WIDE = ("utf-16", "utf-32")
_MOST_WRONG = 100_000  # so many bytes that do not fit are no slip: the rest is not read


@dataclass(frozen=True, slots=True)
class DecodedFeed:
    """A document in UTF-8 without its byte order mark, and the encoding it came in.

    The findings are about that; a ``fatal`` one cannot be read any further.
    """

    data: Octets
    encoding: str
    findings: tuple[Finding, ...] = ()
    fatal: bool = False


def read(content: Octets, fallback: str) -> DecodedFeed:
    """The document in those bytes; ``fallback`` reads what neither marks nor names its encoding."""
    fatal = _unreadable(content)
    if fatal:
        return DecodedFeed(b"", fallback, (fatal,), fatal=True)
    head = content[:4]
    mark, marked = next(((m, e) for m, e in _MARKS if head.startswith(m)), (b"", ""))
    body = _from(content, len(mark)) if mark else content
    guess = marked or next((e for start, e in _UNMARKED if head.startswith(start)), "")
    prologue = body[:4096]
    if guess and guess != "utf-8":
        prologue = prologue.decode(guess, "replace").encode()
    declared, place = _declared(prologue)
    findings = list(_about_declaration(prologue))
    encoding = guess
    if declared is None:
        if not marked:
            findings.append(Finding("encoding-undeclared", 0, 0))
        encoding = encoding or fallback
    else:
        known = _codec(declared)
        findings += _about(declared, known, guess, place)
        # What the bytes are outweighs what they say: a 16-bit document cannot be in ASCII.
        if known.startswith(_WIDE) and not guess:
            known = ""  # the declaration itself could not have been read
        encoding = guess or known or fallback
    if is_json(body):
        findings = [Finding("json-byte-order-mark", 0, 0)] if mark else []
        encoding = guess or "utf-8"
    data, broken = _decoded(body, encoding)
    findings += broken
    wrong = {one.code: one for one in findings}
    if wrong.keys() & {"xml-blank-before-declaration", "encoding-unknown"}:
        data = _blanked(data)
    elif "xml-version" in wrong:
        data = _with_usual_version(data, wrong["xml-version"])
    return DecodedFeed(data, encoding, tuple(findings))


def is_json(body: Octets) -> bool:
    """Whether a document begins as JSON does."""
    return body[:4096].replace(b"\x00", b"").lstrip()[:1] in {b"{", b"["}


def _unreadable(content: Octets) -> Finding | None:
    if len(content) > MAX_BYTES:
        detail = {"limit": f"{MAX_BYTES // 1024 // 1024} MiB"}
        return Finding("document-too-large", 0, 0, detail=detail)
    packed = next((name for magic, name in _PACKED if content[:8].startswith(magic)), None)
    if packed:
        return Finding("document-compressed", 0, 0, detail={"format": packed})
    if not any(piece.strip(b"\x00 \t\r\n") for _, piece in octets.pieces(content)):
        return Finding("document-empty", 0, 0)
    return None


def _about_declaration(prologue: bytes) -> Iterator[Finding]:
    """What is wrong with the XML declaration besides the encoding."""
    lead = len(prologue) - len(prologue.lstrip())
    found = DECLARATION.match(prologue, lead)
    if not found:
        return
    if lead:
        yield Finding("xml-blank-before-declaration", 0, lead)
    if found["version"] not in {None, b"1.0"}:
        version = found["version"].decode("latin-1")
        yield Finding(
            "xml-version", *found.span("version"), detail={"value": version, "instead": "1.0"}
        )


def _declared(prologue: bytes) -> tuple[str | None, tuple[int, int]]:
    """The encoding that the XML declaration names, and its place in the document."""
    found = DECLARATION.match(prologue, len(prologue) - len(prologue.lstrip()))
    if not found or found["encoding"] is None:
        return None, (0, 0)
    return found["encoding"].decode("latin-1"), found.span("encoding")


def _codec(name: str) -> str:
    """The codec of an encoding's name, empty where there is none for text."""
    if not _NAME.match(name):
        return ""
    try:
        codec = codecs.lookup(_ALIASES.get(name.lower(), name)).name
        b"ab".decode(codec, "replace")
    except (LookupError, ValueError):
        return ""
    return "" if codec.replace("-", "_") in _NOT_FOR_TEXT else codec


def _about(declared: str, known: str, guess: str, place: tuple[int, int]) -> Iterator[Finding]:
    detail = {"value": declared, "encoding": declared}
    if not known:
        yield Finding("encoding-unknown", *place, detail=detail)
    elif (guess or known.startswith(_WIDE)) and not _agree(known, guess):
        detail["real"] = guess.upper() or "a byte for each ASCII letter"
        yield Finding("encoding-contradiction", *place, detail=detail)
    elif known == "utf-7":
        yield Finding("encoding-obscure", *place, detail=detail, lesser=True)
        yield Finding("encoding-unsafe", *place, detail=detail)
    elif known not in _COMMON:
        yield Finding("encoding-obscure", *place, detail=detail)
    elif known not in _XML_KNOWS:
        yield Finding("encoding-not-utf8", *place, detail=detail)


def _agree(known: str, guess: str) -> bool:
    """Whether bytes that are one thing may be declared as the other."""
    wide = guess.rsplit("-", 1)[0] if guess.count("-") > 1 else guess
    if guess == "cp037":
        return known.startswith("cp")
    return known in {guess, wide}


def _decoded(body: Octets, encoding: str) -> tuple[Octets, list[Finding]]:
    """The document in UTF-8; what does not fit the encoding becomes U+FFFD, reported once."""
    try:
        if encoding == "utf-8":
            _look_at(body)
            return body, []
        return octets.collect(_transcoded(body, encoding, "strict")), []
    except UnicodeError:
        return _repaired(body, encoding)


def _blanked(data: Octets) -> Octets:
    """The document without its declaration, at the same offsets and lines."""
    start = data.find(b"<?xml")
    end = data.find(b"?>", start) + 2
    return _from(data, end, (data[:start], _NOT_A_LINE_END.sub(b" ", data[start:end])))


def _with_usual_version(data: Octets, version: Finding) -> Octets:
    """The document with a version that every expat takes (``1.`` and digits), at the same offsets."""
    start, end = version.start, version.end
    if end - start < len("1.0") or _LINE_END.search(data[start:end]):
        return _blanked(data)
    return _from(data, end, (data[:start], b"1.".ljust(end - start, b"0")))


def _from(data: Octets, start: int, before: Iterable[bytes] = ()) -> Octets:
    """What stands from an offset on, with something else before it."""
    return octets.collect(chain(before, (piece for _, piece in octets.pieces(data, start))))


def _look_at(body: Octets) -> None:
    """Raise where the bytes are not UTF-8, a piece at a time, so that no copy of all is made."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    for _, piece in octets.pieces(body):
        decoder.decode(piece)
    decoder.decode(b"", final=True)


def _transcoded(body: Octets, encoding: str, errors: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    for _, piece in octets.pieces(body):
        yield decoder.decode(piece).encode("utf-8", "replace")
    yield decoder.decode(b"", final=True).encode("utf-8", "replace")


def _while_readable(blocks: Iterable[bytes]) -> Iterator[bytes]:
    wrong = 0
    for block in blocks:
        yield block
        wrong += block.count("\ufffd".encode())
        if wrong > _MOST_WRONG:
            return


def _repaired(body: Octets, encoding: str) -> tuple[Octets, list[Finding]]:
    data = octets.collect(_while_readable(_transcoded(body, encoding, "replace")))
    # Wherever the encoding itself has no U+FFFD, the first one is the first that did not fit.
    at = max(data.find("�".encode()), 0)
    detail = {"encoding": encoding.upper()}
    if encoding in {"utf-8", "ascii"}:
        detail["instead"] = "Save the file as UTF-8"
    return data, [Finding("encoding-undecodable", at, at + 3, detail=detail)]

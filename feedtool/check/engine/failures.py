"""Where XML cannot be read any further: what is wrong there, and what mends it, in words."""

import re
from collections.abc import Callable
from xml.parsers import expat

from feedtool.check.octets import Octets
from feedtool.check.xml import places
from feedtool.check.xml.node import Node
from feedtool.imports.tuples import NamedTuple

_CODES = expat.errors.codes
_NO_ELEMENTS = _CODES[expat.errors.XML_ERROR_NO_ELEMENTS]
_UNCLOSED_CDATA = _CODES[expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION]
_UNCLOSED = {
    _UNCLOSED_CDATA,
    _CODES[expat.errors.XML_ERROR_UNCLOSED_TOKEN],
    _CODES[expat.errors.XML_ERROR_PARTIAL_CHAR],
}
MISMATCH = _CODES[expat.errors.XML_ERROR_TAG_MISMATCH]

_END_TAG = re.compile(rb"</[^<>\s]{1,100}\s*>")
_NAME = re.compile(rb"<([A-Za-z_][\w:.-]*)")
_END_OF_ROOT = re.compile(rb"</(?:rss|feed|rdf:RDF|opml)\s*>")
_CUT_REFERENCE = re.compile(rb"&[\w.:#-]*+\Z")
_LONGEST_REFERENCE = 60
_NUMBER = re.compile(rb"&#\w{1,20};?")
# What stands inside of a document as text although it can begin no token of it.
_ILL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_ENDS = {b"<!--": "-->", b"<![CDATA[": "]]>", b"<?": "?>", b"<!": ">"}


class Failure(NamedTuple):
    """Why a document cannot be read on, what to do about it, and where."""

    reason: str
    mend: str
    start: int
    end: int


def failure(error: expat.ExpatError, at: int, data: Octets, node: Node | None) -> Failure:
    """What an error of expat at an offset means; ``node`` is the element that is open there."""
    if error.code == _NO_ELEMENTS or error.code in _UNCLOSED:
        return _end(error.code, at, data, node)
    if error.code == MISMATCH:
        return _mismatch(at, data, node)
    explain = _EXPLAIN.get(error.code)
    if explain is not None:
        return explain(at, data)
    return Failure(expat.errors.messages.get(error.code, "it cannot be read"), "", at, at + 1)


def _end(code: int, at: int, data: Octets, node: Node | None) -> Failure:
    """The document ends where it should not, or something in it never does."""
    if code == _UNCLOSED_CDATA:
        at = max(data.rfind(b"<![CDATA["), 0)
    opening = next((mark for mark in _ENDS if data[at : at + len(mark)] == mark), None)
    if code in _UNCLOSED and opening and _END_OF_ROOT.search(data, at):
        mark = opening.decode()
        close = _ENDS[opening]
        return Failure(
            f"what {mark} begins does not end", f"Write {close} where it ends", at, at + 2
        )
    name = _unfinished(at, data, node) or (node.tag if node is not None else "")
    if not name:
        return Failure("there is no element", "Publish a feed even if it has no items", at, at + 1)
    end = len(data)
    while end and data[end - 1 : end].isspace():
        end -= 1
    line = _line(data, end)
    reason = f"the document ends within <{name}> (line {line})"
    return Failure(reason, "It was cut off: publish the whole of it", max(end - 1, 0), end)


def _unfinished(at: int, data: Octets, node: Node | None) -> str:
    """The element whose start tag is cut off, by the name that it was going to have."""
    found = _NAME.match(data, at)
    if not found or node is None:
        return found[1].decode("utf-8", "replace") if found else ""
    written = found[1].decode("utf-8", "replace")
    longer = [name for name in node.row.children if name.startswith(written)]
    return longer[0] if len(longer) == 1 else written


def _line(data: Octets, end: int) -> int:
    return places.Lines(data).spans([(end, end)])[end, end].line


def _mismatch(at: int, data: Octets, node: Node | None) -> Failure:
    start = data.rfind(b"<", max(at - 100, 0), at + 1)
    found = _END_TAG.match(data, start if start >= 0 else at)
    written = found[0].decode("utf-8", "replace") if found else "an end tag"
    if node is None or not node.tag:
        return Failure(f"{written} closes nothing that is open", "", at, at + 1)
    reason = f"{written} stands where </{node.tag}> should, for <{node.tag}> in line {_line(data, node.start)}"
    return Failure(reason, f"Close <{node.tag}> before it", at, at + 1)


def _behind(at: int, data: Octets) -> Failure:
    close = data.rfind(b"</", 0, at)
    found = _END_TAG.match(data, close) if close >= 0 else None
    root = found[0].decode("utf-8", "replace") if found else "the last end tag"
    if data[at : at + 5] == b"<?xml" or _NAME.match(data, at):
        return Failure(f"another document begins behind {root}", f"End at {root}", at, at + 1)
    return Failure(
        f"something stands behind {root}", f"Remove what stands behind {root}", at, at + 1
    )


def _invalid(at: int, data: Octets) -> Failure:
    here = data[at : at + 3]
    ill = _ILL.match(data, at)
    if ill:
        char = ord(ill[0].decode("utf-8", "replace"))
        return Failure(f"U+{char:04X} cannot be in XML", "Remove this character", at, ill.end())
    before = data[max(at - 1, 0) : at]
    cut = _CUT_REFERENCE.search(data[max(at - _LONGEST_REFERENCE, 0) : at])
    if cut:
        start = at - len(cut[0])
        return Failure("& begins nothing here", "Write &amp; for it", start, start + 1)
    for mark, name in ((b"&", "&amp;"), (b"<", "&lt;")):
        if before == mark or here[:1] == mark:
            start = at - 1 if before == mark else at
            sign = mark.decode()
            return Failure(f"{sign} begins nothing here", f"Write {name} for it", start, start + 1)
    return Failure("a character stands where none can", "", at, at + 1)


def _reference(at: int, data: Octets) -> Failure:
    found = _NUMBER.match(data, at)
    written = found[0].decode("ascii", "replace") if found else "a reference"
    reason = f"{written} names a character that XML cannot have"
    return Failure(reason, f"Remove {written}", at, found.end() if found else at + 1)


def _twice(at: int, _data: Octets) -> Failure:
    return Failure("an attribute is there twice", "Keep one of them", at, at + 1)


def _misplaced(at: int, _data: Octets) -> Failure:
    return Failure("<?xml does not begin it", "Remove what stands before <?xml", at, at + 5)


_EXPLAIN: dict[int, Callable[[int, Octets], Failure]] = {
    _CODES[expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT]: _behind,
    _CODES[expat.errors.XML_ERROR_INVALID_TOKEN]: _invalid,
    _CODES[expat.errors.XML_ERROR_BAD_CHAR_REF]: _reference,
    _CODES[expat.errors.XML_ERROR_DUPLICATE_ATTRIBUTE]: _twice,
    _CODES[expat.errors.XML_ERROR_MISPLACED_XML_PI]: _misplaced,
}

"""What servers send in place of a feed, or before it: pages, messages of programs, plain text.

Imported for documents that do not begin as feeds do.
"""

import re

from feedtool.check.finding import Finding
from feedtool.check.octets import Octets

_HEAD = 1 << 16
_COMMENTS = rb"\s*+(?>(?:<!--.*?-->\s*+|<\?.*?\?>\s*+)*)"
_PAGE = re.compile(
    _COMMENTS + rb"(?:<!doctype\s+html\b|<(?:\w+:)?html\b)", re.IGNORECASE | re.DOTALL
)
_BEGINNING = re.compile(rb"<\?xml\s|<(?:rss|feed|rdf:RDF|opml)[\s>]")
# Markup that programs put around what they complain of.
_OUTPUT = re.compile(
    rb"\s*+(?:[^<\s]|</?(?:br|b|p|div|pre|span|table|font|script|h\d|xmp|center)\b)", re.IGNORECASE
)
_COMPLAINT = re.compile(
    rb"\b(?:warning|notice|deprecated|(?:fatal |parse |database )?error|exception|traceback)\b",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]*>")
_LOGIN = re.compile(rb"type\s*=\s*[\"']?password\b", re.IGNORECASE)
_FEED_LINK = re.compile(
    rb"<link\b(?=[^>]{0,500}\btype\s*=\s*[\"']application/(?:rss|atom|feed)\+(?:xml|json)[\"'])"
    rb"[^>]{0,500}\bhref\s*=\s*[\"']([^\"'>]{1,500})[\"']",
    re.IGNORECASE,
)


def recognise(data: Octets) -> Finding | None:
    """What a document in UTF-8 is or begins with, if that is no feed: the one problem that it has."""
    head = data[:_HEAD]
    if _PAGE.match(head):
        return _page(head)
    return _before(head) or _text(head)


def _page(head: bytes) -> Finding:
    start = len(head) - len(head.lstrip())
    what = "A web page that asks for a password" if _LOGIN.search(head) else "A web page"
    found = _FEED_LINK.search(head)
    detail = {"what": what, "begin": "page"}
    if found:
        detail["feed"] = found[1].decode("utf-8", "replace")
    return Finding("document-unknown", start, _line_end(head, start), detail=detail)


def _before(head: bytes) -> Finding | None:
    """Something that stands before a feed."""
    found = _BEGINNING.search(head)
    if not found or not head[: found.start()].strip():
        return None
    if not _OUTPUT.match(head):
        return None  # comments and declarations are XML: a parser says where they cannot stand
    before = head[: found.start()]
    start = len(before) - len(before.lstrip())
    begin = found[0].strip(b" \t\r\n>").decode()
    complaint = _COMPLAINT.search(_bare(before).encode())
    detail = {
        "intruder": "A message of a program" if complaint else "Something else",
        "begin": begin,
        "line": str(before.count(b"\n") + 1),
        "value": _bare(before),
    }
    return Finding("document-unknown", start, len(before.rstrip()), detail=detail)


def _text(head: bytes) -> Finding | None:
    start = len(head) - len(head.lstrip())
    if head[start : start + 1] == b"<":
        return None
    text = _bare(head[start:])
    what = "Text" if text.isprintable() and "\ufffd" not in text else "A file that is no text"
    detail = {"what": what, "begin": "text", "value": text}
    return Finding("document-unknown", start, _line_end(head, start), detail=detail)


def _bare(data: bytes) -> str:
    """The beginning of a text, without tags and with white space folded."""
    return " ".join(_TAG.sub(" ", data[:1000].decode("utf-8", "replace")).split())[:200]


def _line_end(head: bytes, start: int) -> int:
    return start + len(head[start : start + 200].split(b"\n", 1)[0].rstrip())

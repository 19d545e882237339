"""The checker: bytes in, problems out."""

import re
from collections.abc import Iterator

from feedtool.check import source
from feedtool.check.catalogue import RULES
from feedtool.check.collector import Collector
from feedtool.check.engine.elements import Engine
from feedtool.check.engine.walk import Walk
from feedtool.check.finding import Finding
from feedtool.check.octets import Octets
from feedtool.check.options import CheckOptions
from feedtool.check.xml.document import XmlDocument
from feedtool.check.xml.places import Lines
from feedtool.diagnostics.problem import Problem, Severity, Span, in_order
from feedtool.imports.tuples import NamedTuple

_FEED = re.compile(rb"\s*(?:<\?xml\s|<(?:rss|feed|rdf:RDF|opml)\b|[{\[])")
_HEAD = 1000
_REPLACEMENT = "\ufffd"  # stands for bytes that could not be read

# Whoever meets one of these sees nothing of the document.
_UNREADABLE = frozenset({"document-unknown", "json-not-well-formed", "xml-not-well-formed"})
_FORMATS = {
    "atom": "Atom 1.0",
    "rdf": "RSS 1.0",
    "opml": "OPML",
    "app": "AtomPub",
    "at": "Atom deleted entry",
    "rss": "RSS",
}
_VERSIONS = {
    "rss": {"0.90", "0.91", "0.92", "0.93", "0.94", "2.0"},
    "opml": {"1.0", "1.1", "2.0"},
}


class Judgement(NamedTuple):
    """The problems of a feed, in order of place, and the name of its format, empty if nobody can read it."""

    problems: tuple[Problem, ...]
    format: str


def check(path: str, content: Octets, options: CheckOptions) -> tuple[Problem, ...]:
    """The problems of a feed, in order of place.

    The kind of feed is recognised by the content; ``path`` only names it. Nothing is fetched, and no
    content makes this raise. What a profile does not mind is left out. Raises OSError where there is
    no room on the disk for a large document's copy in UTF-8.
    """
    return judge(path, content, options).problems


def judge(path: str, content: Octets, options: CheckOptions) -> Judgement:
    """The problems of a feed as ``check`` finds them, and what it was read as; raises OSError as that does."""
    data, collector = _look_through(content, options)
    found = collector.findings
    minded = [one for one in found if _weight(one, options.profile) is not None]
    spans = Lines(data).spans((one.start, one.end) for one in minded)
    problems = in_order(_problems(path, minded, spans, options.profile))
    is_readable = _UNREADABLE.isdisjoint(one.code for one in found)
    return Judgement(problems, collector.format if is_readable else "")


def findings(content: Octets, options: CheckOptions) -> tuple[Octets, list[Finding]]:
    """Everything found in a document, and the document in UTF-8 that the places refer to."""
    data, collector = _look_through(content, options)
    return data, collector.findings


def _look_through(content: Octets, options: CheckOptions) -> tuple[Octets, Collector]:
    read = source.read(content, options.fallback_encoding)
    collector = Collector(read.findings)
    if read.fatal:
        return read.data, collector  # nothing of it can be looked at
    stranger = _stranger(read.data)
    if stranger:
        return read.data, Collector([stranger])
    if source.is_json(read.data):
        from feedtool.check.json import feed  # late: most feeds are XML

        feed.Check(read.data, options, collector).run()
        collector.format = collector.format or "JSON Feed"
    else:
        doc = XmlDocument(read.data, read.encoding, options, collector)
        Walk(doc, Engine(doc)).run()
        collector.format = _format(doc)
        if doc.is_repaired:
            collector.forget_values_with(_REPLACEMENT)
    return read.data, collector


def _format(doc: XmlDocument) -> str:
    """What an XML document was read as: ``RSS 0.91``."""
    is_known = doc.version in _VERSIONS.get(doc.kind, ())
    version = f" {doc.version}" if is_known else ""
    return _FORMATS.get(doc.kind, doc.kind) + version


def _stranger(data: Octets) -> Finding | None:
    """What stands in place of a feed or before it, where a document does not begin as feeds do."""
    if _FEED.match(data) and b"<html" not in data[:_HEAD].lower():
        return None
    from feedtool.check import strangers  # late: most documents are feeds

    return strangers.recognise(data)


def _problems(
    path: str, found: list[Finding], spans: dict[tuple[int, int], Span], profile: str
) -> Iterator[Problem]:
    for one in found:
        rule = RULES[one.code]
        severity = _weight(one, profile)
        if severity is not None:
            parts, span = one.parts(), spans[one.start, one.end]
            hint, named = rule.hint_of(parts) or None, tuple(parts.items())
            yield Problem(
                path, one.code, rule.message_of(parts), span, severity, hint=hint, parts=named
            )


def _weight(found: Finding, profile: str) -> Severity | None:
    return RULES[found.code].weight(profile, lesser=found.lesser)

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
from feedtool.check.options import Options
from feedtool.check.xml.document import Document
from feedtool.check.xml.places import Lines
from feedtool.diagnostics.problem import Problem, Severity, Span, in_order

_FEED = re.compile(rb"\s*(?:<\?xml\s|<(?:rss|feed|rdf:RDF|opml)\b|[{\[])")
_HEAD = 1000


def check(path: str, content: Octets, options: Options) -> tuple[Problem, ...]:
    """The problems of a feed, in order of place.

    The kind of feed is told from the content; ``path`` only names it. Nothing is fetched, and no
    content makes this raise. What a profile does not mind is left out. Raises OSError where there is
    no room on the disk for a large document's copy in UTF-8.
    """
    data, found = findings(content, options)
    minded = [one for one in found if _weight(one, options.profile) is not None]
    spans = Lines(data).spans((one.start, one.end) for one in minded)
    return in_order(_problems(path, minded, spans, options.profile))


def findings(content: Octets, options: Options) -> tuple[Octets, list[Finding]]:
    """Everything found in a document, and the document in UTF-8 that the places refer to."""
    read = source.read(content, options.fallback_encoding)
    collector = Collector(read.findings)
    if read.fatal:
        return read.data, collector.findings  # nothing of it can be looked at
    stranger = _stranger(read.data)
    if stranger:
        return read.data, [stranger]
    if source.is_json(read.data):
        from feedtool.check.json import feed  # late: most feeds are XML

        feed.Check(read.data, options, collector).run()
    else:
        doc = Document(read.data, read.encoding, options, collector)
        Walk(doc, Engine(doc)).run()
    return read.data, collector.findings


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
            hint, named = rule.advises(parts) or None, tuple(parts.items())
            yield Problem(path, one.code, rule.says(parts), span, severity, hint=hint, parts=named)


def _weight(found: Finding, profile: str) -> Severity | None:
    return RULES[found.code].weight(profile, lesser=found.lesser)

"""What the W3C Feed Validator would call our findings: the input of the suite's ``score.py``.

    python tests/conformance/w3c.py FILE…

prints ``{"<path as given>": [{"event", "severity", "element", "parent", "attr", "line", …}]}``. The
names of events and their way to name elements live here and nowhere in the checker.
"""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from feedtool.check.catalogue import RULES
from feedtool.check.checker import findings
from feedtool.check.finding import Finding
from feedtool.check.options import CheckOptions
from feedtool.check.xml.places import Lines

EVENTS: dict[str, str] = json.loads(Path(__file__).with_name("events.json").read_text())
BASE = "http://www.feedvalidator.org/testcases/"
NOW = datetime(2026, 11, 21, tzinfo=UTC)

# Where the suite reports an attribute as an element of its own, and what it calls the parent.
_IN_OWNER = {
    "category": {"term", "scheme"}, "enclosure": {"url"}, "source": {"url"},
    "outline": {
        "created", "isBreakpoint", "isComment", "xmlUrl", "htmlUrl", "url", "language",
    },
    "feedburner:feedFlare": {"href", "src"}, "xhtml:meta": {"name", "content"},
    "opensearch:Query": {
        "title", "totalResults", "searchTerms", "count", "startIndex", "startPage", "language",
        "inputEncoding", "outputEncoding", "role",
    },
}  # fmt: skip
_IN_OUTER = {
    "link": {"href", "hreflang", "length", "thr:count", "thr:updated"},
    "thr:in-reply-to": {"href", "ref", "source"},
}
_MEDIA = {
    "fileSize", "bitrate", "framerate", "samplingrate", "channels", "duration", "height", "width",
    "url", "scheme", "lang", "isDefault", "expression", "medium",
}  # fmt: skip
# What the suite calls the place of some rules, where these are no names of ours.
_PLACES: dict[str, tuple[str | None, str | None]] = {
    "MissingSelf": ("feed", "root"),
    "MissingAtomSelfLink": ("channel", None),
    "AvoidTextInput": ("channel", None),
    "DuplicateSemantics": ("channel", None),
    "DuplicateItemSemantics": ("item", None),
    "NeedDescriptionBeforeContent": ("item", None),
    "SlashDate": ("item", None),
    "ItemMustContainTitleOrDescription": ("item", None),
    "FeedRelInCompleteFeed": ("feed", None),
    "CurrentNotSelfInCompleteFeed": ("feed", None),
    "LinkPastEnd": ("feed", None),
    "ArchiveIncomplete": ("feed", None),
    "MissingCurrentInArchive": ("feed", None),
    "DuplicateIds": ("feed", None),
    "UnsupportedItunesFormat": ("item", "channel"),
    "NotUTF8": ("channel", "rss"),
    "FeedHistoryRelInEntry": ("link", None),
    "MisplacedItem": ("item", "channel"),
}
_OWNER_ONLY = {
    "MissingRealName", "EmailFormat", "MediaGroupWithoutAlternatives", "CharacterData",
    "RelativeSelf", "DuplicateDescriptionSemantics", "NoBlink", "ObsoleteVersion", "CoordComma",
}  # fmt: skip
_KEEPS_OWNER = {
    "ContainsHTML", "InvalidItunesCategory", "ObsoleteItunesCategory", "InvalidOutlineVersion",
    "InvalidOutlineType", "InvalidOPMLVersion", "InvalidRSSVersion", "AtomLinkNotEmpty",
}  # fmt: skip
_NO_PARENT = {("enclosure", "url"), ("source", "url")}
# What else the suite says of the same, such as that it goes no further there.
_ALSO = {
    "xml-prefix-unbound": ("SAXError",),
    "xml-entity-undefined": ("SAXError",),
    "html-namespace-missing": ("MissingNamespace", "NotHtml"),
}
_FAMILIES = {"atom", "ext", "opensearch", "opml", "rss", "rss20", "xml"}
_OF_ROOT = {"InvalidNamespace", "MissingNamespace", "UndefinedElement", "ObsoleteNamespace"}


def events(path: str) -> Iterator[dict[str, object]]:
    """What the suite would log for a file, as far as its events have a rule of ours."""
    base = BASE + _in_suite(path)
    options = CheckOptions(profile="w3c", base=base, fallback_encoding="us-ascii", now=NOW)
    data, found = findings(Path(path).read_bytes(), options)
    spans = Lines(data).spans((one.start, one.end) for one in found)
    for one in found:
        severity = RULES[one.code].severities["w3c"]
        event = _event(one)
        if severity is None or event is None:
            continue
        span = spans[one.start, one.end]
        yield {
            **{key: value for key, value in one.detail.items() if key not in {"element", "parent"}},
            "event": event,
            "severity": severity.value,
            **_names(one, event),
            "line": span.line,
            "column": span.column,
            "code": one.code,
        }


def _in_suite(path: str) -> str:
    """The path of a case within the suite, wherever the suite is."""
    parts = Path(path).parts
    first = next((n for n, part in enumerate(parts) if part in _FAMILIES), len(parts) - 1)
    return "/".join(parts[first:])


def _event(one: Finding) -> str | list[str] | None:
    event = EVENTS.get(one.code)
    if event and one.detail.get("blank"):
        return [event, "NotBlank"]
    of_attribute = ("InvalidURIAttribute",) if event == "InvalidLink" and one.attribute else ()
    also = _ALSO.get(one.code, of_attribute)
    if also:
        return [str(event), *also]
    if one.detail.get("title") and one.code == "uri-not-absolute":
        return [EVENTS["uri-character"], str(event)]
    if event == "AttrNotBlank" and (one.element, one.attribute) == ("atom:link", "rel"):
        return [event, "UnregisteredAtomLinkRel"]
    if event == "UriNotIri" and one.detail["value"].startswith("tag:"):
        return [event, "InvalidTAG"]
    return event


def _plain(name: str) -> str:
    prefix, _, local = name.rpartition(":")
    return local if prefix in {"atom", "rss1"} or name == "rdf:Description" else name


def _names(one: Finding, event: str | list[str]) -> dict[str, str | None]:
    name = event if isinstance(event, str) else event[0]
    if not one.element and name not in _PLACES:
        return _nameless(one, name)
    in_atom = one.parent.startswith("atom:") or not one.parent or one.element.startswith("rss1:")
    if one.element.startswith("app:") or one.parent.startswith("app:"):
        in_atom = False
    own = in_atom or one.element == "rdf:Description" or one.element.startswith("atom:author")
    element = _plain(one.element) if own else one.element
    if name in _PLACES:
        known, outer = _PLACES[name]
        return {"element": known, "parent": outer, "attr": None}
    if name in _OWNER_ONLY:
        owner = one.attribute if name == "RelativeSelf" else element
        return {"element": owner, "parent": None, "attr": None}
    if one.code.startswith("html-") and one.element.partition(":")[0] in {"xhtml", "svg", "mathml"}:
        return _in_xhtml(one)
    return _named(one, name, element)


def _named(one: Finding, event: str, element: str) -> dict[str, str | None]:
    """A finding about an element that the suite knows by our name or by that of an attribute."""
    parent = _plain(one.parent) if one.parent else "root"
    if event not in {"MissingElement", "InvalidItunesCategory", "ObsoleteItunesCategory"}:
        parent = parent.replace(":", "_").removeprefix("xhtml_")
    attribute = one.attribute or one.detail.get("attribute", "")
    if event == "UnexpectedAttribute":
        return {"element": element, "parent": element, "attr": None}
    of_outline = one.element == "outline" and event != "MissingAttribute"
    if event in _KEEPS_OWNER or (event.startswith("Missing") and of_outline):
        return {"element": element, "parent": parent, "attr": None}
    if event == "MissingAttribute" and (element, attribute) in _NO_PARENT:
        return {"element": element, "parent": None, "attr": attribute}
    if event.startswith("Missing") or not attribute:
        return {"element": element, "parent": parent, "attr": attribute or one.detail.get("attr")}
    return _attribute(element, parent, attribute, event)


def _nameless(one: Finding, event: str) -> dict[str, str | None]:
    """A finding about no element."""
    if one.detail.get("xmlns"):
        return {"element": f"xmlns:{one.detail['prefix']}", "parent": "feed", "attr": None}
    if event in _OF_ROOT and "tag" in one.detail:
        return {"element": one.detail["tag"].rpartition(":")[2], "parent": "root", "attr": None}
    return {"element": None, "parent": None, "attr": None}


def _in_xhtml(one: Finding) -> dict[str, str | None]:
    """The suite names the holder of XHTML, or the element that has the attribute."""
    if one.parent == "xhtml:body" or one.element == "xhtml:body":
        return {"element": "xhtml:body", "parent": "item", "attr": one.detail.get("attr")}
    owner = (
        one.parent if one.parent.partition(":")[0] in {"xhtml", "svg", "mathml"} else one.element
    )
    return {"element": owner.rpartition(":")[2], "parent": None, "attr": one.detail.get("attr")}


def _attribute(element: str, outer: str, attribute: str, event: str) -> dict[str, str | None]:
    if attribute.startswith("xml:") or attribute in _IN_OWNER.get(element, ()):
        return {"element": attribute, "parent": element.replace(":", "_"), "attr": None}
    if event == "BadCharacters":
        return {"element": attribute, "parent": element, "attr": None}
    plain = element.removeprefix("atom:")
    if attribute in _IN_OUTER.get(plain, ()):
        return {"element": attribute, "parent": outer, "attr": None}
    media = element.startswith("media:") and attribute in _MEDIA
    return {"element": attribute if media else element, "parent": outer, "attr": attribute}


if __name__ == "__main__":
    print(json.dumps({path: list(events(path)) for path in sys.argv[1:]}))  # noqa: T201

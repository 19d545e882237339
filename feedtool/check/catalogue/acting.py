"""Who acts on an error: the principle by which a rule is one.

An **error** is what its specification forbids (the link of the rule names the sentence) *and* a reader, a
store or a directory acts on, or by which a part of the content is lost. A **warning** costs some
subscribers something. **Information** is worth knowing. A name that a growing vocabulary may have got is
information, an empty optional element is a warning, and a limit that nobody enforces any more is one of the
``w3c`` profile alone.
"""

from collections.abc import Mapping
from types import MappingProxyType

_PARSERS = "every XML parser (expat, libxml2, Xerces, Go's, Java's): it reads nothing from there on"
_BOUNDED = "Miniflux, which reads 15 MiB, and other servers that bound what one feed may take"
_UNREAD = "every reader: it knows names by their namespace, and passes over what has another"
_DATES = "Miniflux and NetNewsWire, which date the item by its arrival, and feedparser, which gives no date"
_KEYS = "NetNewsWire, Miniflux and FreshRSS, which know items by it and show one of the two"
_BROWSERS = "the browser that a reader opens it in: it finds no page"
_SHOWN = "every reader: there is nothing that it could show"
_MAPS = "readers that draw maps (OpenLayers, uDig): the position is lost"
_APPLE = "Apple Podcasts, which checks it when a show is sent in and at each refresh"
_APPS = "the apps of Podcasting 2.0 (Fountain, Podverse, Castamatic), which pass over the element"
_JSON = "the JSON parser of every reader: it stops"
_PLAYERS = (
    "podcast apps (AntennaPod, Apple Podcasts), which tell by it whether there is something to play"
)
_ATOM = "readers that mix the entries of many feeds (Planet, Feedbin), and sort and show by it"
_NO_FEED = "every reader: it finds no feed to subscribe to"
_LOST = "every reader: what it says is lost"

ACTING: Mapping[str, str] = MappingProxyType(
    {
        "document-empty": _NO_FEED,
        "document-too-large": _BOUNDED,
        "document-compressed": _PARSERS,
        "document-unknown": _NO_FEED,
        "document-namespace": _NO_FEED,
        "document-no-namespace": "ROME and NetNewsWire, which tell formats apart by namespace",
        "atom-namespace-obsolete": "NetNewsWire and Go's readers, which know Atom 1.0 alone",
        "encoding-unknown": _PARSERS,
        "encoding-contradiction": _PARSERS,
        "encoding-undecodable": _PARSERS,
        "encoding-unsafe": "browsers and parsers, which dropped UTF-7: they show wrong letters",
        "xml-blank-before-declaration": _PARSERS,
        "xml-version": _PARSERS,
        "xml-not-well-formed": _PARSERS,
        "xml-too-deep": "libxml2, which stops at 256 levels",
        "xml-many-attributes": _BOUNDED,
        "xml-tag-too-long": "libxml2, which stops at 10 MB",
        "part-too-large": _BOUNDED,
        "document-many-parts": _BOUNDED,
        "problems-too-many": "whoever goes by a check: what is wrong behind these would pass for right",
        "xml-entity-undefined": _PARSERS,
        "xml-entity-declared": "rss-parser, which gives the feed up; feedparser and Ruby show the reference",
        "xml-entity-expansion": "libxml2 and expat, which refuse what swells so",
        "xml-prefix-unbound": _PARSERS,
        "xml-namespace-invalid": _UNREAD,
        "namespace-near-miss": _UNREAD,
        "namespace-near-miss-other": _UNREAD,
        "namespace-media-slash": _UNREAD,
        "element-duplicate": "every reader: it keeps the first or the last of them, and one is lost",
        "element-unknown": _LOST,
        "element-in-value": _LOST,
        "element-missing": "whoever reads what it belongs to: without it that says nothing",
        "attribute-missing": "whoever reads the element: without it that says nothing",
        "attribute-unknown": _LOST,
        "text-unexpected": _LOST,
        "value-whitespace": "java.time, Go's time package and others that take no padded date",
        "value-true-false-attribute": "NetNewsWire and feedparser, which take whatever is not false for true",
        "uri-character": _BROWSERS,
        "uri-not-absolute": _BROWSERS,
        "uri-invalid": _BROWSERS,
        "uri-http": _PLAYERS,
        "uuid-invalid": _APPS,
        "uri-too-long": "browsers and servers, which answer 414",
        "date-rfc3339": _DATES,
        "date-rfc822": _DATES,
        "date-w3cdtf": _DATES,
        "date-iso8601": _APPS,
        "date-range": _DATES,
        "date-npt": "players that jump to chapters (AntennaPod, Podlove): they do not find the place",
        "number-attribute": _APPLE,
        "media-type-attribute": _PLAYERS,
        "geo-latitude": _MAPS,
        "geo-longitude": _MAPS,
        "geo-pair": _MAPS,
        "geo-pairs": _MAPS,
        "rss-version": "ROME, which has a parser for each version and none for others",
        "rss-channel-missing": _NO_FEED,
        "rss-channel-title-missing": "every reader: it lists the feed by its address; Apple refuses it",
        "rss-channel-link-missing": "every reader: it cannot lead to the site",
        "rss-channel-description-missing": "Apple Podcasts and Feedly's directory, which show it",
        "rss-item-empty": _SHOWN,
        "rss-guid-duplicate": _KEYS,
        "rss-guid-not-url": _BROWSERS,
        "rss-guid-not-permalink": _BROWSERS,
        "rdf-mixed": _LOST,
        "atom-feed-id-missing": _ATOM,
        "atom-feed-title-missing": "every reader: it lists the feed by its address",
        "atom-feed-updated-missing": _ATOM,
        "atom-entry-id-missing": "NetNewsWire and Miniflux, which show the entry anew when it changes",
        "atom-entry-title-missing": "every reader: it lists the entry without a name",
        "atom-entry-updated-missing": _DATES,
        "atom-entry-author-missing": _ATOM,
        "atom-entry-no-alternate": _SHOWN,
        "atom-entry-summary-missing": "readers that do not fetch or decode content: they have nothing to show",
        "atom-entry-ids-same": _KEYS,
        "atom-link-href-missing": _LOST,
        "atom-link-duplicate": "every reader: it follows one of the two",
        "atom-media-type": "readers that show content by its type: they show none",
        "atom-text-type": "readers that show a text by its type: they show the markup, or none",
        "atom-text-type-unknown": "readers that show a text by its type: they show the markup, or none",
        "atom-text-not-escaped": _LOST,
        "atom-xhtml-div-missing": "ROME and Go's readers, which take the text from the div",
        "atom-content-not-base64": _SHOWN,
        "media-content-no-url": "every reader of Media RSS: there is nothing that it could show or play",
        "itunes-explicit": _APPLE,
        "itunes-type": "Apple Podcasts, which sorts the episodes by it",
        "itunes-episode-type": "Apple Podcasts, which lists the episode by it",
        "itunes-duration": "Apple Podcasts and AntennaPod, which show no length",
        "itunes-category": "Apple Podcasts, which does not list the show there",
        "podcast-guid": "Podcast Index, which knows shows by it",
        "podcast-yes-no": "hosts that ask whether a show may be moved: they take it for no",
        "podcast-live-status": _APPS,
        "podcast-percentage": _APPS,
        "json-not-well-formed": _JSON,
        "json-duplicate-key": "every JSON parser: it keeps one of the two",
        "json-lone-surrogate": _JSON,
        "jsonfeed-version": "NetNewsWire and feedparser, which tell JSON Feed by it",
        "jsonfeed-key-missing": "readers of JSON Feed, which refuse the feed or pass over the object",
        "jsonfeed-kind": "readers with typed parsers (NetNewsWire, Go's): they pass over the value or the feed",
        "jsonfeed-next-url": "readers that follow it: they fetch the same page again and again",
        "jsonfeed-item-id-missing": "readers of JSON Feed, which discard the item, as they are told to",
        "jsonfeed-item-id-duplicate": _KEYS,
        "jsonfeed-item-no-content": _SHOWN,
    }
)
"""For the code of each error of the default profile: the readers or directories that act on it, and how."""

"""Namespaces: the names that the tables give to those they know."""

import re

XML = "http://www.w3.org/XML/1998/namespace"
ATOM = "http://www.w3.org/2005/Atom"
XHTML = "http://www.w3.org/1999/xhtml"

CHECKED = {  # those the tables have rows for
    XML: "xml",
    ATOM: "atom",
    XHTML: "xhtml",
    "http://www.w3.org/2000/svg": "svg",
    "http://www.w3.org/1998/Math/MathML": "mathml",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://purl.org/rss/1.0/": "rss1",
    "http://my.netscape.com/rdf/simple/0.9/": "rss1",
    "http://my.netscape.com/publish/formats/rss-0.9.dtd": "rss1",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/rss/1.0/modules/syndication/": "sy",
    "http://purl.org/rss/1.0/modules/slash/": "slash",
    "http://wellformedweb.org/CommentAPI/": "wfw",
    "http://purl.org/syndication/thread/1.0": "thr",
    "http://purl.org/syndication/history/1.0": "fh",
    "http://www.w3.org/2007/app": "app",
    "http://purl.org/atompub/tombstones/1.0": "at",
    "http://search.yahoo.com/mrss/": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "https://podcastindex.org/namespace/1.0": "podcast",
    "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md": "podcast",
    "http://www.google.com/schemas/play-podcasts/1.0": "googleplay",
    "http://podlove.org/simple-chapters": "psc",
    "http://www.georss.org/georss": "georss",
    "http://www.opengis.net/gml": "gml",
    "http://www.w3.org/2003/01/geo/wgs84_pos#": "geo",
    "http://postneo.com/icbm": "icbm",
    "http://postneo.com/icbm/": "icbm",
    "http://geourl.org/rss/module/": "geourl",
    "http://backend.userland.com/creativeCommonsRssModule": "creativeCommons",
    "http://web.resource.org/cc/": "cc",
    "http://creativecommons.org/ns#": "cc",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://a9.com/-/spec/opensearch/1.1/": "opensearch",
    "http://a9.com/-/spec/opensearchrss/1.0/": "opensearch",
    "http://source.scripting.com/": "source",
    "http://webfeeds.org/rss/1.0": "webfeeds",
    "http://webns.net/mvcb/": "admin",
    "http://backend.userland.com/blogChannelModule": "blogChannel",
    "http://purl.org/rss/1.0/modules/aggregation/": "ag",
    "http://purl.org/rss/1.0/modules/event/": "ev",
    "http://madskills.com/public/xml/rss/module/trackback/": "trackback",
    "http://purl.org/rss/1.0/modules/taxonomy/": "taxo",
    "http://purl.org/rss/1.0/modules/link/": "l",
    "http://my.theinfo.org/changed/1.0/rss/": "cp",
    "http://purl.org/rss/1.0/modules/company/": "cp",
    "http://purl.org/rss/1.0/modules/wiki/": "wiki",
    "http://www.w3.org/2000/01/rdf-schema#": "rdfs",
    "http://xmlns.com/foaf/0.1/": "foaf",
}
RECOGNISED = {  # known, with nothing to check
    "http://schemas.google.com/g/2005": "gd",
    "http://schemas.google.com/blogger/2008": "blogger",
    "http://base.google.com/ns/1.0": "g",
    "http://base.google.com/cns/1.0": "gc",
    "http://www.spotify.com/ns/rss": "spotify",
    "http://www.youtube.com/xml/schemas/2015": "yt",
    "http://gdata.youtube.com/schemas/2007": "yt",
    "https://rslstandard.org/rsl": "rsl",
    "http://cyber.law.harvard.edu/rss/creativeCommonsRssModule.html": "cc",
    "http://blogs.law.harvard.edu/tech/creativeCommonsRssModule": "cc",
    "http://www.rawvoice.com/rawvoiceRssModule/": "rawvoice",
    "https://blubrry.com/developer/rawvoice-rss": "rawvoice",
    "https://schema.acast.com/1.0/": "acast",
    "http://arxiv.org/schemas/atom": "arxiv",
    "http://purl.org/net/pingback/": "pingback",
    "https://feed.press/xmlns": "feedpress",
    "com-wordpress:feed-additions:1": "wordpress",
    "http://wordpress.org/export/1.2/": "wp",
    "http://www.w3.org/1999/xlink": "xlink",
    "http://www.w3.org/2001/XMLSchema-instance": "xsi",
    "http://www.w3.org/2006/vcard/ns#": "vcard",
    "http://schemas.pocketsoap.com/rss/myDescModule/": "myDesc",
    "http://www.microsoft.com/schemas/rss/core/2005": "cf",
    "http://feedsync.org/2007/feedsync": "sx",
    "http://www.microsoft.com/schemas/rss/sse": "sx",
    "http://news.yandex.ru": "yandex",
    "http://turbo.yandex.ru": "turbo",
    "http://microblog.reallysimple.org/": "microblog",
    "http://www.sitemaps.org/schemas/sitemap/0.9": "sitemap",
    "http://www.google.com/schemas/sitemap-news/0.9": "news",
    "http://jabber.org/protocol/pubsub": "pubsub",
    "http://activitystrea.ms/spec/1.0/": "activity",
    "http://portablecontacts.net/spec/1.0": "poco",
    "http://ostatus.org/schema/1.0": "ostatus",
    "http://mastodon.social/schema/1.0": "mastodon",
    "http://www.w3.org/2002/12/cal#": "cal",
    "http://purl.org/net/rss1.1#": "rss11",
    "http://hacks.benhammersley.com/rss/streaming/": "str",
    "http://postneo.com/rss/aggregation": "aggregation",
    "http://www.theoryofgroups.com/rss/": "group",
    "http://a9.com/-/opensearch/extensions/relevance/1.0/": "relevance",
    "http://a9.com/-/opensearch/extensions/time/1.0/": "time",
    "http://a9.com/-/opensearch/extensions/geo/1.0/": "osgeo",
}
# PRISM is one vocabulary, whose name has had its version in either place.
_PRISM = ("1.0", "1.1", "1.2", "1.3", "2.0", "2.1", "2.2", "3.0")
for _version in _PRISM:
    RECOGNISED[f"http://prismstandard.org/namespaces/basic/{_version}/"] = "prism"
    RECOGNISED[f"http://prismstandard.org/namespaces/{_version}/basic/"] = "prism"
# https://web.resource.org/rss/1.0/modules/
_MODULES = (
    "annotate", "audio", "context", "dcterms", "email", "image", "photo", "reference", "richequiv", "rss091",
    "search", "servicestatus", "streaming", "textinput", "threading",
)  # fmt: skip
for _module in _MODULES:
    RECOGNISED[f"http://purl.org/rss/1.0/modules/{_module}/"] = _module
OBSOLETE_ATOM = {
    "http://purl.org/atom/ns#",
    "http://purl.org/atom/ns#draft-ietf-atompub-format-0",
}
PREFIX = {**RECOGNISED, **CHECKED}
_SCHEME = re.compile(r"https?://(?:www\.)?")
_LONGEST = 200  # no namespace that is known, and none that was meant to be, is longer


def _bare(uri: str) -> str:
    return _SCHEME.sub("", uri).rstrip("/#").lower()


_NEAR = {_bare(uri): uri for uri in reversed(PREFIX)}
USUAL = {prefix: uri for uri, prefix in reversed(PREFIX.items())}


def canonical(uri: str) -> str:
    """The known namespace this one is, or was meant to be; empty if there is none."""
    if uri in PREFIX:
        return uri
    return _NEAR.get(_bare(uri), "") if len(uri) <= _LONGEST else ""

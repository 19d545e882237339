"""Minimal documents around the examples of the catalogue, one for each place that they stand in."""

from feedtool.diagnostics.rule import Rule

NAMESPACES = {
    "app": "http://www.w3.org/2007/app",
    "at": "http://purl.org/atompub/tombstones/1.0",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "cc": "http://creativecommons.org/ns#",
    "creativeCommons": "http://backend.userland.com/creativeCommonsRssModule",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "ev": "http://purl.org/rss/1.0/modules/event/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "georss": "http://www.georss.org/georss",
    "geourl": "http://geourl.org/rss/module/",
    "googleplay": "http://www.google.com/schemas/play-podcasts/1.0",
    "icbm": "http://postneo.com/icbm/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "opensearch": "http://a9.com/-/spec/opensearch/1.1/",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "source": "http://source.scripting.com/",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "thr": "http://purl.org/syndication/thread/1.0",
    "trackback": "http://madskills.com/public/xml/rss/module/trackback/",
    "wfw": "http://wellformedweb.org/CommentAPI/",
    "xhtml": "http://www.w3.org/1999/xhtml",
}
_CHANNEL = (
    "<title>News</title>\n<link>https://example.org/</link>\n<description>All news</description>\n"
)
_SELF = '<atom:link rel="self" type="application/rss+xml" href="https://example.org/feed"/>\n'
_TITLE = "<title>One</title>\n"
_GUID = '<guid isPermaLink="false">example.org/one</guid>\n'
_FEED = (
    '<feed xmlns="http://www.w3.org/2005/Atom"{}>\n<id>https://example.org/</id>\n<title>News</title>\n'
    "<updated>2003-12-13T18:30:02Z</updated>\n<author><name>Ann</name></author>\n"
    '<link rel="self" href="https://example.org/feed"/>\n'
)
_ENTRY = (
    "<entry>\n<id>https://example.org/1</id>\n<title>One</title>\n"
    '<updated>2003-12-13T18:30:02Z</updated>\n<link href="https://example.org/1"/>\n'
)
_RDF = (
    '<rdf:RDF xmlns="http://purl.org/rss/1.0/"'
    ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
)


def around(rule: Rule, example: str) -> str:
    """A whole document with an example of a rule in its place."""
    place = rule.place
    if place == "document":
        return example
    declared = "".join(
        f' xmlns:{prefix}="{uri}"'
        for prefix, uri in NAMESPACES.items()
        if f"{prefix}:" in example or (prefix == "atom" and _is_rss(place) and place != "rss")
    )
    if place in {"feed", "entry"}:
        inner = example if place == "feed" else f"{_ENTRY}{example}\n</entry>"
        return f"{_FEED.format(declared)}{inner}\n</feed>\n"
    if place == "rdf":
        return f"{_RDF}{example}\n</rdf:RDF>\n"
    if place in {"body", "head"}:
        head = example if place == "head" else ""
        body = example if place == "body" else '<outline text="x"/>'
        return f'<opml version="2.0">\n<head>{head}</head>\n<body>\n{body}\n</body>\n</opml>\n'
    return f'<rss version="2.0"{declared}>\n{_rss(place, example)}\n</rss>\n'


def _is_rss(place: str) -> bool:
    return place.endswith(("item", "channel", "rss"))


def _rss(place: str, example: str) -> str:
    if place == "rss":
        return example
    item = {
        "item": f"<item>\n{_TITLE}{_GUID}{example}\n</item>",
        "bare item": f"<item>\n{_TITLE}{example}\n</item>",
        "plain item": f"<item>\n{_GUID}{example}\n</item>",
    }.get(place, example)
    own = "" if place == "bare channel" else _SELF
    return f"<channel>\n{_CHANNEL}{own}{item}\n</channel>"


# A feed of one item, with nothing to say of it.
NEWS = """\
<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>News</title>
<link>https://example.org/</link>
<description>All news</description>
<language>en</language>
<atom:link rel="self" type="application/rss+xml" href="https://example.org/feed"/>
<item>
<title>One</title>
<guid isPermaLink="false">example.org/one</guid>
<description><![CDATA[<p>The river rose.</p>]]></description>
</item>
</channel>
</rss>
"""

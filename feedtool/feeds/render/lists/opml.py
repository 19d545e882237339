"""The list of all feeds as OPML 2.0 (http://opml.org/spec2.opml), nested by the parents of topics."""

from collections.abc import Iterable, Iterator

from feedtool.feeds.formats import FORMATS
from feedtool.feeds.layout import feed_url, page_url
from feedtool.feeds.render.lists import tree
from feedtool.model.config import Site
from feedtool.model.feed import Feed
from feedtool.text import dates

# Readers go down by recursion: what is deeper stands on the last level.
_DEEPEST = 50
# What would be read as another character between tags, and within an attribute (XML 1.0 sections 2.4, 3.3.3).
_IN_TEXT = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_IN_ATTRIBUTE = _IN_TEXT | {'"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#09;"}


def render(feeds: Iterable[Feed], site: Site, formats: tuple[str, ...]) -> bytes:
    """The feeds as OPML, in UTF-8; each is listed once, in the format that most readers take.

    The bytes are those of Python's own writer of XML, which takes longer to import than a feed to render.
    """
    feeds = tuple(feeds)
    form = next(form.name for form in FORMATS if form.name in formats)
    newest = max(feed.updated for feed in feeds)
    head = {"title": site.title, "dateModified": dates.rfc822(newest)}
    if site.author:
        head["ownerName"] = site.author.name
    head["docs"] = "http://opml.org/spec2.opml"
    lines = (
        "<?xml version='1.0' encoding='utf-8'?>",
        '<opml version="2.0">',
        '  <!-- generator="feedtool" -->',  # OPML has no element for it
        "  <head>",
        *(f"    <{name}>{_escaped(text, _IN_TEXT)}</{name}>" for name, text in head.items()),
        "  </head>",
        "  <body>",
        *_outlines(feeds, site, form),
        "  </body>",
        "</opml>\n",
    )
    return "\n".join(lines).encode()


def _outlines(feeds: Iterable[Feed], site: Site, form: str) -> Iterator[str]:
    nested = [(feed, min(depth, _DEEPEST)) for feed, depth in tree.nested(feeds)]
    next_depths = (*(depth for _, depth in nested[1:]), 0)
    for (feed, depth), next_depth in zip(nested, next_depths, strict=True):
        holds_others = next_depth > depth
        yield f"{_margin(depth)}<outline {_attributes(feed, site, form)}{'>' if holds_others else ' />'}"
        for ended in range(depth - 1, next_depth - 1, -1):
            yield f"{_margin(ended)}</outline>"


def _margin(depth: int) -> str:
    return "  " * (depth + 2)


def _attributes(feed: Feed, site: Site, form: str) -> str:
    attributes = {
        "type": "rss",
        "text": feed.label,
        "title": feed.title,
        "description": feed.description,
        "xmlUrl": feed_url(feed, site, form),
        "htmlUrl": page_url(feed, site),
        "language": feed.language or site.language,
    }
    return " ".join(
        f'{name}="{_escaped(text, _IN_ATTRIBUTE)}"' for name, text in attributes.items()
    )


def _escaped(text: str, references: dict[str, str]) -> str:
    for character, reference in references.items():  # the ampersand first
        text = text.replace(character, reference)
    return text

"""Feed history, threads and comments."""

from feedtool.check.catalogue.levels import levels, placed
from feedtool.check.catalogue.links import HISTORY, THREADING
from feedtool.diagnostics.rule import Rule

_SELF = '<link rel="self" href="https://example.org/feed"/>'
_NS = 'xmlns="http://www.w3.org/2005/Atom"'
_COMPLETE = '<fh:complete xmlns:fh="http://purl.org/syndication/history/1.0"/>'
_ARCHIVE = '<fh:archive xmlns:fh="http://purl.org/syndication/history/1.0"/>'


def _feed(inner: str) -> str:
    return f"<feed {_NS}>{inner}</feed>"


def _link(rel: str, name: str) -> str:
    return f'<link rel="{rel}" href="https://example.org/{name}"/>'


_DELETED = '<at:deleted-entry ref="https://example.org/{}" when="2005-11-29T12:11:12Z"/>'

RULES = (
    Rule(
        code="fh-rel-in-entry",
        severities=levels("WWWW"),
        summary="a link between pages of a feed stands in an entry",
        why="Readers look for it in the feed.",
        message="{rel} links pages of a feed",
        hint="Put the link into the feed",
        bad=_link("next", "2"),
        good=_link("related", "2"),
        place="entry",
        link=HISTORY + "3",
    ),
    Rule(
        code="fh-rel-in-complete",
        severities=levels("WEWE"),
        summary="a complete feed links to other pages",
        why="Readers do not know whether there is more.",
        message="A complete feed has no {rel}",
        hint="Remove the link, or fh:complete",
        bad=_feed(_COMPLETE + _link("next", "2")),
        good=_feed(_COMPLETE),
        place="document",
        link=HISTORY + "2",
    ),
    Rule(
        code="fh-current-not-self",
        severities=levels("WEWE"),
        summary="the current feed of a complete one is another",
        why="Readers do not know which is complete.",
        message="The current feed of a complete one is another",
        hint="Write the address of the self link, or remove the link",
        bad=_feed(_COMPLETE + _SELF + _link("current", "2")),
        good=_feed(_COMPLETE + _SELF + _link("current", "feed")),
        place="document",
        link=HISTORY + "2",
    ),
    Rule(
        code="fh-past-end",
        severities=levels("WEWE"),
        summary="the first or last page links beyond itself",
        why="Readers go round in circles.",
        message="The {self} page has no {rel}",
        hint="Remove the link",
        bad=_feed(_SELF + _link("last", "feed") + _link("next", "2")),
        good=_feed(_SELF + _link("last", "feed")),
        place="document",
        link=HISTORY + "3",
    ),
    Rule(
        code="fh-archive-no-links",
        severities=levels("WWWW"),
        summary="an archive does not link to other archives",
        why="Readers cannot follow the chain.",
        message="An archive does not link to other archives",
        hint='Add <link rel="prev-archive" href="…"/>',
        bad=_feed(_ARCHIVE),
        good=_feed(_ARCHIVE + _link("prev-archive", "1")),
        place="document",
        link=HISTORY + "4",
    ),
    Rule(
        code="fh-archive-no-current",
        severities=levels("WWWW"),
        summary="an archive does not link to the current feed",
        why="Readers that find it cannot subscribe.",
        message="An archive does not link to the current feed",
        hint='Add <link rel="current" href="…"/>',
        bad=_feed(_ARCHIVE),
        good=_feed(_ARCHIVE + _link("current", "feed")),
        place="document",
        link=HISTORY + "4",
    ),
    Rule(
        code="thr-when",
        severities=levels("WEWE"),
        summary="thr:when was renamed",
        why="Readers know thr:updated.",
        message="Thr:when was renamed",
        hint="Write {instead}",
        bad='<link rel="replies" thr:when="2005-07-28T12:10:00Z" href="https://example.org/2"/>',
        good='<link rel="replies" thr:updated="2005-07-28T12:10:00Z" href="https://example.org/2"/>',
        place="entry",
        link=THREADING + "4",
    ),
    Rule(
        code="thr-not-replies",
        severities=levels("WWWE"),
        summary="replies are counted on a link that does not lead to them",
        why="Readers ignore the number.",
        message="{attribute} belongs on a link to replies",
        hint='Write rel="replies", or leave {attribute} out',
        bad='<link rel="via" thr:count="2" href="https://example.org/2"/>',
        good='<link rel="replies" thr:count="2" href="https://example.org/2"/>',
        place="entry",
        link=THREADING + "4",
    ),
    Rule(
        code="wfw-comment-rss-case",
        severities=levels("WWWW"),
        summary="wfw:commentRss is misspelt",
        why="Readers do not find the comments.",
        message="Wfw:commentRss is misspelt",
        hint="Write {instead}",
        bad="<wfw:commentRSS>https://example.org/c</wfw:commentRSS>",
        good="<wfw:commentRss>https://example.org/c</wfw:commentRss>",
        place="item",
        link="https://wellformedweb.org/news/wfw_namespace_elements/",
    ),
    Rule(
        code="app-categories-attribute",
        severities=levels("WEWE"),
        summary="categories that stand elsewhere have a scheme, or are fixed",
        why="Programs that publish do not know which of the two holds.",
        message="Categories with href cannot have {attribute}",
        hint="Leave {attribute} out, or href",
        bad='<categories xmlns="http://www.w3.org/2007/app" href="https://example.org/c" fixed="yes"/>',
        good='<categories xmlns="http://www.w3.org/2007/app" href="https://example.org/c"/>',
        place="document",
        link="https://www.rfc-editor.org/rfc/rfc5023#section-7.2.1",
    ),
    Rule(
        code="app-categories-children",
        severities=levels("WEWE"),
        summary="categories that stand elsewhere stand here, too",
        why="Programs that publish do not know which of the two hold.",
        message="Categories with href cannot hold any",
        hint="Leave them out, or href",
        bad=(
            '<categories xmlns="http://www.w3.org/2007/app" xmlns:atom="http://www.w3.org/2005/Atom" '
            'href="https://example.org/c"><atom:category term="x"/></categories>'
        ),
        good=(
            '<categories xmlns="http://www.w3.org/2007/app" xmlns:atom="http://www.w3.org/2005/Atom">'
            '<atom:category term="x"/></categories>'
        ),
        place="document",
        link="https://www.rfc-editor.org/rfc/rfc5023#section-7.2.1",
    ),
    Rule(
        code="atom-deleted-again",
        severities=levels("WWW-"),
        summary="an entry is said to be deleted twice, at one moment",
        why="Readers cannot tell which of the two counts.",
        message=placed("{value} is deleted twice at one moment"),
        hint="Keep one of them",
        bad=_DELETED.format(1) * 2,
        good=_DELETED.format(1) + _DELETED.format(2),
        place="feed",
        link="https://www.rfc-editor.org/rfc/rfc6721#section-3",
    ),
)

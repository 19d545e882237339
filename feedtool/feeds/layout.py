"""The files of the output: their paths and addresses, which of them are ours, and as what they are served.

``publish`` is given this module, as what its ``OutputFiles`` asks for.
"""

import re
from collections.abc import Iterable
from functools import cache

from feedtool.feeds.formats import FORMATS, named
from feedtool.model.config import Site
from feedtool.model.feed import Feed

# The name of the feed of everything.
ALL = "all"
# The files that tell of all feeds.
OPML, LANDING_PAGE = "feeds.opml", "index.html"
SITE_FILES = (OPML, LANDING_PAGE)

_PAGE = "html"
# http://opml.org/spec2.opml
_OTHER_TYPES = {"opml": "text/x-opml", _PAGE: "text/html"}
_MARK_WITHIN = 65_536


def feed_path(name: str, form: str) -> str:
    """The path, below the output folder, of the feed of a name in the format of a name."""
    return f"{name}.{named(form).extension}"


def feed_url(feed: Feed, site: Site, form: str) -> str:
    """The URL of the feed in one format."""
    return site.url + feed_path(feed.name, form)


def page_path(feed: Feed) -> str:
    """The path of the feed's page below the output folder."""
    return f"{feed.name}.{_PAGE}"


def page_url(feed: Feed, site: Site) -> str:
    """The URL of the feed's page."""
    return site.url + page_path(feed)


def paths(feed: Feed, forms: Iterable[str]) -> list[str]:
    """The paths of the files of a feed: one a format, and its page."""
    return [*(feed_path(feed.name, form) for form in forms), page_path(feed)]


def media_type(path: str) -> str | None:
    """The media type of a file of the output; None where it is none of ours."""
    extension = _extension(path)
    of_feeds = {form.extension: form.media_type for form in FORMATS}
    return (_OTHER_TYPES | of_feeds).get(extension)


def is_page(path: str) -> bool:
    """Whether a file of the output is a page."""
    return _extension(path) == _PAGE


def rank(path: str) -> tuple[bool, bool]:
    """Where files cannot be replaced all at once: feeds before the pages that link to them, the first last."""
    return path in SITE_FILES, is_page(path)


def folders() -> tuple[str, ...]:
    """The folders that files of feeds stand in, below the output folder, ``""`` being itself."""
    return "", "topics"


def is_ours(path: str) -> bool:
    """Whether a path is that of a feed in any format, switched on or not, or of its page."""
    return bool(_ours().fullmatch(path))


def is_marked(path: str, content: bytes | None) -> bool:
    """Whether the content of a file of the output says that feedtool wrote it."""
    mark = _marks().get(_extension(path))
    return bool(content and mark and mark.search(content, 0, _MARK_WITHIN))


def _extension(path: str) -> str:
    return path.rpartition(".")[2]


def _any_extension() -> str:
    return "|".join(re.escape(form.extension) for form in FORMATS)


@cache
def _ours() -> re.Pattern[str]:
    return re.compile(rf"(?:all|topics/[a-z0-9][a-z0-9-]*)\.(?:{_any_extension()}|{_PAGE})")


@cache
def _marks() -> dict[str, re.Pattern[bytes]]:
    """What marks a file as ours, by its extension.

    Lists of feeds had no mark at first: these are told by how they begin, with the feed of everything and
    its page.
    """
    all_feeds = rf"{ALL}\.(?:{_any_extension()})".encode()
    unmarked_list = (
        rb"<docs>http://opml\.org/spec2\.opml</docs>\s*</head>\s*<body>\s*"
        rb'<outline [^>]*xmlUrl="([^"]*)' + all_feeds + rb'" htmlUrl="\1all\.html"'
    )
    marks = {form.extension: form.mark for form in FORMATS}
    marks |= {
        _PAGE: rb'name="generator" content="feedtool"',
        "opml": rb'<!-- generator="feedtool" -->|' + unmarked_list,
    }
    return {extension: re.compile(mark) for extension, mark in marks.items()}

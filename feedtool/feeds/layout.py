"""The files of the output: their paths and addresses, which of them are ours, and as what they are served.

``publish`` is given this module, as what its ``OutputFiles`` asks for.
"""

import re
from collections.abc import Iterable
from functools import cache

from feedtool.feeds import kinds
from feedtool.feeds.formats import FORMATS, named
from feedtool.feeds.kinds import KINDS, SLUG, TOPICS, Kind
from feedtool.model.config import Site
from feedtool.model.feed import Feed
from feedtool.model.topics import Topic

# The name of the feed of everything.
ALL = kinds.ALL.name
# The files that tell of all feeds.
OPML, LANDING_PAGE = "feeds.opml", "index.html"
SITE_FILES = (OPML, LANDING_PAGE)
# What programs read of the site, where it is wanted.
TOPICS_LIST, SITEMAP, NEWS_SITEMAP = "topics.json", "sitemap.xml", "sitemap-news.xml"
# So many items stand on the landing page.
NEWEST = 10

# What ends the pages of feeds.
PAGE = "html"
OPML_TYPE = "text/x-opml"  # http://opml.org/spec2.opml
_OTHER_TYPES = {"opml": OPML_TYPE, PAGE: "text/html", "xml": "application/xml"}
_SLUGS = "[a-z0-9][a-z0-9-]*"
_ARCHIVES = "archives"
_LISTS = re.compile(rf"{re.escape(TOPICS_LIST)}|sitemap(?:-news|-[1-9][0-9]*)?\.xml")
_LIST_MARKS = {
    "json": re.compile(rb'\A\{\s*"version": \d+,\s*"generator": "feedtool"'),
    "xml": re.compile(rb'<!-- generator="feedtool" -->'),
}
_MARK_WITHIN = 65_536


def feed_name(kind: Kind, slug: str) -> str:
    """The path of a feed of a kind below the output folder, without an extension."""
    return kind.path(slug)


def own_topic(feed: Feed) -> Topic | None:
    """The topic whose feed this is; None for feeds of other kinds, even where they are about a topic."""
    topic = feed.topic
    return topic if topic and feed.name == feed_name(TOPICS, topic.slug) else None


def short_name(feed: Feed) -> str:
    """What reports call a feed: the slug of a topic's own feed, the name of any other."""
    topic = own_topic(feed)
    return topic.slug if topic else feed.name


def archive_name(name: str, number: int) -> str:
    """The name of an archive of the feed of a name."""
    folder, _, last = name.rpartition("/")
    return f"{_archives_in(folder)}/{last}-{number}"


def archived(path: str) -> tuple[str, int, str] | None:
    """The name of the feed, the number and the format of an archive at a path; None where that is none."""
    found = _archive_files().fullmatch(path)
    if found is None:
        return None
    folder = found["folder"].removesuffix(_ARCHIVES)
    return f"{folder}{found['last']}", int(found["number"]), found["extension"]


def archive_folders() -> tuple[str, ...]:
    """The folders that archives of feeds stand in, below the output folder."""
    return tuple(dict.fromkeys(_archives_in(_folder(kind)) for kind in KINDS))


def sitemap_part(number: int) -> str:
    """The path of one of several sitemaps."""
    return f"sitemap-{number}.xml"


def is_list(path: str) -> bool:
    """Whether a path is that of a list of the site for programs, which is no feed."""
    return bool(_LISTS.fullmatch(path))


def feed_path(name: str, form: str) -> str:
    """The path, below the output folder, of the feed of a name in the format of a name."""
    return f"{name}.{named(form).extension}"


def feed_url(feed: Feed, site: Site, form: str) -> str:
    """The URL of the feed in one format."""
    return site.url + feed_path(feed.name, form)


def document_url(name: str, site: Site, form: str) -> str:
    """The URL, in one format, of the document of a name."""
    return site.url + feed_path(name, form)


def document_page(name: str) -> str:
    """The path of the page of the document of a name."""
    return _page(name)


def page_path(feed: Feed) -> str:
    """The path of the feed's page below the output folder."""
    return _page(feed.name)


def topic_page(topic: Topic) -> str:
    """The path of the page of a topic's feed below the output folder."""
    return _page(feed_name(TOPICS, topic.slug))


def topics_url(site: Site) -> str:
    """The URL that the addresses of all feeds of topics begin with: it names the scheme of their slugs."""
    return f"{site.url}{_folder(TOPICS)}/"


def page_url(feed: Feed, site: Site) -> str:
    """The URL of the feed's page."""
    return site.url + page_path(feed)


def paths(feed: Feed, forms: Iterable[str]) -> list[str]:
    """The paths of the files of a feed: one a format, and its page."""
    return [*(feed_path(feed.name, form) for form in forms), page_path(feed)]


def media_type(path: str) -> str | None:
    """The media type of a file of the output; None where it is none of ours."""
    extension = _extension(path)
    if path == TOPICS_LIST:
        return "application/json"
    of_feeds = {form.extension: form.media_type for form in FORMATS}
    return (_OTHER_TYPES | of_feeds).get(extension)


def is_page(path: str) -> bool:
    """Whether a file of the output is a page."""
    return _extension(path) == PAGE


def rank(path: str) -> tuple[int, bool]:
    """Where files cannot be replaced all at once: what others link to before them, the first page last."""
    if archived(path):
        return 0, is_page(path)
    is_of_feed = path not in SITE_FILES and not is_list(path)
    return 1 if is_of_feed else 2, is_page(path)


def folders() -> tuple[str, ...]:
    """The folders that files of feeds stand in, below the output folder, ``""`` being itself."""
    return (*dict.fromkeys(map(_folder, KINDS)), *archive_folders())


def is_ours(path: str) -> bool:
    """Whether a path is that of a file which no build need write.

    That is one of a feed of any kind and format, switched on or not, its page or its archives, or a list.
    """
    is_of_feed = bool(_ours().fullmatch(path)) and path not in SITE_FILES
    return is_of_feed or is_list(path) or archived(path) is not None


def is_feed(path: str) -> bool:
    """Whether a path is that of a feed, in any format, that readers subscribe to."""
    return bool(_ours().fullmatch(path)) and not is_page(path) and not is_list(path)


def is_marked(path: str, content: bytes | None) -> bool:
    """Whether the content of a file of the output says that feedtool wrote it.

    Where a feed may have any name it must say its own, too: a copy under another name is somebody's.
    """
    extension = _extension(path)
    mark = _LIST_MARKS.get(extension) if is_list(path) else _marks().get(extension)
    if not (content and mark and mark.search(content, 0, _MARK_WITHIN)):
        return False
    return not _may_be_any(path) or path.encode() in content[:_MARK_WITHIN]


def _may_be_any(path: str) -> bool:
    """Whether a path at the top of the output is that of a feed which a configuration gave its name."""
    is_other = "/" in path or path in SITE_FILES or is_list(path)
    return not is_other and path.rpartition(".")[0] != ALL


def _folder(kind: Kind) -> str:
    return kind.name.rpartition("/")[0]


def _archives_in(folder: str) -> str:
    return f"{folder}/{_ARCHIVES}" if folder else _ARCHIVES


def _page(name: str) -> str:
    return f"{name}.{PAGE}"


def _extension(path: str) -> str:
    return path.rpartition(".")[2]


def _any_extension() -> str:
    return "|".join(re.escape(form.extension) for form in FORMATS)


@cache
def _ours() -> re.Pattern[str]:
    names = "|".join(_pattern(kind.name) for kind in KINDS)
    return re.compile(rf"(?:{names})\.(?:{_any_extension()}|{PAGE})")


@cache
def _archive_files() -> re.Pattern[str]:
    folders = "|".join(map(re.escape, archive_folders()))
    lasts = "|".join(dict.fromkeys(_pattern(kind.name.rpartition("/")[2]) for kind in KINDS))
    return re.compile(
        rf"(?P<folder>{folders})/(?P<last>{lasts})-(?P<number>[1-9][0-9]{{0,8}})"
        rf"\.(?P<extension>{_any_extension()}|{PAGE})"
    )


def _pattern(name: str) -> str:
    return re.escape(name).replace(re.escape(SLUG), _SLUGS)


@cache
def _marks() -> dict[str, re.Pattern[bytes]]:
    """What marks a file as ours, by its extension.

    Lists of feeds had no mark at first: these are told by how they begin, with the feed of everything and
    its page.
    """
    unmarked_list = (
        r"<docs>http://opml\.org/spec2\.opml</docs>\s*</head>\s*<body>\s*"
        rf'<outline [^>]*xmlUrl="([^"]*){ALL}\.(?:{_any_extension()})" htmlUrl="\1{ALL}\.{PAGE}"'
    )
    marks = {form.extension: form.mark for form in FORMATS}
    marks |= {
        PAGE: rb'name="generator" content="feedtool"',
        "opml": rb'<!-- generator="feedtool" -->|' + unmarked_list.encode(),
    }
    return {extension: re.compile(mark) for extension, mark in marks.items()}

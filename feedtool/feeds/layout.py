"""The files of the output: their paths and addresses, which of them are ours, and as what they are served.

``publish`` is given this module, as what its ``OutputFiles`` asks for.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from feedtool.feeds import kinds
from feedtool.feeds.formats import FORMATS, named
from feedtool.feeds.kinds import KINDS, SLUG, TOPICS, Kind
from feedtool.model.config import Site
from feedtool.model.topics import Topic

if TYPE_CHECKING:
    # Imported late: where nothing has changed there are no feeds.
    from feedtool.model.feed import Feed

# The name of the feed of everything.
ALL = kinds.ALL.name
# The files about all feeds.
OPML, LANDING_PAGE = "feeds.opml", "index.html"
SITE_FILES = (OPML, LANDING_PAGE)
# What programs read of the site, where it is wanted.
TOPICS_LIST, SITEMAP, NEWS_SITEMAP = "topics.json", "sitemap.xml", "sitemap-news.xml"
# The files that tell servers what has moved or ended, and the line that each begins with.
SERVER_FILES = REDIRECTS, HTACCESS, NGINX = ("_redirects", ".htaccess", "redirects.nginx.conf")
SERVER_MARK = "# generator: feedtool"
# So many items stand on the landing page.
NEWEST = 10

# The pages of the editions of digests stand in one folder, which is looked through for what is ours.
EDITIONS = "digests"
# The path of the feed of a digest, without an extension.
DIGEST = "{slug}"
# What stands for a period in paths and ids, 2024-04-15, 2024-w16, 2024-04, as a regular expression.
_LABEL = "[0-9]{4}-(?:w[0-9]{2}|[0-9]{2}(?:-[0-9]{2})?)"

# What ends the pages of feeds.
PAGE = "html"
OPML_TYPE = "text/x-opml"  # http://opml.org/spec2.opml
_OTHER_TYPES = {
    "opml": OPML_TYPE,
    PAGE: "text/html",
    "xml": "application/xml",
    **dict.fromkeys((path.rpartition(".")[2] for path in SERVER_FILES), "text/plain"),
}
_SLUGS = "[a-z0-9][a-z0-9-]*"
_ARCHIVES = "archives"
_LISTS = (TOPICS_LIST, SITEMAP, NEWS_SITEMAP)
# What git and editors put before a text; and they end its lines in another way.
_BOM = rb"(?:\xef\xbb\xbf)?"
_LIST_MARKS = {
    "json": rb'\A%b\{\s*"version": \d+,\s*"generator": "feedtool"' % _BOM,
    "xml": rb'<!-- generator="feedtool" -->',
}
_MARK_WITHIN = 65_536


def feed_name(kind: Kind, slug: str) -> str:
    """The path of a feed of a kind below the output folder, without an extension."""
    return kind.path(slug)


def own_topic(feed: "Feed") -> Topic | None:
    """The topic whose feed this is; None for feeds of other kinds, even where they are about a topic."""
    topic = feed.topic
    return topic if topic and feed.name == feed_name(TOPICS, topic.slug) else None


def short_name(feed: "Feed") -> str:
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
    is_part = path.startswith("sitemap-") and re.fullmatch(r"sitemap-[1-9][0-9]*\.xml", path)
    return path in _LISTS or bool(is_part)


def feed_path(name: str, form: str) -> str:
    """The path, below the output folder, of the feed of a name in the format of a name."""
    return f"{name}.{named(form).extension}"


def feed_url(feed: "Feed", site: Site, form: str) -> str:
    """The URL of the feed in one format."""
    return site.url + feed_path(feed.name, form)


def document_url(name: str, site: Site, form: str) -> str:
    """The URL, in one format, of the document of a name."""
    return site.url + feed_path(name, form)


def document_page(name: str) -> str:
    """The path of the page of the document of a name."""
    return _page(name)


def page_path(feed: "Feed") -> str:
    """The path of the feed's page below the output folder."""
    return _page(feed.name)


def digest_name(slug: str) -> str:
    """The path of the feed of a digest below the output folder, without an extension."""
    return DIGEST.replace(SLUG, slug)


def named_page(name: str) -> str:
    """The path of the page of the feed of a name below the output folder."""
    return _page(name)


def edition_path(name: str, period: str) -> str:
    """The path of the page of an edition of the digest of a name, by the label of its period."""
    return _page(f"{EDITIONS}/{name}-{period}")


def edition_periods(name: str, paths: Iterable[str]) -> dict[str, str]:
    """The labels of the periods whose editions stand at some of the paths, each with its path."""
    ours = re.compile(rf"{EDITIONS}/{re.escape(name)}-({_LABEL})\.{PAGE}")
    found = ((ours.fullmatch(path), path) for path in paths)
    return {match[1]: path for match, path in found if match}


def named_editions(page: str) -> list[str]:
    """The paths of all pages of editions that a page of ours links to."""
    return re.findall(rf'href="[^"]*\b({EDITIONS}/[a-z0-9-]+\.{PAGE})"', page)


def topic_page(topic: Topic) -> str:
    """The path of the page of a topic's feed below the output folder."""
    return _page(feed_name(TOPICS, topic.slug))


def topics_url(site: Site) -> str:
    """The URL that the addresses of all feeds of topics begin with: it names the scheme of their slugs."""
    return f"{site.url}{_folder(TOPICS)}/"


def page_url(feed: "Feed", site: Site) -> str:
    """The URL of the feed's page."""
    return site.url + page_path(feed)


def paths(feed: "Feed", forms: Iterable[str]) -> list[str]:
    """The paths of the files of a feed: one a format, its page, and those of its editions."""
    of_formats = [f"{feed.name}{ending}" for ending in _endings(tuple(forms))]
    return [*of_formats, *(page.path for page in feed.pages)]


@cache
def _endings(forms: tuple[str, ...]) -> tuple[str, ...]:
    """What the paths of the files of a feed end with: of one a format, and of its page."""
    return (*(feed_path("", form) for form in forms), _page(""))


def former_paths(feed: "Feed", forms: Iterable[str]) -> dict[str, str]:
    """The paths at which the files of a feed stood before it was renamed, each with the one of now."""
    if not feed.former:
        return {}
    now = paths(feed, forms)
    return {
        old: new
        for name in feed.former
        for old, new in zip(paths(feed._replace(name=name), forms), now, strict=True)
    }


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


def is_checked(path: str) -> bool:
    """Whether a file of the output is one that the checker knows: a feed, or the list of them."""
    return not is_page(path) and not is_list(path) and path not in SERVER_FILES


def rank(path: str) -> tuple[int, bool]:
    """Where files cannot be replaced all at once: what others link to before them, the first page last."""
    if archived(path):
        return 0, is_page(path)
    is_of_site = path in SITE_FILES or path in SERVER_FILES or is_list(path)
    return 2 if is_of_site else 1, is_page(path)


def folders() -> tuple[str, ...]:
    """The folders that files of feeds stand in, below the output folder, ``""`` being itself."""
    return (*dict.fromkeys((*map(_folder, KINDS), EDITIONS)), *archive_folders())


def is_ours(path: str) -> bool:
    """Whether a path is that of a file which no build need write.

    That is a feed of any kind and format, switched on or not, its page or its archives, a list, or a file for
    servers.
    """
    if path in SERVER_FILES:
        return True
    if "." not in path:  # a folder: to compile the pattern of files takes as long as to render one
        return False
    return is_list(path) or _is_of_feed(path) or archived(path) is not None


def _is_of_feed(path: str) -> bool:
    """Whether a path is that of a feed or a page that is no archive."""
    return path not in SITE_FILES and not is_list(path) and bool(_ours().fullmatch(path))


def topic_feed(slug: str) -> str:
    """The name of the feed of a topic."""
    return feed_name(TOPICS, slug)


def feed_at(path: str) -> tuple[str, str] | None:
    """The name of the feed at a path, and that of its format; None where it is no feed of any kind."""
    name, _, extension = path.rpartition(".")
    form = next((form.name for form in FORMATS if form.extension == extension), None)
    return (name, form) if form and _is_of_feed(path) else None


def is_feed(path: str) -> bool:
    """Whether a path is that of a feed, in any format, that readers subscribe to."""
    return _is_of_feed(path) and not is_page(path)


def is_marked(path: str, content: bytes | None) -> bool:
    """Whether the content of a file of the output says that feedtool wrote it.

    Where a feed may have any name it must say its own, too: a copy under another name is somebody's.
    """
    extension = _extension(path)
    mark = _LIST_MARKS.get(extension) if is_list(path) else _marks().get(extension)
    if not (content and mark and re.compile(mark).search(content, 0, _MARK_WITHIN)):
        return False
    return not _may_be_any(path) or path.encode() in content[:_MARK_WITHIN]


def _may_be_any(path: str) -> bool:
    """Whether a path at the top of the output is that of a feed which a configuration gave its name."""
    known = (*SITE_FILES, *SERVER_FILES)
    is_other = "/" in path or path in known or is_list(path)
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
    names = "|".join(_pattern(name) for name in (*(kind.name for kind in KINDS), DIGEST))
    editions = rf"{EDITIONS}/{_SLUGS}-{_LABEL}\.{PAGE}"
    return re.compile(rf"(?:{names})\.(?:{_any_extension()}|{PAGE})|{editions}")


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
def _marks() -> dict[str, bytes]:
    """What marks a file as ours, by its extension.

    Lists of feeds had no mark at first: these are known by how they begin, with the feed of everything and
    its page.
    """
    unmarked_list = (
        r"<docs>http://opml\.org/spec2\.opml</docs>\s*</head>\s*<body>\s*"
        rf'<outline [^>]*xmlUrl="([^"]*){ALL}\.(?:{_any_extension()})" htmlUrl="\1{ALL}\.{PAGE}"'
    )
    server = SERVER_MARK.encode()
    return {
        **{form.extension: form.mark for form in FORMATS},
        PAGE: rb'name="generator" content="feedtool"',
        **{_extension(path): b"\\A%b%b\r?\n" % (_BOM, server) for path in SERVER_FILES},
        "opml": rb'<!-- generator="feedtool" -->|' + unmarked_list.encode(),
    }

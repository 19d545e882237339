"""The pages that people see: a landing page and one a feed, without scripts.

What leads from one file of the output to another is relative, so that the pages work from a disk and
from any host; an address that people copy into a reader is absolute.
"""

from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape

from feedtool.feeds import layout
from feedtool.feeds.formats import named
from feedtool.feeds.layout import feed_url, page_path, page_url
from feedtool.feeds.render import environment as templates
from feedtool.feeds.render import languages
from feedtool.feeds.render.lists import rows, tree
from feedtool.model.config import Site
from feedtool.model.feed import Feed, Item
from feedtool.model.podcast import Enclosure
from feedtool.model.record import Image
from feedtool.text import dates

LANDING, FEED, EDITION = PAGES = ("landing.html", "feed.html", "edition.html")
# Readers that find several formats of a feed ask which one is meant.
DISCOVERED = 2
# What a picture is taken to measure where the record does not tell, or tells nonsense.
_USUAL_SIZE = (640, 360)
_LARGEST = 20_000


def prepare() -> None:
    """Load the templates."""
    for name in PAGES:
        _templates().get_template(name)
    _macros()


def landing_page(feeds: Iterable[Feed], site: Site, formats: tuple[str, ...]) -> bytes:
    """The page of the site: the newest items, and every feed, nested as its topics are.

    The first of the feeds is the one of all items.
    """
    everything, *_ = feeds = tuple(feeds)
    return page(
        LANDING,
        layout.LANDING_PAGE,
        site,
        site.language,
        rows=_rows(feeds, site, formats),
        feed=_described(everything, site, formats),
        stories=_stories(everything.items[: layout.NEWEST], layout.LANDING_PAGE, site.language),
        heading=site.title,
        description="" if site.description == site.title else site.description,
        icon=site.icon,
        canonical=site.url,
        discovered=DISCOVERED,
    )


def feed_page(feed: Feed, site: Site, formats: tuple[str, ...]) -> bytes:
    """The page of one feed, or of an archive of it: how to subscribe to it, and its items."""
    chain, language = feed.chain, feed.language or site.language
    # The feed of all items is called what the site is.
    heading = feed.label if feed.title == site.title else feed.title
    return page(
        FEED,
        page_path(feed),
        site,
        language,
        memory=feed.memory,
        feed=_described(feed._replace(name=chain.current) if chain else feed, site, formats),
        stories=_stories(feed.items, page_path(feed), language, has_content=True),
        heading=f"{heading} ({chain.number})" if chain and chain.number else heading,
        archive=chain.number if chain else 0,
        older=_document_page(chain.older if chain else None),
        newer=_document_page(chain.newer if chain else None),
        description=feed.description,
        icon=(feed.topic and feed.topic.image) or site.icon,
        canonical=page_url(feed, site),
        discovered=len(formats),
    )


def _document_page(name: str | None) -> str | None:
    return layout.document_page(name) if name else None


def _described(feed: Feed, site: Site, formats: tuple[str, ...]) -> dict[str, Any]:
    """What a template needs to know of a feed; paths are below the output folder."""
    return {
        "label": feed.label,
        "title": feed.title,
        "path": page_path(feed),
        "is_all": feed.name == layout.ALL,
        "is_query": feed.query_name is not None,
        # A feed that is about no topic is labelled with words of ours.
        "has_own_label": feed.topic is None and feed.query_name is None and not feed.is_named,
        "closed": feed.closed,
        "count": len(feed.items),
        "noun": "story" if feed.closed is None else "edition",
        "nouns": "stories" if feed.closed is None else "editions",
        "links": [
            {
                "name": named(form).label,
                "type": named(form).media_type,
                "path": layout.feed_path(feed.name, form),
                "url": feed_url(feed, site, form),
            }
            for form in formats
        ],
    }


def _rows(feeds: Iterable[Feed], site: Site, formats: tuple[str, ...]) -> Markup:
    """The feeds as they stand on the landing page."""
    row, root, english = _macros().row, _root(layout.LANDING_PAGE), _english(site.language)
    described = (
        _described(feed, site, formats) | {"depth": depth} for feed, depth in tree.nested(feeds)
    )
    return rows.rows(described, lambda feed: row(feed, root, english), _breakable)


def _stories(
    items: Iterable[Item], path: str, language: str, *, has_content: bool = False
) -> list[Markup]:
    """The items as they stand in the page at a path, which is in a language; with content if asked for."""
    return [
        _story(item if has_content else item._replace(content=None), _root(path), language)
        for item in items
    ]


@lru_cache(4096)
def _story(item: Item, root: str, language: str) -> Markup:
    """The item as it stands in each page from which ``root`` leads to the output folder."""
    story: Callable[..., Markup] = _macros().story
    content = Markup()
    if item.content:
        from feedtool.feeds.render import stories  # late: few sites show the bodies of their posts

        # It has been cleaned.
        content = Markup(stories.content(item.content.html, item.link))  # noqa: S704  # nosec B704
    return story(item, root, language, _english(language), content)


def _root(path: str) -> str:
    """The path from a page to the output folder."""
    return "../" * path.count("/")


def page(template: str, path: str, site: Site, language: str, **values: object) -> bytes:
    """The page at a path that a template makes of the site and some values, in a language."""
    common = {
        "site": site,
        "language": language,
        "memory": "",
        "root": _root(path),
        "is_rtl": languages.is_right_to_left(language),
        "english": _english(language),
    }
    html = _templates().get_template(template).render(common | values)
    return (html.rstrip() + "\n").encode()


def _english(language: str) -> Markup:
    """The attributes that our own words need, which are English whatever the language of the site is."""
    if languages.is_english(language):
        return Markup()
    direction = ' dir="ltr"' if languages.is_right_to_left(language) else ""
    return Markup(f' lang="en"{direction}')  # no text of others  # noqa: S704  # nosec B704


def _size(image: Image) -> tuple[int, int]:
    """The width and height that keep the place of a picture until it is there."""
    width, height = image.width or 0, image.height or 0
    known = 0 < width <= _LARGEST and 0 < height <= _LARGEST
    return (width, height) if known else _USUAL_SIZE


def _breakable(url: str) -> Markup:
    """The URL with a place to break the line behind each part of its path."""
    scheme, mark, rest = url.partition("://")
    # What is escaped has as many slashes as before.
    parts = str(escape(rest)).replace("/", "/<wbr>")
    return escape(scheme + mark) + Markup(parts)  # noqa: S704  # nosec B704


def _enclosure_label(file: Enclosure) -> str:
    """What the link to a file says, in English as our other words."""
    if not file.is_played:
        return "Download the file"
    return "Listen" if file.media_type.startswith("audio/") else "Watch"


def _is_https(url: str | None) -> bool:
    return url is not None and url[:8].lower() == "https://"


@cache
def _macros() -> Any:
    return _templates().get_template("macros.html").module


@cache
def _templates() -> Environment:
    return environment()


def environment(*, anew: bool = False) -> Environment:
    """The templates with what they use of ours; with ``anew`` they are compiled now."""
    return templates.environment(
        filters={
            "breakable": _breakable,
            "day": languages.day,
            "enclosure_label": _enclosure_label,
            "rfc3339": dates.rfc3339,
            "size": _size,
            "topic_page": layout.topic_page,
        },
        tests={"https": _is_https},
        values={
            "landing_page": layout.LANDING_PAGE,
            "opml": layout.OPML,
            "opml_type": layout.OPML_TYPE,
        },
        anew=anew,
    )

"""The pages that people see: a landing page and one a feed, without scripts.

What leads from one file of the output to another is relative, so that the pages work from a disk and
from any host; an address that people copy into a reader is absolute.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from feedtool.feeds import layout
from feedtool.feeds.layout import page_path, page_url
from feedtool.feeds.render import environment, languages
from feedtool.feeds.render.items import NOTHING, Written, each
from feedtool.feeds.render.lists import rows
from feedtool.model.config import Site
from feedtool.model.feed import Feed, Item
from feedtool.model.record import Image
from feedtool.text import dates

if TYPE_CHECKING:
    from feedtool.model.podcast import Enclosure  # few sites have one

# Readers that find several formats of a feed ask which one is meant.
DISCOVERED = 2
# What a picture is taken to measure where the record does not tell, or tells nonsense.
_USUAL_SIZE = (640, 360)
_LARGEST = 20_000
# What the landing page has before and behind the list of all feeds.
_LIST = (b'<ul class="feeds">\n', b"</ul>\n</section>\n</main>")
# What pages have before the first story and behind the last; what begins each: no content has such headings.
_STORIES = (b'<ol class="stories">\n', b"\n</ol>\n")
_STORY = rb'(?m)^(?=<li(?: class="pictured")?>\n<h3 )'


def landing_page(
    feeds: Iterable[Feed],
    site: Site,
    formats: tuple[str, ...],
    listed: bytes | None = None,
    written: Written = NOTHING,
) -> bytes:
    """The page of the site: the newest items, and every feed, nested as its topics are.

    The first of the feeds is the one of all items. ``listed`` is the list of all feeds as ``listed_feeds``
    found it in a page that lists the same; of some items it may be ``written`` already how they stand there.
    """
    everything, *_ = feeds = tuple(feeds)
    stories = _stories(everything, layout.LANDING_PAGE, site.language, written, most=layout.NEWEST)
    made = page(
        "landing.html",
        layout.LANDING_PAGE,
        site,
        site.language,
        stories,
        title=_title(site.title, site),
        rows=rows.rows(feeds, site, formats) if listed is None else (),
        feed=rows.row(everything, site, formats),
        has_stories=bool(stories),
        heading=site.title,
        description="" if site.description == site.title else site.description,
        icon=_if_https(site.icon),
        canonical=site.url,
        discovered=DISCOVERED,
    )
    begin, end = _LIST
    return made if listed is None else made.replace(begin + end, begin + listed + end)


def listed_feeds(landing_page: bytes) -> bytes | None:
    """The list of all feeds in a page that ``landing_page`` made; None where there is none.

    What stands around it is nowhere else: what others wrote is escaped.
    """
    begin, end = _LIST
    _, _, rest = landing_page.partition(begin)
    listed, found, _ = rest.partition(end)
    return listed if found else None


def stories(page: bytes) -> list[bytes]:
    """What a page that ``landing_page`` or ``feed_page`` made shows of each item."""
    begin, end = _STORIES
    listed, _, _ = page.partition(begin)[2].rpartition(end)
    return [story.removesuffix(b"\n") for story in re.split(_STORY, listed)[1:]]


def feed_page(
    feed: Feed, site: Site, formats: tuple[str, ...], written: Written = NOTHING
) -> bytes:
    """The page of one feed, or of an archive of it: how to subscribe to it, and its items.

    Of some items it may be ``written`` already how they stand there.
    """
    chain, language = feed.chain, feed.language or site.language
    # The feed of all items is called what the site is.
    heading = feed.label if feed.title == site.title else feed.title
    if chain and chain.number:
        heading = f"{heading} ({chain.number})"
    return page(
        "feed.html",
        page_path(feed),
        site,
        language,
        _stories(feed, page_path(feed), language, written),
        title=_title(heading, site),
        memory=feed.memory,
        feed=rows.row(feed._replace(name=chain.current) if chain else feed, site, formats),
        has_stories=bool(feed.items),
        heading=heading,
        archive=chain.number if chain else 0,
        older=_document_page(chain.older if chain else None),
        newer=_document_page(chain.newer if chain else None),
        description=feed.description,
        icon=_if_https((feed.topic and feed.topic.image) or site.icon),
        canonical=page_url(feed, site),
        discovered=len(formats),
    )


def page(
    template: str, path: str, site: Site, language: str, html: str = "", **values: object
) -> bytes:
    """The page at a path that a template makes of the site, HTML and some values, in a language."""
    common = {
        "site": {"title": site.title, "url": site.url, "rights": site.rights},
        "site_icon": _if_https(site.icon),
        "language": language,
        "memory": "",
        "root": _root(path),
        "is_rtl": languages.is_right_to_left(language),
        "english": _english(language),
    }
    made = environment.render(template, common | values, html)
    return (made.rstrip() + "\n").encode()


def _title(heading: str, site: Site) -> str:
    """What a window that shows the page is called."""
    return heading if site.title in heading else f"{heading} – {site.title}"


def _document_page(name: str | None) -> str | None:
    return layout.document_page(name) if name else None


def _stories(
    feed: Feed, path: str, language: str, written: Written, most: int | None = None
) -> str:
    """The items of a feed as they stand in the page at a path, which is in a language.

    So many at ``most`` stand there without their content.
    """
    root = _root(path)

    def write(item: Item) -> bytes:
        return _story(item if most is None else item._replace(content=None), root, language)

    return b"\n".join(each(feed, written, write, most)).decode()


@lru_cache(4096)
def _story(item: Item, root: str, language: str) -> bytes:
    """The item as it stands in each page from which ``root`` leads to the output folder."""
    content = ""
    if item.content:
        from feedtool.feeds.render import stories  # late: few sites show the bodies of their posts

        content = stories.content(item.content.html, item.link)  # which is clean
    values = _story_values(item, root, language)
    values["has_content"] = bool(content)
    return environment.render("story.html", values, content).encode()


def _story_values(item: Item, root: str, language: str) -> dict[str, Any]:
    """What a template shows of an item."""
    provider, file = item.provider, item.enclosure
    return {
        "title": item.title,
        "link": item.link,
        "provider": provider.name,
        "icon": _if_https(provider.icon),
        "published": dates.rfc3339(item.published),
        "day": languages.day(item.published, language),
        "picture": _picture(item.image),
        "excerpt": "" if item.excerpt == item.title else item.excerpt,
        "enclosure": file and {"url": file.url, "type": file.media_type, "label": _label(file)},
        "video": item.video,
        "topics": [
            {
                "name": topic.name,
                "href": root + layout.topic_page(topic) if topic.has_feed else None,
            }
            for topic in item.topics
        ],
        "related": [
            {"url": story.url, "title": story.title, "provider": story.provider}
            for story in item.related
        ],
        "english": _english(language),
    }


def _root(path: str) -> str:
    """The path from a page to the output folder."""
    return "../" * path.count("/")


@lru_cache(16)
def _english(language: str) -> str:
    """The attributes that our own words need, which are English whatever the language of the site is."""
    if languages.is_english(language):
        return ""
    direction = ' dir="ltr"' if languages.is_right_to_left(language) else ""
    return environment.trusted(f' lang="en"{direction}')


def _picture(image: Image | None) -> dict[str, Any] | None:
    """A picture that pages show, with the width and height that keep its place until it is there."""
    if image is None or not _if_https(image.url):
        return None
    width, height = image.width or 0, image.height or 0
    if not (0 < width <= _LARGEST and 0 < height <= _LARGEST):
        width, height = _USUAL_SIZE
    return {"url": image.url, "width": width, "height": height}


def _label(file: "Enclosure") -> str:
    """What the link to a file says, in English as our other words."""
    if not file.is_played:
        return "Download the file"
    return "Listen" if file.media_type.startswith("audio/") else "Watch"


def _if_https(url: str | None) -> str | None:
    """The URL of a picture; None where browsers would not load it, as the policy of the pages wants it."""
    return url if url is not None and url[:8].lower() == "https://" else None

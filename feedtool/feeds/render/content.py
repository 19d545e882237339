"""The HTML content of an item, composed from its parts and sanitised."""

from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from feedtool.model.feed import Item
from feedtool.text import dates, sanitiser
from feedtool.text.plain import escape

if TYPE_CHECKING:
    from feedtool.model.digest import DigestStory, Edition  # few sites have digests

_clean = sanitiser.cleaner(
    ("a", "h2", "h3", "hr", "img", "li", "p", "ul"),
    {"a": {"href"}, "img": {"src", "alt", "width", "height"}},
)


@lru_cache(maxsize=4096)
def compose(item: Item) -> str:
    """The item as HTML: its content, the same story elsewhere, related stories.

    Without content: lead image (the poster of a video), excerpt, source, other sources, related stories.
    """
    if item.edition is not None:
        return _clean(_edition(item.edition))
    below = _also(item) + _related(item)
    if item.content:  # which is clean
        return item.content.html + (_clean(below) if below else "")
    return _clean("".join((_picture(item), _excerpt(item), _source(item), below)))


def _excerpt(item: Item) -> str:
    return f"<p>{escape(item.excerpt)}</p>" if item.excerpt else ""


def _link(url: str, html: str) -> str:
    return f'<a href="{escape(url)}">{html}</a>'


def _picture(item: Item) -> str:
    target = item.video or item.link
    if item.image is None:
        return f"<p>{_link(item.video, 'Watch the video')}</p>" if item.video else ""
    size = ""
    if item.image.width and item.image.height:
        size = f' width="{item.image.width}" height="{item.image.height}"'
    picture = (
        f'<img src="{escape(item.image.url)}" alt="{escape(item.image.alt or item.title)}"{size}>'
    )
    return f"<p>{_link(target, picture)}</p>"


def _source(item: Item) -> str:
    kind = "" if item.kind == "article" else f" · {escape(item.kind)}"
    day = dates.rfc3339(item.published)[:10]
    return f"<p>Source: {_link(item.link, escape(item.provider.name))}{kind} · {day}</p>"


def _also(item: Item) -> str:
    if not item.also:
        return ""
    links = [_link(story.url, escape(story.provider or story.title)) for story in item.also]
    return f"<p>Also at {', '.join(links)}</p>"


def _related(item: Item) -> str:
    if not item.related:
        return ""
    rows = "".join(
        f"<li>{_link(story.url, escape(story.title))}"
        + (f" ({escape(story.provider)})" if story.provider else "")
        + "</li>"
        for story in item.related
    )
    more = f"<li>and {item.more_related} more</li>" if item.more_related else ""
    return f"<p>Related:</p><ul>{rows}{more}</ul>"


def _edition(edition: "Edition") -> str:
    """The stories of an edition of a digest, section by section."""
    parts = list[str]()
    for topic, stories in groupby(edition.stories, key=lambda story: story.topic):
        if topic:
            parts.append(f"<h2>{escape(topic)}</h2>")
        elif parts:
            parts.append("<hr>")
        level = "h3" if topic else "h2"
        parts += (_digest_story(story, level) for story in stories)
    if edition.more:
        parts.append(f"<p>and {edition.more} more</p>")
    return "".join(parts)


def _digest_story(story: "DigestStory", level: str) -> str:
    excerpt = f"<p>{escape(story.excerpt)}</p>" if story.excerpt else ""
    headline = _link(story.link, escape(story.title))
    return f"<{level}>{headline}</{level}><p>{escape(story.provider)}</p>{excerpt}"

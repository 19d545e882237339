"""What the output remembers of a digest: editions are read again from their own pages.

A page that was published is the memory of its edition: it holds all that the edition tells, in elements
that are found by their ``data-`` attributes. The page of the feed holds which period was closed last, and
what stands for the stories that were known then. Nothing else is asked, so that to delete the cache
changes nothing, and records may change as they like.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from html import unescape
from typing import Any, NamedTuple

from feedtool.model.digest import DigestStory, Edition, EditionPage
from feedtool.text import dates
from feedtool.text.hashes import digest


class PublishedDigest(NamedTuple):
    """What the output remembers of a digest.

    ``last`` is the label of the last period that was closed, empty where none was; ``known`` stands for
    the stories that were known then, None where nobody can tell. ``pages`` are editions by the label of
    their period; ``lost`` are the labels of those that the feed lists and that have no page, and of those
    whose page is damaged.
    """

    last: str = ""
    known: tuple[str, ...] | None = None
    pages: Mapping[str, EditionPage] = {}
    lost: frozenset[str] = frozenset()


_HEAD = re.compile(
    r'<h1 data-edition="([^"]*)" data-period="([^"]*)" data-published="([^"]*)" '
    r'data-stories="([0-9]+)" data-more="([0-9]+)"[^>]*>([^<]*)</h1>'
)
_PART = re.compile(
    r'<h2 data-topic="([^"]*)"|<hr data-topic=""|'
    r'<div data-story="([^"]*)"[^<>]*>\s*<h[23][^<>]*><a href="([^"]*)"[^<>]*>([^<]*)</a></h[23]>\s*'
    r"<p[^<>]*>([^<]*)</p>\s*(?:<p[^<>]*>([^<]*)</p>\s*)?</div>"
)
_CLOSED = re.compile(r' data-closed="([^" ]*)((?: [0-9a-f]{8})*)"')


def page(path: str, edition: Edition) -> EditionPage:
    """The page of an edition that stands at a path."""
    ids = frozenset(story.id for story in edition.stories)
    return EditionPage(path, edition.id, edition.published, digest(edition), ids)


def from_plain(path: str, plain: Sequence[Any]) -> EditionPage:
    """The page that ``to_plain`` made plain."""
    own_id, moment, of_texts, ids = plain
    return EditionPage(path, own_id, datetime.fromisoformat(moment), of_texts, frozenset(ids))


def to_plain(page: EditionPage) -> list[Any]:
    """A page that stands as it was published, less its path, as JSON values."""
    return [page.id, page.published.isoformat(), page.digest, sorted(page.ids)]


def edition(content: bytes) -> Edition | None:
    """The edition that a page shows; None where the page is damaged, other than behind its end."""
    text, end, _ = content.decode("utf-8", "replace").partition("</html>")
    head = _HEAD.search(text)
    if head is None or not end:
        return None
    own_id, period, published, count, more, heading = map(unescape, head.groups())
    moment, stories = dates.parse(published), _stories(text[head.end() :])
    if moment is None or not stories or len(stories) != int(count):
        return None
    return Edition(own_id, period, heading, moment, stories, int(more))


def _stories(text: str) -> tuple[DigestStory, ...]:
    found, topic = list[DigestStory](), ""
    for part in _PART.finditer(text):
        of_topic, *of_story = part.groups()
        if of_story[0] is None:
            topic = unescape(of_topic or "")
        else:
            story_id, link, title, provider, excerpt = (unescape(one or "") for one in of_story)
            found.append(DigestStory(story_id, title, link, provider, excerpt, topic))
    return tuple(found)


def closed(content: bytes | None) -> tuple[str, tuple[str, ...]] | None:
    """The label of the last closed period, and the marks of the stories known then; None for none."""
    found = _CLOSED.search((content or b"").decode("utf-8", "replace"))
    return (found[1], tuple(found[2].split())) if found else None


def closed_mark(last: str, known: tuple[str, ...]) -> str:
    """What ``closed`` finds in a page, as the value of its ``data-closed``."""
    return " ".join((last, *known))

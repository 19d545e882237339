"""What the output remembers of a digest: editions are read again from their own pages.

A page that was published is the memory of its edition: it holds all that the edition tells, in elements
that are found by their ``data-`` attributes. The page of the feed holds which period was closed last, and
what stands for the stories that were known then. Nothing else is asked, so that to delete the cache
changes nothing, and records may change as they like.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from html import unescape
from typing import Any

from feedtool.imports.tuples import NamedTuple
from feedtool.model.digest import DigestStory, Edition, EditionPage
from feedtool.text import dates, urls
from feedtool.text.hashes import digest


class Remains(NamedTuple):
    """What is left of an edition whose page is damaged.

    ``is_complete`` where it has all its stories; ``texts`` is the digest of what it told as it was published,
    None where nobody can tell.
    """

    edition: Edition
    is_complete: bool
    texts: str | None = None


class PublishedDigest(NamedTuple):
    """What the output remembers of a digest.

    ``last`` is the label of the last period that was closed, empty where none was; ``known`` stands for
    the stories that were known then, None where nobody can tell. ``pages`` are editions by the label of
    their period; ``lost`` are the labels of those that the feed lists and that have no page, and of those
    whose page is damaged, and ``remains`` what is left of these.
    """

    last: str = ""
    known: tuple[str, ...] | None = None
    pages: Mapping[str, EditionPage] = {}
    lost: frozenset[str] = frozenset()
    remains: Mapping[str, Remains] = {}


_HEAD = re.compile(
    r'<h1 data-edition="([^"]*)" data-period="([^"]*)" data-published="([^"]*)" '
    r'data-stories="([0-9]+)" data-more="([0-9]+)"[^>]*>([^<]*)</h1>'
)
_PART = re.compile(
    r'<h2 data-topic="([^"]*)"|<hr data-topic=""|'
    r'<div data-story="([^"]*)"[^<>]*>\s*<h[23][^<>]*><a href="([^"]*)"[^<>]*>([^<]*)</a></h[23]>\s*'
    r"<p[^<>]*>([^<]*)</p>\s*(?:<p[^<>]*>([^<]*)</p>\s*)?</div>"
)
# What no page of ours holds: neither a disk that failed nor a byte that was lost leaves legal text.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# How the page of an edition begins and ends.
_START, _END = b'<!doctype html>\n<html lang="', b"</html>\n"
_CLOSED = re.compile(r' data-closed="([^" ]*)((?: [0-9a-f]{8})*)"')


def page(path: str, edition: Edition) -> EditionPage:
    """The page of an edition that stands at a path."""
    ids = frozenset(story.id for story in edition.stories)
    return EditionPage(path, edition.id, edition.published, digest(edition), ids)


def from_plain(path: str, plain: Sequence[Any]) -> EditionPage:
    """The page that ``to_plain`` made plain. Raises ValueError or TypeError where it is none."""
    own_id, moment, of_texts, ids = plain
    closed = datetime.fromisoformat(moment).astimezone(UTC)
    "".join((own_id, of_texts, *ids))  # raises TypeError where one of them is no text
    return EditionPage(path, own_id, closed, of_texts, frozenset(ids))


def to_plain(page: EditionPage) -> list[Any]:
    """A page that stands as it was published, less its path, as JSON values."""
    return [page.id, page.published.isoformat(), page.digest, sorted(page.ids)]


def edition_id(site_url: str, name: str, label: str) -> str:
    """The id of the edition of a digest of a name, by the label of its period."""
    return urls.urn(f"{site_url}{name}/{label}")


def is_undamaged(content: bytes) -> bool:
    """Whether a page has nothing that no page has, and ends where it should."""
    return content.find(_END) == len(content) - len(_END) and not _is_damaged(_text(content))


def is_remnant(content: bytes) -> bool:
    """Whether a file holds nothing but what every page begins with: so a crash leaves a page."""
    return _START.startswith(content.rstrip(b"\0"))


def edition(content: bytes) -> Edition | None:
    """The edition that a page shows; None where the page is damaged, other than behind its end."""
    left = remains(content)
    return left.edition if left and left.is_complete else None


def remains(content: bytes) -> Remains | None:
    """What a page still shows of its edition; None where nothing can be made of it.

    A story that is damaged itself counts for none.
    """
    text, end, _ = _text(content).partition("</html>")
    head = _HEAD.search(text)
    if head is None:
        return None
    own_id, period, published, count, more, heading = map(unescape, head.groups())
    moment, stories = dates.parse(published), _stories(text[head.end() :])
    if moment is None or not stories or _is_damaged(own_id, period, heading):
        return None
    is_complete = bool(end) and len(stories) == int(count)
    return Remains(Edition(own_id, period, heading, moment, stories, int(more)), is_complete)


def chosen(made: Edition | None, left: Edition | None, was: Remains) -> Edition | None:
    """The edition whose page was damaged: as its records make it now, or what the page ``left`` of it.

    What is known to be what was published is it; else nothing that subscribers have becomes another text, and
    as few stories as possible are lost.
    """
    if made is None or left is None or (was.texts is not None and digest(made) == was.texts):
        return made or left
    return left if was.is_complete or len(left.stories) > len(made.stories) else made


def _stories(text: str) -> tuple[DigestStory, ...]:
    found, topic = list[DigestStory](), ""
    for part in _PART.finditer(text):
        of_topic, *of_story = part.groups()
        if of_story[0] is None:
            topic = unescape(of_topic or "")
        else:
            story_id, link, title, provider, excerpt = (unescape(one or "") for one in of_story)
            if _is_damaged(story_id, link, title, provider, excerpt, topic):
                continue
            found.append(DigestStory(story_id, title, link, provider, excerpt, topic))
    return tuple(found)


def _text(content: bytes) -> str:
    """The text of a page; bytes that are none are illegal characters in it."""
    return content.decode("utf-8", "surrogateescape")


def _is_damaged(*texts: str) -> bool:
    return any(map(_ILLEGAL.search, texts))


def closed(content: bytes | None) -> tuple[str, tuple[str, ...]] | None:
    """The label of the last closed period, and the marks of the stories known then; None for none."""
    found = _CLOSED.search((content or b"").decode("utf-8", "replace"))
    return of_closed_mark(found[1] + found[2]) if found else None


def of_closed_mark(text: str) -> tuple[str, tuple[str, ...]]:
    """What ``closed_mark`` made a text of."""
    last, *known = text.split(" ")
    return last, tuple(known)


def closed_mark(last: str, known: tuple[str, ...]) -> str:
    """What ``closed`` finds in a page, as the value of its ``data-closed``."""
    return " ".join((last, *known))

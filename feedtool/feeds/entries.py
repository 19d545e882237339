"""The entries of a feed that anybody wrote, RSS, RDF, Atom or JSON Feed, as far as they tell stories apart."""

import json
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET  # expat bounds what entities make  # nosec B405

from feedtool.imports.tuples import NamedTuple
from feedtool.text import dates, moments, plain, urls

_LINKS = ("alternate", "via")
_JSON_LINKS = ("url", "external_url")
_PUBLISHED = ("pubdate", "published", "date", "issued", "created")


class IssuedEntry(NamedTuple):
    """An entry as readers know it: its id as written, its addresses, its title, when it was published.

    The title is plain text; what an entry does not tell, or tells in no way that can be read, is empty.
    """

    id: str
    links: tuple[str, ...]
    title: str
    published: datetime | None


class NoFeedError(ValueError):
    """What cannot be read as a feed, and why; ``line`` and ``column`` count from 1, 0 where unknown."""

    def __init__(self, reason: str, line: int = 0, column: int = 0) -> None:
        super().__init__(reason)
        self.line, self.column = line, column


def entries(content: bytes) -> list[IssuedEntry]:
    """The entries of a feed that have an id, or an address, which then is the id. Raises NoFeedError."""
    is_json = content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"["))
    found = _of_json(content) if is_json else _of_xml(content)
    return [entry for entry in found if entry.id]


def readable(content: bytes) -> list[IssuedEntry]:
    """The entries of a feed; none where it cannot be read."""
    try:
        return entries(content)
    except NoFeedError:
        return []


def _of_json(content: bytes) -> Iterator[IssuedEntry]:
    try:
        document = json.loads(content)
    except json.JSONDecodeError as error:
        raise NoFeedError(error.msg, error.lineno, error.colno) from None
    except (ValueError, RecursionError) as error:
        raise NoFeedError(str(error)) from None
    items = document.get("items") if isinstance(document, dict) else None
    if not isinstance(items, list):
        raise NoFeedError("there are no items: it is no JSON Feed")
    for item in items:
        if isinstance(item, dict):
            links = [item[key] for key in _JSON_LINKS if isinstance(item.get(key), str)]
            yield _entry(
                _text(item.get("id")), links, item.get("title"), item.get("date_published")
            )


def _text(value: Any) -> str:
    """An id as readers take it: they know numbers in JSON by their digits."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def _of_xml(content: bytes) -> Iterator[IssuedEntry]:
    is_feed, root = False, None
    # expat bounds what entities grow to, and fetches none.
    steps: Iterator[tuple[str, Any]] = ET.iterparse(  # noqa: S314  # nosec B314
        BytesIO(content.lstrip()), ("start", "end")
    )
    try:
        for event, element in steps:
            if event == "start":
                root = _name(element) if root is None else root
                is_feed = root in ("rss", "rdf", "feed")
            elif is_feed and _name(element) in ("item", "entry"):
                yield _of_element(element)
                element.clear()
    except ET.ParseError as error:
        line, column = error.position
        reason = str(error).partition(":")[0]
        raise NoFeedError(reason, line, column + 1) from None
    except (ValueError, LookupError) as error:  # an encoding that nobody knows
        raise NoFeedError(str(error)) from None
    if not is_feed:
        raise NoFeedError("it is neither RSS nor Atom nor JSON Feed")


def _of_element(item: ET.Element) -> IssuedEntry:
    story, title, published, permalink = "", "", "", ""
    links: list[str] = []
    for part in item:
        name, text = _name(part), "".join(part.itertext()).strip()
        if name in ("guid", "id"):
            story = story or text
            if name == "guid" and part.get("isPermaLink", "true").lower() != "false":
                permalink = text
        elif name == "link" and (href := part.get("href")):
            if part.get("rel", "alternate") in _LINKS:
                links.append(href.strip())
        elif name in ("link", "origlink"):
            links.append(text)
        elif name == "title":
            title = title or text
        elif name in _PUBLISHED:
            published = published or text
    return _entry(story, [*links, permalink], title, published)


def _name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2].lower()


def _entry(story: str, links: list[str], title: object, published: object) -> IssuedEntry:
    found = tuple(dict.fromkeys(link for link in links if urls.is_web_url(link)))
    return IssuedEntry(
        id=story or (found[0] if found else ""),
        links=found,
        title=plain.plain(title) if isinstance(title, str) else "",
        published=_moment(published) if isinstance(published, str) else None,
    )


def _moment(text: str) -> datetime | None:
    """The moment that a date names, if it names one."""
    exact = dates.parse(text)
    named = () if exact else moments.candidates(text)
    return exact or (dates.parse(named[0]) if len(named) == 1 else None)

"""Read the ids of the items in a feed that was published before."""

import json
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from feedtool.feeds import formats, layout
from feedtool.feeds.memory import FeedMemory, of_text
from feedtool.model.feed import Feed
from feedtool.storage.folders import Folder
from feedtool.text import urls

if TYPE_CHECKING:
    from feedtool.feeds.entries import IssuedEntry

_RSS_GUID = re.compile(rb"<guid[^>]*>([^<]*)</guid>")
_MEMORY = re.compile(rb'<meta name="feedtool-memory" content="([^"]*)">')
_ATOM_ID = re.compile(rb"<entry>\s*<id>([^<]*)</id>")


def ids(form: str, written: bytes) -> frozenset[str]:
    """The ids of the items in a feed that ``render`` wrote in a format; none where it cannot be read."""
    found: frozenset[str] = formats.function(formats.named(form).ids)(written)
    return found


def ids_of(feed: Feed, form: str, written: bytes) -> frozenset[str]:
    """The same of a feed that is to be written again: each as the item has it, not as the format writes it."""
    own = {written_id: key.id for key in feed.keys if (written_id := urls.as_id(key.id)) != key.id}
    found = ids(form, written)
    return frozenset(own.get(one, one) for one in found) if own else found


def published(output: Folder, forms: Iterable[str]) -> frozenset[str]:
    """The ids of the items in all feeds and archives of a folder, in the first format that it has feeds in."""
    form, found = _published(output, forms)
    return frozenset().union(*(ids(form, written) for written in found))


def entries(output: Folder, forms: Iterable[str]) -> "list[IssuedEntry]":
    """The entries of all feeds of a folder, in the first of the formats that it has feeds in."""
    from feedtool.feeds import entries as feed_entries  # late: few builds read a feed whole

    _, found = _published(output, forms)
    return [entry for written in found for entry in feed_entries.readable(written)]


def _published(output: Folder, forms: Iterable[str]) -> tuple[str, list[bytes]]:
    """The feeds of a folder in the first of the formats that it has feeds in, the feed of everything first."""
    listed = output.listed(*layout.folders())
    paths = [path for path in listed if layout.is_ours(path) and not layout.is_list(path)]
    for form in forms:
        named = [path for path in paths if path.endswith(f".{formats.named(form).extension}")]
        named.sort(key=lambda path: (not path.startswith(f"{layout.ALL}."), path))
        read = ((path, output.read(path)) for path in named)
        found = [content for path, content in read if content and layout.is_marked(path, content)]
        if found:
            return form, found
    return "", []


class Issued:
    """What the feeds of a folder hold: the memory of sticky ones."""

    def __init__(self, output: Folder, forms: Iterable[str]) -> None:
        self._output = output
        # Those that are configured first: the others may be left from an earlier configuration.
        self._forms = list(dict.fromkeys((*forms, *(form.name for form in formats.FORMATS))))

    def of(self, name: str, /) -> FeedMemory:
        """What is known of the feed of a name."""
        found = self._output.read(f"{name}.{layout.PAGE}") or b""
        text = _MEMORY.search(found)
        return of_text(self._ids(name), text[1].decode("ascii", "replace") if text else "")

    def ids(self) -> frozenset[str]:
        """The ids of the stories in all feeds."""
        return published(self._output, self._forms)

    def _ids(self, name: str) -> frozenset[str]:
        for form in self._forms:
            if written := self._output.read(layout.feed_path(name, form)):
                return ids(form, written)
        return frozenset()


def rss_ids(written: bytes) -> frozenset[str]:
    """The guids of the items of an RSS feed of ours."""
    return _texts(_RSS_GUID.findall(written))


def atom_ids(written: bytes) -> frozenset[str]:
    """The ids of the entries of an Atom feed of ours."""
    return _texts(_ATOM_ID.findall(written))


def json_ids(written: bytes) -> frozenset[str]:
    """The ids of the items of a JSON Feed of ours; none where it is damaged."""
    try:
        found = [item["id"] for item in json.loads(written)["items"]]
    except (ValueError, KeyError, TypeError, RecursionError):
        return frozenset()
    return frozenset(one for one in found if isinstance(one, str))


def _texts(found: list[bytes]) -> frozenset[str]:
    texts = [text.decode("utf-8", "replace") for text in found]
    if not any("&" in text for text in texts):
        return frozenset(texts)
    from html import unescape  # late: its table has two thousand names

    return frozenset(map(unescape, texts))

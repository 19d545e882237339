"""Read the ids of the items in a feed that was published before."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from feedtool.feeds import formats, layout
from feedtool.feeds.memory import FeedMemory, of_text
from feedtool.model.feed import Feed
from feedtool.storage.folders import Folder
from feedtool.text import urls

if TYPE_CHECKING:
    from feedtool.feeds.entries import IssuedEntry

# A format by its name, and what is published in it.
Copy: TypeAlias = "tuple[str, bytes]"

# What ends a feed, with the white space behind it, is no longer.
_LONGEST_END = 64
# Compiled at their first use: a first build finds no feed.
_RSS_GUID = rb"<guid[^>]*>([^<]*)</guid>"
_MEMORY = rb'<meta name="feedtool-memory" content="([^"]*)">'
_ATOM_ID = rb"<entry>\s*<id>([^<]*)</id>"


def ids(form: str, written: bytes) -> frozenset[str]:
    """The ids of the items in a feed that ``render`` wrote in a format; none where it cannot be read."""
    found: frozenset[str] = formats.function(formats.named(form).ids)(written)
    return found


def ids_in(copies: Iterable[Copy]) -> frozenset[str]:
    """The ids of the items in any of some copies of a feed."""
    return frozenset().union(*(ids(form, written) for form, written in copies))


def ids_of(feed: Feed, copies: Iterable[Copy]) -> frozenset[str]:
    """The same of a feed that is to be written again: each as the item has it, not as the format writes it."""
    own = {written_id: key.id for key in feed.keys if (written_id := urls.as_id(key.id)) != key.id}
    found = ids_in(copies)
    return frozenset(own.get(one, one) for one in found) if own else found


def copies(output: Folder, name: str, forms: Iterable[str]) -> list[Copy]:
    """What is published of the feed of a name: it alone in the first of the formats in which it is whole.

    Where it is whole in none, that is what is left of it in any; none where there is no such feed.
    """
    found: list[Copy] = []
    for form in forms:
        path = layout.feed_path(name, form)
        written = output.read(path)
        if written and layout.is_marked(path, written):
            if is_intact(form, path, written):
                return [(form, written)]
            found.append((form, written))
    return found


def is_intact(form: str, path: str, written: bytes) -> bool:
    """Whether what stands at a path is the feed of this path, to its end."""
    is_own = f"/{address(form, written)}".endswith(f"/{path}")
    return is_own and written[-_LONGEST_END:].rstrip().endswith(formats.named(form).end)


def address(form: str, written: bytes) -> str:
    """Where a feed says that it stands; empty where it does not."""
    found = re.search(formats.named(form).address, written)
    return found[1].decode("utf-8", "replace") if found else ""


def published(output: Folder, forms: Iterable[str]) -> frozenset[str]:
    """The ids of the stories in all feeds and archives of a folder, each in the first format that is whole."""
    return ids_in(_published(output, forms))


def entries(output: Folder, forms: Iterable[str]) -> "list[IssuedEntry]":
    """The entries of all feeds of a folder, each in the first format that is whole."""
    from feedtool.feeds import entries as feed_entries  # late: few builds read a feed whole

    found = _published(output, forms)
    return [entry for _, written in found for entry in feed_entries.readable(written)]


def _published(output: Folder, forms: Iterable[str]) -> Iterator[Copy]:
    """Copies of the feeds and archives of a folder in some formats, the feed of everything first."""
    extensions = {formats.named(form).extension: form for form in forms}
    names = set[str]()
    for path in output.listed(*layout.folders()):
        name, _, extension = path.rpartition(".")
        if extension in extensions and layout.is_ours(path) and not layout.is_list(path):
            names.add(name)
    for name in sorted(names, key=lambda name: (name != layout.ALL, name)):
        yield from copies(output, name, extensions.values())


class Issued:
    """What the feeds of a folder hold: the memory of sticky ones."""

    def __init__(self, output: Folder, forms: Iterable[str]) -> None:
        self._output = output
        # Those that are configured first: the others may be left from an earlier configuration.
        self._forms = list(dict.fromkeys((*forms, *(form.name for form in formats.FORMATS))))

    def of(self, name: str, /) -> FeedMemory:
        """What is known of the feed of a name."""
        found = self._output.read(f"{name}.{layout.PAGE}") or b""
        text = re.search(_MEMORY, found)
        return of_text(
            ids_in(copies(self._output, name, self._forms)),
            text[1].decode("ascii", "replace") if text else "",
        )

    def ids(self) -> frozenset[str]:
        """The ids of the stories in all feeds."""
        return published(self._output, self._forms)


def rss_ids(written: bytes) -> frozenset[str]:
    """The guids of the items of an RSS feed of ours."""
    return _texts(re.findall(_RSS_GUID, written))


def atom_ids(written: bytes) -> frozenset[str]:
    """The ids of the entries of an Atom feed of ours."""
    return _texts(re.findall(_ATOM_ID, written))


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

"""Read the ids of the items in a feed that was published before."""

import json
import re
from collections.abc import Callable, Iterable

from feedtool.feeds import formats, layout

_RSS_GUID = re.compile(rb"<guid[^>]*>([^<]*)</guid>")
_ATOM_ID = re.compile(rb"<entry>\s*<id>([^<]*)</id>")


def ids(form: str, written: bytes) -> frozenset[str]:
    """The ids of the items in a feed that ``render`` wrote in a format; none where it cannot be read."""
    found: frozenset[str] = formats.function(formats.named(form).ids)(written)
    return found


def published(read: Callable[[str], bytes | None], forms: Iterable[str]) -> frozenset[str]:
    """The ids of the items in the feed of everything.

    ``read`` gives the bytes of a file of the output, None where there is none. Ids are there where any
    of the formats is.
    """
    for form in forms:
        if (written := read(layout.feed_path(layout.ALL, form))) is not None:
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
        return frozenset(item["id"] for item in json.loads(written)["items"])
    except (ValueError, KeyError, TypeError):
        return frozenset()


def _texts(found: list[bytes]) -> frozenset[str]:
    from html import unescape  # late: its table has two thousand names

    return frozenset(unescape(text.decode("utf-8", "replace")) for text in found)

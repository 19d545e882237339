"""Read the ids of the items in a feed that was published before."""

import json
import re
from collections.abc import Callable, Iterable, Mapping

_RSS_GUID = re.compile(rb"<guid[^>]*>([^<]*)</guid>")
_ATOM_ID = re.compile(rb"<entry>\s*<id>([^<]*)</id>")


def ids(form: str, written: bytes) -> frozenset[str]:
    """The ids of the items in a feed that ``render`` wrote in a format; none where it cannot be read."""
    return _READERS[form](written)


def published(read: Callable[[str], bytes | None], formats: Iterable[str]) -> frozenset[str]:
    """The ids of the items in the feed of everything.

    ``read`` gives the bytes of a file of the output, None where there is none. Ids are there where any
    of the formats is.
    """
    for form in formats:
        if (written := read(f"all.{form}")) is not None:
            return ids(form, written)
    return frozenset()


def _rss_ids(written: bytes) -> frozenset[str]:
    return _texts(_RSS_GUID.findall(written))


def _atom_ids(written: bytes) -> frozenset[str]:
    return _texts(_ATOM_ID.findall(written))


def _texts(found: list[bytes]) -> frozenset[str]:
    from html import unescape  # late: its table has two thousand names

    return frozenset(unescape(text.decode("utf-8", "replace")) for text in found)


def _json_ids(written: bytes) -> frozenset[str]:
    try:
        return frozenset(item["id"] for item in json.loads(written)["items"])
    except (ValueError, KeyError, TypeError):
        return frozenset()


_READERS: Mapping[str, Callable[[bytes], frozenset[str]]] = {
    "rss": _rss_ids,
    "atom": _atom_ids,
    "json": _json_ids,
}

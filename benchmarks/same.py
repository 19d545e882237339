"""Whether programs made the same feeds: the same stories in the same order, at the same moments."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from pathlib import Path

import corpus

# Where a program puts a feed: of everything (None) or of a topic, as rss or as atom.
Place = Callable[[str | None, str], Path]

_ITEM = re.compile(r"<(item|entry)>.*?</\1>", re.DOTALL)
_NUMBER = re.compile(r'<link(?: rel="alternate")?[^>]*?(?:>|href=")[^<"]*?[?&]n=(\d+)')
_MOMENT = re.compile(r"<(?:pubDate|updated)>(.*?)<")


def differences(ours: Place, others: Mapping[str, Place]) -> list[str]:
    """What other programs' feeds show otherwise than ours."""
    found = []
    for slug in (None, *map(corpus.slug, corpus.TOPICS)):
        for form in ("rss", "atom"):
            expected = _items(ours(slug, form))
            for name, place in others.items():
                items = _items(place(slug, form))
                if items != expected:
                    found.append(
                        f"{name}, {slug or 'all'}.{form}: {len(items)} items, {len(expected)} in ours"
                    )
    return found


def _items(file: Path) -> list[tuple[int, datetime]]:
    """The number that the address of each story ends with, and its moment."""
    return list(_found(file.read_text("utf-8"))) if file.exists() else []


def _found(text: str) -> Iterator[tuple[int, datetime]]:
    for item in _ITEM.finditer(text):
        number, moment = _NUMBER.search(unescape(item[0])), _MOMENT.search(item[0])
        if number and moment:
            yield int(number[1]), _date(moment[1])


def _date(text: str) -> datetime:
    moment = parsedate_to_datetime(text) if "," in text else datetime.fromisoformat(text)
    return moment.astimezone(UTC)

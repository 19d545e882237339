"""The ledger: what was ever given to each story, which no record says and no reader forgets.

A file of text beside the configuration, one line a story, sorted: the date of its publication, its id, and
what else is known of it, as ``key=value`` between tabs. Each line speaks for itself, so that the lines of
two branches together, as ``merge=union`` of git puts them, are a ledger again.
"""

import re
from collections.abc import Iterable, Mapping

from feedtool.imports.tuples import NamedTuple
from feedtool.text import plain

HEADING = (
    "# The ledger of feedtool: one line a story. Keep it in git; README.md says what it is for.\n"
)

# What a key stands for: a canonical address, a path below the folder of the records; and, with the name of
# a feed before the value, what the story was there: shown, in which archive, in which period of a digest.
URL, PATH, FEED, ARCHIVE, DIGEST = KEYS = ("url", "path", "feed", "archive", "digest")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z", re.ASCII)
_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_ESCAPED = re.compile("[\\\\\t\n\r]")
_ILLEGAL = re.compile(f"[{plain.ILLEGAL}]")
# What Python makes of bytes in the name of a file that are no UTF-8.
_UNDECODED = re.compile("[\ud800-\udfff]")
_UNESCAPED = re.compile(r"\\(.)", re.DOTALL)


class LedgerEntry(NamedTuple):
    """What is known of one story: its id, when it was first published (RFC 3339, in UTC), and its ``facts``.

    Each fact is a key and a value; an address or a path may have several, and so may a key with the name
    of a feed, each of another feed.
    """

    id: str
    published: str
    facts: frozenset[tuple[str, str]]

    @property
    def urls(self) -> frozenset[str]:
        """The canonical addresses that the story ever had."""
        return frozenset(value for key, value in self.facts if key == URL)

    @property
    def line(self) -> str:
        """The line of the story, without its end, and without names of files that no text can hold."""
        known = (one for one in self.facts if not _UNDECODED.search(one[1]))
        facts = (f"{key}={escaped(value)}" for key, value in sorted(known, key=_rank))
        return "\t".join((self.published, escaped(self.id), *facts))


def _rank(fact: tuple[str, str]) -> tuple[int, str]:
    return KEYS.index(fact[0]), fact[1]


class FeedFacts(NamedTuple):
    """What stories are in a feed, by id, under a key of the ledger: their archives, or their periods."""

    key: str
    feed: str
    values: Mapping[str, str]


class Ledger(NamedTuple):
    """All stories that were ever published, by id; and the ids by address and by path."""

    entries: Mapping[str, LedgerEntry]
    by_url: Mapping[str, str]
    by_path: Mapping[str, str]

    def values(self, key: str, feed: str) -> dict[str, str]:
        """What the stories were in a feed, by id: their archives (``ARCHIVE``), or periods (``DIGEST``)."""
        return self.by_feed(key).get(feed, {})

    def by_feed(self, key: str) -> dict[str, dict[str, str]]:
        """The same of all feeds, by their names."""
        by_feed: dict[str, dict[str, str]] = {}
        for entry in self.entries.values():
            for found, value in entry.facts:
                if found == key:
                    feed, _, where = value.partition(":")
                    by_feed.setdefault(feed, {})[entry.id] = where
        return by_feed

    def shown(self, feed: str) -> frozenset[str]:
        """The ids of the stories that a feed has ever shown; none for feeds that the ledger does not follow."""
        return frozenset(entry.id for entry in self.entries.values() if (FEED, feed) in entry.facts)

    def first_given(self, ids: Iterable[str]) -> str | None:
        """The id that was given first, of some that stories have; None where none was given yet."""
        known = [self.entries[one] for one in set(ids) if one in self.entries]
        return min((entry.published, entry.id) for entry in known)[1] if known else None

    def with_values(self, key: str, feed: str, values: Mapping[str, str]) -> "Ledger":
        """The ledger with what stories are in a feed now, by id; what others are in it stays.

        Ids that the ledger does not know are passed over: no line is made of a value alone.
        """
        start = f"{feed}:"
        changed = dict(self.entries)
        for story, value in values.items():
            if story in changed:
                facts = changed[story].facts
                left = {one for one in facts if one[0] != key or not one[1].startswith(start)}
                changed[story] = changed[story]._replace(
                    facts=frozenset({*left, (key, start + value)})
                )
        return self._replace(entries=changed)

    @property
    def text(self) -> str:
        """The file."""
        lines = sorted(entry.line for entry in self.entries.values())
        return HEADING + "".join(f"{line}\n" for line in lines)


def of(entries: Iterable[LedgerEntry]) -> Ledger:
    """The ledger of some entries, several of one story put together.

    Where one address or path is in several stories, which is an error in a file, the first given counts.
    """
    by_id: dict[str, LedgerEntry] = {}
    for entry in entries:
        other = by_id.get(entry.id)
        by_id[entry.id] = together(other, entry) if other else entry
    by_url: dict[str, str] = {}
    by_path: dict[str, str] = {}
    for entry in sorted(by_id.values(), key=lambda one: (one.published, one.id)):
        for key, value in entry.facts:
            if key == URL:
                by_url.setdefault(value, entry.id)
            elif key == PATH:
                by_path.setdefault(value, entry.id)
    return Ledger(by_id, by_url, by_path)


def together(one: LedgerEntry, other: LedgerEntry) -> LedgerEntry:
    """Two entries of one story as one: first published first, all facts; of each feed the first value."""
    facts = set[tuple[str, str]]()
    first: dict[tuple[str, str], str] = {}
    for key, value in one.facts | other.facts:
        if key not in (ARCHIVE, DIGEST):
            facts.add((key, value))
            continue
        feed = value.partition(":")[0]
        before = first.get((key, feed))
        if before is None or (len(value), value) < (len(before), before):
            first[key, feed] = value
    facts |= {(key, value) for (key, _), value in first.items()}
    return LedgerEntry(one.id, min(one.published, other.published), frozenset(facts))


def parse(line: str) -> LedgerEntry | None:
    """The entry that a line says; None where it is no line of a ledger."""
    published, _, rest = line.partition("\t")
    story, *parts = rest.split("\t")
    if not story or not _DATE.fullmatch(published):
        return None
    if "\\" in line:
        story, parts = _unescaped(story), [_unescaped(part) for part in parts]
    facts = []
    for part in parts:
        key, mark, value = part.partition("=")
        if key not in KEYS or not mark or not value:
            return None
        facts.append((key, value))
    if not may_be_id(story):
        return None
    return LedgerEntry(story, published, frozenset(facts))


def may_be_id(text: str) -> bool:
    """Whether a feed can carry an id: it is not blank, and XML can hold its characters."""
    return bool(text.strip()) and (text.isprintable() or not _ILLEGAL.search(text))


def escaped(text: str) -> str:
    """A text without tabs and line breaks."""
    return _ESCAPED.sub(lambda found: _ESCAPES[found[0]], text)


def _unescaped(text: str) -> str:
    names = {"t": "\t", "n": "\n", "r": "\r"}
    return _UNESCAPED.sub(lambda found: names.get(found[1], found[1]), text)

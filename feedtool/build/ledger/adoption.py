"""The ids that items have in feeds, adopted for the records that tell the same stories."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta

from feedtool.feeds.entries import IssuedEntry
from feedtool.imports.tuples import NamedTuple
from feedtool.model import ledger as model
from feedtool.model.ledger import PATH, URL, Ledger, LedgerEntry
from feedtool.model.record import Record
from feedtool.text import dates, plain, urls

BY_ADDRESS, BY_TITLE = "address", "title and date"
# Two dates of one story may be that far apart: many feeds are written without regard for zones.
_APART = timedelta(days=1)


class AdoptedItem(NamedTuple):
    """An item, the record of the same story, and by what they were found to be the same."""

    entry: IssuedEntry
    record: Record
    by: str


class Adoption(NamedTuple):
    """What was adopted from some feeds, and what was not: each item that was not, with the reason."""

    adopted: tuple[AdoptedItem, ...]
    left: tuple[tuple[IssuedEntry, str], ...]


def adopt(
    entries: Iterable[IssuedEntry], records: Sequence[Record], tracking: tuple[str, ...]
) -> Adoption:
    """Find the records of items: by address, else by title and date where one record alone has these.

    An id that a record says itself stays. Of several items of one story the first counts.
    """
    by_url: dict[str, Record] = {}
    for record in records:
        by_url.setdefault(record.key, record)
    for record in records:
        by_url.setdefault(record.link_key, record)
    by_title: dict[str, list[Record]] = {}
    for record in records:
        by_title.setdefault(plain.title_key(record.title), []).append(record)
    first: dict[str, IssuedEntry] = {}
    adopted: list[AdoptedItem] = []
    left: list[tuple[IssuedEntry, str]] = []
    for entry in entries:
        known = first.setdefault(entry.id, entry)
        if known is not entry and not _are_one(known, entry, tracking):
            what = known.title or "".join(known.links[:1])
            left.append((entry, f"another item has this id, too: {what}"))
    given: dict[str, str] = {}
    for entry in first.values():
        found = _by_address(entry, by_url, tracking)
        by = BY_ADDRESS if found else BY_TITLE
        found = found or _by_title(entry, by_title)
        reason = _refusal(entry, found, given)
        if found is None or reason:
            left.append((entry, reason))
        else:
            given[found.key] = entry.id
            adopted.append(AdoptedItem(entry, found, by))
    return Adoption(tuple(adopted), tuple(left))


def _are_one(entry: IssuedEntry, other: IssuedEntry, tracking: tuple[str, ...]) -> bool:
    """Whether two items with one id tell one story: feeds show it more than once, or say one id of all."""
    links, others = (
        {urls.canonical(link, tracking) for link in one.links} for one in (entry, other)
    )
    title = plain.title_key(entry.title)
    return bool(links & others) or (title != "" and title == plain.title_key(other.title))


def _refusal(entry: IssuedEntry, record: Record | None, given: Mapping[str, str]) -> str:
    """Why an item gives its id to no record; empty where it does."""
    if record is None:
        return "no record tells its story"
    if record.explicit_id and record.id != entry.id:
        return f"{record.path} has an id of its own: {record.id}"
    if not model.may_be_id(entry.id):
        return "its id holds characters that no feed can carry"
    if record.key in given:
        return f"{record.path} has the id of another item: {given[record.key]}"
    return ""


def _by_address(
    entry: IssuedEntry, by_url: Mapping[str, Record], tracking: tuple[str, ...]
) -> Record | None:
    keys = (urls.canonical(link, tracking) for link in entry.links)
    return next((by_url[key] for key in keys if key in by_url), None)


def _by_title(entry: IssuedEntry, by_title: Mapping[str, Sequence[Record]]) -> Record | None:
    if entry.published is None or not entry.title:
        return None
    same = [
        record
        for record in by_title.get(plain.title_key(entry.title), ())
        if abs(record.published - entry.published) <= _APART
    ]
    return same[0] if len(same) == 1 else None


def with_adopted(
    ledger: Ledger, adopted: Iterable[AdoptedItem], name: Callable[[str], str]
) -> Ledger:
    """The ledger with the stories of adopted items under the ids of these, whatever they had before."""
    entries = dict(ledger.entries)
    for entry, record, _ in adopted:
        before = entries.pop(ledger.by_url.get(record.key, entry.id), None)
        published, facts = dates.rfc3339(record.published), {(URL, record.key)}
        facts.add((PATH, name(record.path)))
        if before is not None:
            published, facts = before.published, facts | before.facts
        made = LedgerEntry(entry.id, published, frozenset(facts))
        other = entries.get(entry.id)
        entries[entry.id] = model.together(other, made) if other else made
    return model.of(entries.values())

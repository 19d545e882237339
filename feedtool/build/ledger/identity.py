"""The ids of stories by the ledger, and the ledger brought up to date with the stories of a build."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from feedtool.feeds.select import Duplicate, Selection
from feedtool.model import ledger as model
from feedtool.model.ledger import PATH, URL, Ledger, LedgerEntry
from feedtool.model.record import Candidate
from feedtool.text import dates


def with_ids(
    candidates: Iterable[Candidate], ledger: Ledger, name: Callable[[str], str]
) -> list[Candidate]:
    """The candidates with the ids that their stories were first published with.

    An id that a record says itself stays. A story is known by its address; one whose address nobody knows,
    by its file, unless the story of that file has gone on to another one. ``name`` makes of a path that
    of a record below the folder of the records, as the ledger has it.
    """
    found: list[Candidate] = []
    taken, unknown = set[str](), list[int]()
    for place, one in enumerate(candidates):
        known = one.id if one.explicit_id else ledger.by_url.get(one.key)
        if known is None:
            unknown.append(place)
        else:
            taken.add(known)
        found.append(one if known is None or known == one.id else one._replace(id=known))
    for place in unknown:
        known = ledger.by_path.get(name(found[place].path))
        if known is not None and known not in taken:
            taken.add(known)
            found[place] = found[place]._replace(id=known)
    return found


def updated(
    ledger: Ledger,
    selection: Selection,
    candidates: Iterable[Candidate],
    name: Callable[[str], str],
) -> Ledger:
    """The ledger with the stories that are published now, each with the addresses and files of its records.

    ``candidates`` are all records, among them those that are merged into a story.
    """
    entries = dict(ledger.entries)
    anew = dict(_entries(entries, selection, candidates, name))
    entries |= anew
    _leave_addresses(entries, anew, ledger)
    return model.of(entries.values())


def _entries(
    entries: dict[str, LedgerEntry],
    selection: Selection,
    candidates: Iterable[Candidate],
    name: Callable[[str], str],
) -> Iterator[tuple[str, LedgerEntry]]:
    """The entries of stories that are new, or no longer say what is so, by id."""
    records = _records(selection, candidates)
    for story in selection.stories:
        before = entries.get(story.id)
        facts = {
            fact
            for one in records.get(story.path, (story,))
            for fact in ((URL, one.key), (PATH, name(one.path)))
        }
        if before is None:
            yield story.id, LedgerEntry(story.id, dates.rfc3339(story.published), frozenset(facts))
        else:
            facts |= {fact for fact in before.facts if fact[0] != PATH}
            if facts != before.facts:
                yield story.id, before._replace(facts=frozenset(facts))


def _records(
    selection: Selection, candidates: Iterable[Candidate]
) -> dict[str, Sequence[Candidate]]:
    """The records of the stories that several tell, by the path of each."""
    merged = {
        path: reason.path
        for path, reason in selection.held.items()
        if isinstance(reason, Duplicate)
    }
    if not merged:
        return {}
    firsts, groups = set(merged.values()), dict[str, list[Candidate]]()
    for one in candidates:
        first = merged.get(one.path) or (one.path if one.path in firsts else None)
        if first is not None:
            groups.setdefault(first, []).append(one)
    return {one.path: group for group in groups.values() for one in group}


def _leave_addresses(
    entries: dict[str, LedgerEntry], anew: dict[str, LedgerEntry], ledger: Ledger
) -> None:
    """Take the addresses of stories away from the ids that these had before, and ids that have none left."""
    for entry in anew.values():
        for url in entry.urls:
            other = ledger.by_url.get(url, entry.id)
            if other == entry.id or other not in entries:
                continue
            left = entries[other].facts - {(URL, url)}
            if any(key == URL for key, _ in left):
                entries[other] = entries[other]._replace(facts=left)
            else:
                del entries[other]

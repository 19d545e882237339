"""Which stories stand in which archives, from the archives that were published, and the ledger.

These alone decide it: what the cache knows of a file is believed only as long as the file is what was written,
or where an archive is damaged in all of its files, and stands nowhere else.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import chain

from feedtool.build import fingerprints
from feedtool.build.cache.store import Cache, FileState
from feedtool.build.ledger import placements
from feedtool.build.task import BuildTask
from feedtool.feeds import issued, layout
from feedtool.feeds.formats import FORMATS
from feedtool.feeds.memory import FeedMemory, Memory
from feedtool.model.feed import Feed

_FORMS = {form.extension: form.name for form in FORMATS}
# The place of an archive that does not say where it stands.
_UNKNOWN = ("", 0)


class PublishedArchives:
    """The archives in the output folder, as ``archives.History`` asks for them."""

    def __init__(self, task: BuildTask, store: Cache) -> None:
        self._folder, self._formats, self._store = task.output, task.config.feeds.formats, store
        self._url = task.config.site.url
        self._in_ledger = placements.archives(task.ledger.ledger) if task.ledger else {}

    def members(self, name: str, names: Collection[str] = ()) -> Mapping[str, int]:
        """The ids of the stories that stand in archives of the feed of a name, each with its number.

        ``names`` are all that the feed has had. Where a ledger knows it, that is what counts: the output may
        be gone.
        """
        found = dict(self._in_ledger.get(name, {}))
        for number, id_ in sorted(self._placed(name, {name, *names})):
            found.setdefault(id_, number)
        return found

    def published(self, name: str) -> frozenset[str]:
        """The ids of the stories in the feed of a name."""
        return issued.ids_in(issued.copies(self._folder, name, self._formats))

    @cached_property
    def _paths(self) -> dict[str, dict[int, list[str]]]:
        """The paths of all archives that have ids, by the name of the feed and the number.

        Those that the last build wrote, and somebody has removed, are among them.
        """
        found: dict[str, dict[int, list[str]]] = {}
        for path in sorted({*self._folder.listed(*layout.archive_folders()), *self._states}):
            archive = layout.archived(path)
            if archive and archive[2] in _FORMS:
                name, number, _ = archive
                found.setdefault(name, {}).setdefault(number, []).append(path)
        return found

    @cached_property
    def _states(self) -> Mapping[str, FileState]:
        return self._store.output_files()

    def _placed(self, name: str, names: AbstractSet[str]) -> Iterator[tuple[int, str]]:
        """The ids in the archives of the feed of a name, each behind the number of its archive."""
        for number, paths in self._paths.get(name, {}).items():
            digests, known = self._store.archive(layout.archive_name(name, number))
            if digests and digests == [self._digest(path) for path in paths]:
                yield from ((number, id_) for id_ in known)
                continue
            yield from self._read(number, paths, names)
            if not any(self._is_intact(path) for path in paths):
                elsewhere = self._elsewhere.get(layout.archive_name(name, number), known)
                yield from ((number, id_) for id_ in elsewhere)

    def _read(
        self, number: int, paths: Sequence[str], names: AbstractSet[str]
    ) -> Iterator[tuple[int, str]]:
        """The same of an archive that stands in some files, each a format of it.

        What a file says of itself counts for more than where it stands: another may have been put in its
        place. What stands under a former name of a feed says the name of now, one of its ``names``.
        """
        places = list[tuple[str, int]]()
        copies = list[issued.Copy]()
        for path in paths:
            content = self._content(path)
            if content:
                form = _FORMS[path.rpartition(".")[2]]
                address = issued.address(form, content)
                copies.append((form, content))
                places.append(_own_place(path, address) if address else _UNKNOWN)
        is_known = any(own_name in names for own_name, _ in places)
        for place, copy in zip(places, copies, strict=True):
            own_name, own_number = place
            if own_name in names or (place == _UNKNOWN and not is_known):
                yield from ((own_number or number, id_) for id_ in issued.ids_in([copy]))

    def _content(self, path: str) -> bytes | None:
        content = self._folder.read(path)
        return content if layout.is_marked(path, content) else None

    def _is_intact(self, path: str) -> bool:
        content = self._content(path) or b""
        return issued.is_intact(_FORMS[path.rpartition(".")[2]], path, content)

    @cached_property
    def _elsewhere(self) -> dict[str, frozenset[str]]:
        """The ids in those archives that stand where somebody has put them, by the name of the archive."""
        found: dict[str, frozenset[str]] = {}
        archives = (some for numbers in self._paths.values() for some in numbers.values())
        feeds = ([layout.feed_path(name, form) for form in self._formats] for name in self._paths)
        for path in chain.from_iterable((*archives, *feeds)):
            content = self._content(path) or b""
            form = _FORMS[path.rpartition(".")[2]]
            own = issued.address(form, content).removeprefix(self._url)
            if own != path and layout.archived(own) and issued.is_intact(form, own, content):
                found.setdefault(own.rpartition(".")[0], issued.ids(form, content))
        return found

    def _digest(self, path: str) -> str | None:
        """The digest of a file as the last build wrote it; None where it is not that any more."""
        state = self._states.get(path)
        if state and fingerprints.is_unmodified(self._folder, path, state):
            return state.digest
        return None


def _own_place(path: str, address: str) -> tuple[str, int]:
    """The name of the feed and the number of the archive of an address, which was found at a path.

    That of another kind of document is none of a feed.
    """
    below = address.split("/")[-1 - path.count("/") :]
    name, number, _ = layout.archived("/".join(below)) or ("?", 0, "")
    return name, number


class ArchivesMemory:
    """What sticky feeds remember: what they hold, as another memory says, and what is in their archives."""

    def __init__(self, of_feeds: Memory, archives: PublishedArchives) -> None:
        self._of_feeds, self._archives = of_feeds, archives

    def of(self, name: str) -> FeedMemory:
        """What is known of the feed of a name."""
        found = self._of_feeds.of(name)
        return found._replace(ids=found.ids.union(self._archives.members(name)))

    def ids(self) -> frozenset[str]:
        """The ids of the stories in all feeds and archives."""
        return self._of_feeds.ids()


def store_members(
    archives: Iterable[Feed], formats: Sequence[str], states: Mapping[str, FileState], store: Cache
) -> None:
    """Keep which stories stand in archives that were published, with the digests of their files."""
    rows = {}
    for feed in archives:
        for name in (feed.name, *feed.former):
            paths = sorted(layout.feed_path(name, form) for form in formats)
            digests = [states[path].digest for path in paths]
            rows[name] = json.dumps([digests, [key.id for key in feed.keys]])
    store.put_archives(rows)

"""The complete records of the stories that feeds show; of all others the summary is enough."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from feedtool.build.cache.store import Cache
from feedtool.build.reading import scan
from feedtool.build.reading.scan import Values
from feedtool.build.task import BuildTask
from feedtool.diagnostics import codec
from feedtool.feeds.stories import with_merged
from feedtool.imports.tuples import NamedTuple
from feedtool.model.record import Candidate, Record, ScanResult
from feedtool.model.states import INVALID, READY, SAME
from feedtool.records import convert
from feedtool.records.mapping import FieldMapping
from feedtool.records.parse import validated
from feedtool.storage import cells, sources
from feedtool.storage.place import Raw
from feedtool.text.hashes import plain_digest

if TYPE_CHECKING:
    from feedtool.frontmatter import YamlValue

# What a record is made of, as ``convert.kept`` gives it.
KeptFields: TypeAlias = "dict[str, YamlValue]"
# So many records are read, and so many are kept as they were made: those of a whole history are too many.
_BATCH, _MOST_MADE = 500, 4096


class ChangedError(Exception):
    """Files have changed since they were scanned; ``seen`` are the results of a new scan."""

    def __init__(self, seen: list[ScanResult]) -> None:
        super().__init__(f"{len(seen)} files have changed")
        self.seen = seen


class CompleteRecords(NamedTuple):
    """The complete records of some stories, each made of its fields when it is asked for.

    ``digests`` are by the name of the file; ``made`` are the records that were made already. The others
    raise database.Unusable where the cache no longer has their fields.
    """

    stories: Sequence[Candidate]
    names: Sequence[str]
    digests: Mapping[str, str]
    made: Mapping[str, Record]
    task: BuildTask
    store: Cache

    def record(self, place: int) -> Record:
        """The record of one of the stories."""
        story, name = self.stories[place], self.names[place]
        record = self.made.get(name)
        if record is None:
            with self.store.guarded():
                fields = json.loads(self.store.fields(name, story.digest))
                record = _record(story, fields, self.task)
        return with_merged(record, story)

    def digest(self, place: int) -> str:
        """A digest of what the record of one of the stories says, but for what selection knows of it."""
        return self.digests[self.names[place]]


def records(
    stories: list[Candidate], task: BuildTask, store: Cache, values: Values
) -> CompleteRecords:
    """The complete records of stories: from the cache, if they were in a feed before, or read again.

    ``values`` are what the scan has read. Raises ChangedError. What the changed files hold now is in the
    cache then, so none is read twice.
    """
    below = len(sources.display_path(task.display, ""))
    names = [story.path[below:] for story in stories]
    kept = store.shown()
    known = {
        name: kept[name][1]
        for name, one in zip(names, stories, strict=True)
        if name in kept and kept[name][0] == one.digest
    }
    new = {name: one for name, one in zip(names, stories, strict=True) if name not in known}
    made: dict[str, Record] = {}
    for some in _batches(new):
        read = _read({name: new[name].digest for name in some}, task, store, values)
        for name in some:
            known[name] = _digest(read[name], _mapping_of(name, task))
            if len(made) < _MOST_MADE:
                made[name] = _record(new[name], read[name], task)
        unstored = [name for name in some if values.stored.get(name) != new[name].digest]
        texts = {
            name: values.fields(name, new[name].digest) or cells.dumps(read[name])
            for name in unstored
        }
        store.put_fields({name: (new[name].digest, text) for name, text in texts.items()})
    if new or len(kept) != len(names):
        store.put_shown(
            {name: (one.digest, known[name]) for name, one in zip(names, stories, strict=True)}
        )
    return CompleteRecords(stories, names, known, made, task, store)


def with_fields_stored(
    seen: Iterable[ScanResult], store: Cache, values: Values
) -> Iterator[ScanResult]:
    """The results of a scan; the fields that came with them are in the cache then, or among the values."""
    waiting: dict[str, tuple[str, str]] = {}
    for one in seen:
        if one.fields is None or one.digest is None:
            yield one
            continue
        if not values.put_fields(one.name, one.digest, one.fields):
            waiting[one.name] = one.digest, one.fields
            values.stored[one.name] = one.digest
            if len(waiting) >= _BATCH:
                store.put_fields(waiting)
                waiting = {}
        yield one._replace(fields=None)
    store.put_fields(waiting)


def _batches(names: Iterable[str]) -> Iterator[list[str]]:
    left = iter(names)
    while some := list(islice(left, _BATCH)):
        yield some


def _read(
    digests: Mapping[str, str], task: BuildTask, store: Cache, values: Values
) -> dict[str, KeptFields]:
    """The fields of records whose files held content of these digests."""
    found: dict[str, KeptFields] = {
        name: json.loads(store.fields(name, content))
        for name, content in digests.items()
        if values.stored.get(name) == content
    }
    for name, content in digests.items():
        if (fields := values.fields(name, content)) is not None:
            found[name] = json.loads(fields)
        elif (value := values.get(name, content)) is not None:
            found[name] = convert.kept(value, _mapping_of(name, task))
    left = [name for name in digests if name not in found]
    changed, folder = list[ScanResult](), task.folder
    for name, raw in zip(left, scan.read_files(left, folder), strict=True):
        one = scan.scan_file(name, digests[name], raw, folder)
        if one.state in (SAME, READY) and one.digest and isinstance(raw, Raw):
            document, problems = validated(raw, folder.options)
            if document is not None:
                found[name] = convert.kept(document.value, _mapping_of(name, task))
            else:  # no reader may disagree with another; if one did, no record is lost without a word
                one = ScanResult(
                    name, one.digest, INVALID, problems=tuple(map(codec.problem_to_plain, problems))
                )
        if one.state != SAME:
            changed.append(one)
    if changed:
        ready = {one.name: one.digest for one in changed if one.name in found and one.digest}
        store.put_fields(
            {name: (content, cells.dumps(found[name])) for name, content in ready.items()}
        )
        raise ChangedError(changed)
    return found


def _mapping_of(name: str, task: BuildTask) -> FieldMapping:
    """What the record of a name calls its fields, once it has been read."""
    if not task.config.records.collections:
        return task.mapping
    return task.folder.options.of(sources.display_path(task.display, name)).mapping


def _record(story: Candidate, fields: KeptFields, task: BuildTask) -> Record:
    tracking = task.config.records.tracking_parameters
    return convert.record(story.path, fields, tracking, task.mapping)


def _digest(fields: KeptFields, mapping: FieldMapping) -> str:
    """A digest of all that a record says itself: what hangs on other records is the story's."""
    left_out = mapping.selection_keys
    return plain_digest([(key, value) for key, value in fields.items() if key not in left_out])

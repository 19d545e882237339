"""What is in the cache between builds: a summary of each record, and a fingerprint of each output file."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import AbstractContextManager
from datetime import datetime
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from feedtool.imports.tuples import NamedTuple
from feedtool.model.states import INVALID, SAME, UNREADABLE
from feedtool.storage import cells, database, signature
from feedtool.storage.database import Database
from feedtool.storage.rows import MANY, Rows, TableRow
from feedtool.storage.signature import PlainSignature, Signature

if TYPE_CHECKING:
    from feedtool.model.record import ScanResult


# The name of the digest of the configuration, which is read before the cache is opened.
PASSED = "passed"


class FileState(NamedTuple):
    """A file of the output: a fingerprint of its inputs, and its signature (a text) and digest once written."""

    inputs: str
    signature: str | None
    digest: str


class Cache:
    """An open cache. ``stamp`` is a moment before anything is read, in the file system's time."""

    def __init__(self, db: Database, file: Path, key: str | None, stamp: int = 0) -> None:
        self._database, self._file, self._stamp = db, file, stamp
        with self.guarded():
            if key is None or db.get("meta", "key") != key:
                for table in database.TABLES:
                    if table != "counts":  # a hint that outlives a change of configuration
                        db.clear(table)
                db.put("meta", [("key", key or "")])

    @cached_property
    def _records(self) -> Rows:
        return Rows(self._database, "records")

    @cached_property
    def _files(self) -> Rows:
        return Rows(self._database, "files")

    def close(self) -> None:
        """Close the cache; what was not saved is lost."""
        self._database.close()

    def save(self) -> None:
        """Commit what was put."""
        with self.guarded():
            self._database.save()

    def renew_stamp(self) -> None:
        """From here on trust the signatures of files that are older than this moment."""
        if self._stamp:
            with self.guarded():
                self._stamp = moment(self._file.parent)

    def trusted(self, values: PlainSignature | None) -> str | None:
        """A signature as a text; None where the file may still change without changing it."""
        if values is None or not Signature(*values).is_settled(self._stamp):
            return None
        return signature.as_text(values)

    # The report of the last build, for one in which nothing has changed since.

    def last_report(self) -> Any:
        """The stored report of the last build; None if there is none."""
        with self.guarded():
            text = self._database.get("meta", "outcome")
            return None if text is None else json.loads(text)

    def put_last_report(self, report: Any) -> None:
        """Keep the report of this build, as a JSON value."""
        with self.guarded():
            self._database.put("meta", [("outcome", cells.dumps(report))])

    def put_passed(self, config: str) -> None:
        """Keep the digest of the configuration, which passed its schema."""
        with self.guarded():
            self._database.put("meta", [(PASSED, config)])

    def reported_digests(self) -> tuple[str, ...] | None:
        """The digests of the problems that the last build reported, in order; None if they are not known."""
        with self.guarded():
            text = self._database.get("meta", "reported")
            return None if text is None else tuple(text.split())

    def put_reported_digests(self, digests: Iterable[str]) -> None:
        """Keep the digests of all problems that this build reports."""
        with self.guarded():
            self._database.put("meta", [("reported", " ".join(digests))])

    def last_valid(self, output: str) -> int | None:
        """How many records were valid when an output folder was last built; None where nobody knows."""
        with self.guarded():
            text = self._database.get("counts", cells.key(output))
            return None if text is None else int(text)

    def put_last_valid(self, output: str, valid: int) -> None:
        """Keep how many records were valid."""
        with self.guarded():
            self._database.put("counts", [(cells.key(output), str(valid))])

    # The record files.

    def changed(
        self, signatures: Mapping[str, PlainSignature | None], linted_at: datetime | None = None
    ) -> dict[str, str | None]:
        """The files that may not be as they were, each with the digest of what it held then, if known.

        A build that lints, at the moment ``linted_at``, wants to know of each record what the rules say then:
        where that is not known the file counts as one that nobody has seen.
        """
        left: dict[str, str | None] = dict.fromkeys(signatures)
        with self.guarded():
            for name, kept, digest, state, _, _, _, linted in self._records:
                if linted_at is not None and not _is_settled(state, linted, linted_at):
                    continue
                now = signatures.get(name)
                if kept is not None and now is not None and kept == signature.as_text(now):
                    left.pop(name, None)
                elif name in left:
                    left[name] = digest
        return left

    def put(
        self, seen: "Iterable[ScanResult]", signatures: Mapping[str, PlainSignature | None]
    ) -> None:
        """Store the scan results of some files, with the signatures that all files had before the scan.

        What is known of files that have none is dropped.
        """
        with self.guarded():
            earlier = self._records.texts()
        anew, same, waiting = set[str](), set[str](), list[tuple[Any, ...]]()
        for batch in _batches(seen):  # to read the files may fail, which is no fault of the cache
            with self.guarded():
                waiting += (self._row(one, signatures) for one in batch if one.state != SAME)
                if earlier:
                    same.update(one.name for one in batch if one.state == SAME)
                    anew.update(one.name for one in batch if one.state != SAME)
                if not (earlier and self._records.can_put(len(waiting))):
                    self._records.add(waiting)
                    waiting = []

        def now(row: TableRow) -> TableRow | None:
            name = row[0]
            if name in anew or name not in signatures:
                return None
            return [name, self.trusted(signatures[name]), *row[2:]] if name in same else row

        with self.guarded():
            gone = [row[0] for row in self._records if row[0] not in signatures]
            changes = len(anew) + len(same) + len(gone)
            if len(waiting) == len(anew) and self._records.can_put(changes):
                renewed = (now(row) for row in self._records if row[0] in same)
                self._records.put([*waiting, *filter(None, renewed)], gone)
            else:
                self._records.change(earlier, now)
                self._records.add(waiting)

    def _row(
        self, one: "ScanResult", signatures: Mapping[str, PlainSignature | None]
    ) -> tuple[Any, ...]:
        # What could not be read for its permissions may be read by another user, so try again.
        kept = None if one.state == UNREADABLE else self.trusted(signatures[one.name])
        return (one.name, kept, *one[1:7])

    def records(self) -> Iterator[TableRow]:
        """What is stored of each record: its name, its signature, and what ``ScanResult`` says besides."""
        return iter(self._records)

    def states(self, names: Iterable[str]) -> dict[str, str]:
        """The states of the records in some files."""
        wanted = set(names)
        with self.guarded():
            return {name: state for name, _, _, state, *_ in self._records if name in wanted}

    # The fields of those records that are shown.

    def shown(self) -> dict[str, tuple[str, str]]:
        """The records whose fields are stored, each with the digests of its file and of what it says."""
        with self.guarded():
            text = self._database.get("meta", "shown")
            kept = [] if text is None else json.loads(text)
            return {name: (of_file, said) for name, of_file, said in kept}

    def put_shown(self, records: Mapping[str, tuple[str, str]]) -> None:
        """Keep the digests of these records, and forget the fields of all others."""
        with self.guarded():
            rows = [(name, *digests) for name, digests in records.items()]
            self._database.put("meta", [("shown", cells.dumps(rows))])
            gone = set(self._database.names("fields")) - set(map(cells.key, records))
            self._database.drop("fields", gone)

    def fields(self, name: str, digest: str) -> str:
        """The stored fields of a record whose file has this digest, which is one of those ``shown``."""
        with self.guarded():
            text = self._database.get("fields", cells.key(name)) or ""
            of, _, fields = text.partition(" ")
            if of != digest:
                raise ValueError("it does not hold what it should")
            return fields

    def put_fields(self, records: Mapping[str, tuple[str, str]]) -> None:
        """Keep the fields, a JSON text, of records, each with the digest of what its file holds."""
        with self.guarded():
            rows = ((cells.key(name), " ".join(one)) for name, one in records.items())
            self._database.put("fields", rows)

    # The files of the output.

    def output_files(self) -> dict[str, FileState]:
        """The stored state of each file of the output, by its path below the folder."""
        with self.guarded():
            found = {row[0]: FileState._make(row[1:]) for row in self._files}
            "".join(found)  # raises TypeError for a path that is none
            return found

    def put_output_files(
        self, files: Mapping[str, FileState], before: Mapping[str, FileState]
    ) -> None:
        """Store the state of all files of the output; ``before`` is what is stored now."""
        gone = before.keys() - files.keys()
        changed = [(name, *one) for name, one in files.items() if before.get(name) != one]
        with self.guarded():
            self._files.replace(changed, gone)

    def items(self, feed: str) -> tuple[str | None, list[tuple[int | None, str]]]:
        """The language of a feed when it was last rendered, and the keys of its items; none if not known."""
        with self.guarded():
            language, keys = json.loads(self._database.get("items", feed) or "[null, []]")
            return language, [(cells.number(heat), cells.text(digest)) for heat, digest in keys]

    def put_items(self, feeds: Mapping[str, Any], names: AbstractSet[str]) -> None:
        """Keep this of feeds, as ``items`` gives it again, and of all others that have these names."""
        with self.guarded():
            self._database.drop("items", set(self._database.names("items")) - names)
            self._database.put("items", [(name, cells.dumps(one)) for name, one in feeds.items()])

    def archive(self, name: str) -> tuple[list[str], list[str]]:
        """The digests of the files of an archive, by path, and the ids of its stories; none if not known."""
        with self.guarded():
            digests, ids = json.loads(self._database.get("archives", name) or "[[], []]")
            return list(map(cells.text, digests)), list(map(cells.text, ids))

    def put_archives(self, archives: Mapping[str, str]) -> None:
        """Keep this of all archives, each a JSON text as ``archive`` gives it again."""
        with self.guarded():
            before = dict(self._database.all("archives"))
            self._database.drop("archives", before.keys() - archives.keys())
            self._database.put("archives", sorted(archives.items() - before.items()))

    # The editions of digests, which are read again from their pages where these have changed.

    def editions(self) -> dict[str, Any]:
        """What is known of the pages of digests and their editions, by path, as JSON values."""
        with self.guarded():
            text = self._database.get("meta", "editions")
            return {} if text is None else dict(json.loads(text))

    def put_editions(self, editions: Mapping[str, Any]) -> None:
        """Keep what is known of the pages of digests and their editions."""
        with self.guarded():
            self._database.put("meta", [("editions", cells.dumps(editions))])

    def trimmed(self) -> dict[str, int]:
        """How many items of a file of the output lost their content for its size, where any did."""
        with self.guarded():
            text = self._database.get("meta", "trimmed")
            return {} if text is None else {path: int(one) for path, one in json.loads(text)}

    def put_trimmed(self, files: Mapping[str, int]) -> None:
        """Keep how many items of each file lost their content."""
        with self.guarded():
            self._database.put("meta", [("trimmed", cells.dumps([*files.items()]))])

    def guarded(self) -> AbstractContextManager[None]:
        """A context in which errors caused by the content of the cache are raised as Unusable."""
        return database.guarded(self._file)


def moment(folder: Path) -> int:
    """The moment, as the file system tells it to files that are written now."""
    os.utime(folder)
    return folder.stat().st_mtime_ns


def _is_settled(state: str, linted: Sequence[Any] | None, now: datetime) -> bool:
    """Whether it is known what the rules beyond the schema say of a record now."""
    if state in (INVALID, UNREADABLE):
        return True
    if linted is None:
        return False
    *_, published, was_due = linted
    return bool(was_due == (published <= now.timestamp()))


def _batches(seen: "Iterable[ScanResult]") -> "Iterator[list[ScanResult]]":
    left = iter(seen)
    while batch := list(islice(left, MANY)):
        yield batch

"""What is kept between builds, in SQLite: what selection needs of each record, and how each output was made.

It stands beside the configuration, is safe to delete at any time, and is believed only as far as it
can be checked. Where it cannot be used, a database in memory takes its place, so that a build runs
the same way with and without. The only module that knows SQLite.
"""

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from enum import Enum
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from feedtool import storage, stored
from feedtool.model import READY, SAME, UNREADABLE, Candidate, Seen
from feedtool.problems import FeedtoolError, Problem, Severity, StorageError

FOLDER = ".feedtool-cache"
FILE = "builds.sqlite"
# https://bford.info/cachedir/
_TAG = b"Signature: 8a477f597d28d172789f06886806bc55\n# This folder may be deleted at any time.\n"

_VERSION = 1
_LOCK_SECONDS = 1.0
_SECOND = 1_000_000_000
_COARSE = 2 * _SECOND  # some file systems keep times in steps of two seconds

# Each row carries a checksum: SQLite would not notice a byte that changed on the disk.
_TABLES = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT, checksum INTEGER)",
    "CREATE TABLE counts (name TEXT PRIMARY KEY, value TEXT, checksum INTEGER)",
    """CREATE TABLE records (name TEXT PRIMARY KEY, signature TEXT, digest TEXT, state TEXT,
                             facts TEXT, problems TEXT, checksum INTEGER)""",
    "CREATE TABLE fields (name TEXT PRIMARY KEY, value TEXT, checksum INTEGER)",
    "CREATE TABLE files (name TEXT PRIMARY KEY, value TEXT, checksum INTEGER)",
)


class Unusable(FeedtoolError):
    """The cache cannot be read or written; ``problem`` tells why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class Mode(Enum):
    """How a build uses the cache: as it should, or for reading alone, or not at all."""

    KEPT = "kept"
    READ = "read"
    IGNORED = "ignored"


class Known(NamedTuple):
    """What is known of a record file: its signature, empty if not to be trusted, and its digest."""

    signature: str
    digest: bytes | None


class Written(NamedTuple):
    """What is known of a file of the output: what it was made of, and what it looked like then."""

    inputs: str
    signature: str
    digest: str


class Found(NamedTuple):
    """What a folder holds: candidates, how many records by state, and all problems."""

    candidates: list[Candidate]
    states: dict[str, int]
    problems: list[Problem]


def opened(base: Path, key: str, mode: Mode) -> "Cache":
    """The cache beside a configuration; it holds nothing of a build with another key.

    Raises Unusable, here and from whatever is asked of the cache later.
    """
    file = base / FOLDER / FILE
    with _guarded(file):
        if mode is Mode.KEPT:
            _prepare(base / FOLDER)
            return Cache(_connect(file), file, key, _now(base / FOLDER))
        copy = _connect(":memory:")
        if mode is Mode.READ:
            _copy(file, copy)
        else:
            with suppress(sqlite3.Error, OSError):
                _copy(file, copy)
        return Cache(copy, file, key if mode is Mode.READ else None, 0)


def _copy(file: Path, copy: sqlite3.Connection) -> None:
    """Read a whole database, if there is one, without writing to it."""
    if not file.is_file():
        return
    with closing(_connect(f"{file.as_uri()}?mode=ro")) as database:
        # Without a lock of ours, taken first, a copy would wait for that of another build for ever.
        database.execute("BEGIN")
        database.execute("SELECT count(*) FROM sqlite_master").fetchone()
        database.backup(copy)


def in_memory(base: Path) -> "Cache":
    """A cache that holds nothing and is gone with the build."""
    return Cache(_connect(":memory:"), base / FOLDER / FILE, None, 0)


class Cache:
    """An open cache. ``stamp`` is a moment before anything is read, in the file system's time."""

    def __init__(
        self, database: sqlite3.Connection, file: Path, key: str | None, stamp: int
    ) -> None:
        self._database, self._file, self._stamp = database, file, stamp
        with self._guarded():
            self._begin(key)

    def _begin(self, key: str | None) -> None:
        run = self._database.execute
        run("BEGIN IMMEDIATE")
        if run("PRAGMA user_version").fetchone() != (_VERSION,):
            for (name,) in run("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                run(f'DROP TABLE "{name}"')
            for table in _TABLES:
                run(table)
            run(f"PRAGMA user_version = {_VERSION}")
        if key is None or self._get("meta", "key") != key:
            for name in ("meta", "records", "fields", "files"):
                run(f"DELETE FROM {name}")  # our own names  # noqa: S608  # nosec B608
            self._put("meta", [("key", key or "")])

    def close(self) -> None:
        """Let go of the cache; what was not saved is forgotten."""
        self._database.close()

    def save(self) -> Problem | None:
        """Keep what was put; the problem where that cannot be done."""
        try:
            with self._guarded():
                self._database.execute("COMMIT")
        except Unusable as error:
            return error.problem
        return None

    def look_at_the_clock(self) -> None:
        """From here on trust the signatures of files that are older than this moment."""
        if self._stamp:
            with self._guarded():
                self._stamp = _now(self._file.parent)

    # What a whole build came to, so that one in which nothing changed can say the same.

    def outcome(self) -> Any:
        """What was put as the outcome of the last build; None where there is none."""
        with self._guarded():
            text = self._get("meta", "outcome")
            return None if text is None else json.loads(text)

    def put_outcome(self, outcome: Any) -> None:
        """Keep a JSON value as the outcome of this build."""
        with self._guarded():
            self._put("meta", [("outcome", stored.dumps(outcome))])

    def last_valid(self, output: str) -> int | None:
        """How many records were valid when an output folder was last built; None where nobody knows."""
        with self._guarded():
            text = self._get("counts", stored.key(output))
            return None if text is None else int(text)

    def put_last_valid(self, output: str, valid: int) -> None:
        """Keep how many records were valid."""
        with self._guarded():
            self._put("counts", [(stored.key(output), str(valid))])

    def is_settled(self) -> bool:
        """Whether every record file can be told to be unchanged by its signature."""
        with self._guarded():
            row = self._database.execute("SELECT 1 FROM records WHERE signature = '' LIMIT 1")
            return row.fetchone() is None

    # The record files.

    def known(self) -> dict[str, Known]:
        """What is known of each record file, by its path below the folder."""
        with self._guarded():
            rows = self._database.execute("SELECT name, signature, digest FROM records")
            return {
                stored.name(key): Known(signature, bytes.fromhex(digest) if digest else None)
                for key, signature, digest in rows
            }

    def forget(self, names: Iterable[str]) -> None:
        """Drop what is known of some record files."""
        with self._guarded():
            gone = [(stored.key(name),) for name in names]
            self._database.executemany("DELETE FROM records WHERE name = ?", gone)
            self._database.executemany("DELETE FROM fields WHERE name = ?", gone)

    def put(self, seen: Iterable[Seen], signatures: Mapping[str, str]) -> None:
        """Keep what became of some record files, with the signatures that they had before."""
        for batch in _batches(seen):  # to read the files may fail, which is no fault of the cache
            with self._guarded():
                self._put_batch(batch, signatures)

    def _put_batch(self, batch: Sequence[Seen], signatures: Mapping[str, str]) -> None:
        rows = [
            stored.with_checksum(self._row(one, signatures[one.name]))
            for one in batch
            if one.state != SAME
        ]
        same = [one.name for one in batch if one.state == SAME]
        for name in same:
            row = self._database.execute(
                f"{_SELECT} WHERE name = ?", (stored.key(name),)
            ).fetchone()
            rows.append(
                stored.with_checksum(
                    (stored.key(name), self.trusted(signatures[name]), *stored.checked(row)[2:])
                )
            )
        self._database.executemany(
            "INSERT OR REPLACE INTO records VALUES (?, ?, ?, ?, ?, ?, ?)", rows
        )
        self._put(
            "fields",
            [(stored.key(one.name), one.fields) for one in batch if one.fields is not None],
        )

    def _row(self, one: Seen, signature: str) -> tuple[str | None, ...]:
        # What could not be read for its permissions may be read by another user, so try again.
        readable = one.state != UNREADABLE
        return (
            stored.key(one.name),
            self.trusted(signature) if readable else "",
            one.digest.hex() if one.digest else None,
            one.state,
            stored.dumps(one.facts) if one.facts else None,
            stored.dumps([stored.plain(problem) for problem in one.problems])
            if one.problems
            else None,
        )

    def trusted(self, signature: str) -> str:
        """The signature, or an empty one where the file may change again without another one.

        A file that is written twice within one tick of the clock looks the same both times.
        """
        if not signature or signature.startswith(
            "@"
        ):  # of a remote file: its ETag is its content's
            return signature
        _, *times, _ = signature.split(" ")
        newest = max(map(int, times))
        margin = _COARSE if newest % _SECOND == 0 else 0
        return signature if newest + margin < self._stamp else ""

    def found(self, names: Sequence[str], display: str) -> Found:
        """What is in a folder that holds files of these names, and is shown as ``display``."""
        candidates, states, problems = list[Candidate](), dict[str, int](), list[Problem]()
        seen = set[str]()
        with self._guarded():
            for row in self._database.execute(_SELECT):
                key, _, _, state, facts, problem_texts = stored.checked(row)
                name = stored.name(key)
                seen.add(name)
                states[state] = states.get(state, 0) + 1
                if state == READY:
                    candidates.append(stored.candidate(f"{display}/{name}", json.loads(facts)))
                if problem_texts:
                    path, told_of = f"{display}/{name}", json.loads(problem_texts)
                    problems += (stored.told(path, *one) for one in told_of)
            if seen != set(names) or sum(states.values()) != len(names):
                raise ValueError("it does not hold what it should")
        candidates.sort(key=lambda candidate: candidate.path)
        return Found(candidates, states, problems)

    def fields(self, name: str) -> str:
        """The fields of a record that may be published, as ``records.Outline`` holds them."""
        with self._guarded():
            text = self._get("fields", stored.key(name))
            if text is None:
                raise ValueError("it does not hold what it should")
            return text

    # The files of the output.

    def written(self) -> dict[str, Written]:
        """What is known of each file of the output, by its path below the folder."""
        with self._guarded():
            rows = self._database.execute("SELECT name, value, checksum FROM files")
            return {name: Written(*json.loads(value)) for name, value in map(stored.checked, rows)}

    def put_written(self, files: Mapping[str, Written]) -> None:
        """Keep what there is to know of all files of the output."""
        with self._guarded():
            self._database.execute("DELETE FROM files")
            self._put("files", [(name, stored.dumps(one)) for name, one in files.items()])

    def _get(self, table: str, name: str) -> str | None:
        # The tables have our own names.
        query = f"SELECT name, value, checksum FROM {table} WHERE name = ?"  # noqa: S608  # nosec B608
        row = self._database.execute(query, (name,)).fetchone()
        return None if row is None else str(stored.checked(row)[1])

    def _put(self, table: str, rows: Sequence[tuple[str, str | None]]) -> None:
        self._database.executemany(
            f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?)",  # noqa: S608 - our own names
            map(stored.with_checksum, rows),
        )

    def _guarded(self) -> AbstractContextManager[None]:
        return _guarded(self._file)


_SELECT = "SELECT name, signature, digest, state, facts, problems, checksum FROM records"
_BATCH = 500


def _batches(seen: Iterable[Seen]) -> Iterator[list[Seen]]:
    left = iter(seen)
    while batch := list(islice(left, _BATCH)):
        yield batch


def _connect(file: Path | str) -> sqlite3.Connection:
    if isinstance(file, Path):
        if file.exists() and not file.is_file():
            raise OSError(0, "it is no ordinary file")
        file = file.as_uri()
    database = sqlite3.connect(file, timeout=_LOCK_SECONDS, isolation_level=None, uri=True)
    # What SQLite cannot vouch for after a crash it must not be made to believe.
    database.execute("PRAGMA trusted_schema = OFF")
    return database


def _prepare(folder: Path) -> None:
    """Make the folder, marked so that neither git nor a backup takes it; raises StorageError."""
    if (folder / "CACHEDIR.TAG").exists():
        return
    for name, content in ((".gitignore", b"*\n"), ("CACHEDIR.TAG", _TAG)):
        storage.sweep(folder)
        storage.stage(folder / name, content)
        storage.put_in_place(folder / name)


def _now(folder: Path) -> int:
    """The moment, as the file system tells it to files that are written now."""
    os.utime(folder)
    return folder.stat().st_mtime_ns


@contextmanager
def _guarded(file: Path) -> Iterator[None]:
    """A stretch of code in which whatever a cache may be to blame for raises Unusable."""
    try:
        yield
    except (sqlite3.Error, OSError, StorageError, ValueError) as error:
        said = getattr(error, "strerror", None) or str(error)
        raise Unusable(_problem(file, said)) from error


def _problem(file: Path, said: str) -> Problem:
    return Problem(
        f"{FOLDER}/{file.name}",
        "cache-unusable",
        f"the cache cannot be used, so everything is built anew: {said}",
        severity=Severity.WARNING,
        hint=f"delete the folder {FOLDER}",
    )

"""A database of texts under names: the one home of SQLite.

It is believed only as far as it can be checked: each row carries a checksum, since SQLite would not
notice a byte that changed on the disk.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from feedtool import stored
from feedtool.problems import FeedtoolError, Problem, Severity, StorageError

TABLES = ("meta", "counts", "records", "fields", "files")
_VERSION = 2
_LOCK_SECONDS = 1.0


class Unusable(FeedtoolError):
    """The database cannot be read or written; ``problem`` tells why.

    Where it ``is_damaged`` no later run can use it either.
    """

    def __init__(self, problem: Problem, *, is_damaged: bool = False) -> None:
        super().__init__(problem.message)
        self.problem, self.is_damaged = problem, is_damaged


@contextmanager
def guarded(file: Path) -> Iterator[None]:
    """A stretch of code in which whatever a database may be to blame for raises Unusable."""
    try:
        yield
    except (sqlite3.Error, OSError, StorageError, ValueError) as error:
        said = getattr(error, "strerror", None) or str(error)
        # SQLite tells of what it cannot make sense of by this class alone; a lock is an OperationalError.
        is_damaged = isinstance(error, ValueError) or type(error) is sqlite3.DatabaseError
        raise Unusable(
            _problem(file, said, is_damaged=is_damaged), is_damaged=is_damaged
        ) from error


def _problem(file: Path, said: str, *, is_damaged: bool) -> Problem:
    folder = file.parent.name
    return Problem(
        f"{folder}/{file.name}",
        "cache-unusable",
        f"the cache cannot be used, so everything is built anew: {said}",
        severity=Severity.WARNING,
        hint="the next build makes it anew"
        if is_damaged
        else f"feedtool has to be able to make and to write the folder {folder}",
    )


class Database:
    """An open database, in a transaction: the tables hold texts, the names in each are its own.

    What goes wrong is left to ``guarded``; a row that is not as it was written is a ValueError.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        run = connection.execute
        run("BEGIN IMMEDIATE")
        if run("PRAGMA user_version").fetchone() != (_VERSION,):
            for (name,) in run("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                run(f'DROP TABLE "{name}"')
            for table in TABLES:
                run(f"CREATE TABLE {table} (name TEXT PRIMARY KEY, value TEXT, checksum INTEGER)")
            run(f"PRAGMA user_version = {_VERSION}")

    def close(self) -> None:
        """Let go of the database; what was not saved is forgotten."""
        self._connection.close()

    def save(self) -> None:
        """Keep what was put."""
        self._connection.execute("COMMIT")

    # The tables have our own names.

    def names(self, table: str) -> list[str]:
        """The names of all texts."""
        return [name for (name,) in self._connection.execute(f"SELECT name FROM {table}")]  # noqa: S608  # nosec B608

    def get(self, table: str, name: str) -> str | None:
        """The text of a name; None where there is none."""
        query = f"SELECT name, value, checksum FROM {table} WHERE name = ?"  # noqa: S608  # nosec B608
        row = self._connection.execute(query, (name,)).fetchone()
        return None if row is None else stored.checked(*row)

    def all(self, table: str) -> Iterator[tuple[str, str]]:
        """All names and texts; meanwhile the table must stay as it is."""
        query = f"SELECT name, value, checksum FROM {table}"  # noqa: S608  # nosec B608
        for name, value, checksum in self._connection.execute(query):
            yield name, stored.checked(name, value, checksum)

    def put(self, table: str, rows: Iterable[tuple[str, str]]) -> None:
        """Keep texts under names, in the place of those that had these names."""
        self._connection.executemany(
            f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?)",  # noqa: S608
            ((name, value, stored.checksum(name, value)) for name, value in rows),
        )

    def drop(self, table: str, names: Iterable[str]) -> None:
        """Forget the texts of some names."""
        query = f"DELETE FROM {table} WHERE name = ?"  # noqa: S608  # nosec B608
        self._connection.executemany(query, ((name,) for name in names))

    def clear(self, table: str) -> None:
        """Forget all texts."""
        self._connection.execute(f"DELETE FROM {table}")  # noqa: S608  # nosec B608


def at(file: Path) -> Database:
    """The database in a file, which is made if need be."""
    if file.exists() and not file.is_file():
        raise OSError(0, "it is no ordinary file")
    return Database(_connect(file.as_uri()))


def in_memory() -> Database:
    """A database that holds nothing, and is gone once it is closed."""
    return Database(_connect(":memory:"))


def copy_of(file: Path) -> Database:
    """The same with all that a file holds, if there is one; nothing is written to it."""
    copy = _connect(":memory:")
    if file.is_file():
        with closing(_connect(f"{file.as_uri()}?mode=ro")) as connection:
            # Without a lock of ours, taken first, a copy would wait for that of another build for ever.
            connection.execute("BEGIN")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            connection.backup(copy)
    return Database(copy)


def _connect(uri: str) -> sqlite3.Connection:
    connection = sqlite3.connect(uri, timeout=_LOCK_SECONDS, isolation_level=None, uri=True)
    # What SQLite cannot vouch for after a crash it must not be made to believe.
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection

"""A database of texts under names: the one home of SQLite.

It is believed only as far as it can be checked: each row carries a checksum, since SQLite would not
notice a byte that changed on the disk, and each value is checked for its type, since SQLite stores any.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from feedtool.diagnostics.errors import FeedtoolError, StorageError
from feedtool.diagnostics.problem import Problem, Severity
from feedtool.storage import cells

TABLES = ("meta", "counts", "records", "fields", "files", "items", "archives")
_VERSION = 7
_LOCK_SECONDS = 1.0
_FIRST_STRICT = (3, 37)  # https://www.sqlite.org/stricttables.html
_COLUMNS = "name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL, checksum INTEGER NOT NULL"
# What SQLite says of the disk, of permissions and of other processes; all else it says of the file.
_SURROUNDINGS = frozenset(
    {
        sqlite3.SQLITE_AUTH,
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_INTERRUPT,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
    }
)
# What a value of another type than was written, or with another text in it, comes to.
_OF_VALUES = (
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    ArithmeticError,
    RecursionError,
)


class Unusable(FeedtoolError):
    """The database cannot be read or written; ``problem`` tells why.

    Where it ``is_damaged`` no later run can use it either, and it should be deleted.
    """

    def __init__(self, problem: Problem, *, is_damaged: bool = False) -> None:
        super().__init__(problem.message)
        self.problem, self.is_damaged = problem, is_damaged


@contextmanager
def guarded(file: Path) -> Iterator[None]:
    """A stretch of code in which whatever a database may be to blame for raises Unusable."""
    try:
        yield
    except (OSError, StorageError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Unusable(_unusable(file, reason)) from error
    except sqlite3.Error as error:
        # The lower byte of an error code is the kind of the error: https://www.sqlite.org/rescode.html
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _SURROUNDINGS:
            raise Unusable(_unusable(file, str(error))) from error
        raise Unusable(_damaged(file, str(error)), is_damaged=True) from error
    except _OF_VALUES as error:
        reason = str(error) or type(error).__name__
        raise Unusable(_damaged(file, reason), is_damaged=True) from error


def _unusable(file: Path, reason: str) -> Problem:
    folder = file.parent.name
    return Problem(
        f"{folder}/{file.name}",
        "cache-unusable",
        f"the cache cannot be used, so everything is built anew: {reason}",
        severity=Severity.WARNING,
        hint=f"feedtool has to be able to make and to write the folder {folder}",
    )


def _damaged(file: Path, reason: str) -> Problem:
    return Problem(
        f"{file.parent.name}/{file.name}",
        "cache-damaged",
        f"the cache was damaged, so everything is built anew: {reason}",
        severity=Severity.WARNING,
        hint="nothing is lost and nothing needs to be done; if it happens again, check the disk",
    )


_STRICT = "STRICT" if sqlite3.sqlite_version_info >= _FIRST_STRICT else ""


class Database:
    """An open database, in a transaction: the tables hold texts, the names in each are its own.

    What goes wrong is left to ``guarded``; a row that is not as it was written is a ValueError.
    A connection that is no good is closed.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        try:
            self._begin()
        except BaseException:
            connection.close()
            raise

    def _begin(self) -> None:
        run = self._connection.execute
        run("BEGIN IMMEDIATE")
        if run("PRAGMA user_version").fetchone() != (_VERSION,):
            for (name,) in run("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                run(f'DROP TABLE "{name}"')
            for table in TABLES:
                run(f"CREATE TABLE {table} ({_COLUMNS}) {_STRICT}")
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
        query = f"SELECT name FROM {table}"  # noqa: S608  # nosec B608
        return [cells.text(name) for (name,) in self._connection.execute(query)]

    def get(self, table: str, name: str) -> str | None:
        """The text of a name; None where there is none."""
        return _get(self._connection, table, name)

    def all(self, table: str) -> Iterator[tuple[str, str]]:
        """All names and texts; meanwhile the table must stay as it is."""
        query = f"SELECT name, value, checksum FROM {table}"  # noqa: S608  # nosec B608
        for name, value, checksum in self._connection.execute(query):
            yield cells.text(name), cells.checked(table, name, value, checksum)

    def put(self, table: str, rows: Iterable[tuple[str, str]]) -> None:
        """Keep texts under names, in the place of those that had these names."""
        self._connection.executemany(
            f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?)",  # noqa: S608
            ((name, value, cells.checksum(table, name, value)) for name, value in rows),
        )

    def drop(self, table: str, names: Iterable[str]) -> None:
        """Forget the texts of some names."""
        query = f"DELETE FROM {table} WHERE name = ?"  # noqa: S608  # nosec B608
        self._connection.executemany(query, ((name,) for name in names))

    def clear(self, table: str) -> None:
        """Forget all texts."""
        self._connection.execute(f"DELETE FROM {table}")  # noqa: S608  # nosec B608


def _get(connection: sqlite3.Connection, table: str, name: str) -> str | None:
    query = f"SELECT name, value, checksum FROM {table} WHERE name = ?"  # noqa: S608  # nosec B608
    row = connection.execute(query, (name,)).fetchone()
    return None if row is None else cells.checked(table, *row)


def at(file: Path) -> Database:
    """The database in a file, which is made if need be."""
    _require_ordinary(file)
    for path in _files(file):
        if path.is_file() and not os.access(path, os.R_OK | os.W_OK, effective_ids=True):
            raise ValueError(f"{path.name} may not be read or written")
    return Database(_connect(_uri(file)))


def _uri(file: Path) -> str:
    """The address of a file; ``Path.as_uri`` imports all that speaks HTTP, from Python 3.14 on."""
    return f"file://{quote(os.fsencode(file))}"


def glance(file: Path, table: str, name: str) -> str | None:
    """The text of a name in a file that other runs may be writing; None where it is not there for certain.

    Nothing is written and nobody is waited for. What is wrong with the file shows when it is opened.
    """
    if not file.is_file():
        return None
    try:
        with guarded(file):
            _require_ordinary(file)
            with closing(_connect(f"{_uri(file)}?mode=ro", wait=0)) as connection:
                if connection.execute("PRAGMA user_version").fetchone() != (_VERSION,):
                    return None
                return _get(connection, table, name)
    except Unusable:
        return None


def in_memory() -> Database:
    """A database that holds nothing, and is gone once it is closed."""
    return Database(_connect(":memory:"))


def copy_of(file: Path) -> Database:
    """The same with all that a file holds, if there is one; nothing is written to it."""
    copy = _connect(":memory:")
    try:
        if file.is_file():
            with closing(_connect(f"{_uri(file)}?mode=ro")) as connection:
                # Without a lock of ours, taken first, a copy would wait for that of another build for ever.
                connection.execute("BEGIN")
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
                connection.backup(copy)
    except BaseException:
        copy.close()
        raise
    return Database(copy)


def delete(file: Path) -> None:
    """Delete a database and what SQLite keeps beside it. Raises Unusable."""
    with guarded(file):
        for path in _files(file):
            _delete(path)


def _require_ordinary(file: Path) -> None:
    """Raise ValueError where SQLite would wait for what is no file, or follow it."""
    for path in _files(file):
        if os.path.lexists(path) and not path.is_file():
            raise ValueError(f"{path.name} is no ordinary file")


def _files(file: Path) -> list[Path]:
    """A database, and what SQLite keeps beside it."""
    return [file.with_name(f"{file.name}{end}") for end in ("", "-journal", "-wal", "-shm")]


def _delete(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        import shutil  # late: it brings every archive format along

        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _connect(uri: str, wait: float = _LOCK_SECONDS) -> sqlite3.Connection:
    connection = sqlite3.connect(uri, timeout=wait, isolation_level=None, uri=True)
    # What SQLite cannot vouch for after a crash it must not be made to believe.
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    return connection

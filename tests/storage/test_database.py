"""A small database of texts: what is put comes back, and what is wrong with it is one exception."""

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from feedtool.storage import database
from feedtool.storage.database import Unusable


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cache.db"


def fill(file: Path, rows: dict[str, str]) -> None:
    with closing(database.at(file)) as opened:
        opened.put("files", rows.items())
        opened.save()


def test_what_was_saved_is_there_and_what_was_not_is_forgotten(file: Path) -> None:
    fill(file, {"a": "1", "Zoë": "2"})
    with closing(database.at(file)) as opened:
        opened.put("files", [("a", "3"), ("c", "4")])
        assert opened.get("files", "a") == "3"
    with closing(database.at(file)) as opened:
        assert dict(opened.all("files")) == {"a": "1", "Zoë": "2"}
        assert sorted(opened.names("files")) == ["Zoë", "a"]
        assert opened.get("files", "c") is None
        assert list(opened.all("meta")) == []


def test_rows_are_dropped_by_name_or_all_together(file: Path) -> None:
    fill(file, {"a": "1", "b": "2", "c": "3"})
    with closing(database.at(file)) as opened:
        opened.drop("files", ["a", "gone"])
        assert sorted(opened.names("files")) == ["b", "c"]
        opened.clear("files")
        assert opened.names("files") == []


def test_a_database_of_another_version_begins_anew(file: Path) -> None:
    fill(file, {"a": "1"})
    with closing(sqlite3.connect(file)) as other:
        other.execute("PRAGMA user_version = 99")
    with closing(database.at(file)) as opened:
        assert opened.names("files") == []


def test_a_copy_writes_nothing(file: Path) -> None:
    fill(file, {"a": "1"})
    before = file.read_bytes()
    with closing(database.copy_of(file)) as opened:
        opened.put("files", [("a", "2")])
        opened.save()
        assert opened.get("files", "a") == "2"
    assert file.read_bytes() == before


def test_a_copy_of_nothing_is_empty_and_makes_no_file(file: Path) -> None:
    with closing(database.copy_of(file)) as opened:
        assert opened.names("files") == []
    assert not file.exists()


def test_a_glance_sees_what_was_saved_and_says_nothing_of_what_is_wrong(file: Path) -> None:
    assert database.glance(file, "files", "a") is None
    assert not file.exists()
    fill(file, {"a": "1"})
    before = file.read_bytes()
    assert database.glance(file, "files", "a") == "1"
    assert database.glance(file, "files", "b") is None
    assert database.glance(file, "nowhere", "a") is None
    assert file.read_bytes() == before
    with closing(sqlite3.connect(file)) as other, other:
        other.execute("UPDATE files SET value = '2'")
    assert database.glance(file, "files", "a") is None


def test_a_glance_waits_for_nobody(file: Path) -> None:
    fill(file, {"a": "1"})
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        began = time.monotonic()
        assert database.glance(file, "files", "a") is None
        assert time.monotonic() - began < 0.5
    os.mkfifo(f"{file}-journal")
    assert database.glance(file, "files", "a") is None


def test_a_row_that_somebody_changed_is_damage(file: Path) -> None:
    fill(file, {"a": "1"})
    with closing(sqlite3.connect(file)) as other, other:
        other.execute("UPDATE files SET value = '2'")
    with pytest.raises(Unusable, match="a row is not as it was written") as error:
        read(file)
    assert error.value.is_damaged
    assert error.value.problem.code == "cache-damaged"
    assert error.value.problem.path == f"{file.parent.name}/cache.db"


def read(file: Path) -> None:
    with database.guarded(file), closing(database.at(file)) as opened:
        list(opened.all("files"))


@pytest.mark.parametrize(
    "content", [b"no database at all" * 100, b"SQLite format 3\x00" + bytes(90)]
)
def test_a_file_that_is_no_database_is_damage(content: bytes, file: Path) -> None:
    file.write_bytes(content)
    with pytest.raises(Unusable) as error:
        read(file)
    assert error.value.is_damaged


def test_a_connection_that_is_no_good_is_closed(file: Path) -> None:
    file.write_bytes(b"no database at all" * 100)
    connection = sqlite3.connect(file)
    with pytest.raises(sqlite3.DatabaseError):
        database.Database(connection)
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        connection.execute("SELECT 1")


def test_a_fifo_in_the_place_of_the_journal_is_damage_and_waits_for_nobody(file: Path) -> None:
    fill(file, {"a": "1"})
    os.mkfifo(f"{file}-journal")
    with pytest.raises(Unusable, match=r"cache\.db-journal is no ordinary file"):
        read(file)


def test_a_database_that_another_holds_is_waited_for_a_second_and_is_no_damage(file: Path) -> None:
    fill(file, {"a": "1"})
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        began = time.monotonic()
        with pytest.raises(Unusable, match="database is locked") as error:
            read(file)
        assert 0.5 < time.monotonic() - began < 30
    assert not error.value.is_damaged
    assert error.value.problem.code == "cache-unusable"
    read(file)


def test_it_is_deleted_with_all_that_stands_beside_it(file: Path) -> None:
    fill(file, {"a": "1"})
    (file.parent / "cache.db-journal").mkdir()
    (file.parent / "cache.db-journal" / "inside").touch()
    (file.parent / "cache.db-wal").symlink_to("nowhere")
    (file.parent / "other").touch()
    database.delete(file)
    assert [left.name for left in file.parent.iterdir()] == ["other"]
    database.delete(file)

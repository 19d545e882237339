"""The cache may be lost, spoilt, locked or out of reach: that costs time and one warning, nothing else."""

import os
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from feedtool.build.cache import opening
from feedtool.diagnostics.problem import Problem, Severity, Span
from feedtool.storage import cells, database
from feedtool.storage.signature import Signature
from tests.build.test_incremental import Site, record, said
from tests.conftest import unprivileged

DAMAGED, UNUSABLE = "cache-damaged", "cache-unusable"
OLD, OTHER = Signature(1, 1, 1, 1), Signature(2, 2, 2, 2)
PROBLEM = Problem(
    "news/a.md", "x", "said", Span(1, 2, 3, 4), Severity.WARNING, "/a", "hint", parts=(("b", "ü"),)
)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path / "site")
    for number in range(4):
        site.write(f"{number}.md", record(number))
    site.write("bad.md", record(8, heat="hot"))
    site.build()
    return site


def file(site: Site) -> Path:
    return site.folder / opening.FOLDER / opening.FILE


def check_with_notice(site: Site, code: str) -> None:
    site.write("1.md", record(1, heat=77))
    report = site.build()
    made, clean = site.clean()
    assert site.output() == made
    assert said(report) == said(clean)
    assert report.notice is not None
    assert (report.notice.code, report.notice.severity) == (code, Severity.WARNING)


def check_it_heals(site: Site) -> None:
    """The damage costs one build its time, and one notice."""
    check_with_notice(site, DAMAGED)
    wait_for_the_clock()
    assert site.build().notice is None
    warm = site.build()
    assert warm.notice is None
    assert warm.seconds.keys() == {"look for changes"}


def wait_for_the_clock() -> None:
    """Files as young as the cache are read once more: let them grow older than a tick of the clock."""
    time.sleep(0.02)


def test_a_file_that_is_no_database(site: Site) -> None:
    file(site).write_bytes(b"no database" * 1000)
    check_it_heals(site)


def test_a_folder_where_the_database_should_be(site: Site) -> None:
    file(site).unlink()
    file(site).mkdir()
    (file(site) / "in it").touch()
    check_it_heals(site)


@pytest.mark.parametrize("end", ["", "-journal", "-wal", "-shm"])
@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir, lambda at: at.symlink_to(at.name)])
def test_no_ordinary_file_where_one_of_the_database_should_be(
    site: Site, make: Callable[[Path], None], end: str
) -> None:
    at = file(site).with_name(f"{opening.FILE}{end}")
    at.unlink(missing_ok=True)
    make(at)
    check_it_heals(site)


@pytest.fixture
def site_of_a_user(site: Site) -> Iterator[Site]:
    """A site of somebody to whom permissions matter; what a build imports late is here already."""
    assert site.output()
    with tempfile.TemporaryDirectory() as name:
        own = Path(name) / "own"
        own.mkdir()
        own.chmod(0o777)
        with unprivileged(Path(name)):
            site = Site(own / "site")
            site.write("1.md", record(1))
            site.build()
            wait_for_the_clock()
            site.build()
            yield site


@pytest.mark.parametrize("mode", [0, 0o444, 0o222])
def test_a_database_whose_permissions_were_taken_away(site_of_a_user: Site, mode: int) -> None:
    file(site_of_a_user).chmod(mode)
    check_it_heals(site_of_a_user)


@pytest.mark.parametrize("mode", [0, 0o555])
def test_a_folder_whose_permissions_were_taken_away_gets_them_back(
    site_of_a_user: Site, mode: int
) -> None:
    file(site_of_a_user).parent.chmod(mode)
    report = site_of_a_user.build()
    assert report.notice is None
    assert report.seconds.keys() == {"look for changes"}


@pytest.mark.parametrize("value", ["0", "[]", "{}", '"text"', '{"state": 0}', "[" * 100_000])
def test_an_outcome_of_another_shape_that_carries_a_valid_checksum(site: Site, value: str) -> None:
    with closing(sqlite3.connect(file(site), isolation_level=None)) as other:
        checksum = cells.checksum("meta", "outcome", value)
        other.execute(
            "UPDATE meta SET value = ?, checksum = ? WHERE name = 'outcome'", (value, checksum)
        )
    report = site.build()
    assert report.notice is None or report.notice.code == DAMAGED
    site.check()
    wait_for_the_clock()
    site.build()
    assert site.build().seconds.keys() == {"look for changes"}


@pytest.mark.parametrize("table", database.TABLES)
@pytest.mark.parametrize("column", ["name", "value", "checksum"])
@pytest.mark.parametrize("value", ["NULL", "x'00ff'", "7", "1.5", "'text'"])
def test_a_value_of_another_type_in_any_column(
    site: Site, table: str, column: str, value: str
) -> None:
    rows = rewritten_without_types(file(site), table, column, value)
    site.write("1.md", record(1, heat=77))
    report = site.build()
    made, clean = site.clean()
    assert site.output() == made
    assert said(report) == said(clean)
    assert rows == 0 or report.notice is None or report.notice.code == DAMAGED
    assert site.build().notice is None


def rewritten_without_types(file: Path, table: str, column: str, value: str) -> int:
    """Put a value into one row of a table that takes any; gives the number of rows."""
    with sqlite3.connect(file) as other:
        other.execute(f"CREATE TABLE loose AS SELECT * FROM {table}")
        other.execute(f"UPDATE loose SET {column} = {value} WHERE rowid = 1")
        other.execute(f"DROP TABLE {table}")
        other.execute(f"ALTER TABLE loose RENAME TO {table}")
        (rows,) = other.execute(f"SELECT count(*) FROM {table}").fetchone()
    other.close()
    assert isinstance(rows, int)
    return rows


@pytest.mark.skipif(database._STRICT == "", reason="this SQLite has no strict tables")
def test_the_tables_take_nothing_but_texts_under_names(site: Site) -> None:
    with sqlite3.connect(file(site)) as other:
        for wrong in ("('a', NULL, 1)", "('a', x'00', 1)", "(NULL, 'b', 1)", "('a', 'b', 'c')"):
            with pytest.raises(sqlite3.IntegrityError):
                other.execute(f"INSERT INTO records VALUES {wrong}")
    other.close()


def test_the_database_of_another_program(site: Site) -> None:
    file(site).unlink()
    with sqlite3.connect(file(site)) as other:
        other.execute("CREATE TABLE meta (id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT)")
        other.execute("CREATE VIEW records AS SELECT * FROM meta")
        other.execute("CREATE TRIGGER t AFTER INSERT ON meta BEGIN DELETE FROM meta; END")
    other.close()
    check_it_heals(site)


def test_a_journal_that_is_none(site: Site) -> None:
    file(site).with_name(f"{opening.FILE}-journal").write_bytes(
        b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" * 64
    )
    site.write("1.md", record(1, heat=77))
    assert site.build().notice is None
    site.check()


def test_rows_that_are_lost(site: Site) -> None:
    with sqlite3.connect(file(site)) as other:
        assert other.execute("DELETE FROM files").rowcount == 1
    other.close()
    with (site.folder / "output" / "all.rss").open("ab") as feed:
        feed.write(b"<!-- changed by hand -->")
    report = site.build()
    made, _ = site.clean()
    assert site.output() == made
    assert report.notice is None


@pytest.mark.parametrize("table", database.TABLES)
def test_damage_of_any_row_shows_before_anything_is_published(site: Site, table: str) -> None:
    """So the report counts what the build wrote, and not what it found when it began anew."""
    with closing(sqlite3.connect(file(site))) as other:
        names = [name for (name,) in other.execute(f"SELECT name FROM {table}")]
    for number, name in enumerate(names):
        with closing(sqlite3.connect(file(site))) as other, other:
            change = f"UPDATE {table} SET value = value || 'x' WHERE name = ?"
            other.execute(change, (name,))
        site.write("1.md", record(1, topic=f"Of {table} {number}"))
        published = site.build().published
        assert published is not None
        assert "all.rss" in published.written, name


def test_a_row_that_strayed_into_another_table(site: Site) -> None:
    with sqlite3.connect(file(site)) as other:
        other.execute("UPDATE fields SET (value, checksum) = (SELECT value, checksum FROM files)")
    other.close()
    (site.folder / "output" / "all.json").unlink()  # which is made of these fields
    check_it_heals(site)


@pytest.mark.parametrize("mode", ["dry_run", "no_cache"])
def test_a_build_that_writes_no_cache_leaves_a_damaged_one(site: Site, mode: str) -> None:
    file(site).write_bytes(b"no database" * 1000)
    options = {"dry_run": True} if mode == "dry_run" else {"use_cache": False}
    site.build(**options)
    assert file(site).read_bytes() == b"no database" * 1000


def test_damage_that_shows_only_when_the_cache_is_saved(site: Site) -> None:
    with sqlite3.connect(file(site)) as other:
        other.execute(
            "CREATE TRIGGER t BEFORE INSERT ON files BEGIN SELECT no_such_function(); END"
        )
    other.close()
    site.write("1.md", record(1, heat=77))
    report = site.build()
    made, _ = site.clean()
    assert site.output() == made
    assert report.notice is not None
    assert report.notice.code == DAMAGED
    assert site.build().notice is None


def test_a_database_that_is_locked(site: Site) -> None:
    other = sqlite3.connect(file(site), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        check_with_notice(site, UNUSABLE)
    finally:
        other.close()
    assert site.build().notice is None


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    site = Site(tmp_path / "site")
    (site.folder / opening.FOLDER).write_text("in the way")
    check_with_notice(site, UNUSABLE)
    assert (site.folder / opening.FOLDER).read_text() == "in the way"  # it is not ours


def test_another_version_is_dropped(site: Site) -> None:
    with sqlite3.connect(file(site)) as other:
        other.execute("PRAGMA user_version = 99")
        other.execute("DROP TABLE fields")
    other.close()
    site.check()


def test_the_folder_keeps_out_of_git_and_backups(site: Site) -> None:
    folder = site.folder / opening.FOLDER
    assert (folder / ".gitignore").read_text() == "*\n"
    assert (
        (folder / "CACHEDIR.TAG")
        .read_text()
        .startswith("Signature: 8a477f597d28d172789f06886806bc55")
    )


PAGE = 4096


def flip(random: Random, content: bytearray) -> None:
    """A bit that changed on the disk."""
    content[random.randrange(len(content))] ^= 1 << random.randrange(8)


def zero_a_page(random: Random, content: bytearray) -> None:
    """A page that was not written before the power was cut."""
    start = random.randrange(0, len(content), PAGE)
    content[start : start + PAGE] = bytes(PAGE)


def swap_two_pages(random: Random, content: bytearray) -> None:
    one, other = (random.randrange(0, len(content), PAGE) for _ in range(2))
    kept = content[one : one + PAGE]
    content[one : one + PAGE] = content[other : other + PAGE]
    content[other : other + PAGE] = kept


def cut(random: Random, content: bytearray) -> None:
    del content[random.randrange(len(content)) :]


def overwrite(random: Random, content: bytearray) -> None:
    start = random.randrange(len(content))
    content[start : start + 600] = random.randbytes(random.randrange(600))


@pytest.mark.parametrize("harm", [flip, zero_a_page, swap_two_pages, cut, overwrite])
@pytest.mark.parametrize(
    "seeds", [range(4), *(pytest.param(range(n, n + 16), marks=pytest.mark.slow) for n in range(4, 100, 16))]
)  # fmt: skip
def test_damage_never_changes_what_is_published_and_costs_one_build(
    site: Site, harm: Callable[[Random, bytearray], None], seeds: range
) -> None:
    """One damage after another to one site, which has healed meanwhile."""
    for seed in seeds:
        content = bytearray(file(site).read_bytes())
        harm(Random(seed), content)
        file(site).write_bytes(content)
        site.write("1.md", record(1, heat=77 + seed % 2))
        report = site.build()
        made, clean = site.clean()
        assert site.output() == made, seed
        assert said(report) == said(clean), seed
        assert report.notice is None or report.notice.code == DAMAGED, seed
        wait_for_the_clock()
        assert site.build().notice is None, seed
        assert site.build().seconds.keys() == {"look for changes"}, seed

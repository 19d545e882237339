"""The cache may be lost, spoilt, locked or out of reach: that costs time and one warning, nothing else."""

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedtool import cache, database, stored, unchanged
from feedtool.cache import Mode
from feedtool.database import Unusable
from feedtool.model import Seen
from feedtool.problems import Problem, Severity, Span, StorageError
from tests.test_incremental import Site, record, said

PROBLEM = Problem("news/a.md", "x", "said", Span(1, 2, 3, 4), Severity.WARNING, "/a", "hint")


def test_what_is_put_comes_back(tmp_path: Path) -> None:
    facts = ("id", "key", False, 5, 6, 7, ("AI", "Zoë"))
    seen = [
        Seen("a.md", "1" * 32, "ready", facts, (stored.plain(PROBLEM),)),
        Seen("b.md", "2" * 32, "unpublished"),
        Seen("c.md", None, "unreadable", problems=(stored.plain(Problem("", "y", "why")),)),
    ]
    store = cache.opened(tmp_path, "key", Mode.KEPT)
    signatures = {"a.md": "1 1 1 1", "b.md": f"1 {1 << 80} 1 1", "c.md": "1 1 1 1"}
    store.put(seen, signatures)
    store.put_fields("a.md", "1" * 32, "{}")
    store.put_outcome({"x": [1]})
    store.put_last_valid("output", 3)
    assert store.save() is None
    store.close()
    store = cache.opened(tmp_path, "key", Mode.KEPT)
    assert store.changed(signatures) == {
        "b.md": "2" * 32,  # as young as the cache: the next write may leave no trace
        "c.md": None,  # it may be readable next time
    }
    assert store.changed({"a.md": "2 2 2 2", "d.md": "1 1 1 1"}) == {"a.md": "1" * 32, "d.md": None}
    found = store.found(["a.md", "b.md", "c.md"], "news")
    assert found.problems == [PROBLEM, Problem("news/c.md", "y", "why")]
    assert found.states == {"ready": 1, "unpublished": 1, "unreadable": 1}
    assert [(one.topics, one.digest) for one in found.candidates] == [(("AI", "Zoë"), "1" * 32)]
    assert not found.settled
    assert store.fields("a.md", "1" * 32) == "{}"
    assert store.fields("a.md", "2" * 32) is None  # the file holds something else now
    assert store.outcome() == {"x": [1]}
    store.close()
    other = cache.opened(tmp_path, "another key", Mode.KEPT)
    assert other.changed(signatures) == dict.fromkeys(signatures)
    assert other.fields("a.md", "1" * 32) is None
    assert other.outcome() is None
    assert other.last_valid("output") == 3  # a hint that outlives a change of configuration
    other.close()


def test_what_is_known_of_a_file_is_replaced_renewed_or_dropped(tmp_path: Path) -> None:
    store = cache.opened(tmp_path, "key", Mode.KEPT)
    names = ["a.md", "b.md", "c.md", "d.md", "\udcff.md"]  # a name may be any bytes
    store.put((Seen(name, name, "unpublished") for name in names), dict.fromkeys(names, "1 1 1 1"))
    now = dict.fromkeys(names[1:], "1 1 1 1") | {"b.md": "2 2 2 2", "c.md": "2 2 2 2"}
    assert store.changed(now) == {"b.md": "b.md", "c.md": "c.md"}
    store.put([Seen("b.md", "b.md", "same"), Seen("c.md", "new", "heat")], now)
    assert store.changed(now) == {}
    assert store.changed(dict.fromkeys(now, "")) == {name: name for name in now} | {"c.md": "new"}
    assert store.found(names[1:], "news").states == {"unpublished": 3, "heat": 1}
    with pytest.raises(Unusable):
        store.found(names, "news")
    store.close()


def test_a_record_that_cannot_be_read_is_no_fault_of_the_cache(tmp_path: Path) -> None:
    def lost() -> Iterator[Seen]:
        yield Seen("a.md", "1" * 32, "unpublished")
        raise StorageError("cannot read s3://bucket/b.md: the connection was lost")

    store = cache.opened(tmp_path, "key", Mode.KEPT)
    with pytest.raises(StorageError):
        store.put(lost(), {"a.md": "1 1 1 1"})
    store.close()


def test_a_file_system_with_coarse_times_is_given_more_time(tmp_path: Path) -> None:
    store = cache.opened(tmp_path, "key", Mode.KEPT)
    second = 1_000_000_000
    moment = store._stamp
    fine, coarse = moment - 2, moment // second * second
    assert store.trusted(f"1 {fine} {fine} 1")
    assert not store.trusted(f"1 {moment} {fine} 1")
    assert not store.trusted(f"1 {coarse} {coarse} 1")
    assert store.trusted(f"1 {coarse - 3 * second} {coarse - 3 * second} 1")
    store.close()


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path / "site")
    for number in range(4):
        site.write(f"{number}.md", record(number))
    site.write("bad.md", record(8, heat="hot"))
    site.build()
    return site


def file(site: Site) -> Path:
    return site.folder / cache.FOLDER / cache.FILE


def check_with_notice(site: Site) -> None:
    site.write("1.md", record(1, heat=77))
    report = site.build()
    made, clean = site.clean()
    assert site.output() == made
    assert said(report) == said(clean)
    assert report.notice is not None
    assert (report.notice.code, report.notice.severity) == ("cache-unusable", Severity.WARNING)


def test_a_file_that_is_no_database(site: Site) -> None:
    file(site).write_bytes(b"no database" * 1000)
    check_with_notice(site)
    assert site.build().notice is None  # for it was deleted
    assert site.build().seconds.keys() == {"look for changes"}


def test_a_database_that_is_locked(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_LOCK_SECONDS", 0.01)
    other = sqlite3.connect(file(site), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        check_with_notice(site)
    finally:
        other.close()


def test_a_folder_where_the_database_should_be(site: Site) -> None:
    file(site).unlink()
    file(site).mkdir()
    check_with_notice(site)


def test_a_fifo_where_the_database_should_be(site: Site) -> None:
    file(site).unlink()
    os.mkfifo(file(site))
    check_with_notice(site)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    site = Site(tmp_path / "site")
    (site.folder / cache.FOLDER).write_text("in the way")
    check_with_notice(site)


def test_another_version_is_dropped(site: Site) -> None:
    with sqlite3.connect(file(site)) as other:
        other.execute("PRAGMA user_version = 99")
        other.execute("DROP TABLE fields")
    other.close()
    site.check()


def test_the_folder_keeps_out_of_git_and_backups(site: Site) -> None:
    folder = site.folder / cache.FOLDER
    assert (folder / ".gitignore").read_text() == "*\n"
    assert (
        (folder / "CACHEDIR.TAG")
        .read_text()
        .startswith("Signature: 8a477f597d28d172789f06886806bc55")
    )


@pytest.mark.slow
@given(place=st.floats(0, 1), harm=st.binary(min_size=1, max_size=600), cut=st.booleans())
@settings(max_examples=60, deadline=None, derandomize=True)
def test_a_damaged_database_never_changes_what_is_published(
    tmp_path_factory: pytest.TempPathFactory, place: float, harm: bytes, *, cut: bool
) -> None:
    site = Site(tmp_path_factory.mktemp("damage") / "site")
    for number in range(4):
        site.write(f"{number}.md", record(number))
    site.build()
    content = bytearray(file(site).read_bytes())
    start = int(place * (len(content) - 1))
    content[start : len(content) if cut else start + len(harm)] = harm
    file(site).write_bytes(content)
    site.write("1.md", record(1, heat=77))
    report = site.build()
    made, clean = site.clean()
    assert site.output() == made
    assert said(report) == said(clean)


def test_equal_values_have_equal_digests() -> None:
    assert unchanged.digest("a", ("b",)) == unchanged.digest("a", ("b",))
    assert unchanged.digest("a", ("b",)) != unchanged.digest("a", "b")

"""What is put into the cache comes back, and nothing else."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from feedtool.build.cache import folder, opening
from feedtool.build.cache.opening import Mode
from feedtool.diagnostics import codec
from feedtool.diagnostics.errors import StorageError
from feedtool.diagnostics.problem import Problem, Severity, Span
from feedtool.model.record import ScanResult
from feedtool.storage import cells
from feedtool.storage.database import Unusable
from feedtool.storage.signature import Signature
from feedtool.text import hashes
from tests.build import tasks

DAMAGED, UNUSABLE = "cache-damaged", "cache-unusable"
OLD, OTHER = Signature(1, 1, 1, 1), Signature(2, 2, 2, 2)
FACTS = ("id", "key", False, 5, 6, 7, ("AI", "Zoë"))
PROBLEM = Problem(
    "news/a.md", "x", "said", Span(1, 2, 3, 4), Severity.WARNING, "/a", "hint", parts=(("b", "ü"),)
)


def test_what_is_put_comes_back(tmp_path: Path) -> None:
    seen = [
        ScanResult("a.md", "1" * 32, "ready", FACTS, (codec.problem_to_plain(PROBLEM),)),
        ScanResult("b.md", "2" * 32, "unpublished"),
        ScanResult(
            "c.md", None, "unreadable", problems=(codec.problem_to_plain(Problem("", "y", "why")),)
        ),
    ]
    store = opening.open_cache(tmp_path, "key", Mode.KEPT)
    young = Signature(1, 1 << 80, 1, 1)
    signatures = {"a.md": OLD, "b.md": young, "c.md": OLD}
    store.put(seen, signatures)
    store.put_fields({"a.md": ("1" * 32, "{}"), "b.md": ("2" * 32, "{}")})
    store.put_shown({"a.md": ("1" * 32, "said")})
    store.put_last_report({"x": [1]})
    store.put_last_valid("output", 3)
    store.save()
    store.close()
    store = opening.open_cache(tmp_path, "key", Mode.KEPT)
    assert store.changed(signatures) == {
        "b.md": "2" * 32,  # as young as the cache: the next write may leave no trace
        "c.md": None,  # it may be readable next time
    }
    assert store.changed({"a.md": OTHER, "d.md": OLD}) == {"a.md": "1" * 32, "d.md": None}
    found = folder.summarize(store, ["a.md", "b.md", "c.md"], "news")
    assert found.problems == [PROBLEM, Problem("news/c.md", "y", "why")]
    assert found.states == {"ready": 1, "unpublished": 1, "unreadable": 1}
    assert [(one.topics, one.digest) for one in found.candidates] == [(("AI", "Zoë"), "1" * 32)]
    assert not found.settled
    assert store.fields("a.md", "1" * 32) == "{}"
    assert store.shown() == {"a.md": ("1" * 32, "said")}
    for name, digest in (
        ("a.md", "2" * 32),
        ("b.md", "2" * 32),
    ):  # another content; not shown any more
        with pytest.raises(Unusable):
            store.fields(name, digest)
    assert store.last_report() == {"x": [1]}
    store.close()
    other = opening.open_cache(tmp_path, "another key", Mode.KEPT)
    assert other.changed(signatures) == dict.fromkeys(signatures)
    assert other.shown() == {}
    assert other.last_report() is None
    assert other.last_valid("output") == 3  # a hint that outlives a change of configuration
    other.close()


def test_what_is_known_of_a_file_is_replaced_renewed_or_dropped(tmp_path: Path) -> None:
    store = opening.open_cache(tmp_path, "key", Mode.KEPT)
    names = ["a.md", "b.md", "c.md", "d.md", "\udcff.md"]  # a name may be any bytes
    store.put((ScanResult(name, name, "unpublished") for name in names), dict.fromkeys(names, OLD))
    now = dict.fromkeys(names[1:], OLD) | {"b.md": OTHER, "c.md": OTHER}
    assert store.changed(now) == {"b.md": "b.md", "c.md": "c.md"}
    store.put([ScanResult("b.md", "b.md", "same"), ScanResult("c.md", "new", "heat")], now)
    assert store.changed(now) == {}
    assert store.changed(dict.fromkeys(now)) == {name: name for name in now} | {"c.md": "new"}
    assert folder.summarize(store, names[1:], "news").states == {"unpublished": 3, "heat": 1}
    with pytest.raises(Unusable):
        folder.summarize(store, names, "news")
    store.close()


@pytest.mark.parametrize("changed", [1, 2_000])
def test_few_changes_and_many_are_kept_alike(tmp_path: Path, changed: int) -> None:
    names = [f"{number}.md" for number in range(3_000)]
    with closing(opening.open_cache(tmp_path, "key", Mode.KEPT)) as store:
        store.put((ScanResult(name, "old", "heat") for name in names), dict.fromkeys(names, OLD))
        store.save()
    anew, same, gone = names[:changed], names[-1], names[-2]
    now = {name: OTHER if name in {*anew, same} else OLD for name in names if name != gone}
    with closing(opening.open_cache(tmp_path, "key", Mode.KEPT)) as store:
        assert store.changed(now) == dict.fromkeys([*anew, same], "old")
        seen = [ScanResult(name, "new", "ready", FACTS) for name in anew]
        store.put([ScanResult(same, "old", "same"), *seen], now)
        store.save()
    with closing(opening.open_cache(tmp_path, "key", Mode.KEPT)) as store:
        assert store.changed(now) == {}
        found = folder.summarize(store, sorted(now), "news")
        assert found.states == {"heat": len(now) - changed, "ready": changed}
        assert {one.digest for one in found.candidates} == {"new"}


def test_a_record_that_cannot_be_read_is_no_fault_of_the_cache(tmp_path: Path) -> None:
    def lost() -> Iterator[ScanResult]:
        yield ScanResult("a.md", "1" * 32, "unpublished")
        raise StorageError("cannot read s3://bucket/b.md: the connection was lost")

    store = opening.open_cache(tmp_path, "key", Mode.KEPT)
    with pytest.raises(StorageError):
        store.put(lost(), {"a.md": OLD})
    store.close()


def test_equal_values_have_equal_digests() -> None:
    assert hashes.digest("a", ("b",)) == hashes.digest("a", ("b",))
    assert hashes.digest("a", ("b",)) != hashes.digest("a", "b")


# What no build writes into a row, though its checksum may be right: by table, what it makes of the value there.
ODD_ROWS: list[tuple[str, str, Callable[[Any], Any]]] = [
    ("items", "all", lambda _: []),
    ("items", "all", lambda kept: [kept[0], [[[], digest] for _, digest in kept[1]]]),
    ("items", "all", lambda kept: [kept[0], [[heat, 1] for heat, _ in kept[1]]]),
    ("items", "all", lambda kept: [kept[0], [["50", digest] for _, digest in kept[1]]]),
    ("files", "1", lambda rows: [[None, *rows[0][1:]], *rows[1:]]),
    ("files", "1", lambda rows: [["topics/\0.rss", *rows[0][1:]], *rows[1:]]),
    ("files", "1", lambda rows: [rows[0][:2], *rows[1:]]),
    ("meta", "editions", lambda kept: [*kept]),
    ("meta", "editions", lambda kept: dict.fromkeys(kept, "x")),
    ("meta", "editions", lambda kept: {path: _with(one, 3, 1) for path, one in kept.items()}),
    ("meta", "editions", lambda kept: {path: _with(one, 3, [1]) for path, one in kept.items()}),
    ("meta", "editions", lambda kept: {path: _with(one, 0, None) for path, one in kept.items()}),
    ("meta", "editions", lambda kept: {path: _with(one, 1, "2023") for path, one in kept.items()}),
    ("records", "1", lambda rows: [_with(one, 4, _with(one[4], 0, None)) for one in rows]),
    ("records", "1", lambda rows: [_with(one, 4, _with(one[4], 5, "50")) for one in rows]),
    ("records", "1", lambda rows: [_with(one, 4, _with(one[4], 6, [1])) for one in rows]),
    ("fields", "a.md", lambda _: []),
    ("fields", "a.md", lambda kept: kept | {"topics": [False]}),
    ("fields", "a.md", lambda kept: kept | {"title": 1}),
]


def _with(kept: Any, place: int, value: Any) -> Any:
    """The row of an edition with another value in it; the page of a digest has none."""
    return [*kept[:place], value, *kept[place + 1 :]] if isinstance(kept, list) else kept


@pytest.mark.parametrize(("table", "name", "change"), ODD_ROWS)
def test_a_row_of_a_type_that_none_has_costs_no_more_than_a_damaged_one(
    tmp_path: Path, table: str, name: str, change: Callable[[Any], Any]
) -> None:
    config = '[[digest]]\nname = "day"\nevery = "day"\ntop = 3\n'
    tasks.write(tmp_path, **{name: tasks.story(name, heat=50) for name in "ab"})
    tasks.build(tmp_path, config)
    with closing(sqlite3.connect(tmp_path / opening.FOLDER / opening.FILE)) as cache, cache:
        query = f"SELECT value FROM {table} WHERE name = ?"
        ((value,),) = cache.execute(query, (name,)).fetchall()
        digest, space, text = value.partition(" ") if table == "fields" else ("", "", value)
        odd = digest + space + json.dumps(change(json.loads(text)))
        cache.execute(
            f"UPDATE {table} SET value = ?, checksum = ? WHERE name = ?",
            (odd, cells.checksum(table, name, odd), name),
        )
    (tmp_path / "output/all.rss").unlink()  # for which what is known of records is read again
    tasks.write(tmp_path, b=tasks.story("b", title="Another"))
    built = tasks.build(tmp_path, config)
    assert built.notice is None or built.notice.code == DAMAGED
    output = {file: file.read_bytes() for file in (tmp_path / "output").rglob("*.*")}
    again = tasks.build(tmp_path, config, use_cache=False)
    assert again.published is not None
    assert again.published.written == ()
    assert {file: file.read_bytes() for file in output} == output
    assert tasks.build(tmp_path, config).notice is None

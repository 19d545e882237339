from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from feedtool.build import findings
from feedtool.build.cache.folder import summarize
from feedtool.build.reading import scan
from feedtool.diagnostics.problem import Problem, Severity
from tests.build.tasks import make_store, make_task, story, write
from tests.conftest import place

DUPLICATE = Problem(
    "seeds/b.md", "record-duplicate", "the same story as seeds/a.md", severity=Severity.WARNING
)


def found(folder: Path, config: str = "", **options: Any) -> list[Problem]:
    """What a build says of the records of a folder, the second of which tells the story of the first."""
    task = make_task(folder, config, **options)
    with closing(make_store(task)) as store:
        linted = task.run.now if task.run.strict else None
        changed = list(store.changed(task.signatures, linted).items())
        store.put(scan.scan_files(changed, task.folder), task.signatures)
        known = summarize(store, task.names, task.display, linted=task.run.strict)
        return findings.problems(task, known, [DUPLICATE])


@pytest.fixture(autouse=True)
def _records(tmp_path: Path) -> None:
    write(tmp_path, a=story("a"), b=story("a"))


def test_a_lax_build_tells_what_it_came_upon(tmp_path: Path) -> None:
    write(tmp_path, c=story("c", colour="red"), d=story("d", heat=1))
    told = {(one.path, one.code) for one in found(tmp_path, "[feeds]\nmin_heat = 7\n")}
    assert told == {("seeds/b.md", "record-duplicate"), ("seeds/c.md", "schema-unknown-key")}


def test_a_duplicate_gets_its_pointer_and_a_hint(tmp_path: Path) -> None:
    (one,) = found(tmp_path)
    assert one.pointer == "/originalUrl"
    assert one.hint


def test_a_strict_build_finds_more_and_at_its_place(tmp_path: Path) -> None:
    write(tmp_path, d=story("d", publishedDateTime="2030-01-01T00:00:00Z"))
    told = {one.path: one for one in found(tmp_path, strict=True)}
    assert {path: one.code for path, one in told.items()} == {
        "seeds/b.md": "record-duplicate",
        "seeds/d.md": "date-in-future",
    }
    assert place(told["seeds/b.md"])


def test_what_is_ignored_is_not_told(tmp_path: Path) -> None:
    assert found(tmp_path, '[validate]\nignore = ["record-duplicate"]\n') == []
    text = story("a").replace(
        '"https://www.example.org/a"',
        '"https://www.example.org/a" # feedtool: ignore=record-duplicate',
    )
    write(tmp_path, b=text)
    assert found(tmp_path) == found(tmp_path, strict=True) == []

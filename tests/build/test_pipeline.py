"""The steps of a build, seen from outside; test_incremental has what one build makes of another's work."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from feedtool.build.cache import opening
from feedtool.diagnostics.errors import UsageError
from tests.build.tasks import build, story, write


def test_records_become_feeds_and_a_report(tmp_path: Path) -> None:
    write(
        tmp_path,
        a=story("a"),
        b=story("b", published=False),
        c=story("c", publishedDateTime="2030-01-01T00:00:00Z"),
        d=story("a"),
        e="no front matter",
    )
    report = build(tmp_path)
    assert (report.records, report.valid, report.selected) == (5, 4, 1)
    assert report.held == {"unpublished": 1, "heat": 0, "embargo": 1, "duplicate": 1}
    assert [(feed.name, feed.items, feed.new) for feed in report.feeds] == [
        ("all", 1, 1),
        ("ai", 1, 1),
    ]
    assert report.published is not None
    assert set(report.published.written) == {
        path.relative_to(tmp_path / "output").as_posix()
        for path in (tmp_path / "output").rglob("*.*")
    }
    assert [problem.path for problem in report.problems] == ["seeds/d.md", "seeds/e.md"]
    assert list(report.seconds) == ["read and validate", "select", "render", "publish"]


def test_no_record_may_be_in_the_output(tmp_path: Path) -> None:
    write(tmp_path, a=story("a"))
    with pytest.raises(UsageError, match="records folder"):
        build(tmp_path, '[feeds]\noutput = "seeds"\n')


class OneConnection:
    """An executor that takes no more calls once it has been shut down, as one of a cluster."""

    def __init__(self, _: int) -> None:
        self._is_open = True

    def map(self, fn: Callable[..., Any], *given: Any) -> Iterator[Any]:
        assert self._is_open
        return map(fn, *given)

    def shutdown(self, **_: bool) -> None:
        self._is_open = False


def test_a_build_that_begins_again_begins_with_an_executor_of_its_own(tmp_path: Path) -> None:
    write(tmp_path, a=story("a"))
    build(tmp_path)
    cache = tmp_path / opening.FOLDER / opening.FILE
    with closing(sqlite3.connect(cache)) as connection, connection:
        connection.execute("UPDATE counts SET value = 'x'")  # it is read when all is rendered
    several = [f"b{number}" for number in range(30)]  # what one call reads would be read here
    write(tmp_path, **{name: story(name) for name in several})
    report = build(tmp_path, executor=OneConnection)
    assert report.notice is not None
    assert report.notice.code == "cache-damaged"
    assert report.selected == 31

"""The steps of a build, seen from outside; test_incremental has what one build makes of another's work."""

from pathlib import Path

import pytest

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

"""The steps of a build, seen from outside; test_incremental has what one build makes of another's work."""

from pathlib import Path
from typing import Any

import pytest

from feedtool.build import pipeline
from feedtool.diagnostics.errors import UsageError
from feedtool.model.report import BuildReport
from tests.build.tasks import make_run, story, write
from tests.conftest import make_config


def build(folder: Path, config: str = "", **options: Any) -> BuildReport:
    return pipeline.build(make_config(folder, config), "seeds", make_run(**options))


def codes(report: BuildReport) -> set[str]:
    return {problem.code for problem in report.problems}


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


@pytest.mark.parametrize(
    ("options", "code"),
    [({"strict": True}, "schema-unknown-key"), ({"max_new": 1}, "guard-new")],
)
def test_nothing_is_published_where_a_guard_or_strictness_holds_it_back(
    options: dict[str, Any], code: str, tmp_path: Path
) -> None:
    config = "[feeds]\nmax_new = 1\n" if options.pop("max_new", None) else ""
    write(tmp_path, a=story("a"))
    build(tmp_path, config)
    before = (tmp_path / "output" / "all.json").read_bytes()
    write(tmp_path, b=story("b", colour="red"), c=story("c"))
    report = build(tmp_path, config, **options)
    assert report.published is None
    assert report.feeds == ()
    assert code in codes(report)
    assert (tmp_path / "output" / "all.json").read_bytes() == before
    assert build(tmp_path, config, accept_loss=True).published is not None


def test_nothing_is_published_where_no_record_is_valid(tmp_path: Path) -> None:
    write(tmp_path, a="no front matter")
    report = build(tmp_path)
    assert (report.valid, report.published) == (0, None)
    assert not (tmp_path / "output").exists() or not list((tmp_path / "output").iterdir())


def test_a_dry_run_tells_what_it_would_write_and_keeps_nothing(tmp_path: Path) -> None:
    write(tmp_path, a=story("a"))
    report = build(tmp_path, dry_run=True)
    assert report.published is not None
    assert "all.rss" in report.published.written
    assert not (tmp_path / "output").exists()
    assert not (tmp_path / ".feedtool-cache").exists()


def test_the_feeds_are_checked_where_that_is_asked_for(tmp_path: Path) -> None:
    write(tmp_path, a=story("a"))
    assert "check" in build(tmp_path, check=True).seconds
    assert "check" in build(tmp_path, "[feeds]\ncheck = true\nlimit = 3\n").seconds


def test_no_record_may_be_in_the_output(tmp_path: Path) -> None:
    write(tmp_path, a=story("a"))
    with pytest.raises(UsageError, match="records folder"):
        build(tmp_path, '[feeds]\noutput = "seeds"\n')

"""What is published, and what is held back."""

from pathlib import Path
from typing import Any

import pytest

from tests.build.tasks import build, codes, story, write


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

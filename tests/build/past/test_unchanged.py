from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from feedtool.build import pipeline
from feedtool.build.past import unchanged
from feedtool.model.report import BuildReport
from tests.build.tasks import NOW, make_run, make_store, make_task, story, write
from tests.conftest import make_config


def repeated(folder: Path, **options: Any) -> BuildReport | None:
    task = make_task(folder, **options)
    with closing(make_store(task)) as store:
        return unchanged.repeated(task, store)


@pytest.fixture
def built(tmp_path: Path) -> BuildReport:
    """What a build reports of a story of the first of September and one of the first of October."""
    write(
        tmp_path,
        a=story("a", publishedDateTime="2023-09-01T00:00:00Z", colour="red"),
        b=story("b", publishedDateTime="2023-10-01T00:00:00Z"),
    )
    report = pipeline.build(make_config(tmp_path), "seeds", make_run())
    assert report.published is not None
    return report


def test_where_nothing_has_changed_the_report_is_repeated(
    built: BuildReport, tmp_path: Path
) -> None:
    again = repeated(tmp_path)
    assert again is not None
    for name in ("records", "valid", "selected", "held", "problems"):
        assert getattr(again, name) == getattr(built, name)
    assert [(feed.name, feed.items, feed.files) for feed in again.feeds] == [
        (feed.name, feed.items, feed.files) for feed in built.feeds
    ]
    assert again.published is not None
    assert built.published is not None
    assert again.published.written == again.published.removed == ()
    assert set(again.published.unchanged) == set(built.published.written)
    assert not any(feed.changed or feed.new for feed in again.feeds)


@pytest.mark.parametrize(
    ("days", "expected"), [(0, True), (20, True), (21, False), (-9, True), (-10, False)]
)
def test_it_is_repeated_while_the_same_stories_are_due(
    days: int, *, expected: bool, built: BuildReport, tmp_path: Path
) -> None:
    assert built.held["embargo"] == 1
    assert (repeated(tmp_path, now=NOW + timedelta(days=days)) is not None) is expected


def test_it_is_not_repeated_before_a_build(tmp_path: Path) -> None:
    write(tmp_path, a=story("a"))
    assert repeated(tmp_path) is None


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("change", ["record", "spoilt", "gone", "more", "strict"])
def test_it_is_not_repeated_after_a_change(change: str, tmp_path: Path) -> None:
    output = tmp_path / "output"
    if change == "record":
        write(tmp_path, c=story("c"))
    elif change == "spoilt":
        (output / "all.rss").write_bytes(b"spoilt")
    elif change == "gone":
        (output / "all.rss").unlink()
    elif change == "more":
        (output / "topics" / "old.rss").write_bytes((output / "all.rss").read_bytes())
    assert repeated(tmp_path, strict=change == "strict") is None


def test_a_strict_build_does_not_repeat_what_a_lax_one_has_found(tmp_path: Path) -> None:
    write(tmp_path, a=story("a"))
    assert pipeline.build(make_config(tmp_path), "seeds", make_run()).problems == ()
    assert repeated(tmp_path) is not None
    assert repeated(tmp_path, strict=True) is None


def test_what_was_built_as_a_story_came_due_is_not_repeated_before(tmp_path: Path) -> None:
    write(
        tmp_path,
        a=story("a", publishedDateTime="2023-09-01T00:00:00Z"),
        b=story("b", publishedDateTime=NOW.isoformat()),
    )
    pipeline.build(make_config(tmp_path), "seeds", make_run())
    assert repeated(tmp_path) is not None
    assert repeated(tmp_path, now=NOW - timedelta(seconds=1)) is None

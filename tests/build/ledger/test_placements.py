"""Where stories stand, by the ledger, where the output that said so is gone."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from feedtool.build import ledgers, pipeline
from feedtool.build.ledger import ledgerfile, placements
from feedtool.model import ledger as model
from feedtool.model.ledger import ARCHIVE, DIGEST
from feedtool.model.report import BuildReport
from tests.build import tasks
from tests.conftest import make_config

ARCHIVES = "[feeds]\nlimit = 2\narchive_size = 3\n"
DIGESTS = '[[digest]]\nname = "day"\nevery = "day"\ntop = 2\nmin_heat = 0\n'
START = datetime(2023, 9, 1, 11, tzinfo=UTC)


def put(folder: Path, *days: int, heat: int = 80) -> None:
    for day in days:
        moment = f"{START + timedelta(days=day):%Y-%m-%dT%H:%M:%SZ}"
        text = tasks.story(f"s{day}", publishedDateTime=moment, heat=heat)
        tasks.write(folder, **{f"s{day}": text})


def build(folder: Path, day: int, config: str) -> BuildReport:
    run = tasks.make_run(now=START + timedelta(days=day))
    return pipeline.build(make_config(folder, config), "seeds", run)


def begin(folder: Path, config: str) -> None:
    ledgers.begin(make_config(folder, config), "seeds", tasks.make_run())


def tree(folder: Path) -> dict[str, bytes]:
    output = folder / "output"
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in output.rglob("*")
        if path.is_file()
    }


def facts(folder: Path, key: str, feed: str) -> dict[str, str]:
    lines = (folder / ledgerfile.FILE_NAME).read_text("utf-8").splitlines()
    return model.of(filter(None, map(model.parse, lines))).values(key, feed)


def lose_output(folder: Path) -> None:
    shutil.rmtree(folder / "output")
    shutil.rmtree(folder / ".feedtool-cache", ignore_errors=True)


def test_archives_are_what_they_were_where_the_output_is_lost(tmp_path: Path) -> None:
    """An archive was closed before an older story came, which it would have held else."""
    put(tmp_path, 0, 1)
    build(tmp_path, 2, ARCHIVES)
    begin(tmp_path, ARCHIVES)
    put(tmp_path, 2, 3, 4)
    build(tmp_path, 7, ARCHIVES)
    put(tmp_path, -1, 5)
    build(tmp_path, 7, ARCHIVES)
    before = tree(tmp_path)
    assert list(facts(tmp_path, ARCHIVE, "all").values()) == ["1"] * 3
    assert facts(tmp_path, ARCHIVE, "topics/ai") == facts(tmp_path, ARCHIVE, "all")
    lose_output(tmp_path)
    build(tmp_path, 7, ARCHIVES)
    assert tree(tmp_path) == before
    (tmp_path / ledgerfile.FILE_NAME).unlink()
    lose_output(tmp_path)
    build(tmp_path, 7, ARCHIVES)
    assert tree(tmp_path) != before, "then nothing knows it any more"


def test_editions_tell_what_they_told_where_the_output_is_lost(tmp_path: Path) -> None:
    put(tmp_path, 0, heat=90)
    tasks.write(
        tmp_path, first=tasks.story("first", publishedDateTime="2023-09-01T09:00:00Z", heat=10)
    )
    build(tmp_path, 2, DIGESTS)
    begin(tmp_path, DIGESTS)
    build(tmp_path, 2, DIGESTS)
    before = tree(tmp_path)["digests/day-2023-09-01.html"]
    assert set(facts(tmp_path, DIGEST, "day").values()) == {"2023-09-01"}
    # A story of that day that is hotter comes late: no edition may tell of it now.
    tasks.write(
        tmp_path, late=tasks.story("late", publishedDateTime="2023-09-01T10:00:00Z", heat=99)
    )
    build(tmp_path, 2, DIGESTS)
    lose_output(tmp_path)
    build(tmp_path, 2, DIGESTS)
    assert tree(tmp_path)["digests/day-2023-09-01.html"] == before


@pytest.mark.parametrize("days", [(0, 1), (0,)])  # the edition tells of another story, or of none
def test_a_story_that_an_edition_had_to_lose_may_come_back_in_the_next(
    tmp_path: Path, days: tuple[int, ...]
) -> None:
    def after_return(folder: Path, *, has_ledger: bool) -> list[bytes]:
        folder.mkdir()
        put(folder, *days)
        tasks.write(folder, x=tasks.story("x", publishedDateTime="2023-09-02T09:00:00Z"))
        build(folder, 3, DIGESTS)
        if has_ledger:
            begin(folder, DIGESTS)
            build(folder, 3, DIGESTS)
        text = (folder / "seeds/x.md").read_text("utf-8")
        hidden = text.replace("published: true", "published: false")
        (folder / "seeds/x.md").write_text(hidden, "utf-8")
        build(folder, 3, DIGESTS)
        (folder / "seeds/x.md").write_text(text, "utf-8")
        put(folder, 2)
        build(folder, 4, DIGESTS)
        return [content for path, content in sorted(tree(folder).items()) if "digests/" in path]

    without, with_ledger = (
        after_return(tmp_path / str(kept), has_ledger=kept) for kept in (False, True)
    )
    assert [b"Story x" in page for page in without] == [b"Story x" in page for page in with_ledger]
    assert any(b"Story x" in page for page in without)


def test_numbers_that_are_none_are_passed_over() -> None:
    lines = (f"2023-01-01T00:00:00Z\turn:{n}\tarchive=all:{n}" for n in ("1", "x", "0", "-2", "²"))
    assert placements.archives(model.of(filter(None, map(model.parse, lines)))) == {
        "all": {"urn:1": 1}
    }


def test_feeds_without_archives_or_editions_have_no_facts() -> None:
    assert list(placements.facts((), ())) == []

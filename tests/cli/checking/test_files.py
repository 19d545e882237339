"""Which files the arguments of ``check`` name."""

from pathlib import Path

import pytest

from feedtool.check.source import MAX_BYTES
from feedtool.cli.checking import files
from feedtool.config import settings
from feedtool.diagnostics.errors import UsageError


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in (
        "output/all.rss",
        "output/all.html",
        "output/topics/ai.atom",
        "output/.hidden.rss",
        "output/.git/a.rss",
        "output/node_modules/a.json",
        "other/feed.xml",
    ):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"<rss/>")
    return tmp_path


def found(*arguments: str) -> list[str]:
    return list(files.found(arguments, settings.load(None, {}, needs_site=False)))


def test_without_arguments_the_feeds_of_the_output_folder_are_found(folder: Path) -> None:
    del folder
    assert found() == ["output/all.rss", "output/topics/ai.atom"]


def test_without_an_output_folder_there_is_nothing_to_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="output is no folder"):
        found()


def test_a_file_a_folder_a_glob_and_stdin(folder: Path) -> None:
    del folder
    assert found("output/all.html", "-", "o*/*.xml", "output/topics") == [
        "output/all.html",
        "-",
        "other/feed.xml",
        "output/topics/ai.atom",
    ]


def test_a_file_is_found_once_under_the_first_of_its_names(folder: Path) -> None:
    (folder / "link.rss").symlink_to("output/all.rss")
    assert found("link.rss", "output/all.rss", "./link.rss") == ["link.rss"]


def test_what_names_nothing_is_wrong_use(folder: Path) -> None:
    del folder
    with pytest.raises(UsageError, match=r"there is no nothing\.rss"):
        found("nothing.rss")


def test_no_more_of_a_file_is_read_than_shows_that_it_is_too_large(folder: Path) -> None:
    with (folder / "large.rss").open("wb") as file:
        file.truncate(MAX_BYTES + 10)
    content = files.read("large.rss")
    assert len(content) == MAX_BYTES + 1

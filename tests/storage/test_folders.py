"""A folder is a value that is handed on; nothing of one stays behind in the module."""

from pathlib import Path

import fsspec
import pytest

from feedtool.storage import folders
from feedtool.storage.folders import LocalFolder, LocalFolders
from feedtool.storage.place import Folders, Url

URL = Url("memory://folders/output")


@pytest.fixture(autouse=True)
def _memory() -> None:
    system = fsspec.filesystem("memory")
    system.pipe_file("/folders/output/all.rss", b"one")


def test_a_remote_folder_holds_what_it_held_when_it_was_listed() -> None:
    folder = folders.at(URL)
    assert folder.listed("") == ["all.rss"]
    fsspec.filesystem("memory").pipe_file("/folders/output/all.json", b"{}")
    assert folder.listed("") == ["all.rss"]
    assert folders.at(URL).listed("") == ["all.json", "all.rss"]
    fsspec.filesystem("memory").rm_file("/folders/output/all.json")


def test_a_folder_is_shown_as_its_place_is(tmp_path: Path) -> None:
    assert str(folders.at(URL)) == URL.text
    assert str(folders.at(tmp_path)) == str(tmp_path)


def test_several_folders_of_records_are_one(tmp_path: Path) -> None:
    assert folders.of_records(tmp_path) == LocalFolder(tmp_path)
    several = Folders(tmp_path, ("a", "b"))
    assert folders.of_records(several) == LocalFolders(several)

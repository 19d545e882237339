"""A folder is a value that is handed on; nothing of one stays behind in the module."""

import hashlib
from pathlib import Path
from typing import Any, ClassVar

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from feedtool.storage import folders
from feedtool.storage.folders import LocalFolder, LocalFolders
from feedtool.storage.place import Folders, Url
from feedtool.storage.remote import RemoteFolder

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


class Tagged(MemoryFileSystem):  # type: ignore[misc] # fsspec has no types
    """A bucket whose ETags are the MD5 of what they stand for, or of that and a key; others write to it too."""

    protocol = "tagged"
    store: ClassVar[dict[str, Any]] = {}
    pseudo_dirs: ClassVar[list[str]] = [""]
    key = b""
    of_others: ClassVar[dict[str, bytes]] = {}

    def find(self, path: str, *arguments: Any, **options: Any) -> Any:
        while self.of_others:
            name, content = self.of_others.popitem()
            self.pipe_file(f"{path}/{name}", content)
        found = super().find(path, *arguments, **options)
        for name, info in found.items():
            tag = hashlib.md5(self.key + self.cat_file(name), usedforsecurity=False).hexdigest()
            info["ETag"] = f'"{tag}"'
        return found


@pytest.mark.parametrize("key", [b"", b"of KMS"])
@pytest.mark.parametrize("other", [b"one, longer", b"two"])
def test_what_another_writes_to_a_bucket_meanwhile_is_not_taken_for_what_was_written(
    key: bytes, other: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsspec.register_implementation("tagged", Tagged, clobber=True)
    monkeypatch.setattr(Tagged, "key", key)
    folder = folders.at(Url("tagged://feeds"))
    assert isinstance(folder, RemoteFolder)
    Tagged.of_others["all.rss"] = other
    written = folder.replace({"all.rss": b"one", "all.json": b"{}"}, set(), lambda _: None)
    assert written == {"all.rss": None, "all.json": folder.signature("all.json")}
    assert None not in folder.replace({"all.rss": b"one"}, set(), lambda _: None).values()

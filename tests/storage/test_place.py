from pathlib import Path

from feedtool.storage.place import Folders, Url


def test_several_folders_are_named_below_one() -> None:
    folders = Folders(Path("/site"), ("news", "old/news", "."))
    assert folders.paths == (Path("/site/news"), Path("/site/old/news"), Path("/site"))


def test_a_folder_elsewhere_is_shown_as_it_is_written() -> None:
    assert str(Url("s3://bucket/news")) == f"{Url('s3://bucket/news')}" == "s3://bucket/news"

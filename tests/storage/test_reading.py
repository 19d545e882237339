"""Files that somebody else may have made."""

import errno
import os
import socket
from contextlib import closing
from pathlib import Path

import pytest

from feedtool.storage import reading
from feedtool.storage.reading import ConfinedFolder, NotOrdinaryError, TooLargeError


def test_a_file_may_hold_as_much_as_was_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"12345")
    assert reading.read(file, 5) == b"12345"
    with pytest.raises(TooLargeError, match="it has 5 bytes, more than 4") as error:
        reading.read(file, 4)
    assert (error.value.size, error.value.errno) == (5, errno.EFBIG)


@pytest.mark.linux
def test_a_file_that_says_it_is_empty_is_read_to_its_end_or_to_the_bound() -> None:
    """As those of /proc do, and one that grows while it is read."""
    assert b"MemTotal" in reading.read("/proc/meminfo")
    with pytest.raises(TooLargeError):
        reading.read("/proc/meminfo", 10)


@pytest.mark.parametrize("follow", [True, False])
def test_a_link_is_followed_where_it_may_be(tmp_path: Path, *, follow: bool) -> None:
    (tmp_path / "a").write_bytes(b"1")
    (tmp_path / "link").symlink_to("a")
    if follow:
        assert reading.read(tmp_path / "link") == b"1"
    else:
        with pytest.raises(NotOrdinaryError):
            reading.read(tmp_path / "link", follow=False)


def test_nothing_but_a_file_is_read_and_nothing_is_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "folder").mkdir()
    (tmp_path / "loop").symlink_to("loop")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(tmp_path / "socket"))
        for name in ("fifo", "folder", "loop", "socket"):
            with pytest.raises(NotOrdinaryError, match="no ordinary file"):
                reading.read(tmp_path / name)
    with pytest.raises(FileNotFoundError):
        reading.read(tmp_path / "gone")


def test_below_a_folder_no_link_leads_anywhere(tmp_path: Path) -> None:
    for name in ("a", "b/c", "b/d", "e/f/g"):
        file = tmp_path / "root" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(name.encode())
    (tmp_path / "secret").write_bytes(b"secret")
    (tmp_path / "root" / "out").symlink_to(tmp_path)
    with closing(ConfinedFolder(tmp_path / "root")) as folder:
        for name in ("a", "b/c", "e/f/g", "b/d", "b/c", "a"):
            assert folder.read(name, 100) == name.encode()
        for name in ("out/secret", "a/b"):
            with pytest.raises(NotOrdinaryError):
                folder.read(name, 100)
        with pytest.raises(FileNotFoundError):
            folder.read("gone/a", 100)
        assert folder.read("b/c", 100) == b"b/c"


@pytest.mark.linux
def test_a_folder_that_is_closed_leaves_nothing_open(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "c").write_bytes(b"1")
    before = len(list(Path("/proc/self/fd").iterdir()))
    folder = ConfinedFolder(tmp_path)
    assert folder.read("a/b/c", 1) == b"1"
    with pytest.raises(FileNotFoundError):
        folder.read("a/gone/c", 1)
    folder.close()
    assert len(list(Path("/proc/self/fd").iterdir())) == before

"""A file of the user's gets new bytes: whole or not at all, and only while it is what was read."""

import fcntl
import os
import signal
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from feedtool.diagnostics.errors import StorageError
from feedtool.storage import atomic
from feedtool.storage.exchange import exchange
from tests.conftest import ROOT, unprivileged


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "a.md"
    made.write_bytes(b"old")
    return made


def test_the_new_bytes_take_the_place_of_the_old_and_the_mode_stays(file: Path) -> None:
    file.chmod(0o640)
    inode = file.stat().st_ino
    assert exchange(file, b"old", b"new and longer")
    assert file.read_bytes() == b"new and longer"
    assert file.stat().st_mode & 0o777 == 0o640
    assert file.stat().st_ino != inode, "it was written to, and not replaced"
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("now", [b"", b"ol", b"older", b"OLD"])
def test_what_somebody_changed_meanwhile_stays(now: bytes, file: Path) -> None:
    file.write_bytes(now)
    assert not exchange(file, b"old", b"new")
    assert file.read_bytes() == now
    assert list(file.parent.iterdir()) == [file]


def test_what_has_gone_is_not_made_again(file: Path) -> None:
    file.unlink()
    assert not exchange(file, b"old", b"new")
    assert list(file.parent.iterdir()) == []


def test_what_another_run_holds_is_left_to_it(file: Path) -> None:
    with file.open("rb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        assert not exchange(file, b"old", b"new")
    assert file.read_bytes() == b"old"
    assert exchange(file, b"old", b"new")


def test_what_a_killed_run_left_is_replaced(file: Path) -> None:
    staged = file.with_name(f".{sha256(b'a.md').hexdigest()[:16]}{atomic.STAGED}")
    staged.write_bytes(b"half a fi")
    assert exchange(file, b"old", b"new")
    assert file.read_bytes() == b"new"
    assert list(file.parent.iterdir()) == [file]


def test_the_longest_name_a_file_may_have_is_no_hindrance(tmp_path: Path) -> None:
    file = tmp_path / ("a" * 252 + ".md")
    file.write_bytes(b"old")
    assert exchange(file, b"old", b"new")
    assert file.read_bytes() == b"new"


def test_what_is_no_file_is_left_alone_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    assert not exchange(tmp_path / "fifo", b"", b"new")
    (tmp_path / "folder").mkdir()
    with pytest.raises(StorageError, match="folder"):
        exchange(tmp_path / "folder", b"", b"new")
    assert sorted(left.name for left in tmp_path.iterdir()) == ["fifo", "folder"]


def test_a_read_only_file_is_not_replaced(tmp_path: Path) -> None:
    file = Path("a.md")
    (tmp_path / file).write_bytes(b"old")
    (tmp_path / file).chmod(0o444)
    with unprivileged(tmp_path), pytest.raises(StorageError, match=r"a\.md: Permission denied"):
        exchange(file, b"old", b"new")
    assert (tmp_path / file).read_bytes() == b"old"


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    file, link = tmp_path / "a.md", tmp_path / "b.md"
    file.write_bytes(b"old")
    link.symlink_to(file)
    with pytest.raises(StorageError, match=r"b\.md"):
        exchange(link, b"old", b"new")
    assert link.is_symlink()
    assert file.read_bytes() == b"old"


@pytest.mark.parametrize("call", ["os.open", "os.write", "os.fsync", "os.fchmod", "os.replace"])
def test_a_full_disk_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"old")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(call, refuse)
    with pytest.raises(StorageError, match=r"a\.md: No space left on device"):
        exchange(file, b"old", b"new")
    monkeypatch.undo()
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_killed_before_the_rename_the_old_file_is_there_and_the_next_run_heals(
    tmp_path: Path,
) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"old")
    script = (
        "import os, pathlib, signal, sys\n"
        "from feedtool.storage.exchange import exchange\n"
        "os.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "exchange(pathlib.Path(sys.argv[1]), b'old', b'new')\n"
    )
    run = subprocess.run([sys.executable, "-c", script, os.fspath(file)], cwd=ROOT, check=False)
    assert run.returncode == -signal.SIGKILL
    assert file.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 2
    assert exchange(file, b"old", b"new")
    assert file.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [file]

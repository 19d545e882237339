import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from typing import NoReturn

import pytest

from feedtool.diagnostics.errors import LockedError, StorageError
from feedtool.publish import generations
from feedtool.storage import atomic
from tests.conftest import ROOT, unprivileged


def test_a_folder_is_held_by_one_at_a_time(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "output"
    with atomic.locked(folder, timeout=0):
        assert folder.is_dir()
        with (
            pytest.raises(LockedError, match=r"^another build holds .*output: try again"),
            atomic.locked(folder, timeout=0),
        ):
            pass
        with atomic.locked(tmp_path / "other", timeout=0):
            pass
    with atomic.locked(folder, timeout=0):
        pass


def test_an_error_within_gives_the_folder_free(tmp_path: Path) -> None:
    for _ in range(2):
        with pytest.raises(KeyError), atomic.locked(tmp_path, timeout=0):
            raise KeyError


def test_who_waits_long_enough_gets_the_folder(tmp_path: Path) -> None:
    got_it, waiting = Event(), Event()

    def wait() -> None:
        waiting.set()
        with atomic.locked(tmp_path, timeout=60):
            got_it.set()

    thread = Thread(target=wait)
    with atomic.locked(tmp_path, timeout=0):
        thread.start()
        assert waiting.wait(60)
        assert not got_it.wait(0.15)
    thread.join(60)
    assert got_it.is_set()


def test_a_killed_holder_holds_nothing(tmp_path: Path) -> None:
    holding = (
        "import sys; from pathlib import Path; from feedtool.storage import atomic\n"
        "with atomic.locked(Path(sys.argv[1]), 0):\n"
        "    print('held', flush=True); sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", holding, str(tmp_path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        with pytest.raises(LockedError), atomic.locked(tmp_path, timeout=0):
            pass
        process.kill()
        process.wait()
    with atomic.locked(tmp_path, timeout=0):
        pass


def test_what_is_no_folder_cannot_be_held(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(StorageError, match=r"^cannot write .*: "), atomic.locked(path, 0):
            pass
    with unprivileged(tmp_path), pytest.raises(StorageError), atomic.locked(Path("new"), 0):
        pass


def test_the_bytes_of_a_file_or_none_where_there_is_none(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\0x")
    assert atomic.read(tmp_path / "a") == b"\0x"
    assert atomic.read(tmp_path / "b") is None
    assert atomic.read(tmp_path / "a" / "b") is None
    assert atomic.read(tmp_path) is None


def test_staged_bytes_wait_beside_their_file(tmp_path: Path) -> None:
    target = tmp_path / "new" / "a"
    atomic.stage(target, b"bytes")
    assert atomic.staged(target) == tmp_path / "new" / ".a.feedtool-staged"
    assert atomic.staged(target).read_bytes() == b"bytes"
    assert not target.exists()
    atomic.put_in_place(target)
    assert target.read_bytes() == b"bytes"
    assert not atomic.staged(target).exists()


def test_what_stands_in_the_way_of_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to("unmounted")
    (tmp_path / "loop").symlink_to("loop")
    for name, said in (
        ("file", "file is no folder"),
        ("link", "link is a link that leads nowhere"),
        ("loop", "loop is a link that leads nowhere"),
    ):
        for folder in (tmp_path / name, tmp_path / name / "below"):
            words = rf"^cannot write {folder}: {tmp_path}/{said}$"
            with pytest.raises(StorageError, match=words), atomic.locked(folder, 0):
                pass
            with pytest.raises(StorageError, match=rf": {tmp_path}/{said}$"):
                atomic.stage(folder / "all.rss", b"1")


def test_nothing_is_staged_over_what_is_there_already(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_bytes(b"1")
    atomic.staged(tmp_path / "a").symlink_to(precious)
    with pytest.raises(StorageError, match="File exists"):
        atomic.stage(tmp_path / "a", b"2")
    assert precious.read_bytes() == b"1"


def test_what_was_never_staged_cannot_be_put_in_place(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"^cannot write .*/a: No such file"):
        atomic.put_in_place(tmp_path / "a")


def test_the_names_in_a_folder(tmp_path: Path) -> None:
    for name in ("b", ".a", "C"):
        (tmp_path / name).touch()
    assert atomic.names(tmp_path) == [".a", "C", "b"]
    assert atomic.names(tmp_path / "missing") == []
    assert atomic.names(tmp_path / "b") == []


def test_removing_what_is_not_there_is_no_error(tmp_path: Path) -> None:
    atomic.remove(tmp_path / "a")
    with pytest.raises(StorageError, match=r"^cannot remove "):
        atomic.remove(tmp_path)


def test_only_hidden_staged_files_are_swept(tmp_path: Path) -> None:
    for name in (".a.feedtool-staged", "a.feedtool-staged", ".feedtool", ".b.feedtool-staged"):
        (tmp_path / name).touch()
    atomic.sweep(tmp_path)
    assert atomic.names(tmp_path) == [".feedtool", "a.feedtool-staged"]
    atomic.sweep(tmp_path / "missing")


def test_the_names_of_a_folder_are_flushed_or_it_is_a_storage_error(tmp_path: Path) -> None:
    atomic.flush_folder(tmp_path)
    with pytest.raises(StorageError, match="No such file"):
        atomic.flush_folder(tmp_path / "missing")


@pytest.fixture
def once(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, int], None]:
    """Makes the next call of a function of ``os`` fail, as a network file system may."""

    def strike(name: str, error: int) -> None:
        real = getattr(os, name)

        def fail(path: object, *_: object, **__: object) -> NoReturn:
            monkeypatch.setattr(os, name, real)
            raise OSError(error, os.strerror(error), path)

        monkeypatch.setattr(os, name, fail)

    return strike


@pytest.mark.parametrize("error", [errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENXIO])
def test_a_file_that_cannot_be_found_once_is_read_all_the_same(
    tmp_path: Path, once: Callable[[str, int], None], error: int
) -> None:
    (tmp_path / "a").write_bytes(b"x")
    once("open", error)
    assert atomic.read(tmp_path / "a") == b"x"
    once("fstat", errno.ENOENT)
    assert atomic.read(tmp_path / "a") == b"x"


def test_a_file_that_cannot_be_found_once_is_removed_all_the_same(
    tmp_path: Path, once: Callable[[str, int], None]
) -> None:
    (tmp_path / "a").touch()
    once("unlink", errno.ENOENT)
    atomic.remove(tmp_path / "a")
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize("error", [errno.ENOENT, errno.ELOOP])
def test_a_folder_that_cannot_be_found_once_is_one_all_the_same(
    tmp_path: Path, once: Callable[[str, int], None], error: int
) -> None:
    (tmp_path / "loop").symlink_to("loop")
    once("stat", error)
    assert atomic.is_folder(tmp_path)
    assert not atomic.is_folder(tmp_path / "missing")
    assert not atomic.is_folder(tmp_path / "loop")
    once("listdir", errno.ENOENT)
    assert atomic.names(tmp_path) == ["loop"]


@pytest.mark.parametrize("error", [errno.ENOENT, errno.ELOOP])
def test_the_link_to_a_generation_that_cannot_be_read_once_is_no_folder(
    tmp_path: Path, once: Callable[[str, int], None], error: int
) -> None:
    generation = tmp_path / ".output-generations" / "000000001"
    generation.mkdir(parents=True)
    (tmp_path / "output").symlink_to(".output-generations/000000001")
    once("stat", error)
    assert generations.current_generation(tmp_path / "output") == generation
    once("readlink", error)
    with pytest.raises(StorageError, match="cannot read"):
        generations.current_generation(tmp_path / "output")


def test_a_file_is_replaced_whatever_a_killed_run_has_left(tmp_path: Path) -> None:
    file = tmp_path / "file"
    atomic.stage(file, b"half")
    atomic.replace(file, b"whole")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("file", b"whole")]


def test_what_cannot_be_replaced_stays_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    (tmp_path / "file/below").mkdir(parents=True)
    with pytest.raises(StorageError, match="cannot write"):
        atomic.replace(tmp_path / "file", b"new")
    assert [one.name for one in tmp_path.iterdir()] == ["file"]

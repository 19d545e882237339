"""Files on disk: written whole or not at all, touched only when their bytes change."""

import errno
import fcntl
import os
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from feedtool.problems import LockedError, StorageError

FILE_MODE = 0o644
FOLDER_MODE = 0o755
_STAGED = ".feedtool-staged"
_POLL = 0.1

# The files that a build may write; of these, those that carry our mark and that no build would write
# any more are removed. Nothing else in the output folder is ever touched.
_OURS = re.compile(r"(?:all|topics/[a-z0-9][a-z0-9-]*)\.(?:rss|atom|json|html)")
_MARK = re.compile(
    rb'<generator[^>]*>feedtool</generator>|"_feedtool"|name="generator" content="feedtool"'
)
_MARK_WITHIN = 65_536


@dataclass(frozen=True, slots=True)
class Published:
    """What a publication did, or would do: the paths below the output folder, sorted."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]


@contextmanager
def locked(output: Path, timeout: float) -> Iterator[None]:
    """Hold the output folder for one build; it is made if need be.

    The kernel drops the lock with its holder, so none is ever stale. Raises LockedError where another
    build still holds it after ``timeout`` seconds, StorageError where the folder cannot be made.
    """
    with _storage(output):
        _make_folder(output)
        descriptor = os.open(output, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        _wait_for(descriptor, output, timeout)
        yield
    finally:
        os.close(descriptor)


def _wait_for(descriptor: int, output: Path, timeout: float) -> None:
    deadline = time.monotonic() + timeout
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in (errno.EWOULDBLOCK, errno.EACCES, errno.EINTR):
                raise StorageError(f"cannot lock {output}: {error.strerror}") from None
            if time.monotonic() >= deadline:
                raise LockedError(f"another build holds {output}; try again later") from None
            time.sleep(_POLL)
        else:
            return


def read(output: Path, path: str) -> bytes | None:
    """The bytes of a published file, or None where there is none."""
    try:
        return (output / path).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StorageError(f"cannot read {output / path}: {error.strerror}") from None


def publish(output: Path, files: Mapping[str, bytes], *, dry_run: bool = False) -> Published:
    """Make the output folder hold these files (path below it: bytes), and none of ours besides.

    All new bytes are staged beside their targets and flushed before the first is renamed; the order
    of ``files`` is the order of the renames. Raises StorageError; then no temporary file is left, and
    every file is whole, the old or the new one.
    """
    changed = {path: new for path, new in files.items() if read(output, path) != new}
    stale = tuple(sorted(_stale(output, files)))
    done = Published(tuple(sorted(changed)), tuple(sorted(files.keys() - changed.keys())), stale)
    if dry_run:
        return done
    try:
        _sweep(output)
        for path, content in changed.items():
            _stage(output / path, content)
        for path in changed:
            with _storage(output / path):
                os.replace(_staged(output / path), output / path)  # noqa: PTH105
        for path in stale:
            with _storage(output / path):
                (output / path).unlink(missing_ok=True)
        for folder in sorted({(output / path).parent for path in (*changed, *stale)}):
            _flush_folder(folder)
    finally:
        with suppress(StorageError):
            _sweep(output)
    return done


@contextmanager
def _storage(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageError(f"cannot write {path}: {error.strerror}") from None


def _make_folder(folder: Path) -> None:
    """Make a folder and those above it, open to the web server even under umask 077."""
    if folder.is_dir():
        return
    if folder.parent != folder:
        _make_folder(folder.parent)
    try:
        folder.mkdir()
    except FileExistsError:
        if not folder.is_dir():
            raise
    else:
        folder.chmod(FOLDER_MODE)


def _staged(target: Path) -> Path:
    return target.with_name(f".{target.name}{_STAGED}")


def _stage(target: Path, content: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    with _storage(target):
        _make_folder(target.parent)
        descriptor = os.open(_staged(target), flags, FILE_MODE)
        try:
            left = memoryview(content)
            while left:
                left = left[os.write(descriptor, left) :]
            os.fchmod(descriptor, FILE_MODE)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _flush_folder(folder: Path) -> None:
    with _storage(folder):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _sweep(output: Path) -> None:
    """Remove what an earlier run staged and, killed, could not publish."""
    for folder in (output, output / "topics"):
        for name in _names(folder):
            if name.startswith(".") and name.endswith(_STAGED):
                with _storage(folder / name):
                    (folder / name).unlink(missing_ok=True)


def _stale(output: Path, files: Mapping[str, bytes]) -> Iterator[str]:
    found = [*_names(output), *(f"topics/{name}" for name in _names(output / "topics"))]
    for path in found:
        if path not in files and _OURS.fullmatch(path) and _is_marked(output / path):
            yield path


def _names(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208 - names are all that is asked for
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise StorageError(f"cannot list {folder}: {error.strerror}") from None


def _is_marked(file: Path) -> bool:
    try:
        with file.open("rb") as stream:
            return _MARK.search(stream.read(_MARK_WITHIN)) is not None
    except OSError:
        return False

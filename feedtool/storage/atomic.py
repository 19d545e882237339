"""Single files and folders on disk: locked, staged, flushed, put in place, swept up."""

import errno
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from feedtool.diagnostics.errors import LockedError, StorageError
from feedtool.storage import reading, signature
from feedtool.storage.signature import Signature

FILE_MODE = 0o644
FOLDER_MODE = 0o755
STAGED = ".feedtool-staged"
# No feed or page is larger.
LARGEST = 256 << 20
_POLL = 0.1

# The descriptors of the folders that this process holds. A lock belongs to an open descriptor, which a
# forked process would hold as well, and for longer: it lets go of them before it does anything else.
_HELD = set[int]()


def _let_go() -> None:
    for descriptor in _HELD:
        os.close(descriptor)
    _HELD.clear()


os.register_at_fork(after_in_child=_let_go)


@contextmanager
def guarded(path: Path, what: str = "write") -> Iterator[None]:
    """A stretch of code whose OSErrors become a StorageError that names the path and the cause."""
    try:
        yield
    except OSError as error:
        raise StorageError(f"cannot {what} {path}: {error.strerror}") from None


@contextmanager
def locked(folder: Path, timeout: float) -> Iterator[None]:
    """Hold a folder, which is made if need be, for as long as the block runs.

    The kernel drops the lock with its holder, so none is ever stale. Raises LockedError where another
    process still holds it after ``timeout`` seconds, StorageError where the folder cannot be made.
    """
    with guarded(folder):
        make_folder(folder)
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    _HELD.add(descriptor)
    try:
        _wait_for(descriptor, folder, timeout)
        yield
    finally:
        if descriptor in _HELD:
            _HELD.remove(descriptor)
            os.close(descriptor)


def _wait_for(descriptor: int, folder: Path, timeout: float) -> None:
    deadline = time.monotonic() + timeout
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in (errno.EWOULDBLOCK, errno.EACCES, errno.EINTR):
                raise StorageError(f"cannot lock {folder}: {error.strerror}") from None
            if time.monotonic() >= deadline:
                raise LockedError(f"another build holds {folder}: try again later") from None
            time.sleep(_POLL)
        else:
            return


def read(file: Path) -> bytes | None:
    """The bytes of a file, or None where there is no ordinary file, or none that could be ours.

    Raises StorageError.
    """
    with guarded(file, "read"):
        try:
            return reading.read(file, LARGEST)
        except reading.TooLargeError:
            return None
        except (FileNotFoundError, NotADirectoryError, reading.NotOrdinaryError):
            return reading.read(file, LARGEST) if file.is_file() else None


def is_folder(path: Path) -> bool:
    """Whether a folder, or a link to one, stands at a path. Raises StorageError."""
    if path.is_dir():
        return True
    # Ask again in another way: what is not there is made, replaced, or passed over.
    with guarded(path, "read"):
        try:
            os.close(os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC))
        except OSError as error:
            if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ELOOP):
                return False
            raise
    return True


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, open to a web server even under umask 077."""
    if folder.is_dir():
        return
    if folder.parent != folder:
        make_folder(folder.parent)
    try:
        folder.mkdir()
    except FileExistsError:
        if not folder.is_dir():
            what = "no folder" if folder.exists() else "a link that leads nowhere"
            raise NotADirectoryError(errno.ENOTDIR, f"{folder} is {what}") from None
    else:
        folder.chmod(FOLDER_MODE)


def staged(target: Path) -> Path:
    """Where the new bytes of a file wait: beside it, under a hidden name."""
    return target.with_name(f".{target.name}{STAGED}")


def stage(target: Path, content: bytes) -> None:
    """Write the new bytes of a file beside it, and flush them to the disk."""
    with guarded(target):
        make_folder(target.parent)
        _write(staged(target), content)
        _age(target, staged(target))


def put_in_place(target: Path) -> Signature | None:
    """Make the staged bytes of a file the file; gives the signature that they had until then."""
    new = staged(target)
    with guarded(target):
        found = signature.of_file(new)
        os.replace(new, target)  # noqa: PTH105 - the system call, by its name
    return found


def replace(target: Path, content: bytes) -> None:
    """Write a file, whole or not at all, whatever a run that was killed has left beside it.

    Raises StorageError; then the file is as it was.
    """
    remove(staged(target))
    try:
        stage(target, content)
        put_in_place(target)
    except BaseException:
        remove(staged(target))
        raise


def write_new(file: Path, content: bytes, instead_of: Path) -> Signature | None:
    """Write a file that does not exist yet, younger than the one it stands instead of, and flush it.

    Gives its signature.
    """
    with guarded(file):
        make_folder(file.parent)
        _write(file, content)
        _age(instead_of, file)
    return signature.of_file(file)


def create(file: Path, content: bytes) -> bool:
    """Write a file of a user's that is not there yet, and its folder; the umask says who may read them.

    False, and nothing is changed, where anything stands there. Raises StorageError; then there is no file.
    """
    with guarded(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            new = file.open("xb")
        except FileExistsError:
            return False
        try:
            with new:
                new.write(content)
                new.flush()
                os.fsync(new.fileno())
        except BaseException:
            file.unlink(missing_ok=True)
            raise
    return True


def _write(file: Path, content: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    descriptor = os.open(file, flags, FILE_MODE)
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(descriptor, left) :]
        os.fchmod(descriptor, FILE_MODE)
        flush(descriptor)
    finally:
        os.close(descriptor)


def _age(old: Path, new: Path) -> None:
    """Make a new file younger than the one it will replace, by a second at least.

    Servers make an ETag of size and whole seconds, and answer 304 to whoever has seen a later time:
    a change within a second, or after the clock was set back, would stay unseen.
    """
    try:
        before = old.stat().st_mtime_ns
    except FileNotFoundError:
        return
    second = 1_000_000_000
    if new.stat().st_mtime_ns // second <= before // second:
        moment = (before // second + 1) * second
        os.utime(new, ns=(moment, moment))


def remove(file: Path) -> None:
    """Remove a file, if it is there."""
    with guarded(file, "remove"):
        try:
            file.unlink()
        except FileNotFoundError:
            if os.path.lexists(file):
                file.unlink()


def flush(descriptor: int) -> None:
    """Flush an open file to the disk itself."""
    if hasattr(fcntl, "F_FULLFSYNC"):  # what macOS calls fsync stops at the memory of the disk
        with suppress(OSError):  # some file systems know only fsync
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def flush_folder(folder: Path) -> None:
    """Flush the names in a folder to the disk."""
    with guarded(folder):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            flush(descriptor)
        finally:
            os.close(descriptor)


def names(folder: Path) -> list[str]:
    """The names in a folder, sorted; none where there is no such folder."""
    with guarded(folder, "list"):
        try:
            return sorted(os.listdir(folder))  # noqa: PTH208 - names are all that is asked for
        except (FileNotFoundError, NotADirectoryError):
            return sorted(os.listdir(folder)) if is_folder(folder) else []  # noqa: PTH208


def sweep(folder: Path) -> None:
    """Remove what an earlier run staged in a folder and, killed, could not put in place."""
    for name in names(folder):
        if name.startswith(".") and name.endswith(STAGED):
            remove(folder / name)

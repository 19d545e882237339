"""The layout for servers where no two feeds may ever be of different ages.

``output`` is a symbolic link to one of the folders beside it in ``.output-generations``; a new
generation is written whole, and then the link is replaced, which is one system call.
"""

import errno
import os
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from feedtool.diagnostics.errors import StorageError, UsageError
from feedtool.storage import atomic
from feedtool.storage.signature import Signature, Signatures

_UNFINISHED = ".unfinished"


def generations_folder(output: Path) -> Path:
    """The folder that holds the generations of an output folder."""
    return output.parent / f".{output.name}-generations"


def publish(
    output: Path,
    changed: Mapping[str, bytes],
    unchanged: AbstractSet[str],
    stale: AbstractSet[str],
    keep: int,
) -> Signatures:
    """Make ``output`` a generation like the last one, but for changed and without stale files.

    What is neither is the same file as before (a hard link), with its time; that goes for whatever
    else stands there too, but what is ``unchanged`` must stand there. Gives the signatures of the changed
    files. Raises UsageError where ``output`` is a folder that holds something, StorageError; then the last
    generation stands.
    """
    folder = generations_folder(output)
    current = current_generation(output)
    _sweep(folder, current)
    if not changed and not stale and current is not None:
        return {}
    number = int(current.name) + 1 if current else 1
    unfinished, finished = folder / f"{number:09d}{_UNFINISHED}", folder / f"{number:09d}"
    try:
        written = _fill(unfinished, current, changed, unchanged, stale)
        with atomic.guarded(finished):
            unfinished.rename(finished)
            atomic.flush_folder(folder)
            _point(output, finished)
        atomic.flush_folder(output.parent)
    finally:
        with suppress(StorageError, UsageError):  # what went wrong before is the cause, and says so
            _sweep(folder, current_generation(output))
    _prune(folder, current_generation(output), keep)
    return written


def current_generation(output: Path) -> Path | None:
    """The generation that the link leads to; None where there is no link yet.

    Raises UsageError where something else stands there, StorageError.
    """
    with atomic.guarded(output, "read"):
        try:
            target = output.parent / output.readlink()
        except OSError as error:
            is_no_link = error.errno == errno.EINVAL
            if not is_no_link and os.path.lexists(output):
                raise
            if is_no_link and not (output.is_dir() and not any(output.iterdir())):
                raise UsageError(
                    f'{output} is a folder: move it away, or set feeds.layout = "files"'
                ) from None
            return None
    if target.parent != generations_folder(output) or not target.name.isdigit():
        raise UsageError(f"{output} is a link that leads elsewhere: move it away")
    return target if atomic.is_folder(target) else None


def _fill(
    new: Path,
    current: Path | None,
    changed: Mapping[str, bytes],
    unchanged: AbstractSet[str],
    stale: AbstractSet[str],
) -> Signatures:
    from feedtool.publish import writers  # late: where nothing has changed, nothing is written

    before = current or new
    with atomic.guarded(new):
        atomic.make_folder(new)
        # Where a folder is listed in part, as C libraries let a vanishing one be, no feed may get lost.
        for path in {*_files(current), *unchanged} if current else ():
            if path not in changed and path not in stale:
                atomic.make_folder((new / path).parent)
                os.link(before / path, new / path, follow_symlinks=False)
    written = dict[str, Signature | None]()

    def write(file: tuple[str, bytes]) -> None:
        path, content = file
        written[path] = atomic.write_new(new / path, content, instead_of=before / path)

    writers.each_at_once(write, changed.items(), len(changed))
    with atomic.guarded(new):
        for folder, _, _ in os.walk(new, onerror=_raise):
            atomic.flush_folder(Path(folder))
    return written


def _files(root: Path) -> Iterator[str]:
    for folder, _, names in os.walk(root, onerror=_raise):
        for name in names:
            yield (Path(folder) / name).relative_to(root).as_posix()


def _raise(error: OSError) -> NoReturn:
    """What os.walk cannot list is an error: left to itself, it would leave the folder out."""
    raise error


def _point(output: Path, generation: Path) -> None:
    """Make the output a link to a generation, in one step."""
    link = output.with_name(f".{output.name}{atomic.STAGED}")
    link.unlink(missing_ok=True)
    link.symlink_to(generation.relative_to(output.parent))
    if output.is_dir() and not output.is_symlink():
        output.rmdir()
    link.replace(output)


def _sweep(folder: Path, current: Path | None) -> None:
    """Remove what a run that was killed has left: what is unfinished, or was never linked to."""
    for name in atomic.names(folder):
        never_linked = current is None or name > current.name
        if name.endswith(_UNFINISHED) or (name.isdigit() and never_linked):
            _remove(folder / name)


def _prune(folder: Path, current: Path | None, keep: int) -> None:
    old = [name for name in atomic.names(folder) if name.isdigit() and folder / name != current]
    for name in old[: max(len(old) - keep + 1, 0)]:
        _remove(folder / name)


def _remove(folder: Path) -> None:
    import shutil  # late: it brings every archive format along

    with atomic.guarded(folder, "remove"):
        shutil.rmtree(folder)

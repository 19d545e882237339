"""The use case of ``feedtool init``: the files that a new site begins with."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from feedtool.config.settings import FILE_NAME
from feedtool.diagnostics.errors import StorageError, UsageError
from feedtool.imports.tuples import NamedTuple
from feedtool.start import site_config, sites
from feedtool.start.sites import FoundSite
from feedtool.storage import atomic
from feedtool.text import dates

_STARTER = Path(__file__).parent / "starter"
# As the configuration of the starter has it.
_RECORDS = "seeds"
_HOOKS, _IGNORED = ".pre-commit-config.yaml", ".gitignore"
_CACHE = b".feedtool-cache"


class InitResult(NamedTuple):
    """What a new site was given, as paths below its folder: files written, and files that were there.

    ``repository`` is the folder of the git repository whose root lies above, where hooks would not be
    looked for; None where there is no such repository. ``site`` is the site of another generator that was
    found in the folder; ``passed_over`` says in words what looks like one and was not read, and what to do.
    With ``ignores_nothing`` the .gitignore that was there does not name what builds write.
    """

    written: tuple[str, ...]
    kept: tuple[str, ...]
    repository: Path | None
    site: FoundSite | None = None
    passed_over: tuple[str, str] | None = None
    ignores_nothing: bool = False


def init(folder: Path, moment: datetime) -> InitResult:
    """Write what a site begins with into a folder, which is made if need be; nothing is overwritten.

    Where the folder holds the site of another generator, the configuration is for that.

    The first record is written with the configuration, and only where there are no records yet. Raises
    UsageError where there can be no such folder, StorageError; then nothing that was written is left.
    """
    with atomic.guarded(folder):
        is_ours = _is_ours(folder)
        site = None if is_ours else sites.look(folder)
        passed_over = None if is_ours or site else sites.passed_over(folder)
        records = folder / _RECORDS if site is None else folder
        for needed in (folder, records):
            _require_folder(needed)
        repository = _repository_above(folder)
        files = dict(_files(folder, moment) if site is None else _files_for(site))
        made = [one for one in (records, folder, *folder.parents) if not one.exists()]
    if repository is not None:
        files.pop(_HOOKS, None)
    written: list[str] = []
    kept: list[str] = []
    try:
        for name, content in files.items():
            (written if atomic.create(folder / name, content) else kept).append(name)
    except BaseException:
        _undo([folder / name for name in written], made)
        raise
    ignores_nothing = _IGNORED in kept and not _names_cache(folder / _IGNORED)
    return InitResult(
        tuple(written), tuple(kept), repository, site, passed_over, ignores_nothing=ignores_nothing
    )


def _names_cache(file: Path) -> bool:
    """Whether a file of git's names the cache, or cannot be read."""
    try:
        return _CACHE in (atomic.read(file) or b"")
    except StorageError:
        return True


def _is_ours(folder: Path) -> bool:
    """Whether there is a configuration, or nothing at all that could be a site."""
    return os.path.lexists(folder / FILE_NAME) or not folder.is_dir()


def _undo(files: Iterable[Path], folders: Iterable[Path]) -> None:
    """Remove the files, and the folders where nothing else is in them."""
    for file in files:
        with suppress(OSError):
            file.unlink()
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()


def _files(folder: Path, moment: datetime) -> Iterator[tuple[str, bytes]]:
    """The files that a site begins with, each by its path below the folder."""
    yield FILE_NAME, (_STARTER / FILE_NAME).read_bytes()
    if not os.path.lexists(folder / FILE_NAME) and not _has_records(folder / _RECORDS):
        record = (_STARTER / "record.md").read_text("utf-8")
        written = record.replace("{moment}", dates.rfc3339(moment.replace(microsecond=0)))
        yield f"{_RECORDS}/{moment.date()}-a-first-story.md", written.encode()
    yield _IGNORED, (_STARTER / "gitignore").read_bytes()
    yield _HOOKS, (_STARTER / "pre-commit-config.yaml").read_bytes()


def _files_for(site: FoundSite) -> Iterator[tuple[str, bytes]]:
    """The files for a site that is there: its posts are its own."""
    yield FILE_NAME, site_config.text(site).encode()
    yield _IGNORED, (_STARTER / "gitignore").read_bytes()
    yield _HOOKS, (_STARTER / "pre-commit-config.yaml").read_bytes()


def _require_folder(folder: Path) -> None:
    """Raise UsageError where something else stands in the place of a folder, or of one above it."""
    for one in (folder, *folder.parents):
        if os.path.lexists(one):
            if not one.is_dir():
                raise UsageError(f"{one} is no folder: move it away, or choose another place")
            return


def _has_records(folder: Path) -> bool:
    return any(not name.startswith(".") for name in atomic.names(folder))


def _repository_above(folder: Path) -> Path | None:
    """The root of the git repository that a folder lies in, where that is another folder."""
    resolved = Path(os.path.realpath(folder))
    for one in (resolved, *resolved.parents):
        if os.path.lexists(one / ".git"):
            return None if one == resolved else one
    return None

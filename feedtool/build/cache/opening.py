"""How the cache between builds is opened, and deleted.

It stands beside the configuration and is safe to delete at any time. Where it cannot be used, a
database in memory takes its place, so that a build runs the same way with and without.
"""

import os
from contextlib import suppress
from enum import Enum
from pathlib import Path

from feedtool.build.cache.store import PASSED, Cache, moment
from feedtool.storage import atomic, database
from feedtool.storage.database import Unusable

FOLDER = ".feedtool-cache"
FILE = "builds.sqlite"
# https://bford.info/cachedir/
_TAG = b"Signature: 8a477f597d28d172789f06886806bc55\n# This folder may be deleted at any time.\n"


class Mode(Enum):
    """How a build uses the cache: read and write it, only read it, or ignore it."""

    KEPT = "kept"
    READ = "read"
    IGNORED = "ignored"


def open_cache(base: Path, key: str, mode: Mode) -> Cache:
    """The cache beside a configuration; it holds nothing of a build with another key.

    Raises Unusable, as all methods of the cache do.
    """
    file = base / FOLDER / FILE
    if mode is Mode.IGNORED:
        with suppress(Unusable), database.guarded(file):
            return Cache(database.copy_of(file), file, None)
        return in_memory(base)
    with database.guarded(file):
        if mode is Mode.READ:
            return Cache(database.copy_of(file), file, key)
        prepare(base / FOLDER)
        return Cache(database.at(file), file, key, moment(base / FOLDER))


def passed(base: Path) -> str | None:
    """The digest of the configuration as it passed its schema at the last build; None where nobody knows."""
    return database.glance(base / FOLDER / FILE, "meta", PASSED)


def in_memory(base: Path) -> Cache:
    """An empty cache that lasts for one build."""
    return Cache(database.in_memory(), base / FOLDER / FILE, None)


def delete(base: Path) -> None:
    """Delete the cache beside a configuration. Raises Unusable."""
    database.delete(base / FOLDER / FILE)


def prepare(folder: Path) -> None:
    """Make the folder, marked so that neither git nor a backup takes it; raises OSError, StorageError."""
    rights = os.R_OK | os.W_OK | os.X_OK
    if folder.is_dir() and not os.access(folder, rights, effective_ids=True):
        folder.chmod(atomic.FOLDER_MODE)
    if (folder / "CACHEDIR.TAG").exists():
        return
    for name, content in ((".gitignore", b"*\n"), ("CACHEDIR.TAG", _TAG)):
        atomic.sweep(folder)
        atomic.stage(folder / name, content)
        atomic.put_in_place(folder / name)

"""The file of the ledger, and its bytes, as every build looks at them."""

import os
from pathlib import Path

from feedtool.diagnostics.errors import StorageError
from feedtool.imports.tuples import NamedTuple
from feedtool.model.config import Config
from feedtool.storage import atomic
from feedtool.text.hashes import content_digest

FILE_NAME = "feedtool.lock"
# What makes git put the lines of two branches together.
ATTRIBUTES, MERGE_RULE = ".gitattributes", f"{FILE_NAME} merge=union"


class LedgerFile(NamedTuple):
    """The file of a ledger, and its bytes: None where there is none."""

    path: Path
    content: bytes | None
    is_required: bool = False

    @property
    def digest(self) -> str | None:
        """A digest of the bytes; None where there are none."""
        return None if self.content is None else content_digest(self.content)

    @property
    def shown(self) -> str:
        """What reports call the file."""
        return Path(os.path.relpath(self.path)).as_posix()


def of(config: Config) -> LedgerFile:
    """The file of the ledger of a configuration. Raises StorageError where it cannot be read."""
    path = config.base / FILE_NAME
    content = atomic.read(path)
    if content is None and path.exists():
        raise StorageError(f"cannot read {path}: it is no ordinary file, or too large")
    is_required = config.feeds.ledger or (content is None and _had_one(config.base))
    return LedgerFile(path, content, is_required)


def _had_one(base: Path) -> bool:
    """Whether there was a ledger: git's attributes have named it since it was begun."""
    return MERGE_RULE.encode() in (atomic.read(base / ATTRIBUTES) or b"")


def write(file: LedgerFile, text: str) -> LedgerFile:
    """Write a ledger, whole or not at all, where it differs from the file. Raises StorageError.

    A link stays, and what it leads to is written.
    """
    content = text.encode()
    if content != file.content:
        target = Path(os.path.realpath(file.path))  # no error where links lead in a circle
        atomic.replace(target, content)
        atomic.flush_folder(target.parent)
    return file._replace(content=content)

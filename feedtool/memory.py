"""What the last build found, kept beside the configuration: a hint, safe to delete at any time."""

import json
from contextlib import suppress
from pathlib import Path

from feedtool import storage
from feedtool.problems import StorageError

FOLDER = ".feedtool-cache"
_FILE = "builds.json"
# https://bford.info/cachedir/
_TAG = b"Signature: 8a477f597d28d172789f06886806bc55\n# This folder may be deleted at any time.\n"


def last_valid(base: Path, output: Path) -> int | None:
    """How many records were valid when an output folder was last built; None where nobody knows."""
    count = _read(base).get(str(output))
    return count if isinstance(count, int) else None


def remember(base: Path, output: Path, valid: int) -> None:
    """Keep how many records were valid; where that cannot be written the next build does not know."""
    counts = _read(base)
    if counts.get(str(output)) == valid:
        return
    folder = base / FOLDER
    content = json.dumps({**counts, str(output): valid}, indent=2, sort_keys=True) + "\n"
    with suppress(StorageError):
        prepare(folder)
        storage.sweep(folder)
        storage.stage(folder / _FILE, content.encode())
        storage.put_in_place(folder / _FILE)


def prepare(folder: Path) -> None:
    """Make the folder, marked so that neither git nor a backup takes it; raises StorageError."""
    if (folder / "CACHEDIR.TAG").exists():
        return
    for name, content in ((".gitignore", b"*\n"), ("CACHEDIR.TAG", _TAG)):
        storage.sweep(folder)
        storage.stage(folder / name, content)
        storage.put_in_place(folder / name)


def _read(base: Path) -> dict[str, object]:
    try:
        counts = json.loads(storage.read(base / FOLDER / _FILE) or b"{}")
    except (ValueError, StorageError):
        return {}
    return counts if isinstance(counts, dict) else {}

"""A checkout as a stranger has it."""

import shutil
import subprocess
from pathlib import Path

from tests.integration import support


def checkout(folder: Path) -> Path:
    """The files that git knows, and those that it would, in a folder that had nothing."""
    told = subprocess.check_output(
        [support.needs("git"), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=support.ROOT,
    )
    for name in told.decode().split("\0"):
        if name and (support.ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(support.ROOT / name, folder / name)
    return folder

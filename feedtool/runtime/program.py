"""Which program this is: a digest of feedtool and of the packages that are installed."""

import os
import sys
from collections.abc import Iterator

from feedtool.runtime import libraries
from feedtool.text.digests import digest

_HERE = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120 - every build waits for this
_TEMPLATES = os.path.join("render", "templates")  # noqa: PTH118


def program() -> str:
    """A digest of feedtool and of the packages that are installed, without importing them."""
    return digest(sorted(parts(_HERE)), libraries.installed(sys.path))


def parts(folder: str) -> Iterator[tuple[str, int, int]]:
    """The modules, tables and templates in a folder and those below it: names, sizes and times."""
    are_templates = folder.endswith(_TEMPLATES)
    with os.scandir(folder) as found:
        for one in found:
            if one.is_dir(follow_symlinks=False):
                yield from parts(one.path)
            elif are_templates or one.name.endswith((".py", ".tsv")):
                try:
                    status = one.stat()
                except OSError:  # an editor's file, gone meanwhile
                    continue
                yield one.name, status.st_size, status.st_mtime_ns

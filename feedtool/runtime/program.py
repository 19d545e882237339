"""Which program this is: a digest of feedtool and of the packages that are installed."""

import os
import sys

from feedtool.diagnostics import schemas
from feedtool.runtime import libraries
from feedtool.text.hashes import digest

_HERE = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120 - every build waits for this
_TEMPLATES = os.path.join("render", "templates")  # noqa: PTH118


def program() -> str:
    """A digest of feedtool and of the packages that are installed, without importing them."""
    shipped = {*parts(_HERE), *parts(str(schemas.folder()))}  # of a checkout they stand beside it
    return digest(sorted(shipped), libraries.installed(sys.path))


def parts(folder: str) -> list[tuple[str, int, int]]:
    """The modules, tables, schemas and templates in a folder and those below it: names, sizes and times."""
    found, left = list[tuple[str, int, int]](), [folder]
    for inner in left:  # which grows meanwhile
        are_templates = inner.endswith(_TEMPLATES)
        with os.scandir(inner) as entries:
            for one in entries:
                name = one.name
                if not name.endswith((".py", ".tsv", ".schema.json")):
                    if one.is_dir(follow_symlinks=False):
                        left += [one.path] if name != "__pycache__" else []
                        continue
                    if not are_templates:
                        continue
                try:
                    status = one.stat()
                except OSError:  # an editor's file, gone meanwhile
                    continue
                found.append((name, status.st_size, status.st_mtime_ns))
    return found

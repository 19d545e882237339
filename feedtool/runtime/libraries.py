"""The packages that feedtool runs on, as they are installed; no list of them is kept by hand."""

import os
import re
import sys
from collections.abc import Sequence

# What reads the command line has no influence on how a record is read.
_WITHOUT_PART = frozenset({"click"})


def installed(path: Sequence[str]) -> list[str]:
    """What tells the versions of all packages in some folders (``sys.path``), needed or not, sorted.

    The names of their metadata folders: to list them takes less than a millisecond. To read what is in
    them, as ``required`` does, takes forty, and a build in which nothing has changed would wait for it.
    """
    found: set[str] = set()
    for folder in path:
        try:
            names = os.listdir(folder or ".")  # noqa: PTH208 - names are all that is asked for
        except OSError:  # an archive, or a folder that is not there
            continue
        found.update(name for name in names if name.endswith((".dist-info", ".egg-info")))
    return [f"{sys.hexversion:x}", *sorted(found)]


def required() -> dict[str, str]:
    """The version of each package that has influence on how a record is read, by its name, sorted.

    They are what feedtool's metadata require, and what these require in turn, but for extras. Empty where
    feedtool is run without having been installed.
    """
    from importlib.metadata import PackageNotFoundError, distribution  # late: see ``installed``

    versions: dict[str, str] = {}
    waiting = ["feedtool"]
    while waiting:
        name = waiting.pop()
        if name in versions or name in _WITHOUT_PART:
            continue
        try:
            found = distribution(name)
        except PackageNotFoundError:  # required on another Python or system
            continue
        versions[name] = found.version
        waiting += _names(found.requires or ())
    versions.pop("feedtool", None)
    return dict(sorted(versions.items()))


def _names(requirements: Sequence[str]) -> list[str]:
    """The names in some requirements (PEP 508), normalised (PEP 503), but for those of extras."""
    names = []
    for requirement in requirements:
        name = re.match(r"\s*([A-Za-z0-9._-]+)", requirement)
        if name and not re.search(r"\bextra\s*==", requirement.partition(";")[2]):
            names.append(re.sub(r"[-_.]+", "-", name[1]).lower())
    return names

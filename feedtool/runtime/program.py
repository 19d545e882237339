"""Which program this is: a digest of feedtool and of the packages that are installed."""

import sys
from pathlib import Path

from feedtool.runtime import libraries
from feedtool.storage import signature
from feedtool.storage.signature import Signature
from feedtool.text.digests import digest


def program() -> str:
    """A digest of feedtool and of the packages that are installed, without importing them."""
    here = Path(__file__).parents[1]
    parts = [*sorted(here.rglob("*.py")), *sorted(here.glob("feeds/render/templates/*"))]
    return digest([_of(file) for file in parts], libraries.installed(sys.path))


def _of(file: Path) -> tuple[str, int | None, int]:
    found = signature.of_file(file) or Signature(None)
    return file.name, found.size, found.modified

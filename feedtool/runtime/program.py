"""Which program this is: a digest of feedtool and of the packages that are installed."""

import sys
from pathlib import Path

from feedtool.runtime import libraries
from feedtool.storage import atomic
from feedtool.text.digests import digest


def program() -> str:
    """A digest of feedtool and of the packages that are installed, without importing them."""
    here = Path(__file__).parents[1]
    parts = [*sorted(here.rglob("*.py")), *sorted(here.glob("feeds/render/templates/*"))]
    own = [(file.name, *atomic.signature(file).split(" ")[:2]) for file in parts]
    return digest(own, libraries.installed(sys.path))

"""The cases, found by folder: ``cases/<code>/fail-*`` and ``pass-*``."""

import gzip
from datetime import UTC, datetime
from pathlib import Path

from feedtool.check import CheckOptions
from feedtool.check.checker import findings

FOLDER = Path(__file__).parent / "cases"
OPTIONS = CheckOptions(now=datetime(2026, 11, 21, tzinfo=UTC), base="https://example.org/feed")


def content(path: Path) -> bytes:
    """The bytes of a case; large ones are kept packed."""
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


def codes(data: bytes) -> set[str]:
    """The codes of all that is found in a document, whatever the profile."""
    return {one.code for one in findings(data, OPTIONS)[1]}

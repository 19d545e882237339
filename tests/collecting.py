"""What tests cost before the first of them runs: modules compiled, and imported for none of those asked for.

Two thirds of what it takes to collect all tests anew is that pytest rewrites their assertions, in each process.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import pytest

# Marks that stand in few files, and choose the tests of a run.
CHOOSING = ("slow", "network")


def wanted(expression: str) -> list[str]:
    """The marks that each test of a run must have, by its ``-m``; of a more complicated one, none."""
    parts = expression.split(" and ")
    known = all(re.fullmatch(r"(?:not )?\w+", part) for part in parts)
    return [part for part in parts if known and part in CHOOSING]


def may_have(file: Path, marks: Iterable[str]) -> bool:
    """Whether a test of a file may have all of these marks: one is spelled where it is set."""
    text = file.read_text("utf-8") if file.name.startswith("test_") else ""
    return all(_spelled(mark) in text for mark in marks)


def check_spelled(items: Iterable[pytest.Item]) -> None:
    """Hold that a mark which chooses tests is spelled in their file, wherever all of them are collected."""
    marked = {(item.path, mark) for item in items for mark in CHOOSING if mark in item.keywords}
    for file, mark in sorted(marked):
        if not may_have(file, [mark]):
            raise pytest.UsageError(f"{file} has tests marked {mark}, and no {_spelled(mark)}")


def _spelled(mark: str) -> str:
    return f"mark.{mark}"


def import_backwards(root: Path, files: Iterable[Path]) -> None:
    """Import the modules of tests, the last first.

    Where the tests were never compiled, one process begins with the first and another with the last: each
    compiles half of them, and finds the other half compiled when it comes there. What cannot be
    imported is left to pytest to tell of.
    """
    for file in sorted(files, reverse=True):
        name = ".".join(file.relative_to(root).with_suffix("").parts)
        with suppress(Exception, pytest.skip.Exception):
            import_module(name)

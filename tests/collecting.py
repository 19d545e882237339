"""Which files have tests of a mark, or others: each process of a run would import all of them to find few."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

# Marks that stand in few files, and choose the tests of a run.
CHOOSING = ("slow", "network")


def wanted(expression: str) -> list[str]:
    """The marks that each test of a run must have, by its ``-m``; of a more complicated one, none."""
    return [part for part in _parts(expression) if part in CHOOSING]


def unwanted(expression: str) -> list[str]:
    """The marks that no test of a run may have, by its ``-m``; of a more complicated one, none."""
    parts = _parts(expression)
    return [part.removeprefix("not ") for part in parts if part in {f"not {m}" for m in CHOOSING}]


def _parts(expression: str) -> list[str]:
    parts = expression.split(" and ")
    known = all(re.fullmatch(r"(?:not )?\w+", part) for part in parts)
    return parts if known else []


def has_others(file: Path, marks: Iterable[str]) -> bool:
    """Whether a test of a file may have none of these marks: ``pytestmark``, on a line, sets one for all."""
    text = file.read_text("utf-8") if file.name.startswith("test_") else ""
    own = "".join(re.findall(r"(?m)^pytestmark = .*$", text))
    return not any(_spelled(mark) in own for mark in marks)


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

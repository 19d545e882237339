"""A ledger that git has merged, people have edited, or nobody finds: what is wrong, where, and what to do."""

from pathlib import Path

import pytest

from feedtool.build.ledger import reading
from feedtool.build.ledger.ledgerfile import LedgerFile
from feedtool.build.ledger.reading import LedgerReading
from tests.tables import each

A = "2024-01-01T00:00:00Z\turn:a\turl=https://example.org/a\tpath=a.md"
B = "2024-01-02T00:00:00Z\turn:b\turl=https://example.org/b\tpath=b.md"


def read(text: str | bytes) -> LedgerReading:
    content = text if isinstance(text, bytes) else text.encode()
    found = reading.read(LedgerFile(Path("feedtool.lock").absolute(), content))
    assert found is not None
    return found


def faults(text: str | bytes) -> list[tuple[str, int]]:
    problems = read(text).problems
    assert all(problem.path == "feedtool.lock" and problem.hint for problem in problems)
    return [(one.code, one.span.line) for one in problems if one.span]


@each(
    "text",
    [
        "",
        "# nothing yet\n",
        f"{A}\n{B}\n",
        f"\ufeff{B}\r\n\r\n{A}\r\n",
        f"{A}\n{B}\n{A}\tarchive=all:1\n{A}\n",
        f"{A}\n{A.replace('path=a.md', 'url=https://example.org/b2')}\n{B}",
    ],
)
def test_a_union_of_two_branches_is_a_ledger(text: str) -> None:
    assert faults(text) == []


def test_without_a_file_there_is_no_ledger() -> None:
    assert reading.read(LedgerFile(Path("feedtool.lock"), None)) is None


def test_a_ledger_that_has_to_be_there() -> None:
    found = reading.read(LedgerFile(Path("feedtool.lock"), None, is_required=True))
    assert found is not None
    (problem,) = found.problems
    assert problem.code == "ledger-missing"
    assert "git checkout feedtool.lock" in (problem.hint or "")


def test_a_conflict_is_told_and_both_sides_are_read() -> None:
    text = f"<<<<<<< HEAD\n{A}\n||||||| base\n=======\n{B}\n>>>>>>> other\n"
    assert faults(text) == [("ledger-conflict", line) for line in (1, 3, 4, 6)]
    assert set(read(text).ledger.entries) == {"urn:a", "urn:b"}
    kept = [line for line in text.splitlines() if not line.startswith(("<", "|", "=", ">"))]
    assert faults("\n".join(kept)) == [], "the hint, obeyed"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{A}\nnonsense\n{B}\n", [("ledger-syntax", 2)]),
        (A.encode() + b"\n\xff\n", [("ledger-syntax", 2), ("ledger-syntax", 2)]),
        (f"{A}\n{A.replace('/a', '/c')}\n", [("ledger-id", 2)]),
        (f"{A}\n{A.replace('urn:a', 'urn:c')}\n", [("ledger-address", 2)]),
    ],
)
def test_what_is_wrong_has_its_line(text: str | bytes, found: list[tuple[str, int]]) -> None:
    assert faults(text) == found
    assert "urn:a" in read(text).ledger.entries

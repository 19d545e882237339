"""A table that is one test holds each of its rows, and names those that fail."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration import support
from tests.tables import each

TABLE = """\
import pytest
from tests.tables import each

@pytest.fixture
def limit():
    return 3

@each("number", [1, 4, 2, 5])
def test_small(number, *, limit):
    assert number < limit

@each(("word", "length"), [("a", 1), ("bc", 3), ("def", 3)])
def test_lengths(word: str, length: int) -> None:
    assert len(word) == length

@each("one", [1, 2])
@each("other", [1, 2])
def test_sums(one, other):
    if one == 2 and other == 1:
        pytest.skip("so")
    assert one + other != 4
"""


def test_each_row_that_fails_is_reported(tmp_path: Path) -> None:
    (tmp_path / "test_table.py").write_text(TABLE, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-rsf", "-p", "no:cacheprovider", "-c", "/dev/null",
         "--rootdir", tmp_path, "-o", f"pythonpath={support.ROOT}", tmp_path],
        cwd=tmp_path, env=support.environment(), capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    reported = [line for line in done.stdout.splitlines() if line.startswith("SUB")]
    assert [line.partition(" - ")[0] for line in reported] == [
        "SUBSKIPPED(other=1, one=2) [1] test_table.py:20: so",
        "SUBFAILED(number=4) test_table.py::test_small",
        "SUBFAILED(number=5) test_table.py::test_small",
        "SUBFAILED(word='bc', length=3) test_table.py::test_lengths",
        "SUBFAILED(other=2, one=2) test_table.py::test_sums",
    ], done.stdout
    assert "assert 4 < 3" in done.stdout
    assert done.returncode == pytest.ExitCode.TESTS_FAILED


def test_a_table_of_no_rows_is_no_test() -> None:
    with pytest.raises(AssertionError, match="no rows"):
        each("name", [])

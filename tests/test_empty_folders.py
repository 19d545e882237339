"""A folder that holds nothing fails the tests that go through it."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, files


def test_no_test_is_made_of_an_empty_list(tmp_path: Path) -> None:
    """As where the cases of a test are the files of a folder that was moved."""
    test = tmp_path / "test_cases.py"
    test.write_text(
        "import pathlib, pytest\n"
        "@pytest.mark.parametrize('file', sorted(pathlib.Path('gone').glob('*')))\n"
        "def test_file(file): pass\n"
    )
    settings: list[str | Path] = [
        "-c",
        ROOT / "pyproject.toml",
        "--rootdir",
        tmp_path,
        "-p",
        "no:cacheprovider",
    ]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n0", *settings, test],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == pytest.ExitCode.INTERRUPTED, done.stdout
    assert "Empty parameter set in 'test_file'" in done.stdout


def test_a_test_that_goes_through_no_file_fails(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match=r"has no \*\.md"):
        files(tmp_path, "*.md")
    (tmp_path / "b.md").touch()
    (tmp_path / "a.md").touch()
    assert [file.name for file in files(tmp_path, "*.md")] == ["a.md", "b.md"]

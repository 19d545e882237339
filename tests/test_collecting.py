"""A run of few tests does not import the files of all."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests import collecting
from tests.integration import support
from tests.tables import each


@each(
    ("expression", "marks"),
    [
        ("", []),
        ("network", ["network"]),
        ("slow and not network", ["slow"]),
        ("not network and slow", ["slow"]),
        ("slow and network", ["slow", "network"]),
        ("not slow and not network", []),
        ("shared", []),
        ("slow or network", []),
        ("slow or not network and shared", []),
        ("slow and (shared or network)", []),
        ("not (slow and network)", []),
    ],
)
def test_the_marks_that_each_test_of_a_run_has(expression: str, marks: list[str]) -> None:
    assert collecting.wanted(expression) == marks


def test_a_file_may_have_a_test_of_a_mark_that_it_spells(tmp_path: Path) -> None:
    file = tmp_path / "test_a.py"
    file.write_text("@pytest.mark.slow\ndef test_one() -> None: ...\n", "utf-8")
    assert collecting.may_have(file, [])
    assert collecting.may_have(file, ["slow"])
    assert not collecting.may_have(file, ["network"])
    assert not collecting.may_have(file, ["slow", "network"])


@pytest.mark.parametrize(
    ("expression", "marks"),
    [
        ("", []),
        ("slow and not network", ["network"]),
        ("not slow and not network", ["slow", "network"]),
        ("not shared", []),
        ("not slow or network", []),
        ("not (slow and network)", []),
    ],
)
def test_the_marks_that_no_test_of_a_run_has(expression: str, marks: list[str]) -> None:
    assert collecting.unwanted(expression) == marks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pytestmark = pytest.mark.slow\n", False),
        ("pytestmark = [pytest.mark.linux, pytest.mark.slow]\n", False),
        ("pytestmark = pytest.mark.linux\n", True),
        ("@pytest.mark.slow\ndef test_one() -> None: ...\n", True),
        ("", True),
    ],
)
def test_a_file_has_no_others_where_each_test_has_the_mark(
    text: str, *, expected: bool, tmp_path: Path
) -> None:
    file = tmp_path / "test_a.py"
    file.write_text(text, "utf-8")
    assert collecting.has_others(file, ["slow", "network"]) is expected
    assert collecting.has_others(file, ["network"])


OTHER = """\
import pytest
from tests.elsewhere import marked
pytestmark = marked
def test_one(): ...
"""


def collected(folder: Path, expression: str, **texts: str) -> "subprocess.CompletedProcess[str]":
    """What pytest says of tests beside a conftest that is ours."""
    (folder / "tests").mkdir()
    for name in ("conftest", "collecting"):
        text = (Path(__file__).parent / f"{name}.py").read_text("utf-8")
        (folder / "tests" / f"{name}.py").write_text(text, "utf-8")
    for name, text in texts.items():
        (folder / "tests" / f"{name}.py").write_text(text, "utf-8")
    (folder / "pytest.ini").write_text(
        "[pytest]\npythonpath = .\naddopts = --import-mode=importlib\n"
    )
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q", "-m", expression],
        cwd=folder, env=support.environment(), capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def test_a_file_without_a_test_that_is_asked_for_is_not_imported(tmp_path: Path) -> None:
    slow = "import pytest\n@pytest.mark.slow\ndef test_one(): ...\n"
    done = collected(
        tmp_path, "slow and not network", test_a=slow, test_b="import nothing_of_that\n"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 passed" in done.stdout


def test_a_file_of_tests_that_must_not_run_is_not_imported(tmp_path: Path) -> None:
    slow = "import nothing_of_that\npytestmark = pytest.mark.slow\n"
    done = collected(tmp_path, "not slow", test_a=slow, test_b="def test_one(): ...\n")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 passed" in done.stdout


def test_a_mark_that_no_file_spells_is_told_of(tmp_path: Path) -> None:
    """Or its tests would be passed over by those who ask for them."""
    elsewhere = "import pytest\nmarked = pytest.mark.slow\n"
    done = collected(tmp_path, "not slow", test_a=OTHER, elsewhere=elsewhere)
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "test_a.py has tests marked slow, and no mark.slow" in done.stderr

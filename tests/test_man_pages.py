"""The man pages say what the commands and their options are, and man shows them."""

import importlib.util
import os
import subprocess
from pathlib import Path

import pytest

from feedtool.cli import COMMANDS
from tests.integration import support

FOLDER = support.ROOT / "docs" / "man"
NAMES = ["feedtool", *(f"feedtool-{command}" for command in COMMANDS)]


def test_the_pages_are_what_the_commands_make() -> None:
    script = support.ROOT / "tools" / "man_pages.py"
    spec = importlib.util.spec_from_file_location("man_pages", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    written = {file.name: file.read_text("utf-8") for file in FOLDER.iterdir()}
    assert written == module.pages(), "run make docs"
    assert sorted(written) == sorted(f"{name}.1" for name in NAMES)


@pytest.mark.program
@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_shown_without_a_complaint(name: str) -> None:
    """Every option that the help knows is in it, and its examples as they are written."""
    groff = [support.needs("groff"), "-man", "-ww", "-Tutf8", "-P-cbou", "-rLL=200n"]
    shown = subprocess.run(
        [*groff, str(FOLDER / f"{name}.1")], capture_output=True, timeout=60, check=True
    )
    assert not shown.stderr, shown.stderr.decode()
    page = shown.stdout.decode("utf-8")
    command = name.split("-")[1:]
    told = support.feedtool(*command, "--help", env=support.environment(COLUMNS="200"))
    for line in told.stdout.decode("utf-8").splitlines():
        if line.startswith(("    feedtool", "  -")):
            words = line.strip().partition("  ")[0]
            assert words in page, words


@pytest.mark.program
def test_man_finds_the_pages_where_they_are_installed(tmp_path: Path) -> None:
    man = support.needs("man")
    (tmp_path / "man1").symlink_to(FOLDER)
    env = support.environment(MANPATH=str(tmp_path), MANPAGER="cat", LC_ALL="C.UTF-8")
    shown = subprocess.run(
        [man, "feedtool", "build"] if os.uname().sysname == "Linux" else [man, "feedtool-build"],
        env=env, capture_output=True, timeout=60, check=True,
    )  # fmt: skip
    assert "feedtool build [OPTIONS]" in shown.stdout.decode("utf-8")

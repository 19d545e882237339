"""``feedtool --help`` is what click makes of the commands, whether click is asked or a page is shown."""

import fcntl
import importlib.util
import os
import pty
import struct
import subprocess
import termios
from contextlib import suppress

import pytest

from feedtool.cli import HELP_PAGES
from tests import forked
from tests.integration import support
from tests.tables import each

FOLDER = support.ROOT / "feedtool" / "cli"


def test_the_pages_are_what_click_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    script = support.ROOT / "tools" / "help_pages.py"
    spec = importlib.util.spec_from_file_location("help_pages", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setenv("COLUMNS", "80")  # and back again
    for columns, name in HELP_PAGES.items():
        page = (FOLDER / name).read_text("utf-8")
        assert page == module.page(columns), "run make docs"


@each("option", ["-h", "--help"])
@each(
    "columns",
    [None, "", "x", "0", "-1", "1", "79", "80", "81", "99", "100", "101", "100000", " 80 "],
)
def test_the_help_is_the_same_both_ways(columns: str | None, option: str) -> None:
    env = support.environment()
    env.pop("COLUMNS", None)
    if columns is not None:
        env["COLUMNS"] = columns
    shown = forked.feedtool([option], env=env)
    # An option before it makes click read the line.
    through_click = forked.feedtool(["--log-format", "text", option], env=env)
    assert (shown.returncode, shown.stderr) == (0, b"")
    assert shown.stdout == through_click.stdout
    assert shown.stdout.startswith(b"Usage: feedtool [OPTIONS] COMMAND [ARGS]...\n")


@pytest.mark.parametrize("columns", [0, 70, 80, 120])
def test_a_terminal_is_asked_how_wide_it_is(columns: int) -> None:
    env = support.environment()
    env.pop("COLUMNS", None)

    def shown(*before: str) -> bytes:
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        subprocess.run(
            [support.SCRIPT, *before, "--help"], stdout=theirs, env=env, timeout=60, check=True
        )
        os.close(theirs)
        text = b""
        with suppress(OSError):  # how Linux tells of the end
            while piece := os.read(ours, 65_536):
                text += piece
        os.close(ours)
        return text

    assert shown() == shown("--log-format", "text")

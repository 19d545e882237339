"""How a run ends: at once, unless somebody has something to do when Python ends."""

import subprocess
import sys
from pathlib import Path


def test_a_profiler_may_write_what_it_has_seen(tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "cProfile",
        "-o",
        profile,
        "-m",
        "feedtool",
        "--version",
    ]
    subprocess.run(command, check=True, capture_output=True)
    assert profile.stat().st_size > 0


def test_what_is_called_at_the_end_is_called_where_a_guest_has_come_in() -> None:
    code = (
        "import atexit, sys, importlib.metadata\n"
        "from feedtool.__main__ import main\n"
        "atexit.register(print, 'good-bye')\n"
        "sys.argv = ['feedtool', '--version']\n"
        "main()\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert ended.stdout.endswith("good-bye\n")

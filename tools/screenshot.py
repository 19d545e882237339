"""Take the picture of the landing page that the README shows: ``screenshot.py PICTURE.png``.

Needs chromium. Builds the seeds and opens the page as a file; nothing is served. ``--dark`` and
``--size`` show how it looks to others, ``--page`` shows another page.
"""

# ruff: noqa: INP001, S603 - a script, which starts what it names itself

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
# The flags that keep a headless chromium quiet, offline and out of its user's profile.
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--hide-scrollbars",
)  # fmt: skip


def main() -> None:
    """Build, open, take the picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("picture", type=Path)
    parser.add_argument("--output", type=Path, help="a built output folder; else the seeds")
    parser.add_argument("--page", default="index.html")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--size", default="1280x900", help="of the window, WIDTHxHEIGHT")
    options = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("screenshot: chromium is not installed")
    with tempfile.TemporaryDirectory() as scratch:
        output = options.output or Path(scratch) / "output"
        if options.output is None:
            command = [sys.executable, "-m", "feedtool", "build", "-q", "--output", output]
            subprocess.run(command, cwd=ROOT, check=True)
        page = (output / options.page).resolve().as_uri()
        flags = [
            f"--user-data-dir={scratch}/profile",
            f"--window-size={options.size.replace('x', ',')}",
            f"--screenshot={options.picture.resolve()}",
            *(["--blink-settings=preferredColorScheme=0"] if options.dark else []),
        ]
        subprocess.run(
            [chromium, *FLAGS, *flags, page],
            check=True,
            timeout=60,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


if __name__ == "__main__":
    main()

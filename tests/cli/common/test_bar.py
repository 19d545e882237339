"""The bar that shows how far a run has come: on a terminal, after a second, and gone when done."""

import os
import pty
import re
import select
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from tests.conftest import record, write_config
from tests.integration import support

RECORDS = 600  # two batches and more
# The command line, where a bar appears at once: this machine may be fast.
AT_ONCE = """
import sys
from feedtool.cli.common import bar
bar._AFTER = bar._AFTER_STEP = bar._EACH = 0
from feedtool import cli
sys.exit(cli.run())
"""
CLEARED = "\r\x1b[K\x1b[?25h"
BAR = re.compile(r"(Checking|Reading|Rendering|Writing|Mending) +\[[#-]+\] +(\d+)/(\d+)")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    write_config(folder)
    (folder / "seeds").mkdir()
    for number in range(RECORDS):
        text = record(originalUrl=f"https://example.org/{number}", topics=[f"Topic {number % 20}"])
        (folder / "seeds" / f"{number}.md").write_text(text, "utf-8")
    return folder


def on_terminal(
    site: Path, *arguments: str, script: str = AT_ONCE, columns: int = 0, term: str = "xterm"
) -> tuple[int, str]:
    """The exit code of a run whose stderr is a terminal, and what is written there."""
    terminal, end = pty.openpty()
    termios.tcsetwinsize(end, (24, columns))
    env = support.environment(TERM=term)
    with subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        cwd=site,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=end,
    ) as process:
        os.close(end)
        written = drained(terminal, time.monotonic() + 60)
    return process.returncode, written


def drained(terminal: int, until: float) -> str:
    """What is written to a terminal until its other end is closed."""
    written = b""
    try:
        while select.select([terminal], [], [], until - time.monotonic())[0]:
            if not (some := os.read(terminal, 65536)):
                break
            written += some
    except OSError:  # on Linux that is how the end looks
        pass
    finally:
        os.close(terminal)
    return written.decode()


@pytest.mark.parametrize(
    ("arguments", "steps"),
    [
        (["validate"], {"Checking": RECORDS}),
        (["validate", "--jobs", "2"], {"Checking": RECORDS}),
        (["validate", "--diff"], {"Checking": RECORDS, "Mending": RECORDS}),
        (["build", "--dry-run"], {"Reading": RECORDS, "Rendering": 89}),
        (
            ["build", "--output", "checked", "--check", "--no-cache"],
            {"Reading": RECORDS, "Rendering": 89, "Checking": 89, "Writing": 89},
        ),
        (["check", "--select", "xml", "checked"], {"Checking": 64}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_terminal_sees_a_bar_that_goes_away(
    arguments: list[str], steps: dict[str, int], site: Path
) -> None:
    code, written = on_terminal(site, *arguments)
    assert code == 0, written
    found = BAR.findall(written)
    assert {doing: int(total) for doing, _, total in found} == steps
    for doing in steps:
        done = [int(number) for one, number, _ in found if one == doing]
        assert done == sorted(done)
        assert done[-1] > 0
    # Whatever was shown has been cleared before anything else is said, and at the end.
    bars, *messages = re.split(r"(?<=\x1b\[\?25h)feedtool: [^\r]+\r\n", written)
    assert len(messages) <= 2
    for shown in (bars, *messages):
        assert "\n" not in shown
        assert shown.endswith(CLEARED) or not shown


def test_a_bar_fits_a_narrow_terminal(site: Path) -> None:
    _, written = on_terminal(site, "validate", columns=40)
    bars = re.findall(r"Checking[^\r]+", written)
    assert bars
    assert max(map(len, bars)) < 40


@pytest.mark.parametrize(
    ("arguments", "term"),
    [
        (["validate", "-q"], "xterm"),
        (["validate", "--log-format", "json"], "xterm"),
        (["validate"], "dumb"),
        (["build", "-q", "--dry-run"], "xterm"),
    ],
    ids=str,
)
def test_nobody_who_does_not_want_it_sees_a_bar(
    arguments: list[str], term: str, site: Path
) -> None:
    _, written = on_terminal(site, *arguments, term=term)
    assert "\x1b" not in written
    assert not BAR.search(written)


def test_no_bar_goes_where_no_terminal_is(site: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", AT_ONCE, "validate"],
        cwd=site,
        env=support.environment(TERM="xterm", FORCE_COLOR="1"),
        capture_output=True,
        check=True,
    )
    assert done.stderr.decode() == f"feedtool: {RECORDS} files, no problems\n"


QUICK = """
import sys
from feedtool import cli
code = cli.run()
assert "click._termui_impl" not in sys.modules
sys.exit(code)
"""


def test_a_run_of_less_than_a_second_shows_no_bar_and_imports_none(site: Path) -> None:
    code, written = on_terminal(site, "validate", "seeds/1.md", script=QUICK)
    assert (code, written) == (0, "feedtool: 1 file, no problems\r\n")


SLOW = """
import time
from feedtool.cli.common import bar
from feedtool.cli.common.log import Log
log = Log()
for number in bar.follow(range(30), 30, "Reading"):
    time.sleep(0.05)
    if number == 25:
        log.say("by the way")
"""


def test_what_is_said_meanwhile_has_a_line_of_its_own(site: Path) -> None:
    code, written = on_terminal(site, script=SLOW)
    assert code == 0
    before, _, after = written.partition(f"{CLEARED}feedtool: by the way\r\n")
    first = BAR.search(before)
    assert first is not None
    assert int(first[2]) >= 15, "it came before a second was over"
    assert BAR.search(after)
    assert after.endswith(CLEARED)


STOPPED = """
import signal, sys
from feedtool.cli.common import bar
bar._AFTER = bar._AFTER_STEP = bar._EACH = 0
draw = bar._draw
def stopped(*arguments):
    draw(*arguments)
    signal.raise_signal(signal.SIGINT)
bar._draw = stopped
from feedtool import cli
sys.exit(cli.run())
"""


def test_an_interrupt_leaves_no_bar_behind(site: Path) -> None:
    code, written = on_terminal(site, "validate", script=STOPPED)
    assert code == 130
    assert written.endswith(f"{CLEARED}feedtool: interrupted\r\n")

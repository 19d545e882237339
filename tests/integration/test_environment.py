"""Where a build may find itself: without a user, on code it may not write, while clocks are changed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import files, record, write_config
from tests.integration import support

NOBODY_KNOWN = 54_321  # no entry in /etc/passwd
DAY = 86_400 * 10**9

# Python itself may be where only root can read it: what a build loads is loaded before the rights go.
PROGRAM = """
import os, resource, sys  # the second where files are written
from feedtool.cli import group
from feedtool.build import findings  # what only problems need
from feedtool.build.past import repeats
from feedtool.rules import catalogue
from feedtool.__main__ import main
someone = int(sys.argv.pop(1))
if someone:
    group.feedtool.main(["-C", sys.argv.pop(1), "build", "--dry-run", "-q"], standalone_mode=False)
    os.chdir(sys.argv.pop(1))
    os.setresgid(-1, someone, -1)
    os.setresuid(-1, someone, -1)
main()
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write_config(tmp_path)
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.md").write_text(record(), "utf-8")
    return tmp_path


def build(site: Path, *arguments: str, **variables: str) -> dict[str, bytes]:
    """The output of a build that goes well and says nothing."""
    run = support.started if variables else support.feedtool
    done = run("-C", site, "build", "-q", *arguments, env=support.environment(**variables))
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    return support.tree(site / "output")


def test_a_user_without_an_entry_a_home_and_the_right_to_write_the_code(site: Path) -> None:
    """As in a container that runs with any number for a user: nothing but the site is theirs."""
    if os.geteuid() != 0:
        pytest.skip("to be somebody else needs root")
    expected = build(site)
    for path in (site, *site.rglob("*")):
        os.chown(path, NOBODY_KNOWN, NOBODY_KNOWN)
    support.let_in(site)
    (site / "output" / "all.rss").unlink()
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(NOBODY_KNOWN), support.ROOT, site, "build", "-q"],
        cwd=site,
        env={},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
        umask=0o077,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert (site / "output" / "all.rss").stat().st_uid == NOBODY_KNOWN
    assert support.tree(site / "output") == expected


def test_a_clock_that_was_set_back(site: Path) -> None:
    """What was written yesterday is of tomorrow now: a change must be seen all the same."""
    build(site)
    for file in (*(site / "output").rglob("*.*"), site / "seeds" / "a.md"):
        later = file.stat().st_mtime_ns + DAY
        os.utime(file, ns=(later, later))
    before = {file: file.stat().st_mtime_ns for file in files(site / "output", "all.*")}
    changed = record(title="A tilte")  # as long as it was
    (site / "seeds" / "a.md").write_text(changed, "utf-8")
    assert b"A tilte" in build(site)["all.rss"]
    for file, time in before.items():
        assert file.stat().st_mtime_ns // 10**9 > time // 10**9, "servers would answer 304"


def test_the_hour_that_comes_twice(site: Path) -> None:
    """Daylight saving ended in Berlin at 01:00 UTC: half past two came before and after."""
    (site / "seeds" / "b.md").write_text(
        record(
            title="After the change",
            originalUrl="https://example.org/b",
            publishedDateTime="2026-10-25T01:15:00Z",
        ),
        "utf-8",
    )
    berlin = {"TZ": "Europe/Berlin"}
    first = build(site, "--now", "2026-10-25T02:30:00+02:00", **berlin)
    assert b"After the change" not in first["all.rss"]
    second = build(site, "--now", "2026-10-25T02:30:00+01:00", **berlin)
    assert b"After the change" in second["all.rss"]
    assert build(site, "--no-cache", "--now", "2026-10-25T01:30:00Z", TZ="UTC") == second


def test_the_hour_that_is_left_out(site: Path) -> None:
    """A record of half past two, of the night when there was none in Berlin, is of 01:30 UTC."""
    (site / "seeds" / "a.md").write_text(
        record(publishedDateTime="2026-03-29T02:30:00+01:00"), "utf-8"
    )
    berlin = build(site, "--now", support.NOW.replace("2026", "2027"), TZ="Europe/Berlin")
    assert b"Sun, 29 Mar 2026 01:30:00 +0000" in berlin["all.rss"]


@pytest.mark.parametrize("zone", [".", "/dev/null", ":/tmp", "seeds", "Mars/Phobos", ":", "\udcff"])
def test_a_time_zone_that_is_none(site: Path, zone: str) -> None:
    expected = build(site)
    (site / "output" / "index.html").unlink()
    assert build(site, "--no-cache", TZ=zone) == expected

"""Builds under quotas, as on shared hosting: each ends soon, with its feeds or with one line that says why.

The quotas are those of an ordinary user, since root has none; the capabilities let that user read the
Python of root's home.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from feedtool.__main__ import LEAST_ROOM
from feedtool.cli.common.options import WORTH_PROCESSES
from tests.conftest import record, write_config
from tests.integration import support

pytestmark = pytest.mark.program
RECORDS = WORTH_PROCESSES + 100
USER = "54321"
SECONDS = 60
SLOW = [
    *range(40, 72),
    74,
    78,
    82,
    90,
    110,
    145,
    280,
]  # MiB, where the hangs and crashes were, and above
CAPABILITIES = "+dac_override,+dac_read_search"


@pytest.fixture(scope="module")
def site() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_config(folder)
        (folder / "seeds").mkdir()
        for number in range(RECORDS):
            text = record(originalUrl=f"https://example.org/{number}")
            (folder / "seeds" / f"{number}.md").write_text(text, encoding="utf-8")
        yield folder


def build(
    site: Path,
    quota: str,
    *arguments: str,
    script: Path = support.SCRIPT,
    seconds: float = SECONDS,
) -> subprocess.CompletedProcess[str]:
    """A build by an ordinary user under a quota of ``prlimit``; afterwards nobody may hold the lock."""
    if os.getuid() != 0:
        pytest.skip("only root can become another user")
    limited: list[str | Path] = [
        *(support.needs("setpriv"), f"--reuid={USER}", f"--regid={USER}", "--clear-groups"),
        *(f"--inh-caps={CAPABILITIES}", f"--ambient-caps={CAPABILITIES}"),
        *(support.needs("prlimit"), f"--{quota}"),
        *(script, "build", "-q", "--no-cache"),
    ]
    return subprocess.run(
        [*limited, *arguments],
        cwd=site,
        env=support.environment(PYTHONDONTWRITEBYTECODE="1"),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=seconds,
        check=False,
    )


def check_line(done: subprocess.CompletedProcess[str], *codes: int) -> None:
    """Whether it ended as it may: with the feeds and no word, or with one line that says why not."""
    assert done.returncode in codes, done.stderr
    lines = [line for line in done.stderr.splitlines() if line.startswith("feedtool: ")]
    assert len(lines) == (1 if done.returncode else 0), done.stderr
    assert "Traceback" not in done.stderr


# A process of its own is what `prlimit` and `setpriv` were before they became the build.
@pytest.mark.parametrize(
    "processes", [1, 3, 6, *(pytest.param(n, marks=pytest.mark.slow) for n in range(7, 21))]
)
def test_a_quota_of_processes_that_nobody_asked_for(site: Path, processes: int) -> None:
    for _ in range(3):
        check_line(build(site, f"nproc={processes}:{processes}"), 0)


@pytest.mark.parametrize("processes", [1, 6])
def test_a_quota_below_the_jobs_that_were_asked_for(site: Path, processes: int) -> None:
    done = build(site, f"nproc={processes}:{processes}", "--jobs", "32")
    check_line(done, 3)
    assert "cannot begin 32 worker processes" in done.stderr
    check_line(build(site, "nproc=100:100", "--lock-timeout", "0"), 0)  # no worker holds the lock


@pytest.mark.parametrize(
    "files", [5, 8, *(pytest.param(n, marks=pytest.mark.slow) for n in range(9, 41, 4))]
)
def test_few_open_files(site: Path, files: int) -> None:
    check_line(build(site, f"nofile={files}:{files}"), *((0,) if files >= 8 else (0, 3)))
    check_line(build(site, f"nofile={files}:{files}", "--jobs", "2"), 0, 3)


@pytest.fixture(scope="module")
def python_alone() -> int:
    """The KiB of address space in which Python just begins; with less, nothing of ours can say a word."""
    for size in range(8 << 10, 64 << 10, 512):
        quota = [support.needs("prlimit"), f"--as={size << 10}"]
        try:
            done = subprocess.run(
                [*quota, sys.executable, "-c", ""], capture_output=True, timeout=5, check=False
            )
        except subprocess.TimeoutExpired:  # it may also hang
            continue
        if done.returncode == 0:
            return size
    pytest.fail("Python needs more than 64 MiB to begin")


@pytest.mark.parametrize(
    "megabytes",
    [*range(2, 72, 8), 73, 77, *(pytest.param(n, marks=pytest.mark.slow) for n in SLOW)],
)
def test_little_memory(site: Path, python_alone: int, megabytes: int) -> None:
    """Counted from what Python takes here, so that each machine tries what is near its own edges."""
    size = (python_alone + (megabytes << 10)) << 10
    done = build(site, f"as={size}:{size}", seconds=10)
    check_line(done, 0, 3)
    if megabytes < LEAST_ROOM:
        assert f"allow {LEAST_ROOM} MiB more" in done.stderr
    if megabytes > 2 * LEAST_ROOM:
        assert done.returncode == 0


@pytest.mark.slow
@pytest.mark.parametrize("kilobytes", range(58 << 10, 74 << 10, 1600))
def test_little_memory_with_larger_libraries(
    site: Path, python_alone: int, kilobytes: int, tmp_path: Path
) -> None:
    """With a fifth less asked for, as if all that is imported took a fifth more."""
    script = tmp_path / "feedtool"
    script.write_text(
        f"#!{sys.executable}\nfrom feedtool import __main__ as begin\n"
        f"begin.LEAST_ROOM = {int(LEAST_ROOM / 1.2)}\nbegin.main()\n",
        encoding="utf-8",
    )
    script.chmod(0o755)
    size = (python_alone + kilobytes) << 10
    check_line(build(site, f"as={size}:{size}", script=script, seconds=10), 0, 3)


@pytest.mark.parametrize("megabytes", [10, 30, 40, 60, 80, 120])
@pytest.mark.parametrize("command", [["validate", "-q"], ["check", "-q", "feed.rss"]], ids=" ".join)
def test_little_memory_of_other_commands(
    site: Path, python_alone: int, command: list[str], megabytes: int
) -> None:
    (site / "feed.rss").write_text("<rss version='2.0'/>", encoding="utf-8")
    size = (python_alone + (megabytes << 10)) << 10
    done = subprocess.run(
        [support.needs("prlimit"), f"--as={size}", support.SCRIPT, *command],
        cwd=site,
        env=support.environment(PYTHONDONTWRITEBYTECODE="1"),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=10,
        check=False,
    )
    assert done.returncode == 3 if megabytes < LEAST_ROOM else done.returncode in (0, 1, 3)
    assert "Traceback" not in done.stderr

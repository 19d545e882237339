"""Builds under quotas, as on shared hosting: each ends soon, with its feeds or with one line that says why.

The quotas are those of an ordinary user, since root has none; the capabilities let that user read the
Python of root's home.
"""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import record, write_config
from tests.integration import support

pytestmark = pytest.mark.program
RECORDS = 2100  # so many are read by processes
USER = "54321"
SECONDS = 60
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


def build(site: Path, quota: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A build by an ordinary user under a quota of ``prlimit``; afterwards nobody may hold the lock."""
    if os.getuid() != 0:
        pytest.skip("only root can become another user")
    limited: list[str | Path] = [
        *(support.needs("setpriv"), f"--reuid={USER}", f"--regid={USER}", "--clear-groups"),
        *(f"--inh-caps={CAPABILITIES}", f"--ambient-caps={CAPABILITIES}"),
        *(support.needs("prlimit"), f"--{quota}"),
        *(support.SCRIPT, "build", "-q", "--no-cache"),
    ]
    return subprocess.run(
        [*limited, *arguments],
        cwd=site,
        env=support.environment(PYTHONDONTWRITEBYTECODE="1"),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
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


@pytest.mark.slow
@pytest.mark.parametrize("megabytes", [*range(60, 80), 80, 100, 150, 300])
@pytest.mark.parametrize(
    "kilobytes", [0, 256, 512, 768]
)  # where a library fails is a matter of those
def test_little_memory(site: Path, megabytes: int, kilobytes: int) -> None:
    size = (megabytes << 20) + (kilobytes << 10)
    done = build(site, f"as={size}:{size}")
    assert done.returncode in (0, 3), done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode == 0 or done.stderr.splitlines()[-1].startswith("feedtool: ")

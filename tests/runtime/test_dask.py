"""Builds whose records a Dask cluster reads: a real scheduler and real workers, on the loopback."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from feedtool.build.reading import scan
from tests.conftest import CONFIG, record
from tests.integration import support

distributed = pytest.importorskip("distributed")
pytestmark = pytest.mark.slow

# Enough for several batches to each worker, the last of them smaller.
RECORDS = 9 * scan.BATCH + 7
PATIENCE = 60.0


class Cluster:
    """A scheduler and its workers as processes of their own."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._all = folder, []  # type: tuple[Path, list[subprocess.Popen[bytes]]]
        file = folder / "scheduler.json"
        self.scheduler = self._start(
            "dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard",
            "--scheduler-file", str(file),
        )  # fmt: skip
        until(file.exists)
        self.client = distributed.Client(
            scheduler_file=str(file), set_as_default=False, timeout=PATIENCE
        )
        self.address: str = self.client.scheduler.address

    def worker(self, **environment: str) -> subprocess.Popen[bytes]:
        """One more worker, once the scheduler knows it."""
        before = set(self.client.nthreads())
        process = self._start(
            "dask_worker", self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard",
            "--host", "127.0.0.1", **environment,
        )  # fmt: skip
        until(lambda: not before.issuperset(self.client.nthreads()))
        (address,) = set(self.client.nthreads()) - before
        # Known is not ready yet: one that is stopped in its first words with the scheduler is sent nothing.
        self.client.submit(int, workers=[address], pure=False).result(PATIENCE)
        return process

    def busy(self) -> list[int]:
        """How many tasks each worker has before it."""
        return sorted(len(tasks) for tasks in self.client.processing().values())

    def close(self) -> None:
        self.client.close(timeout=1)
        for process in self._all:
            process.kill()
            process.wait()

    def _start(self, module: str, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
        with (self._folder / "log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.{module}", *arguments],
                cwd=self._folder,
                env=support.environment(**environment),
                stdout=log,
                stderr=log,
            )
        self._all.append(process)
        return process


def until(done: Callable[[], bool], during: subprocess.Popen[bytes] | None = None) -> None:
    """Wait for something to be so, which a process that has ended can no longer bring about."""
    end = time.monotonic() + PATIENCE
    while not done():
        if during is not None and during.poll() is not None:
            pytest.fail(f"ended with {during.returncode}: {during.communicate()}")
        assert time.monotonic() < end, "nothing happened"
        time.sleep(0.05)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    folder = tmp_path / "cluster"
    folder.mkdir()
    one = Cluster(folder)
    yield one
    with suppress(OSError):
        one.close()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with records of all kinds: good ones, bad ones, and one that nobody may read."""
    folder = tmp_path / "site"
    (folder / "seeds").mkdir(parents=True)
    (folder / "feedtool.toml").write_text(CONFIG, "utf-8")
    for number in range(RECORDS):
        changed = {"heat": "x"} if number % 100 == 0 else {}
        text = record(
            originalUrl=f"https://example.org/{number}", title=f"Story {number}", **changed
        )
        (folder / "seeds" / f"{number:05d}.md").write_text(text, "utf-8")
    (folder / "seeds" / "00001.md").write_bytes(b"x" * 2_000_000)
    return folder


def build(site: Path, output: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return support.started(
        "build", "--no-cache", "--output", output, "--now", support.NOW, *arguments, cwd=site,
        timeout=2 * PATIENCE,
    )  # fmt: skip


def test_a_worker_that_is_killed_in_mid_build_changes_nothing(cluster: Cluster, site: Path) -> None:
    local = build(site, "local")
    cluster.worker()
    doomed = cluster.worker()
    doomed.send_signal(signal.SIGSTOP)  # what it was given is not done until it is killed
    with subprocess.Popen(
        [support.SCRIPT, "build", "--no-cache", "--output", "far", "--now", support.NOW,
         "--executor", "dask", "--scheduler", cluster.address],
        cwd=site, env=support.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        until(lambda: max(cluster.busy()) > 0, process)
        until(lambda: cluster.busy()[0] == 0 and cluster.busy()[1] > 0, process)
        doomed.kill()
        out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, err) == (local.returncode, local.stderr)
    assert local.returncode == 1  # for the bad records
    assert out.replace(b"far", b"local") == local.stdout
    assert support.tree(site / "far") == support.tree(site / "local") != {}


def test_a_worker_with_another_feedtool_is_told_of(
    cluster: Cluster, site: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other" / "feedtool"
    shutil.copytree(support.ROOT / "feedtool", other)
    shutil.copytree(support.ROOT / "schemas", tmp_path / "other" / "schemas")
    (other / "__init__.py").write_text('__version__ = "0.0.9"\n', "utf-8")
    cluster.worker(PYTHONPATH=str(other.parent))
    done = build(site, "far", "--executor", "dask", "--scheduler", cluster.address)
    assert (done.returncode, done.stdout) == (3, b"")
    assert b"a worker has feedtool 0.0.9 (" in done.stderr
    assert done.stderr.count(b"\n") == 1
    assert not any((site / "far").iterdir())


def test_a_worker_without_feedtool_is_told_of(cluster: Cluster, site: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken" / "feedtool"
    broken.mkdir(parents=True)
    (broken / "__init__.py").write_text('raise ImportError("there is none")\n', "utf-8")
    cluster.worker(PYTHONPATH=str(broken.parent))
    far = ("--executor", "dask", "--scheduler-timeout", "10", "--scheduler", cluster.address)
    done = build(site, "far", *far)
    assert (done.returncode, done.stdout) == (3, b"")
    assert done.stderr.count(b"\n") == 1
    assert (
        b"no worker is left" in done.stderr
    )  # Dask ends a worker that cannot read what it is sent


def test_a_build_does_not_wait_forever_for_workers_or_a_scheduler(
    cluster: Cluster, site: Path
) -> None:
    far = ("--executor", "dask", "--scheduler-timeout", "5", "--scheduler")
    alone = build(site, "far", *far, cluster.address)
    assert (alone.returncode, alone.stdout) == (3, b"")
    assert (
        alone.stderr.decode() == f"feedtool: no worker has come to {cluster.address} within 5 s\n"
    )
    cluster.scheduler.kill()
    cluster.scheduler.wait()
    gone = build(site, "far", *far, cluster.address)
    assert (gone.returncode, gone.stdout) == (3, b"")
    assert (
        gone.stderr.decode() == f"feedtool: no scheduler answers at {cluster.address} within 5 s\n"
    )


def test_the_last_worker_or_the_scheduler_may_be_lost_in_mid_build(
    cluster: Cluster, site: Path
) -> None:
    for lost in ("worker", "scheduler"):
        worker = cluster.worker()
        worker.send_signal(signal.SIGSTOP)
        with subprocess.Popen(
            [support.SCRIPT, "build", "--no-cache", "--executor", "dask", "--scheduler-timeout", "10",
             "--scheduler", cluster.address],
            cwd=site, env=support.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        ) as process:  # fmt: skip
            until(lambda: max(cluster.busy()) > 0, process)
            (worker if lost == "worker" else cluster.scheduler).kill()
            _, err = process.communicate(timeout=PATIENCE)
        assert process.returncode == 3, err
        assert err.decode().count("\n") == 1, err.decode()
        assert b"left at" in err or b"was lost" in err
        os.kill(worker.pid, signal.SIGKILL)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--executor", "dask"], "--executor NAME and --scheduler ADDRESS go together"),
        (["--scheduler", "tcp://127.0.0.1:1"], "--executor NAME and --scheduler ADDRESS go together"),
        (["--executor", "dask", "--scheduler", "tcp://127.0.0.1:1", "--jobs", "2"], "--jobs is for processes"),
        (["--executor", "slurm", "--scheduler", "x"], "there is none of that name"),
        (["--executor", "dask", "--scheduler", "nonsense://x"], "nonsense://x is no address"),
    ],
)  # fmt: skip
def test_wrong_use_is_told_in_one_line(site: Path, arguments: list[str], said: str) -> None:
    done = build(site, "far", *arguments)
    assert done.returncode == 2, done.stderr
    assert done.stderr.decode().count("\n") == 1
    assert said in done.stderr.decode()


def test_without_the_extra_one_line_says_what_to_install(site: Path) -> None:
    without = "import sys; sys.modules['distributed'] = None; from feedtool import cli; sys.exit(cli.run())"
    done = subprocess.run(
        [sys.executable, "-c", without, "build", "--executor", "dask", "--scheduler", "tcp://127.0.0.1:1"],
        cwd=site, env=support.environment(), capture_output=True, check=False, timeout=PATIENCE,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, b"")
    said = "feedtool: --executor dask needs more packages: pip install 'feedtool[dask]'\n"
    assert done.stderr.decode() == said

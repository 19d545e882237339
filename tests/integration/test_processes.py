"""Builds with ``--jobs 2`` of which one process is killed: a clear end, and nobody is left behind."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

import psutil
import pytest

from feedtool.cli.processes import Processes
from feedtool.problems import WorkerError
from tests.conftest import record, write_config
from tests.integration import support

METHODS = ("fork", "spawn", "forkserver")  # of Linux, of macOS, and of Python 3.14 by itself
RECORDS = 3000  # so that the workers, once they are there, have work for some time


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    write_config(folder)
    (folder / "seeds").mkdir()
    for number in range(RECORDS):
        text = record(originalUrl=f"https://example.org/{number}")
        (folder / "seeds" / f"{number}.md").write_text(text, encoding="utf-8")
    return folder


@contextmanager
def building(site: Path) -> Iterator[tuple[subprocess.Popen[bytes], list[int]]]:
    """A build, and the processes that read records for it, in a group of its own."""
    with subprocess.Popen(
        [support.SCRIPT, "build", "-q", "--no-cache", "--jobs", "2"],
        cwd=site,
        env=support.environment(),
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        try:
            while process.poll() is None and len(workers := children(process.pid)) < 2:
                pass
            assert process.poll() is None, "it ended before there was anything to kill"
            yield process, workers
        finally:
            process.kill()


def children(process: int) -> list[int]:
    """The workers of a process; not what Python begins beside them where they are no forks."""
    found = psutil.Process(process).children()
    return [child.pid for child in found if "_tracker" not in " ".join(child.cmdline())]


def are_gone(processes: list[int]) -> bool:
    """Whether the processes have ended, within some seconds."""
    deadline = time.monotonic() + 20
    while any(map(is_alive, processes)) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not any(map(is_alive, processes))


def is_alive(process: int) -> bool:
    try:
        # A zombie has ended, and nobody has asked how.
        return bool(psutil.Process(process).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


@pytest.mark.parametrize("victim", [0, 1])
def test_a_killed_worker_is_a_clear_error(victim: int, site: Path) -> None:
    with building(site) as (process, workers):
        os.kill(workers[victim], signal.SIGKILL)
        _, told = process.communicate(timeout=60)
        assert process.returncode == 3
        assert told.startswith(b"feedtool: a worker process was killed")
        assert told.count(b"\n") == 1
        assert are_gone(workers)
    assert not (site / "output" / "all.rss").exists()


@pytest.mark.parametrize("to_all", [False, True], ids=["to the build", "to all of its processes"])
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_the_workers_too(
    sent: signal.Signals, code: int, site: Path, *, to_all: bool
) -> None:
    with building(site) as (process, workers):
        (os.killpg if to_all else os.kill)(process.pid, sent)
        _, told = process.communicate(timeout=60)
        assert (process.returncode, told.count(b"\n")) == (code, 1), told.decode()
        assert are_gone(workers)


def test_workers_end_with_a_build_that_is_killed(site: Path) -> None:
    with building(site) as (process, workers):
        process.kill()
        process.wait(10)
        assert are_gone(workers)


@pytest.mark.parametrize("method", METHODS)
def test_processes_begin_in_every_way_and_leave_nothing(method: str) -> None:
    """A thread that is left would make the next fork unsafe."""
    threads = threading.active_count()
    for _ in range(2):
        with Processes(2, ("feedtool.load",), method) as pool:
            assert list(pool.map(str, range(100))) == list(map(str, range(100)))
            assert pool.submit(os.getpid).result() != os.getpid()
        assert threading.active_count() == threads
        assert not multiprocessing.active_children()


@pytest.mark.parametrize("method", METHODS)
def test_a_worker_that_is_killed_before_there_is_work(method: str) -> None:
    with Processes(2, (), method) as pool:
        victim = pool.submit(os.getpid).result()
        os.kill(victim, signal.SIGKILL)
        assert are_gone([victim])
        with pytest.raises(WorkerError):
            list(pool.map(str, range(1000)))


def half_a_result(_: int) -> list[str]:
    """A worker that is killed when it has sent the beginning of its result."""

    def send(pipe: Connection, data: bytes) -> None:
        os.write(pipe.fileno(), data[:8])
        os.kill(os.getpid(), signal.SIGKILL)

    Connection._send = send  # type: ignore[attr-defined]
    return ["a result"]


def wait_for_half_a_result(method: str) -> None:
    with Processes(2, (), method) as pool, pytest.raises(WorkerError):
        list(pool.map(half_a_result, [1]))


@pytest.mark.parametrize("method", METHODS)
def test_a_worker_that_is_killed_while_it_sends_a_result(method: str) -> None:
    here = f"from {__name__} import wait_for_half_a_result as wait; wait({method!r})"
    subprocess.run([sys.executable, "-c", here], cwd=support.ROOT, timeout=60, check=True)


def test_processes_that_cannot_all_begin_leave_none_to_wait_for(site: Path) -> None:
    few_files = 'ulimit -n 40; exec "$@"'
    done = subprocess.run(
        ["sh", "-c", few_files, "sh", support.SCRIPT, "build", "--no-cache", "--jobs", "64"],
        cwd=site,
        env=support.environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (3, b"")
    assert done.stderr == (
        b"feedtool: cannot begin 64 worker processes: Too many open files; try fewer --jobs\n"
    )

"""Builds with ``--jobs 3`` of which one process is killed: a clear end, and nobody is left behind."""

import fcntl
import os
import pty
import resource
import shutil
import signal
import subprocess
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from feedtool.diagnostics.errors import WorkerError
from feedtool.runtime.processes import Processes
from feedtool.storage import atomic
from tests.conftest import record, write_config
from tests.integration import calls, support

ENDS = [(signal.SIGHUP, 129), (signal.SIGINT, 130), (signal.SIGTERM, 143)]
# So many that the workers, once they are there, have work for some time, and are gone when it is done.
RECORDS = 6000


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
def building(site: Path, *wrapper: str) -> Iterator[tuple[subprocess.Popen[bytes], list[int]]]:
    """A build, and the processes that read records for it, in a group of its own."""
    with subprocess.Popen(
        [*wrapper, support.SCRIPT, "build", "-q", "--no-cache", "--jobs", "3"],
        cwd=site,
        env=support.environment(),
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        try:
            while process.poll() is None and len(workers := children(process.pid)) < 2:
                time.sleep(0.005)  # to look takes as long, and from what is to begin
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
@pytest.mark.parametrize(("sent", "code"), ENDS)
def test_a_signal_ends_the_workers_too(
    sent: signal.Signals, code: int, site: Path, *, to_all: bool
) -> None:
    with building(site) as (process, workers):
        (os.killpg if to_all else os.kill)(process.pid, sent)
        _, told = process.communicate(timeout=60)
        assert (process.returncode, told.count(b"\n")) == (code, 1), told.decode()
        assert are_gone(workers)


def test_a_build_under_nohup_and_its_workers_go_on_when_the_session_ends(site: Path) -> None:
    with building(site, support.needs("nohup")) as (process, _):
        os.killpg(process.pid, signal.SIGHUP)
        _, told = process.communicate(timeout=60)
        assert (process.returncode, told) == (0, b""), told.decode()
    assert (site / "output" / "all.rss").exists()
    shutil.rmtree(site / "output")


@pytest.mark.parametrize("log_format", ["text", "json"])
def test_a_build_and_its_workers_end_with_their_terminal(log_format: str, site: Path) -> None:
    ours, terminal = pty.openpty()
    with subprocess.Popen(
        [support.SCRIPT, "build", "--no-cache", "--jobs", "3", "--log-format", log_format],
        cwd=site,
        env=support.environment(),
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - there is no thread
    ) as process:
        os.close(terminal)
        try:
            while process.poll() is None and len(workers := children(process.pid)) < 2:
                time.sleep(0.005)  # to look takes as long, and from what is to begin
            assert process.poll() is None, "it ended before there was anything to hang up"
            os.close(ours)
            assert process.wait(60) == 129
            assert are_gone(workers)
        finally:
            process.kill()
    assert not (site / "output" / "all.rss").exists()


def test_workers_end_with_a_build_that_is_killed(site: Path) -> None:
    with building(site) as (process, workers):
        process.kill()
        process.wait(10)
        assert are_gone(workers)


# Of Linux, and of macOS.
@pytest.fixture(params=["fork", "spawn"])
def pool(request: pytest.FixtureRequest) -> Iterator[Processes]:
    with Processes(3, (), are_required=True, start_method=request.param) as pool:
        yield pool


def test_results_come_in_order_from_as_many_processes(pool: Processes) -> None:
    assert list(pool.map(calls.double, range(500))) == [2 * number for number in range(500)]
    at_work = set(pool.map(calls.wait, [0.01] * 100, [os.getpid()] * 100))
    assert len(at_work) == 3
    assert os.getpid() in at_work  # it does not only wait
    assert list(pool.map(calls.double, [])) == []


def test_a_result_of_megabytes(pool: Processes) -> None:
    assert [len(one) for one in pool.map(bytes, [1 << 22] * 8)] == [1 << 22] * 8


def test_a_worker_that_is_killed(pool: Processes) -> None:
    with pytest.raises(WorkerError):
        list(pool.map(calls.die_at_three, range(20)))


def test_a_worker_that_is_killed_while_it_sends_a_result(pool: Processes) -> None:
    results = pool.map(calls.half_a_result, [1, 2])
    (worker,) = pool._workers
    assert are_gone([worker.process])
    with pytest.raises(WorkerError):
        next(results)


def test_what_a_worker_raises_is_raised_here_with_where_it_came_from(pool: Processes) -> None:
    with pytest.raises(ValueError, match="no number") as caught:
        list(pool.map(calls.fail, [1, 2]))
    assert "in a worker process" in caught.value.__notes__[0]
    with pytest.raises(RuntimeError, match="one and other"):
        list(pool.map(calls.fail_oddly, [1, 2]))


def test_work_that_nobody_waits_for_is_ended(pool: Processes) -> None:
    began = time.monotonic()
    results = pool.map(calls.wait, [0, 60, 60, 60], [os.getpid()] * 4)
    next(results)
    pool.shutdown()
    assert time.monotonic() - began < 30


def test_where_processes_were_not_asked_for_the_work_is_done_here() -> None:
    with Processes(2, (), are_required=False) as pool:
        assert list(pool.map(calls.want_of_memory, range(9))) == list(range(9))
    with Processes(2, (), are_required=False, start_method="fork") as pool, few_files():
        assert list(pool.map(calls.wait, [0] * 9, [0] * 9)) == [os.getpid()] * 9
    with (
        Processes(2, (), are_required=True) as pool,
        few_files(),
        pytest.raises(WorkerError, match="cannot begin 2 worker processes: Too many open files"),
    ):
        pool.map(calls.double, range(9))


@contextmanager
def few_files() -> Iterator[None]:
    """A stretch of code in which no file can be opened."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_workers_do_not_hold_the_lock(tmp_path: Path) -> None:
    with Processes(2, (), are_required=True) as pool:
        with atomic.locked(tmp_path, 0):
            results = pool.map(calls.wait, [0.0, 60], [os.getpid()] * 2)
            next(results)
        assert calls.lock_again(str(tmp_path))  # though a worker that was forked meanwhile lives on


def test_processes_that_cannot_all_begin_leave_none_to_wait_for(site: Path) -> None:
    few_files = 'ulimit -n 20; exec "$@"'
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

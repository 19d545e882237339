"""One worker: what goes in and comes out of it; tests/integration/test_processes.py has what kills them."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from feedtool.diagnostics.errors import WorkerError
from feedtool.runtime import workers
from feedtool.runtime.workers import SPAWN, START_METHOD, CallResult

METHODS = sorted({START_METHOD, SPAWN})


def product(one: int, other: int) -> int:
    return one * other


def refuse(number: int) -> int:
    raise ValueError(f"no {number}")


@pytest.mark.parametrize("method", METHODS)
def test_a_worker_does_the_calls_whose_numbers_it_is_handed(method: str) -> None:
    worker = workers.begin(method, product, [(2, 3), (4, 5), (6, 7)], [])
    for number in (2, 0, None):
        worker.hand(number)
    assert [worker.received(), worker.received()] == [(2, CallResult(42)), (0, CallResult(6))]
    worker.end()


@pytest.mark.parametrize("method", METHODS)
def test_a_worker_does_other_calls_that_it_is_given_later(method: str) -> None:
    worker = workers.begin(method, product, [(2, 3)], [])
    worker.hand(0)
    assert worker.received() == (0, CallResult(6))
    worker.give(workers.pack(max, [(1, 9), (8, 2)]))
    worker.hand(1)
    assert worker.received() == (1, CallResult(8))
    worker.end()
    with pytest.raises(WorkerError, match="a worker process was killed"):
        worker.give(workers.pack(max, [(1, 9)]))


@pytest.mark.parametrize("method", METHODS)
def test_a_worker_that_has_ended_is_an_error_and_no_wait(method: str) -> None:
    worker = workers.begin(method, os._exit, [(0,)], [])
    worker.hand(0)
    with pytest.raises(WorkerError, match="a worker process was killed"):
        worker.received()
    assert workers.ready([worker], 0) == [worker]
    worker.end()


@pytest.mark.parametrize("method", METHODS)
def test_one_worker_does_not_keep_the_pipes_of_another_open(method: str) -> None:
    first = workers.begin(method, product, [(2, 3)], [])
    second = workers.begin(method, product, [(4, 5)], [first])
    first.end()
    second.hand(0)
    assert second.received() == (0, CallResult(20))
    second.end()


def descriptors() -> int:
    """How many this process has, where the system tells."""
    found = Path("/proc/self/fd")
    return len(list(found.iterdir())) if found.is_dir() else 0


def test_what_ends_leaves_no_descriptor_and_no_process() -> None:
    before = descriptors()
    worker = workers.begin(START_METHOD, product, [(2, 3)], [])
    worker.end()
    with pytest.raises(ChildProcessError):
        os.waitpid(worker.process, 0)
    assert descriptors() == before


def test_a_worker_may_be_ended_where_ended_processes_are_not_waited_for() -> None:
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        worker = workers.begin(START_METHOD, product, [(2, 3)], [])
        worker.hand(0)
        assert worker.received() == (0, CallResult(6))
        worker.end()
        assert signal.getsignal(signal.SIGCHLD) is signal.SIG_DFL
    finally:
        signal.signal(signal.SIGCHLD, before)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("closed", ["<&-", "<&- >&-", "2>&-"])
def test_a_worker_begins_where_standard_streams_are_closed(
    method: str, closed: str, tmp_path: Path
) -> None:
    code = (
        "from feedtool.runtime.processes import Processes\n"
        f"processes = Processes(2, [], are_required=True, start_method={method!r})\n"
        f"open({str(tmp_path / 'found')!r}, 'w').write(str(sum(processes.map(abs, range(-50, 0)))))\n"
        "processes.shutdown()\n"
    )
    (tmp_path / "run.py").write_text(code, encoding="utf-8")
    subprocess.run(
        ["sh", "-c", f'exec "$@" {closed}', "sh", sys.executable, tmp_path / "run.py"], check=True
    )
    assert (tmp_path / "found").read_text(encoding="utf-8") == "1275"


def test_a_worker_that_is_told_nothing_ends_without_a_word() -> None:
    numbers, ours = os.pipe()
    os.close(ours)
    workers.work_for_spawner(numbers, numbers)
    os.close(numbers)


def test_what_this_process_does_gives_its_error_as_well() -> None:
    assert workers.result_of(product, (2, 3)) == CallResult(6)
    assert str(workers.result_of(refuse, (7,)).error) == "no 7"

"""Work that is shared among processes; tests/integration/test_processes.py has what kills them."""

import os
import sys
import time
from pathlib import Path

import psutil
import pytest

from feedtool.diagnostics.errors import UsageError
from feedtool.runtime.processes import Processes
from feedtool.runtime.workers import START_METHOD


def twice(number: int) -> int:
    time.sleep(0.02 if number % 3 else 0)  # the results do not come in the order of the calls
    return 2 * number


def refuse(number: int) -> int:
    raise UsageError(f"no {number}")


def refuse_large(number: int) -> int:
    return refuse(number) if number > 5 else number


def where(_: int) -> int:
    return os.getpid()


def meet(folder: Path) -> int:
    """The number of this process, once another one has come to the folder too, or does not come."""
    (folder / str(os.getpid())).touch()
    deadline = time.monotonic() + 10
    while len(list(folder.iterdir())) < 2 and time.monotonic() < deadline:
        time.sleep(0.001)
    return os.getpid()


@pytest.mark.parametrize("start_method", sorted({START_METHOD, "spawn"}))
def test_results_come_in_the_order_of_the_calls(start_method: str) -> None:
    with Processes(2, (), are_required=True, start_method=start_method) as processes:
        assert list(processes.map(twice, range(20))) == [2 * number for number in range(20)]


@pytest.mark.parametrize("start_method", sorted({START_METHOD, "spawn"}))
def test_workers_stay_for_other_work(start_method: str, tmp_path: Path) -> None:
    with Processes(2, (), are_required=True, start_method=start_method) as processes:
        first = list(processes.map(meet, [tmp_path] * 2))
        assert list(processes.map(twice, range(20))) == [2 * number for number in range(20)]
        later = tmp_path / "later"
        later.mkdir()
        assert list(processes.map(meet, [later] * 2)) == first


def leave(folder: Path, text: str) -> None:
    (folder / text).write_text(str(os.getpid()))


@pytest.mark.parametrize("start_method", sorted({START_METHOD, "spawn"}))
def test_workers_prepare_for_what_comes_while_they_have_nothing_to_do(
    start_method: str, tmp_path: Path
) -> None:
    with Processes(2, (), are_required=True, start_method=start_method) as processes:
        processes.prepare(leave, tmp_path, "nobody is there yet")
        list(processes.map(twice, range(20)))
        processes.prepare(leave, tmp_path, "done")
        assert list(processes.map(twice, range(20))) == [2 * number for number in range(20)]
    assert [file.name for file in tmp_path.iterdir()] == ["done"]
    assert (tmp_path / "done").read_text() != str(os.getpid())


def give_much_then_touch(number: int, folder: Path) -> bytes | bool:
    """The first call gives much, the second leaves a file, for which all others wait."""
    file = folder / "touched"
    if number == 0:
        return bytes(500_000)
    if number == 1:
        file.touch()
    deadline = time.monotonic() + 10
    while not file.exists() and time.monotonic() < deadline:
        time.sleep(0.001)
    return file.exists()


@pytest.mark.skipif(
    sys.platform != "linux", reason="pipes of other systems are as large as they are"
)
def test_a_worker_goes_on_while_what_it_gave_is_not_taken_yet(tmp_path: Path) -> None:
    with Processes(2, (), are_required=True) as processes:
        much, *others = processes.map(give_much_then_touch, range(4), [tmp_path] * 4)
    assert much == bytes(500_000)
    assert others == [True] * 3


def test_what_goes_wrong_while_a_worker_prepares_is_told_when_it_is_needed() -> None:
    with Processes(2, (), are_required=True) as processes:
        list(processes.map(twice, range(20)))
        processes.prepare(refuse, 1)
        assert list(processes.map(twice, range(20))) == [2 * number for number in range(20)]
        with pytest.raises(UsageError, match="no 1"):
            list(processes.map(refuse, [1]))


def test_a_worker_that_is_still_at_work_is_given_nothing_else() -> None:
    with Processes(2, (), are_required=True) as processes:
        next(processes.map(twice, range(20)))
        assert list(processes.map(twice, range(20))) == [2 * number for number in range(20)]


def test_workers_that_are_dismissed_are_waited_for_later(tmp_path: Path) -> None:
    with Processes(2, (), are_required=True) as processes:
        worker, _ = processes.map(meet, [tmp_path] * 2)
        processes.shutdown(wait=False)
        deadline = time.monotonic() + 10
        while not is_dead(worker) and time.monotonic() < deadline:
            time.sleep(0.001)
        assert is_dead(worker)
        os.kill(worker, 0)  # its number is not free before somebody has waited for it
        processes.shutdown()
        with pytest.raises(ProcessLookupError):
            os.kill(worker, 0)


def is_dead(process: int) -> bool:
    return bool(psutil.Process(process).status() == psutil.STATUS_ZOMBIE)


def test_each_process_has_its_share_of_few_calls(tmp_path: Path) -> None:
    with Processes(2, (), are_required=True) as processes:
        assert len(set(processes.map(meet, [tmp_path] * 2))) == 2


def test_the_work_is_done_by_no_more_processes_than_there_are_calls() -> None:
    with Processes(3, (), are_required=True) as processes:
        assert len(set(processes.map(where, range(2)))) <= 2
        assert list(processes.map(twice, [])) == []


def test_an_error_is_raised_where_its_result_is_wanted() -> None:
    with Processes(2, (), are_required=True) as processes:
        results = processes.map(refuse_large, [1, 2, 7, 8, 9])
        assert [next(results), next(results)] == [1, 2]
        with pytest.raises(UsageError, match="no 7"):
            next(results)


def test_an_error_in_a_worker_says_where_it_came_from() -> None:
    with Processes(2, (), are_required=True) as processes:
        results = processes.map(refuse, [7, 8])  # the first of them is the worker's
        with pytest.raises(UsageError, match="no 7") as error:
            next(results)
    assert "in a worker process" in "".join(error.value.__notes__)


def test_what_the_workers_need_is_imported_before_they_begin() -> None:
    with pytest.raises(ModuleNotFoundError):
        Processes(2, ["feedtool.nothing"], are_required=True)

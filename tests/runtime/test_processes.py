"""Work that is shared among processes; tests/integration/test_processes.py has what kills them."""

import os
import time

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
    time.sleep(0.1)  # longer than to hand the next call to another process
    return os.getpid()


@pytest.mark.parametrize("start_method", sorted({START_METHOD, "spawn"}))
def test_results_come_in_the_order_of_the_calls(start_method: str) -> None:
    with Processes(2, (), are_required=True, start_method=start_method) as processes:
        assert list(processes.map(twice, range(20))) == [2 * number for number in range(20)]


@pytest.mark.parametrize("start_method", sorted({START_METHOD, "spawn"}))
def test_workers_stay_for_other_work(start_method: str) -> None:
    with Processes(2, (), are_required=True, start_method=start_method) as processes:
        first = list(processes.map(where, range(2)))
        assert list(processes.map(twice, range(20))) == [2 * number for number in range(20)]
        assert list(processes.map(where, range(2))) == first


def test_a_worker_that_is_still_at_work_is_given_nothing_else() -> None:
    with Processes(2, (), are_required=True) as processes:
        next(processes.map(twice, range(20)))
        assert list(processes.map(twice, range(20))) == [2 * number for number in range(20)]


def test_workers_that_are_dismissed_are_waited_for_later() -> None:
    with Processes(2, (), are_required=True) as processes:
        worker, _ = processes.map(where, range(2))
        processes.shutdown(wait=False)
        os.kill(worker, 0)  # its number is not free before somebody has waited for it
        processes.shutdown()
        with pytest.raises(ProcessLookupError):
            os.kill(worker, 0)


def test_each_process_has_its_share_of_few_calls() -> None:
    with Processes(2, (), are_required=True) as processes:
        assert len(set(processes.map(where, range(2)))) == 2


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
        results = processes.map(refuse, [7, 8])  # both are handed to the worker
        with pytest.raises(UsageError, match="no 7") as error:
            next(results)
    assert "in a worker process" in "".join(error.value.__notes__)


def test_what_the_workers_need_is_imported_before_they_begin() -> None:
    with pytest.raises(ModuleNotFoundError):
        Processes(2, ["feedtool.nothing"], are_required=True)

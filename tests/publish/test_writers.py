import signal
import threading
import time
from collections.abc import Iterator

import pytest

from feedtool.publish import writers


class Wrong(Exception):
    """What a write raises here."""


@pytest.fixture(autouse=True)
def _no_thread_is_left() -> Iterator[None]:
    before = threading.active_count()
    yield
    assert threading.active_count() == before, threading.enumerate()


@pytest.mark.parametrize("number", [0, 1, 2, 50])
def test_each_is_written_once(number: int) -> None:
    written: list[int] = []
    writers.each_at_once(written.append, iter(range(number)), number)
    assert sorted(written) == list(range(number))


def test_several_are_written_at_once() -> None:
    both = threading.Barrier(2, timeout=30)

    def write(_file: int) -> None:
        both.wait()

    writers.each_at_once(write, range(2), 2)


def test_one_is_written_by_this_thread_alone() -> None:
    names: list[str] = []
    writers.each_at_once(lambda _: names.append(threading.current_thread().name), range(1), 1)
    assert names == [threading.main_thread().name]


def test_after_one_that_failed_none_is_begun_and_none_is_under_way() -> None:
    begun, ended = list[int](), list[int]()

    def write(file: int) -> None:
        begun.append(file)
        if file == 1:
            raise Wrong(file)
        time.sleep(0.05)
        ended.append(file)

    with pytest.raises(Wrong, match="1"):
        writers.each_at_once(write, range(1_000), 1_000)
    assert len(begun) < 100
    assert sorted([*ended, 1]) == sorted(begun)


def test_what_the_files_come_from_may_fail() -> None:
    def files() -> Iterator[int]:
        yield 0
        raise Wrong("no more")

    with pytest.raises(Wrong, match="no more"):
        writers.each_at_once(lambda _: None, files(), 2)


@pytest.mark.parametrize("moment", [0, 3])
def test_a_signal_ends_it_when_no_write_is_under_way(moment: int) -> None:
    begun, ended = list[int](), list[int]()

    def stop(_number: int, _frame: object) -> None:
        raise Wrong("stopped")

    def write(file: int) -> None:
        begun.append(file)
        if file == moment:
            # To the main thread: a worker of pytest-xdist has another one, which a signal may reach as well.
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGUSR1)
        time.sleep(0.05)
        ended.append(file)

    before = signal.signal(signal.SIGUSR1, stop)
    try:
        with pytest.raises(Wrong, match="stopped"):
            writers.each_at_once(write, range(1_000), 1_000)
    finally:
        signal.signal(signal.SIGUSR1, before)
    assert len(begun) < 100
    assert len(begun) - len(ended) <= 1  # the one that the main thread was at


def test_where_no_thread_can_begin_this_one_does_it_all() -> None:
    before = threading.stack_size(1 << 46)  # more than there is of addresses
    try:
        written: list[int] = []
        writers.each_at_once(written.append, range(50), 50)
    finally:
        threading.stack_size(before)
    assert written == list(range(50))

"""What whole processes cost, measured so that a noisy machine is fair to all: they take turns."""

import os
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

# What a developer sets for himself is not what a user has: no PYTHONDONTWRITEBYTECODE, for one.
ENVIRONMENT = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}  # noqa: TID251

Key = TypeVar("Key")


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock and of the processors."""

    wall: float
    cpu: float


@dataclass(frozen=True)
class Program:
    """A command to measure: what to do before each run is not measured, and with what it may exit."""

    command: tuple[str, ...]
    folder: Path
    before: Callable[[], None] = lambda: None
    accepted: tuple[int, ...] = (0,)


def once(program: Program) -> Cost:
    """What one run costs; it must exit as it may."""
    program.before()
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = _spawn(program, said.fileno())
        _, status, used = os.wait4(process, 0)
        wall = time.perf_counter() - start
        if os.waitstatus_to_exitcode(status) not in program.accepted:
            said.seek(0)
            sys.exit(f"{program.command} failed: {said.read()[-500:].decode(errors='replace')}")
    return Cost(wall, used.ru_utime + used.ru_stime)


def _spawn(program: Program, said: int) -> int:
    # posix_spawn knows no working directory.
    here = Path.cwd()
    os.chdir(program.folder)
    try:
        return os.posix_spawn(
            program.command[0],
            program.command,
            ENVIRONMENT,
            file_actions=[
                (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
                (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
                (os.POSIX_SPAWN_DUP2, said, 2),
            ],
        )
    finally:
        os.chdir(here)


def in_turns(programs: Mapping[Key, Program], turns: int) -> dict[Key, list[Cost]]:
    """The costs of each program; every turn runs all of them, in the order given."""
    costs: dict[Key, list[Cost]] = {name: [] for name in programs}
    for _ in range(turns):
        for name, program in programs.items():
            costs[name].append(once(program))
    return costs


def peak(program: Program) -> float:
    """The most memory that a run and all processes below it held at one time, in MB.

    Measured in a run apart, for to look slows what is looked at. Pages that processes share count once
    (PSS); only Linux tells that, elsewhere the answer is 0.
    """
    watch = _Watch(os.getpid())
    once(program)
    return watch.peak()


class _Watch(threading.Thread):
    """Looks at the memory of all processes below this one."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid, self._peak, self._done = pid, 0, threading.Event()
        self.start()

    def run(self) -> None:
        while not self._done.wait(0.01):
            self._peak = max(self._peak, sum(map(_pss, _below(self._pid))))

    def peak(self) -> float:
        self._done.set()
        self.join()
        return self._peak / 1024


def _below(pid: int) -> list[int]:
    try:
        tasks = Path(f"/proc/{pid}/task").iterdir()
        children = [
            int(child) for task in tasks for child in (task / "children").read_text().split()
        ]
    except OSError:
        return []
    return children + [process for child in children for process in _below(child)]


def _pss(pid: int) -> int:
    """The kilobytes of one process; none where it is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


Clock = Callable[[Cost], float]


def wall(cost: Cost) -> float:
    """The seconds by the clock."""
    return cost.wall


def cpu(cost: Cost) -> float:
    """The seconds of all processors."""
    return cost.cpu


def median(costs: list[Cost], clock: Clock = wall) -> float:
    """The median by one of the clocks."""
    return statistics.median(map(clock, costs))


def ratio(costs: list[Cost], to: list[Cost], clock: Clock = wall) -> float:
    """How many times as long ``to`` takes: the median of the ratios of each turn."""
    turns = zip(costs, to, strict=True)
    return statistics.median(clock(theirs) / clock(ours) for ours, theirs in turns)

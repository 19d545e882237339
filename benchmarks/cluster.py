"""A cold build whose records a Dask cluster parses, beside one by processes: ``make cluster``.

Scheduler and workers run on this machine, so that the seconds say little where it has few processors. The
processor time says more: what the building process spends itself, no cluster can take from it, and what the
workers spend is divided by their number. From both follows how long a build takes with so many machines.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import corpus
import timing
from timing import Program

WORKERS = (2, 4)
HERE = Path(sys.executable).parent
BUILD = (str(HERE / "feedtool"), "build", "--no-cache", "--quiet", "--now", "2040-01-01T00:00:00Z")


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock, of the processors for the process that builds, and for all workers."""

    wall: float
    build: float
    workers: float


@contextmanager
def cluster(folder: Path, count: int) -> Iterator[tuple[str, list[int]]]:
    """The address of a scheduler, and the process numbers of so many workers that have begun."""
    from distributed import Client

    file = folder / "scheduler.json"
    file.unlink(missing_ok=True)
    python = (sys.executable, "-m")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    local = ("--host", "127.0.0.1")
    started = [
        subprocess.Popen(
            [*python, "distributed.cli.dask_scheduler", *local, "--port", "0", "--no-dashboard",
             "--scheduler-file", str(file)], **quiet,
        )
    ]  # fmt: skip
    try:
        while not file.exists():
            time.sleep(0.1)
        with Client(scheduler_file=str(file), set_as_default=False) as client:
            address = client.scheduler.address
            started += [
                subprocess.Popen(
                    [*python, "distributed.cli.dask_worker", address, *local, "--nthreads", "1",
                     "--no-nanny", "--no-dashboard"], **quiet,
                )
                for _ in range(count)
            ]  # fmt: skip
            client.wait_for_workers(count, timeout=60)
        yield address, [process.pid for process in started[1:]]
    finally:
        for process in reversed(started):
            process.kill()
            process.wait()


def spent(pid: int) -> float:
    """The processor seconds of a process that runs, as Linux tells them."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def build(folder: Path, arguments: tuple[str, ...], workers: list[int]) -> Cost:
    """What one cold build costs."""
    shutil.rmtree(folder / "output", ignore_errors=True)
    before = sum(map(spent, workers))
    cost = timing.once(Program((*BUILD, *arguments), folder, accepted=(0, 1)))
    return Cost(cost.wall, cost.cpu, sum(map(spent, workers)) - before)


def measure(folder: Path, turns: int) -> dict[str, list[Cost]]:
    """The costs by the name of what parses."""
    ways = {f"--jobs {jobs}": (("--jobs", str(jobs)), 0) for jobs in (1, 2)}
    costs: dict[str, list[Cost]] = {}
    for _ in range(turns):
        for name, (arguments, _none) in ways.items():
            costs.setdefault(name, []).append(build(folder, arguments, []))
        for count in WORKERS:
            with cluster(folder, count) as (address, workers):
                far = ("--executor", "dask", "--scheduler", address)
                build(folder, far, workers)  # a worker's first batch imports what it needs
                costs.setdefault(f"Dask, {count} workers", []).append(build(folder, far, workers))
    return costs


def table(records: int, costs: dict[str, list[Cost]]) -> str:
    """The rows of one number of records, as Markdown."""

    def row(name: str, runs: list[Cost]) -> str:
        wall, own, theirs = (
            statistics.median(getattr(cost, field) for cost in runs)
            for field in ("wall", "build", "workers")
        )
        return f"| {records:,} | {name} | {wall:.2f} | {own:.2f} | {theirs:.2f} |"

    return "\n".join(row(name, runs) for name, runs in costs.items())


def main() -> None:
    """Measure, and print one row for each way."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--records", type=int, nargs="+", default=[10_000, 50_000], metavar="N")
    parser.add_argument("--turns", type=int, default=3)
    given = parser.parse_args()
    print("| records | parsed by | s | processor s, building | workers |")
    print("| --: | --- | --: | --: | --: |")
    for records in given.records:
        with tempfile.TemporaryDirectory() as name:
            site = Path(name) / "site"
            corpus.write(records, site)
            print(table(records, measure(site, given.turns)), flush=True)


if __name__ == "__main__":
    main()

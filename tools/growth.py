"""How time and memory of ``feedtool check`` grow: ``python -m tools.growth [WORD…] [--most MIB]``.

Each part of each grammar that a feed is written in (``tools/shapes``) is made twice as large again and
again, and each document checked by a process of its own. WORD chooses shapes by parts of their names. A
shape is named that takes more than the limits, or more for a megabyte the larger it is.
"""

# ruff: noqa: INP001, T201 - a script

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from tools.shapes import MIB, SHAPES, Shape

MOST_SECONDS = 10.0
MOST_MEMORY = 200.0
GIVE_UP = 180  # seconds of a processor, however slow
# How many seconds ``_pace`` takes on the machine that the limits are meant for. Others are slower, and one that
# is shared may be so now and then.
USUAL_PACE = 0.1


class Cost(NamedTuple):
    """What a check took: seconds of a processor, MiB of memory, and how it ended."""

    seconds: float
    memory: float
    code: int


# A process takes over the memory that the one which began it had at its most, so a small one begins it.
_LAUNCHER = """
import json, os, resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[1]), int(sys.argv[1])))
null = os.open(os.devnull, os.O_WRONLY)
out = [(os.POSIX_SPAWN_DUP2, null, 1), (os.POSIX_SPAWN_DUP2, null, 2)]
process = os.posix_spawn(sys.executable, [sys.executable, *sys.argv[2:]], os.environ, file_actions=out)
_, status, used = os.wait4(process, 0)
print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss, os.waitstatus_to_exitcode(status)]))
"""


def measure(file: Path, *options: str) -> Cost:
    """Check a file in a process of its own; given up after three minutes. Seconds are those of this machine."""
    command = ["-m", "feedtool", "check", *options, str(file)]
    told = subprocess.check_output(  # noqa: S603 - our own program
        [sys.executable, "-S", "-c", _LAUNCHER, str(GIVE_UP), *command], text=True
    )
    seconds, memory, code = json.loads(told)
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(seconds, memory * unit / MIB, code)


def _pace() -> float:
    """How many seconds of a processor a piece of Python takes now."""
    begin, total = time.process_time(), 0
    for number in range(3_000_000):
        total += number
    return time.process_time() - begin


def write(shape: Shape, size: int, file: Path) -> None:
    """Write a document of about that size."""
    with file.open("wb") as stream:
        stream.writelines(shape.blocks(size))


def costs(shape: Shape, sizes: Iterable[int], folder: Path, *options: str) -> dict[int, Cost]:
    """What a check of a shape costs at some sizes, in seconds of a processor of the usual pace."""
    found = {}
    file = folder / "feed"
    before = _pace()
    for size in sizes:
        write(shape, size, file)
        told = measure(file, *options)
        after = _pace()
        found[size] = told._replace(seconds=told.seconds * 2 * USUAL_PACE / (before + after))
        before = after
        if found[size].code not in {0, 1}:
            break
    return found


def faults(found: dict[int, Cost]) -> list[str]:
    """What is wrong with the growth of a shape."""
    wrong = []
    (first, small), (last, large) = min(found.items()), max(found.items())
    if large.code not in {0, 1}:
        wrong.append(f"ended with {large.code}")
    if large.seconds > MOST_SECONDS:
        wrong.append(f"{large.seconds:.1f} s")
    if large.memory > MOST_MEMORY:
        wrong.append(f"{large.memory:.0f} MiB")
    start = 0.3  # of which half is Python's and half that of what the clock cannot tell
    if last > first and large.seconds > 1.5 * (last / first) * max(small.seconds, start):
        wrong.append("grows faster than its size")
    return wrong


def main() -> int:
    """Measure the shapes that were asked for; gives 1 where one of them is not as it should be."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("words", nargs="*")
    parser.add_argument("--least", type=int, default=4, metavar="MIB")
    parser.add_argument("--most", type=int, default=64, metavar="MIB")
    parser.add_argument("--options", default="", help="more options of feedtool check")
    given = parser.parse_args()
    sizes = [given.least << n for n in range(10) if given.least << n <= given.most]
    bad, slowest, largest = 0, ("", 0.0), ("", 0.0)
    begin = time.monotonic()
    chosen = {n: s for n, s in SHAPES.items() if all(word in n for word in given.words)}
    with tempfile.TemporaryDirectory() as folder:
        for name, shape in chosen.items():
            found = costs(
                shape, [size * MIB - 1 for size in sizes], Path(folder), *given.options.split()
            )
            wrong = faults(found)
            bad += bool(wrong)
            seconds = max(cost.seconds for cost in found.values())
            memory = max(cost.memory for cost in found.values())
            slowest = max(slowest, (name, seconds), key=lambda pair: pair[1])
            largest = max(largest, (name, memory), key=lambda pair: pair[1])
            row = "  ".join(
                f"{cost.seconds:5.2f} s {cost.memory:4.0f} M" for cost in found.values()
            )
            print(f"{name:45} {row}  {', '.join(wrong)}", flush=True)
    took = f"{time.monotonic() - begin:.0f} s"
    sized = ", ".join(map(str, sizes))
    print(f"{len(chosen)} shapes of {sized} MiB, {took}: {bad} not as they should be")
    print(
        f"the slowest: {slowest[1]:.2f} s ({slowest[0]}); the largest: {largest[1]:.0f} MiB ({largest[0]})"
    )
    return min(bad, 1)


if __name__ == "__main__":
    sys.exit(main())

"""Executors that a package offers by entry point, for ``build --executor NAME --scheduler ADDRESS``.

A cluster pays for few, so none of it shows in ``build --help``, and whoever has another kind of cluster can
offer it without a change of feedtool: in the group ``feedtool.executors``, a function of an address and of the
seconds to wait for it. It raises UsageError for what cannot be used, before a record is read, and returns
what connects; that may raise WorkerError. What is connected to is an executor whose ``map`` keeps the order.
"""

from typing import TYPE_CHECKING, TypeAlias

from feedtool.diagnostics.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any, Protocol, TypeVar

    T = TypeVar("T")

    class MapExecutor(Protocol):
        """What shares calls: as much of the standard library's ``Executor`` as a run asks of one.

        That one brings logging, which no build needs; this one is there for annotations alone.
        """

        def map(self, fn: Callable[..., T], /, *iterables: Any) -> Iterator[T]:
            """The results of a function of each, in order; the work begins before the first is asked for."""

        def shutdown(self, *, wait: bool = ..., cancel_futures: bool = ...) -> None:
            """End whatever is still under way, and ``wait`` until it has ended; once or twice."""


GROUP = "feedtool.executors"
PROCESSES = "processes"
Connect: TypeAlias = "Callable[[], MapExecutor]"
# Batches of files: large enough that sending one costs little beside parsing it, small enough to keep every
# process busy to the end, so that of a small site none holds more than a hundredth.
LARGEST_BATCH, _LEAST_BATCH, _BATCHES = 250, 25, 100


def batch_size(files: int) -> int:
    """How many of so many files to send at once."""
    return max(_LEAST_BATCH, min(LARGEST_BATCH, files // _BATCHES))


def prepare(name: str, address: str, patience: float) -> Connect:
    """What connects to the executor of a name; raises UsageError where none has it."""
    from importlib.metadata import entry_points  # late: it takes a tenth of a small build to import

    found = entry_points(group=GROUP)
    if name not in found.names:
        names = ", ".join(sorted({PROCESSES, *found.names}))
        raise UsageError(f"--executor {name}: there is none of that name; installed are {names}")
    connect: Connect = found[name].load()(address, patience)
    return connect

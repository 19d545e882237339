"""The workers of a Dask cluster as an executor: the one home of distributed.

Workers read the record files themselves, at the paths that they have here: the records must lie on a
file system that all of them share. Dask sends functions and values as pickles, so whoever can speak to
the scheduler can run code on the workers, and on this machine.
"""

import logging
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from feedtool import __version__
from feedtool.diagnostics.errors import UsageError, WorkerError
from feedtool.model.record import ScanResult
from feedtool.model.states import UNREADABLE
from feedtool.runtime import libraries
from feedtool.text.hashes import blake2b

# So many batches are sent ahead for each thread of the cluster: enough that no worker waits for us,
# and few enough that neither the scheduler nor our memory is filled by a million files.
AHEAD = 4


def prepare(address: str, patience: float) -> Callable[[], "Workers"]:
    """The entry point ``dask``: what connects to a scheduler; raises UsageError without distributed."""
    if find_spec("distributed") is None:
        raise UsageError("--executor dask needs more packages: pip install 'feedtool[dask]'")
    return partial(connect, address, patience)


def connect(address: str, patience: float) -> "Workers":
    """The workers of a scheduler; raises UsageError for what is no address, WorkerError.

    ``patience`` is how many seconds to wait for the scheduler, and for a worker while there is none.
    """
    import distributed

    # What it would log of lost connections, we say in one line.
    logging.disable()
    try:
        client: Any = distributed.Client(  # type: ignore[no-untyped-call]
            address, timeout=patience, set_as_default=False
        )
    except (ValueError, TypeError) as error:
        raise UsageError(f"--scheduler: {address} is no address of a scheduler: {error}") from None
    except OSError:
        raise WorkerError(f"no scheduler answers at {address} within {patience:g} s") from None
    try:
        client.wait_for_workers(1, timeout=patience)
    except TimeoutError:
        client.close(timeout=1)
        raise WorkerError(f"no worker has come to {address} within {patience:g} s") from None
    return Workers(client, address, patience)


class Workers(Executor):
    """Runs functions that give a list, on the workers of a cluster.

    A worker that is lost costs time: its batches go to others. What a worker could not read is read
    again here, so that a file that it sees too late does not drop out of the feeds.
    """

    def __init__(self, client: Any, address: str, patience: float) -> None:
        self._client, self._address, self._patience = client, address, patience
        self._pool: Executor = client.get_executor(pure=False)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """A call on some worker, which must run what is run here."""
        return self._pool.submit(on_worker, program(), fn, *args, **kwargs)

    def map(
        self,
        fn: Callable[..., Any],
        *iterables: Iterable[Any],
        timeout: float | None = None,  # noqa: ARG002 - as every executor has it
        chunksize: int = 1,  # noqa: ARG002
        **_: object,
    ) -> Iterator[Any]:
        """The results in the order of the arguments; raises WorkerError."""
        most = AHEAD * max(1, sum(self._client.nthreads().values()))
        sent: deque[tuple[tuple[Any, ...], Future[Any]]] = deque()
        try:
            for args in zip(*iterables, strict=False):
                sent.append((args, self.submit(fn, *args)))
                if len(sent) >= most:
                    yield self._result(fn, *sent.popleft())
            while sent:
                yield self._result(fn, *sent.popleft())
        finally:
            for _args, future in sent:
                future.cancel()

    def _result(self, fn: Callable[..., Any], args: tuple[Any, ...], future: Future[Any]) -> Any:
        result = self._wait(future)
        unread = sum(map(_is_unread, result))
        if not unread:
            return result
        again = fn(*args)
        if unread == len(result) and not all(map(_is_unread, again)):
            raise WorkerError(
                "a worker cannot read records that are here: they must be at the same path for all workers"
            )
        return again

    def _wait(self, future: Future[Any]) -> Any:
        from distributed import KilledWorker

        while True:
            try:
                return future.result(self._patience)
            except TimeoutError:
                self._require_workers()
            except KilledWorker:
                raise WorkerError(
                    "workers were lost again and again over the same records"
                ) from None
            except (CancelledError, OSError):
                raise WorkerError(f"the scheduler {self._address} was lost") from None
            except (ImportError, AttributeError) as error:
                raise WorkerError(f"a worker cannot run this feedtool: {error}") from error

    def _require_workers(self) -> None:
        """Raises WorkerError where nobody is left to wait for."""
        try:
            left = self._client.nthreads()
        except OSError:
            raise WorkerError(f"the scheduler {self._address} was lost") from None
        if not left:
            raise WorkerError(
                f"no worker is left at {self._address}: each needs feedtool and its packages; see their logs"
            )

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002, ARG002
        """Let go of the cluster, which goes on without us."""
        self._client.close(timeout=5)


def _is_unread(one: object) -> bool:
    return isinstance(one, ScanResult) and one.state == UNREADABLE


def on_worker(expected: tuple[str, ...], fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """The result of a function on a worker; raises WorkerError where its program is another."""
    if program() != expected:
        here, there = (
            ", ".join(sorted({*one} - {*other})) or "nothing of that"
            for one, other in ((expected, program()), (program(), expected))
        )
        raise WorkerError(f"a worker has {there}, and here is {here}")
    return fn(*args, **kwargs)


@cache
def program() -> tuple[str, ...]:
    """What must be the same on both ends for the output to be: feedtool to the letter, and its libraries."""
    here = Path(__file__).parents[1]
    sources = blake2b(digest_size=4)
    for file in sorted((*here.rglob("*.py"), *here.glob("feeds/render/templates/*"))):
        sources.update(file.read_bytes())
    python = f"Python {sys.version_info.major}.{sys.version_info.minor}"
    packages = (f"{name} {version}" for name, version in libraries.required().items())
    return (f"feedtool {__version__} ({sources.hexdigest()})", python, *packages)

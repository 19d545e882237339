"""``feedtool`` and ``python -m feedtool``: where every run begins."""

import os
import sys

TYPE_CHECKING = False  # typing's own takes memory before any has been asked for
if TYPE_CHECKING:
    from typing import NoReturn

# MiB: what a small build takes beyond Python itself (59 on Linux), and a fifth more for larger libraries.
LEAST_ROOM = 72


def main() -> "NoReturn":
    """Run the command line and exit.

    Until the command line is there to say so, an interrupt ends the run at once and without a word:
    nothing has been begun yet.
    """
    _require_room()
    import gc
    import signal

    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    gc.disable()  # imports make much and free nothing; a command enables it again
    try:
        from feedtool import cli  # late: the import takes most of a short run
        from feedtool.cli.common.stdout import EXIT_SIGNAL

        code = cli.run()
    except (ImportError, MemoryError, OSError, SyntaxError, SystemError) as error:
        _give_up(error)
    if code <= EXIT_SIGNAL and _is_awaited():
        sys.exit(code)
    # Stdout has been flushed. Python would take apart one by one what the system takes back at once, which is a
    # fortieth of a small build; after a signal it would wait for threads that may never end.
    try:
        if sys.stderr is not None:
            sys.stderr.flush()
    finally:
        os._exit(code)


def _is_awaited() -> bool:
    """Whether somebody else has something to do when Python ends: who watches the run, or is a guest of it.

    The packages that offer executors come in by ``importlib.metadata``, other file systems by ``fsspec``.
    """
    is_watched = sys.gettrace() or sys.getprofile() or sys.flags.inspect
    # Profilers need neither of both functions there, nor does coverage.
    if sys.version_info >= (3, 12):
        is_watched = is_watched or any(map(sys.monitoring.get_tool, range(6)))
    return bool(is_watched) or not sys.modules.keys().isdisjoint(("importlib.metadata", "fsspec"))


def _require_room() -> None:
    """End the run where the system allows too little memory (``ulimit -v``) to import what it needs.

    Python does not survive it when the last bytes go while it imports: it calls itself until its stack
    overflows (SIGSEGV), or tries the same instruction for ever. No code of ours can stop that, so it must
    not come to it. Nothing is imported here, and the system gives zeros without filling any page.
    """
    try:
        bytes(LEAST_ROOM << 20)
    except MemoryError:
        least = f"out of memory: allow {LEAST_ROOM} MiB more than Python takes (ulimit -v)"
        _give_up(MemoryError(least))


def _give_up(error: Exception) -> "NoReturn":
    """Say in one line that feedtool cannot even be loaded, or has no room left to say more."""
    if sys.flags.dev_mode:
        raise error
    said = str(error) or "out of memory"
    os.write(2, f"feedtool: {said}\n".encode(errors="backslashreplace"))
    os._exit(3)


if __name__ == "__main__":
    main()

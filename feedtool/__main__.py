"""``feedtool`` and ``python -m feedtool``: where every run begins."""

import gc
import os
import signal
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line and exit.

    Until the command line is there to say so, an interrupt ends the run at once and without a word:
    nothing has been begun yet.
    """
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    gc.disable()  # imports make much and free nothing; a command enables it again
    try:
        from feedtool import cli  # late: the import takes most of a short run
        from feedtool.cli.output import EXIT_SIGNAL

        code = cli.run()
    except (ImportError, MemoryError, OSError, SyntaxError, SystemError) as error:
        _give_up(error)
    if code > EXIT_SIGNAL and sys.stderr is not None:
        # Python would first wait for the workers, and may complain that they have gone.
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)


def _give_up(error: Exception) -> NoReturn:
    """Say in one line that feedtool cannot even be loaded, or has no room left to say more."""
    if sys.flags.dev_mode:
        raise error
    said = str(error) or "out of memory"
    os.write(2, f"feedtool: {said}\n".encode(errors="backslashreplace"))
    os._exit(3)


if __name__ == "__main__":
    main()

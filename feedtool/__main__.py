"""``feedtool`` and ``python -m feedtool``: where every run begins."""

import signal
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line and exit.

    Until the command line is there to say so, an interrupt ends the run at once and without a word:
    nothing has been begun yet.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from feedtool import cli  # late: the import takes most of a short run

    sys.exit(cli.run())


if __name__ == "__main__":
    main()

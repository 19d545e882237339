"""``python -m feedtool`` is the ``feedtool`` command."""

from feedtool.cli import main

if __name__ == "__main__":
    main()

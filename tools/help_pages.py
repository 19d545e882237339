"""Write what ``feedtool --help`` says for the usual widths of a terminal, as click lays it out."""

# ruff: noqa: INP001 - a script

import os
import sys
from pathlib import Path

from feedtool.cli import HELP_PAGES
from feedtool.cli.group import feedtool


def page(columns: int) -> str:
    """The help for a terminal of so many columns."""
    os.environ["COLUMNS"] = str(columns)  # noqa: TID251 - where click looks
    with feedtool.make_context("feedtool", ["help"]) as context:
        return f"{context.get_help()}\n"


def main() -> None:
    """Write all pages into the folder that the command line names."""
    for columns, name in HELP_PAGES.items():
        (Path(sys.argv[1]) / name).write_text(page(columns), "utf-8")


if __name__ == "__main__":
    main()

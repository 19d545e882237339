"""Options that several commands have: their names, and the lines of their help."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from feedtool.cli.common import completion
from feedtool.report import REPORTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Command = Callable[..., Any]
    Decorator = Callable[[Command], Command]


def together(*options: "Decorator") -> "Decorator":
    """A decorator that gives a command several options, in the order of its help."""

    def decorate(command: "Command") -> "Command":
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


config = click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The configuration; else feedtool.toml here or in a parent folder.",
)
quiet = click.option("-q", "--quiet", is_flag=True, help="Say nothing unless something is wrong.")

# What follows ``validate`` and ``check`` share.

selection = together(
    click.option(
        "--select",
        multiple=True,
        shell_complete=completion.codes,
        metavar="CODES",
        help="Report only these codes, or beginnings of codes; also: all, default.",
    ),
    click.option(
        "--ignore",
        multiple=True,
        shell_complete=completion.codes,
        metavar="CODES",
        help="Do not report these codes.",
    ),
    click.option("--strict", is_flag=True, help="Let warnings count: they too give exit code 1."),
)
report = together(
    click.option(
        "--output-format",
        type=click.Choice(REPORTS),
        default="text",
        show_default=True,
        help="How to report.",
    ),
    click.option(
        "--output-file",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help="Write the report there, not to stdout.",
    ),
)


def max_problems(text: str) -> "Decorator":
    """The option that shortens a report; ``text`` is its help."""
    return click.option("--max-problems", type=click.IntRange(0), metavar="N", help=text)


now = click.option(
    "--now", metavar="RFC3339", help="The moment beyond which a date is in the future."
)


def stdin_filename(default: str) -> "Decorator":
    """The option that names what is read from stdin."""
    return click.option(
        "--stdin-filename", default=default, metavar="NAME", help="The name of what - reads."
    )

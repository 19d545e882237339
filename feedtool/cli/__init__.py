"""The command line: the only place that prints, exits, and reads the clock and the environment."""

import os
import signal
import sys
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import NoReturn

import click

from feedtool import __version__
from feedtool.cli.output import EXIT_INTERRUPTED, EXIT_STORAGE, EXIT_TERMINATED, fail

# Each command and its line in the help. A command is imported when it is run: a hook that validates
# one file should not wait for the renderer.
COMMANDS = {
    "build": "Validate the records, select those to publish, and write the feeds.",
    "validate": "Check records, and mend what can be mended safely.",
    "rules": "List the codes of problems, or explain one.",
    "schema": "Print the JSON Schema of records or of the configuration.",
}


class _Lazy(click.Group):
    """A group that imports a command when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"feedtool.cli.{cmd_name}"), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(
    cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="feedtool")
@click.option(
    "-C",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Run as if started in DIR.",
)
def feedtool(folder: Path | None) -> None:
    r"""Publish front-matter records as feeds, and validate them.

    \b
    Examples:
      feedtool validate
      feedtool build
    """
    if folder:
        os.chdir(folder)


def main() -> NoReturn:
    """Run the command line and exit; what a user can cause never shows a traceback."""
    signal.signal(signal.SIGTERM, _terminate)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = feedtool.main(standalone_mode=False) or 0
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        code = EXIT_INTERRUPTED
    except BrokenPipeError:
        code = _without_stdout(0)
    except OSError as error:
        code = _without_stdout(EXIT_STORAGE)
        fail(f"cannot write the output: {error.strerror}")
    sys.exit(code)


def _without_stdout(code: int) -> int:
    """The exit code, with stdout closed to what is still buffered: Python would complain at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return code


def _terminate(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(EXIT_TERMINATED)

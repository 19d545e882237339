"""The command line: the only place that prints, exits, and reads the clock and the environment."""

import gc
import os
import signal
import sys
from importlib import import_module

import click

from feedtool import __version__
from feedtool.cli import log, signals
from feedtool.cli.output import (
    EXIT_INTERRUPTED,
    EXIT_OK,
    EXIT_STORAGE,
    EXIT_TERMINATED,
    flush,
    without_stderr,
    without_stdout,
)

# Each command and its line in the help. A command is imported when it is run: a hook that validates
# one file should not wait for the renderer.
COMMANDS = {
    "build": "Validate the records, select those to publish, and write the feeds.",
    "validate": "Check records, and mend what can be mended safely.",
    "check": "Check feeds: RSS, Atom, JSON Feed, OPML.",
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
        gc.freeze()  # what has been imported stays to the end: no search for garbage need look at it
        gc.enable()
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
    type=click.Path(exists=True, file_okay=False),
    metavar="DIR",
    help="Run as if started in DIR.",
)
def feedtool(folder: str | None) -> None:
    """Publish front-matter records as feeds, and validate them.

    \b
    Examples:
      feedtool validate
      feedtool build
      feedtool check feed.xml
    """
    if folder:
        os.chdir(folder)


def run() -> int:
    """Run the command line; gives the exit code. What a user can cause never shows a traceback."""
    try:
        return _run()
    except OSError:  # stderr takes nothing: there is nobody left to tell
        without_stderr()
        return EXIT_STORAGE


def _run() -> int:
    signals.heed()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    log.begin(sys.argv[1:])
    try:
        code = feedtool.main(standalone_mode=False) or EXIT_OK
        flush()
    except click.ClickException as error:
        log.wrong(error)
        code = error.exit_code
    except (signals.Stopped, OSError) as error:
        code = _ended_by(error)
    log.end(int(code))
    gc.freeze()  # else Python looks for garbage twice before it ends, a tenth of a short run
    return int(code)


def _ended_by(error: BaseException) -> int:
    """Say what ended the run; gives the exit code."""
    if (stopped := signals.behind(error)) is not None:
        terminated = stopped.args == (signal.SIGTERM,)
        log.fail("terminated" if terminated else "interrupted")
        return EXIT_TERMINATED if terminated else EXIT_INTERRUPTED
    without_stdout()
    log.fail(f"cannot write the output: {getattr(error, 'strerror', None)}")
    return EXIT_STORAGE

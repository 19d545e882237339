"""The command line: the only place that prints, exits, and reads the clock and the environment."""

import gc
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING

import click

from feedtool import __version__
from feedtool.cli import completion
from feedtool.cli.common.command import Command
from feedtool.cli.common.log import Log
from feedtool.cli.common.log import option as log_option
from feedtool.cli.common.stdout import (
    EXIT_OK,
    EXIT_SIGNAL,
    EXIT_STORAGE,
    EXIT_USAGE,
    StdoutError,
    echo,
    flush,
    nowhere,
)
from feedtool.runtime import signals

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

# Each command and its line in the help. A command is imported when it is run: a hook that validates
# one file should not wait for the renderer.
COMMANDS = {
    "init": "Begin a site: a configuration and a first record.",
    "new": "Write a new record.",
    "build": "Validate the records, select those to publish, and write the feeds.",
    "validate": "Check records, and mend what can be mended safely.",
    "check": "Check feeds: RSS, Atom, JSON Feed, OPML.",
    "rules": "List the codes of problems, or explain one.",
    "schema": "Print the JSON Schema of records or of the configuration.",
    "help": "Show this help, or that of a command.",
}


# What the system refuses, and what Python makes of that. With too little memory it even takes its own
# code for wrong (SyntaxError); a thread that cannot begin is a RuntimeError.
REFUSALS = (OSError, MemoryError, ImportError, RuntimeError, SyntaxError, SystemError)


class _Group(Command, click.Group):
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

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and not ctx.resilient_parsing:
            from feedtool.cli.common import usage  # late: it compares words

            raise usage.no_command(args[0], COMMANDS, ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem[str]]":
        # click would import every command for its help.
        return completion.commands(ctx, None, incomplete) + click.Command.shell_complete(
            self, ctx, incomplete
        )


def _show_version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:  # noqa: FBT001
    if value and not ctx.resilient_parsing:
        echo(f"feedtool, version {__version__}")
        ctx.exit()


@click.command(
    cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.option("-V", "--version", is_flag=True, is_eager=True, expose_value=False,
              callback=_show_version, help="Show the version and exit.")  # fmt: skip
@click.option(
    "-C",
    "folder",
    type=click.Path(exists=True, file_okay=False),
    metavar="DIR",
    help="Run as if started in DIR.",
)
@log_option
@click.pass_context
def feedtool(ctx: click.Context, folder: str | None) -> None:
    """Publish front-matter records as feeds, and validate them.

    \b
    Examples:
      feedtool init
      feedtool new "A title" --url https://www.example.org/story
      feedtool validate
      feedtool build
      feedtool check feed.xml
    """
    try:
        if folder:
            os.chdir(folder)
        os.getcwd()  # noqa: PTH109 - a folder that has been removed is still one to be in
    except OSError as error:
        where = folder or "the working directory"
        raise click.UsageError(f"cannot work in {where}: {error.strerror}", ctx) from None


def run() -> int:
    """Run the command line; gives the exit code. What a user can cause never shows a traceback."""
    try:
        code = _run(sys.argv[1:])
        signals.ignore()
    except signals.Stopped as stopped:  # when all was done
        return EXIT_SIGNAL + stopped.number
    except OSError:  # stderr takes nothing: there is nobody left to tell
        nowhere(2)
        return EXIT_STORAGE
    return code


def _run(arguments: list[str]) -> int:
    signals.heed()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    log = Log()
    try:
        code = _answer(arguments, log)
        flush()
    except (signals.Stopped, *REFUSALS) as error:
        code = _ended_by(error, log)
    log.end(code)
    gc.freeze()  # else Python looks for garbage twice before it ends, a tenth of a short run
    return code


def _answer(arguments: list[str], log: Log) -> int:
    """Do what a command line, or a shell that completes one, asks for; gives the exit code."""
    if asked := os.environ.get(completion.VARIABLE):  # noqa: TID251
        from feedtool.cli import shells  # late: it brings what knows of shells

        return shells.answer(feedtool, asked, log)
    try:
        # Not feedtool.main(), which makes an exit code of its own where nobody reads on.
        with feedtool.make_context("feedtool", list(arguments), obj=log) as ctx:
            feedtool.invoke(ctx)
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        # No command is wrong use, so that a script with an empty variable does not pass for a run.
        log.log_text(error.format_message(), "no command", event="failed", level="error")
        return EXIT_USAGE
    except click.ClickException as error:
        from feedtool.cli.common import usage  # late: it compares words

        log.find_format(arguments)
        log.fail(usage.message(error))
        return EXIT_USAGE
    return EXIT_OK


def _ended_by(error: BaseException, log: Log) -> int:
    """Say what ended the run; gives the exit code."""
    if (stopped := signals.behind(error)) is not None:
        try:
            log.fail(signals.ENDED_BY[stopped.number])
        except OSError:  # the terminal that was closed
            nowhere(2)
        return EXIT_SIGNAL + stopped.number
    if sys.flags.dev_mode:  # python -X dev: whoever looks for a bug wants to see where it is
        raise error
    if isinstance(error, StdoutError):
        nowhere(1)
    log.fail(_cause(error))
    return EXIT_STORAGE


def _cause(error: BaseException) -> str:
    """What the system, or Python itself, has refused, in one line."""
    if isinstance(error, MemoryError):
        return "out of memory"
    if isinstance(error, StdoutError):
        return f"cannot write the output: {error.strerror}"
    if isinstance(error, OSError):
        named = f"{os.fsdecode(error.filename)}: " if error.filename else ""
        return f"{named}{error.strerror or error}"
    return f"{type(error).__name__}: {error}".splitlines()[0]

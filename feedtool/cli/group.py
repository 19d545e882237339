"""The command line as click sees it: the commands, and the options before them."""

import os
from importlib import import_module
from typing import TYPE_CHECKING

import click

from feedtool.cli import COMMANDS, VERSION, collect_rarely
from feedtool.cli.common import completion
from feedtool.cli.common.command import Command
from feedtool.cli.common.log import Log
from feedtool.cli.common.log import option as log_option
from feedtool.cli.common.stdout import EXIT_OK, EXIT_USAGE, echo

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class _Group(Command, click.Group):
    """A group that imports a command when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"feedtool.cli.{cmd_name}"), cmd_name)
        collect_rarely()
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
        echo(VERSION)
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


def answer(arguments: list[str], log: Log) -> int:
    """Do what a command line asks for; gives the exit code."""
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

"""``feedtool help``."""

from typing import cast

import click

from feedtool.cli.common import log
from feedtool.cli.common.command import Command
from feedtool.cli.common.completion import commands
from feedtool.cli.common.stdout import echo
from feedtool.cli.common.usage import no_command


@click.command("help", cls=Command)
@click.argument("command", required=False, shell_complete=commands)
@log.option
@click.pass_context
def help(ctx: click.Context, command: str | None) -> None:  # noqa: A001 - the name of the command
    """Show the help of feedtool or of a command.

    \b
    Examples:
      feedtool help
      feedtool help build
    """
    above = ctx.find_root()
    if command is None:
        echo(above.get_help())
        return
    group = cast("click.Group", above.command)
    found = group.get_command(above, command)
    if found is None:
        raise no_command(command, group.list_commands(above), above)
    echo(found.get_help(click.Context(found, info_name=command, parent=above)))

"""``feedtool init``."""

import shlex
from pathlib import Path

import click

from feedtool.cli.common import log, parameters
from feedtool.cli.common.command import Command
from feedtool.cli.common.log import Log
from feedtool.cli.common.options import moment
from feedtool.cli.common.printer import exit_code
from feedtool.cli.common.stdout import EXIT_OK, echo
from feedtool.config.settings import FILE_NAME
from feedtool.diagnostics.errors import FeedtoolError
from feedtool.start import init as use_case


@click.command(cls=Command)
@click.argument("folder", default=".", metavar="[DIR]")
@parameters.quiet
@log.option
@click.pass_context
def init(ctx: click.Context, folder: str, quiet: bool) -> None:  # noqa: FBT001
    """Begin a site: write a configuration, a first record, and what git and pre-commit need.

    The folder is made if need be. Files that are there already stay as they are.

    \b
    Examples:
      feedtool init
      feedtool init my-site
    """
    try:
        result = use_case.init(Path(folder), moment(None))
    except FeedtoolError as error:
        ctx.exit(exit_code(log.of(ctx), error))
    if not quiet:
        _write_report(log.of(ctx), Path(folder), result)
    ctx.exit(EXIT_OK)


def _write_report(run_log: Log, folder: Path, result: use_case.InitResult) -> None:
    for name in result.written:
        echo(str(folder / name))
    for name in result.kept:
        run_log.say(f"{folder / name} is there already, and stays as it is", event="kept")
    if result.repository is not None:
        run_log.say(
            f"no hooks were written: pre-commit reads those in {result.repository} alone",
            event="note",
        )
    if FILE_NAME in result.written:
        inside = "" if folder == Path() else f"-C {shlex.quote(str(folder))} "
        run_log.say(
            f"set title and url in {folder / FILE_NAME}, then: feedtool {inside}build", event="next"
        )

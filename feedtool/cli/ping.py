"""``feedtool ping``, and what ``feedtool build --ping`` does in the end."""

import time
from pathlib import Path

import click

from feedtool.build import ping as use_case
from feedtool.cli.common import log, parameters
from feedtool.cli.common.command import Command, Seconds
from feedtool.cli.common.log import Log
from feedtool.cli.common.printer import report_error
from feedtool.cli.common.settings import load
from feedtool.cli.common.stdout import EXIT_OK, EXIT_STORAGE, echo
from feedtool.diagnostics.errors import FeedtoolError
from feedtool.model.config import Config
from feedtool.publish.websub import Patience

# How long a hub may take for all feeds together.
SECONDS = 60


@click.command(cls=Command)
@parameters.config
@click.option(
    "--timeout",
    type=Seconds(0, min_open=True),
    default=SECONDS,
    show_default=True,
    metavar="SECONDS",
    help="How long it may take in all; what is left is announced the next time.",
)
@click.option("--dry-run", is_flag=True, help="Tell no one; list the feeds that have changed.")
@parameters.quiet
@log.option
@click.pass_context
def ping(ctx: click.Context, /, **options: object) -> None:
    """Tell the WebSub hub of the site which feeds have changed since the last time.

    The hub is `site.hub` of the configuration. Each feed whose bytes have changed is announced once.

    \b
    Examples:
      feedtool ping
      feedtool ping --dry-run
    """
    try:
        ctx.exit(_ping(log.of(ctx), **options))  # type: ignore[arg-type]
    except FeedtoolError as error:
        ctx.exit(report_error(log.of(ctx), error))


def _ping(
    run_log: Log, *, config_file: Path | None, timeout: float, dry_run: bool, quiet: bool
) -> int:
    config = load(config_file)
    if dry_run:
        for address in use_case.changed_feeds(config):
            echo(address)
        return EXIT_OK
    return ping_hub(config, timeout, run_log, quiet=quiet)


def ping_hub(config: Config, timeout: float, run_log: Log, *, quiet: bool) -> int:
    """Tell the hub which feeds have changed, and log how many; gives the exit code.

    Raises UsageError, StorageError.
    """
    patience = Patience(time.monotonic() + timeout, time.monotonic, time.sleep)
    report = use_case.ping(config, patience)
    if not quiet:
        for line in use_case.lines(report):
            run_log.say(line, event="pinged", hub=report.hub, feeds=len(report.announced))
    if not report.left:
        return EXIT_OK
    run_log.fail(use_case.failure(report), left=list(report.left))
    return EXIT_STORAGE

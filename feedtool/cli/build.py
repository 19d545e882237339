"""``feedtool build``."""

import click

from feedtool.cli.building import run
from feedtool.cli.common import completion, log, parameters
from feedtool.cli.common.command import Command, Seconds


@click.command(cls=Command)
@parameters.config
@click.option("--seeds", metavar="DIR", shell_complete=completion.folders,
              help="The folder of the records, or its URL.")  # fmt: skip
@click.option("--output", metavar="DIR", shell_complete=completion.folders,
              help="The folder to write to, or its URL.")  # fmt: skip
@click.option("--min-heat", type=click.IntRange(-1), metavar="N",
              help="The heat that a story needs to appear.")  # fmt: skip
@click.option("--now", metavar="RFC3339",
              help="The moment that decides which stories are due; default: the clock.")  # fmt: skip
@click.option("--strict", is_flag=True,
              help="Publish nothing if `validate --strict` finds any problem, warnings included.")  # fmt: skip
@click.option(
    "--check", is_flag=True, help="Check the feeds first; publish nothing if one has an error."
)
@click.option(
    "--accept-loss",
    is_flag=True,
    help="Publish even if many records or items have gone, or many items are new.",
)
@click.option(
    "--lock-timeout",
    type=Seconds(0),
    default=run.DEFAULTS.lock_timeout,
    show_default=True,
    metavar="SECONDS",
    help="How long to wait for another build.",
)
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would change.")
@click.option("--ping", is_flag=True, help="Tell the WebSub hub which feeds have changed.")
@click.option("--jobs", type=click.IntRange(1, 256), metavar="N",
              help="How many processes parse; default: as many as help.")  # fmt: skip
# Few have a cluster, and docs/scaling.md says who gains by one.
@click.option("--executor", "kind", default=run.DEFAULTS.kind, hidden=True)
@click.option("--scheduler", metavar="ADDRESS", hidden=True)
@click.option(
    "--scheduler-timeout",
    type=Seconds(0, min_open=True),
    default=run.DEFAULTS.scheduler_timeout,
    hidden=True,
)
@click.option("--no-cache", is_flag=True,
              help="Read every record and render every feed anew.")  # fmt: skip
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text",
              show_default=True, help="How to report on stdout.")  # fmt: skip
@click.option("--max-problems", type=click.IntRange(0), metavar="N",
              help="List only the first N problems, what is new first; with -q: 20.")  # fmt: skip
@parameters.quiet
@click.option("-v", "--verbose", is_flag=True,
              help="Say on stderr how long each phase took, and how much it handled.")  # fmt: skip
@log.option
@click.pass_context
def build(ctx: click.Context, /, **options: object) -> None:
    """Validate the records, select those to publish, and write the feeds.

    \b
    Examples:
      feedtool build
      feedtool build --seeds news --output public/feeds --min-heat 70
      feedtool build --dry-run --output-format json
    """
    ctx.exit(run.run(log.of(ctx), run.BuildOptions.of(options)))

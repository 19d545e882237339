"""``feedtool check``."""

import click

from feedtool.check import PROFILES
from feedtool.cli.checking import run
from feedtool.cli.common import completion, known, log, parameters
from feedtool.cli.common.command import Command


@click.command(cls=Command)
@click.argument("feeds", nargs=-1, metavar="[FEED]...", shell_complete=completion.files)
@parameters.config
@click.option(
    "--profile",
    type=click.Choice(PROFILES),
    default=run.DEFAULTS.profile,
    show_default=True,
    help="What to judge by: the specifications and what breaks readers; best practices too; "
    "what podcast apps ask for; or as the W3C validator does.",
)
@click.option("--base", metavar="URL", help="The address that the feed is served at.")
@parameters.selection
@parameters.report
@parameters.max_problems(
    "Show only the first N groups of equal problems (with --all, the first N problems), errors first."
)
@click.option(
    "--all", "each", is_flag=True, help="Show each problem, not one of each code in a file."
)
@parameters.stdin_filename(run.DEFAULTS.stdin_filename)
@known.options
@parameters.now
@parameters.quiet
@log.option
@click.pass_context
def check(ctx: click.Context, /, **options: object) -> None:
    """Check feeds: files, folders, globs, - for stdin; none given, the configured output folder.

    Never touches the network: save a feed first to check it.

    \b
    Examples:
      feedtool check feed.xml
      curl -s https://example.org/feed | feedtool check -
      feedtool check --profile podcast --output-format json podcast.rss
    """
    ctx.exit(run.run(log.of(ctx), run.CheckCommandOptions.of(options)))

"""``feedtool validate``."""

from pathlib import Path

import click

from feedtool.cli.common import completion, known, log, parameters
from feedtool.cli.common.command import Command
from feedtool.cli.validation import run


@click.command(cls=Command)
@click.argument("paths", nargs=-1, metavar="[PATH]...", shell_complete=completion.files)
@parameters.config
@click.option(
    "--schema",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A JSON Schema for front matter of any kind, which is held against nothing else.",
)
@parameters.selection
@click.option("--fix", is_flag=True, help="Mend what can be mended safely.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@parameters.report
@parameters.max_problems("Show only the first N problems.")
@parameters.stdin_filename(run.DEFAULTS.stdin_filename)
@known.options
@parameters.now
@click.option("--jobs", type=click.IntRange(1, 256), metavar="N", help="How many processes read.")
@parameters.quiet
@log.option
@click.pass_context
def validate(ctx: click.Context, /, **options: object) -> None:
    """Check records: files, folders, - for stdin; none given, the configured folder.

    \b
    Examples:
      feedtool validate
      feedtool validate seeds/2023-09-01-story.md
      feedtool validate --diff
      feedtool validate --fix - < story.md > mended.md
      feedtool validate --output-format sarif --output-file feedtool.sarif
    """
    ctx.exit(run.run(log.of(ctx), run.ValidateOptions.of(options)))

"""``feedtool validate``."""

from pathlib import Path

import click

from feedtool.cli import completion
from feedtool.cli.common import known, log, validation
from feedtool.cli.common.command import Command
from feedtool.report import REPORTS


@click.command(cls=Command)
@click.argument("paths", nargs=-1, metavar="[PATH]...", shell_complete=completion.files)
@click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The configuration; else feedtool.toml here or in a parent folder.",
)
@click.option(
    "--schema",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A JSON Schema to use instead of the configured one.",
)
@click.option(
    "--select",
    multiple=True,
    shell_complete=completion.codes,
    metavar="CODES",
    help="Report only these codes, or beginnings of codes; also: all, default.",
)
@click.option(
    "--ignore",
    multiple=True,
    shell_complete=completion.codes,
    metavar="CODES",
    help="Do not report these codes.",
)
@click.option("--strict", is_flag=True, help="Let warnings count: they too give exit code 1.")
@click.option("--fix", is_flag=True, help="Mend what can be mended safely.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option(
    "--output-format",
    type=click.Choice(REPORTS),
    default=validation.USUAL.output_format,
    show_default=True,
    help="How to report.",
)
@click.option(
    "--output-file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the report there, not to stdout.",
)
@click.option(
    "--max-problems", type=click.IntRange(0), metavar="N", help="Show only the first N problems."
)
@click.option(
    "--stdin-filename",
    default=validation.USUAL.stdin_filename,
    metavar="NAME",
    help="The name of what - reads.",
)
@known.options
@click.option("--now", metavar="RFC3339", help="The moment beyond which a date is in the future.")
@click.option("--jobs", type=click.IntRange(1, 256), metavar="N", help="How many processes read.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing unless something is wrong.")
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
    ctx.exit(validation.run(log.of(ctx), validation.Options(**options)))  # type: ignore[arg-type]

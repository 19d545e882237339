"""``feedtool new``."""

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click

from feedtool.cli.common import completion, log, parameters
from feedtool.cli.common.command import Command
from feedtool.cli.common.log import Log
from feedtool.cli.common.options import executor, moment
from feedtool.cli.common.printer import report_error
from feedtool.cli.common.settings import load
from feedtool.cli.common.stdout import EXIT_OK, echo
from feedtool.diagnostics.errors import FeedtoolError
from feedtool.diagnostics.problem import Problem
from feedtool.lint.validate import LintTask, validate
from feedtool.model.config import Config
from feedtool.records.parse import ParseOptions
from feedtool.rules.checks import RuleContext
from feedtool.start import new as use_case
from feedtool.start.story import DEFAULT_TOPIC, Story
from feedtool.storage.place import Raw, Source


@click.command(cls=Command)
@click.argument("title")
@click.option("--url", metavar="URL", required=True, help="The address of the story.")
@click.option("--topic", "topics", multiple=True, metavar="NAME",
              shell_complete=completion.topics,
              help=f"A topic of the story; may be given again. Default: {DEFAULT_TOPIC}.")  # fmt: skip
@click.option("--excerpt", metavar="TEXT", help="What the story says, in a sentence or two.")
@click.option(
    "--provider", metavar="NAME", help="Who published it; default: the domain of the address."
)
@click.option("--heat", type=int, metavar="N", help="How much it is talked about.")
@click.option(
    "--published/--draft", default=True, help="Whether the feeds show it; default: they do."
)
@click.option("--now", metavar="RFC3339", help="When it was published; default: the clock.")
@parameters.config
@parameters.quiet
@log.option
@click.pass_context
def new(ctx: click.Context, /, **options: object) -> None:
    """Write a record of a story into the folder of the records, and print its path.

    The record is valid: whatever the schema requires is filled in. No file is overwritten.

    \b
    Examples:
      feedtool new "A title" --url https://www.example.org/story
      feedtool new "A title" --url https://example.org/b --topic AI --draft
    """
    try:
        ctx.exit(_new(log.of(ctx), **options))  # type: ignore[arg-type]
    except FeedtoolError as error:
        ctx.exit(report_error(log.of(ctx), error))


def _new(  # noqa: PLR0913 - one argument an option
    run_log: Log,
    *,
    title: str,
    url: str,
    topics: tuple[str, ...],
    excerpt: str | None,
    provider: str | None,
    heat: int | None,
    published: bool,
    now: str | None,
    config_file: Path | None,
    quiet: bool,
) -> int:
    config = load(config_file)
    config = config._replace(records=config.records.own)
    request = Story(title, url, moment(now), topics, excerpt, provider, heat, published)
    display, *more = (Path(os.path.relpath(str(one))).as_posix() for one in config.records.places)
    written = use_case.new(request, config, display, partial(_judge, config), more)
    if not quiet:
        run_log.log_problems(written.warnings)
        echo(written.path)
    return EXIT_OK


def _judge(
    config: Config, found: Sequence[Source | Raw], options: ParseOptions, context: RuleContext
) -> Sequence[Problem]:
    """What ``validate`` finds in some records."""
    task = LintTask(options, context, config.selector, config.records.max_bytes)
    return validate(
        found, task, lambda files: executor(None, files, ("feedtool.lint.load",))
    ).problems

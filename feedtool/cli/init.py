"""``feedtool init``."""

import os
import shlex
import time
from pathlib import Path

import click

from feedtool.cli.common import log, parameters
from feedtool.cli.common.command import Command
from feedtool.cli.common.log import Log
from feedtool.cli.common.options import moment
from feedtool.cli.common.printer import report_error
from feedtool.cli.common.stdout import EXIT_OK, echo
from feedtool.config import settings
from feedtool.config.settings import FILE_NAME
from feedtool.diagnostics.errors import FeedtoolError
from feedtool.start import init as use_case
from feedtool.start import site_config
from feedtool.start.places import MOST_FILES
from feedtool.storage.place import Folders


@click.command(cls=Command)
@click.argument("folder", default=".", metavar="[DIR]")
@parameters.quiet
@log.option
@click.pass_context
def init(ctx: click.Context, folder: str, quiet: bool) -> None:  # noqa: FBT001
    """Begin a site: write a configuration, a first record, and what git and pre-commit need.

    The folder is made if need be. Files that are there already stay as they are. In the folder of a site
    of Jekyll, Hugo, Zola, Eleventy, Astro, Hexo, Pelican, Docusaurus, Nikola or one of their relatives
    (VitePress, VuePress, Material for MkDocs, Quarto, Gatsby, Next.js, Nuxt, SvelteKit, Bridgetown, ABlog,
    Middleman, Gridsome, Metalsmith) the configuration is for its posts, and what would be published is shown.

    \b
    Examples:
      feedtool init
      feedtool init my-site
    """
    try:
        result = use_case.init(Path(folder), moment(None))
    except FeedtoolError as error:
        ctx.exit(report_error(log.of(ctx), error))
    if not quiet:
        _write_report(log.of(ctx), Path(folder), result)
    ctx.exit(EXIT_OK)


def _show_posts(run_log: Log, folder: Path) -> None:
    """Say what of the posts that were found would be published."""
    from feedtool.build import pipeline
    from feedtool.build.task import Run  # late: most folders hold no site
    from feedtool.report import builds

    try:
        config = settings.load(folder / FILE_NAME, {})
        place = config.records.path
        display = Path(os.path.relpath(place.base if isinstance(place, Folders) else str(place)))
        run = Run(now=moment(None), tick=time.perf_counter, dry_run=True, use_cache=False)
        report = pipeline.build(config, display.as_posix(), run)
    except FeedtoolError as error:
        run_log.say(f"the posts could not be read: {error}", event="note")
        return
    run_log.say(f"a build now: {builds.summary(report)}", event="found")
    for problem in report.problems[:3]:
        run_log.say(f"{problem.path}: {problem.message}", event="problem")
    if len(report.problems) > 3:  # noqa: PLR2004 - enough to see what is wrong
        run_log.say("feedtool validate shows all problems", event="note")


def _write_report(run_log: Log, folder: Path, result: use_case.InitResult) -> None:
    for name in result.written:
        echo(str(folder / name))
    for name in result.kept:
        run_log.say(f"{folder / name} is there already, and stays as it is", event="kept")
    if result.ignores_nothing:
        run_log.say(
            "add /.feedtool-cache/ to .gitignore, and the output folder unless its feeds are served from git",
            event="note",
        )
    if result.repository is not None:
        run_log.say(
            f"no hooks were written: pre-commit reads those in {result.repository} alone",
            event="note",
        )
    if result.passed_over is not None:
        what, advice = result.passed_over
        run_log.say(f"{what}: this begins a site of its own ({advice})", event="note")
    if result.site is not None and result.site.has_more:
        run_log.say(
            f"there are more than the {MOST_FILES:,} files that were looked at: see that path and include "
            "name all posts",
            event="note",
        )
    for line in site_config.unread(result.site) if result.site else ():
        run_log.say(line, event="note")
    if result.site is not None and FILE_NAME in result.written:
        _show_posts(run_log, folder)
    if FILE_NAME in result.written:
        inside = "" if folder == Path() else f"-C {shlex.quote(str(folder))} "
        run_log.say(
            f'set what says "change" in {folder / FILE_NAME}, then: feedtool {inside}build',
            event="next",
        )

"""``feedtool ledger``."""

import time
from pathlib import Path

import click

from feedtool.build import ledgers
from feedtool.build.ledger import ledgerfile
from feedtool.build.ledgers import LedgerReport
from feedtool.build.task import Run
from feedtool.cli.common import completion, log, parameters
from feedtool.cli.common.command import Command
from feedtool.cli.common.log import Log
from feedtool.cli.common.options import moment
from feedtool.cli.common.printer import report_error
from feedtool.cli.common.settings import load, records_display
from feedtool.cli.common.stdout import EXIT_OK, EXIT_PROBLEMS, echo
from feedtool.config.paths import require_records
from feedtool.diagnostics.errors import FeedtoolError, UsageError
from feedtool.model.config import Config

INIT, IMPORT = ACTIONS = ("init", "import")


@click.command(cls=Command)
@click.argument("action", type=click.Choice(ACTIONS))
@click.argument("feeds", nargs=-1, metavar="[FEED]...", type=click.Path(path_type=Path),
                shell_complete=completion.files)  # fmt: skip
@parameters.config
@click.option("--now", metavar="RFC3339",
              help="The moment that decides which stories are due; default: the clock.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would be written.")
@parameters.quiet
@log.option
@click.pass_context
def ledger(ctx: click.Context, /, **options: object) -> None:
    """Begin the ledger, feedtool.lock, in which each story keeps its id; or adopt ids from other feeds.

    init writes it from the records, and from what is published. From then on feedtool build keeps it up
    to date; keep it in git beside the records. An address that is corrected then makes no new item.

    import adopts the ids that another generator gave: it reads its feeds (RSS, Atom, JSON Feed), finds the
    record of each item by its address, else by title and date, and says which items have none.

    \b
    Examples:
      feedtool ledger init
      feedtool ledger import old/feed.xml
    """
    try:
        ctx.exit(_ledger(log.of(ctx), **options))  # type: ignore[arg-type]
    except FeedtoolError as error:
        ctx.exit(report_error(log.of(ctx), error))


def _ledger(  # noqa: PLR0913 - one argument an option
    run_log: Log,
    *,
    action: str,
    feeds: tuple[Path, ...],
    config_file: Path | None,
    now: str | None,
    dry_run: bool,
    quiet: bool,
) -> int:
    if action == INIT and feeds:
        raise UsageError("ledger init takes no feeds: feedtool ledger import reads them")
    if action == IMPORT and not feeds:
        raise UsageError("ledger import needs a feed: feedtool ledger import old.xml")
    config = load(config_file)
    require_records(config)
    display = records_display(config.records.path)
    run = Run(now=moment(now), tick=time.perf_counter, dry_run=dry_run, use_cache=False)
    done = (
        ledgers.begin(config, display, run)
        if action == INIT
        else ledgers.adopt(config, display, run, feeds)
    )
    if not quiet:
        _write_report(run_log, config, done, action)
    if action == IMPORT and not done.adoption.adopted:
        run_log.fail("no item of these feeds is the story of a record: no id was adopted")
        return EXIT_PROBLEMS
    return EXIT_OK


def _write_report(run_log: Log, config: Config, done: LedgerReport, action: str) -> None:
    adopted, left = done.adoption
    echo(f"{done.file}: {_count(done.stories, 'story', 'stories')}")
    for way in sorted({item.by for item in adopted}):
        found = [item for item in adopted if item.by == way]
        source = "what is published" if action == INIT else "the feeds"
        echo(f"{_count(len(found), 'id', 'ids')} taken from {source}, found by {way}")
    if action == IMPORT:
        for entry, reason in left:
            echo(f"not taken: {entry.id} ({entry.title or 'no title'}): {reason}")
    if done.attributes is None:
        run_log.say(
            f"write a line into {ledgerfile.ATTRIBUTES}, so that git merges ledgers without conflicts: "
            f"{ledgerfile.MERGE_RULE}",
            event="next",
        )
    if not config.feeds.ledger:
        run_log.say(
            f"keep {done.file} in git, and write ledger = true into [feeds]: a build without it then stops",
            event="next",
        )


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"

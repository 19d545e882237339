"""``feedtool validate --fix`` and ``--diff``: fix files in place, or show the difference."""

from collections.abc import Sequence
from pathlib import Path

from feedtool.cli.common.log import Log
from feedtool.cli.common.options import progress
from feedtool.cli.common.printer import is_coloured, is_terminal
from feedtool.cli.common.stdout import echo, write
from feedtool.diagnostics.errors import UsageError
from feedtool.lint import fixer
from feedtool.lint.fixer import FixedRecord
from feedtool.lint.validate import LintTask
from feedtool.report import diff as diffs
from feedtool.report import words
from feedtool.storage.place import Raw, Source

RecordSources = Sequence[Source | Raw]


def needs_stdout(
    found: RecordSources, output_format: str, output_file: Path | None, *, diff: bool
) -> bool:
    """Whether stdout is for the diff, or for what stdin becomes, and so not for the report.

    Raises UsageError where a report for machines is left without a place.
    """
    needed = diff or any(isinstance(source, Raw) for source in found)
    if needed and output_format != "text" and output_file is None:
        raise UsageError(
            f"stdout is for what is mended: --output-format {output_format} needs --output-file"
        )
    return needed


def fix(
    log: Log, found: RecordSources, task: LintTask, *, quiet: bool
) -> tuple[RecordSources, bool]:
    """Fix files in place, and stdin to stdout; gives what is left to validate, and False: all is done."""
    mended: list[int] = []  # how many fixes each of the files got
    left = {source.path: source for source in found}
    for source in found:
        if isinstance(source, Raw):
            if len(source.content) > task.max_bytes:  # there is more of it, which would be lost
                raise UsageError(f"{source.path} is too large: records.max_bytes sets the bound")
            content, fixes = fixer.fix_record(source, task)
            left[source.path] = Raw(source.path, content)
            write(content)
            mended += [len(fixes)] if fixes else []
    try:
        files = [source for source in found if isinstance(source, Source)]
        for one in fixer.fixable_records(files, task, progress(log, quiet=quiet)):
            if fixer.put_in_place(one):
                mended.append(len(one.fixes))
            else:
                log.fail(f"{one.source.path} changed since it was read: it is left alone")
    finally:  # what is mended stays so, even if the disk then says no
        if not quiet:
            log.say(f"mended {_sum(mended)}" if mended else "nothing to mend")
    return tuple(left.values()), False


def diff(
    log: Log, found: RecordSources, task: LintTask, *, quiet: bool
) -> tuple[RecordSources, bool]:
    """What would be left to validate, and whether anything would change; the diff is on stdout."""
    left = {source.path: source for source in found}
    mended: list[int] = []
    for one in fixer.fixable_records(found, task, progress(log, quiet=quiet)):
        left[one.source.path] = Raw(one.source.path, one.after)
        mended.append(len(one.fixes))
        _show_diff(one)
    if not quiet:
        log.say(f"would mend {_sum(mended)}" if mended else "nothing to mend")
    return tuple(left.values()), bool(mended)


def _show_diff(one: FixedRecord) -> None:
    lines = diffs.unified(one.source.path, one.before, one.after)
    if is_terminal():
        echo("\n".join(diffs.for_terminal(lines, coloured=is_coloured())))
    else:
        write("".join(lines).encode("utf-8", "surrogateescape"))


def _sum(mended: Sequence[int]) -> str:
    return f"{words.count(len(mended), 'file')}: {words.count(sum(mended), 'fix', 'fixes')}"

"""The values of options that several commands have."""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO

from feedtool.cli.common import bar
from feedtool.cli.common.log import Log
from feedtool.diagnostics import suggest
from feedtool.diagnostics.errors import StorageError, UsageError
from feedtool.diagnostics.progress import Progress, no_progress
from feedtool.diagnostics.selector import RuleSelector, is_known
from feedtool.text import dates

if TYPE_CHECKING:
    from feedtool.diagnostics.rule import Rule
    from feedtool.runtime.executors import MapExecutor

# Below this many files a second process costs more than it saves: a fork is there at once.
WORTH_PROCESSES = 500 if sys.platform == "linux" else 2_000


def moment(text: str | None) -> datetime:
    """The moment that ``--now`` names, without it the clock's; raises UsageError."""
    if text is None:
        return datetime.now(UTC)  # noqa: TID251
    found = dates.parse(text)
    if found is None:
        raise UsageError(f"--now {text} is no RFC 3339 date-time: write 2023-09-01T15:40:00Z")
    return found


def executor(jobs: int | None, files: int, modules: Sequence[str]) -> "MapExecutor | None":
    """The processes to read so many files with, or None where this one is enough.

    ``modules`` are what they will need.
    """
    many = jobs or (_processors() if files >= WORTH_PROCESSES else 1)
    if many == 1:
        return None
    from feedtool.runtime.processes import Processes  # late: a hook's few files need no processes

    return Processes(many, modules, are_required=jobs is not None)


def _processors() -> int:
    """How many processors this process may use."""
    if sys.version_info >= (3, 13):
        return os.process_cpu_count() or 1
    if hasattr(os, "sched_getaffinity"):  # macOS has no such thing
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def rule_selector(
    configured: RuleSelector, select: Sequence[str], ignore: Sequence[str]
) -> RuleSelector:
    """The configured selector of codes with what the command line says; raises UsageError for a wrong code.

    ``--select`` stands instead of the configured selection, ``--ignore`` adds to what is ignored.
    """
    if not select and not ignore:
        return configured
    from feedtool.check import RULES as FEED_RULES  # late: only who names codes needs to know all
    from feedtool.rules.catalogue import RULES as RECORD_RULES

    rules = {**RECORD_RULES, **FEED_RULES}
    return configured._replace(
        select=codes(select, rules) or configured.select,
        ignore=(*configured.ignore, *codes(ignore, rules)),
    )


def codes(given: Sequence[str], rules: "Mapping[str, Rule]") -> tuple[str, ...]:
    """The codes, or beginnings of codes, in values like ``a,b``; raises UsageError for an unknown one."""
    entries = tuple(part.strip() for value in given for part in value.split(",") if part.strip())
    for entry in entries:
        if not is_known(entry, rules):
            raise no_code(entry, rules)
    if given and not entries:
        raise UsageError("there is a list of codes without a code: leave it out")
    return entries


def no_code(entry: str, rules: "Mapping[str, Rule]") -> UsageError:
    """The error for what is neither a code nor the beginning of one."""
    beginnings = {code[: at + 1] for code in rules for at, sign in enumerate(code) if sign == "-"}
    hint = suggest.did_you_mean(entry, [*rules, *sorted(beginnings)])
    return UsageError(f"there is no code {entry}; {hint or 'feedtool rules lists all'}")


def progress(log: Log, *, quiet: bool) -> Progress:
    """The progress bar where stderr is a terminal, else nothing."""
    is_smart = os.environ.get("TERM", "dumb") != "dumb"  # noqa: TID251
    if quiet or not is_smart or log.as_json or sys.stderr is None or not sys.stderr.isatty():
        return no_progress
    return bar.follow


@contextmanager
def standard_input() -> Iterator[BinaryIO]:
    """Where the bytes of stdin come from; raises StorageError where it is closed or cannot be read."""
    if sys.stdin is None:
        raise StorageError("cannot read stdin: it is closed")
    try:
        yield sys.stdin.buffer
    except OSError as error:
        raise StorageError(f"cannot read stdin: {error.strerror}") from None

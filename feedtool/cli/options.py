"""What the options that commands share stand for."""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO

from feedtool import dates, schema
from feedtool.choice import Choice
from feedtool.problems import StorageError, UsageError

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from feedtool.rules import Rule

# Below this many files starting processes costs more than they save.
WORTH_PROCESSES = 2_000


def moment(text: str | None) -> datetime:
    """The moment that ``--now`` names, without it the clock's; raises UsageError."""
    if text is None:
        return datetime.now(UTC)  # noqa: TID251
    found = dates.parse(text)
    if found is None:
        raise UsageError(f"--now {text} is no RFC 3339 date-time: write 2023-09-01T15:40:00Z")
    return found


def executor(jobs: int | None, files: int, modules: Sequence[str]) -> "Executor | None":
    """The processes to read so many files with, or None where this one is enough.

    ``modules`` are what they will need.
    """
    if jobs is None:
        jobs = _processors() if files >= WORTH_PROCESSES else 1
    if jobs == 1:
        return None
    from feedtool.cli.processes import Processes  # late: a hook's few files need no processes

    return Processes(jobs, modules)


def _processors() -> int:
    """How many processors this process may use."""
    if sys.version_info >= (3, 13):
        return os.process_cpu_count() or 1
    if hasattr(os, "sched_getaffinity"):  # macOS has no such thing
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def choice(configured: Choice, select: Sequence[str], ignore: Sequence[str]) -> Choice:
    """The configured choice of codes with what the command line says; raises UsageError for a wrong one.

    ``--select`` stands instead of the configured selection, ``--ignore`` adds to what is ignored.
    """
    told = (*configured.select, *configured.ignore, *chain(*configured.per_file.values()))
    if not select and not ignore and set(told) <= {"all", "default"}:
        return configured
    from feedtool.check import RULES as FEED_RULES  # late: only who names codes needs to know all
    from feedtool.record_rules import RULES as RECORD_RULES

    rules = {**RECORD_RULES, **FEED_RULES}
    codes(told, rules)
    return Choice(
        select=codes(select, rules) or configured.select,
        ignore=(*configured.ignore, *codes(ignore, rules)),
        per_file=configured.per_file,
    )


def codes(given: Sequence[str], rules: "Mapping[str, Rule]") -> tuple[str, ...]:
    """The codes, or beginnings of codes, in values like ``a,b``; raises UsageError for an unknown one."""
    entries = tuple(part.strip() for value in given for part in value.split(",") if part.strip())
    for entry in entries:
        known = entry in rules or any(code.startswith(f"{entry}-") for code in rules)
        if not known and entry not in ("all", "default"):
            hint = schema.did_you_mean(entry, rules)
            raise UsageError(f"there is no code {entry}" + (f"; {hint}" if hint else ""))
    return entries


@contextmanager
def standard_input() -> Iterator[BinaryIO]:
    """Where the bytes of stdin come from; raises StorageError where it is closed or cannot be read."""
    if sys.stdin is None:
        raise StorageError("cannot read stdin: it is closed")
    try:
        yield sys.stdin.buffer
    except OSError as error:
        raise StorageError(f"cannot read stdin: {error.strerror}") from None

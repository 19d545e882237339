"""Records from files: read, parsed and validated in batches, here or in other processes."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from feedtool.build import summary
from feedtool.diagnostics import room
from feedtool.diagnostics.problem import Problem, with_costs
from feedtool.model import codec
from feedtool.model.record import INVALID, READY, SAME, UNREADABLE, Seen
from feedtool.records.parse import Options
from feedtool.rules.checks import Facts
from feedtool.storage.place import Folders, Place, Raw
from feedtool.text.digests import blake2b

if TYPE_CHECKING:
    from concurrent.futures import Executor

# Large enough that sending a batch costs little beside parsing it, small enough to keep every
# process busy to the end.
BATCH = 250


class Folder(NamedTuple):
    """A folder of records, its name in messages, and the options to read its files with.

    With ``facts`` valid records are held against the rules beyond the schema as well.
    """

    path: Place | Folders
    display: str
    options: Options
    max_bytes: int
    min_heat: int
    facts: Facts | None = None


# A file by its path below the folder, and the digest that its content had when it was last seen.
Known = tuple[str, str | None]


def outlines(
    files: Sequence[Known], folder: Folder, executor: "Executor | None" = None
) -> Iterator[Seen]:
    """Scan the files of a folder, in order; a result has what selection needs, not what an item shows.

    The workers of an executor begin before the first is asked for.
    """
    batches = [
        (tuple(files[start : start + BATCH]), folder) for start in range(0, len(files), BATCH)
    ]
    # One batch is read before another process would have begun.
    shared = executor if len(batches) > 1 else None
    return chain.from_iterable((shared.map if shared else map)(outline_batch, batches))


def outline_batch(batch: tuple[tuple[Known, ...], Folder]) -> list[Seen]:
    """Scan a batch of files; the function that workers run."""
    room.require_room()
    files, folder = batch
    contents = raws([name for name, _ in files], folder)
    with _uncollected():
        return [look(*file, raw, folder) for file, raw in zip(files, contents, strict=True)]


def raws(names: Sequence[str], folder: Folder) -> Iterator[Raw | Problem]:
    """The bytes of each file, or the problem that keeps it from being read; never many held at once."""
    from feedtool.storage import folders  # late: who validates a file asks no folder

    for start in range(0, len(names), BATCH):
        some = names[start : start + BATCH]
        yield from folders.of_records(folder.path).records(some, folder.display, folder.max_bytes)


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for cycles meanwhile: records make none, and there are many of them."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def look(name: str, known: str | None, raw: Raw | Problem, folder: Folder) -> Seen:
    """Scan one file. ``known`` is its content digest at the last build, or None."""
    if isinstance(raw, Problem):
        return Seen(name, None, UNREADABLE, problems=tuple(map(codec.plain, with_costs([raw]))))
    digest = blake2b(raw.content, digest_size=16).hexdigest()
    if digest == known:
        return Seen(name, digest, SAME)
    made = summary.outline(raw, folder.options, folder.min_heat, folder.facts)
    state = made.held.name if made.held else READY if made.facts else INVALID
    problems = tuple(map(codec.plain, made.problems))
    linted = None if made.linted is None else _plain(made.linted)
    return Seen(name, digest, state, made.facts, problems, made.ignores, linted)


def _plain(linted: summary.Linted) -> tuple[Any, ...]:
    """The findings of the rules as JSON values, without the path of the record."""
    problems, entry, *due = linted
    return (tuple(map(codec.plain, problems)), entry[1:], *due)

"""Records from files: read, parsed and validated in batches, here or in other processes."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING

from feedtool.build.reading import summary
from feedtool.build.reading.summary import SummaryOptions
from feedtool.diagnostics import codec, room
from feedtool.diagnostics.problem import Problem, with_costs
from feedtool.imports.tuples import NamedTuple
from feedtool.model.record import ScanResult
from feedtool.model.states import READY, SAME, UNREADABLE
from feedtool.records import convert
from feedtool.records.parse import ParseOptions
from feedtool.storage.place import Folders, Place, Raw
from feedtool.text.hashes import blake2b

if TYPE_CHECKING:
    from feedtool.frontmatter import YamlValue
    from feedtool.runtime.executors import MapExecutor

# So many files are read before what they hold is judged.
BATCH = 250
# Of so few records most that can be shown are shown. Another process sends their fields at once.
_FEW = 4_000


class Values:
    """The front matter of the first records that a scan has read, or their fields, as far as there is room."""

    def __init__(self) -> None:
        self._values: dict[str, tuple[str, Mapping[str, YamlValue]]] = {}
        self._fields: dict[str, tuple[str, str]] = {}
        self._left = MOST_KEPT
        # The records whose fields are in the cache already, each with the digest of its content.
        self.stored: dict[str, str] = {}

    def put(self, name: str, digest: str, value: "Mapping[str, YamlValue]", size: int) -> None:
        """Keep what a file of so many bytes holds, if there is room."""
        self._left -= size
        if self._left > 0:
            self._values[name] = digest, value

    def get(self, name: str, digest: str) -> "Mapping[str, YamlValue] | None":
        """What a file holds; None where that was not kept, or its content had another digest."""
        of, value = self._values.get(name, ("", None))
        return value if of == digest else None

    def put_fields(self, name: str, digest: str, fields: str) -> bool:
        """Keep the fields of a record, as ``convert`` makes them, if there is room; gives whether there was."""
        self._left -= len(fields)
        if self._left > 0:
            self._fields[name] = digest, fields
        return self._left > 0

    def fields(self, name: str, digest: str) -> str | None:
        """The fields of a record; None where they were not kept, or its content had another digest."""
        of, fields = self._fields.get(name, ("", None))
        return fields if of == digest else None


class RecordFolder(NamedTuple):
    """A folder of records, its name in messages, and the options to read its files with.

    ``asked`` is what a build wants to know of each record. With ``keeps_fields`` a result has what an item
    shows, too: where a whole history is shown, no record is read twice.
    """

    path: Place | Folders
    display: str
    options: ParseOptions
    max_bytes: int
    asked: SummaryOptions = SummaryOptions()
    keeps_fields: bool = False


# A file by its path below the folder, and the digest that its content had when it was last seen.
KnownFile = tuple[str, str | None]
# So many bytes of records that feeds may show are not read again for them: all that most sites have.
MOST_KEPT = 4 << 20


def scan_files(
    files: Sequence[KnownFile],
    folder: RecordFolder,
    executor: "MapExecutor | None" = None,
    values: Values | None = None,
) -> Iterator[ScanResult]:
    """Scan the files of a folder, in order; a result has what selection needs, not what an item shows.

    The workers of an executor begin before the first is asked for. ``values`` takes what this process
    reads of records that a feed may show.
    """
    size = BATCH
    if executor:
        from feedtool.runtime.executors import batch_size  # late: most builds read few files

        size = batch_size(len(files))
        folder = folder._replace(keeps_fields=folder.keeps_fields or len(files) <= _FEW)
    batches = [(tuple(files[at : at + size]), folder) for at in range(0, len(files), size)]
    # One batch is read before another process would have begun.
    if executor and len(batches) > 1:
        scan_batch((batches[0][0][:1], folder))  # what is made once for all is made before the fork
        return chain.from_iterable(executor.map(scan_batch, batches))
    return chain.from_iterable(scan_batch(batch, values) for batch in batches)


def scan_batch(
    batch: tuple[tuple[KnownFile, ...], RecordFolder], values: Values | None = None
) -> list[ScanResult]:
    """Scan a batch of files; the function that workers run."""
    room.require_room()
    files, folder = batch
    contents = read_files([name for name, _ in files], folder)
    with _without_garbage_collection():
        return [
            scan_file(*file, raw, folder, values) for file, raw in zip(files, contents, strict=True)
        ]


def read_files(names: Sequence[str], folder: RecordFolder) -> Iterator[Raw | Problem]:
    """The bytes of each file, or the problem that keeps it from being read; never many held at once."""
    from feedtool.storage import folders  # late: who validates a file asks no folder

    for start in range(0, len(names), BATCH):
        some = names[start : start + BATCH]
        yield from folders.of_records(folder.path).records(some, folder.display, folder.max_bytes)


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Switch the search for cycles off: records make none, and there are many of them."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def scan_file(
    name: str,
    known: str | None,
    raw: Raw | Problem,
    folder: RecordFolder,
    values: Values | None = None,
) -> ScanResult:
    """Scan one file. ``known`` is its content digest at the last build, or None."""
    if isinstance(raw, Problem):
        return ScanResult(
            name, None, UNREADABLE, problems=tuple(map(codec.problem_to_plain, with_costs([raw])))
        )
    digest = blake2b(raw.content, digest_size=16).hexdigest()
    if digest == known:
        return ScanResult(name, digest, SAME)
    made, value = summary.summarize(name, digest, raw, folder.options, folder.asked)
    if made.state == READY and value is not None:
        if folder.keeps_fields:
            return made._replace(fields=convert.fields(value, folder.options.of(raw.path).mapping))
        if values is not None:
            values.put(name, digest, value, len(raw.content))
    return made

"""The output folder: each file whole or not at all, touched only when its bytes change."""

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

from feedtool.diagnostics.errors import StorageError, UsageError
from feedtool.diagnostics.progress import Progress, unseen
from feedtool.model.report import Published
from feedtool.publish import generations
from feedtool.storage import atomic
from feedtool.storage.folders import Folder, LocalFolder, Output

# The files of feeds. Those that carry our mark and that no build would write any more are removed; what a
# build writes replaces only what carries it, or provably was ours. Nothing else is ever touched.
_OURS = re.compile(r"(?:all|topics/[a-z0-9][a-z0-9-]*)\.(?:rss|atom|json|html)")
# What marks a file as ours, by its extension. Lists of feeds had no mark at first: these are told by
# how they begin, with the feed of everything and its page.
_MARKS = {
    "rss": re.compile(rb"<generator[^>]*>feedtool</generator>"),
    "atom": re.compile(rb"<generator[^>]*>feedtool</generator>"),
    "json": re.compile(rb'"_feedtool"'),
    "html": re.compile(rb'name="generator" content="feedtool"'),
    "opml": re.compile(
        rb'<!-- generator="feedtool" -->|'
        rb"<docs>http://opml\.org/spec2\.opml</docs>\s*</head>\s*<body>\s*"
        rb'<outline [^>]*xmlUrl="([^"]*)all\.(?:rss|atom|json)" htmlUrl="\1all\.html"'
    ),
}
_MARK_WITHIN = 65_536
_MOST_NAMED = 5


def _order(path: str) -> tuple[bool, bool]:
    """Where files cannot be replaced all at once: feeds before the pages that link to them, the first last."""
    return path in ("feeds.opml", "index.html"), path.endswith(".html")


class Plan(NamedTuple):
    """What must happen to the output folder: bytes to write by path, in order, and paths to remove."""

    changed: Mapping[str, bytes]
    unchanged: frozenset[str]
    stale: frozenset[str]

    @property
    def published(self) -> Published:
        """What there is to tell of the plan once it is carried out."""
        lists = (sorted(paths) for paths in (self.changed, self.unchanged, self.stale))
        return Published(*map(tuple, lists))


def plan(
    output: Output,
    files: Mapping[str, bytes],
    kept: Iterable[str] = (),
    written_before: AbstractSet[str] = frozenset(),
) -> Plan:
    """What makes the output folder hold these files (path below it: bytes), and none of ours besides.

    Files that are ``kept`` are known to be as they should, those ``written_before`` were once. Raises
    UsageError, naming them, where files that are not ours are in the way; StorageError.
    """
    changed, foreign = dict[str, bytes](), _no_folders(output, files)
    among_ours = cache(lambda: any(_ours(output)))

    def is_ours(path: str, old: bytes) -> bool:
        return is_marked(path, old) or (
            _is_remnant(old, files[path]) and (path in written_before or among_ours())
        )

    for path, new in files.items():
        old = output.read(path)
        if old == new:
            continue
        changed[path] = new
        # What cannot be read is a folder, a link to nowhere, or larger than any feed.
        if output.has(path) if old is None else not is_ours(path, old):
            foreign.append(path)
    if foreign:
        raise UsageError(_in_the_way(output, foreign))
    known = files.keys() | frozenset(kept)
    unchanged = frozenset(known - changed.keys())
    return Plan(changed, unchanged, frozenset(_ours(output, written_before, but=known)))


def _no_folders(folder: Folder, files: Iterable[str]) -> list[str]:
    """What stands where files need a folder, and is none."""
    needed = {path.rpartition("/")[0] for path in files} - {""}
    return sorted(path for path in needed if folder.has(path) and not folder.is_folder(path))


def _is_remnant(old: bytes, new: bytes) -> bool:
    """Whether a file without a mark holds nothing but the beginning of what is to replace it.

    So a crash leaves files: empty, cut off, or filled up with zeros.
    """
    return new.startswith(old.rstrip(b"\0"))


def _in_the_way(output: Output, foreign: list[str]) -> str:
    named = ", ".join(f"{output}/{path}" for path in foreign[:_MOST_NAMED])
    more = f" and {len(foreign) - _MOST_NAMED} more" if len(foreign) > _MOST_NAMED else ""
    return (
        f"not written by feedtool, and in the way of its feeds: {named}{more}; move or delete "
        f"{'it' if len(foreign) == 1 else 'them'}, or choose another folder for the output"
    )


def names(output: Output, layout: str) -> list[str]:
    """Everything that stands where a build writes, its own files and others."""
    found = output.listed("", "topics")
    if layout == "generations" and isinstance(output, LocalFolder):
        found += atomic.names(generations.store(output.path))
    return found


def lock_folder(output: Path, layout: str) -> Path:
    """The folder to lock while the output is built: one that stays, whatever becomes of the output."""
    return generations.store(output) if layout == "generations" else output


def publish(
    output: Output, planned: Plan, layout: str, keep: int, progress: Progress = unseen
) -> None:
    """Carry out a plan. Raises StorageError; then no temporary file is left, and every file is whole."""
    if not isinstance(output, LocalFolder):
        changed = dict(sorted(planned.changed.items(), key=lambda file: _order(file[0])))
        output.replace(changed, planned.stale)
    elif layout == "generations":
        generations.publish(output.path, planned.changed, planned.unchanged, planned.stale, keep)
    else:
        _replace_files(output.path, planned, progress)


def _replace_files(output: Path, planned: Plan, progress: Progress) -> None:
    """Stage all new bytes beside their targets, and only then put the first in place."""
    try:
        _sweep(output)
        new = planned.changed.items()
        for path, content in progress(new, len(new), "Writing"):
            atomic.stage(output / path, content)
        for path in planned.changed:
            atomic.put_in_place(output / path)
        for path in sorted(planned.stale):
            atomic.remove(output / path)
        for folder in sorted(
            {(output / path).parent for path in (*planned.changed, *planned.stale)}
        ):
            atomic.flush_folder(folder)
    finally:
        with suppress(StorageError):
            _sweep(output)


def _sweep(output: Path) -> None:
    for folder in (output, output / "topics"):
        atomic.sweep(folder)


def _ours(
    folder: Folder,
    written_before: AbstractSet[str] = frozenset(),
    *,
    but: AbstractSet[str] = frozenset(),
) -> Iterator[str]:
    """The files of feeds in a folder, other than some, that carry our mark.

    Those that were written before are looked for by name as well: a listing may be short.
    """
    for path in {*folder.listed("", "topics"), *written_before} - but:
        if _OURS.fullmatch(path) and is_marked(path, folder.read(path)):
            yield path


def is_marked(path: str, content: bytes | None) -> bool:
    """Whether the content of a file of the output says that feedtool wrote it."""
    mark = _MARKS.get(path.rpartition(".")[2])
    return bool(content and mark and mark.search(content, 0, _MARK_WITHIN))

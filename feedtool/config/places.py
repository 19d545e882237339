"""The folders that a configuration names: what a text stands for, and which can stand side by side."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from feedtool.diagnostics.errors import UsageError
from feedtool.diagnostics.problem import Problem
from feedtool.storage.place import Folders, Place, Url

# Of more wrong folders than this the others are not reported: the hint for each may name them all.
MOST_WRONG = 100


def place(base: Path, text: str) -> Place:
    """The folder that a text stands for: a URL, or a path below ``base`` unless it is absolute.

    Raises UsageError where no file system could have it.
    """
    if "\0" in text:
        raise UsageError(f"{text!r} is no folder: it holds a null character")
    if "://" not in text:
        return base / text
    protocol, _, rest = text.partition("://")
    # fsspec takes what is no whole URL for a folder here, and "s3://$BUCKET" would be published in one.
    if not protocol or not rest.strip("/"):
        raise UsageError(f"{text} names no folder: write a whole URL, such as s3://bucket/news")
    return Url(text.rstrip("/"))


def folders(base: Path, value: str | list[str]) -> Place | Folders:
    """The folder of the records, or the folders, of which ``misplaced`` tells whether they can be used."""
    if isinstance(value, str) or len(value) == 1:
        return place(base, value if isinstance(value, str) else value[0])
    found = [place(base, text) for text in value]
    paths = [Path(os.path.normpath(one)) for one in found if isinstance(one, Path)]
    above = Path(os.path.commonpath(paths)) if paths else base
    return Folders(above, tuple(path.relative_to(above).as_posix() for path in paths))


def misplaced_folders(base: Path, value: str | list[str]) -> Iterator[Problem]:
    """The folders of several that cannot stand beside the others; of very many the first."""
    if isinstance(value, str) or len(value) == 1:
        return
    found = [place(base, text) for text in value]
    wrong = 0
    for index, (folder, other) in enumerate(zip(found, holders(found), strict=True)):
        if isinstance(folder, Url):
            parts = {"folder": str(folder)}
        elif other:
            parts = {"folder": value[index], "holder": os.path.relpath(other, base)}
        else:
            continue
        wrong += 1
        if wrong > MOST_WRONG:
            return
        # late: nearly every list is right
        from feedtool.diagnostics.words.configuration import WORDS
        from feedtool.toml import writer

        parts["advice"] = f"write path = {writer.dumps([*value[:index], *value[index + 1 :]])}"
        pointer = f"/records/path/{index}"
        yield WORDS["config-invalid"].problem("", "config-invalid", parts, None, pointer)


def holders(folders: Sequence[Place]) -> list[Path | None]:
    """For each of several folders the first of them that holds it, or that is the same and comes before it."""
    paths = [None if isinstance(one, Url) else Path(os.path.normpath(one)) for one in folders]
    first: dict[Path, int] = {}
    for index, path in enumerate(paths):
        if path is not None:
            first.setdefault(path, index)
    found = list[Path | None]()
    for index, path in enumerate(paths):
        above = [] if path is None else [first[one] for one in path.parents if one in first]
        if path is not None and first[path] < index:
            above.append(first[path])
        found.append(paths[min(above)] if above else None)
    return found


def unfit_layout(output: Place, layout: str) -> Iterator[Problem]:
    """The problem of a layout that a folder for feeds cannot have."""
    if isinstance(output, Url) and layout != "files":
        from feedtool.diagnostics.words.configuration import fault  # late: few make this slip

        message = f'the layout "generations" needs a folder of this machine, and {output} is none'
        yield fault(
            "", "config-invalid", message, 'write layout = "files"', pointer="/feeds/layout"
        )

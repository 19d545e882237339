"""The folders that a configuration names: what a text stands for, and which can stand side by side."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from feedtool.diagnostics.errors import UsageError
from feedtool.diagnostics.problem import Problem
from feedtool.storage.place import Folders, Place, Url


def place(base: Path, text: str) -> Place:
    """The folder that a text stands for: a URL, or a path below ``base`` unless it is absolute.

    Raises UsageError where no file system could have it.
    """
    if "\0" in text:
        raise UsageError(f"{text!r} is no folder: it holds a null character")
    return Url(text.rstrip("/")) if "://" in text else base / text


def folders(base: Path, value: str | list[str]) -> Place | Folders:
    """The folder of the records, or the folders, of which ``misplaced`` tells whether they can be used."""
    if isinstance(value, str) or len(value) == 1:
        return place(base, value if isinstance(value, str) else value[0])
    found = [place(base, text) for text in value]
    paths = [Path(os.path.normpath(one)) for one in found if isinstance(one, Path)]
    above = Path(os.path.commonpath(paths)) if paths else base
    return Folders(above, tuple(path.relative_to(above).as_posix() for path in paths))


def misplaced_folders(base: Path, value: str | list[str]) -> Iterator[Problem]:
    """The folders of several that cannot stand beside the others."""
    if isinstance(value, str) or len(value) == 1:
        return
    found = [place(base, text) for text in value]
    for index, folder in enumerate(found):
        if isinstance(folder, Url):
            parts = {"folder": str(folder)}
        elif other := holder(folder, index, found):
            parts = {"folder": value[index], "holder": os.path.relpath(other, base)}
        else:
            continue
        from feedtool.diagnostics.words.configuration import (
            WORDS,  # late: nearly every list is right
        )
        from feedtool.toml import writer

        parts["advice"] = f"write path = {writer.dumps([*value[:index], *value[index + 1 :]])}"
        pointer = f"/records/path/{index}"
        yield WORDS["config-invalid"].problem("", "config-invalid", parts, None, pointer)


def holder(folder: Path, index: int, others: Sequence[Place]) -> Path | None:
    """One of several folders that holds the one of this index, or that is the same and comes before it."""
    own = Path(os.path.normpath(folder))
    for place_, other in enumerate(others):
        if isinstance(other, Url) or place_ == index:
            continue
        path = Path(os.path.normpath(other))
        if own.is_relative_to(path) and (own != path or place_ < index):
            return path
    return None


def unfit_layout(output: Place, layout: str) -> Iterator[Problem]:
    """The problem of a layout that a folder for feeds cannot have."""
    if isinstance(output, Url) and layout != "files":
        from feedtool.diagnostics.words.configuration import fault  # late: few make this slip

        message = f'the layout "generations" needs a folder of this machine, and {output} is none'
        yield fault(
            "", "config-invalid", message, 'write layout = "files"', pointer="/feeds/layout"
        )

"""The records that the arguments of ``feedtool validate`` name, or those that are configured."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from feedtool.cli.common.options import standard_input
from feedtool.diagnostics.errors import UsageError
from feedtool.diagnostics.problem import Problem
from feedtool.model.config import Config
from feedtool.storage import sources
from feedtool.storage.place import Raw, Source, Url


def found(
    paths: Sequence[str], config: Config, stdin_filename: str, passed_over: list[Problem]
) -> Iterator[Source | Raw]:
    """The records that the arguments name, each file once; problems with other files go to ``passed_over``."""
    if not paths:
        from feedtool.config.paths import require_records  # late: a hook names its files

        remote = [place for place in config.records.places if isinstance(place, Url)]
        if remote:
            raise UsageError(
                f"validate reads files of this machine; build reports the problems of {remote[0]}"
            )
        require_records(config)
        for folder, include in config.records.globs:
            if isinstance(folder, Url):
                continue  # see above
            display = Path(os.path.relpath(folder)).as_posix()
            yield from _listed(folder, display, include, passed_over)
    seen: set[str] = set()
    for path in paths:
        for source in _sources_of(path, config, stdin_filename, passed_over):
            if source.path not in seen:
                seen.add(source.path)
                yield source


def _sources_of(
    path: str, config: Config, stdin_filename: str, passed_over: list[Problem]
) -> Iterator[Source | Raw]:
    max_bytes = config.records.max_bytes
    if path == "-":
        with standard_input() as stream:
            content = stream.read(max_bytes + 1)
        yield Raw(stdin_filename, content)
    elif os.path.isdir(path):  # noqa: PTH112 - a name that is not UTF-8 must stay as it is
        yield from _in_folder(Path(path), Path(path).as_posix(), config, passed_over)
    elif os.path.lexists(path):
        yield Source(Path(path), path)
    else:
        raise UsageError(f"there is no {path}")


def _in_folder(
    folder: Path, display: str, config: Config, passed_over: list[Problem]
) -> Iterator[Source]:
    """The records of a folder, by the globs of the folders of records that it is, is in, or holds."""
    records, known = config.records, False
    if records.collections or _name_folders(records.include):
        own = Path(os.path.abspath(folder))  # noqa: PTH100 - links are not followed
        for place, include in records.globs:
            root = Path(os.path.normpath(place)) if isinstance(place, Path) else None
            if root is None or not root.is_dir():
                continue
            if root.is_relative_to(own):
                known = True
                below = root.relative_to(own).as_posix()
                its = display if below == "." else sources.display_path(display, below)
                yield from _listed(root, its, include, passed_over)
            elif own.is_relative_to(root):
                beginning = f"{own.relative_to(root).as_posix()}/"
                names = sources.listing(root, os.path.relpath(root), include).names
                inside = [
                    name.removeprefix(beginning) for name in names if name.startswith(beginning)
                ]
                known = known or bool(inside)
                yield from sources.in_folder(folder, display, inside)
    if not known:
        yield from _listed(folder, display, records.include, passed_over)


def _name_folders(include: Iterable[str]) -> bool:
    """Whether globs begin with the name of a folder, and so mean nothing further down."""
    return any("/" in glob.lstrip("!").removeprefix("**/") for glob in include)


def _listed(
    folder: Path, display: str, include: tuple[str, ...], passed_over: list[Problem]
) -> Sequence[Source]:
    listing = sources.listing(folder, display, include)
    passed_over += listing.problems
    return sources.in_folder(folder, display, listing.names)

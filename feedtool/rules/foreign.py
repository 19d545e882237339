"""A folder whose files are plainly the posts of another generator: one problem, not a dozen a file."""

import os
from collections.abc import Callable, Sequence

from feedtool.diagnostics.problem import Problem
from feedtool.model.site import TITLES
from feedtool.records.parse import ParseOptions
from feedtool.rules.finding import RecordFinding

# Fewer files may be records that are only wrong.
_FEWEST = 3
_TELLING = ("schema-required", "front-matter-missing")


def gathered(
    problems: list[Problem], files: int, options: ParseOptions, read: Callable[[str], bytes | None]
) -> list[Problem]:
    """The problems of so many files; where many are plainly posts of another generator, one for all of theirs.

    ``read`` gives the bytes of a file.
    """
    if options.site is not None or options.is_any or not options.trusted:
        return problems
    paths = tuple(dict.fromkeys(one.path for one in problems if one.code in _TELLING))
    if len(paths) < max(_FEWEST, files / 2):
        return problems
    from feedtool.records import generators  # late: few folders are another tool's

    found = ((path, read(path)) for path in _spread(paths))
    preset = generators.preset_of((path, content) for path, content in found if content is not None)
    if preset is None:
        return problems
    title = TITLES[preset]
    finding = RecordFinding(
        "records-foreign", generator=title, preset=preset, number=len(paths), files=files
    )
    folder = os.path.commonpath([os.path.dirname(path) for path in paths])  # noqa: PTH120 - as people see it
    gone = frozenset(paths)
    return [
        finding.problem(folder or ".", None),
        *(one for one in problems if one.path not in gone),
    ]


def _spread(paths: Sequence[str], most: int = 40) -> Sequence[str]:
    """Some of the paths, from all over the folder."""
    return paths[:: max(1, len(paths) // most)]

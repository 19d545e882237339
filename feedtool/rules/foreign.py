"""A folder whose files are plainly the posts of another generator: one problem, not a dozen a file."""

import os
from collections import Counter
from collections.abc import Callable, Sequence

from feedtool.diagnostics.problem import Problem
from feedtool.records.parse import ParseOptions
from feedtool.rules.finding import RecordFinding

# Fewer files may be records that are only wrong.
_FEWEST = 3
# So many files are read to tell which generator they are of.
_SAMPLE = 40
# What posts of another generator are reported for where they are read as feedtool's records.
_CODES_OF_POSTS = ("schema-required", "front-matter-missing")
_UNKNOWN_KEY = "schema-unknown-key"
# Whoever writes a key oftener than this means it.
_FEW_SLIPS, _FILES_A_SLIP = 2, 100


def condensed(
    problems: list[Problem], files: int, options: ParseOptions, read: Callable[[str], bytes | None]
) -> list[Problem]:
    """The problems of so many files, less those that say of many posts what one problem, or none, can say.

    Where many files are plainly posts of another generator, one problem stands for all of theirs; under a
    preset, keys of the site's own are none. ``read`` gives the bytes of a file.
    """
    return _without_own_keys(_without_foreign(problems, files, options, read), files, options)


def _without_foreign(
    problems: list[Problem], files: int, options: ParseOptions, read: Callable[[str], bytes | None]
) -> list[Problem]:
    """The problems, one in place of all that concern posts of another generator."""
    has_sites = any(one.site is not None for _, one in options.collections)
    if options.site is not None or has_sites or options.is_any or not options.trusted:
        return problems
    paths = tuple(dict.fromkeys(one.path for one in problems if one.code in _CODES_OF_POSTS))
    if len(paths) < max(_FEWEST, files / 2):
        return problems
    # Late: few folders are another tool's.
    from feedtool.model.site import TITLES
    from feedtool.records import generators

    found = ((path, read(path)) for path in _sample(paths))
    presets = generators.presets_of(
        (path, content) for path, content in found if content is not None
    )
    if not presets:
        return problems

    finding = RecordFinding(
        "records-foreign",
        generator=" or ".join(TITLES[one] for one in presets),
        preset=presets[0],
        other=next(iter(presets[1:]), None),
        number=len(paths),
        files=files,
    )
    folder = os.path.commonpath([os.path.dirname(path) for path in paths])  # noqa: PTH120 - as people see it
    gone = frozenset(paths)
    return [
        finding.problem(folder or ".", None),
        *(one for one in problems if one.path not in gone),
    ]


def _without_own_keys(problems: list[Problem], files: int, options: ParseOptions) -> list[Problem]:
    """The problems of posts, less those of keys that are the site's own: slips stand in few files."""
    if options.site is None and not options.collections:
        return problems
    keys = Counter(one.pointer for one in problems if one.code == _UNKNOWN_KEY)
    most = max(_FEW_SLIPS, files // _FILES_A_SLIP)
    own = {pointer for pointer, number in keys.items() if number > most}
    if not own:
        return problems
    return [
        one
        for one in problems
        if one.code != _UNKNOWN_KEY or one.pointer not in own or not _is_post(one.path, options)
    ]


def _is_post(path: str, options: ParseOptions) -> bool:
    site = options.of(path).site
    return site is not None and not site.is_own


def _sample(paths: Sequence[str]) -> Sequence[str]:
    """Some of the paths, from all over the folder."""
    return paths[:: max(1, len(paths) // _SAMPLE)]

"""The report of a build, as values."""

from collections.abc import Mapping, Sequence

from feedtool.diagnostics.problem import Problem
from feedtool.imports.tuples import NamedTuple


class Published(NamedTuple):
    """What a publication did, or would do: the paths below the output folder, sorted."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]


class FeedReport(NamedTuple):
    """The report on one feed: ``new`` counts items that its files did not hold before."""

    name: str
    items: int
    new: int
    files: tuple[str, ...]
    changed: bool


class BuildReport(NamedTuple):
    """The report of a build; ``published`` is None where nothing was published.

    ``notice`` is a problem of the build itself, such as a damaged cache, and of neither records nor feeds.
    ``known`` are the places in ``problems`` of those that the last build reported, too; None where nobody
    knows what it reported. ``gone`` counts what it reported and this one does not. ``digests`` are what the
    next build will know each of the problems by.
    """

    records: int
    valid: int
    selected: int
    held: dict[str, int]
    feeds: tuple[FeedReport, ...]
    published: Published | None
    problems: tuple[Problem, ...]
    seconds: Mapping[str, float] = {}
    notice: Problem | None = None
    known: frozenset[int] | None = None
    gone: int = 0
    digests: Sequence[str] = ()

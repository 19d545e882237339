"""Which codes are reported: what a configuration and the command line choose, and what is never silent."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import PurePosixPath

from feedtool.diagnostics.problem import Costs, Problem, Severity
from feedtool.imports.tuples import NamedTuple

# Entries that are no codes.
_SETS = ("all", "default")


class RuleSelector(NamedTuple):
    """Which codes are reported.

    An entry stands for a code, for the codes that begin with it and a hyphen (which it may end with), or
    for ``all`` or ``default``; ``per_file`` maps globs of paths to more that is ignored. ``errors`` and
    ``warnings`` are codes whose problems have that severity, whatever they have by default.
    """

    select: tuple[str, ...] = ("default",)
    ignore: tuple[str, ...] = ()
    per_file: Mapping[str, tuple[str, ...]] = {}
    errors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    def reports(self, code: str, path: str, *, on: bool) -> bool:
        """Whether a problem of this code is reported for a file; ``on`` if it is by default.

        What keeps a record out of every feed is always reported: silence would only hide that. So is
        what a severity was chosen for, unless it is ignored.
        """
        if keeps_out(code):
            return True
        selected = any(
            _selects(entry, code) or (entry == "default" and on) for entry in self.select
        ) or self._sets_severity(code)
        return selected and not any(_selects(entry, code) for entry in self.ignored(path))

    def _sets_severity(self, code: str) -> bool:
        """Whether a severity was chosen for this code: who chooses one wants to see its problems."""
        return any(_selects(entry, code) for entry in (*self.errors, *self.warnings))

    def with_chosen_severity(self, problem: Problem) -> Problem:
        """The problem with the severity that was chosen for its code.

        What keeps a record out stays an error. Where both lists name a code, it is an error.
        """
        if not self.errors and not self.warnings:
            return problem  # as on most sites
        if any(_selects(entry, problem.code) for entry in self.errors):
            return problem._replace(severity=Severity.ERROR)
        if problem.costs is not Costs.RECORD and any(
            _selects(entry, problem.code) for entry in self.warnings
        ):
            return problem._replace(severity=Severity.WARNING)
        return problem

    def ignored(self, path: str) -> tuple[str, ...]:
        """The entries that are ignored in a file."""
        if not self.per_file:
            return self.ignore
        matching = _matching(path, tuple(self.per_file))
        return (*self.ignore, *(code for glob in matching for code in self.per_file[glob]))


class _GlobTree:
    """Globs by their parts, from the last on, which say of all what ``PurePosixPath.match`` says of each.

    A configuration may name a thousand files, of which hardly one is the file asked about.
    """

    def __init__(self) -> None:
        self.ending: list[str] = []  # globs that have no more parts
        self._names: dict[str, _GlobTree] = {}
        self._patterns: dict[str, tuple[Callable[[str], object], _GlobTree]] = {}

    def add(self, glob: str) -> None:
        """Take a glob in; one without parts matches nothing."""
        tree = self
        for part in reversed(PurePosixPath(glob).parts):
            tree = tree.room_below(part)
        if tree is not self:
            tree.ending.append(glob)

    def matching(self, path: str) -> Iterator[str]:
        """The globs that match a path."""
        trees = [self]
        for part in reversed(PurePosixPath(path).parts):
            trees = [below for tree in trees for below in tree.below_named(part)]
            for tree in trees:
                yield from tree.ending

    def room_below(self, part: str) -> "_GlobTree":
        """What follows this part of a glob, made where no glob had it so far."""
        if not any(sign in part for sign in "*?["):
            return self._names.setdefault(part, _GlobTree())
        if part not in self._patterns:
            self._patterns[part] = _matcher(part), _GlobTree()
        return self._patterns[part][1]

    def below_named(self, name: str) -> Iterator["_GlobTree"]:
        """What follows the parts that match this one of a path."""
        if name in self._names:
            yield self._names[name]
        for matches, tree in self._patterns.values():
            if name != "/" and matches(name):  # the root is no name, whatever a Python says of it
                yield tree


def _matcher(pattern: str) -> Callable[[str], object]:
    import fnmatch  # late: few sites ignore anything in some files alone
    import re

    return re.compile(fnmatch.translate(pattern)).match


@lru_cache(maxsize=8)
def _tree(globs: tuple[str, ...]) -> _GlobTree:
    tree = _GlobTree()
    for glob in globs:
        tree.add(glob)
    return tree


@lru_cache(maxsize=256)
def _matching(path: str, globs: tuple[str, ...]) -> tuple[str, ...]:
    """Those of some globs that match a path."""
    return tuple(_tree(globs).matching(path))


_FATAL_FAMILIES = ("front-matter-", "yaml-", "schema-")
_FATAL = frozenset(
    [f"file-{what}" for what in ("not-utf8", "binary", "unreadable", "not-regular", "too-large")]
    + ["record-unfit", "text-empty", "topic-unknown", "records-none", "records-foreign"]
)


def keeps_out(code: str) -> bool:
    """Whether a record with a problem of this code is in no feed."""
    return code in _FATAL or (code.startswith(_FATAL_FAMILIES) and code != "schema-unknown-key")


def stands_for(entry: str, code: str) -> bool:
    """Whether an entry is a code, or a beginning of it that ends at a hyphen: ``date`` or ``date-``."""
    return entry == code or code.startswith(_beginning(entry))


def _beginning(entry: str) -> str:
    return f"{entry.removesuffix('-')}-"


def is_known(entry: str, codes: Iterable[str]) -> bool:
    """Whether an entry stands for any of the codes there are, or for all or the usual ones."""
    beginning = _beginning(entry)
    return entry in _SETS or any(code == entry or code.startswith(beginning) for code in codes)


def _selects(entry: str, code: str) -> bool:
    return entry == "all" or stands_for(entry, code)

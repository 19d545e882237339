"""Which codes are reported: what a configuration and the command line choose, and what is never silent."""

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

from feedtool.diagnostics.problem import Costs, Problem, Severity

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
        return selected and not any(_selects(entry, code) for entry in self._ignored(path))

    def _sets_severity(self, code: str) -> bool:
        """Whether a severity was chosen for this code: who chooses one wants to see its problems."""
        return any(_selects(entry, code) for entry in (*self.errors, *self.warnings))

    def with_chosen_severity(self, problem: Problem) -> Problem:
        """The problem with the severity that was chosen for its code.

        What keeps a record out stays an error. Where both lists name a code, it is an error.
        """
        if any(_selects(entry, problem.code) for entry in self.errors):
            return problem._replace(severity=Severity.ERROR)
        if problem.costs is not Costs.RECORD and any(
            _selects(entry, problem.code) for entry in self.warnings
        ):
            return problem._replace(severity=Severity.WARNING)
        return problem

    def _ignored(self, path: str) -> tuple[str, ...]:
        more = (
            code
            for glob, codes in self.per_file.items()
            if PurePosixPath(path).match(glob)
            for code in codes
        )
        return (*self.ignore, *more)


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

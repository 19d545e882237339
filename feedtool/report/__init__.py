"""Reports of problems and builds, for people and for machines."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from feedtool.diagnostics.problem import Findings
    from feedtool.diagnostics.rule import Rule
    from feedtool.report.formats.text import Style

    Report = Callable[[Findings, Mapping[str, Rule], Style], str]

# Each is a module of ``formats`` with a function ``render``.
REPORTS = ("text", "json", "github", "gitlab", "rdjson", "sarif", "junit")


# Those that show what --fix would change, all of it or beside the problems, and those that tell how long
# each file took.
WITH_ALL_PATCHES = frozenset({"rdjson"})
WITH_PATCHES = frozenset({"sarif"}) | WITH_ALL_PATCHES
WITH_SECONDS = frozenset({"junit"})


def report(name: str) -> "Report":
    """The report of this name, imported when it is asked for: a hook has no use for XML."""
    render: Report = import_module(f"feedtool.report.formats.{name}").render
    return render

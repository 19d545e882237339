"""What a rule is: the catalogue entry behind the code of a problem."""

from dataclasses import dataclass
from typing import NamedTuple

from feedtool.diagnostics.problem import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A kind of problem: ``feedtool rules CODE`` shows it, and a test holds its two examples to it.

    ``summary`` is one line without a full stop, ``why`` says who suffers, ``bad`` and ``good`` are
    the lines concerned, before and after, ``link`` the section of the specification. A rule that is
    not ``on`` must be selected; one that is ``fixable``, ``validate --fix`` mends.
    """

    code: str
    severity: Severity
    summary: str
    why: str
    bad: str
    good: str
    link: str | None = None
    on: bool = True
    fixable: bool = False


class Group(NamedTuple):
    """Rules that belong together, under a title, and the commands that report their codes."""

    title: str
    commands: tuple[str, ...]
    rules: tuple[Rule, ...]

"""What a rule is: the catalogue entry behind the code of a problem."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from feedtool.diagnostics.problem import Severity

# The severities of what is no feed: records and the configuration know the one profile.
ERROR: Mapping[str, Severity | None] = MappingProxyType({"default": Severity.ERROR})
WARNING: Mapping[str, Severity | None] = MappingProxyType({"default": Severity.WARNING})

# The hint where a finding names what should stand there, and the hint of its rule has no place for it.
INSTEAD = "Write {instead}"
PART = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A kind of problem: ``feedtool rules CODE`` shows it, and a test holds its two examples to it.

    ``severities`` has one for each profile, None where a profile does not mind. ``summary`` is one line
    without a full stop, ``why`` says who suffers. ``message`` and ``hint`` are templates, with parts of a
    finding in braces; a hint may have several, the best first, with a bar between them. Where
    ``message`` is None, whoever finds the problem words it. ``bad`` and ``good`` are the lines concerned,
    before and after, ``place`` is where they stand in a feed: inside a ``channel``, ``item``, ``feed``,
    ``entry``, … or as a whole ``document``. ``link`` is the section of the specification. A rule that
    is ``optional`` must be selected; one that is ``fixable``, ``validate --fix`` mends.
    """

    code: str
    severities: Mapping[str, Severity | None]
    summary: str
    why: str
    message: str | None = None
    hint: str = ""
    bad: str
    good: str
    place: str = ""
    link: str | None = None
    optional: bool = False
    fixable: bool = False

    @property
    def severity(self) -> Severity:
        """The severity by default, or the strongest that a profile has."""
        usual = self.severities["default"]
        return usual or min(filter(None, self.severities.values()), key=list(Severity).index)

    @property
    def on(self) -> bool:
        """Whether its problems are reported where nobody chose codes or a profile."""
        return not self.optional and self.severities["default"] is not None

    @property
    def hints(self) -> tuple[str, ...]:
        """The templates of its hint, the best first."""
        return tuple(self.hint.split("|")) if self.hint else ()

    def says(self, parts: Mapping[str, str]) -> str:
        """The message for a finding of these parts; empty where the rule has none."""
        return filled(self.message or "", parts)

    def advises(self, parts: Mapping[str, str]) -> str:
        """What to do about a finding of these parts; empty where the rule has no hint."""
        return filled(self.hint_for(parts), parts)

    def hint_for(self, parts: Mapping[str, str]) -> str:
        """The first template of a hint of which all parts are known; empty where there is none."""
        if "instead" in parts and "{instead}" not in self.hint:
            return INSTEAD
        known = (hint for hint in self.hints if parts.keys() >= set(PART.findall(hint)))
        return next(known, "")


class Group(NamedTuple):
    """Rules that belong together, under a title, and the commands that report their codes."""

    title: str
    commands: tuple[str, ...]
    rules: tuple[Rule, ...]


def filled(template: str, parts: Mapping[str, str]) -> str:
    """A template with its parts in their places; a part that is not known leaves nothing."""
    return PART.sub(lambda match: parts.get(match[1], ""), template)

"""A rule of the checker: what the catalogue says of a code."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from feedtool.check.finding import Finding, short
from feedtool.check.options import PROFILES
from feedtool.diagnostics.problem import Severity
from feedtool.diagnostics.rule import Rule

_LETTERS = {"E": Severity.ERROR, "W": Severity.WARNING, "I": Severity.INFO, "-": None}
_ALWAYS = {"element", "parent", "attribute"}
_FIELD = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedRule(Rule):
    """A rule with a severity for each profile (``None``: the profile does not mind).

    ``message`` and ``hint`` may name parts of a finding in braces. ``place`` is where the examples
    stand: inside a ``channel``, ``item``, ``feed``, ``entry``, … or as a whole ``document``.
    """

    severities: Mapping[str, Severity | None]
    message: str
    hint: str
    place: str

    def says(self, one: Finding) -> str:
        """The message for a finding."""
        return _filled(self.message, one)

    def advises(self, one: Finding) -> str:
        """What to do about a finding: the first of the hints of which all parts are known."""
        instead = one.detail.get("instead")
        if instead and "{instead}" not in self.hint:
            return f"Write {short(instead)}"
        for hint in self.hint.split("|"):
            if all(one.detail.get(name) for name in _FIELD.findall(hint) if name not in _ALWAYS):
                return _filled(hint, one)
        return ""


def rule(  # noqa: PLR0913, PLR0917 - a row of the catalogue
    code: str,
    levels: str,
    summary: str,
    why: str,
    bad: str,
    good: str,
    link: str,
    *,
    place: str = "item",
    message: str = "",
    hint: str = "",
) -> FeedRule:
    """A row of the catalogue; ``levels`` has a letter for each profile (E, W, I or -)."""
    severities = {name: _LETTERS[letter] for name, letter in zip(PROFILES, levels, strict=True)}
    usual = severities["default"]
    strongest = min((s for s in severities.values() if s), key=list(Severity).index)
    return FeedRule(
        code=code,
        severity=usual or strongest,
        summary=summary,
        why=why,
        bad=bad,
        good=good,
        link=link,
        on=usual is not None,
        severities=MappingProxyType(severities),
        message=message or summary[0].upper() + summary[1:],
        hint=hint,
        place=place,
    )


def _filled(template: str, one: Finding) -> str:
    def fill(match: re.Match[str]) -> str:
        name = match[1]
        if name in one.detail:
            return short(one.detail[name])
        known = {"element": one.element, "parent": one.parent, "attribute": one.attribute}
        return short(known.get(name, ""))

    return _FIELD.sub(fill, template)

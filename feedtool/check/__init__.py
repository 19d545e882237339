"""The offline feed checker: what is wrong with an RSS, Atom, JSON Feed or OPML document."""

from feedtool.check.catalogue import GROUPS, RULES
from feedtool.check.checker import check, judge
from feedtool.check.octets import Octets
from feedtool.check.options import PROFILES, CheckOptions

__all__ = ["GROUPS", "PROFILES", "RULES", "CheckOptions", "Octets", "check", "judge"]

"""The catalogue: a row for each rule, with its severities and examples."""

from collections.abc import Mapping
from types import MappingProxyType

from feedtool.check.catalogue import atom, documents, extensions, rss, structure, values, xml
from feedtool.check.feedrule import FeedRule

_FAMILIES = (xml, structure, values, rss, atom, extensions, documents)

RULES: Mapping[str, FeedRule] = MappingProxyType(
    {rule.code: rule for family in _FAMILIES for rule in family.RULES}
)

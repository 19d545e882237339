"""The catalogue: a row for each rule, with its severities and examples."""

from collections.abc import Mapping
from types import MappingProxyType

from feedtool.check.catalogue import (
    atom,
    documents,
    extensions,
    interop,
    rss,
    structure,
    values,
    xml,
)
from feedtool.check.feedrule import FeedRule
from feedtool.diagnostics.rule import Group

_CHECK = ("check",)

GROUPS = (
    Group("Feeds: bytes, XML, namespaces", _CHECK, xml.RULES),
    Group("Feeds: elements and attributes", _CHECK, structure.RULES),
    Group("Feeds: values", _CHECK, values.RULES),
    Group("Feeds: RSS", _CHECK, rss.RULES),
    Group("Feeds: Atom", _CHECK, atom.RULES),
    Group("Feeds: media, podcasts, small extensions", _CHECK, extensions.RULES),
    Group("Feeds: OPML and JSON Feed", _CHECK, documents.RULES),
    Group("Feeds: what readers make of them", _CHECK, interop.RULES),
)

RULES: Mapping[str, FeedRule] = MappingProxyType(
    {
        rule.code: rule
        for family in (xml, structure, values, rss, atom, extensions, documents, interop)
        for rule in family.RULES
    }
)

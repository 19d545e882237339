"""The catalogue: each rule with its severities, its words and its examples."""

from collections.abc import Mapping
from types import MappingProxyType

from feedtool.check.catalogue import interop
from feedtool.check.catalogue.atom import constructs, entries, history
from feedtool.check.catalogue.documents import jsonfeed, opml
from feedtool.check.catalogue.extensions import itunes, media, podcast, small
from feedtool.check.catalogue.rss import channel, items, refresh
from feedtool.check.catalogue.structure import elements, html, texts
from feedtool.check.catalogue.values import dates, scalars, uris
from feedtool.check.catalogue.xml import document, namespaces, wellformed
from feedtool.diagnostics.rule import Group, Rule

# The groups in order, and the modules that have their rules.
_GROUPS = {
    "Feeds: bytes, XML, namespaces": (document, wellformed, namespaces),
    "Feeds: elements and attributes": (elements, texts, html),
    "Feeds: values": (uris, dates, scalars),
    "Feeds: RSS": (channel, refresh, items),
    "Feeds: Atom": (entries, constructs, history),
    "Feeds: media, podcasts, small extensions": (media, itunes, podcast, small),
    "Feeds: OPML and JSON Feed": (opml, jsonfeed),
    "Feeds: what readers make of them": (interop,),
}

GROUPS = tuple(
    Group(title, ("check",), tuple(rule for module in modules for rule in module.RULES))
    for title, modules in _GROUPS.items()
)

RULES: Mapping[str, Rule] = MappingProxyType(
    {rule.code: rule for group in GROUPS for rule in group.rules}
)

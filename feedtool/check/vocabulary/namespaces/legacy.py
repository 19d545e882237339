"""Modules of the first years, some still written by old programs."""

from feedtool.check.rules import xhtml
from feedtool.check.rules.formats import rss as rss_rules
from feedtool.check.rules.namespaces import extensions as rules
from feedtool.check.values import dates, uris
from feedtool.check.values.tokens import anything
from feedtool.check.vocabulary.common import anything as holder
from feedtool.check.vocabulary.common import empty, leaf, words
from feedtool.check.xml.row import Row, Use, many, maybe, needs, takes

_RESOURCE = {"rdf:resource": needs(uris.iri)}
LEGACY_CHANNEL: tuple[Use, ...] = (
    maybe(empty("admin:generatorAgent", _RESOURCE)),
    maybe(empty("admin:errorReportsTo", _RESOURCE)),
    maybe(leaf("blogChannel:blogRoll", uris.iri)),
    maybe(leaf("blogChannel:mySubscriptions", uris.iri)),
    maybe(leaf("blogChannel:blink", uris.iri)),
    maybe(leaf("blogChannel:changes", uris.iri)),
    maybe(empty("cp:server", {"rdf:resource": takes(uris.reference)})),
)
LEGACY_ITEM: tuple[Use, ...] = (
    maybe(leaf("ag:timestamp", dates.iso8601)),
    maybe(leaf("ag:source", anything)),
    maybe(leaf("ag:sourceURL", uris.iri)),
    maybe(leaf("ev:startdate", dates.iso8601)),
    maybe(leaf("ev:enddate", dates.iso8601)),
    maybe(words("ev:location")),
    maybe(words("ev:organizer")),
    maybe(words("ev:type")),
    many(
        Row(
            "trackback:ping",
            (),
            {"rdf:resource": takes(uris.iri)},
            value=anything,
            end=(rules.trackback,),
        )
    ),
    many(
        Row(
            "trackback:about",
            (),
            {"rdf:resource": takes(uris.iri)},
            value=anything,
            end=(rules.trackback,),
        )
    ),
)
EVERYWHERE: tuple[Use, ...] = (
    *(
        many(holder(name))
        for name in (
            "rdf:RDF",
            "rdf:Description",
            "taxo:topics",
            "taxo:topic",
            "l:link",
            "l:permalink",
            "foaf:maker",
            "foaf:Person",
            "foaf:topic",
            "foaf:primaryTopic",
            "rdfs:seeAlso",
            "rdfs:label",
            "rdf:value",
            "cp:market",
            "cp:symbol",
            "cp:name",
        )
    ),
    *(
        many(holder(f"wiki:{name}"))
        for name in (
            "interwiki",
            "version",
            "status",
            "importance",
            "diff",
            "history",
            "link",
            "host",
        )
    ),
)
XHTML_BODY: tuple[Use, ...] = (
    maybe(xhtml.holder("xhtml:body", rss_rules.second_description)),
    maybe(xhtml.holder("xhtml:div")),
)

"""Extensions that fit on a few lines each."""

from feedtool.check import html
from feedtool.check.row import Row, Use, many, maybe, needs, takes
from feedtool.check.rules import extensions as rules
from feedtool.check.rules import rss as rss_rules
from feedtool.check.rules import xhtml
from feedtool.check.rules.plain_text import plain_text
from feedtool.check.values import dates, geo, tokens, uris
from feedtool.check.values.tokens import anything
from feedtool.check.vocabulary.common import anything as holder
from feedtool.check.vocabulary.common import empty, free, leaf

# https://www.dublincore.org/specifications/dublin-core/dces/
_DC_SINGLE = (
    leaf("dc:date", dates.w3cdtf, end=(rules.plausible,)),
    leaf("dc:language", tokens.language),
    leaf("dc:rights", anything, blank=None, end=(plain_text,)),
    leaf("dc:title", anything, end=(plain_text,)),
    leaf("dc:description", anything, blank=None),
    leaf("dc:format", anything, blank=None),
    leaf("dc:source", anything, blank=None),
    leaf("dc:type", anything, blank=None),
)
_SEVERAL = ("creator", "subject", "publisher", "contributor", "identifier", "relation", "coverage")
_DC_SEVERAL = tuple(
    Row(f"dc:{name}", value=anything, inside=rules.person_inside) for name in _SEVERAL
)
DC: tuple[Use, ...] = (*map(maybe, _DC_SINGLE), *map(many, _DC_SEVERAL))
# An item may have more than one date, such as one for each version.
DC_ITEM: tuple[Use, ...] = (*DC, many(_DC_SINGLE[0]))

# https://www.dublincore.org/specifications/dublin-core/dcmi-terms/
_TERMS = """
    abstract accessRights accrualMethod accrualPeriodicity accrualPolicy alternative audience
    available bibliographicCitation conformsTo contributor coverage creator date dateAccepted
    dateCopyrighted dateSubmitted description educationLevel extent format hasFormat hasPart
    hasVersion identifier instructionalMethod isFormatOf isPartOf isReferencedBy isReplacedBy
    isRequiredBy isVersionOf language license mediator medium provenance publisher references
    relation replaces requires rights rightsHolder source spatial subject tableOfContents temporal
    title type valid
"""
DCTERMS: tuple[Use, ...] = (
    *(
        maybe(leaf(f"dcterms:{name}", dates.w3cdtf, end=(rules.plausible,)))
        for name in ("created", "issued", "modified")
    ),
    *(many(free(f"dcterms:{name}")) for name in _TERMS.split()),
)

# https://web.resource.org/rss/1.0/modules/content/
CONTENT: tuple[Use, ...] = (
    maybe(leaf("content:encoded", html.rss_fragment, blank=None)),
    maybe(holder("content:items")),
)

# https://web.resource.org/rss/1.0/modules/syndication/
_PERIODS = ("hourly", "daily", "weekly", "monthly", "yearly")
SY: tuple[Use, ...] = (
    maybe(leaf("sy:updatePeriod", tokens.choice("sy-update-period", *_PERIODS))),
    maybe(leaf("sy:updateFrequency", tokens.positive)),
    maybe(leaf("sy:updateBase", dates.w3cdtf)),
)

# https://web.resource.org/rss/1.0/modules/slash/
SLASH: tuple[Use, ...] = (
    maybe(leaf("slash:comments", tokens.natural)),
    maybe(leaf("slash:section", anything)),
    maybe(leaf("slash:department", anything)),
    maybe(leaf("slash:hit_parade", tokens.integers)),
)

# https://wellformedweb.org/news/wfw_namespace_elements/
WFW: tuple[Use, ...] = (
    maybe(leaf("wfw:comment", uris.iri)),
    maybe(leaf("wfw:commentRss", uris.iri)),
    maybe(leaf("wfw:commentRSS", uris.iri, end=(rules.comment_rss_case,))),
)

# https://www.rfc-editor.org/rfc/rfc4685
THR_ENTRY: tuple[Use, ...] = (
    many(
        Row(
            "thr:in-reply-to",
            (),
            {
                "ref": needs(uris.identifier),
                "href": takes(uris.reference),
                "type": takes(tokens.media_type("media-type-attribute")),
                "source": takes(uris.reference),
            },
            value=anything,
        )
    ),
    maybe(leaf("thr:total", tokens.natural)),
)

# https://www.rfc-editor.org/rfc/rfc5005
FH: tuple[Use, ...] = (maybe(empty("fh:complete")), maybe(empty("fh:archive")))

# https://www.rfc-editor.org/rfc/rfc5023
APP_ENTRY: tuple[Use, ...] = (
    maybe(leaf("app:edited", dates.rfc3339, exact=True)),
    maybe(
        Row("app:control", (maybe(leaf("app:draft", tokens.choice("value-yes-no", "yes", "no"))),))
    ),
)
APP_FEED: tuple[Use, ...] = (many(holder("app:collection")),)

# https://www.georss.org/simple.html and https://www.georss.org/gml.html
_PLACES = {
    "featuretypetag": takes(anything),
    "relationshiptag": takes(anything),
    "featurename": takes(anything),
    "elev": takes(tokens.decimal),
    "floor": takes(tokens.whole),
    "radius": takes(tokens.decimal),
}
_POS = leaf("gml:pos", geo.pair)
_POS_LIST = leaf("gml:posList", geo.pairs)
_SRS = {
    "srsName": takes(anything),
    "srsDimension": takes(tokens.positive),
    "gml:id": takes(anything),
}
_GML = (
    maybe(Row("gml:Point", (maybe(_POS), maybe(_POS_LIST)), _SRS)),
    maybe(Row("gml:LineString", (maybe(_POS_LIST),), _SRS)),
    maybe(
        Row(
            "gml:Polygon",
            (
                maybe(
                    Row(
                        "gml:exterior",
                        (maybe(Row("gml:LinearRing", (maybe(_POS_LIST),), _SRS)),),
                        _SRS,
                    )
                ),
            ),
            _SRS,
        )
    ),
    maybe(
        Row(
            "gml:Envelope",
            (maybe(leaf("gml:lowerCorner", geo.pair)), maybe(leaf("gml:upperCorner", geo.pair))),
            _SRS,
        )
    ),
)
_LATITUDE = tokens.within(-90, 90, "geo-latitude")
_LONGITUDE = tokens.within(-180, 180, "geo-longitude")
_GEO = (
    maybe(leaf("geo:lat", _LATITUDE)),
    maybe(leaf("geo:long", _LONGITUDE)),
    maybe(leaf("geo:alt", tokens.decimal)),
    maybe(leaf("geo:lat_long", geo.pair)),
)
GEO: tuple[Use, ...] = (
    many(Row("georss:where", _GML, _PLACES)),
    many(leaf("georss:point", geo.pair, _PLACES)),
    many(leaf("georss:line", geo.pairs, _PLACES)),
    many(leaf("georss:polygon", geo.pairs, _PLACES)),
    many(leaf("georss:box", geo.pairs, _PLACES)),
    many(leaf("georss:circle", geo.numbers, _PLACES)),
    many(leaf("georss:featureTypeTag", anything)),
    many(leaf("georss:relationshipTag", anything)),
    many(leaf("georss:featureName", anything)),
    many(leaf("georss:elev", tokens.decimal)),
    many(leaf("georss:floor", tokens.whole)),
    many(leaf("georss:radius", tokens.decimal)),
    many(
        Row(
            "geo:Point",
            _GEO,
            {"rdf:about": takes(uris.reference), "rdf:parseType": takes(anything)},
        )
    ),
    many(Row("geo:location", (maybe(Row("geo:Point", _GEO)),))),
    *_GEO,
    maybe(leaf("icbm:latitude", _LATITUDE)),
    maybe(leaf("icbm:longitude", _LONGITUDE)),
    maybe(leaf("geourl:latitude", _LATITUDE)),
    maybe(leaf("geourl:longitude", _LONGITUDE)),
)

# https://cyber.harvard.edu/rss/creativeCommonsRssModule.html and https://creativecommons.org/ns
LICENSE: tuple[Use, ...] = (
    many(leaf("creativeCommons:license", uris.iri)),
    many(
        Row(
            "cc:license",
            (),
            {"rdf:resource": takes(uris.reference), "resource": takes(uris.reference)},
            open_=True,
        )
    ),
)

# https://feedburner.google.com/fb/a/help
_FB_URL = ("awareness", "origLink", "origEnclosureLink")
FEEDBURNER: tuple[Use, ...] = (
    *(maybe(leaf(f"feedburner:{name}", uris.iri)) for name in _FB_URL),
    maybe(leaf("feedburner:browserFriendly", anything, end=(plain_text,))),
    maybe(leaf("feedburner:emailServiceId", anything)),
    maybe(leaf("feedburner:feedburnerHostname", uris.iri)),
    many(
        Row(
            "feedburner:feedFlare",
            (),
            {
                "href": takes(uris.reference, "value-blank-attribute"),
                "src": takes(uris.reference, "value-blank-attribute"),
            },
            value=anything,
            end=(rules.feed_flare,),
        )
    ),
    maybe(empty("feedburner:info", {"uri": needs(anything)})),
)

# https://github.com/dewitt/opensearch, "OpenSearch response elements"
_QUERY = {
    "role": needs(rules.opensearch_role, "attribute-missing"),
    "title": takes(tokens.limited(256)),
    "totalResults": takes(tokens.natural),
    "searchTerms": takes(rules.url_encoded),
    "count": takes(tokens.natural),
    "startIndex": takes(tokens.whole),
    "startPage": takes(tokens.whole),
    "language": takes(tokens.language),
    "inputEncoding": takes(rules.charset),
    "outputEncoding": takes(rules.charset),
}
OPENSEARCH: tuple[Use, ...] = (
    maybe(leaf("opensearch:totalResults", tokens.natural)),
    maybe(leaf("opensearch:startIndex", tokens.whole)),
    maybe(leaf("opensearch:itemsPerPage", tokens.natural)),
    many(Row("opensearch:Query", (), _QUERY)),
    many(holder("opensearch:link")),
)

# https://www.rssboard.org/robots-exclusion, and the page on source: http://source.scripting.com/
META: tuple[Use, ...] = (
    many(
        empty(
            "xhtml:meta",
            {
                "name": needs(tokens.choice("meta-name", "robots")),
                "content": needs(rules.robots),
                "scheme": takes(anything),
            },
        )
    ),
)
SOURCE_ITEM: tuple[Use, ...] = (
    maybe(free("source:markdown")),
    many(holder("source:outline")),
    maybe(free("source:likes")),
    maybe(free("source:linkShort")),
    maybe(free("source:localTime")),
    many(holder("source:account")),
    many(empty("source:inReplyTo")),
    maybe(holder("source:archive")),
)
SOURCE_CHANNEL: tuple[Use, ...] = (
    many(Row("source:account", (), {"service": needs(anything)}, value=anything)),
    maybe(free("source:likes")),
    maybe(free("source:localTime")),
    maybe(leaf("source:cloud", uris.iri)),
    maybe(holder("source:archive")),
    maybe(leaf("source:blogroll", uris.iri)),
    maybe(leaf("source:self", uris.iri)),
)

# https://blog.feedly.com/10-ways-to-optimize-your-feed-for-feedly/
WEBFEEDS: tuple[Use, ...] = (
    maybe(empty("webfeeds:analytics", {"id": needs(anything), "engine": takes(anything)})),
    maybe(leaf("webfeeds:accentColor", anything)),
    maybe(empty("webfeeds:cover", {"image": needs(uris.iri)})),
    maybe(leaf("webfeeds:icon", uris.iri)),
    maybe(leaf("webfeeds:logo", uris.iri)),
    maybe(empty("webfeeds:related", {"layout": takes(anything), "target": takes(anything)})),
    maybe(free("webfeeds:wordmark")),
    maybe(free("webfeeds:promotion")),
)

# https://podlove.org/simple-chapters/
PSC: tuple[Use, ...] = (
    maybe(
        Row(
            "psc:chapters",
            (
                many(
                    empty(
                        "psc:chapter",
                        {
                            "start": needs(dates.normal_play_time),
                            "title": needs(anything),
                            "href": takes(uris.iri),
                            "image": takes(uris.iri),
                        },
                    ),
                    "element-missing",
                ),
            ),
            {"version": takes(anything)},
        )
    ),
)

# https://support.google.com/podcast-publishers/answer/9889544
_GOOGLE = (
    maybe(free("googleplay:author")),
    maybe(free("googleplay:description")),
    maybe(
        leaf(
            "googleplay:explicit",
            tokens.choice("googleplay-explicit", "yes", "no", "clean", "true", "false", fold=True),
        )
    ),
    maybe(empty("googleplay:image", {"href": needs(uris.iri)})),
    maybe(leaf("googleplay:block", tokens.choice("value-yes-no", "yes", "no", fold=True))),
)
GOOGLEPLAY_ITEM: tuple[Use, ...] = _GOOGLE
GOOGLEPLAY_CHANNEL: tuple[Use, ...] = (
    *_GOOGLE,
    maybe(leaf("googleplay:email", tokens.email("email-invalid"))),
    maybe(leaf("googleplay:owner", tokens.email("email-invalid"))),
    many(empty("googleplay:category", {"text": needs(anything)})),
    maybe(leaf("googleplay:new-feed-url", uris.iri)),
)

# Modules of the first years, some still written by old programs.
_RESOURCE = {"rdf:resource": needs(uris.iri)}
LEGACY_CHANNEL: tuple[Use, ...] = (
    maybe(empty("admin:generatorAgent", _RESOURCE)),
    maybe(empty("admin:errorReportsTo", {"rdf:resource": needs(uris.iri)})),
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
    maybe(free("ev:location")),
    maybe(free("ev:organizer")),
    maybe(free("ev:type")),
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

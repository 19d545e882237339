"""RSS 1.0 and 0.90: https://web.resource.org/rss/1.0/spec"""

from feedtool.check.rules.formats import rdf, rss
from feedtool.check.rules.plain_text import plain_text
from feedtool.check.values import uris
from feedtool.check.values.tokens import anything
from feedtool.check.vocabulary.atom import IN_CHANNEL, IN_ITEM
from feedtool.check.vocabulary.common import anything as holder
from feedtool.check.vocabulary.common import leaf
from feedtool.check.vocabulary.namespaces import (
    atomext,
    dublincore,
    geo,
    itunes,
    legacy,
    media,
    podcast,
    publishing,
    syndication,
)
from feedtool.check.xml.row import AttributeRow, Row, Use, many, maybe, one, takes

_PLAIN = (plain_text,)
_RDF: dict[str, AttributeRow] = {
    "rdf:about": takes(uris.name),
    "rdf:resource": takes(uris.reference),
    "rdf:parseType": takes(anything),
    "rdf:ID": takes(anything),
    "rdf:nodeID": takes(anything),
    "rdf:type": takes(anything),
}
_EXTENSIONS: tuple[Use, ...] = (
    *dublincore.DC,
    *dublincore.DCTERMS,
    *geo.GEO,
    *publishing.LICENSE,
    *publishing.FEEDBURNER,
    *legacy.EVERYWHERE,
    *publishing.META,
    *atomext.THR_ENTRY,
)
_LI = Row(
    "rdf:li",
    (),
    {"rdf:resource": takes(uris.reference), "resource": takes(uris.reference)},
    begin=(rdf.resource,),
    open_=True,
)
_ITEMS = Row("rss1:items", (one(Row("rdf:Seq", (many(_LI, kept=False),), end=(rdf.sequence,))),))
_POINTER = {"rdf:resource": takes(uris.reference), "resource": takes(uris.reference)}
_DESCRIPTION = Row(
    "rss1:description",
    (),
    {"rdf:parseType": takes(anything)},
    value=anything,
    inside=rdf.any_inside,
    end=(rdf.description,),
)
_CHANNEL_IMAGE = Row(
    "rss1:image",
    (),
    {**_POINTER, "rdf:about": takes(uris.reference)},
    begin=(rdf.image,),
    open_=True,
)
_CHANNEL = Row(
    "rss1:channel",
    (
        one(leaf("rss1:title", anything, end=_PLAIN), "rss-channel-title-missing"),
        one(leaf("rss1:link", uris.iri), "rss-channel-link-missing"),
        one(_DESCRIPTION, "rss-channel-description-missing"),
        maybe(_CHANNEL_IMAGE),
        maybe(_ITEMS),
        maybe(Row("rss1:textinput", (), _POINTER, begin=(rdf.resource,))),
        *_EXTENSIONS,
        *syndication.SY,
        *atomext.FH,
        *publishing.OPENSEARCH,
        *itunes.CHANNEL,
        *media.CHANNEL,
        *podcast.CHANNEL,
        *legacy.LEGACY_CHANNEL,
        *IN_CHANNEL,
    ),
    _RDF,
    begin=(rdf.about,),
    end=(rdf.channel,),
)
_ITEM = Row(
    "rss1:item",
    (
        one(leaf("rss1:title", anything, end=_PLAIN)),
        one(leaf("rss1:link", uris.iri)),
        maybe(_DESCRIPTION),
        *_EXTENSIONS,
        *syndication.CONTENT,
        *syndication.SLASH,
        *syndication.WFW,
        *itunes.ITEM,
        *media.ITEM,
        *podcast.ITEM,
        *legacy.LEGACY_ITEM,
        *legacy.XHTML_BODY,
        *IN_ITEM,
    ),
    _RDF,
    begin=(rdf.about,),
)
_IMAGE = Row(
    "rss1:image",
    (
        one(leaf("rss1:title", anything, end=_PLAIN), "rss-image-title-missing"),
        one(leaf("rss1:link", uris.iri), "rss-image-link-missing"),
        one(leaf("rss1:url", uris.iri)),
        *_EXTENSIONS,
    ),
    _RDF,
    begin=(rdf.about,),
)
_TEXT_INPUT = Row(
    "rss1:textinput",
    (
        one(leaf("rss1:title", anything, end=_PLAIN), "rss-text-input-title-missing"),
        one(leaf("rss1:description", anything, end=_PLAIN), "rss-text-input-description-missing"),
        one(leaf("rss1:name", rss.field_name)),
        one(leaf("rss1:link", uris.iri), "rss-text-input-link-missing"),
        *_EXTENSIONS,
    ),
    _RDF,
    begin=(rdf.about,),
)
RDF = Row(
    "rdf:RDF",
    (
        one(_CHANNEL, "rss-channel-missing"),
        maybe(_IMAGE),
        many(_ITEM, kept=False),
        maybe(_TEXT_INPUT),
        *legacy.EVERYWHERE,
        many(holder("cc:License")),
        many(holder("cc:Work")),
    ),
    begin=(rdf.root,),
    end=(rdf.document,),
)

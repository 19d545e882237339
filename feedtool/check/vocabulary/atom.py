"""Atom 1.0: https://www.rfc-editor.org/rfc/rfc4287"""

from feedtool.check.rules.formats import atom, atomtext, rss
from feedtool.check.rules.namespaces import extensions
from feedtool.check.rules.plain_text import plain
from feedtool.check.rules.xhtml import ANY
from feedtool.check.values import dates, tokens, uris
from feedtool.check.values.tokens import anything
from feedtool.check.vocabulary.common import leaf
from feedtool.check.vocabulary.namespaces import (
    atomext,
    audio,
    dublincore,
    geo,
    itunes,
    legacy,
    media,
    podcast,
    publishing,
    syndication,
)
from feedtool.check.xml.context import Context
from feedtool.check.xml.element import Element
from feedtool.check.xml.row import AttributeRow, Bound, Row, Use, many, maybe, needs, one, takes

_BLANK = "value-blank-attribute"


def _foreign(node: Element, name: str, doc: Context) -> Row | None:
    """Elements of other vocabularies may stand in those of Atom: RFC 4287, section 6.4."""
    del node, doc
    return None if name.startswith("atom:") else ANY


def _text(name: str) -> Row:
    """A text construct."""
    return Row(
        name,
        (),
        {"type": takes(atomtext.text_type, _BLANK)},
        value=anything,
        inside=atomtext.inside,
        end=(atomtext.text,),
    )


def _content(*begin: Bound) -> Row:
    return Row(
        "atom:content",
        (),
        {"type": takes(atomtext.content_type, _BLANK), "src": takes(uris.reference)},
        value=anything,
        inside=atomtext.inside,
        begin=(atomtext.content_begin, *begin),
        end=(atomtext.text,),
    )


def _person(name: str) -> Row:
    return Row(
        name,
        (
            one(leaf("atom:name", atom.person_name)),
            maybe(leaf("atom:uri", uris.reference, exact=True)),
            maybe(leaf("atom:email", tokens.email("atom-email"), exact=True)),
        ),
        inside=_foreign,
    )


_AUTHOR, _CONTRIBUTOR = _person("atom:author"), _person("atom:contributor")
TITLE, _SUBTITLE, _RIGHTS = _text("atom:title"), _text("atom:subtitle"), _text("atom:rights")
_SUMMARY = _text("atom:summary")
CATEGORY = Row(
    "atom:category",
    (),
    {
        "term": needs(anything, blank="value-blank"),
        "scheme": takes(uris.name),
        "label": takes(plain, _BLANK),
    },
    inside=_foreign,
    value=anything,
)
_LINK_ATTRIBUTES: dict[str, AttributeRow] = {
    "href": needs(uris.reference, "atom-link-href-missing"),
    "rel": takes(atom.relation, _BLANK),
    "type": takes(atomtext.media_type),
    "hreflang": takes(tokens.language),
    "title": takes(plain, _BLANK),
    "length": takes(tokens.natural),
    "thr:count": takes(tokens.natural),
    "thr:updated": takes(dates.rfc3339),
    "thr:when": takes(extensions.thr_when),
}
_LINK = Row("atom:link", (), _LINK_ATTRIBUTES, value=anything, inside=_foreign, end=(atom.link,))
_GENERATOR = leaf(
    "atom:generator",
    plain,
    {"uri": takes(uris.reference), "version": takes(anything, _BLANK)},
)
_ICON, _LOGO = (
    leaf("atom:icon", uris.reference, exact=True),
    leaf("atom:logo", uris.reference, exact=True),
)
_ID = leaf("atom:id", uris.identifier, exact=True)
_UPDATED = leaf("atom:updated", dates.rfc3339, exact=True, end=(extensions.plausible,))
_PUBLISHED = leaf("atom:published", dates.rfc3339, exact=True, end=(extensions.plausible,))

_EXTENSIONS: tuple[Use, ...] = (
    *dublincore.DC,
    *dublincore.DCTERMS,
    *geo.GEO,
    *publishing.LICENSE,
    *publishing.FEEDBURNER,
    *legacy.EVERYWHERE,
    *atomext.THR_ENTRY,
    *publishing.META,
)
_ENTRY_EXTENSIONS: tuple[Use, ...] = (
    *_EXTENSIONS,
    *atomext.APP_ENTRY,
    *syndication.CONTENT,
    *syndication.SLASH,
    *syndication.WFW,
    *media.ITEM,
    *itunes.ITEM,
    *podcast.ITEM,
    *legacy.LEGACY_ITEM,
    *audio.PSC,
    *publishing.SOURCE_ITEM,
)
_FEED_EXTENSIONS: tuple[Use, ...] = (
    *_EXTENSIONS,
    *syndication.SY,
    *atomext.FH,
    *atomext.APP_FEED,
    *publishing.OPENSEARCH,
    *media.CHANNEL,
    *itunes.CHANNEL,
    *podcast.CHANNEL,
    *publishing.SOURCE_CHANNEL,
    *publishing.WEBFEEDS,
)
_META: tuple[Use, ...] = (
    many(_AUTHOR),
    many(CATEGORY),
    many(_CONTRIBUTOR),
    maybe(_GENERATOR),
    maybe(_ICON),
    many(_LINK),
    maybe(_LOGO),
    maybe(_RIGHTS),
    maybe(_SUBTITLE),
)
_SOURCE = Row(
    "atom:source",
    (
        *_META,
        one(_ID, "atom-source-incomplete"),
        one(TITLE, "atom-source-incomplete"),
        one(_UPDATED, "atom-source-incomplete"),
        *_EXTENSIONS,
        *atomext.FH,
    ),
    end=(atom.duplicate_links,),
)
ENTRY = Row(
    "atom:entry",
    (
        one(_ID, "atom-entry-id-missing"),
        one(TITLE, "atom-entry-title-missing"),
        one(_UPDATED, "atom-entry-updated-missing"),
        many(_AUTHOR),
        many(CATEGORY),
        many(_CONTRIBUTOR),
        maybe(_content()),
        many(_LINK),
        maybe(_PUBLISHED),
        maybe(_RIGHTS),
        maybe(_SOURCE),
        maybe(_SUMMARY),
        *_ENTRY_EXTENSIONS,
    ),
    begin=(atom.entry_begin,),
    end=(atom.entry,),
)
FEED = Row(
    "atom:feed",
    (
        one(_ID, "atom-feed-id-missing"),
        one(TITLE, "atom-feed-title-missing"),
        one(_UPDATED, "atom-feed-updated-missing"),
        *_META,
        *_FEED_EXTENSIONS,
        many(ENTRY, kept=False),
    ),
    end=(atom.feed,),
)

# https://www.rfc-editor.org/rfc/rfc6721
DELETED = Row(
    "at:deleted-entry",
    (maybe(_person("at:by")), maybe(_text("at:comment")), many(_LINK), maybe(_SOURCE)),
    {"ref": needs(uris.identifier), "when": needs(dates.rfc3339)},
    inside=_foreign,
    end=(atom.deleted,),
)
FEED.add(many(DELETED, kept=False))

# Elements of Atom that stand in RSS: https://www.rssboard.org/rss-profile#namespace-elements-atom
IN_CHANNEL: tuple[Use, ...] = (*_META, maybe(_ID), maybe(TITLE), maybe(_UPDATED))
IN_ITEM: tuple[Use, ...] = (
    many(_AUTHOR),
    many(CATEGORY),
    many(_CONTRIBUTOR),
    maybe(_ID),
    many(_LINK),
    maybe(_PUBLISHED),
    maybe(_RIGHTS),
    maybe(_SOURCE),
    maybe(_SUMMARY),
    maybe(TITLE),
    maybe(_UPDATED),
    maybe(_content(rss.second_description)),
)

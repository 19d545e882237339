"""Media RSS 1.5.1: https://www.rssboard.org/media-rss"""

from feedtool.check.finding import ValueType
from feedtool.check.rules.namespaces import media as rules
from feedtool.check.rules.plain_text import plain, plain_text
from feedtool.check.values import dates, tokens, uris
from feedtool.check.values.tokens import anything, choice
from feedtool.check.vocabulary.common import empty, leaf
from feedtool.check.vocabulary.namespaces.geo import GEO
from feedtool.check.xml.row import AttributeRow, Row, Use, many, maybe, needs, takes

_POSITIVE = takes(tokens.positive)
_NATURAL = takes(tokens.natural)
_URL = takes(uris.iri)
_SCHEME = takes(rules.scheme)
_TEXT_TYPE = takes(choice("media-text-type", "plain", "html"))
_MEDIA_TYPE = takes(tokens.media_type("media-type-attribute"))
_TIME = takes(dates.normal_play_time)

_TITLE = leaf("media:title", anything, {"type": _TEXT_TYPE}, end=(rules.text,))
_DESCRIPTION = leaf(
    "media:description", anything, {"type": _TEXT_TYPE}, blank=None, end=(rules.text,)
)
_TEXT = leaf(
    "media:text",
    anything,
    {"type": _TEXT_TYPE, "lang": takes(tokens.language), "start": _TIME, "end": _TIME},
    end=(rules.text,),
)
_STAR = {"average": takes(tokens.decimal), "count": _NATURAL, "min": _NATURAL, "max": _NATURAL}
_STATISTICS = {"views": _NATURAL, "favorites": _NATURAL}
_COMMUNITY = Row(
    "media:community",
    (
        maybe(empty("media:starRating", _STAR)),
        maybe(empty("media:statistics", _STATISTICS)),
        maybe(leaf("media:tags", plain)),
    ),
)
_STATES = choice("media-status", "active", "blocked", "deleted")
_PRICES = choice("media-price", "rent", "purchase", "package", "subscription")

# Without a prefix, as the specification has them: in Atom they are in its namespace so.
_SCENE = {
    "sceneTitle": anything,
    "sceneDescription": anything,
    "sceneStartTime": dates.normal_play_time,
    "sceneEndTime": dates.normal_play_time,
}


def _list(name: str, inner: str, value: ValueType = anything) -> Use:
    return maybe(Row(name, (many(leaf(inner, value)),)))


OPTIONAL: tuple[Use, ...] = (
    maybe(leaf("media:adult", choice("value-true-false", "true", "false"), end=(rules.adult,))),
    many(leaf("media:rating", anything, {"scheme": _SCHEME}, end=(rules.rating,))),
    maybe(_TITLE),
    maybe(_DESCRIPTION),
    maybe(leaf("media:keywords", plain)),
    many(
        Row(
            "media:thumbnail",
            (),
            {
                "url": needs(uris.iri),
                "width": _POSITIVE,
                "height": _POSITIVE,
                "time": _TIME,
                "type": _MEDIA_TYPE,
            },
        )
    ),
    many(leaf("media:category", plain, {"scheme": _SCHEME, "label": takes(plain)})),
    many(leaf("media:hash", anything, {"algo": takes(anything)}, end=(rules.digest,))),
    maybe(
        Row(
            "media:player",
            (),
            {"url": needs(uris.iri), "width": _POSITIVE, "height": _POSITIVE},
        )
    ),
    many(
        leaf(
            "media:credit",
            plain,
            {"role": takes(anything), "scheme": _SCHEME},
            end=(rules.credit,),
        )
    ),
    maybe(leaf("media:copyright", anything, {"url": _URL}, end=(plain_text,))),
    many(_TEXT),
    many(
        leaf(
            "media:restriction",
            anything,
            {
                "relationship": needs(choice("media-restriction-relationship", "allow", "deny")),
                "type": takes(choice("media-restriction-type", "country", "uri", "sharing")),
            },
            blank=None,
            end=(rules.restriction,),
        )
    ),
    maybe(_COMMUNITY),
    _list("media:comments", "media:comment"),
    _list("media:responses", "media:response"),
    _list("media:backLinks", "media:backLink", uris.iri),
    maybe(
        Row(
            "media:embed",
            (many(leaf("media:param", anything, {"name": needs(anything)})),),
            {"url": needs(uris.iri), "width": _POSITIVE, "height": _POSITIVE},
        )
    ),
    maybe(empty("media:status", {"state": needs(_STATES), "reason": takes(anything)})),
    many(
        empty(
            "media:price",
            {
                "type": takes(_PRICES),
                "info": _URL,
                "price": takes(tokens.non_negative_decimal),
                "currency": takes(anything),
            },
        )
    ),
    many(leaf("media:license", anything, {"type": takes(anything), "href": _URL})),
    many(
        empty(
            "media:subTitle",
            {"type": _MEDIA_TYPE, "lang": takes(tokens.language), "href": needs(uris.iri)},
        )
    ),
    many(leaf("dcterms:valid", anything)),
    many(empty("media:peerLink", {"type": _MEDIA_TYPE, "href": needs(uris.iri)})),
    many(
        Row(
            "media:location",
            GEO,
            {"description": takes(plain), "start": _TIME, "end": _TIME},
        )
    ),
    maybe(
        empty("media:rights", {"status": needs(choice("media-rights", "userCreated", "official"))})
    ),
    maybe(
        Row(
            "media:scenes",
            (
                many(
                    Row(
                        "media:scene",
                        (
                            maybe(leaf(f"{prefix}{name}", value))
                            for prefix in ("", "atom:")
                            for name, value in _SCENE.items()
                        ),
                    )
                ),
            ),
        )
    ),
)

_MEDIA = ("image", "audio", "video", "document", "executable")
_CONTENT_ATTRIBUTES: dict[str, AttributeRow] = {
    "url": _URL,
    "fileSize": _POSITIVE,
    "type": _MEDIA_TYPE,
    "medium": takes(choice("media-medium", *_MEDIA)),
    "isDefault": takes(choice("value-true-false", "true", "false")),
    "expression": takes(choice("media-expression", "sample", "full", "nonstop")),
    "bitrate": takes(tokens.non_negative_decimal),
    "framerate": takes(tokens.non_negative_decimal),
    "samplingrate": takes(tokens.non_negative_decimal),
    "channels": _NATURAL,
    "duration": takes(tokens.non_negative_decimal),
    "height": _POSITIVE,
    "width": _POSITIVE,
    "lang": takes(tokens.language),
}
_CONTENT = Row("media:content", OPTIONAL, _CONTENT_ATTRIBUTES, end=(rules.content,))
_GROUP = Row("media:group", (many(_CONTENT), *OPTIONAL), end=(rules.group,))

CHANNEL: tuple[Use, ...] = OPTIONAL
ITEM: tuple[Use, ...] = (many(_GROUP), many(_CONTENT), *OPTIONAL)

"""Podcasting 2.0: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md"""

from feedtool.check.finding import ValueType
from feedtool.check.rules.namespaces import extensions
from feedtool.check.rules.namespaces import podcast as rules
from feedtool.check.values import dates, tokens, uris
from feedtool.check.values.tokens import anything, choice, limited
from feedtool.check.vocabulary.common import leaf
from feedtool.check.xml.row import AttributeRow, Row, Use, many, maybe, needs, takes

_KINDS = (
    "podcast",
    "music",
    "video",
    "film",
    "audiobook",
    "newsletter",
    "blog",
    "publisher",
    "course",
)
_MEDIUM = choice("podcast-medium", *_KINDS, "mixed", *(f"{kind}L" for kind in (*_KINDS, "mixed")))
_ADVISED = "podcast-attribute-recommended"
_URL = takes(uris.iri)
_SHORT = limited(128, "podcast-text-long")
_TIME = tokens.non_negative_decimal
_YES_NO = choice("podcast-yes-no", "yes", "no")
_BOOLEAN = takes(choice("value-true-false-attribute", "true", "false"))
_TYPE = tokens.media_type("media-type-attribute")


def _advised(value: ValueType) -> AttributeRow:
    return needs(value, _ADVISED)


def _row(
    name: str, value: ValueType | None = None, /, *children: Use, **attributes: AttributeRow
) -> Row:
    blank = "value-blank" if value else None
    return Row(f"podcast:{name}", children, attributes, value=value, blank=blank)


_REMOTE = _row(
    "remoteItem",
    feedGuid=needs(tokens.uuid),
    feedUrl=_URL,
    itemGuid=takes(anything),
    medium=takes(_MEDIUM),
    title=takes(anything),
    feedImg=_URL,
)
_RECIPIENT = _row(
    "valueRecipient",
    type=needs(anything),
    address=needs(anything),
    split=needs(tokens.natural),
    name=_advised(anything),
    customKey=takes(anything),
    customValue=takes(anything),
    fee=_BOOLEAN,
)
_SPLIT = Row(
    "podcast:valueTimeSplit",
    (many(_RECIPIENT), maybe(_REMOTE)),
    {
        "startTime": needs(_TIME),
        "duration": needs(_TIME),
        "remoteStartTime": takes(_TIME),
        "remotePercentage": takes(tokens.within(0, 100, "podcast-percentage")),
    },
    end=(extensions.of_some(_RECIPIENT, _REMOTE),),
)
_VALUE = _row(
    "value",
    None,
    many(_RECIPIENT, "element-missing"),
    many(_SPLIT),
    type=needs(anything),
    method=needs(anything),
    suggested=takes(_TIME),
)
_ENCLOSURE = _row(
    "alternateEnclosure",
    None,
    many(_row("source", uri=needs(uris.iri), contentType=takes(_TYPE)), "element-missing"),
    maybe(
        _row(
            "integrity",
            type=needs(choice("podcast-integrity", "sri", "pgp-signature")),
            value=needs(anything),
        )
    ),
    type=needs(_TYPE),
    length=_advised(tokens.natural),
    bitrate=takes(_TIME),
    height=takes(tokens.natural),
    lang=takes(tokens.language),
    title=takes(anything),
    rel=takes(anything),
    codecs=takes(anything),
    default=_BOOLEAN,
)
_CHAT = _row(
    "chat",
    server=needs(anything),
    protocol=needs(anything),
    accountId=_advised(anything),
    space=takes(anything),
)
_LINK = _row("contentLink", anything, href=needs(uris.iri))
_FUNDING = _row("funding", _SHORT, url=needs(uris.iri))
_IMAGE = _row(
    "image",
    href=needs(uris.iri),
    alt=_advised(anything),
    width=takes(tokens.positive),
    height=takes(tokens.positive),
    type=takes(_TYPE),
    purpose=takes(_SHORT),
    **{"aspect-ratio": takes(anything)},
)
_IMAGES = _row("images", srcset=needs(anything))
_LICENSE = _row("license", _SHORT, url=_URL)
_LOCATION = _row(
    "location",
    _SHORT,
    rel=_advised(choice("podcast-location-rel", "subject", "creator")),
    geo=_advised(rules.geo_uri),
    osm=_advised(rules.osm),
    country=_advised(tokens.country),
)
_PERSON = _row("person", _SHORT, role=takes(anything), group=takes(anything), img=_URL, href=_URL)
_SOCIAL = Row(
    "podcast:socialInteract",
    (),
    {
        "protocol": needs(anything),
        "uri": takes(uris.iri),
        "accountId": takes(anything),
        "accountUrl": _URL,
        "priority": takes(tokens.natural),
    },
    begin=(rules.social,),
)
_TXT = _row("txt", limited(4000, "podcast-text-long"), purpose=takes(_SHORT))
_SEASON = Row(
    "podcast:season", (), {"name": takes(_SHORT)}, value=tokens.integer, blank="value-blank"
)
_EPISODE = Row(
    "podcast:episode",
    (),
    {"display": takes(limited(32, "podcast-text-long"))},
    value=tokens.decimal,
    blank="value-blank",
)
_BOUND = Row(
    "podcast:soundbite",
    (),
    {"startTime": needs(_TIME), "duration": needs(_TIME)},
    value=_SHORT,
)
_TRANSCRIPT = _row(
    "transcript",
    url=needs(uris.iri),
    type=needs(_TYPE),
    language=takes(tokens.language),
    rel=takes(choice("podcast-transcript-rel", "captions")),
)
_BOTH: tuple[Use, ...] = (
    maybe(_CHAT),
    many(_FUNDING),
    many(_IMAGE),
    maybe(_IMAGES),
    maybe(_LICENSE),
    many(_LOCATION),
    many(_PERSON),
    many(_SOCIAL),
    many(_TXT),
    many(_VALUE),
)
ITEM: tuple[Use, ...] = (
    *_BOTH,
    many(_ENCLOSURE),
    maybe(_row("chapters", url=needs(uris.iri), type=needs(_TYPE))),
    many(_LINK),
    maybe(_EPISODE),
    maybe(_SEASON),
    many(_BOUND),
    many(_TRANSCRIPT),
)
LIVE_ITEM = Row(
    "podcast:liveItem",
    ITEM,
    {
        "status": needs(choice("podcast-live-status", "pending", "live", "ended")),
        "start": needs(dates.timestamp),
        "end": _advised(dates.timestamp),
    },
    end=(rules.live,),
)
_ID = takes(limited(32, "podcast-text-long"))
CHANNEL: tuple[Use, ...] = (
    *_BOTH,
    many(leaf("podcast:block", _YES_NO, {"id": _ID})),
    maybe(leaf("podcast:guid", rules.guid)),
    many(LIVE_ITEM, kept=False),
    maybe(leaf("podcast:locked", _YES_NO, {"owner": takes(tokens.email("email-invalid"))})),
    maybe(leaf("podcast:medium", _MEDIUM)),
    maybe(_row("podping", usesPodping=_BOOLEAN)),
    maybe(_row("podroll", None, many(_REMOTE, "element-missing"))),
    maybe(_row("publisher", None, many(_REMOTE, "element-missing"))),
    many(_REMOTE),
    many(
        _row(
            "trailer",
            _SHORT,
            url=needs(uris.iri),
            pubdate=needs(dates.rfc822),
            length=_advised(tokens.natural),
            type=_advised(_TYPE),
            season=takes(tokens.integer),
        )
    ),
    maybe(
        _row(
            "updateFrequency",
            _SHORT,
            complete=_BOOLEAN,
            dtstart=takes(dates.timestamp),
            rrule=_advised(anything),
        )
    ),
)

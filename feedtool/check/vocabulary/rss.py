"""RSS 2.0, 0.92 and 0.91: https://www.rssboard.org/rss-specification"""

from feedtool.check.rules import feeds
from feedtool.check.rules.formats import rss
from feedtool.check.rules.namespaces import extensions
from feedtool.check.rules.plain_text import plain_text
from feedtool.check.values import dates, tokens, uris
from feedtool.check.values.tokens import anything, choice
from feedtool.check.vocabulary.atom import IN_CHANNEL, IN_ITEM
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
from feedtool.check.xml.row import Row, Use, many, maybe, needs, one, takes

_PLAIN = (plain_text,)
_WIDEST, _HIGHEST = 144, 400
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_IMAGE = Row(
    "image",
    (
        one(leaf("url", rss.image_url)),
        one(leaf("title", anything, end=_PLAIN), "rss-image-title-missing"),
        one(leaf("link", uris.uri), "rss-image-link-missing"),
        maybe(leaf("width", rss.dimension("rss-image-width", _WIDEST))),
        maybe(leaf("height", rss.dimension("rss-image-height", _HIGHEST))),
        maybe(leaf("description", anything, blank=None, end=_PLAIN)),
        *dublincore.DC,
    ),
    end=(rss.image,),
)
_TEXT_INPUT = Row(
    "textInput",
    (
        one(leaf("title", anything, end=_PLAIN), "rss-text-input-title-missing"),
        one(leaf("description", anything, end=_PLAIN), "rss-text-input-description-missing"),
        one(leaf("name", rss.field_name)),
        one(leaf("link", uris.uri), "rss-text-input-link-missing"),
        *dublincore.DC,
    ),
    end=(rss.text_input,),
)
_CATEGORY = leaf("category", anything, {"domain": takes(anything)}, end=_PLAIN)
_PUB_DATE = leaf("pubDate", dates.rfc822, end=(extensions.plausible,))
_EXTENSIONS: tuple[Use, ...] = (
    *dublincore.DC,
    *dublincore.DCTERMS,
    *geo.GEO,
    *publishing.LICENSE,
    *publishing.FEEDBURNER,
    *legacy.EVERYWHERE,
)
ITEM_EXTENSIONS: tuple[Use, ...] = (
    *_EXTENSIONS,
    *dublincore.DC_ITEM,
    *syndication.CONTENT,
    *syndication.SLASH,
    *syndication.WFW,
    *atomext.THR_ENTRY,
    *itunes.ITEM,
    *media.ITEM,
    *podcast.ITEM,
    *publishing.SOURCE_ITEM,
    *publishing.WEBFEEDS,
    *audio.PSC,
    *audio.GOOGLEPLAY_ITEM,
    *legacy.LEGACY_ITEM,
    *legacy.XHTML_BODY,
    *publishing.META,
)
ITEM = Row(
    "item",
    (
        maybe(leaf("title", anything, end=_PLAIN)),
        maybe(leaf("link", uris.uri)),
        maybe(leaf("description", anything, blank=None, end=(rss.description,))),
        maybe(leaf("author", rss.email_with_name, end=_PLAIN)),
        many(_CATEGORY),
        maybe(leaf("comments", uris.uri)),
        maybe(
            Row(
                "enclosure",
                (),
                {
                    "url": needs(uris.ascii_url, blank="uri-http"),
                    "length": needs(tokens.length, blank="number-attribute"),
                    "type": needs(
                        tokens.media_type("media-type-attribute"), blank="media-type-attribute"
                    ),
                },
                end=(feeds.enclosure,),
            ),
            "rss-enclosure-again",
        ),
        maybe(leaf("guid", anything, {"isPermaLink": takes(anything)}, end=(rss.guid,))),
        maybe(_PUB_DATE),
        maybe(leaf("source", anything, {"url": needs(uris.uri)}, end=_PLAIN)),
        *IN_ITEM,
        *ITEM_EXTENSIONS,
    ),
    {"rdf:about": takes(uris.reference)},
    begin=(rss.item_begin,),
    end=(rss.item,),
)
# https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/live-item.md
podcast.LIVE_ITEM.add(
    *(use for name, use in ITEM.children.items() if name not in podcast.LIVE_ITEM.children)
)

CHANNEL = Row(
    "channel",
    (
        one(leaf("title", anything, end=_PLAIN), "rss-channel-title-missing"),
        one(leaf("link", uris.uri), "rss-channel-link-missing"),
        one(
            leaf("description", anything, blank=None, end=_PLAIN), "rss-channel-description-missing"
        ),
        maybe(leaf("language", tokens.language)),
        maybe(leaf("copyright", anything, blank=None, end=_PLAIN)),
        maybe(leaf("managingEditor", rss.email_with_name)),
        maybe(leaf("webMaster", rss.email_with_name)),
        maybe(_PUB_DATE),
        maybe(leaf("lastBuildDate", dates.rfc822, end=(extensions.plausible,))),
        many(_CATEGORY),
        maybe(leaf("generator", anything, end=_PLAIN)),
        maybe(leaf("docs", uris.uri)),
        maybe(
            Row(
                "cloud",
                (),
                {
                    "domain": needs(anything),
                    "port": needs(tokens.port, blank="number-attribute"),
                    "path": needs(anything),
                    "registerProcedure": needs(anything, blank=""),
                    "protocol": needs(anything),
                },
                end=(rss.cloud,),
            )
        ),
        maybe(leaf("ttl", tokens.positive)),
        maybe(_IMAGE),
        maybe(leaf("rating", anything)),
        maybe(_TEXT_INPUT),
        maybe(
            Row("skipHours", (many(leaf("hour", rss.hour), "element-missing"),), end=(rss.hours,))
        ),
        maybe(
            Row(
                "skipDays",
                (many(leaf("day", choice("rss-skip-day", *_DAYS)), "element-missing"),),
                end=(rss.days,),
            )
        ),
        many(ITEM, kept=False),
        *IN_CHANNEL,
        *_EXTENSIONS,
        *syndication.SY,
        *atomext.FH,
        *publishing.OPENSEARCH,
        *itunes.CHANNEL,
        *media.CHANNEL,
        *podcast.CHANNEL,
        *publishing.SOURCE_CHANNEL,
        *publishing.WEBFEEDS,
        *audio.GOOGLEPLAY_CHANNEL,
        *legacy.LEGACY_CHANNEL,
        *publishing.META,
    ),
    {"rdf:about": takes(uris.reference)},
    end=(rss.channel,),
)
RSS = Row(
    "rss",
    (one(CHANNEL, "rss-channel-missing"),),
    {"version": needs(anything, blank="")},
    begin=(rss.root_begin,),
)

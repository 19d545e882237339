"""Apple Podcasts: https://help.apple.com/itc/podcasts_connect/#/itcb54353390"""

from feedtool.check.rules.namespaces import itunes as rules
from feedtool.check.rules.plain_text import plain, plain_text
from feedtool.check.values import dates, tokens, uris
from feedtool.check.values.tokens import anything, both, choice, limited
from feedtool.check.vocabulary.common import leaf
from feedtool.check.xml.row import Row, Use, many, maybe, needs, one

_SHORT = limited(255)
_EXPLICIT = leaf("itunes:explicit", rules.explicit, end=(rules.explicit_space,))
_SUBCATEGORY = Row(
    "itunes:category", (), {"text": needs(anything, blank="")}, end=(rules.subcategory,)
)
_CATEGORY = Row(
    "itunes:category",
    (many(_SUBCATEGORY),),
    {"text": needs(anything, blank="")},
    end=(rules.category,),
)
_COMMON: tuple[Use, ...] = (
    maybe(leaf("itunes:author", _SHORT, end=(plain_text,))),
    maybe(leaf("itunes:block", rules.block)),
    maybe(_EXPLICIT),
    maybe(leaf("itunes:keywords", both(_SHORT, plain), end=(rules.keywords,))),
    maybe(leaf("itunes:subtitle", _SHORT, end=(plain_text,))),
    maybe(leaf("itunes:summary", limited(4000), end=(plain_text,))),
    maybe(Row("itunes:image", (), {"href": needs(uris.iri)})),
    maybe(leaf("itunes:title", _SHORT, end=(plain_text,))),
)
_OWNER = Row(
    "itunes:owner",
    (
        maybe(leaf("itunes:name", _SHORT, end=(plain_text,))),
        one(leaf("itunes:email", tokens.email("email-invalid")), "itunes-owner-email-missing"),
    ),
)

CHANNEL: tuple[Use, ...] = (
    *_COMMON,
    maybe(_OWNER),
    many(_CATEGORY),
    maybe(leaf("itunes:type", choice("itunes-type", "episodic", "serial", fold=True))),
    maybe(leaf("itunes:new-feed-url", uris.iri)),
    maybe(leaf("itunes:complete", rules.complete)),
    maybe(leaf("itunes:applepodcastsverify", anything)),
    maybe(leaf("itunes:pubDate", dates.rfc822)),
)
_TYPES = choice("itunes-episode-type", "full", "trailer", "bonus", fold=True)
ITEM: tuple[Use, ...] = (
    *_COMMON,
    maybe(leaf("itunes:duration", dates.itunes_duration)),
    maybe(leaf("itunes:episode", tokens.positive)),
    maybe(leaf("itunes:season", tokens.positive)),
    maybe(leaf("itunes:order", tokens.positive)),
    maybe(leaf("itunes:episodeType", _TYPES)),
    maybe(leaf("itunes:isClosedCaptioned", anything)),
)

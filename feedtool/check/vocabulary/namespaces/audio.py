"""Podcast vocabularies besides those of Apple and Podcasting 2.0."""

from feedtool.check.rules.plain_text import plain
from feedtool.check.values import dates, tokens, uris
from feedtool.check.values.tokens import anything
from feedtool.check.vocabulary.common import empty, leaf, words
from feedtool.check.xml.row import Row, Use, many, maybe, needs, takes

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
                            "title": needs(plain),
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
    maybe(words("googleplay:author")),
    maybe(words("googleplay:description")),
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

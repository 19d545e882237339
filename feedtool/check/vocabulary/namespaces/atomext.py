"""What other specifications add to Atom: threads, history, publishing."""

from feedtool.check.rules.namespaces import extensions as rules
from feedtool.check.values import dates, tokens, uris
from feedtool.check.values.tokens import anything
from feedtool.check.vocabulary.common import anything as holder
from feedtool.check.vocabulary.common import empty, leaf
from feedtool.check.xml.row import Row, Use, many, maybe, needs, takes

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
    maybe(leaf("app:edited", dates.rfc3339, exact=True, end=(rules.plausible,))),
    maybe(
        Row("app:control", (maybe(leaf("app:draft", tokens.choice("value-yes-no", "yes", "no"))),))
    ),
)
APP_FEED: tuple[Use, ...] = (many(holder("app:collection")),)

"""What publishers and services add: licences, FeedBurner, searches, source, webfeeds."""

from feedtool.check.rules.namespaces import extensions as rules
from feedtool.check.rules.plain_text import plain, plain_text
from feedtool.check.values import tokens, uris
from feedtool.check.values.tokens import anything
from feedtool.check.vocabulary.common import anything as holder
from feedtool.check.vocabulary.common import empty, free, leaf, words
from feedtool.check.xml.row import Row, Use, many, maybe, needs, takes

# https://cyber.harvard.edu/rss/creativeCommonsRssModule.html and https://creativecommons.org/ns
LICENSE: tuple[Use, ...] = (
    many(leaf("creativeCommons:license", uris.iri)),
    many(
        Row(
            "cc:license",
            (),
            {"rdf:resource": takes(uris.reference), "resource": takes(uris.reference)},
            open_=True,
            end=(rules.says_something,),
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
    "title": takes(tokens.both(tokens.limited(256), plain)),
    "totalResults": takes(tokens.natural),
    "searchTerms": takes(rules.url_encoded),
    "count": takes(tokens.natural),
    "startIndex": takes(tokens.integer),
    "startPage": takes(tokens.integer),
    "language": takes(rules.opensearch_language),
    "inputEncoding": takes(rules.charset),
    "outputEncoding": takes(rules.charset),
}
OPENSEARCH: tuple[Use, ...] = (
    maybe(leaf("opensearch:totalResults", tokens.natural)),
    maybe(leaf("opensearch:startIndex", tokens.integer)),
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
_BOOLEAN = tokens.choice("value-true-false-attribute", "true", "false")
SOURCE_ITEM: tuple[Use, ...] = (
    maybe(free("source:markdown")),
    many(holder("source:outline")),
    maybe(free("source:likes")),
    maybe(leaf("source:linkShort", uris.iri)),
    maybe(words("source:localTime")),
    many(holder("source:account")),
    many(leaf("source:inReplyTo", anything, {"isPermaLink": takes(_BOOLEAN)})),
    maybe(leaf("source:linkFull", uris.iri)),
    maybe(holder("source:archive")),
)
SOURCE_CHANNEL: tuple[Use, ...] = (
    many(leaf("source:account", anything, {"service": needs(anything)})),
    maybe(free("source:likes")),
    maybe(words("source:localTime")),
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

"""Modules that RSS 1.0 began and all formats took over."""

from feedtool.check.html import fragment
from feedtool.check.rules import feeds
from feedtool.check.rules.namespaces import extensions as rules
from feedtool.check.rules.plain_text import plain
from feedtool.check.values import dates, tokens, uris
from feedtool.check.vocabulary.common import anything as holder
from feedtool.check.vocabulary.common import leaf
from feedtool.check.xml.row import Use, maybe

# https://web.resource.org/rss/1.0/modules/content/
CONTENT: tuple[Use, ...] = (
    maybe(leaf("content:encoded", fragment.rss_fragment, blank=None, end=(feeds.nothing_to_read,))),
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
    maybe(leaf("slash:section", plain)),
    maybe(leaf("slash:department", plain)),
    maybe(leaf("slash:hit_parade", tokens.integers)),
)

# https://wellformedweb.org/news/wfw_namespace_elements/
WFW: tuple[Use, ...] = (
    maybe(leaf("wfw:comment", uris.iri)),
    maybe(leaf("wfw:commentRss", uris.iri)),
    maybe(leaf("wfw:commentRSS", uris.iri, end=(rules.comment_rss_case,))),
)

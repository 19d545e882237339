"""Rules of what readers make of a feed as a whole, whatever its format."""

from feedtool.check.catalogue.levels import levels, placed
from feedtool.check.catalogue.links import ATOM, PROFILE
from feedtool.diagnostics.rule import Rule

_DATED = "<item><pubDate>Sat, 07 Sep 2002 {} GMT</pubDate></item>"
_CLIP = '<enclosure url="{}://example.org/a.mp3" length="1" type="audio/mpeg"/>'
_STORY = (
    "<item><title>Rain</title><link>https://example.org/rain</link>"
    '<guid isPermaLink="false">{}</guid></item>'
)
_BUILT = (
    "<lastBuildDate>Sat, 07 Sep 2002 00:00:01 GMT</lastBuildDate>"
    '<item><guid isPermaLink="false">example.org/{}</guid></item>'
)

RULES = (
    Rule(
        code="feed-empty",
        severities=levels("--W-"),
        summary="the podcast has no episodes",
        why="Apple Podcasts takes no show without one.",
        message="The feed has no items",
        hint="Publish an episode, such as a trailer",
        bad='<rss version="2.0"><channel/></rss>',
        good='<rss version="2.0"><channel><item><title>x</title></item></channel></rss>',
        place="document",
        link="https://podcasters.apple.com/support/823-podcast-requirements",
    ),
    Rule(
        code="feed-dates-equal",
        severities=levels("WWW-"),
        summary="all items have the same date",
        why=(
            "NetNewsWire, FreshRSS and Miniflux sort by date: they show the items in any order, and "
            "an old one as new."
        ),
        message="All items are dated {value}",
        hint="Write when each item was published",
        bad=_DATED.format("00:00:01") * 3,
        good="".join(_DATED.format(f"0{n}:00:01") for n in (1, 2, 3)),
        place="channel",
        link=PROFILE + "element-channel-item-pubdate",
    ),
    Rule(
        code="feed-dates-of-build",
        severities=levels("WWW-"),
        summary=(
            "the items are dated in the order they were written to the feed, second by second"
        ),
        why=(
            "Such dates are those of a build: NetNewsWire, FreshRSS and Miniflux show every item as of "
            "today after each."
        ),
        message="All {count} items are dated within {seconds} seconds",
        hint="Write when each item was published",
        bad="".join(_DATED.format(f"00:00:0{n}") for n in range(1, 6)),
        good="".join(_DATED.format(f"0{n}:00:01") for n in range(1, 6)),
        place="channel",
        link=PROFILE + "element-channel-item-pubdate",
    ),
    Rule(
        code="feed-large",
        severities=levels("WWW-"),
        summary="the feed is larger than 512 KB",
        why=(
            "FeedBurner stops at this size; phones with NetNewsWire or Feeder fetch all of it again "
            "for every new item."
        ),
        message="The feed has {size}",
        hint="Publish fewer items, or summaries",
        bad="(a feed of 600 KB)",
        good='<rss version="2.0"><channel/></rss>',
        place="none",
        link="https://www.rssboard.org/rss-profile",
    ),
    Rule(
        code="guid-regenerated",
        severities=levels("WWW-"),
        summary="an identifier holds what changes from visit to visit",
        why=(
            "Thunderbird, Miniflux and FreshRSS know items by it: they show every one as new, again and "
            "again."
        ),
        message="An identifier should not depend on {value}",
        hint="Remove the parameter",
        bad="<guid>https://example.org/1?utm_source=rss</guid>",
        good="<guid>https://example.org/1</guid>",
        place="bare item",
        link=PROFILE + "element-channel-item-guid",
    ),
    Rule(
        code="guid-of-build",
        severities=levels("WWW-"),
        summary="an identifier holds the time at which the feed was written",
        why=(
            "Thunderbird, Miniflux and FreshRSS know items by it: after each build they show every one "
            "as new."
        ),
        message="An identifier holds the time of the build, {value}",
        hint="Make it of what never changes, such as the first address",
        bad=_BUILT.format("1031356801"),
        good=_BUILT.format("rain"),
        place="channel",
        link=PROFILE + "element-channel-item-guid",
    ),
    Rule(
        code="item-again",
        severities=levels("WWW-"),
        summary="an item occurs twice, each time with another identifier",
        why="Feedly and Inoreader show it twice; it often means that the identifier is made anew.",
        message="Another item has this title and link, but not this identifier",
        hint="Keep one of them, with the identifier that was published first",
        bad=_STORY.format("one") + _STORY.format("two"),
        good=_STORY.format("one"),
        place="channel",
        link=PROFILE + "element-channel-item-guid",
    ),
    Rule(
        code="text-nothing-to-read",
        severities=levels("WWW-"),
        summary="a text has markup, but nothing to read or see",
        why="NetNewsWire and Feedly show an empty article instead of the page.",
        message="A text has markup, but nothing to read or see",
        hint="Fill it or leave it out",
        bad="<description>&lt;p&gt;&lt;/p&gt;</description>",
        good="<description>&lt;p&gt;News&lt;/p&gt;</description>",
        place="item",
        link=PROFILE + "element-channel-item-description",
    ),
    Rule(
        code="enclosure-http",
        severities=levels("IWW-"),
        summary="an enclosure is fetched without encryption",
        why=(
            "Players on secure pages, such as those of Pocket Casts and Podverse, may not play it; iOS "
            "apps need an exception."
        ),
        message=placed("{value} is not encrypted"),
        hint="Write {instead}, if the server answers there",
        bad=_CLIP.format("http"),
        good=_CLIP.format("https"),
        place="item",
        link="https://www.w3.org/TR/mixed-content/",
    ),
    Rule(
        code="link-without-base",
        severities=levels("-W--"),
        summary="the link of an entry is relative, and no xml:base says to what",
        why="Readers that keep entries apart from their feed, and planets that copy them, lead nowhere.",
        message=placed("{value} is relative, and no xml:base says to what"),
        hint="Write the whole address, or set xml:base",
        bad='<link href="/1" hreflang="en"/>',
        good='<link href="https://example.org/1" hreflang="en"/>',
        place="entry",
        link=ATOM + "2",
    ),
    Rule(
        code="enclosure-again-elsewhere",
        severities=levels("IWW-"),
        summary="two items have the same enclosure",
        why="Apple Podcasts takes the second for a copy of the first, and leaves it out.",
        message="Another item has the enclosure {value}",
        hint="Give each item a file of its own",
        bad=f"<item>{_CLIP.format('https')}</item><item>{_CLIP.format('https')}</item>",
        good=f"<item>{_CLIP.format('https')}</item>",
        place="channel",
        link="https://podcasters.apple.com/support/823-podcast-requirements",
    ),
)

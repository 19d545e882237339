"""Rules of what readers make of a feed as a whole, whatever its format."""

from feedtool.check.catalogue.links import ATOM, PROFILE
from feedtool.check.feedrule import rule as R  # noqa: N812

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
    R("feed-empty", "--W-", "the podcast has no episodes",
      "Apple Podcasts takes no show without one.", '<rss version="2.0"><channel/></rss>',
      '<rss version="2.0"><channel><item><title>x</title></item></channel></rss>',
      "https://podcasters.apple.com/support/823-podcast-requirements", place="document",
      message="The feed has no items", hint="Publish an episode, such as a trailer"),
    R("feed-dates-equal", "WWW-", "all items have the same date",
      "NetNewsWire, FreshRSS and Miniflux sort by date: they show the items in any order, and "
      "an old one as new.", _DATED.format("00:00:01") * 3,
      "".join(_DATED.format(f"0{n}:00:01") for n in (1, 2, 3)),
      PROFILE + "element-channel-item-pubdate", place="channel",
      message="All items are dated {value}", hint="Write when each item was published"),
    R("feed-dates-of-build", "WWW-", "the items are dated in the order they were written to the "
      "feed, second by second",
      "Such dates are those of a build: NetNewsWire, FreshRSS and Miniflux show every item as of "
      "today after each.", "".join(_DATED.format(f"00:00:0{n}") for n in range(1, 6)),
      "".join(_DATED.format(f"0{n}:00:01") for n in range(1, 6)),
      PROFILE + "element-channel-item-pubdate", place="channel",
      message="All {count} items are dated within {seconds} seconds",
      hint="Write when each item was published"),
    R("feed-large", "WWW-", "the feed is larger than 512 KB",
      "FeedBurner stops at this size; phones with NetNewsWire or Feeder fetch all of it again "
      "for every new item.", "(a feed of 600 KB)", '<rss version="2.0"><channel/></rss>',
      "https://www.rssboard.org/rss-profile", place="none", message="The feed has {size}",
      hint="Publish fewer items, or summaries"),
    R("guid-regenerated", "WWW-", "an identifier holds what changes from visit to visit",
      "Thunderbird, Miniflux and FreshRSS know items by it: they show every one as new, again and "
      "again.", "<guid>https://example.org/1?utm_source=rss</guid>",
      "<guid>https://example.org/1</guid>", PROFILE + "element-channel-item-guid",
      place="bare item", message="An identifier should not depend on {value}",
      hint="Remove the parameter"),
    R("guid-of-build", "WWW-", "an identifier holds the time at which the feed was written",
      "Thunderbird, Miniflux and FreshRSS know items by it: after each build they show every one "
      "as new.", _BUILT.format("1031356801"), _BUILT.format("rain"),
      PROFILE + "element-channel-item-guid", place="channel",
      message="An identifier holds the time of the build, {value}",
      hint="Make it of what never changes, such as the first address"),
    R("item-again", "WWW-", "an item occurs twice, each time with another identifier",
      "Feedly and Inoreader show it twice; it often means that the identifier is made anew.",
      _STORY.format("one") + _STORY.format("two"), _STORY.format("one"),
      PROFILE + "element-channel-item-guid", place="channel",
      message="Another item has this title and link, but not this identifier",
      hint="Keep one of them, with the identifier that was published first"),
    R("text-nothing-to-read", "WWW-", "a text has markup, but nothing to read or see",
      "NetNewsWire and Feedly show an empty article instead of the page.",
      "<description>&lt;p&gt;&lt;/p&gt;</description>",
      "<description>&lt;p&gt;News&lt;/p&gt;</description>",
      PROFILE + "element-channel-item-description", hint="Fill it or leave it out"),
    R("enclosure-http", "IWW-", "an enclosure is fetched without encryption",
      "Players on secure pages, such as those of Pocket Casts and Podverse, may not play it; iOS "
      "apps need an exception.", _CLIP.format("http"), _CLIP.format("https"),
      "https://www.w3.org/TR/mixed-content/", message="{value} is not encrypted",
      hint="Write {instead}, if the server answers there"),
    R("link-without-base", "-W--", "the link of an entry is relative, and no xml:base says to what",
      "Readers that keep entries apart from their feed, and planets that copy them, lead nowhere.",
      '<link href="/1" hreflang="en"/>', '<link href="https://example.org/1" hreflang="en"/>',
      ATOM + "2", place="entry", message="{value} is relative, and no xml:base says to what",
      hint="Write the whole address, or set xml:base"),
)  # fmt: skip

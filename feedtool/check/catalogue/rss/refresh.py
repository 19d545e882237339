"""When a channel of RSS is fetched again, and from where."""

from feedtool.check.catalogue.levels import levels, placed
from feedtool.check.catalogue.links import PROFILE, RSS
from feedtool.diagnostics.rule import Rule

_TITLE, _LINK = "<title>News</title>", "<link>https://example.org/</link>"
_DESCRIPTION = "<description>All news</description>"


def _channel(inner: str) -> str:
    return f"<channel>{inner}</channel>"


_CLOUD = (
    '<cloud domain="rpc.example.org" port="80" path="/RPC2" registerProcedure="" protocol="{}"/>'
)

RULES = (
    Rule(
        code="rss-skip-day",
        severities=levels("WEWE"),
        summary="a value is no day of the week",
        why="Readers ignore it.",
        message=placed("“{value}” is no day"),
        hint="Write one of {allowed}",
        bad="<skipDays><day>Mon</day></skipDays>",
        good="<skipDays><day>Monday</day></skipDays>",
        place="channel",
        link="https://www.rssboard.org/skip-hours-days",
    ),
    Rule(
        code="rss-skip-days-many",
        severities=levels("WEWE"),
        summary="there are more than seven days",
        why="Readers never look again.",
        message="There are more than seven days",
        hint="Keep the days on which nothing is published",
        bad=f"<skipDays>{'<day>Monday</day>' * 8}</skipDays>",
        good="<skipDays><day>Monday</day></skipDays>",
        place="channel",
        link="https://www.rssboard.org/skip-hours-days",
    ),
    Rule(
        code="rss-skip-hour",
        severities=levels("WEWE"),
        summary="a value is no hour",
        why="Readers ignore it.",
        message=placed("“{value}” is no hour"),
        hint="Write 0 to 23",
        bad="<skipHours><hour>1.5</hour></skipHours>",
        good="<skipHours><hour>1</hour></skipHours>",
        place="channel",
        link="https://www.rssboard.org/skip-hours-days",
    ),
    Rule(
        code="rss-skip-hours-many",
        severities=levels("WEWE"),
        summary="there are more than 24 hours",
        why="Readers never look again.",
        message="There are more than 24 hours",
        hint="Keep the hours in which nothing is published",
        bad=f"<skipHours>{'<hour>1</hour>' * 25}</skipHours>",
        good="<skipHours><hour>1</hour></skipHours>",
        place="channel",
        link="https://www.rssboard.org/skip-hours-days",
    ),
    Rule(
        code="rss-skip-duplicate",
        severities=levels("WEWE"),
        summary="an hour or day is given twice",
        why="It says nothing, and is likely a slip.",
        message=placed("“{value}” is given twice"),
        hint="Keep one of them",
        bad="<skipDays><day>Monday</day><day>Monday</day></skipDays>",
        good="<skipDays><day>Monday</day></skipDays>",
        place="channel",
        link="https://www.rssboard.org/skip-hours-days",
    ),
    Rule(
        code="rss-hour-24",
        severities=levels("WWWW"),
        summary="midnight is written as 24",
        why="Readers count from 0 to 23.",
        message="Midnight is written as 24",
        hint="Write {instead}",
        bad="<skipHours><hour>24</hour></skipHours>",
        good="<skipHours><hour>0</hour></skipHours>",
        place="channel",
        link=PROFILE + "element-channel-skiphours",
    ),
    Rule(
        code="rss-self-link-missing",
        severities=levels("WWWW"),
        summary="the channel does not say where it is",
        why="FreshRSS and NewsBlur get no news from a hub without it; no reader finds the feed of a copy.",
        message="The channel does not say where it is",
        hint='Add <atom:link rel="self" type="application/rss+xml" href="…"/>',
        bad=_channel(_TITLE + _LINK + _DESCRIPTION),
        good=_channel(
            '<atom:link rel="self" type="application/rss+xml" href="https://example.org/feed"/>'
        ),
        place="rss",
        link=PROFILE + "namespace-elements-atom-link",
    ),
    Rule(
        code="rss-metadata-after-items",
        severities=levels("-W-W"),
        summary="the channel is described after its items",
        why="Readers that read item by item do not know it in time.",
        message="<{element}> stands after the first item",
        hint="Put it before the items",
        bad="<item><title>x</title></item><ttl>60</ttl>",
        good="<ttl>60</ttl><item><title>x</title></item>",
        place="channel",
        link=PROFILE + "element-channel-item",
    ),
    Rule(
        code="rss-channel-twins",
        severities=levels("WWWW"),
        summary="the channel says the same in two elements",
        why="Readers take one or the other, and they may differ.",
        message="<{core}> and <{ext}> mean the same",
        hint="Keep <{core}>",
        bad="<copyright>Ann</copyright><dc:rights>Bob</dc:rights>",
        good="<copyright>Ann</copyright>",
        place="channel",
        link=PROFILE + "namespace-elements",
    ),
    Rule(
        code="rss-cloud-protocol",
        severities=levels("WWW-"),
        summary="a cloud speaks a protocol that does not exist",
        why="Readers cannot ask it to tell them of news, and look again when they like.",
        message=placed("{value} is none of {allowed}"),
        hint="Write one of {allowed}",
        bad=_CLOUD.format("http"),
        good=_CLOUD.format("http-post"),
        place="channel",
        link=RSS + "ltcloudgtSubelementOfLtchannelgt",
    ),
)

"""The podcast namespace."""

from feedtool.check.catalogue.levels import levels, placed
from feedtool.check.catalogue.links import LIVE_ITEM, PODCAST
from feedtool.diagnostics.rule import Rule

_PODCAST = "<podcast:{0}>{1}</podcast:{0}>"
_LOCATION = '<podcast:location rel="{}" geo="{}" osm="{}" country="US">Austin</podcast:location>'
_VALUE = '<podcast:value type="lightning" method="keysend">{}</podcast:value>'
_SPLIT = (
    '<podcast:valueTimeSplit startTime="1" duration="2" remotePercentage="{}">'
    '<podcast:remoteItem feedGuid="917393e3-1b1e-5cef-ace4-edaa54e1f810"/></podcast:valueTimeSplit>'
)
_ENCLOSURE = (
    '<podcast:alternateEnclosure type="audio/mpeg" length="1"><podcast:source uri="https://example.org/a.mp3"/>'
    '<podcast:integrity type="{}" value="x"/></podcast:alternateEnclosure>'
)
_TRANSCRIPT = '<podcast:transcript url="https://example.org/a.vtt" type="text/vtt" rel="{}"/>'
_STREAM = (
    '<podcast:liveItem status="live" start="2026-01-01T10:00:00Z" end="2026-01-01T11:00:00Z">'
    '<title>Live</title><guid isPermaLink="false">1</guid>{}</podcast:liveItem>'
)
_PLAYED = '<enclosure url="https://example.org/live.mp3" type="audio/mpeg" length="312"/>'
_PAGE = '<podcast:contentLink href="https://example.org/live">Listen</podcast:contentLink>'
_LIVE = '<podcast:liveItem status="{}" start="2026-01-01T10:00:00Z" end="2026-01-01T11:00:00Z"/>'

RULES = (
    Rule(
        code="podcast-guid",
        severities=levels("EEE-"),
        summary="podcast:guid is no UUID",
        why="Apps and indexes cannot find the podcast again.",
        message=placed("{value} is no UUID"),
        hint="Make a UUIDv5 of the feed's address",
        bad=_PODCAST.format("guid", "my-show"),
        good=_PODCAST.format("guid", "917393e3-1b1e-5cef-ace4-edaa54e1f810"),
        place="channel",
        link=PODCAST,
    ),
    Rule(
        code="podcast-yes-no",
        severities=levels("EEE-"),
        summary="a value is neither yes nor no",
        why="Directories take it for no.",
        message=placed("{value} is neither yes nor no"),
        hint="Write yes or no",
        bad=_PODCAST.format("locked", "maybe"),
        good=_PODCAST.format("locked", "yes"),
        place="channel",
        link=PODCAST,
    ),
    Rule(
        code="podcast-medium",
        severities=levels("WEW-"),
        summary="a medium does not exist",
        why="Apps take it for a podcast.",
        message=placed("{value} is no medium"),
        hint="Write one of {allowed}",
        bad=_PODCAST.format("medium", "radio"),
        good=_PODCAST.format("medium", "music"),
        place="channel",
        link=PODCAST,
    ),
    Rule(
        code="podcast-attribute-recommended",
        severities=levels("-WW-"),
        summary="a recommended attribute is missing",
        why="Apps cannot tell which to choose.",
        message="<{element}> has no {attribute}",
        hint="Add {attribute}",
        bad='<podcast:socialInteract protocol="activitypub" uri="https://example.org/@ann/1"/>',
        good=(
            '<podcast:socialInteract protocol="activitypub" uri="https://example.org/@ann/1" '
            'accountId="@ann"/>'
        ),
        place="item",
        link=PODCAST,
    ),
    Rule(
        code="podcast-live-status",
        severities=levels("EEE-"),
        summary="a live item is neither pending, live nor ended",
        why="Apps do not announce it.",
        message=placed("{value} is none of {allowed}"),
        hint="Write one of {allowed}",
        bad=_LIVE.format("soon"),
        good=_LIVE.format("pending"),
        place="channel",
        link=PODCAST,
    ),
    Rule(
        code="podcast-geo",
        severities=levels("WEW-"),
        summary="a place is no geo: address",
        why="Apps cannot show it on a map.",
        message=placed("{value} is no geo: address"),
        hint="Write geo:latitude,longitude",
        bad=_LOCATION.format("subject", "30.26 -97.74", "R113314"),
        good=_LOCATION.format("subject", "geo:30.26,-97.74", "R113314"),
        place="item",
        link=PODCAST,
    ),
    Rule(
        code="podcast-osm",
        severities=levels("WEW-"),
        summary="a place is nothing of OpenStreetMap",
        why="Apps cannot show it on a map.",
        message=placed("{value} is nothing of OpenStreetMap"),
        hint="Write N, W or R and the number",
        bad=_LOCATION.format("subject", "geo:30.26,-97.74", "Austin"),
        good=_LOCATION.format("subject", "geo:30.26,-97.74", "R113314"),
        place="item",
        link=PODCAST,
    ),
    Rule(
        code="podcast-location-rel",
        severities=levels("WEW-"),
        summary="a place is neither that of the subject nor of the creator",
        why="Apps ignore it.",
        message=placed("{value} is none of {allowed}"),
        hint="Write one of {allowed}",
        bad=_LOCATION.format("home", "geo:30.26,-97.74", "R113314"),
        good=_LOCATION.format("creator", "geo:30.26,-97.74", "R113314"),
        place="item",
        link=PODCAST,
    ),
    Rule(
        code="podcast-live-stream",
        severities=levels("WWE-"),
        summary="a live item has no stream",
        why="Apps say that the show is live, and have nothing to play.",
        message="<{parent}> has nothing to play",
        hint="Add an <enclosure> with the address of the stream",
        bad=_STREAM.format(_PAGE),
        good=_STREAM.format(_PLAYED + _PAGE),
        place="channel",
        link=LIVE_ITEM,
    ),
    Rule(
        code="podcast-live-page",
        severities=levels("WWW-"),
        summary="a live item has no page",
        why="Whoever has an app that cannot play the stream is left with nothing.",
        message="<{parent}> has no <{element}>",
        hint="Add <{element}> with the address of a page that plays the stream",
        bad=_STREAM.format(_PLAYED),
        good=_STREAM.format(_PLAYED + _PAGE),
        place="channel",
        link=LIVE_ITEM,
    ),
    Rule(
        code="podcast-percentage",
        severities=levels("EEE-"),
        summary="a percentage is not between 0 and 100",
        why="Apps share the money wrongly.",
        message=placed("{value} is no percentage"),
        hint="Write a number from {low} to {high}",
        bad=_VALUE.format(_SPLIT.format(150)),
        good=_VALUE.format(_SPLIT.format(95)),
        place="item",
        link=PODCAST,
    ),
    Rule(
        code="podcast-integrity",
        severities=levels("WEW-"),
        summary="a kind of integrity does not exist",
        why="Apps cannot check what they fetched.",
        message=placed("{value} is none of {allowed}"),
        hint="Write one of {allowed}",
        bad=_ENCLOSURE.format("md5"),
        good=_ENCLOSURE.format("sri"),
        place="item",
        link=PODCAST,
    ),
    Rule(
        code="podcast-transcript-rel",
        severities=levels("WEW-"),
        summary="a transcript has a relation that does not exist",
        why="Apps ignore it.",
        message=placed("{value} means nothing"),
        hint="Write captions, or leave it out",
        bad=_TRANSCRIPT.format("subtitles"),
        good=_TRANSCRIPT.format("captions"),
        place="item",
        link=PODCAST,
    ),
    Rule(
        code="podcast-text-long",
        severities=levels("WWW-"),
        summary="a text is longer than podcast apps show",
        why="Apps and directories cut it off.",
        message="{length} characters are more than the {limit} that are shown",
        hint="Shorten it to {limit} characters",
        bad=f'<podcast:funding url="https://example.org/">{"x" * 129}</podcast:funding>',
        good='<podcast:funding url="https://example.org/">x</podcast:funding>',
        place="channel",
        link=PODCAST,
    ),
)

"""Feeds and entries of Atom."""

from feedtool.check.catalogue.levels import levels
from feedtool.check.catalogue.links import ATOM
from feedtool.diagnostics.rule import Rule

_ID = "<id>https://example.org/1</id>"
_TITLE = "<title>One</title>"
_UPDATED = "<updated>2003-12-13T18:30:02Z</updated>"
_LINK = '<link href="https://example.org/1"/>'
_SELF = '<link rel="self" href="https://example.org/feed"/>'
_NS = 'xmlns="http://www.w3.org/2005/Atom"'


def _feed(inner: str) -> str:
    return f"<feed {_NS}>{inner}</feed>"


def _entry(inner: str) -> str:
    return f"<entry>{inner}</entry>"


_WHOLE = _ID + _TITLE + _UPDATED + _LINK
_AUTHOR = "<author><name>Ann</name></author>"

RULES = (
    Rule(
        code="atom-feed-id-missing",
        severities=levels("EEEE"),
        summary="the feed has no id",
        why="Readers cannot tell it from another when it moves.",
        message="The feed has no id",
        hint="Add <id>",
        bad=_feed(_TITLE + _UPDATED),
        good=_feed(_ID + _TITLE + _UPDATED),
        place="document",
        link=ATOM + "4.1.1",
    ),
    Rule(
        code="atom-feed-title-missing",
        severities=levels("EEEE"),
        summary="the feed has no title",
        why="Readers list it without a name.",
        message="The feed has no title",
        hint="Add <title>",
        bad=_feed(_ID + _UPDATED),
        good=_feed(_ID + _TITLE + _UPDATED),
        place="document",
        link=ATOM + "4.1.1",
    ),
    Rule(
        code="atom-feed-updated-missing",
        severities=levels("EEEE"),
        summary="the feed does not say when it was updated",
        why="Readers cannot tell whether they have seen it.",
        message="The feed does not say when it was updated",
        hint="Add <updated>",
        bad=_feed(_ID + _TITLE),
        good=_feed(_ID + _TITLE + _UPDATED),
        place="document",
        link=ATOM + "4.1.1",
    ),
    Rule(
        code="atom-feed-metadata-after-entries",
        severities=levels("WEWE"),
        summary="the feed is described after its entries",
        why="Readers that read entry by entry do not know it in time.",
        message="<{element}> stands after the first entry",
        hint="Put it before the entries",
        bad=_feed(_entry(_WHOLE) + _ID),
        good=_feed(_ID + _entry(_WHOLE)),
        place="document",
        link=ATOM + "4.1.1",
    ),
    Rule(
        code="atom-self-link-missing",
        severities=levels("WWWW"),
        summary="the feed does not say where it is",
        why="FreshRSS and NewsBlur get no news from a hub without it; no reader finds the feed of a copy.",
        message="The feed does not say where it is",
        hint='Add <link rel="self" href="…"/>',
        bad=_feed(_ID + _TITLE + _UPDATED),
        good=_feed(_ID + _TITLE + _UPDATED + _SELF),
        place="document",
        link=ATOM + "4.1.1",
    ),
    Rule(
        code="atom-entry-id-missing",
        severities=levels("EEEE"),
        summary="an entry has no id",
        why="Readers show it again whenever it changes.",
        message="An entry has no id",
        hint="Add <id>",
        bad=_entry(_TITLE + _UPDATED + _LINK),
        good=_entry(_WHOLE),
        place="feed",
        link=ATOM + "4.1.2",
    ),
    Rule(
        code="atom-entry-title-missing",
        severities=levels("EEEE"),
        summary="an entry has no title",
        why="Readers show a blank line.",
        message="An entry has no title",
        hint="Add <title>",
        bad=_entry(_ID + _UPDATED + _LINK),
        good=_entry(_WHOLE),
        place="feed",
        link=ATOM + "4.1.2",
    ),
    Rule(
        code="atom-entry-updated-missing",
        severities=levels("EEEE"),
        summary="an entry does not say when it was updated",
        why="Readers cannot sort it, nor see that it changed.",
        message="An entry does not say when it was updated",
        hint="Add <updated>",
        bad=_entry(_ID + _TITLE + _LINK),
        good=_entry(_WHOLE),
        place="feed",
        link=ATOM + "4.1.2",
    ),
    Rule(
        code="atom-entry-author-missing",
        severities=levels("EEEE"),
        summary="an entry has no author, and the feed has none either",
        why="Readers show a blank.",
        message="An entry has no author, and the feed has none either",
        hint="Add <author> to the feed or the entry",
        bad=_feed(_ID + _TITLE + _UPDATED + _entry(_WHOLE)),
        good=_feed(_ID + _TITLE + _UPDATED + _AUTHOR + _entry(_WHOLE)),
        place="document",
        link=ATOM + "4.1.2",
    ),
    Rule(
        code="atom-entry-no-text",
        severities=levels("-WIW"),
        summary="an entry has neither content nor summary",
        why="Readers show its title alone.",
        message="An entry has neither content nor summary",
        hint="Add <summary> or <content>",
        bad=_entry(_WHOLE),
        good=_entry(_WHOLE + "<summary>x</summary>"),
        place="feed",
        link=ATOM + "4.1.1.1",
    ),
    Rule(
        code="atom-entry-no-alternate",
        severities=levels("EEEE"),
        summary="an entry has neither content nor a link to it",
        why="Readers have nothing to show and nowhere to go.",
        message="An entry has neither content nor a link to it",
        hint='Add <link rel="alternate" href="…"/> or <content>',
        bad=_entry(_ID + _TITLE + _UPDATED),
        good=_entry(_WHOLE),
        place="feed",
        link=ATOM + "4.1.2",
    ),
    Rule(
        code="atom-entry-summary-missing",
        severities=levels("EEEE"),
        summary="an entry has content elsewhere or in binary, and no summary",
        why="Readers that cannot show it have nothing to show.",
        message="An entry has content elsewhere or in binary, and no summary",
        hint="Add <summary>",
        bad='<content type="video/mp4" src="https://example.org/a.mp4"/>',
        good='<content type="video/mp4" src="https://example.org/a.mp4"/><summary>x</summary>',
        place="entry",
        link=ATOM + "4.1.2",
    ),
    Rule(
        code="atom-entry-id-duplicate",
        severities=levels("WWWW"),
        summary="two entries have the same id",
        why="Readers show one of them only.",
        message="Another entry has the id {value}",
        hint="Give each entry an id of its own",
        bad=_entry(_WHOLE) * 2,
        good=_entry(_WHOLE) + _entry(_WHOLE.replace("/1", "/2")),
        place="feed",
        link=ATOM + "4.1.1",
    ),
    Rule(
        code="atom-entry-ids-same",
        severities=levels("EEEE"),
        summary="all entries have the same id",
        why="Readers show one entry of the feed only.",
        message="All entries have the same id",
        hint="Give each entry an id of its own",
        bad=_entry(_WHOLE) * 10,
        good=_entry(_WHOLE),
        place="feed",
        link=ATOM + "4.2.6",
    ),
    Rule(
        code="atom-entry-updated-duplicate",
        severities=levels("---W"),
        summary="two entries were updated at the same time",
        why="Readers sort them in any order.",
        message="Two entries were updated at the same time",
        hint="Write when each was changed",
        bad=_entry(_WHOLE) + _entry(_WHOLE.replace("/1", "/2")),
        good=_entry(_WHOLE),
        place="feed",
        link=ATOM + "3.3",
    ),
    Rule(
        code="atom-source-incomplete",
        severities=levels("WWWW"),
        summary="the source of an entry is not described in full",
        why="Readers cannot lead to the feed that it came from.",
        message="<source> has no <{element}>",
        hint="Copy it from the feed",
        bad=f"<source>{_ID}{_TITLE}</source>",
        good=f"<source>{_ID}{_TITLE}{_UPDATED}</source>",
        place="entry",
        link=ATOM + "4.2.11",
    ),
)

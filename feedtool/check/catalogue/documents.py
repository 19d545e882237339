"""Rules of OPML and JSON Feed."""

from feedtool.check.catalogue.links import JSON, JSON_FEED, OPML
from feedtool.check.feedrule import rule as R  # noqa: N812

_FEED = '<outline type="rss" text="News" title="News" xmlUrl="https://example.org/feed"/>'
_VERSION = '"version": "https://jsonfeed.org/version/1.1"'
_BODY = '<head/><body><outline text="x"/></body>'
_ITEM = '{"id": "1", "content_text": "x"}'


def _json(inner: str) -> str:
    return "{" + _VERSION + ', "title": "News", ' + inner + "}"


def _items(item: str) -> str:
    return _json(f'"items": [{item}]')


RULES = (
    R("opml-version", "EEEE", "this version of OPML does not exist", "Readers do not import it.",
      f'<opml version="3.0">{_BODY}</opml>', f'<opml version="2.0">{_BODY}</opml>', OPML,
      place="document", message="There is no OPML {value}", hint="Write {instead}"),
    R("opml-obsolete", "WWWW", "the document is a forerunner of OPML", "Readers do not import it.",
      f"<outlineDocument>{_BODY}</outlineDocument>", f'<opml version="2.0">{_BODY}</opml>', OPML,
      place="document", hint='Write <opml version="2.0">'),
    R("opml-expansion-state", "EEEE", "expansionState is no list of line numbers",
      "Outliners open the wrong lines.", "<expansionState>all</expansionState>",
      "<expansionState>1, 6, 13</expansionState>", OPML, place="head",
      message="“{value}” is no list of line numbers"),
    R("opml-feed-url", "WWWW", "a subscription has no address", "Readers cannot subscribe.",
      '<outline type="rss" text="News" title="News"/>', _FEED, OPML, place="body",
      hint="Add xmlUrl"),
    R("opml-feed-title", "WWWW", "a subscription has no title",
      "Some readers list it without a name.",
      '<outline type="rss" text="News" xmlUrl="https://example.org/feed"/>', _FEED, OPML,
      place="body", hint="Add title"),
    R("opml-feed-version", "WWWW", "the version of a subscription is not one of four",
      "Readers ignore it.", _FEED.replace("/>", ' version="2.0"/>'),
      _FEED.replace("/>", ' version="RSS2"/>'), OPML, place="body", message="{value} is no version",
      hint="Write RSS, RSS1, RSS2 or scriptingNews"),
    R("opml-link-url", "WWWW", "a link has no address", "It leads nowhere.",
      '<outline type="link" text="x"/>',
      '<outline type="link" text="x" url="https://example.org/"/>', OPML, place="body",
      hint="Add url"),
    R("opml-outline-type", "WWWW", "a type of outline does not exist in OPML 1",
      "Outliners take it for plain text.",
      '<opml version="1.0"><head/><body><outline text="x" type="bogus"/></body></opml>',
      '<opml version="2.0"><head/><body><outline text="x" type="bogus"/></body></opml>', OPML,
      place="document", message="OPML 1 knows no type {value}"),
    R("opml-outline-untyped", "WWWW", "an outline with an address has no type",
      "Readers do not take it for a subscription.",
      '<outline text="News" xmlUrl="https://example.org/feed"/>', _FEED, OPML, place="body",
      hint='Add type="rss"'),
    R("json-not-well-formed", "EEE-", "the document is no JSON", "Readers can show nothing of it.",
      _json('"items": [],'), _json('"items": []'), JSON + "2", place="document",
      message="This is not JSON: {reason}"),
    R("json-byte-order-mark", "WWW-", "the document begins with a byte order mark",
      "Many parsers refuse it.", "\ufeff" + _json('"items": []'), _json('"items": []'),
      JSON + "8.1", place="document", hint="Save the file without it"),
    R("json-duplicate-key", "EEE-", "an object has a key twice",
      "Parsers keep the first or the last.", _json('"title": "Old", "items": []'),
      _json('"items": []'), JSON + "4", place="document", message="“{value}” is here twice"),
    R("json-lone-surrogate", "EEE-", "a string has half a character",
      "Parsers refuse it or show a box.", _json('"description": "\\ud83d", "items": []'),
      _json('"description": "\\ud83d\\ude00", "items": []'), JSON + "8.2", place="document"),
    R("jsonfeed-version", "EEE-", "the version is not one of JSON Feed",
      "Readers do not take it for a feed.", '{"title": "News", "items": []}', _json('"items": []'),
      JSON_FEED + "#top-level", place="document", hint="Write https://jsonfeed.org/version/1.1"),
    R("jsonfeed-version-old", "III-", "the feed is of version 1.0",
      "Version 1.1 has authors and languages.", _json('"items": []').replace("1.1", "1"),
      _json('"items": []'), JSON_FEED + "#top-level", place="document", hint="Write {instead}"),
    R("jsonfeed-key-missing", "EEE-", "a required key is missing", "Readers need it.",
      "{" + _VERSION + ', "title": "x"}', _json('"items": []'), JSON_FEED + "#structure",
      place="document", message="The {parent} has no {element}", hint="Add {element}"),
    R("jsonfeed-key-recommended", "WWW-", "a key that is strongly recommended is missing",
      "Readers cannot lead to the site, or find the feed again.", _json('"items": []'),
      _json('"home_page_url": "https://example.org/", "feed_url": "https://example.org/feed.json", "items": []'),  # noqa: E501
      JSON_FEED + "#top-level", place="document", message="The {parent} has no {element}",
      hint="Add {element}"),
    R("jsonfeed-key-unknown", "III-", "a key is not one of JSON Feed", "Readers ignore it.",
      _json('"autor": {"name": "Ann"}, "items": []'),
      _json('"authors": [{"name": "Ann"}], "items": []'), JSON_FEED + "#extensions",
      place="document", message="JSON Feed has no key “{value}” here",
      hint="Did you mean {instead}?"),
    R("jsonfeed-kind", "EEE-", "a value is of the wrong kind", "Readers fail or ignore it.",
      _json('"expired": "no", "items": []'), _json('"expired": false, "items": []'),
      JSON_FEED + "#structure", place="document", message="{value} takes {right}, not {kind}",
      hint="Write {right}"),
    R("jsonfeed-extension", "EEE-", "an extension is no object", "Readers of the extension fail.",
      _json('"_mood": "sunny", "items": []'), _json('"_mood": {"now": "sunny"}, "items": []'),
      JSON_FEED + "#extensions", place="document", message="{value} must be an object"),
    R("jsonfeed-next-url", "EEE-", "the next page is this page", "Readers fetch it for ever.",
      _json('"feed_url": "https://example.org/f", "next_url": "https://example.org/f", "items": []'),  # noqa: E501
      _json('"feed_url": "https://example.org/f", "next_url": "https://example.org/g", "items": []'),  # noqa: E501
      JSON_FEED + "#top-level", place="document", hint="Leave it out on the last page"),
    R("jsonfeed-author", "III-", "author has been replaced by authors",
      "Readers of 1.1 look at authors.", _json('"author": {"name": "Ann"}, "items": []'),
      _json('"authors": [{"name": "Ann"}], "items": []'), JSON_FEED + "#top-level",
      place="document", hint="Write authors, an array"),
    R("jsonfeed-author-empty", "EEE-", "an author has neither name, url nor avatar",
      "Readers show a blank.", _json('"authors": [{}], "items": []'),
      _json('"authors": [{"name": "Ann"}], "items": []'), JSON_FEED + "#top-level",
      place="document", hint="Add name"),
    R("jsonfeed-item-id-missing", "EEE-", "an item has no id", "Readers throw it away.",
      _items('{"content_text": "x"}'), _items(_ITEM), JSON_FEED + "#items", place="document",
      hint="Add id"),
    R("jsonfeed-item-id-number", "WWW-", "the id of an item is a number",
      "Readers have to make a string of it.", _items('{"id": 1, "content_text": "x"}'),
      _items(_ITEM), JSON_FEED + "#items", place="document", hint="Write {instead}"),
    R("jsonfeed-item-id-duplicate", "EEE-", "two items have the same id",
      "Readers show one of them only.", _items(f"{_ITEM}, {_ITEM}"),
      _items(f"{_ITEM}, {_ITEM.replace('1', '2')}"), JSON_FEED + "#items", place="document",
      message="Another item has the id {value}"),
    R("jsonfeed-item-no-content", "EEE-", "an item has no content", "Readers have nothing to show.",
      _items('{"id": "1"}'), _items(_ITEM), JSON_FEED + "#items", place="document",
      hint="Add content_html or content_text"),
)  # fmt: skip

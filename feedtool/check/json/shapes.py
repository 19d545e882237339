"""The objects of JSON Feed 1.0 and 1.1: https://www.jsonfeed.org/version/1.1/"""

from dataclasses import dataclass, field

from feedtool.check.finding import Fault, Faults
from feedtool.check.finding import ValueType as Type
from feedtool.check.html import fragment
from feedtool.check.json.reader import JsonKind
from feedtool.check.values import dates, tokens, uris


@dataclass(frozen=True, slots=True)
class Key:
    """A key of an object: the kind of its value, the type of its text, the object in it.

    A key that ``fills`` has a text of some characters.
    """

    kind: JsonKind
    type: Type | None = None
    inner: "Shape | None" = None
    missing: str | None = None
    deprecated: bool = False
    fills: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """An object: its keys, and the codes for those it lacks."""

    name: str
    keys: dict[str, Key] = field(default_factory=dict)


def _plain(text: str) -> Faults:
    span = fragment.looks_like_html(text)
    return (Fault("text-contains-html", *span),) if span else ()


_MEDIA_TYPE = tokens.media_type("media-type-attribute")
_MISSING = "jsonfeed-key-missing"
_URL = Key("string", uris.iri)
_TEXT = Key("string")
AUTHOR = Shape("author", {"name": Key("string", fills=True), "url": _URL, "avatar": _URL})
_HUB = Shape(
    "hub",
    {"type": Key("string", missing=_MISSING), "url": Key("string", uris.iri, missing=_MISSING)},
)
_ATTACHMENT = Shape(
    "attachment",
    {
        "url": Key("string", uris.iri, missing=_MISSING),
        "mime_type": Key("string", _MEDIA_TYPE, missing=_MISSING),
        "title": _TEXT,
        "size_in_bytes": Key("number", tokens.natural),
        "duration_in_seconds": Key("number", tokens.non_negative_decimal),
    },
)
_AUTHORS = {
    "author": Key("object", inner=AUTHOR, deprecated=True),
    "authors": Key("array", inner=AUTHOR),
}
ITEM = Shape(
    "item",
    {
        "id": Key("string", missing="jsonfeed-item-id-missing", fills=True),
        "url": _URL,
        "external_url": _URL,
        "title": Key("string", _plain),
        "content_html": Key("string", fragment.fragment),
        "content_text": _TEXT,
        "summary": Key("string", _plain),
        "image": _URL,
        "banner_image": _URL,
        "date_published": Key("string", dates.rfc3339_in_any_case),
        "date_modified": Key("string", dates.rfc3339_in_any_case),
        **_AUTHORS,
        "tags": Key("array"),
        "language": Key("string", tokens.language),
        "attachments": Key("array", inner=_ATTACHMENT),
    },
)
FEED = Shape(
    "feed",
    {
        "version": Key("string", missing="jsonfeed-version"),
        "title": Key("string", _plain, missing=_MISSING, fills=True),
        "home_page_url": Key("string", uris.iri, missing="jsonfeed-key-recommended"),
        "feed_url": Key("string", uris.iri, missing="jsonfeed-key-recommended"),
        "description": Key("string", _plain),
        "user_comment": _TEXT,
        "next_url": _URL,
        "icon": _URL,
        "favicon": _URL,
        **_AUTHORS,
        "language": Key("string", tokens.language, missing="language-missing"),
        "expired": Key("boolean"),
        "hubs": Key("array", inner=_HUB),
        "items": Key("array", missing=_MISSING),
    },
)
KNOWN = frozenset(name for shape in (FEED, ITEM, AUTHOR, _HUB, _ATTACHMENT) for name in shape.keys)
"""The keys of all objects: of what stands under others only the kind is judged."""

"""JSON Feed 1.0 and 1.1: https://www.jsonfeed.org/version/1.1/"""

from collections import Counter
from dataclasses import dataclass, field
from difflib import get_close_matches

from feedtool.check import html
from feedtool.check.finding import Fault, Faults, Finding
from feedtool.check.jsontext import Kind, Reader, Value
from feedtool.check.octets import Octets
from feedtool.check.options import Options
from feedtool.check.row import Value as Type
from feedtool.check.values import dates, tokens, uris

_VERSIONS = {"https://jsonfeed.org/version/1", "https://jsonfeed.org/version/1.1"}
_SUGGESTIONS = 50
_LATEST = "https://jsonfeed.org/version/1.1"


@dataclass(frozen=True, slots=True)
class Key:
    """A key of an object: the kind of its value, the type of its text, the object in it."""

    kind: Kind
    type: Type | None = None
    inner: "Shape | None" = None
    missing: str | None = None
    deprecated: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """An object: its keys, and the codes for those it lacks."""

    name: str
    keys: dict[str, Key] = field(default_factory=dict)


def _plain(text: str) -> Faults:
    span = html.looks_like_html(text)
    return (Fault("text-contains-html", *span),) if span else ()


_MEDIA_TYPE = tokens.media_type("media-type-attribute")
_MISSING = "jsonfeed-key-missing"
_URL = Key("string", uris.iri)
_TEXT = Key("string")
_AUTHOR = Shape("author", {"name": _TEXT, "url": _URL, "avatar": _URL})
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
    "author": Key("object", inner=_AUTHOR, deprecated=True),
    "authors": Key("array", inner=_AUTHOR),
}
ITEM = Shape(
    "item",
    {
        "id": Key("string", missing="jsonfeed-item-id-missing"),
        "url": _URL,
        "external_url": _URL,
        "title": Key("string", _plain),
        "content_html": Key("string", html.fragment),
        "content_text": _TEXT,
        "summary": Key("string", _plain),
        "image": _URL,
        "banner_image": _URL,
        "date_published": Key("string", dates.rfc3339),
        "date_modified": Key("string", dates.rfc3339),
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
        "title": Key("string", _plain, missing=_MISSING),
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


class Check:
    """One check of one document."""

    def __init__(self, data: Octets, options: Options) -> None:
        self.findings: list[Finding] = []
        self._data = data
        self._options = options
        self._ids: Counter[str] = Counter()
        self._dates: Counter[str] = Counter()
        self._items = 0
        self._suggested = 0

    def run(self) -> list[Finding]:
        """Everything found."""
        reader = Reader(self._data, "items", self._item)
        root = reader.read()
        self.findings += reader.findings
        if root is not None:
            self._feed(root)
        return self.findings

    def _feed(self, root: Value) -> None:
        if root.kind != "object":
            self._at("document-unknown", root, tag=root.kind)
            return
        self._object(root, FEED)
        version = root.members.get("version")
        if version is not None and version.kind == "string":
            self._version(version)
        following, own = root.members.get("next_url"), root.members.get("feed_url")
        if following is not None and own is not None and following.text == own.text:
            self._at("jsonfeed-next-url", following)
        if own is not None and self._options.base and own.text != self._options.base:
            self._at("self-link-elsewhere", own, value=own.text, instead=self._options.base)
        self._whole(root)

    def _version(self, version: Value) -> None:
        if version.text not in _VERSIONS:
            self._at("jsonfeed-version", version, value=version.text, instead=_LATEST)
        elif version.text != _LATEST:
            self._at("jsonfeed-version-old", version, value=version.text, instead=_LATEST)

    def _whole(self, root: Value) -> None:
        several, large = 3, 512 * 1024
        if not self._items and "items" in root.members:
            self._at("feed-empty", root.members["items"])
        if len(self._dates) == 1 and self._items >= several and self._dates.total() == self._items:
            self._at("feed-dates-equal", root, value=next(iter(self._dates)))
        if len(self._data) > large:
            self._at("feed-large", root, size=f"{len(self._data) // 1024} KB")

    def _item(self, item: Value, _index: int) -> None:
        self._items += 1
        if item.kind != "object":
            self._wrong_kind(item, "object", "items")
            return
        self._object(item, ITEM)
        members = item.members
        if "content_html" not in members and "content_text" not in members:
            self._at("jsonfeed-item-no-content", item)
        identifier = members.get("id")
        if identifier is not None:
            self._ids[identifier.text] += 1
            if self._ids[identifier.text] > 1:
                self._at("jsonfeed-item-id-duplicate", identifier, value=identifier.text)
        published = members.get("date_modified") or members.get("date_published")
        if published is not None:
            self._dates[published.text] += 1
        for tag in members["tags"].parts if "tags" in members else ():
            if tag.kind != "string":
                self._wrong_kind(tag, "string", "tags")

    def _object(self, value: Value, shape: Shape) -> None:
        for name, member in value.members.items():
            key = shape.keys.get(name)
            if key is None:
                self._unknown(name, value, shape)
            else:
                self._member(name, member, key)
                if key.deprecated and "authors" not in value.members:
                    self._found("jsonfeed-author", value.keys[name], value=name, instead="authors")
        for name, key in shape.keys.items():
            if key.missing and name not in value.members:
                right = '"language": "en"' if name == "language" else ""
                self._at(key.missing, value, element=name, parent=shape.name, instead=right)
        if shape is _AUTHOR and not value.members.keys() & {"name", "url", "avatar"}:
            self._at("jsonfeed-author-empty", value)

    def _member(self, name: str, member: Value, key: Key) -> None:
        if member.kind != key.kind:
            if name == "id" and member.kind == "number":
                self._at(
                    "jsonfeed-item-id-number", member, value=member.text, instead=f'"{member.text}"'
                )
            else:
                self._wrong_kind(member, key.kind, name)
            return
        if key.type is not None:
            for fault in key.type(member.text):
                self._fault(member, fault)
        if key.inner is not None:
            for part in member.parts if member.kind == "array" else [member]:
                if part.kind == "object":
                    self._object(part, key.inner)
                else:
                    self._wrong_kind(part, "object", name)

    def _unknown(self, name: str, value: Value, shape: Shape) -> None:
        if name.startswith("_"):
            if value.members[name].kind != "object":
                self._found("jsonfeed-extension", value.keys[name], value=name)
            return
        self._suggested += 1
        near = (
            get_close_matches(name, shape.keys, 1, 0.75) if self._suggested < _SUGGESTIONS else ()
        )
        self._found(
            "jsonfeed-key-unknown", value.keys[name], value=name, instead=near[0] if near else ""
        )

    def _fault(self, member: Value, fault: Fault) -> None:
        start, end = member.start, member.end
        if fault.end >= 0 and member.kind == "string":
            raw = self._data[start + 1 : end - 1].decode("utf-8", "replace")
            if raw == member.text:  # no escapes, so that characters stand where they stand
                begin = start + 1 + len(raw[: fault.start].encode())
                start, end = begin, begin + len(raw[fault.start : fault.end].encode())
        detail = {"value": member.text, "instead": fault.instead, **fault.detail}
        self._found(fault.code, (start, end), **detail)

    def _wrong_kind(self, value: Value, right: str, name: str) -> None:
        self._at("jsonfeed-kind", value, value=name, kind=value.kind, right=right)

    def _at(self, code: str, at: Value, /, **detail: str) -> None:
        end = at.end if at.kind not in {"object", "array"} else at.start + 1
        self._found(code, (at.start, end), **detail)

    def _found(self, code: str, where: tuple[int, int], /, **detail: str) -> None:
        if len(self.findings) < 10_000:  # noqa: PLR2004
            self.findings.append(Finding(code, *where, detail=detail))

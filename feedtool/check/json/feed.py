"""JSON Feed 1.0 and 1.1: https://www.jsonfeed.org/version/1.1/"""

from difflib import get_close_matches

from feedtool.check import limits
from feedtool.check.collector import ByteRange, Collector, StopReading
from feedtool.check.finding import Faults
from feedtool.check.html import fragment
from feedtool.check.json.reader import JsonValue, Reader
from feedtool.check.json.shapes import AUTHOR, FEED, ITEM, KNOWN, Key, Shape
from feedtool.check.octets import Octets
from feedtool.check.options import CheckOptions
from feedtool.check.rules import items
from feedtool.check.seen import ItemsSeen
from feedtool.check.values import dates

_VERSIONS = {"https://jsonfeed.org/version/1", "https://jsonfeed.org/version/1.1"}
_SUGGESTIONS = 50
_LONGEST_SUGGESTED = 50
_LATEST = "https://jsonfeed.org/version/1.1"


class Check:
    """One check of one document; what it finds goes to the collector."""

    def __init__(self, data: Octets, options: CheckOptions, collector: Collector) -> None:
        self._data = data
        self._options = options
        self._collector = collector
        self._seen = ItemsSeen()
        self._items = 0
        self._suggested = 0

    def run(self) -> None:
        """Read the document to its end, or to where it cannot be read any further, and judge it."""
        reader = Reader(self._data, "items", KNOWN, self._item, self._collector)
        try:
            root = reader.read()
            if root is not None:
                self._feed(root)
        except StopReading:
            pass  # what was found until then is enough

    def _feed(self, root: JsonValue) -> None:
        if root.kind != "object":
            self._at("document-unknown", root, what=f"JSON of the kind {root.kind}")
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
        self._all_items(root)

    def _version(self, version: JsonValue) -> None:
        if version.text in _VERSIONS:
            self._collector.format = f"JSON Feed {'1.1' if version.text == _LATEST else '1.0'}"
        if version.text not in _VERSIONS:
            self._at("jsonfeed-version", version, value=version.text, instead=_LATEST)
        elif version.text != _LATEST:
            self._at("jsonfeed-version-old", version, value=version.text, instead=_LATEST)

    def _all_items(self, root: JsonValue) -> None:
        if not self._items and "items" in root.members:
            self._at("feed-empty", root.members["items"])
        for fault in (*items.dates(self._seen, self._items), *items.size(len(self._data))):
            self._at(fault.code, root, **fault.detail)

    def _item(self, item: JsonValue, _index: int) -> None:
        self._items += 1
        if item.kind != "object":
            self._wrong_kind(item, "object", "items")
            return
        self._object(item, ITEM)
        members = item.members
        if "content_html" not in members and "content_text" not in members:
            self._at("jsonfeed-item-no-content", item)
        self._identifier(members.get("id"))
        published = members.get("date_modified") or members.get("date_published")
        if published is not None:
            self._seen.add_date(published.text, dates.instant(published.text))
        content = members.get("content_html")
        if content is not None and not content.cut and fragment.is_empty(content.text):
            self._at("text-nothing-to-read", content, value=content.text)
        for attachment in members["attachments"].parts if "attachments" in members else ():
            self._enclosure(attachment.members.get("url"))
        for tag in members["tags"].parts if "tags" in members else ():
            if tag.kind != "string":
                self._wrong_kind(tag, "string", "tags")

    def _identifier(self, identifier: JsonValue | None) -> None:
        if identifier is None:
            return
        self._faults("id", identifier, items.regenerated(identifier.text))
        if self._seen.count("id", identifier.text) > 1:
            self._at("jsonfeed-item-id-duplicate", identifier, value=identifier.text)

    def _enclosure(self, url: JsonValue | None) -> None:
        if url is not None:
            self._faults("url", url, items.unencrypted(url.text))
            if url.text and self._seen.count("enclosure", url.text) > 1:
                self._at("enclosure-again-elsewhere", url, value=url.text)

    def _object(self, value: JsonValue, shape: Shape) -> None:
        for name, member in value.members.items():
            key = shape.keys.get(name)
            if key is None:
                self._unknown(name, value, shape)
            else:
                self._member(name, member, key)
                if key.deprecated and "authors" not in value.members:
                    where = value.keys[name]
                    self._collector.at("jsonfeed-author", *where, value=name)
        for name, key in shape.keys.items():
            if key.missing and name not in value.members:
                right = '"language": "en"' if name == "language" else ""
                self._at(key.missing, value, element=name, parent=shape.name, instead=right)
        if shape is AUTHOR and not value.members.keys() & {"name", "url", "avatar"}:
            self._at("jsonfeed-author-empty", value)

    def _member(self, name: str, member: JsonValue, key: Key) -> None:
        if member.kind != key.kind:
            if name == "id" and member.kind == "number":
                self._at(
                    "jsonfeed-item-id-number", member, value=member.text, instead=f'"{member.text}"'
                )
            else:
                self._wrong_kind(member, key.kind, name)
            return
        self._collector.count_markup(member.text, _place(member))
        faults = key.type(member.text) if key.type is not None else ()
        if key.kind == "string" and not member.text.strip() and _says_nothing(key, faults):
            needed = name if key.missing else ""
            self._at("value-blank", member, key=name, needed=needed)
        elif key.type is not None:
            self._faults(name, member, faults)
        if key.inner is not None:
            for part in member.parts if member.kind == "array" else [member]:
                if part.kind == "object":
                    self._object(part, key.inner)
                else:
                    self._wrong_kind(part, "object", name)

    def _unknown(self, name: str, value: JsonValue, shape: Shape) -> None:
        if name.startswith("_"):
            if value.members[name].kind != "object":
                self._collector.at("jsonfeed-extension", *value.keys[name], value=name)
            return
        self._suggested += 1
        few = self._suggested < _SUGGESTIONS and len(name) <= _LONGEST_SUGGESTED
        near = get_close_matches(name, shape.keys, 1, 0.75) if few else ()
        instead = near[0] if near else ""
        self._collector.at("jsonfeed-key-unknown", *value.keys[name], value=name, instead=instead)

    def _faults(self, name: str, member: JsonValue, faults: Faults) -> None:
        """Report what is wrong with a text, at the characters concerned if there are no escapes before."""
        self._collector.count_attributes(faults, _place(member))
        if not faults:
            return
        offsets: dict[int, int] = {}
        if member.kind == "string":
            raw = self._data[member.start + 1 : member.end - 1].decode("utf-8", "replace")
            if raw == member.text:  # no escapes, so that characters stand where they stand
                offsets = _offsets(raw, faults)
        for fault in faults:
            if member.cut and fault.code in limits.OF_WHOLE_TEXTS:
                continue
            where = (member.start, member.end)
            if fault.end >= 0 and offsets:
                begin = member.start + 1
                where = (begin + offsets[fault.start], begin + offsets[fault.end])
            detail = {"key": name, "value": member.text, "instead": fault.instead, **fault.detail}
            self._collector.at(fault.code, *where, **detail)

    def _wrong_kind(self, value: JsonValue, right: str, name: str) -> None:
        self._at("jsonfeed-kind", value, value=name, kind=value.kind, right=right)

    def _at(self, code: str, at: JsonValue, /, **detail: str) -> None:
        self._collector.at(code, *_place(at), **detail)


def _says_nothing(key: Key, faults: Faults) -> bool:
    """Whether an empty text under a key is as good as none."""
    return key.fills or (bool(faults) and not key.missing)


def _place(value: JsonValue) -> ByteRange:
    """The stretch of a value; of one that has parts only where it begins."""
    return value.start, value.start + 1 if value.kind in {"object", "array"} else value.end


def _offsets(text: str, faults: Faults) -> dict[int, int]:
    """How many bytes stand before the characters at which faults begin and end."""
    found: dict[int, int] = {}
    at = size = 0
    for index in sorted({at for fault in faults for at in (fault.start, fault.end) if at >= 0}):
        size += len(text[at:index].encode())
        at = index
        found[index] = size
    return found

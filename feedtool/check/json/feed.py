"""JSON Feed 1.0 and 1.1: https://www.jsonfeed.org/version/1.1/"""

from collections import Counter
from difflib import get_close_matches
from typing import TYPE_CHECKING, NoReturn

from feedtool.check import limits
from feedtool.check.finding import Faults, FaultsOfMarkup, Finding, brief
from feedtool.check.html import fragment
from feedtool.check.json.reader import Reader, Value
from feedtool.check.json.shapes import AUTHOR, FEED, ITEM, KNOWN, Key, Shape
from feedtool.check.octets import Octets
from feedtool.check.options import Options
from feedtool.check.rules import feeds
from feedtool.check.values import dates
from feedtool.check.xml.document import MOST_OF_A_KIND, MOST_UNSAID, Stopped

if TYPE_CHECKING:
    from datetime import datetime

_VERSIONS = {"https://jsonfeed.org/version/1", "https://jsonfeed.org/version/1.1"}
_SUGGESTIONS = 50
_LONGEST_SUGGESTED = 50
_LATEST = "https://jsonfeed.org/version/1.1"


class Check:
    """One check of one document."""

    def __init__(self, data: Octets, options: Options) -> None:
        self.findings: list[Finding] = []
        self._data = data
        self._options = options
        self._ids: set[int] = set()
        self._dated = 0
        self._date_text = ""
        self._same = True
        self._items = 0
        self._moments = 0
        self._first: datetime | None = None
        self._last: datetime | None = None
        self._suggested = 0
        self._said: Counter[str] = Counter()
        self._unsaid = 0
        self._markup = 0
        self._attributes = 0

    def run(self) -> list[Finding]:
        """Everything found."""
        reader = Reader(self._data, "items", KNOWN, self._item, self._found)
        try:
            root = reader.read()
            if root is not None:
                self._feed(root)
        except Stopped:
            pass  # what was found until then is enough
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
        if self._same and self._items >= several and self._dated == self._items:
            self._at("feed-dates-equal", root, value=self._date_text)
        elif self._moments == self._items and self._first is not None and self._last is not None:
            seconds = f"{(self._last - self._first).total_seconds():.0f}"
            if feeds.is_of_build(self._first, self._last, self._items):
                self._at("feed-dates-of-build", root, count=str(self._items), seconds=seconds)
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
        self._identifier(members.get("id"))
        published = members.get("date_modified") or members.get("date_published")
        if published is not None:
            self._date(published.text)
        content = members.get("content_html")
        if content is not None and not content.cut and fragment.is_empty(content.text):
            self._at("text-nothing-to-read", content, value=content.text)
        for attachment in members["attachments"].parts if "attachments" in members else ():
            self._enclosure(attachment.members.get("url"))
        for tag in members["tags"].parts if "tags" in members else ():
            if tag.kind != "string":
                self._wrong_kind(tag, "string", "tags")

    def _identifier(self, identifier: Value | None) -> None:
        if identifier is None:
            return
        self._faults(identifier, feeds.regenerated(identifier.text))
        key = hash(identifier.text)
        if key in self._ids:
            self._at("jsonfeed-item-id-duplicate", identifier, value=identifier.text)
        self._ids.add(key)

    def _enclosure(self, url: Value | None) -> None:
        if url is not None:
            self._faults(url, feeds.unencrypted(url.text))

    def _date(self, text: str) -> None:
        self._dated += 1
        self._date_text = self._date_text or text
        self._same = self._same and text == self._date_text
        moment = dates.instant(text)
        if moment is not None:
            self._moments += 1
            self._first = moment if self._first is None else min(self._first, moment)
            self._last = moment if self._last is None else max(self._last, moment)

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
        if shape is AUTHOR and not value.members.keys() & {"name", "url", "avatar"}:
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
        self._count_markup(member)
        if key.type is not None:
            self._faults(member, key.type(member.text))
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
        few = self._suggested < _SUGGESTIONS and len(name) <= _LONGEST_SUGGESTED
        near = get_close_matches(name, shape.keys, 1, 0.75) if few else ()
        self._found(
            "jsonfeed-key-unknown", value.keys[name], value=name, instead=near[0] if near else ""
        )

    def _count_markup(self, member: Value) -> None:
        """Count the tags and references in a text; too many of them end the check."""
        marks = member.text.count("<") + member.text.count("&")
        self._markup += min(marks, limits.MAX_MARKUP_OF_A_TEXT)
        if self._markup > limits.MAX_MARKUP:
            self._too_many(member, limits.MAX_MARKUP, "tags and references in texts")

    def _too_many(self, member: Value, limit: int, what: str) -> NoReturn:
        self._at("document-many-parts", member, limit=f"{limit:,}", what=what)
        raise Stopped

    def _faults(self, member: Value, faults: Faults) -> None:
        """Report what is wrong with a text, at the characters concerned if there are no escapes before."""
        if isinstance(faults, FaultsOfMarkup):
            self._attributes += faults.attributes
            if self._attributes > limits.MAX_ATTRIBUTES_IN_TEXTS:
                self._too_many(member, limits.MAX_ATTRIBUTES_IN_TEXTS, "attributes in texts")
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
            detail = {"value": member.text, "instead": fault.instead, **fault.detail}
            self._found(fault.code, where, **detail)

    def _wrong_kind(self, value: Value, right: str, name: str) -> None:
        self._at("jsonfeed-kind", value, value=name, kind=value.kind, right=right)

    def _at(self, code: str, at: Value, /, **detail: str) -> None:
        end = at.end if at.kind not in {"object", "array"} else at.start + 1
        self._found(code, (at.start, end), **detail)

    def _found(self, code: str, where: tuple[int, int], /, **detail: str) -> None:
        self._said[code] += 1
        if self._said[code] <= MOST_OF_A_KIND:
            self.findings.append(Finding(code, *where, detail=brief(detail)))
            return
        self._unsaid += 1
        if self._unsaid > MOST_UNSAID:
            self.findings.append(Finding("problems-too-many", 0, 0))
            raise Stopped


def _offsets(text: str, faults: Faults) -> dict[int, int]:
    """How many bytes stand before the characters at which faults begin and end."""
    found: dict[int, int] = {}
    at = size = 0
    for index in sorted({at for fault in faults for at in (fault.start, fault.end) if at >= 0}):
        size += len(text[at:index].encode())
        at = index
        found[index] = size
    return found

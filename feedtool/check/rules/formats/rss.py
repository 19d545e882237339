"""Rules of RSS 2.0 and of its best practices: https://www.rssboard.org/rss-profile"""

import re

from feedtool.check.finding import FINE, Fault, Faults, ValueType
from feedtool.check.html import fragment
from feedtool.check.rules import feeds, history, items, selflinks
from feedtool.check.rules.namespaces import itunes
from feedtool.check.values import tokens, uris
from feedtool.check.xml.context import Context
from feedtool.check.xml.element import Element

_ADDRESS = re.compile(r"(?:^|[\s<,])([^\s<>()@,]+@[^\s<>()@,]+?)(?=$|[\s>,])")
_WELL = re.compile(r"(\S+@\S+) \([^()@]+\)")
_NAMED = {"form": "user@example.org (Real Name), or a name in dc:creator"}
_mailbox = tokens.email("email-invalid")
_protocol = tokens.choice(
    "rss-cloud-protocol", "xml-rpc", "soap", "http-post", "https-post", fold=True
)
_PERMALINKS = ("tag:", "urn:")
_VERSIONS = {"0.91", "0.92", "0.93", "0.94", "2.0"}
_UNLISTED_VERSIONS = {"0.93", "0.94"}
_WEAK = 9
_LONGEST_CONTACT = 1000
_IMAGES_COMPARED = 10  # a channel has one
_IMAGES = (".gif", ".jpg", ".jpeg", ".png", ".jpe")
_MODERN_IMAGES = (".webp", ".svg", ".avif")
_BOARD = ("http://www.rssboard.org/rss-specification", "https://www.rssboard.org/rss-specification")
_CHANNEL_TWINS = {
    "dc:rights": "copyright", "dc:language": "language", "dc:creator": "managingEditor",
    "dcterms:modified": "lastBuildDate", "dc:date": "pubDate", "dc:publisher": "webMaster",
    "admin:generatorAgent": "generator",
    "dc:subject": "category", "atom:rights": "copyright", "atom:title": "title",
    "atom:subtitle": "description", "atom:generator": "generator", "atom:updated": "lastBuildDate",
    "atom:category": "category", "atom:logo": "image", "cc:license": "creativeCommons:license",
}  # fmt: skip
_ITEM_TWINS = {
    "atom:id": "guid", "dc:creator": "author", "dc:subject": "category", "dc:date": "pubDate",
    "dc:source": "source", "cc:license": "creativeCommons:license",
    "dcterms:issued": "pubDate", "atom:title": "title", "atom:author": "author",
    "atom:category": "category", "atom:published": "pubDate",
}  # fmt: skip


def root_begin(node: Element, doc: Context) -> None:
    """The version of RSS."""
    value = node.attributes.get("version")
    if value is None:
        return
    doc.version = value
    if value not in _VERSIONS:
        doc.on_attribute(node, "version", Fault("rss-version", instead="2.0"))
    elif value != "2.0":
        if value in _UNLISTED_VERSIONS:
            doc.on_attribute(node, "version", Fault("rss-version-draft", instead="2.0"))
        doc.on_attribute(node, "version", Fault("rss-version-old", instead="2.0"))
    at = doc.doctype
    if value != "0.91" and at is not None:
        doc.at("rss-doctype", at, at + 9, version=value)


def email_with_name(text: str) -> Faults:
    """user@example.org (Real Name): https://www.rssboard.org/rss-profile#data-types-email"""
    if len(text) > _LONGEST_CONTACT:
        return (Fault("email-invalid", detail=_NAMED),)
    plain = uris.decoded(text.removeprefix("mailto:")) if text.startswith("mailto:") else text
    good = _WELL.fullmatch(plain)
    if good and tokens.is_email(good[1]):
        return _mailbox(good[1])
    if tokens.is_email(plain):
        return (Fault("rss-email-no-name", instead=f"{plain} (Real Name)"), *_mailbox(plain))
    found = _ADDRESS.search(plain)
    if found and tokens.is_email(found[1]):
        name = plain.replace(found[1], "").strip(" \t\n<>,()\"'")
        return (Fault("rss-email-form", instead=f"{found[1]} ({name or 'Real Name'})"),)
    return (Fault("email-invalid", detail=_NAMED),)


def guid(node: Element, doc: Context) -> None:
    """https://www.rssboard.org/rss-profile#element-channel-item-guid"""
    value = node.text.strip()
    flag = node.attributes.get("isPermaLink", "true")
    if flag not in {"true", "false"}:
        good = flag.lower() if flag.lower() in {"true", "false"} else ""
        doc.on_attribute(node, "isPermaLink", Fault("value-true-false-attribute", instead=good))
    elif flag == "true" and not _is_misspelt(node, doc):
        _permalink(node, doc, value)
    if not value:
        return
    _regenerated(node, doc, value)
    if value.isdigit() and len(value) < _WEAK:
        doc.on_text(node, Fault("rss-guid-weak"))
    if doc.seen.count("guid", value) > 1:
        doc.on_text(node, Fault("rss-guid-duplicate"))


def _is_misspelt(node: Element, doc: Context) -> bool:
    """Whether isPermaLink is written otherwise, which is said of the attribute, and once."""
    others = {name.lower() for name in node.attributes}
    misspelt = "ispermalink" in others and "isPermaLink" not in node.attributes
    return misspelt and doc.options.profile != "w3c"


def _regenerated(node: Element, doc: Context, value: str) -> None:
    for fault in items.regenerated(value):
        doc.on_text(node, fault)


def _permalink(node: Element, doc: Context, value: str) -> None:
    if value.lower().startswith(_PERMALINKS):
        doc.on_text(node, Fault("rss-guid-not-permalink"))
    elif not value:
        if doc.options.profile == "w3c":  # elsewhere an empty element is no more than that
            doc.on(node, "rss-guid-not-url")
    elif uris.url(value):
        doc.on_text(node, Fault("rss-guid-not-url"))


def description(node: Element, doc: Context) -> None:
    """The description of an item: HTML, except in RSS 0.91."""
    if doc.version == "0.91":
        return  # plain text there, in which markup is no markup
    value = node.text
    doc.on_texts(node, fragment.rss_fragment(value))
    feeds.nothing_to_read(node, doc)


def item_begin(node: Element, doc: Context) -> None:
    """Where the first item is."""
    if doc.seen.first_item is None:
        doc.seen.first_item = node.start


def item(node: Element, doc: Context) -> None:
    """What an item must or should have."""
    counts = node.counts
    old = doc.version.startswith("0.9")
    if "title" not in counts and "description" not in counts and not old:
        doc.on(node, "rss-item-empty")
    if "guid" not in counts and not old:
        doc.on_child(node, "guid", "rss-guid-missing")
    _twins(node, doc, _ITEM_TWINS, "rss-item-twins")
    content, text = node.child("content:encoded"), node.child("description")
    if content is not None and (text is None or text.start > content.start):
        doc.on(content, "rss-description-first")
    if "slash:comments" in counts and doc.seen.undated_comments is None:
        # Whether the channel has a date is known once it ends.
        doc.seen.undated_comments = node.start
    if "pubDate" not in counts and "dc:date" not in counts and "dcterms:issued" not in counts:
        doc.seen.add_undated(node.start)
    feeds.item(node, doc, feeds.RSS)
    itunes.item(node, doc)


def second_description(node: Element, doc: Context) -> None:
    """The text of an item belongs in its description."""
    if "src" not in node.attributes:
        doc.on(node, "rss-description-twin")


def channel(node: Element, doc: Context) -> None:
    """What a channel must or should have."""
    counts = node.counts
    _twins(node, doc, _CHANNEL_TWINS, "rss-channel-twins")
    if not counts.keys() & {"language", "dc:language"} and node.inherited("xml:lang") is None:
        instead = "<language>en</language>" if doc.kind == "rss" else 'xml:lang="en"'
        doc.on_child(node, "language", "language-missing", instead=instead)
    if doc.kind == "rss" and not doc.version.startswith("0.9"):
        selflinks.channel(node, doc)
        history.feed(node, doc)
    comments = doc.seen.undated_comments
    if comments is not None and "lastBuildDate" not in counts:
        doc.at("rss-slash-date", comments, comments + 5)
    _undated(doc, counts.get("item", 0))
    _metadata_last(node, doc)
    itunes.channel(node, doc)
    if doc.kind == "rss":
        feeds.feed(node, doc, counts.get("item", 0), feeds.RSS)
    docs = node.child("docs")
    if docs is not None and docs.text.strip() in _BOARD:
        doc.withdraw("rss-extension-attribute")


def _undated(doc: Context, items: int) -> None:
    """Items without a date, which cost most where the others have one."""
    few = 2 * doc.seen.undated <= items
    for start in doc.seen.undated_at:
        doc.at("rss-item-undated", start, start + len("<item"), lesser="" if few else "yes")


def _metadata_last(node: Element, doc: Context) -> None:
    first = doc.seen.first_item
    if first is None or not doc.version:
        return
    for child in node.children:
        if child.start > first and ":" not in child.name:
            doc.on(child, "rss-metadata-after-items")


def _twins(node: Element, doc: Context, twins: dict[str, str], code: str) -> None:
    counts = node.counts
    for ext in counts:
        core = twins.get(ext)
        if core is not None and core in counts:
            first, second = node.child(core), node.child(ext)
            if first is not None and second is not None:
                later = max(first, second, key=lambda n: n.start)
                doc.on(later, code, core=core, ext=ext)


def cloud(node: Element, doc: Context) -> None:
    """A protocol that there is, and a procedure to call, of which a plain request has none.

    https://www.rssboard.org/rsscloud-interface
    """
    protocol = node.attributes.get("protocol", "").strip()
    if protocol:
        for fault in _protocol(protocol):
            doc.on_attribute(node, "protocol", fault)
    procedure = node.attributes.get("registerProcedure", "x")
    plain = protocol.lower().endswith("-post")
    if not procedure.strip() and not plain and doc.options.profile != "w3c":
        fault = Fault("value-blank-attribute", detail={"needed": "registerProcedure"})
        doc.on_attribute(node, "registerProcedure", fault)


def text_input(node: Element, doc: Context) -> None:
    """Few readers ever showed it: https://www.rssboard.org/rss-profile#element-channel-textinput"""
    doc.on(node, "rss-text-input")


def image(node: Element, doc: Context) -> None:
    """The image of a channel is named and linked as the channel is."""
    outer = node.parent
    if outer is None or outer.counts["image"] > _IMAGES_COMPARED:
        return
    for name, code in (("title", "rss-image-title"), ("link", "rss-image-link")):
        own, other = node.child(name), outer.child(name)
        if own is None or other is None:
            continue
        right = other.text.strip()
        for one in node.all(name):
            if one.text.strip() != right:
                _differs(one, doc, code, right)


def _differs(node: Element, doc: Context, code: str, right: str) -> None:
    if node.text.strip():
        doc.on_text(node, Fault(code, instead=right))
    else:
        doc.on(node, code, instead=right)


def image_url(text: str) -> Faults:
    """The address of the channel's image."""
    faults = uris.uri(text)
    path = re.split(r"[?#]", text, maxsplit=1)[0].lower()
    last = path.rpartition("/")[2]
    if faults or "." not in last or last.endswith(_IMAGES):
        return faults
    modern = last.endswith(_MODERN_IMAGES)
    return (Fault("rss-image-format-modern" if modern else "rss-image-format"),)


def dimension(code: str, limit: int) -> ValueType:
    """A value type: the size of the channel's image."""

    def check(text: str) -> Faults:
        if tokens.positive(text):
            return (Fault(code, detail={"limit": str(limit)}),)
        too_big = len(text) > 6 or int(text) > limit  # noqa: PLR2004
        return (
            (Fault(f"{code}-limit", instead=str(limit), detail={"limit": str(limit)}),)
            if too_big
            else FINE
        )

    return check


def hours(node: Element, doc: Context) -> None:
    """Hours are given once; 24 is 0."""
    seen: set[int] = set()
    for child in node.all("hour"):
        text = child.text.strip()
        if not text.isdecimal():
            continue
        hour = int(text[:4]) % 24
        if hour in seen:
            doc.on_text(child, Fault("rss-skip-duplicate"))
        seen.add(hour)
    if node.counts.get("hour", 0) > 24:  # noqa: PLR2004
        doc.on(node, "rss-skip-hours-many")


def days(node: Element, doc: Context) -> None:
    """Days are given once."""
    seen: set[str] = set()
    for child in node.all("day"):
        text = child.text.strip()
        if text in seen:
            doc.on_text(child, Fault("rss-skip-duplicate"))
        seen.add(text)
    if node.counts.get("day", 0) > 7:  # noqa: PLR2004
        doc.on(node, "rss-skip-days-many")


def hour(text: str) -> Faults:
    """0 to 23; 24 was once allowed for 0."""
    if text.isdecimal() and text.isascii() and len(text) < 4:  # noqa: PLR2004
        if int(text) < 24:  # noqa: PLR2004
            return FINE
        if int(text) == 24:  # noqa: PLR2004
            return (Fault("rss-hour-24", instead="0"),)
    return (Fault("rss-skip-hour"),)


def field_name(text: str) -> Faults:
    """The name of a form's field: https://www.rssboard.org/rss-profile#element-channel-textinput-name"""
    good = re.fullmatch(r"[A-Za-z][A-Za-z0-9:._-]*", text)
    return FINE if good else (Fault("rss-text-input-name"),)

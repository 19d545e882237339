"""Rules of Apple Podcasts."""

from feedtool.check.finding import FINE, Fault, Faults
from feedtool.check.rules.namespaces.categories import CATEGORIES, RETIRED, RETIRED_SUBCATEGORIES
from feedtool.check.xml.context import Context
from feedtool.check.xml.element import Element

_PLAYED = {"mp3", "m4a", "mp4", "m4v", "mov", "pdf", "epub", "wav", "aac"}
_HEARD = {"mp3", "m4a", "mp4", "m4v", "mov", "wav", "aac", "ogg", "opus", "oga", "flac", "webm"}
_OLD_EXPLICIT = {"yes", "no", "clean"}


def explicit(text: str) -> Faults:
    """True or false; Apple's words of old still work."""
    if text in {"true", "false"}:
        return FINE
    low = text.lower()
    instead = "true" if low in {"yes", "explicit", "true"} else "false"
    code = (
        "itunes-explicit-obsolete"
        if low in _OLD_EXPLICIT | {"true", "false"}
        else "itunes-explicit"
    )
    return (Fault(code, instead=instead),)


def block(text: str) -> Faults:
    """Yes; whatever else leaves the show listed, which some say with no.

    The W3C validator has the words of itunes:explicit here, clean among them.
    """
    low = text.lower()
    if low in {"yes", "no"}:
        return FINE
    meaningless = Fault("itunes-yes")
    return (meaningless,) if low == "clean" else (meaningless, Fault("itunes-yes-no-clean"))


def complete(text: str) -> Faults:
    """Yes; whatever else means that more episodes will come."""
    return FINE if text.lower() in {"yes", "no"} else (Fault("itunes-yes"),)


def explicit_space(node: Element, doc: Context) -> None:
    """Some readers compare the word with all that is around it."""
    text = node.text
    value = text.strip()
    if value != text and value in {"true", "false"}:
        doc.on_text(node, Fault("itunes-explicit-space", 0, len(text), value))


def category(node: Element, doc: Context) -> None:
    """A category of Apple's list: https://podcasters.apple.com/support/1691-apple-podcasts-categories"""
    text = node.attributes.get("text")
    if text is None:
        return
    if text in CATEGORIES:
        return
    code = "itunes-category-obsolete" if text in RETIRED else "itunes-category"
    doc.on_attribute(node, "text", Fault(code, instead=RETIRED.get(text, "")))


def subcategory(node: Element, doc: Context) -> None:
    """A category within the one around it."""
    text = node.attributes.get("text")
    outer = node.parent.attributes.get("text", "") if node.parent else ""
    if text is None or text in CATEGORIES.get(outer, ()):
        return
    retired = text in RETIRED_SUBCATEGORIES.get(outer, ())
    doc.on_attribute(
        node, "text", Fault("itunes-category-obsolete" if retired else "itunes-category")
    )


def keywords(node: Element, doc: Context) -> None:
    """Words with commas between them."""
    text = node.text.strip()
    if " " in text and "," not in text:
        doc.on_text(node, Fault("itunes-keywords", instead=", ".join(text.split())))


def channel(node: Element, doc: Context) -> None:
    """What Apple asks of a channel, if it is a podcast at all."""
    if not _is_podcast(node, doc):
        return
    block = node.child("itunes:block")
    blocked = block is not None and block.text.strip().lower() == "yes"
    code = "itunes-blocked" if blocked else "itunes-recommended-missing"
    if "language" not in node.counts and "dc:language" not in node.counts:
        doc.on_child(node, "language", code, missing="language")
    for name in ("itunes:category", "itunes:explicit"):
        if name not in node.counts:
            doc.on_child(node, name, code, missing=name)
    if "itunes:image" not in node.counts and not blocked:
        doc.on_child(node, "itunes:image", "itunes-image-missing")
    owner = node.child("itunes:owner")
    if owner is None:
        doc.on_child(node, "itunes:email", "itunes-email-missing")
    if doc.encoding not in {"utf-8", ""}:
        doc.on(node, "itunes-not-utf8", encoding=doc.encoding)


def _is_podcast(node: Element, doc: Context) -> bool:
    """Whether the channel is a podcast: there is something to play, and somebody says so.

    That is the feed, with an element of Apple's, or who asked for it to be judged as one.
    """
    says_so = _has_any(node) or doc.seen.has_itunes
    if doc.options.profile == "w3c":
        return says_so
    if doc.seen.has_media or not node.counts.get("item"):
        return says_so or (doc.options.profile == "podcast" and doc.seen.has_media)
    doc.on(node, "podcast-nothing-to-play")
    return False


def _has_any(node: Element) -> bool:
    return "itunes:" in " ".join(node.counts)


def item(node: Element, doc: Context) -> None:
    """What Apple asks of an episode."""
    enclosure = node.child("enclosure")
    if not doc.seen.has_media and enclosure is not None and _is_played(enclosure):
        doc.seen.has_media = True
    if not _has_any(node):
        return
    doc.seen.has_itunes = True
    if enclosure is None:
        doc.on(node, "itunes-enclosure-missing")
        return
    extension = _extension(enclosure)
    if extension and extension not in _PLAYED:
        fault = Fault("itunes-enclosure-format", detail={"extension": extension})
        doc.on_attribute(enclosure, "url", fault)


def _extension(enclosure: Element) -> str:
    path = enclosure.attributes.get("url", "").partition("?")[0].partition("#")[0]
    _, dot, extension = path.rpartition("/")[2].rpartition(".")
    return extension.lower() if dot else ""


def _is_played(enclosure: Element) -> bool:
    """Whether an enclosure is sound or video, by its type or else by its name."""
    kind = enclosure.attributes.get("type", "").lower()
    return kind.startswith(("audio/", "video/")) or _extension(enclosure) in _HEARD

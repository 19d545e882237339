"""Plain text out of what people paste into fields: entities, tags, white space, stray controls."""

import re
from functools import cache

# XML 1.0 section 2.2 (characters that no XML document can hold), and the bidirectional controls
# that can make a text read as something else (Unicode UAX 9; CVE-2021-42574).
ILLEGAL = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    "\u202a-\u202e\u2066-\u2069"
)

# Elements of HTML (living standard, section 4, with the obsolete ones). Only these are taken for
# tags, so that `List<String>` and `a <b` stay as they were meant. An inline element may begin or
# end within a word, any other one parts words.
_INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "ins", "kbd", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr",
))  # fmt: skip
_OTHER = frozenset((
    "address", "applet", "area", "article", "aside", "audio", "base", "blink", "blockquote", "body", "br",
    "button", "canvas", "caption", "center", "col", "colgroup", "datalist", "dd", "details", "dialog",
    "dir", "div", "dl", "dt", "embed", "fieldset", "figcaption", "figure", "footer", "form", "frame",
    "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "iframe",
    "img", "input", "label", "legend", "li", "link", "main", "map", "marquee", "math", "menu", "meta",
    "meter", "nav", "noscript", "object", "ol", "optgroup", "option", "output", "p", "param", "picture",
    "pre", "progress", "rp", "rt", "ruby", "script", "search", "section", "select", "slot", "source",
    "style", "summary", "svg", "table", "tbody", "td", "template", "textarea", "tfoot", "th", "thead",
    "title", "tr", "track", "ul", "video",
))  # fmt: skip
# The names stand in sets: a pattern of all of them takes as long to compile as a feed to write.
_TAG = r"</?([a-z][a-z0-9]*)(?:[\s/][^<>]*)?>"
# What is no text at all, from its opening to its close; the close is sought once, so that a text of
# nothing but openings takes no longer than any other.
_HIDDEN = (
    ("<!--", "-->"),
    (r"<script\b[^<>]*>", r"</script\s*>"),
    (r"<style\b[^<>]*>", r"</style\s*>"),
)


# What stands in a text unseen, mostly from copying: soft hyphen, zero width space, joiners, byte order mark.
UNSEEN = "[\u00ad\u200b\u2060-\u2064\ufeff]"
# Scripts without blanks between words, where U+200B says where a line may end.
UNSPACED = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"
_SPACES = "\u00a0\n\r"
_INVISIBLE = "\u00ad\ufeff"  # soft hyphen, byte order mark
_QUOTES = "\"'\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00ab\u00bb.,:;!?\u2026"
_WITHOUT_QUOTES = str.maketrans("", "", _QUOTES)
# Each byte as it is, but for the control characters of ASCII.
_PRINTED = bytes(ord("?") if byte < 32 or byte == 127 else byte for byte in range(256))  # noqa: PLR2004
# A character reference: by its number, which from here to there is that of the character, or by its name. To
# import ``html`` for the others makes a table of two thousand names.
_REFERENCE = r"&(?:#([0-9]{1,7})|#[xX][0-9A-Fa-f]{1,6}|([A-Za-z][A-Za-z0-9]{1,31}));"
_THAT_CHARACTER = range(0xA0, 0xD800)
_USUAL_NAMES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "nbsp": "\u00a0"}


def plain(value: str) -> str:
    """The value as plain text: entities decoded once, HTML tags taken out, white space folded."""
    if "&" in value:
        value = _unescaped(value)
    if "<" in value:
        value = _without_markup(value)
    if is_printable(value):  # as no white space is but the blank
        is_folded = "  " not in value and value[:1] != " " and value[-1:] != " "
        return value if is_folded else " ".join(value.split())
    # Nearly all that is not printable is white space, or invisible: then no pattern need be compiled.
    for one in _SPACES:
        value = value.replace(one, " ")
    for one in _INVISIBLE:
        value = value.replace(one, "")
    if not value.isprintable():
        value = re.sub(f"[{ILLEGAL}]", "", value)
    return " ".join(value.split())


def is_printable(value: str) -> bool:
    """What ``str.isprintable`` says, in less than half of the time where the value is ASCII."""
    if not value.isascii():
        return value.isprintable()
    as_bytes = value.encode()
    return as_bytes.translate(_PRINTED) == as_bytes


def without_unseen(value: str) -> str:
    """The value less what cannot be seen in it, which means something in scripts without blanks alone."""
    return re.sub(UNSEEN, "", value) if has_unseen(value) and not is_unspaced(value) else value


def has_unseen(value: str) -> bool:
    """Whether the value holds what cannot be seen in it."""
    # Nothing of it is printable, as nearly every text is: then no pattern need be compiled.
    return not value.isprintable() and re.search(UNSEEN, value) is not None


def is_unspaced(value: str) -> bool:
    """Whether the value is in a script without blanks between words."""
    return re.search(UNSPACED, value) is not None


def says_something(value: str) -> bool:
    """Whether ``plain`` leaves anything of the value."""
    # A letter or digit that comes first is part of no entity and no tag.
    return value[:1].isalnum() or bool(plain(value))


def has_markup(value: str) -> bool:
    """Whether the value holds HTML tags or comments as they stand."""
    return "<" in value and _without_markup(value) != value


def has_entities(value: str) -> bool:
    """Whether the value holds character references that ``plain`` would decode."""
    return "&" in value and _unescaped(value) != value


def folded(value: str) -> str:
    """The value with runs of white space made one blank, and none at its ends."""
    return " ".join(value.split())


def title_key(value: str) -> str:
    """The form in which two titles of one story are equal: case, blanks and quotes set aside."""
    return " ".join(value.casefold().translate(_WITHOUT_QUOTES).split())


def escape(value: str) -> str:
    """The value as HTML and XML write it, in texts and in attributes: as ``html.escape`` does.

    To import that one makes a table of two thousand names.
    """
    value = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return value.replace('"', "&quot;").replace("'", "&#x27;")


def _unescaped(value: str) -> str:
    # Only whole references: `?a=1&region=2` is an address, not ® and `ion`.
    return re.sub(_REFERENCE, _character, value)


def _character(reference: re.Match[str]) -> str:
    """What a reference stands for; itself where it stands for nothing."""
    number, name = reference.groups()
    if name in _USUAL_NAMES:
        return _USUAL_NAMES[name]
    if number and int(number) in _THAT_CHARACTER:
        return chr(int(number))
    import html  # late: see above

    return html.unescape(reference[0])


@cache
def _markup(pattern: str) -> re.Pattern[str]:
    """The pattern, compiled late: most texts hold no `<`."""
    return re.compile(pattern, re.IGNORECASE)


def _without_markup(value: str) -> str:
    for opening, closing in _HIDDEN:
        value = _cut_out(value, _markup(opening), _markup(closing))
    return _markup(_TAG).sub(_instead_of, value)


def _instead_of(tag: re.Match[str]) -> str:
    """What stands in the place of what looks like a tag."""
    name = tag[1].lower()
    if name in _INLINE:
        return ""
    return " " if name in _OTHER else tag[0]


def _cut_out(value: str, opening: re.Pattern[str], closing: re.Pattern[str]) -> str:
    """The value with each stretch between the two replaced by a blank."""
    kept, done = [], 0
    while (start := opening.search(value, done)) and (end := closing.search(value, start.end())):
        kept.append(value[done : start.start()])
        done = end.end()
    return " ".join((*kept, value[done:]))

"""The HTML of an article as any reader may show it: sanitised, its addresses whole, its headings to link to."""

import re
from collections import Counter
from html import escape, unescape
from urllib.parse import urljoin

from feedtool.imports.tuples import NamedTuple
from feedtool.records import video
from feedtool.text import plain, sanitiser, urls

_TAGS = frozenset({
    "a", "abbr", "aside", "audio", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "col",
    "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2",
    "h3", "h4", "h5", "h6", "hr", "i", "img", "input", "ins", "kbd", "li", "mark", "ol", "p", "picture", "pre",
    "q", "rp", "rt", "ruby", "s", "samp", "section", "small", "source", "span", "strike", "strong", "sub",
    "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul", "var",
    "video", "wbr",
})  # fmt: skip
_CELL = {"align", "colspan", "rowspan"}
_ATTRIBUTES = {
    "*": {"id", "dir", "lang", "title"},
    "a": {"href", "name"},
    "audio": {"src", "controls"},
    "blockquote": {"cite"},
    "code": {"class"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"cite", "datetime"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height"},
    "input": {"type", "checked", "disabled"},
    "ins": {"cite", "datetime"},
    "li": {"value"},
    "ol": {"start", "reversed", "type"},
    "pre": {"class"},
    "q": {"cite"},
    "source": {"src", "type"},
    "td": _CELL,
    "th": {*_CELL, "scope", "abbr"},
    "time": {"datetime"},
    "video": {"src", "poster", "controls", "width", "height"},
}
# Of these nothing is kept; of all others that are not allowed the text is.
_WITHOUT_TEXT = {
    "applet", "canvas", "embed", "frameset", "head", "iframe", "math", "noembed", "noframes", "object",
    "script", "select", "style", "svg", "template", "textarea", "title",
}  # fmt: skip
_ADDRESSES = {"cite", "href", "poster", "src"}
_SIZES = {"width", "height", "colspan", "rowspan", "span", "start", "value"}
_NUMBER = re.compile(r"[0-9]{1,5}")
_LANGUAGE = re.compile(r"(?:^|\s)(?:language|lang|highlight-source)-([\w+#.-]{1,40})")
_IDENTIFIER = re.compile(r"[^\s\"'<>&]{1,200}")
# Elements lie no deeper in each other: what sanitises HTML takes a time that grows with the depth.
_DEEPEST = 80
# Of a body with more `<` than this the rest is text: tags can be written so that it is missed how
# deep they lie. So many stand in more HTML than a feed usually may hold (feeds.max_bytes).
_MOST_TAGS = 30_000


class Article(NamedTuple):
    """An article as HTML, and the address of its first picture with the text that stands for it."""

    html: str
    picture: tuple[str, str] | None


def clean(html: str, link: str, home: str, *, has_sources: bool = False) -> Article:
    """The article in some HTML; addresses are relative to its link, with a slash to the host of ``home``.

    With ``has_sources`` pictures that are relative lead to sources, which are served under other names: they
    are left out.
    """
    html, rest = _parted(html)
    html = _FRAME.sub(_linked_video, html)
    html = _with_heading_ids(_not_too_deep(html))
    safe = sanitiser.cleaner(
        _TAGS,
        _ATTRIBUTES,
        without_text=_WITHOUT_TEXT,
        schemes=("http", "https", "mailto"),
        change=_Filter(link, home, has_sources=has_sources),
    )
    made = safe(html)
    made = _NO_ALT.sub('<img alt=""', made)
    for pattern in _LEFT_OVER:
        made = pattern.sub("", made)
    made = made.strip() + rest
    return Article(made if _SAYS_SOMETHING.search(made) else "", _first_picture(made))


# What is left of pictures without an address, and of what stood for template code alone.
_LEFT_OVER = (
    re.compile(r"<img(?![^>]*\ssrc=)[^>]*>"),
    re.compile(r"<source(?![^>]*\ssrc=)[^>]*>"),
    re.compile(r'<a(?: href="[^"]*")?(?: title="[^"]*")?>\s*</a>'),
    re.compile(r"<p>\s*</p>\n?"),
    # No reader fills in a form; a box of a list of tasks says what is done.
    re.compile(r'<input(?! type="checkbox"(?: checked="")? disabled="">)[^>]*>'),
)
_NO_ALT = re.compile(r"<img(?![^>]*\salt=)")
_SAYS_SOMETHING = re.compile(r"<(?:img|video|audio)\b|(?:^|>)[^<]*[^<\s]")


class _Filter:
    """The value of an attribute as an article has it; None where it has none."""

    def __init__(self, link: str, home: str, *, has_sources: bool) -> None:
        self._link, self._home, self._has_sources = link, home, has_sources
        self._identifiers = set[str]()

    def __call__(self, tag: str, name: str, value: str) -> str | None:
        if name in _ADDRESSES:
            return self._address(tag, name, value.strip())
        if name == "class":
            found = _LANGUAGE.search(value)
            return f"language-{found[1]}" if found else None
        if name in _SIZES:
            return value if _NUMBER.fullmatch(value) else None
        if name in ("id", "name"):
            if value in self._identifiers or not _IDENTIFIER.fullmatch(value):
                return None
            self._identifiers.add(value)
        return value

    def _address(self, tag: str, name: str, value: str) -> str | None:
        is_source = tag in ("img", "source") and not _IS_SERVED.match(value)
        if not value or (self._has_sources and is_source):
            return None
        if name == "href" and value.startswith("#"):
            return f"#{urls.escaped(value[1:])}" if value != "#" else None
        if name == "href" and value[:7].lower() == "mailto:":
            return urls.escaped(value)
        try:
            address = urljoin(self._home if value.startswith("/") else self._link, value)
        except ValueError:  # brackets that are no IPv6 address
            return None
        if not urls.is_address(address):
            return None
        address = urls.to_uri(address)
        is_played = tag in ("audio", "video", "source") and name == "src"
        return None if is_played and not address.lower().startswith("https:") else address


def _first_picture(html: str) -> tuple[str, str] | None:
    """The first picture that is more than a dot."""
    for found in re.finditer(r"<img [^>]*>", html):
        if not _DOT.search(found[0]):
            source, alt = (_value(pattern, found[0]) for pattern in (_SOURCE, _ALT))
            return source, plain.plain(alt)
    return None


def _value(pattern: re.Pattern[str], tag: str) -> str:
    found = pattern.search(tag)
    return unescape(found[1]) if found else ""


# A whole address, or one with a slash in front.
_IS_SERVED = re.compile(r"/|[A-Za-z][A-Za-z0-9+.-]*:")
_DOT = re.compile(r' (?:width|height)="[0-2]"')
_SOURCE, _ALT = re.compile(r' src="([^"]*)"'), re.compile(r' alt="([^"]*)"')

# --- frames

_FRAME = re.compile(r"(?is)<iframe\b[^<>]{0,2000}>(?:[^<]{0,2000}</iframe\s*>)?")


def _linked_video(frame: re.Match[str]) -> str:
    """A link to what a frame shows: no reader shows frames of everybody."""
    page = video.page(frame[0])
    return f'<a href="{page}">{page}</a>' if page else ""


# --- headings

_HEADING = re.compile(
    r"<h([1-6])((?:\s[^<>]{0,500})?)>((?:(?!<h[1-6]).){0,2000}?)</h\1>", re.DOTALL
)
_OWN_ID = re.compile(r"\s*\{:?\s*#([\w:.-]{1,100})[^{}]{0,200}\}\s*$")
_ATTRIBUTE_ID = re.compile(r"\sid\s*=", re.IGNORECASE)


def _with_heading_ids(html: str) -> str:
    """The HTML with an identifier in each heading, by which links within the article find it."""
    used = Counter[str]()

    def with_id(heading: re.Match[str]) -> str:
        level, attributes, inner = heading.groups()
        own = _OWN_ID.search(inner)
        if own:
            inner = inner[: own.start()]
        if _ATTRIBUTE_ID.search(attributes):
            return f"<h{level}{attributes}>{inner}</h{level}>"
        name = own[1] if own else _anchor(plain.plain(inner))
        used[name] += 1
        if used[name] > 1:
            name = f"{name}-{used[name] - 1}"
        marked = f' id="{name}"' if name else ""
        return f"<h{level}{attributes}{marked}>{inner}</h{level}>"

    return _HEADING.sub(with_id, html)


def _anchor(title: str) -> str:
    """The identifier of a heading as GitHub makes it, and after it Jekyll, Hugo, Astro and others."""
    return re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", title.strip().lower()))


# --- depth

_ANY_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)[^<>]*>")
# What ends by itself where the next one begins, or never holds anything.
_UNNESTED = frozenset({
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option",
    "p", "param", "source", "td", "th", "tr", "track", "wbr",
})  # fmt: skip


def _not_too_deep(html: str) -> str:
    """The HTML without the tags of elements that lie too deep in others; their text stays."""
    if html.count("<") <= _DEEPEST:
        return html
    depth = 0

    def tag(found: re.Match[str]) -> str:
        nonlocal depth
        if found[2].lower() in _UNNESTED:
            return found[0] if depth <= _DEEPEST else ""
        if found[1]:
            depth = max(0, depth - 1)
            return found[0] if depth < _DEEPEST else ""
        depth += 1
        return found[0] if depth <= _DEEPEST else ""

    return _ANY_TAG.sub(tag, html)


def _parted(html: str) -> tuple[str, str]:
    """The HTML with so many tags as may be, and the text of the rest."""
    if html.count("<") <= _MOST_TAGS:
        return html, ""
    place = -1
    for _ in range(_MOST_TAGS + 1):
        place = html.find("<", place + 1)
    return html[:place], escape(plain.plain(html[place:]), quote=False)

"""HTML inside a feed: what readers strip, what breaks them, what cannot work there."""

import re
from collections.abc import Iterator
from html.entities import html5
from html.parser import HTMLParser

from feedtool.check.finding import Fault, Faults
from feedtool.check.styles import unsafe_style
from feedtool.check.words import words

# What sanitisers of feed readers let pass, and what else is HTML.
SAFE = words(
    """
    a abbr acronym address area article aside audio b bdi bdo big blockquote br button canvas
    caption center cite code col colgroup command data datagrid datalist dd del details dfn dialog
    dir div dl dt em event-source fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6
    header hgroup hr i img input ins kbd keygen label legend li m main map mark menu menuitem
    meter multicol nav nextid nobr noscript ol optgroup option output p picture pre progress q rb
    rp rt rtc ruby s samp search section select slot small sound source spacer span strike strong
    sub summary sup table tbody td template textarea tfoot th thead time tr track tt u ul var
    video wbr xmp
    """
)
UNSAFE = words(
    """
    applet base basefont bgsound blink body embed frame frameset head html iframe isindex layer
    link marquee meta noembed noframes noscript object param plaintext script style svg math title
    xml
    """
) - {"noscript"}
KNOWN = SAFE | UNSAFE
_VOID = words(
    """
    area base br col embed hr img input link meta param source track wbr
    """
)
_OPTIONAL = words(
    """
    p li dt dd tr td th thead tbody tfoot option colgroup rp rt html body head
    """
)
_URL_ATTRIBUTES = {
    "href",
    "src",
    "poster",
    "cite",
    "background",
    "longdesc",
    "data",
    "action",
    "formaction",
}
_RELATIVE_KNOWN_TO_W3C = {("a", "href"), ("img", "src")}
_ACTIVE = re.compile(r"\s*(?:javascript|vbscript|livescript|mocha)\s*:", re.IGNORECASE)
_MARKUP = re.compile(r"<[a-zA-Z/!?]")
_HAS_SCHEME = re.compile(r"\s*(?:[a-zA-Z][a-zA-Z0-9+.-]*:|#)")
_END_TAG = re.compile(r"</([a-zA-Z][a-zA-Z0-9]*)\s*>")
_ENTITY = re.compile(r"&(?:#[0-9xX]|([a-zA-Z][a-zA-Z0-9]*);?)")
_NUMERIC = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|(\d+))(;?)")
_ILL = {0x0, 0xB, 0xFFFE, 0xFFFF}
_MOST = 50


def markup(text: str) -> Iterator[tuple[int, int]]:
    """Where a text has end tags of HTML or references to characters."""
    for found in _END_TAG.finditer(text):
        if found[1].lower() in KNOWN:
            yield found.span()
    for found in _ENTITY.finditer(text):
        name = found[1]
        if name is None or name + ";" in html5 or name in html5:
            yield found.span()


def looks_like_html(text: str) -> tuple[int, int] | None:
    """The first place where it does, if any."""
    if "<" not in text and "&" not in text:
        return None
    return next(markup(text), None)


_SHOWS = re.compile(
    r"<(?:img|video|audio|iframe|picture|svg|object|embed|hr|table)\b", re.IGNORECASE
)
_ANY_TAG = re.compile(r"<[^>]*>|&nbsp;|&#160;")


def is_empty(text: str) -> bool:
    """Whether HTML has nothing to see or to read."""
    return "<" in text and not _SHOWS.search(text) and not _ANY_TAG.sub("", text).strip()


def undeclared(text: str) -> Faults:
    """Text of type text in Atom: https://www.rfc-editor.org/rfc/rfc4287#section-3.1.1.1"""
    span = looks_like_html(text)
    return (Fault("atom-text-undeclared-html", *span),) if span else ()


def fragment(text: str) -> Faults:
    """HTML where the addresses in it have a base, as in Atom."""
    return _judge(text, relative=False)


def rss_fragment(text: str) -> Faults:
    """HTML in RSS, which says of no base: https://www.rssboard.org/rss-profile#element-channel-item-description"""
    return _judge(text, relative=True)


def _judge(text: str, *, relative: bool) -> Faults:
    if "<" not in text and "&" not in text:
        return ()
    reader = _Reader(text, relative=relative)
    return reader.read()


class _Reader(HTMLParser):
    """Reads HTML and notes what is wrong, with its place."""

    def __init__(self, text: str, *, relative: bool) -> None:
        super().__init__(convert_charrefs=False)
        self._text = text
        self._relative = relative
        self._faults: list[Fault] = []
        self._codes: set[tuple[str, str]] = set()
        self._open: list[tuple[str, int]] = []
        self._lines = [0]
        at = text.find("\n")
        while at >= 0:
            self._lines.append(at + 1)
            at = text.find("\n", at + 1)

    def read(self) -> Faults:
        """All that is wrong, in order of place."""
        for found in _NUMERIC.finditer(self._text):
            self._number(found)
        if _MARKUP.search(self._text):
            self._parse()
        return tuple(sorted(self._faults, key=lambda fault: fault.start))

    def _parse(self) -> None:
        try:
            self.feed(self._text)
            rest = self.rawdata
            self.close()
        except (AssertionError, ValueError, RecursionError):
            # html.parser gives up on some malformed declarations.
            self._add("html-invalid", 0, len(self._text), "markup declaration")
            return
        if re.match(r"<[a-zA-Z/!?]", rest.lstrip()):
            start = len(self._text) - len(rest)
            self._add("html-invalid", start, len(self._text), rest.strip()[:20])
        for tag, at in self._open:
            if tag not in _OPTIONAL:
                self._add("html-unclosed", at, at + len(tag) + 1, tag)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Judge an element and its attributes."""
        at = self._offset()
        end = at + len(self.get_starttag_text() or "")
        if tag not in SAFE:
            if tag in UNSAFE:
                self._add("html-unsafe-element", at, at + len(tag) + 1, tag)
            elif "-" in tag and "/" not in tag:
                self._add("html-custom-element", at, at + len(tag) + 1, tag)
            else:
                self._add("html-unknown-element", at, at + len(tag) + 1, tag)
        for name, value in attrs:
            self._attribute(tag, name, value or "", at, end)
        if tag == "img":
            self._image(dict(attrs), at, end)
        if tag not in _VOID and len(self._open) < 1000:  # noqa: PLR2004
            self._open.append((tag, at))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that XML would call empty; in HTML only void ones are."""
        self.handle_starttag(tag, attrs)
        if tag not in _VOID and self._open:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and those in it whose end tags may be left out."""
        for index in range(len(self._open) - 1, max(-1, len(self._open) - 100), -1):
            if self._open[index][0] == tag:
                for inner, at in self._open[index + 1 :]:
                    if inner not in _OPTIONAL:
                        self._add("html-unclosed", at, at + len(inner) + 1, inner)
                del self._open[index:]
                return
        if tag not in {"br", "p"}:
            at = self._offset()
            self._add("html-stray-end-tag", at, at + len(tag) + 3, tag)

    def handle_pi(self, data: str) -> None:
        """Processing instructions are none of HTML's; one of them is an attack."""
        at = self._offset()
        word = data.split(maxsplit=1)[0].lower() if data.split() else ""
        if word in {"import", "php", "xml:namespace"}:
            self._add("html-unsafe-element", at, at + len(data) + 3, f"?{word}")
        self._add("html-invalid", at, at + len(data) + 3, f"<?{data[:20]}")

    def _attribute(self, tag: str, name: str, value: str, at: int, end: int) -> None:
        if name.startswith("on"):
            self._attribute_fault("html-unsafe-attribute", tag, name, at, end)
        elif name == "style":
            bad = unsafe_style(value)
            if bad:
                self._attribute_fault("html-unsafe-style", tag, name, at, end, style=bad)
        elif name in _URL_ATTRIBUTES and value:
            if _ACTIVE.match(value):
                self._attribute_fault("html-active-url", tag, name, at, end)
            elif self._relative and not _HAS_SCHEME.match(value):
                known = (tag, name) in _RELATIVE_KNOWN_TO_W3C
                code = "html-relative-url" if known else "html-relative-url-other"
                self._attribute_fault(code, tag, name, at, end, url=value)
        elif name == "srcset" and self._relative:
            first = value.split(maxsplit=1)[0] if value.split() else ""
            if first and not _HAS_SCHEME.match(first):
                self._attribute_fault("html-relative-url-other", tag, name, at, end, url=first)

    def _image(self, attributes: dict[str, str | None], at: int, end: int) -> None:
        if "width" not in attributes or "height" not in attributes:
            self._add("html-image-size", at, end, "img")

    def _number(self, found: re.Match[str]) -> None:
        digits = found[1] or found[2]
        value = int(digits[:8], 16 if found[1] else 10)
        bad = value in _ILL or value > 0x10FFFF or 0xD800 <= value < 0xE000 or value < 9  # noqa: PLR2004
        if bad or 0x80 <= value < 0xA0:  # noqa: PLR2004
            self._add("html-invalid", found.start(), found.end(), found[0])

    def _attribute_fault(
        self, code: str, tag: str, name: str, at: int, end: int, **detail: str
    ) -> None:  # fmt: skip
        found = re.compile(re.escape(name), re.IGNORECASE).search(self._text, at, end)
        start = found.start() if found else at
        key = (code, f"{tag} {name} {sorted(detail.items())}")
        if key in self._codes or len(self._faults) >= _MOST:
            return
        self._codes.add(key)
        self._faults.append(
            Fault(code, start, start + len(name), "", {"tag": tag, "attr": name, **detail})
        )

    def _add(self, code: str, start: int, end: int, tag: str) -> None:
        if (code, tag) in self._codes or len(self._faults) >= _MOST:
            return
        self._codes.add((code, tag))
        self._faults.append(Fault(code, start, end, "", {"tag": tag}))

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._lines[min(line, len(self._lines)) - 1] + column

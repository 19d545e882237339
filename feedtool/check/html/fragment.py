"""HTML inside a feed: what readers strip, what breaks them, what cannot work there."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from html import unescape
from html.entities import html5
from itertools import islice

from feedtool.check.finding import Fault, Faults, FaultsOfMarkup
from feedtool.check.html.escaped import escaped_twice
from feedtool.check.html.players import is_player
from feedtool.check.html.styles import unsafe_style
from feedtool.check.html.tokens import RAW, HtmlAttribute, Token, tokens
from feedtool.check.limits import MAX_MARKUP_OF_A_TEXT
from feedtool.check.words import ACTIVE_SCHEMES, LOCAL_SCHEMES, words

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
_ACTIVE = re.compile(rf"\s*(?:{'|'.join(sorted(ACTIVE_SCHEMES))})\s*:", re.IGNORECASE)
# What a player shows before it plays is about:blank, and no slip.
_LOCAL = re.compile(
    rf"\s*(?:(?:{'|'.join(sorted(LOCAL_SCHEMES - {'about'}))}):|[a-z]:[\\/])", re.IGNORECASE
)
_ACTIVE_INSTRUCTIONS = (["import"], ["php"])
_CUSTOM = re.compile(r"[a-z][\w.]*-[\w.-]*")
_DEEPEST = 200
_HAS_SCHEME = re.compile(r"\s*(?:[a-zA-Z][a-zA-Z0-9+.-]*:|#)")
_END_TAG = re.compile(r"</([a-zA-Z][a-zA-Z0-9]*)\s*>")
_ENTITY = re.compile(r"&(?:#[0-9xX]|([a-zA-Z][a-zA-Z0-9]*);?)")
_ILL = {0x0, 0xB, 0xFFFE, 0xFFFF}
_MOST = 50
_MOST_TOKENS = MAX_MARKUP_OF_A_TEXT
_NO_FAULT = ("", "")
_MOST_KNOWN = 2000
_LONGEST_KNOWN = 1000
_SIMPLE_TAGS = re.compile(r"<[^<>]*>")
_SIMPLE_TAG = re.compile(
    r"<(/?)([a-zA-Z][a-zA-Z0-9]*+)((?>(?:\s++[a-zA-Z_:][\w:.-]*+(?>(?:=\"[^\"]*+\")?))*))\s*+/?>"
)
_SIMPLE_ATTRIBUTE = re.compile(r"([\w:.-]+)(?:=\"([^\"]*)\")?")
# What was learnt of tags, where addresses have a base and where they have none.
_ORDINARY: tuple[dict[str, str], dict[str, str]] = ({}, {})


@cache
def _numeric() -> re.Pattern[str]:
    """References by number, but for those that are plainly of a character that HTML may have."""
    return re.compile(
        r"&#(?!(?:0?(?:9|1[03]|3[2-9]|[4-9]\d|1[01]\d|12[0-7]|1[6-9]\d|[2-9]\d\d)|[1-9]\d{3}|[1-4]\d{4}"
        r"|[xX]0?(?:[23456aAbBcCdDeEfF][0-9a-fA-F]|[1-9a-fA-F][0-9a-fA-F]{2}|[1-9abcABC][0-9a-fA-F]{3}))"
        r"(?![0-9a-fA-F]))(?:[xX]([0-9a-fA-F]++)|(\d++))(;?)",
    )


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
_ANY_TAG = re.compile(r"<[^<>]*>|&nbsp;|&#160;")


def is_empty(text: str) -> bool:
    """Whether HTML has nothing to see or to read."""
    return "<" in text and not _SHOWS.search(text) and not _ANY_TAG.sub("", text).strip()


def is_relative(url: str) -> bool:
    """Whether an address needs a base to be one."""
    return bool(url.strip()) and not _HAS_SCHEME.match(url)


def is_active(url: str) -> bool:
    """Whether an address runs a script."""
    return _ACTIVE.match(url) is not None


def is_local(url: str) -> bool:
    """Whether an address is one of the machine that it was written on."""
    return _LOCAL.match(url) is not None


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
    if "<" not in text:
        if "&" not in text:
            return ()
        twice = escaped_twice(text)
        if twice or "&#" not in text:
            return twice
    if _is_plain(text, relative=relative):
        return ()
    reader = _Reader(text, relative=relative)
    return FaultsOfMarkup.found(reader.read(), reader.attributes)


def _is_plain(text: str, *, relative: bool) -> bool:
    """Whether all tags of a text are ordinary, and each closed where it should be.

    That is so in most texts, which need no second look: no place of anything in them is asked for.
    """
    marks = text.count("<")
    tags = _SIMPLE_TAGS.findall(text) if marks <= _MOST_TOKENS else ()
    if len(tags) != marks:
        return False
    if "&#" in text and any(map(_is_no_character, _numeric().finditer(text))):
        return False
    return _all_closed(tags, relative=relative)


def _all_closed(tags: Iterable[str], *, relative: bool) -> bool:
    """Whether tags are ordinary, and each closed where it should be."""
    known = _ORDINARY[relative]
    open_: list[str] = []
    for tag in tags:
        name = known.get(tag)
        if name is None:
            if len(tag) > _LONGEST_KNOWN:
                return False
            name = _learn(tag, relative=relative)
            if len(known) > _MOST_KNOWN:
                known.clear()
            known[tag] = name
        if name[:1] == "/":
            if not open_ or open_.pop() != name[1:]:
                return False
        elif name == "?":
            return False
        elif name:
            open_.append(name)
    return not open_


def _learn(tag: str, *, relative: bool) -> str:
    """What a tag opens, or closes after a slash; nothing, or a question mark if it needs a look."""
    found = _SIMPLE_TAG.fullmatch(tag)
    name = found[2].lower() if found else ""
    if not found or name not in SAFE or name in RAW:
        return "?"
    if found[1]:
        return "?" if found[3] else f"/{name}"
    attributes = _SIMPLE_ATTRIBUTE.findall(found[3])
    for attribute, value in attributes:
        plain = unescape(value) if "&" in value else value
        if _fault_of(name, attribute.lower(), plain, relative=relative)[0]:
            return "?"
    if name == "img" and not {"width", "height"} <= {attribute for attribute, _ in attributes}:
        return "?"
    return "" if name in _VOID or tag[-2] == "/" else name


def _fault_of(tag: str, name: str, value: str, *, relative: bool) -> tuple[str, str]:
    """The code for what is wrong with an attribute, and what of its value; nothing if all is well."""
    if name.startswith("on"):
        return "html-unsafe-attribute", name
    if name == "style":
        bad = unsafe_style(value)
        return ("html-unsafe-style", bad) if bad else _NO_FAULT
    if name not in _URL_ATTRIBUTES and name != "srcset":
        return _NO_FAULT
    url = value if name != "srcset" else value.strip().partition(" ")[0]
    if url.startswith(("https://", "http://")):
        return _NO_FAULT
    code = ""
    if name != "srcset" and is_active(url):
        code = "html-active-url"
    elif is_local(url):
        code = "html-local-url"
    elif relative and is_relative(url):
        known = (tag, name) in _RELATIVE_KNOWN_TO_W3C
        code = "html-relative-url" if known else "html-relative-url-other"
    return (code, url) if code else _NO_FAULT


_known_fault_of = lru_cache(_MOST_KNOWN)(_fault_of)


def _is_no_character(reference: re.Match[str]) -> bool:
    """Whether a numeric reference names no character that HTML may have."""
    digits = reference[1] or reference[2]
    value = int(digits[:8], 16 if reference[1] else 10)
    bad = value in _ILL or value > 0x10FFFF or 0xD800 <= value < 0xE000 or value < 9  # noqa: PLR2004
    return bad or 0x80 <= value < 0xA0  # noqa: PLR2004


def _value(token: Token, name: str) -> str:
    return next((one.value for one in token.attributes if one.name == name), "")


class _Reader:
    """Reads HTML and notes what is wrong, with its place."""

    def __init__(self, text: str, *, relative: bool) -> None:
        self._text = text
        self._relative = relative
        self._faults: list[Fault] = []
        self._seen: set[tuple[str, ...]] = set()
        self._open: list[tuple[str, int]] = []
        self.attributes = 0

    def read(self) -> Faults:
        """All that is wrong, in order of place."""
        for found in islice(_numeric().finditer(self._text), _MOST_TOKENS):
            if _is_no_character(found):
                self._add("html-invalid", found.start(), found.end(), found[0])
        for token in islice(tokens(self._text), _MOST_TOKENS):
            self._token(token)
            if len(self._faults) >= _MOST:
                break
        for tag, at in self._open:
            self._unclosed(tag, at)
        return tuple(sorted(self._faults, key=lambda fault: fault.start))

    def _token(self, token: Token) -> None:
        kind, name, start, end, _ = token
        if kind == "start":
            self._start(token)
        elif kind == "end":
            self._end(token)
        elif kind != "comment":
            if kind == "instruction" and name.split()[:1] in _ACTIVE_INSTRUCTIONS:
                self._add("html-unsafe-element", start, end, "?" + name.split()[0])
            self._add("html-invalid", start, end, self._text[start : start + 20])

    def _start(self, token: Token) -> None:
        tag, at = token.name, token.start
        if tag not in SAFE:
            code = "html-unsafe-element" if tag in UNSAFE else "html-unknown-element"
            if code == "html-unknown-element" and _CUSTOM.fullmatch(tag):
                code = "html-custom-element"
            elif tag == "iframe" and is_player(_value(token, "src")):
                code = "html-player"
            self._add(code, at, at + len(tag) + 1, tag)
        self.attributes += len(token.attributes)
        for attribute in token.attributes:
            self._attribute(tag, attribute)
        if tag == "img" and not {"width", "height"} <= {a.name for a in token.attributes}:
            self._add("html-image-size", at, token.end, tag)
        closed = self._text[token.end - 2] == "/"
        if tag not in _VOID and not closed and len(self._open) < _DEEPEST:
            self._open.append((tag, at))

    def _end(self, token: Token) -> None:
        """Close an element, and those in it whose end tags may be left out."""
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] == token.name:
                for inner, at in self._open[index + 1 :]:
                    self._unclosed(inner, at)
                del self._open[index:]
                return
        if token.name not in {"br", "p"}:
            self._add("html-stray-end-tag", token.start, token.end, token.name)

    def _unclosed(self, tag: str, at: int) -> None:
        if tag not in _OPTIONAL:
            self._add("html-unclosed", at, at + len(tag) + 1, tag)

    def _attribute(self, tag: str, attribute: HtmlAttribute) -> None:
        name, value = attribute.name, attribute.value
        short = len(tag) + len(name) + len(value) <= _LONGEST_KNOWN
        judge = _known_fault_of if short else _fault_of
        code, part = judge(tag, name, value, relative=self._relative)
        if code:
            self._about(code, tag, attribute, style=part, url=part)

    def _about(self, code: str, tag: str, attribute: HtmlAttribute, **detail: str) -> None:
        key = (code, tag, attribute.name, *detail.values())
        detail = {"tag": tag, "attr": attribute.name, **detail}
        self._once(key, Fault(code, attribute.start, attribute.end, "", detail))

    def _add(self, code: str, start: int, end: int, tag: str) -> None:
        self._once((code, tag), Fault(code, start, end, "", {"tag": tag}))

    def _once(self, key: tuple[str, ...], fault: Fault) -> None:
        if key not in self._seen and len(self._faults) < _MOST:
            self._seen.add(key)
            self._faults.append(fault)

"""The content of an item as it stands in a page among others: below its headline, without marks to link to."""

import re
from functools import lru_cache

from feedtool.text import sanitiser

# The headline of a story is a heading of this level.
_HEADLINE = 3
_HEADING = re.compile(r"<(/?)h([1-6])(?=[ >])")
_BOX = re.compile(r"<input [^>]*>")
_STRUCK = re.compile(r"<(/?)strike(?=[ >])")
_TYPED = re.compile(r"<(/?)tt(?=[ >])")
_TAGS = frozenset({
    "a", "abbr", "aside", "audio", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "col",
    "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h4", "h5",
    "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "picture", "pre", "q", "rp", "rt",
    "ruby", "s", "samp", "section", "small", "source", "span", "strong", "sub", "summary", "sup", "table",
    "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var", "video", "wbr",
})  # fmt: skip
_ATTRIBUTES = {
    "*": {"dir", "lang", "title"},
    "a": {"href"},
    "audio": {"src", "controls"},
    "code": {"class"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "reversed", "type"},
    "source": {"src", "type"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
    "video": {"src", "poster", "controls", "width", "height"},
}


@lru_cache(maxsize=4096)
def content(html: str, link: str) -> str:
    """The content of the story at a link, as it stands below its headline."""
    levels = [int(found[2]) for found in _HEADING.finditer(html)]
    down = _HEADLINE + 1 - min(levels, default=1)

    def lower(found: re.Match[str]) -> str:
        return f"<{found[1]}h{min(6, int(found[2]) + down)}"

    def absolute(_tag: str, name: str, value: str) -> str | None:
        return f"{link}{value}" if name == "href" and value.startswith("#") else value

    html = _BOX.sub(lambda box: "\u2611" if "checked" in box[0] else "\u2610", html)
    html = _TYPED.sub(r"<\1code", _STRUCK.sub(r"<\1s", _HEADING.sub(lower, html)))
    clean = sanitiser.cleaner(
        _TAGS, _ATTRIBUTES, schemes=("http", "https", "mailto"), change=absolute
    )
    return clean(html)

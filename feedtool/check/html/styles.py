"""Inline CSS: the part of it that the sanitisers of feed readers let pass."""

import re
from functools import cache

from feedtool.check.words import words

_SAFE_PROPERTIES = words(
    """
    azimuth background background-color border border-bottom border-bottom-color border-collapse
    border-color border-left border-left-color border-right border-right-color border-top
    border-top-color clear color cursor direction display elevation float font font-family
    font-size font-style font-variant font-weight height letter-spacing line-height margin
    margin-bottom margin-left margin-right margin-top overflow padding padding-bottom padding-left
    padding-right padding-top pause pause-after pause-before pitch pitch-range richness speak
    speak-header speak-numeral speak-punctuation speech-rate stress text-align text-decoration
    text-indent unicode-bidi vertical-align voice-family volume white-space width
    """
)
_SHORTHANDS = ("background", "border", "margin", "padding")
_KEYWORDS = words(
    """
    !important aqua auto black block blue bold both bottom brown center collapse dashed dotted
    fuchsia gray green italic left lime maroon medium navy none normal nowrap olive pointer purple
    red right silver solid teal top transparent underline white yellow
    """
)
_LENGTH = re.compile(r"(\d*)(?:\.(\d*))?(?:cm|em|ex|in|mm|pc|pt|px|%)?", re.IGNORECASE)
_COLOUR = re.compile(r"#[0-9a-f]+|rgb\(\s*\d+%?\s*(?:,\s*\d+%?\s*)*\)", re.IGNORECASE)
_QUOTED = re.compile(r"'[\s\w]+'|\"[\s\w]+\"")
# What may be no more than it seems: brackets, escapes, and hyphens that stand before or behind no word.
_ODD = re.compile(r"[^\w\s#%.,!-]|(?<!\w)-|-(?!\w)")
_QUOTE = r"'[\s\w]++'|\"[\s\w]++\""
_RGB = r"rgb\(\s*+\d++%?+\s*+(?>(?:,\s*+\d++%?+\s*+)*)\)"
_SHORTHAND = rf"(?:{'|'.join(_SHORTHANDS)})(?!(?:-[a-z]+)*-(?:color|collapse)\b)"
_WORD = rf"\d{{0,3}}(?:\.\d{{0,3}})?(?:cm|em|ex|in|mm|pc|pt|px|%)?|{'|'.join(sorted(_KEYWORDS, reverse=True))}"
_DIGITS = 3  # a length of four digits can cover the reader's own page
_LONGEST = 2000


@cache
def _plain() -> re.Pattern[str]:
    """What is plainly safe, decided at once; the rest is looked at a declaration at a time."""
    # The longer ones first: margin-left is not margin.
    properties = sorted(_SAFE_PROPERTIES, reverse=True)
    shorthands = [name for name in properties if name.startswith(_SHORTHANDS)]
    return re.compile(
        rf"(?>(?:\s*+(?>(?:(?!{_SHORTHAND})(?:{'|'.join(properties)})\s*+:"
        rf"(?>(?:[\w\s%.,!]|(?<=\w)-(?=\w)|#(?![0-9a-f]*+-)|{_QUOTE}|{_RGB})*)"
        rf"|(?:{'|'.join(shorthands)})\s*+:"
        rf"(?>(?:[\s,]++|(?:{_WORD}|#[0-9a-f]++|{_RGB})(?=[\s,;]|\Z))*))?)(?:;|\Z))*)",
        re.IGNORECASE,
    )


def unsafe_style(style: str) -> str:
    """The first declaration of an inline style that a sanitiser would take away, if any."""
    if len(style) > _LONGEST:
        return style
    if _plain().fullmatch(style):
        return ""
    for declaration in style.split(";"):
        text = declaration.strip()
        if text and not _is_safe(text):
            return text
    return ""


def _is_safe(declaration: str) -> bool:
    name, colon, value = declaration.partition(":")
    name, value = name.strip().lower(), value.strip()
    colourless = _COLOUR.sub(" 0 ", value)
    if not colon or _ODD.search(_QUOTED.sub(" ", colourless)):
        return False
    if name.partition("-")[0] in _SHORTHANDS and not name.endswith(("-color", "-collapse")):
        return all(_is_safe_word(word) for word in colourless.replace(",", " ").split())
    return name in _SAFE_PROPERTIES


def _is_safe_word(word: str) -> bool:
    if word.lower() in _KEYWORDS:
        return True
    found = _LENGTH.fullmatch(word)
    return found is not None and len(found[1]) <= _DIGITS and len(found[2] or "") <= _DIGITS

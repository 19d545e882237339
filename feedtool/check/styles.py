"""Inline CSS: the part of it that the sanitisers of feed readers let pass."""

import re

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
_VALUE = re.compile(
    r"#[0-9a-f]+|rgb\(\d+%?,\d*%?,?\d*%?\)?|\d{0,2}\.?\d{0,2}(?:cm|em|ex|in|mm|pc|pt|px|%|,|\))?",
    re.IGNORECASE,
)
_DECLARATION = re.compile(r"\s*([-\w]+)\s*:\s*([^;]*)\s*(?:;|$)")
_HARMLESS = re.compile(r"(?:[-:,#%.'\"\s!\w]|\([\d,%.\s]+\))*")
_LONGEST = 2000
_FULL = re.compile(r"\s*(?:[-\w]+\s*:[^:;]*(?:;\s*|$))*")


def unsafe_style(style: str) -> str:
    """The first declaration of an inline style that a sanitiser would take away, if any."""
    if (
        len(style) > _LONGEST
        or not _HARMLESS.fullmatch(style.replace(";", " "))
        or not _FULL.fullmatch(style)
    ):
        return style.strip() or "style"
    for name, value in _DECLARATION.findall(style):
        prop = name.lower()
        if prop in _SAFE_PROPERTIES and not prop.startswith(_SHORTHANDS):
            continue
        if prop.split("-")[0] not in _SHORTHANDS:
            return f"{prop}: {value.strip()}"
        tight = re.sub(r",\s+", ",", value.lower())
        if any(word not in _KEYWORDS and not _VALUE.fullmatch(word) for word in tight.split()):
            return f"{prop}: {value.strip()}"
    return ""

"""The first heading of a body, which is the title of posts that have none in their front matter."""

import re

from feedtool.records.sites import summary

# A heading further down is none of the whole post.
_FAR = 20_000
_HEADING = re.compile(
    r"^ {0,3}#[ \t]+(?P<line>[^\n]+?)(?:[ \t]+#+)?[ \t]*$"
    r"|^(?P<above>[^\s#>|=-][^\n]*)\n {0,3}=+[ \t]*\r?$"
    r"|<h1\b[^>]*>(?P<element>.*?)</h1\s*>",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
# What names a heading, in several dialects of Markdown.
_ATTRIBUTES = re.compile(r"[ \t]*\{ *[#.:][^{}\n]*\}[ \t]*$")


def of_body(body: str) -> str | None:
    """The text of the first heading of the first level, in Markdown or HTML; None where there is none."""
    found = _HEADING.search(summary.without_code(body[:_FAR].replace("\r\n", "\n")))
    return None if found is None else _text(found)


def without(body: str, title: str) -> str:
    """A body with blanks in place of the heading that is the title, so that nobody reads it twice.

    Nothing else moves: what is said of places in the body stays right.
    """
    for found in _HEADING.finditer(body, 0, _FAR):
        if _text(found) == title:
            blank = re.sub(r"[^\r\n]", " ", found[0])
            return body[: found.start()] + blank + body[found.end() :]
    return body


def _text(found: re.Match[str]) -> str | None:
    heading = next(one for one in found.groups() if one is not None).rstrip("\r")
    return summary.plain_text(_ATTRIBUTES.sub("", heading)) or None

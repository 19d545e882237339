"""The first heading of a body, which is the title of posts that have none in their front matter."""

import re

from feedtool.records.sites import summary

# A heading further down is none of the whole post.
_FAR = 20_000
_HEADING = re.compile(
    r"^ {0,3}#[ \t]+(?P<line>[^\n]+?)(?:[ \t]+#+)?[ \t]*$"
    r"|^(?P<above>[^\s#>|=-][^\n]*)\n {0,3}=+[ \t]*$"
    r"|<h1\b[^>]*>(?P<element>.*?)</h1\s*>",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
# What names a heading, in several dialects of Markdown.
_ATTRIBUTES = re.compile(r"[ \t]*\{ *[#.:][^{}\n]*\}[ \t]*$")


def of_body(body: str) -> str | None:
    """The text of the first heading of the first level, in Markdown or HTML; None where there is none."""
    found = _HEADING.search(summary.without_code(body[:_FAR].replace("\r\n", "\n")))
    if found is None:
        return None
    heading = next(one for one in found.groups() if one is not None)
    return summary.plain_text(_ATTRIBUTES.sub("", heading)) or None

"""reStructuredText: a title that is underlined, and below it a list of fields, ``:date: 2010-10-03``.

https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#bibliographic-fields
"""

import re
from collections.abc import Iterator
from typing import Any

from feedtool.frontmatter import ValuePlace
from feedtool.frontmatter.source import SourceText
from feedtool.records.sites import summary
from feedtool.records.sites.notations.headdocument import HeadDocument, HeadPlaces

_LINE = r"(?P<{0}>[!-/:-@\[-`{{-~])(?P={0}){{2,}}[ \t]*\r?\n"
_TITLE = re.compile(
    rf"\s*(?:{_LINE.format('over')})?[ \t]*(?P<title>\S[^\r\n]*?)[ \t]*\r?\n{_LINE.format('under')}\s*"
)
# A value goes on in lines that are indented.
_FIELD = re.compile(
    r":(?P<key>\w[\w .-]*):(?:[ \t]+|(?=\r?\n|\Z))(?P<value>[^\r\n]*(?:\r?\n[ \t]+\S[^\r\n]*)*)(?:\r?\n|\Z)"
)


def head(path: str, text: str) -> HeadDocument | None:
    """The title and the fields that a file begins with; None where it has no fields there."""
    title = _TITLE.match(text)
    start = title.end() if title else len(text) - len(text.lstrip())
    fields = list(_fields(text, start))
    if not fields:
        return None
    source = SourceText(path, text, 0, max(fields[-1].end("value"), fields[-1].end("key")))
    value: dict[str, Any] = {}
    places = {"": ValuePlace(source.span(start, source.end), None)}
    if title:
        value["title"] = summary.plain_text(title["title"])
        places["/title"] = ValuePlace(source.span(*title.span("title")), None)
    for found in fields:
        key = found["key"].strip().lower()
        value[key] = " ".join(found["value"].split())
        places[f"/{key}"] = ValuePlace(
            source.span(*found.span("value")), source.span(*found.span("key"))
        )
    return HeadDocument("docinfo", value, source, HeadPlaces(places))


def _fields(text: str, start: int) -> Iterator[re.Match[str]]:
    while found := _FIELD.match(text, start):
        yield found
        start = found.end()


# --- what a body says

_BODY = (
    # Directives, comments and targets, with what is indented below them.
    (
        re.compile(
            r"^\.\.(?:[ \t][^\n]*)?\n(?:[ \t]+\S[^\n]*\n?|[ \t]*\n(?=[ \t]+\S))*", re.MULTILINE
        ),
        "\n",
    ),
    # The titles of sections.
    (re.compile(r"^[^\n]*\S[^\n]*\n([=\-~^\"'`#*+.:_])\1{2,}[ \t]*$", re.MULTILINE), ""),
    (re.compile(r":[\w:+.-]{1,60}:`([^`<\n]{1,500}?)(?:[ \t]*<[^>`\n]{0,500}>)?`"), r"\1"),
    (re.compile(r"`([^`<\n]{1,500}?)[ \t]*<[^>`\n]{0,1000}>`__?"), r"\1"),
    (re.compile(r"`([^`\n]{1,500})`__?"), r"\1"),
    (re.compile(r"(?<=\w)__?(?=\W|\Z)"), ""),
    (re.compile(r"::[ \t]*$", re.MULTILINE), ":"),
)


def plain(body: str) -> str:
    """A body as text of paragraphs, of which a summary can be made."""
    text = body[: summary.FAR].replace("\r\n", "\n")
    for pattern, instead in _BODY:
        text = pattern.sub(instead, text)
    return text

"""What Markdown of some generators has beside Markdown: attribute lists of kramdown, addresses of Pelican."""

import posixpath
import re

from feedtool.records.bodies.liquid import Liquid
from feedtool.records.bodies.scanning import PostNames, Replacement, Scan

_LIST = re.compile(r"\{:(?=[\s.#:/}\w])[^{}\n]{0,500}\}[ \t]*")
_COMMENT, _COMMENT_END = re.compile(r"\{::comment\s*/?\}"), r"\{:/(?:comment)?\}"
_ITEM = re.compile(r"(?:^|\n)[ \t]{0,3}(?:[-*+]|[0-9]{1,9}[.)])[ \t]")

# A list that is to become a table of contents is one with its mark.
_CONTENTS = (
    r"^[ ]{0,3}(?:[-*+]|[0-9]{1,9}[.)])[ \t]+[^\n]{1,200}\n(?:[ ]{0,3}\{:[^{}\n]{0,100}\}\n)?"
    r"(?=[ ]{0,3}\{:\s*toc\b)"
)


class Kramdown:
    """Liquid, and kramdown's attribute lists: ``{: .class}``, ``{:toc}``, ``{::comment}``.

    They say how a part of a page looks, which a feed does not.
    """

    _liquid = Liquid(has_notes=False)
    start = rf"{_liquid.start}|(?P<contents>{_CONTENTS})|(?P<attributes>\{{:)"

    def take(self, scan: Scan, found: re.Match[str], names: PostNames) -> Replacement | None:
        """What is made of the code that begins there; None where it is none."""
        if found["contents"]:
            return Replacement(found.end())
        if found["attributes"]:
            return self._attributes(scan, found.start())
        return self._liquid.take(scan, found, names)

    @staticmethod
    def _attributes(scan: Scan, start: int) -> Replacement | None:
        comment = _COMMENT.match(scan.text, start)
        closing = scan.search(_COMMENT_END, comment.end()) if comment else None
        if closing:
            return Replacement(closing.end())
        listed = _LIST.match(scan.text, start)
        if listed is None:
            return None
        if scan.indent_before(start) is None:
            return _of_span(scan, start, listed[0])
        end = listed.end()
        is_in_list = scan.text.startswith("\n", end) and _ITEM.match(scan.text, end)
        # A blank line would part the items of a list.
        return Replacement(end + 1 if is_in_list else end)

    def in_code(self, text: str) -> str:
        """The code without the marks that keep template code in it from being run."""
        return self._liquid.in_code(text)


def _of_span(scan: Scan, start: int, listed: str) -> Replacement | None:
    """What is made of a list right behind a span, or in a heading, where it may hold an identifier."""
    end = start + len(listed.rstrip())
    if "#" in listed and scan.text.startswith("#", scan.text_of_line(start)):
        return Replacement(end, listed.rstrip())
    return Replacement(end) if scan.text[start - 1] in ")]*_`>~" else None


_PLACE = re.compile(
    r"[{|](filename|static|attach|author|category|tag|index)[}|]([^\s()<>\"'\]]{0,500})"
)


class Pelican:
    """Pelican's ``{static}``, ``{attach}`` and ``{filename}`` before addresses."""

    start = r"[{|](?:filename|static|attach|author|category|tag|index)[}|]|(?P<contents>^\[TOC\][ \t]*$)"

    def take(self, scan: Scan, found: re.Match[str], names: PostNames) -> Replacement | None:
        """What is made of the address that begins there; None where it is none."""
        if found["contents"]:
            return Replacement(found.end())
        place = _PLACE.match(scan.text, found.start())
        if place is None or scan.text[found.start() - 1 : found.start()] not in tuple("(<\"' ="):
            return None
        kind, path = place.groups()
        if kind == "static" or (kind == "filename" and not path.endswith((".md", ".rst", ".html"))):
            folder = "" if path.startswith("/") else names.folder
            below = posixpath.normpath(posixpath.join(folder, path.lstrip("/")))
            return Replacement(place.end(), names.home + below)
        if kind == "attach":
            return Replacement(place.end(), posixpath.basename(path))
        if kind == "index":
            return Replacement(place.end(), names.home)
        return Replacement(place.end(), left=f"{{{kind}}}{path}")

    def in_code(self, text: str) -> str:
        """The code as it is."""
        return text

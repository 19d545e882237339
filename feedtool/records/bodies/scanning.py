"""A body read from its beginning to its end: code is passed over, template code is handed to its dialect."""

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Protocol

from feedtool.imports.tuples import NamedTuple


class Left(NamedTuple):
    """Template code that is left out: what it is called, and where it stands in the body.

    Of one ``kind`` the first is reported, and how many there are.
    """

    name: str
    start: int
    end: int
    kind: str


class Replacement(NamedTuple):
    """What a dialect makes of the template code up to ``end``: a text in its place.

    ``left`` is what is reported as left out, ``kind`` what it is one of, where that is not its name.
    """

    end: int
    text: str = ""
    left: str | None = None
    kind: str | None = None


class PostNames(NamedTuple):
    """What template code may ask for: values by their names, and the address of a post by its file.

    ``home`` is the address of the site, ``folder`` that of the post below the folder of all posts.
    """

    home: str
    values: Mapping[str, str]
    address_of: Callable[[str], str | None]
    folder: str = ""


class TemplateDialect(Protocol):
    """The template code of a generator: ``start`` is a pattern of how it begins."""

    start: str

    def take(self, scan: "Scan", found: re.Match[str], names: PostNames) -> Replacement | None:
        """What is made of the code that begins there; None where it is none."""

    def in_code(self, text: str) -> str:
        """What code shows that has template code in it: the generator runs before Markdown is read."""


class Cleaned(NamedTuple):
    """A body without template code, and what was left out of it."""

    text: str
    left: tuple[Left, ...]


def cleaned(text: str, dialect: TemplateDialect, names: PostNames, *, is_markdown: bool) -> Cleaned:
    """The body without template code outside of code; never raises for what it holds."""
    return Scan(text, dialect, names, is_markdown=is_markdown).run()


# No template code is longer, but for what stands between two tags.
_LONGEST = 2000

_ELEMENTS = r"<(?P<element>pre|code|script|style|textarea)(?=[\s>])|(?P<comment><!--)"
_MARKDOWN = (
    r"(?P<fence>^[ \t>]*(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)*(?P<marks>`{3,}(?=[^`\n]*$)|~{3,}))"
    r"|(?P<escape>\\[\\`])|(?P<ticks>`+)"
)
_LIST_ITEM = re.compile(r"[ \t]*(?:[-*+]|[0-9]{1,9}[.)]|\[\^[^\]]*\]:)(?:[ \t]|$)")


class Scan:
    """One reading of a body."""

    def __init__(
        self, text: str, dialect: TemplateDialect, names: PostNames, *, is_markdown: bool
    ) -> None:
        self.text, self.is_markdown = text, is_markdown
        self._dialect, self._names = dialect, names
        kinds = [_MARKDOWN] if is_markdown else []
        self._start = re.compile(
            "|".join([*kinds, _ELEMENTS, dialect.start]), re.MULTILINE | re.IGNORECASE
        )
        # From where on a text is known to occur no more, so that none is looked for twice in vain.
        self._none_from: dict[str, int] = {}
        # Where the text of a line begins, by where the line does.
        self._text_from: dict[int, int] = {}

    def run(self) -> Cleaned:
        """The body without template code, and what was left out."""
        parts, left, place, end = list[str](), list[Left](), 0, 0
        while found := self._start.search(self.text, place):
            code = self._code_end(found)
            if code is not None:
                parts.append(self.text[end : found.start()])
                parts.append(self._dialect.in_code(self.text[found.start() : code]))
                place = end = code
                continue
            piece = None
            if not self._is_indented_code(found.start()):
                piece = self._dialect.take(self, found, self._names)
            if piece is None:
                place = max(found.end(), place + 1)
                continue
            parts += (self.text[end : found.start()], piece.text)
            if piece.left is not None:
                left.append(Left(piece.left, found.start(), piece.end, piece.kind or piece.left))
            place = end = piece.end
        return Cleaned("".join([*parts, self.text[end:]]), tuple(left))

    def find(self, closing: str, start: int) -> int:
        """Where a text occurs next; -1 where it does not."""
        if start >= self._none_from.get(closing, len(self.text)):
            return -1
        found = self.text.find(closing, start)
        if found < 0:
            self._none_from[closing] = start
        return found

    def enclosed(self, opening: str, closing: str, start: int) -> str | None:
        """What begins there, with what closes it; None where that is far, or it begins anew before."""
        end = self.text.find(closing, start + len(opening), start + _LONGEST)
        if end < 0 or self.text.find(opening, start + len(opening), end) >= 0:
            return None
        return self.text[start : end + len(closing)]

    def search(self, pattern: str, start: int) -> re.Match[str] | None:
        """Where a pattern occurs next; None where it does not."""
        if start >= self._none_from.get(pattern, len(self.text) + 1):
            return None
        found = re.compile(pattern, re.MULTILINE | re.IGNORECASE).search(self.text, start)
        if found is None:
            self._none_from[pattern] = start
        return found

    def indent_before(self, start: int) -> str | None:
        """The blanks that a line begins with, where nothing else stands before a place; None where it does."""
        line = self._line(start)
        return self.text[line:start] if self.text_of_line(start) >= start else None

    def text_of_line(self, place: int) -> int:
        """Where the text of the line begins that a place is in, after the blanks."""
        line = self._line(place)
        if line not in self._text_from:
            blanks = _BLANKS.match(self.text, line)
            self._text_from[line] = blanks.end() if blanks else line
        return self._text_from[line]

    def _line(self, place: int) -> int:
        """Where the line begins that a place is in."""
        return self._lines[bisect_right(self._lines, place) - 1]

    @cached_property
    def _lines(self) -> list[int]:
        """Where the lines begin: to go back from each place would take long where one line is all."""
        return [0, *(end.end() for end in re.finditer("\n", self.text))]

    # --- code

    def _code_end(self, found: re.Match[str]) -> int | None:
        """Where code ends that begins there; None where none does."""
        match found.lastgroup:
            case "element":
                closing = self.search(rf"</{found['element'].lower()}\s*>", found.end())
                return closing.end() if closing else None
            case "comment":
                end = self.find("-->", found.end())
                return None if end < 0 else end + 3
            case "escape":
                return found.end()
            case "fence":
                return self._fence_end(found)
            case "ticks":
                return self._span_end(found)
            case _:
                return None

    def _fence_end(self, found: re.Match[str]) -> int:
        marks = found["marks"]
        closing = self.search(
            rf"^[ \t>]*{re.escape(marks[0])}{{{len(marks)},}}[ \t]*\r?$", found.end()
        )
        return closing.end() if closing else len(self.text)

    def _span_end(self, found: re.Match[str]) -> int:
        """The end of a code span, or of the backticks where they begin none."""
        length = len(found["ticks"])
        places = self._ticks.get(length, [])
        following = bisect_right(places, found.start())
        if following < len(places):
            closing = places[following]
            blank = bisect_right(self._blank_lines, found.end() - 1)
            if blank == len(self._blank_lines) or self._blank_lines[blank] >= closing:
                return closing + length
        return found.end()

    @cached_property
    def _blank_lines(self) -> list[int]:
        """Where lines end that blank ones follow."""
        return [blank.start() for blank in _BLANK_LINE.finditer(self.text)]

    @cached_property
    def _ticks(self) -> dict[int, list[int]]:
        """The places of the runs of backticks, by their length."""
        places: dict[int, list[int]] = {}
        for run in re.finditer("`+", self.text):
            places.setdefault(len(run[0]), []).append(run.start())
        return places

    def _is_indented_code(self, place: int) -> bool:
        index = bisect_right(self._indented, (place, len(self.text)))
        return index > 0 and place < self._indented[index - 1][1]

    @cached_property
    def _indented(self) -> list[tuple[int, int]]:
        """Where lines are code for how far they are indented (CommonMark 4.4)."""
        found, at = list[tuple[int, int]](), 0
        after_blank, in_list, in_code = True, False, False
        for line in self.text.splitlines(keepends=True) if self.is_markdown else ():
            if not line.strip():
                after_blank = True
            elif line.startswith(("    ", "\t")):
                in_code = in_code or (after_blank and not in_list)
                if in_code:
                    found.append((at, at + len(line)))
                after_blank = False
            else:
                if _LIST_ITEM.match(line):
                    in_list = True
                elif after_blank and not line.startswith((" ", "\t")):
                    in_list = False
                in_code = after_blank = False
            at += len(line)
        return found


_BLANK_LINE = re.compile(r"\n[ \t]*\r?\n")
_BLANKS = re.compile(r"[^\S\n]*")

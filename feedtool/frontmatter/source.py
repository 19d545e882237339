"""A file as characters, and the places in it."""

import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

from feedtool.diagnostics.problem import Problem, Span
from feedtool.imports.tuples import NamedTuple

# To count lines so many times takes as long as to find where all of them begin.
_FEW_SPANS = 4
# The line before a front matter, and the line behind it.
FENCE = re.compile(r"^---[ \t]*\r?(?:\n|\Z)", re.MULTILINE)


class ValuePlace(NamedTuple):
    """Where a value stands, and its key where it has one."""

    value: Span
    key: Span | None


class FoundValue(NamedTuple):
    """Between which offsets a value stands, and its key, where it has one: its place, less the lines."""

    value: tuple[int, int]
    key: tuple[int, int] | None


class SourceText:
    """A decoded file and the stretch of it that is YAML; offsets count characters of the file."""

    def __init__(self, path: str, text: str, start: int, end: int) -> None:
        self.path, self.text, self.start, self.end = path, text, start, end
        # The stretch that is YAML. It is asked of each file, so that to put it off would cost more.
        self.block = text[start:end]
        self._spans_asked = 0

    @cached_property
    def _line_starts(self) -> list[int]:
        lines = self.text.split("\n")
        return [0, *accumulate(len(line) + 1 for line in lines[:-1])]

    def part(self, start: int, end: int) -> "SourceText":
        """The same file, with the stretch that is YAML cut down to what stands between two of its offsets."""
        part = SourceText(self.path, self.text, self.start + start, self.start + end)
        part._line_starts = self._line_starts  # found once for all parts
        return part

    def span(self, start: int, end: int) -> Span:
        """The span between two offsets. Lines end at LF alone, as editors count them."""
        self._spans_asked += 1
        if self._spans_asked <= _FEW_SPANS:
            return Span(*self._counted(start), *self._counted(end))
        starts = self._line_starts
        first = last = bisect_right(starts, start)
        if first < len(starts) and starts[first] <= end:
            last = bisect_right(starts, end, first)
        return Span(first, start - starts[first - 1] + 1, last, end - starts[last - 1] + 1)

    def _counted(self, offset: int) -> tuple[int, int]:
        line = self.text.count("\n", 0, offset) + 1
        return line, offset - self.text.rfind("\n", 0, offset)

    def place(self, found: FoundValue) -> ValuePlace:
        """Where a value stands that was found between offsets of the file."""
        return ValuePlace(self.span(*found.value), found.key and self.span(*found.key))

    def offset(self, line: int, column: int) -> int:
        """The offset of a place in the text; both count from 1."""
        return self._line_starts[line - 1] + column - 1

    def problem(self, code: str, place: tuple[int, int], **parts: object) -> Problem:
        """The problem of a code between two offsets; ``parts`` are those of its words."""
        from feedtool.diagnostics.words.frontmatter import WORDS  # late: a good record needs none

        return WORDS[code].problem(self.path, code, parts, self.span(*place))


def decode(path: str, content: bytes) -> str | Problem:
    """The bytes of a file as characters, less a byte order mark; the problem where they are none."""
    try:
        text = content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        good = content[: error.start].decode("utf-8").removeprefix("\ufeff")
        line = good.count("\n") + 1
        column = len(good) - (good.rfind("\n") + 1) + 1
        from feedtool.diagnostics.words.frontmatter import WORDS

        code, parts = "file-not-utf8", {"byte": f"{content[error.start]:02x}"}
        return WORDS[code].problem(path, code, parts, Span(line, column, line, column + 1))
    nul = text.find("\0")
    if nul >= 0:
        return of_text(path, text).problem("file-binary", (nul, nul + 1))
    return text


def of_text(path: str, text: str) -> SourceText:
    """A file all of which is YAML."""
    return SourceText(path, text, 0, len(text))

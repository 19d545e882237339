"""A front matter that parsed: its value, and the places of everything in it."""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from feedtool.diagnostics.problem import Span
from feedtool.frontmatter.scalars import YamlValue
from feedtool.frontmatter.source import SourceText, ValuePlace
from feedtool.imports.tuples import NamedTuple

if TYPE_CHECKING:
    from feedtool.frontmatter.places import YamlPlaces

_FieldNames = TypeVar("_FieldNames")
_MARK = "feedtool:"
_SIGN = r"(?m)(?:^|(?<=[ \t]))#"


class Comment(NamedTuple):
    """A comment from its ``#`` to the end of the line, and whether it has the line to itself."""

    text: str
    span: Span
    own_line: bool


class Document:
    """A front matter that parsed: its mapping, and on demand the place of everything in it."""

    def __init__(
        self,
        path: str,
        value: dict[str, YamlValue],
        source: SourceText,
        *,
        is_ordinary: bool = False,
    ) -> None:
        """``is_ordinary`` is whether the quick reader took the block."""
        self.path, self.value, self._source = path, value, source
        # What stands in the file, whatever value it is read as holding later.
        self._written = value
        self._is_ordinary = is_ordinary

    def with_value(self, value: dict[str, YamlValue]) -> "Document":
        """The same file, read as holding another value; what both hold stands in the same places."""
        other = Document(self.path, value, self._source, is_ordinary=self._is_ordinary)
        other._places = self._places
        return other

    def take_places_of(self, other: "Document") -> None:
        """Ask another document of the same file for all places."""
        self._places = other._places  # noqa: SLF001 - the same class

    @property
    def source(self) -> SourceText:
        """The file as characters, and the stretch of it that is the front matter."""
        return self._source

    @cached_property
    def _places(self) -> "YamlPlaces":
        from feedtool.frontmatter.places import YamlPlaces  # late: few are asked for

        return YamlPlaces(self._source, self._written, is_ordinary=self._is_ordinary)

    @property
    def text(self) -> str:
        """The whole file as characters, less a byte order mark."""
        return self._source.text

    @property
    def head(self) -> str:
        """The front matter, between its fences."""
        return self._source.block

    @property
    def body(self) -> str:
        """What stands below the line that closes the front matter."""
        return self._source.text[self._source.end :].partition("\n")[2]

    def names_over(self, names: _FieldNames) -> _FieldNames:
        """The names of fields to report problems by: those of all records; one made of another has its own."""
        return names

    def pointer_of(self, pointer: str) -> str:
        """The JSON pointer to what the author wrote for the value at a pointer: the same, where it is that."""
        return pointer

    def offsets(self, span: Span) -> tuple[int, int]:
        """Where a span of this document begins and ends in ``text``."""
        return self._source.offset(span.line, span.column), self._source.offset(
            span.end_line, span.end_column
        )

    @property
    def places(self) -> dict[str, ValuePlace]:
        """All places by JSON pointer (RFC 6901): ``/topics/0``; the whole mapping is ``""``.

        For one or a few of them ask ``place``, which costs less.
        """
        return self._places.all

    def place(self, pointer: str) -> ValuePlace:
        """The place of the value at a JSON pointer; raises KeyError where there is none."""
        found = self.find_place(pointer)
        if found is None:
            raise KeyError(pointer)
        return found

    def key_span(self, pointer: str) -> Span:
        """The place of the key of a value, of the value where it has none; raises KeyError where nothing is."""
        found = self._places.find_key(pointer)
        if found is None:
            raise KeyError(pointer)
        return found

    def find_place(self, pointer: str) -> ValuePlace | None:
        """The place of the value at a JSON pointer; None where there is none."""
        return self._places.find(pointer)

    def span_of(self, pointer: str) -> Span:
        """The place of a value; of one that is not there, the place of what should hold it."""
        while (place := self.find_place(pointer)) is None:
            pointer = pointer.rpartition("/")[0]
        return place.value

    @cached_property
    def comments(self) -> tuple[Comment, ...]:
        """The comments that hold ``feedtool:``, in order of place (YAML 1.1 section 4.2.2)."""
        source, found = self._source, []
        for start, end in _mentions(source.text, source.start, source.end):
            if not self._places.is_in_scalar(start - source.start):
                line_start = source.text.rfind("\n", 0, start) + 1
                own_line = not source.text[line_start:start].strip()
                found.append(Comment(source.text[start:end], source.span(start, end), own_line))
        return tuple(found)


def _mentions(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Of each line that may have a comment with ``feedtool:``, where it would begin, and its end."""
    place = text.find(_MARK, start, end)
    while place >= 0:
        line_start = max(start, text.rfind("\n", start, place) + 1)
        line_end = text.find("\n", place, end)
        line_end = end if line_end < 0 else line_end
        last = text.rfind(_MARK, place, line_end)
        if sign := re.compile(_SIGN).search(text, line_start, last):
            yield sign.start(), line_start + len(text[line_start:line_end].rstrip("\r"))
        place = text.find(_MARK, line_end, end)

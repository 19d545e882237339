"""Where everything in a front matter stands: all of it by one careful pass, a few of its values by a search.

A block that the quick reader took has only lines of known form (``ordinary``), so nearly every value is found
by how its lines begin (``search``). Those that go on over several lines are found by the careful pass over the
lines of their key, which finds the places that the pass over everything would.
"""

from functools import cached_property

from feedtool.diagnostics.problem import Span
from feedtool.frontmatter.careful import Pass, ValuePlace
from feedtool.frontmatter.search import Found, Search, Unclear
from feedtool.frontmatter.source import SourceText

# Who needs the careful pass for more keys than this is better served with all places.
_FEW = 8


class YamlPlaces:
    """The places of the values of one document, by JSON pointer (RFC 6901)."""

    def __init__(self, source: SourceText, *, is_ordinary: bool) -> None:
        self._source, self._is_ordinary = source, is_ordinary
        self._found: dict[str, ValuePlace | None] = {}
        self._passed: dict[str, dict[str, ValuePlace]] = {}

    @cached_property
    def all(self) -> dict[str, ValuePlace]:
        """All places; that of the whole mapping is at ``""``."""
        notebook: dict[str, ValuePlace] = {}
        Pass(self._source, notebook).run()
        return notebook

    def find(self, pointer: str) -> ValuePlace | None:
        """The place of one value; None where nothing stands at the pointer."""
        if "all" in vars(self) or not self._is_ordinary or not self._search.keys:
            return self.all.get(pointer)
        if pointer not in self._found:
            self._found[pointer] = self._look_for(pointer)
        return self._found[pointer]

    @cached_property
    def _search(self) -> Search:
        return Search(self._source.block)

    def _look_for(self, pointer: str) -> ValuePlace | None:
        try:
            found = self._search.find(pointer)
        except Unclear:
            return self._passed_over(pointer.split("/")[1:2]).get(pointer)
        return found and self._place(found)

    def _place(self, found: Found) -> ValuePlace:
        key = found.key and self._span(*found.key)
        return ValuePlace(self._span(*found.value), key)

    def _span(self, start: int, end: int) -> Span:
        return self._source.span(self._source.start + start, self._source.start + end)

    def _passed_over(self, key: list[str]) -> dict[str, ValuePlace]:
        """The places in the lines of a key of the mapping; all of them where these cannot be read alone."""
        if not key or len(self._passed) >= _FEW:
            return self.all
        (name,) = key
        if name not in self._passed:
            notebook: dict[str, ValuePlace] = {}
            _, problems = Pass(self._source.part(*self._search.keys[name]), notebook).run()
            self._passed[name] = self.all if problems else notebook
        return self._passed[name]

"""Where everything in a front matter stands: all of it by one careful pass, a few of its values by less.

The lines of one key of the mapping can be looked at alone. Where they are of known form (``ordinary``), a value
is found by how they begin (``search``); else by the careful pass over them, which finds what the pass over
everything would.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from feedtool.diagnostics.pointer import unescape
from feedtool.diagnostics.problem import Span
from feedtool.frontmatter.source import SourceText, ValuePlace

if TYPE_CHECKING:
    from feedtool.frontmatter.search import FoundValue, Keys, Search

# Who needs the careful pass for more keys than this is better served with all places.
_FEW = 8


class YamlPlaces:
    """The places of the values of one document, by JSON pointer (RFC 6901)."""

    def __init__(self, source: SourceText, names: Iterable[str], *, is_ordinary: bool) -> None:
        """``names`` are the keys of the mapping, in order; ``is_ordinary``: all lines are ordinary."""
        self._source, self._names, self._is_ordinary = source, names, is_ordinary
        self._found: dict[str, ValuePlace | None] = {}
        self._passed: dict[str, dict[str, ValuePlace]] = {}
        self._ordinary_keys: dict[str, bool] = {}
        # Of the lines of a key; under None those of all.
        self._scalars: dict[str | None, list[Span]] = {}

    @cached_property
    def all(self) -> dict[str, ValuePlace]:
        """All places; that of the whole mapping is at ``""``."""
        from feedtool.frontmatter.careful import Pass  # late: few places are asked for

        notebook: dict[str, ValuePlace] = {}
        Pass(self._source, notebook).run()
        return notebook

    def find(self, pointer: str) -> ValuePlace | None:
        """The place of one value; None where nothing stands at the pointer."""
        if "all" in vars(self) or not self._keys:
            return self.all.get(pointer)
        if pointer not in self._found:
            self._found[pointer] = self._look_for(pointer)
        return self._found[pointer]

    def is_in_scalar(self, offset: int) -> bool:
        """Whether a character of the block stands in a key, or in a value that holds no others."""
        starts = self._starts
        before = bisect_right(starts, offset)
        if starts and not before:
            return False
        key = self._key_names[before - 1] if starts else None
        if key and self._is_ordinary_key(key) and self._search.is_on_lines(key):
            return self._search.is_in_value(offset)
        if key not in self._scalars:
            self._scalars[key] = sorted(_scalars(self._passed_over(key) if key else self.all))
        at = self._span(offset, offset)
        before = bisect_right(self._scalars[key], at)
        return before > 0 and _covers(self._scalars[key][before - 1], at)

    @cached_property
    def _keys(self) -> "Keys":
        from feedtool.frontmatter.search import keys_of_any, keys_of_ordinary  # late: see all

        block = self._source.block
        return keys_of_ordinary(block) if self._is_ordinary else keys_of_any(block, [*self._names])

    @cached_property
    def _search(self) -> "Search":
        from feedtool.frontmatter.search import Search  # late: see all

        return Search(self._source.block, self._keys)

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self._keys.values()]

    @cached_property
    def _key_names(self) -> list[str]:
        return [*self._keys]

    def _look_for(self, pointer: str) -> ValuePlace | None:
        from feedtool.frontmatter.search import Unclear  # late: see all

        key = unescape(pointer.split("/")[1]) if pointer else self._key_names[-1]
        if key not in self._keys:
            return None
        if self._is_ordinary_key(key):
            try:
                found = self._search.find(pointer)
            except Unclear:
                pass
            else:
                return found and self._place(found)
        places = self._passed_over(key)
        return places.get(pointer) if pointer or places is self.all else self._everything(places)

    def _everything(self, of_last: dict[str, ValuePlace]) -> ValuePlace:
        """The place of the whole mapping: from the first key to where the value of the last one ends."""
        start = self._span(self._starts[0], self._starts[0])
        return ValuePlace(Span(*start[:2], *of_last[""].value[2:]), None)

    def _is_ordinary_key(self, key: str) -> bool:
        """Whether all lines of a key are ordinary, whatever its name."""
        start, end = self._keys[key]
        if self._is_ordinary:
            return True
        if key not in self._ordinary_keys:
            from feedtool.frontmatter import ordinary  # late: few places are asked for

            behind = start + len(key) + 2 * (self._source.block[start] in "\"'")
            text = f"key{self._source.block[behind:end]}"
            self._ordinary_keys[key] = ordinary.read(text) is not None
        return self._ordinary_keys[key]

    def _place(self, found: "FoundValue") -> ValuePlace:
        key = found.key and self._span(*found.key)
        return ValuePlace(self._span(*found.value), key)

    def _span(self, start: int, end: int) -> Span:
        return self._source.span(self._source.start + start, self._source.start + end)

    def _passed_over(self, key: str) -> dict[str, ValuePlace]:
        """The places in the lines of a key; all of them where these cannot be read alone."""
        if "all" in vars(self) or (len(self._passed) >= _FEW and key not in self._passed):
            return self.all
        if key not in self._passed:
            from feedtool.frontmatter.careful import Pass  # late: few places are asked for

            notebook: dict[str, ValuePlace] = {}
            _, problems = Pass(self._source.part(*self._keys[key]), notebook).run()
            self._passed[key] = self.all if problems else notebook
        return self._passed[key]


def _scalars(places: dict[str, ValuePlace]) -> Iterator[Span]:
    """The places of all keys, and of all values that hold no others."""
    parents = {pointer.rpartition("/")[0] for pointer in places if pointer}
    for pointer, place in places.items():
        if place.key is not None:
            yield place.key
        if pointer not in parents:
            yield place.value


def _covers(outer: Span, inner: Span) -> bool:
    start, end = (outer.line, outer.column), (outer.end_line, outer.end_column)
    return start <= (inner.line, inner.column) < end

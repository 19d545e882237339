"""Where everything in a front matter stands: all of it by one walk over its events, a few values by less.

The lines of one key of the mapping can be looked at alone. Where they are of known form (``ordinary``), a value
is found by how they begin (``search``); else by a walk over the events of the few lines in which it stands
(``odd/stretches``), which finds what the walk over everything would.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from feedtool.diagnostics.pointer import unescape
from feedtool.diagnostics.problem import Span
from feedtool.frontmatter.source import FoundValue, SourceText, ValuePlace

if TYPE_CHECKING:
    from feedtool.frontmatter.located import MergedNames, Notebook
    from feedtool.frontmatter.odd.stretches import Stretch, Stretches
    from feedtool.frontmatter.scalars import YamlValue
    from feedtool.frontmatter.search import Keys, Search

# What it takes to begin a walk, in characters of one. Who needs walks over more than the block has is better
# served with all places.
_BEGINNING = 100


class YamlPlaces:
    """The places of the values of one document, by JSON pointer (RFC 6901)."""

    def __init__(
        self,
        source: SourceText,
        value: "Mapping[str, YamlValue]",
        *,
        is_ordinary: bool,
        merged: "MergedNames | None" = None,
    ) -> None:
        """``value`` is the mapping that the block holds; ``is_ordinary``: all lines are ordinary.

        With ``merged`` the block may have what a dialect alone takes, which no key tells by its lines alone.
        """
        self._merged = merged
        self._source, self._value, self._is_ordinary = source, value, is_ordinary
        self._found: dict[str, ValuePlace | None] = {}
        # What stands in some lines alone, by where they begin; None where they are no YAML by themselves.
        self._passed: dict[int, Notebook | None] = {}
        self._room = len(source.block)
        self._ordinary_keys: dict[int, bool] = {}
        # Of the lines of a key; under None those of all.
        self._scalars: dict[str | None, list[tuple[int, int]]] = {}

    @cached_property
    def all(self) -> dict[str, ValuePlace]:
        """All places; that of the whole mapping is at ``""``."""
        return {pointer: self._source.place(found) for pointer, found in self.noted.items()}

    @cached_property
    def noted(self) -> "Notebook":
        """Where everything in the block stands."""
        from feedtool.frontmatter.located import located  # late: few places are asked for

        notebook, _ = located(self._source, self._merged)
        return notebook

    def find(self, pointer: str) -> ValuePlace | None:
        """The place of one value; None where nothing stands at the pointer."""
        if pointer not in self._found:
            found = self._look_for(pointer)
            self._found[pointer] = found and self._source.place(found)
        return self._found[pointer]

    def find_key(self, pointer: str) -> Span | None:
        """The place of the key of a value, of the value where it has none; None where nothing stands there."""
        name = unescape(pointer[1:])
        if self._is_ordinary and name in self._keys and pointer.count("/") == 1:
            # The lines of a key begin with it; what is behind it nobody asks.
            start = self._source.start + self._keys[name][0]
            return self._source.span(start, start + len(name))
        place = self.find(pointer)
        return place and (place.key or place.value)

    def is_in_scalar(self, offset: int) -> bool:
        """Whether a character of the block stands in a key, or in a value that holds no others."""
        starts = self._starts
        before = bisect_right(starts, offset)
        if starts and not before:
            return False
        key = self._key_names[before - 1] if starts else None
        if key and self._is_ordinary_key(key, *self._keys[key]) and self._search.is_on_lines(key):
            return self._search.is_in_value(offset)
        notebook = self._passed_over(*self._keys[key]) if key else None
        if notebook is None:
            key, notebook = None, self.noted
        if key not in self._scalars:
            self._scalars[key] = sorted(_scalars(notebook))
        at = self._source.start + offset
        before = bisect_right(self._scalars[key], (at, self._source.end))
        return before > 0 and at < self._scalars[key][before - 1][1]

    @cached_property
    def _keys(self) -> "Keys":
        from feedtool.frontmatter.search import keys_of_any, keys_of_ordinary  # late: see ``noted``

        block = self._source.block
        if self._merged is not None:
            return {}
        return keys_of_ordinary(block) if self._is_ordinary else keys_of_any(block, [*self._value])

    @cached_property
    def _search(self) -> "Search":
        from feedtool.frontmatter.search import Search  # late: see ``noted``

        return Search(self._source.block, self._keys)

    @cached_property
    def _stretches(self) -> "Stretches":
        from feedtool.frontmatter.odd.stretches import Stretches  # late: see ``noted``

        return Stretches(self._source.block, self._keys, self._value)

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self._keys.values()]

    @cached_property
    def _key_names(self) -> list[str]:
        return [*self._keys]

    def _look_for(self, pointer: str) -> FoundValue | None:
        from feedtool.frontmatter.search import Unclear  # late: see ``noted``

        if "noted" in vars(self) or not self._keys:
            return self.noted.get(pointer)
        key = unescape(pointer.split("/")[1]) if pointer else self._key_names[-1]
        if key not in self._keys:
            return None
        start, end = self._keys[key]
        if self._is_ordinary_key(key, start, end):
            with suppress(Unclear):
                return self._searched(self._search, pointer)
        if pointer and not self._is_ordinary:
            return self._in_stretch(self._stretches.smallest(pointer), pointer)
        notebook = self._passed_over(start, end)
        if pointer or notebook is None:
            return (self.noted if notebook is None else notebook).get(pointer)
        # The whole mapping: from the first key to where the value of the last one ends.
        first, (_, last) = self._source.start + self._starts[0], notebook[""].value
        return FoundValue((first, last), None)

    def _in_stretch(self, stretch: "Stretch", pointer: str) -> FoundValue | None:
        """Where the value at a pointer stands, which is that of an entry or below it."""
        from feedtool.frontmatter.search import Search, Unclear  # late: see ``noted``

        start, end = stretch.start, stretch.end
        below = stretch.own_pointer + pointer.removeprefix(stretch.pointer)
        key = unescape(stretch.own_pointer[1:])
        if not stretch.is_item and self._is_ordinary_key(key, start, end):
            with suppress(Unclear):
                return self._searched(Search(self._source.block, {key: (start, end)}), below)
        notebook = self._passed_over(start, end)
        return self.noted.get(pointer) if notebook is None else notebook.get(below)

    def _searched(self, search: "Search", pointer: str) -> FoundValue | None:
        """What a search finds, by offsets of the file; raises Unclear."""
        found = search.find(pointer)
        if found is None:
            return None
        base, (start, end), key = self._source.start, *found
        return FoundValue((base + start, base + end), key and (base + key[0], base + key[1]))

    def _is_ordinary_key(self, key: str, start: int, end: int) -> bool:
        """Whether all lines of a key are ordinary, whatever its name."""
        if self._is_ordinary:
            return True
        if start not in self._ordinary_keys:
            from feedtool.frontmatter import ordinary  # late: few places are asked for

            behind = start + len(key) + 2 * (self._source.block[start] in "\"'")
            text = f"key{self._source.block[behind:end]}"
            self._ordinary_keys[start] = ordinary.read(text) is not None
        return self._ordinary_keys[start]

    def _passed_over(self, start: int, end: int) -> "Notebook | None":
        """What stands where in some lines alone; None where all places are to be asked."""
        if start not in self._passed:
            if "noted" in vars(self) or self._room < 0:
                return None
            from feedtool.frontmatter.located import located  # late: few places are asked for

            self._room -= _BEGINNING + end - start
            notebook, is_yaml = located(self._source.part(start, end))
            self._passed[start] = notebook if is_yaml else None
        return self._passed[start]


def _scalars(notebook: "Notebook") -> Iterator[tuple[int, int]]:
    """Where all keys stand, and all values that hold no others."""
    parents = {pointer.rpartition("/")[0] for pointer in notebook if pointer}
    for pointer, found in notebook.items():
        if found.key is not None:
            yield found.key
        if pointer not in parents:
            yield found.value

"""Where everything in a front matter stands: all of it by one careful pass, a few of its values by a search.

A block that the quick reader took has only lines of known form (``ordinary``), and its keys stand in
column 1. So the lines of a key, or of one item of the list below it, can be cut out by looking at how
lines begin, and the careful pass over these alone finds the places that the pass over everything would.
"""

import re
from functools import cached_property
from itertools import pairwise

from feedtool.diagnostics.problem import Span
from feedtool.frontmatter.source import SourceText, ValuePlace

# Who asks for more parts than this is better served with all of them.
_FEW = 8
# Where a key begins that is not the first line (from a line break on, which is searched for fast), and what
# stands behind it where its value is a list on lines of its own.
_FIRST, _KEY = re.compile("(?=[A-Za-z_])"), re.compile("\n(?=[A-Za-z_])")
_LIST = re.compile(r" *(?:#[^\n]*)?\r?\n(?: *(?:#[^\n]*)?\r?\n)*( *)(?=- )")
_INDEX = re.compile("0|[1-9][0-9]{0,8}", re.ASCII)


class YamlPlaces:
    """The places of the values of one document, by JSON pointer (RFC 6901)."""

    def __init__(self, source: SourceText, *, is_ordinary: bool) -> None:
        self._source, self._is_ordinary = source, is_ordinary
        self._parts: dict[str, dict[str, ValuePlace]] = {}
        self._starts: dict[str, list[int]] = {}

    @cached_property
    def all(self) -> dict[str, ValuePlace]:
        """All places; that of the whole mapping is at ``""``."""
        from feedtool.frontmatter.careful import Pass  # late: few places are asked for

        notebook: dict[str, ValuePlace] = {}
        Pass(self._source, notebook).run()
        return notebook

    def find(self, pointer: str) -> ValuePlace | None:
        """The place of one value; None where nothing stands at the pointer."""
        if "all" in vars(self) or not self._is_ordinary or not self._keys:
            return self.all.get(pointer)
        part = self._part(pointer)
        if part is None:
            return None
        found = self._parts.get(part)
        if found is None:
            found = self._read(part) if len(self._parts) < _FEW else None
            if found is None:
                return self.all.get(pointer)
            self._parts[part] = found
        return found.get(pointer)

    @cached_property
    def _keys(self) -> dict[str, tuple[int, int]]:
        """Between which offsets of the block the lines of each key stand; none where they are indented."""
        block = self._source.block
        starts = [match.end() for match in _KEY.finditer(block)]
        if _FIRST.match(block):
            starts.insert(0, 0)
        return {
            block[start : block.index(":", start)]: (start, end)
            for start, end in pairwise([*starts, len(block)])
        }

    def _part(self, pointer: str) -> str | None:
        """The pointer to the smallest part that can be read by itself and has what a pointer leads to.

        That is an item of a list of a key, a key, or the whole mapping; None where there is no such part.
        """
        if not pointer:
            return ""
        _, key, *below = pointer.split("/")
        if key not in self._keys:
            return None
        starts = self._items(key) if below else []
        if not starts:
            return f"/{key}"
        is_item = _INDEX.fullmatch(below[0]) and int(below[0]) < len(starts)
        return f"/{key}/{below[0]}" if is_item else None

    def _items(self, key: str) -> list[int]:
        """Where the lines of each item begin, of a list on lines of its own; else none."""
        if key not in self._starts:
            block, (start, end) = self._source.block, self._keys[key]
            starts = self._starts[key] = []
            if found := _LIST.match(block, start + len(key) + 1, end):
                hyphen, at = f"\n{found[1]}- ", found.start(1)
                while at:
                    starts.append(at)
                    at = block.find(hyphen, at, end) + 1
        return self._starts[key]

    def _read(self, part: str) -> dict[str, ValuePlace] | None:
        """The places in a part; None where it cannot be read by itself."""
        if not part:
            return self._read_root()
        _, key, *item = part.split("/")
        start, end = self._keys[key]
        if not item:
            return self._places_between(start, end)
        starts, index = self._items(key), int(item[0])
        found = self._places_between(starts[index], [*starts, end][index + 1])
        if found is None:
            return None
        return {f"{part}{pointer[2:]}": place for pointer, place in found.items() if pointer}

    def _read_root(self) -> dict[str, ValuePlace] | None:
        """The place of the whole mapping: from the first key to where the value of the last one ends."""
        (first, _), *_ = bounds = [*self._keys.values()]
        found = self._places_between(*bounds[-1])
        if found is None:
            return None
        start = self._source.start + first
        line, column, _, _ = self._source.span(start, start)
        _, _, end_line, end_column = found[""].value
        return {"": ValuePlace(Span(line, column, end_line, end_column), None)}

    def _places_between(self, start: int, end: int) -> dict[str, ValuePlace] | None:
        from feedtool.frontmatter.careful import Pass  # late: few places are asked for

        notebook: dict[str, ValuePlace] = {}
        _, problems = Pass(self._source.part(start, end), notebook).run()
        return None if problems else notebook

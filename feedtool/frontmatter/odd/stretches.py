"""The lines of odd style in which one value stands, so that a walk over these alone finds its place.

An entry is a key or an item with all lines up to the next one. Those of one mapping or list begin in one
column (YAML 1.1 section 5.1 and 9.2). Where as many lines begin there as it has entries, and bear their keys,
these are the entries: each has a line, and none is left that could be of a text.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from feedtool.diagnostics.pointer import escape, unescape
from feedtool.frontmatter.scalars import YamlValue
from feedtool.frontmatter.search import ANY_KEY, Keys
from feedtool.imports.tuples import NamedTuple

# What stands behind the colon or the hyphen of an entry whose value is on the lines below, up to its first one.
_BELOW = re.compile(r"[ \t]*(?:#[^\n]*)?\r?\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*( *)(?=[^\s#])")
# A block scalar whose first line is a comment, if it is less indented than its key: alone it would be a text.
_MAYBE_EMPTY = re.compile(r"(?=[^\n|>]*[|>])[^\n]*\n(?:[ \t]*\r?\n)*[ \t]*#")
_HYPHEN = re.compile(r"-(?=\s)")
_ON_LINE_OF_HYPHEN = re.compile(r"- +(?=[^\s#])")


class Stretch(NamedTuple):
    """The lines of an entry, from its key or from the line of its hyphen on, and the pointer to its value."""

    start: int
    end: int
    pointer: str
    is_item: bool

    @property
    def own_pointer(self) -> str:
        """The pointer to the value in the stretch alone."""
        return "/0" if self.is_item else f"/{self.pointer.rpartition('/')[2]}"


class Stretches:
    """Finds the stretches of one block, whose keys ``keys_of_any`` found, and what it holds."""

    def __init__(self, block: str, keys: Keys, value: Mapping[str, YamlValue]) -> None:
        self._block, self._value = block, value
        self._of_keys = {
            key: Stretch(start, end, f"/{escape(key)}", is_item=False)
            for key, (start, end) in keys.items()
        }
        # By the pointer to a mapping or a list; none where the lines do not tell.
        self._entries: dict[str, list[Stretch]] = {}

    def smallest(self, pointer: str) -> Stretch:
        """The smallest stretch that is plain and holds the value at a pointer, of a key that is there."""
        _, key, *tokens = pointer.split("/")
        found, value = self._of_keys[unescape(key)], self._value[unescape(key)]
        for token in tokens:
            name = unescape(token)
            if isinstance(value, dict) and name in value:
                nth, inner = [*value].index(name), value[name]
            elif isinstance(value, list) and token.isdecimal() and int(token) < len(value):
                nth, inner = int(token), value[int(token)]
            else:
                break
            if found.pointer not in self._entries:
                self._entries[found.pointer] = self._below(found, value)
            entries = self._entries[found.pointer]
            if not entries:
                break
            found, value = entries[nth], inner
        return found

    def _below(
        self, outer: Stretch, value: dict[str, YamlValue] | list[YamlValue]
    ) -> list[Stretch]:
        """The stretches of the entries that a mapping or a list has; none where they are not plain."""
        first = self._first(outer)
        if first is None:
            return []
        column = first - self._block.rfind("\n", 0, first) - 1
        following = _starts_in_column(column, isinstance(value, list)).finditer(
            self._block, first, outer.end
        )
        starts = [first, *(match.end() for match in following)]
        if isinstance(value, list):
            # A list in an item of another one has its first hyphen behind that of the item.
            is_plain = not self._block[first - column : first].strip(" ")
            if len(starts) != len(value) or not is_plain or not _HYPHEN.match(self._block, first):
                return []
            begins, tokens = [one - column for one in starts], [str(n) for n in range(len(value))]
        else:
            heads = [ANY_KEY.match(self._block, start) for start in starts]
            if [head and (head[1] or head[2] or head[3]) for head in heads] != [*value]:
                return []
            if any(head and _MAYBE_EMPTY.match(self._block, head.end()) for head in heads):
                return []
            begins, tokens = starts, [escape(name) for name in value]
        ends = [*(one - column for one in starts[1:]), outer.end]
        return [
            Stretch(start, end, f"{outer.pointer}/{token}", isinstance(value, list))
            for start, end, token in zip(begins, ends, tokens, strict=True)
        ]

    def _first(self, outer: Stretch) -> int | None:
        """Where the first entry begins of what an entry holds; None where it is not on lines of its own."""
        if outer.is_item:
            hyphen = self._block.index("-", outer.start)
            head = _ON_LINE_OF_HYPHEN.match(self._block, hyphen)
            if head:
                return head.end()
            behind = hyphen + 1
        else:
            head = ANY_KEY.match(self._block, outer.start)
            if head is None:
                return None
            behind = head.end()
        below = _BELOW.match(self._block, behind, outer.end)
        return below.end() if below else None


@lru_cache(maxsize=64)
def _starts_in_column(column: int, is_list: bool) -> re.Pattern[str]:  # noqa: FBT001 - a key of the cache
    """What finds the entries in a column that are not on the first line."""
    entry = r"(?=-\s)" if is_list else r"(?=[^\s#])(?!-\s)"
    return re.compile(rf"\n {{{column}}}{entry}")

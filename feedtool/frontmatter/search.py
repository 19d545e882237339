"""Where a value stands in ordinary lines, by how they begin.

Lines that the quick reader takes are of known form (``ordinary``): a key, a value or both. Keys of one mapping
stand in one column, so do the hyphens of a list, and the keys of the block itself in the first. What goes on
over several lines, as a block scalar does, is left to a walk over the events.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from feedtool.diagnostics.pointer import unescape
from feedtool.frontmatter.lines import KEY, LETTER
from feedtool.frontmatter.source import FoundValue
from feedtool.imports.tuples import NamedTuple

# Where a key begins that is not on the first line: from a line break on, which is searched for fast.
_FIRST, _KEY = re.compile(f"(?={LETTER})"), re.compile(f"\n(?={LETTER})")
# The same among lines of any form: what is no comment, no item and not indented, and the key that is there.
_ANY_FIRST = re.compile(r"(?m)^(?=[^\s#])(?!-\s)")
ANY_KEY = re.compile(r"(?:\"([^\"\\\n]*)\"|'([^'\n]*)'|([^\"'\s][^\n]*?))[ \t]*:(?=\s)")
# Line breaks to YAML 1.1 that are none here.
_OTHER_BREAKS = re.compile("[\x85\u2028\u2029]")
_NAME = re.compile(KEY, re.ASCII)
_FIELD = re.compile(rf"{KEY}:[ \r\n]", re.ASCII)
_INDEX = re.compile("0|[1-9][0-9]{0,8}", re.ASCII)
_BLANKS = re.compile(r"(?: *(?:#[^\n]*)?\r?\n)*")
# The line of a value, if nothing stands there, and those up to the first that says something.
_BELOW = re.compile(rf" *(?:#[^\n]*)?\r?\n(?: *(?:#[^\n]*)?\r?\n)*( *)(?={LETTER}|- )")
# A value on one line: in quotes, in brackets, or anything else up to a comment.
_QUOTED = r"\"[^\"\\\n]*(?:\\.[^\"\\\n]*)*\"|'[^'\n]*(?:''[^'\n]*)*'"
_BRACKETS = rf"\[(?:{_QUOTED}|[^\"'\[\]\n])*\]"
_BARE = r"(?![ #|>\"'\[\r\n])[^\r\n]*?(?= *\r?\n| +#)"
_VALUE = re.compile(rf" *({_QUOTED}|{_BRACKETS}|{_BARE})")
_IN_BRACKETS = re.compile(rf"{_QUOTED}|\w[^,\[\]\n\"']*(?<! )")
_LINE = re.compile(rf" *(?:- )?(?:{KEY}:(?=[ \r\n]))?", re.ASCII)


_MOST_LOOKS = 64


_BLOCK_SCALAR = re.compile(r": *[|>]")


class Unclear(Exception):
    """The lines do not tell where the value stands, or too many were looked for."""


class _Entry(NamedTuple):
    """A value with its lines: where it may begin, where they end, and its key; an item has none."""

    start: int
    end: int
    key: tuple[int, int] | None


# The keys of a block, each with the offsets between which its lines stand.
Keys = dict[str, tuple[int, int]]


def keys_of_ordinary(block: str) -> Keys:
    """The keys of a block whose lines are all ordinary; none where they are indented."""
    starts = [match.end() for match in _KEY.finditer(block)]
    if _FIRST.match(block):
        starts.insert(0, 0)
    return {
        block[start : block.index(":", start)]: (start, end)
        for start, end in pairwise([*starts, len(block)])
    }


def keys_of_any(block: str, names: list[str]) -> Keys:
    """The keys of a block that holds a mapping of these names in this order; none where that is not plain.

    Each key of a block mapping that is not indented begins such a line. Where there are as many lines as keys,
    and they bear their names, no line of a text is among them.
    """
    if _OTHER_BREAKS.search(block):
        return {}
    starts = [match.start() for match in _ANY_FIRST.finditer(block)]
    heads = [ANY_KEY.match(block, start) for start in starts]
    if [head and (head[1] or head[2] or head[3]) for head in heads] != names:
        return {}
    return dict(zip(names, pairwise([*starts, len(block)]), strict=True))


class Search:
    """Finds values in one block, of which some or all lines are ordinary."""

    def __init__(self, block: str, keys: Keys) -> None:
        self._block, self._keys = block, keys
        self._hyphens: dict[int, list[int]] = {}
        # How many characters may be looked through for fields: a walk over the events finds very many sooner.
        self._room = _MOST_LOOKS * len(block)

    def find(self, pointer: str) -> FoundValue | None:
        """Where the value at a JSON pointer stands; None if there is none. Raises Unclear."""
        if not pointer:
            return self._everything()
        _, first, *tokens = pointer.split("/")
        name = unescape(first)
        if name not in self._keys:
            return None
        start, end = self._keys[name]
        entry = self._of_key(name, start, end)
        for depth, token in enumerate(tokens):
            below = self._below(entry)
            if below is None:
                return self._in_brackets(self._on_line(entry), tokens[depth:])
            find = self._item if self._block[below] == "-" else self._field
            found = find(below, entry.end, unescape(token))
            if found is None:
                return None
            entry = found
        return FoundValue(self._value(entry), entry.key)

    def is_on_lines(self, key: str) -> bool:
        """Whether ``is_in_value`` tells of the lines of a key: not of a text below it, nor of an odd name."""
        start, end = self._keys[key]
        is_name = _FIELD.match(self._block, start) is not None
        return is_name and _BLOCK_SCALAR.match(self._block, start + len(key), end) is None

    def is_in_value(self, offset: int) -> bool:
        """Whether a character stands in a value on its line."""
        start = self._block.rfind("\n", 0, offset) + 1
        head = _LINE.match(self._block, start)
        value = _VALUE.match(self._block, head.end() if head else start)
        return value is not None and value.start(1) <= offset < value.end(1)

    def _everything(self) -> FoundValue:
        (first, _), *_ = bounds = [*self._keys.values()]
        last = self._of_key([*self._keys][-1], *bounds[-1])
        return FoundValue((first, self._value(last)[1]), None)

    def _value(self, entry: _Entry) -> tuple[int, int]:
        below = self._below(entry)
        return self._on_line(entry) if below is None else (below, self._end(below, entry.end))

    def _below(self, entry: _Entry) -> int | None:
        """Where the first key or hyphen stands of a value that has any; None if it is on its line."""
        if entry.key is None and _FIELD.match(self._block, entry.start):
            return entry.start
        found = _BELOW.match(self._block, entry.start, entry.end)
        return found and found.end()

    def _on_line(self, entry: _Entry) -> tuple[int, int]:
        """A value that has its line to itself; where there is none, the place behind the colon."""
        found = _VALUE.match(self._block, entry.start, entry.end)
        start, end = found.span(1) if found else (entry.start, entry.start)
        if not _BLANKS.fullmatch(self._block, end, entry.end):
            raise Unclear
        return start, end

    def _in_brackets(self, value: tuple[int, int], tokens: list[str]) -> FoundValue | None:
        start, end = value
        index, *more = tokens
        if self._block[start:end][:1] != "[" or more or not _INDEX.fullmatch(index):
            return None
        items = [item.span() for item in _IN_BRACKETS.finditer(self._block, start + 1, end - 1)]
        return FoundValue(items[int(index)], None) if int(index) < len(items) else None

    def _item(self, first: int, end: int, token: str) -> _Entry | None:
        """An item of the list whose first hyphen stands at an offset."""
        if first not in self._hyphens:
            self._hyphens[first] = [*self._hyphens_from(first, end)]
        starts, index = self._hyphens[first], int(token) if _INDEX.fullmatch(token) else -1
        if not 0 <= index < len(starts):
            return None
        if index + 1 < len(starts):
            end = starts[index + 1] - self._column(first)
        return _Entry(starts[index] + len("- "), end, None)

    def _hyphens_from(self, first: int, end: int) -> Iterator[int]:
        hyphen = f"\n{' ' * self._column(first)}- "
        while first >= 0:
            yield first
            first = self._block.find(hyphen, first, end)
            first += len(hyphen) - len("- ") if first >= 0 else 0

    def _field(self, first: int, end: int, name: str) -> _Entry | None:
        """A field of the mapping whose first key stands at an offset."""
        if not _NAME.fullmatch(name):
            return None
        self._room -= end - first
        if self._room < 0:
            raise Unclear
        line = f"\n{' ' * self._column(first)}"
        start = first
        if not self._block.startswith(f"{name}:", first):
            found = self._block.find(f"{line}{name}:", first, end)
            if found < 0:
                return None
            start = found + len(line)
        following = _next_key(line).search(self._block, start, end)
        return self._of_key(name, start, following.start() + 1 if following else end)

    def _column(self, offset: int) -> int:
        return offset - self._block.rfind("\n", 0, offset) - 1

    def _end(self, start: int, end: int) -> int:
        """Where the last value ends that stands between two offsets."""
        line = end
        while True:
            end, line = line, max(start, self._block.rfind("\n", start, line - 1) + 1)
            if not _BLANKS.fullmatch(self._block, line, end):
                head = _LINE.match(self._block, line, end)
                return self._on_line(_Entry(head.end() if head else line, end, None))[1]

    def _of_key(self, name: str, start: int, end: int) -> _Entry:
        """The entry of a key that begins at an offset, in quotes or not, with its colon behind it."""
        behind = start + len(name) + 2 * (self._block[start] in "\"'")
        return _Entry(behind + len(":"), end, (start, behind))


@lru_cache(maxsize=64)
def _next_key(line: str) -> re.Pattern[str]:
    """What finds the next key in the column of a line."""
    return re.compile(f"{line}(?={LETTER})")

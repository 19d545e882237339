"""Where everything stands in a text that is TOML: its statements, and what their values hold."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence

from feedtool.diagnostics.problem import Span
from feedtool.imports.tuples import NamedTuple
from feedtool.toml.shape import KeyPath

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_KEY = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""")
_SCALAR = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
    r"|[^\s,\]}#]+(?: [0-9][^\s,\]}#]*)?",
    re.DOTALL,
)


class Statement(NamedTuple):
    """A header, or a key with its value: the whole path, and the places of the parts written here.

    ``span`` is that of the statement from its first character to the last of its value.
    """

    path: KeyPath
    parts: tuple[Span, ...]
    is_header: bool
    span: Span

    @property
    def name(self) -> Span:
        """The place of its name, all parts of it."""
        first, last = self.parts[0], self.parts[-1]
        return Span(first.line, first.column, last.end_line, last.end_column)


class TomlPlaces(NamedTuple):
    """The statements in order, and of each path where statements name it, or its place in a value."""

    statements: tuple[Statement, ...]
    named: Mapping[KeyPath, Sequence[Span]]
    inner: Mapping[KeyPath, Span]

    def find(self, path: KeyPath) -> Span | None:
        """The place of the name that a value has, or of an item; of what holds it where it has none."""
        while path:
            if path in self.named:
                return self.named[path][0]
            if path in self.inner:
                return self.inner[path]
            path = path[:-1]
        return None


def _in_lists(
    names: KeyPath, parts: tuple[Span, ...], lists: Mapping[KeyPath, int]
) -> tuple[KeyPath, tuple[Span, ...]]:
    """The path that the names in a header lead to, and a place for each part of it.

    Each ``[[a]]`` begins an item of a list, and ``[a.b]`` below it is in that item, whose number has no place
    of its own. ``lists`` has how many items there are so far.
    """
    path: KeyPath = ()
    found: list[Span] = []
    for name, part in zip(names, parts, strict=False):
        path, found = (*path, name), [*found, part]
        if items := lists.get(path):
            path, found = (*path, str(items - 1)), [*found, part]
    return path, tuple(found)


def places(text: str) -> TomlPlaces:
    """The places in a text, which must be TOML. Raises RecursionError where it is nested too deeply."""
    return _Scanner(text).scan()


class _Scanner:
    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self._inner: dict[KeyPath, Span] = {}

    def scan(self) -> TomlPlaces:
        statements: list[Statement] = []
        table: KeyPath = ()
        lists: Counter[KeyPath] = Counter()
        position = self._skip(0)
        while position < len(self._text):
            start = position
            if self._text[start] == "[":
                is_list = self._text.startswith("[[", start)
                names, parts, position = self._key(start + 1 + is_list)
                position = self._text.index("]", position) + 1 + is_list
                if is_list:
                    lists[_in_lists(names[:-1], parts, lists)[0] + names[-1:]] += 1
                table, parts = _in_lists(names, parts, lists)
                path, is_header = table, True
            else:
                names, parts, position = self._key(start)
                path, is_header = (*table, *names), False
                position = self._value(self._space(self._text.index("=", position) + 1), path)
            statements.append(Statement(path, parts, is_header, self._span(start, position)))
            position = self._skip(position)
        named: dict[KeyPath, list[Span]] = {}
        for one in statements:
            for count, part in enumerate(one.parts, len(one.path) - len(one.parts) + 1):
                names_all = one.is_header and count == len(one.path)
                named.setdefault(one.path[:count], []).append(one.name if names_all else part)
        return TomlPlaces(tuple(statements), named, self._inner)

    def _skip(self, position: int) -> int:
        found = _BLANK.match(self._text, position)
        return found.end() if found else position

    def _space(self, position: int) -> int:
        found = _SPACE.match(self._text, position)
        return found.end() if found else position

    def _key(self, position: int) -> tuple[KeyPath, tuple[Span, ...], int]:
        """A dotted key: its names, their places, and where it ends."""
        names: list[str] = []
        parts: list[Span] = []
        while found := _KEY.match(self._text, self._space(position)):
            names.append(_name(found[0]))
            parts.append(self._span(*found.span()))
            position = self._space(found.end())
            if not self._text.startswith(".", position):
                break
            position += 1
        return tuple(names), tuple(parts), position

    def _value(self, position: int, path: KeyPath) -> int:
        """Where the value that begins here ends."""
        if self._text.startswith("[", position):
            return self._list(self._skip(position + 1), path)
        if self._text.startswith("{", position):
            return self._table(self._skip(position + 1), path)
        found = _SCALAR.match(self._text, position)
        return found.end() if found else len(self._text)

    def _list(self, position: int, path: KeyPath) -> int:
        index = 0
        while position < len(self._text) and self._text[position] != "]":
            item = (*path, str(index))
            end = self._value(position, item)
            self._inner[item] = self._span(position, end)
            index += 1
            position = self._comma(end)
        return position + 1

    def _table(self, position: int, path: KeyPath) -> int:
        while position < len(self._text) and self._text[position] != "}":
            names, parts, position = self._key(position)
            for count, part in enumerate(parts, 1):
                self._inner.setdefault((*path, *names[:count]), part)
            start = self._skip(self._text.index("=", position) + 1)
            position = self._comma(self._value(start, (*path, *names)))
        return position + 1

    def _comma(self, position: int) -> int:
        position = self._skip(position)
        return self._skip(position + 1) if self._text.startswith(",", position) else position

    def _span(self, start: int, end: int) -> Span:
        first, last = (bisect_right(self._starts, at) for at in (start, end))
        return Span(
            first, start - self._starts[first - 1] + 1, last, end - self._starts[last - 1] + 1
        )


def _name(written: str) -> str:
    if written[0] == "'":
        return written[1:-1]
    if written[0] != '"':
        return written
    from feedtool.toml import reader  # late: few keys stand in quotes

    table = reader.read(f"{written} = 0")
    return next(iter(table)) if isinstance(table, dict) else written[1:-1]

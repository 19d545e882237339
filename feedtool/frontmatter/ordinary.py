"""The quick reading of an ordinary block, entry by entry and line by line: most records are ordinary.

It knows a small part of YAML, in which each line says what it means. An entry is a key of the block's own
mapping with all lines below it: what it holds hangs on no other. What it makes of a block the careful
pass would make of it; a test holds both to one value. All that it does not know, and all that is wrong,
is left to the careful pass, which has the words.
"""

import re
from collections.abc import Callable
from typing import Any

from feedtool.frontmatter import lines
from feedtool.frontmatter.lines import Line
from feedtool.frontmatter.scalars import MAX_DEPTH, MAX_SCALAR, YamlValue, max_nodes

# A text below its key, of the mapping itself: all of it two columns further in. Compiled at its first use.
_BLOCK_SCALAR = rf"(?am)^({lines.KEY}): ([|>])(-?)\n((?:  [^ \n].*+\n)+)(?!\n*+ )"

# Where an entry begins: no other line has a letter in its first column.
_ENTRY = re.compile(rf"\n(?={lines.LETTER})")
# The short entries of several lines that have been read of late, each a key and its value: publishers and
# topics return in record after record.
_known: dict[str, tuple[str, YamlValue]] = {}
_SHORT, _MANY = 256, 4096
# What holds other values. To ask for the very type takes a fifth of what ``isinstance`` does to say no.
HOLDERS = (dict, list)

# The column of a mapping or a list that is being read, and what it holds so far.
Level = tuple[int, Any]
# A column in which no line begins.
_NOWHERE = -1


def read(block: str) -> dict[str, YamlValue] | None:
    """The mapping that a block holds; None where it is out of the ordinary."""
    if len(block) > MAX_SCALAR:
        return None
    text = block.replace("\r\n", "\n") if "\r" in block else block
    # One character is looked for many times as fast as two.
    if ("|" in text and ": |" in text) or (">" in text and ": >" in text):
        text = re.sub(_BLOCK_SCALAR, _on_one_line, text)
    return read_text(text, block)


def read_text(text: str, block: str) -> dict[str, YamlValue] | None:
    """The same of a text that was made of the block, of ordinary lines alone."""
    try:
        value = _of_entries(text)
    except lines.NotOrdinary:
        return None
    return value if value and is_small(value, block) else None


def is_small(value: YamlValue, block: str) -> bool:
    """Whether a block may hold so many values."""
    most = max_nodes(len(block))
    # No block holds more values than characters.
    return len(block) < most or nodes(value) <= most


def _on_one_line(found: re.Match[str]) -> str:
    """A text below its key, written in quotes behind it."""
    key, style, strip, below = found.groups()
    text = below[2:-1].replace("\n  ", "\n" if style == "|" else " ")
    text = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'{key}: "{text}"\n' if strip else f'{key}: "{text}\\n"\n'


def _of_entries(text: str) -> dict[str, YamlValue]:
    """The mapping that a text makes; raises NotOrdinary."""
    before, *entries = _ENTRY.split("\n" + text.rstrip("\n"))
    if before:
        mapping(before.split("\n"))  # comments, or nothing ordinary
    root: dict[Any, YamlValue] = {}
    key: str | None
    for entry in entries:
        if len(entry) > _SHORT and "\n" in entry:
            [(key, value)] = mapping(entry.split("\n")).items()
            root[key] = value
        elif "\n" in entry:
            key, value = _known.get(entry) or _entry(entry)
            # What is remembered is nobody's to change.
            root[key] = _copied(value) if type(value) in HOLDERS else value
        else:
            line = lines.known.get(entry) if len(entry) <= lines.SHORT else None
            _, _, key, value, kind = line or lines.read(entry)
            root[key] = [*value] if kind == lines.LIST else value
    if len(root) < len(entries):  # a key that is there twice
        raise lines.NotOrdinary
    return root


def _entry(text: str) -> tuple[str, YamlValue]:
    """The key and the value that a few lines make, which are remembered; raises NotOrdinary."""
    [(key, value)] = mapping(text.split("\n")).items()
    if len(_known) == _MANY:
        _known.clear()
    _known[text] = key, value
    return key, value


def _copied(value: Any) -> Any:
    """A copy of a list or a mapping, with a copy of each that is in it."""
    copy = value.copy()
    for place, part in copy.items() if isinstance(copy, dict) else enumerate(copy):
        if type(part) in HOLDERS:
            copy[place] = _copied(part)
    return copy


def mapping(
    texts: list[str], known: Callable[[str], Line | None] = lines.known.get
) -> dict[str, YamlValue]:
    """The mapping that some lines make; ``known`` says what some of them say. Raises NotOrdinary."""
    root: dict[str, YamlValue] = {}
    levels: list[Level] = [(0, root)]
    # The mapping that the line before is part of, the column in which it goes on, and the key whose value
    # may stand on the lines below.
    inside: Any = root
    here, waiting = 0, None
    for text in texts:
        column, is_item, key, value, kind = known(text) or lines.read(text)
        if column != here or is_item:
            if column is None:
                continue
            inner = _level(levels, waiting, column, is_item=is_item)
            if key is None:
                inner.append([*value] if kind else value)
                here, waiting = _NOWHERE, None
                continue
            inside = _item(levels, inner) if is_item else inner
            here, waiting = levels[-1][0], None
        if key in inside:
            raise lines.NotOrdinary
        inside[key] = [*value] if kind == lines.LIST else value
        if kind == lines.BELOW:
            here, waiting = _NOWHERE, key
    return root


def _level(levels: list[Level], waiting: str | None, column: int, *, is_item: bool) -> Any:
    """The mapping or the list that a line belongs to, whose level is then the last; raises NotOrdinary."""
    here, inner = levels[-1]
    if waiting is not None and column >= here + (not is_item):
        new: Any = [] if is_item else {}
        inner[waiting] = new
        levels.append((column, new))
        here, inner = column, new
    while column < here or (column == here and isinstance(inner, list) and not is_item):
        levels.pop()
        here, inner = levels[-1]
    # The line may open two more: the mapping that an item is, and a list in brackets.
    if column != here or isinstance(inner, list) is not is_item or len(levels) > MAX_DEPTH - 2:
        raise lines.NotOrdinary
    return inner


def _item(levels: list[Level], items: list[YamlValue]) -> dict[str, YamlValue]:
    """A new mapping at the end of a list, two columns further in, which is where its first key stands."""
    column, _ = levels[-1]
    new: dict[str, YamlValue] = {}
    items.append(new)
    levels.append((column + 2, new))
    return new


def nodes(value: YamlValue) -> int:
    """How many values a value is made of, keys among them."""
    if isinstance(value, dict):
        return 1 + len(value) + sum(map(nodes, value.values()))
    return 1 + sum(map(nodes, value)) if isinstance(value, list) else 1

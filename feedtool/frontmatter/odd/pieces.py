"""The value of a sound block that is ordinary but for a few entries: the careful pass reads these alone.

An entry is a key or an item of a list with all lines below it that are further in. What it holds is plain from
its lines alone, for in block style no value goes on where a line is no further in than its key (YAML 1.1
section 5.1 and 9), but for one in quotes or brackets; cut off, such a one is no YAML. So an entry that can be
read alone means in the block what it means alone, and where one cannot, the careful pass reads everything.
"""

import re

from feedtool.frontmatter import lines, ordinary
from feedtool.frontmatter.lines import Line
from feedtool.frontmatter.scalars import MAX_DEPTH, MAX_SCALAR, YamlValue
from feedtool.frontmatter.source import of_text

# Each takes a pass of its own; one over everything is not dearer than more of them.
_MOST = 8
_QUOTED = r"\"[^\"\\]{1,200}\"|'[^']{1,200}'"
_NAME = lines.LETTER + r"[^:#\"'{}\[\]]{0,999}"
_START = re.compile(rf"( *+)(- |)({_QUOTED}|{_NAME}):(?=[ \t]|\Z)|( *+)- ")
# What is no line break here is one to YAML 1.1.
_OTHER_BREAK = re.compile("[\r\x85\u2028\u2029]")


def read(block: str) -> dict[str, YamlValue] | None:
    """The mapping that a block holds; None where too much of it is out of the ordinary, or anything wrong."""
    if len(block) > MAX_SCALAR:
        return None
    texts = block.replace("\r\n", "\n").split("\n")
    known: dict[str, Line] = {}
    try:
        value = ordinary.mapping(_with_pieces(texts, known), known.get)
    except lines.NotOrdinary:
        return None
    is_sound = value and ordinary.is_small(value, block) and _depth(value) < MAX_DEPTH - 1
    return value if is_sound else None


def _with_pieces(texts: list[str], known: dict[str, Line]) -> list[str]:
    """The lines of a block, those of an entry that is not ordinary as one; ``known`` says what each says.

    Raises NotOrdinary.
    """
    found: list[tuple[int, str]] = []
    place, left = 0, _MOST
    while place < len(texts):
        text = texts[place]
        try:
            known[text] = known.get(text) or lines.known.get(text) or lines.read(text)
        except lines.NotOrdinary:
            left -= 1
            if not left:
                raise
            start = _start(texts, place, found)
            end = _end(texts, start)
            name = f"\0{place}"  # which no line is, for no block holds that character
            known[name] = _entry(texts, start, end)
            found.append((start, name))
            place = end
        else:
            found.append((place, text))
            place += 1
    return [text for _, text in found]


def _start(texts: list[str], place: int, before: list[tuple[int, str]]) -> int:
    """The line with which the entry of a line begins: itself, or the last that says something before it.

    Lines from there on are taken from ``before``. Raises NotOrdinary.
    """
    if _START.match(texts[place]):
        return place
    while before:
        start, _ = before.pop()
        if texts[start].strip(" "):
            return start
    raise lines.NotOrdinary


def _end(texts: list[str], start: int) -> int:
    """The first line behind those of an entry."""
    column, end = _column(texts[start]), start + 1
    while end < len(texts) and (not texts[end].strip(" ") or _indent(texts[end]) > column):
        end += 1
    return end


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _column(text: str) -> int:
    """The column of an entry, from its first line; raises NotOrdinary."""
    found = _START.match(text)
    if found is None:
        raise lines.NotOrdinary
    return len(found[4]) if found[3] is None else len(found[1] + found[2])


def _entry(texts: list[str], start: int, end: int) -> Line:
    """What the lines of an entry say together, as if they were one; raises NotOrdinary."""
    from feedtool.frontmatter.careful import Pass  # late: most blocks are ordinary

    column = _column(texts[start])
    is_item = texts[start][column - 2 : column] == "- "
    own = [" " * column + texts[start][column:], *texts[start + 1 : end]]
    text = "\n".join(own) + "\n" * (end < len(texts))
    if _OTHER_BREAK.search(text):
        raise lines.NotOrdinary
    value, problems = Pass(of_text("", text)).run()
    if problems or not isinstance(value, dict | list) or len(value) != 1:
        raise lines.NotOrdinary
    if isinstance(value, list):
        return column, True, None, value[0], ""
    [(key, inner)] = value.items()
    return column - 2 * is_item, is_item, key, inner, ""


def _depth(value: YamlValue) -> int:
    if not isinstance(value, ordinary.HOLDERS):
        return 1
    inner = value.values() if isinstance(value, dict) else value
    holders = [one for one in inner if isinstance(one, ordinary.HOLDERS)]
    return 1 + max(map(_depth, holders), default=bool(inner))

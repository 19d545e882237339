"""A document with some of its values changed: no byte differs but theirs, and it parses as intended."""

import copy
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise, takewhile
from typing import Any

from feedtool import frontmatter
from feedtool.frontmatter import Document, YamlValue

# An edit of a value: its new text made from the old one, or None where it leaves its list.
Change = Callable[[str], str] | None
# A stretch of the document's text, and what takes its place.
TextEdit = tuple[int, int, str]

_BREAK = re.compile("[\n\r\x85\u2028\u2029]")
# The escapes of a double-quoted scalar (YAML 1.1 section 5.7) and of a single-quoted one.
_UNITS = {
    '"': re.compile(r"\\(?:x.{2}|u.{4}|U.{8}|.)|.", re.DOTALL),
    "'": re.compile("''|.", re.DOTALL),
}
_UNPRINTABLE = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]')
_GAP = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")


class _Impossible(Exception):
    """A change that cannot be made without touching what is beside it."""


def spliced(document: Document, changes: Mapping[str, Change]) -> Document | None:
    """The document with the values at these JSON pointers changed.

    None where that cannot be done in place, or where the text would not parse to just that.
    """
    try:
        edits = list(_edits(document, changes))
    except _Impossible:
        return None
    text = _edited(document.text, edits)
    made, _ = frontmatter.parse(document.path, text.encode("utf-8"))
    # JSON tells 1 from 1.0 and from true, and one order of keys from another; `==` does not.
    if made is None or json.dumps(made.value) != json.dumps(_intended(document.value, changes)):
        return None
    return made


def is_possible(document: Document, pointer: str, change: Change) -> bool:
    """Whether a change, made alone, may do; whether it does, only the whole document tells."""
    try:
        return change is None or bool(_scalar(document, pointer, change))
    except _Impossible:
        return False


def _edited(text: str, edits: Iterable[TextEdit]) -> str:
    pieces, done = [], 0
    for start, end, new in sorted(edits):
        pieces += [text[done:start], new]
        done = end
    return "".join((*pieces, text[done:]))


def _intended(value: dict[str, YamlValue], changes: Mapping[str, Change]) -> YamlValue:
    intended = copy.deepcopy(value)
    # Last to first, so that the indices of what is still to come stay right.
    for pointer, change in sorted(changes.items(), key=lambda item: _steps(item[0]), reverse=True):
        *way, last = _steps(pointer)
        holder: Any = intended
        for step in way:
            holder = holder[step]
        if change is None:
            del holder[last]
        else:
            holder[last] = change(holder[last])
    return intended


def _steps(pointer: str) -> list[Any]:
    """The keys and indices of a pointer; no key that feedtool knows is a number."""
    tokens = (token.replace("~1", "/").replace("~0", "~") for token in pointer.split("/")[1:])
    return [int(token) if token.isdecimal() else token for token in tokens]


def _at(document: Document, pointer: str) -> Any:
    value: Any = document.value
    for step in _steps(pointer):
        value = value[step]
    return value


def _edits(document: Document, changes: Mapping[str, Change]) -> Iterator[TextEdit]:
    leaving: dict[str, list[int]] = {}
    for pointer, change in changes.items():
        holder, _, index = pointer.rpartition("/")
        if change is None:
            leaving.setdefault(holder, []).append(int(index))
        else:
            yield _scalar(document, pointer, change)
    for holder, indices in leaving.items():
        start, _ = document.offsets(document.place(holder).value)
        cut = _cut_from_flow if document.text[start] == "[" else _cut_from_block
        yield from cut(document, holder, sorted(indices))


def _scalar(document: Document, pointer: str, change: Callable[[str], str]) -> TextEdit:
    start, end = document.offsets(document.place(pointer).value)
    raw = document.text[start:end]
    old = _at(document, pointer)
    new = change(old)
    if _BREAK.search(raw) or raw[0] in "|>":
        written = _line_by_line(raw, change)
        if not _reads_as(written, new):
            raise _Impossible
        return start, end, written
    if raw[0] in _UNITS:
        return start, end, raw[0] + _respelled(raw, old, new) + raw[0]
    if _is_plain(new, flow=_in_flow(document, pointer)):
        return start, end, new
    return start, end, f'"{_escaped(new)}"'


def _respelled(raw: str, old: str, new: str) -> str:
    """The inside of a quoted scalar: escapes before and behind what changes stay as they are."""
    escape = _escaped if raw[0] == '"' else _doubled
    units = _UNITS[raw[0]].findall(raw[1:-1])
    if len(units) != len(old):
        return escape(new)
    ahead = _common(old, new)
    behind = _common(old[ahead:][::-1], new[ahead:][::-1])
    middle = escape(new[ahead : len(new) - behind])
    return "".join((*units[:ahead], middle, *units[len(units) - behind :]))


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return sum(1 for _ in alike)


def _escaped(text: str) -> str:
    """The text as it stands between double quotes."""
    return _UNPRINTABLE.sub(lambda found: _escape(found[0]), text)


def _escape(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    code = ord(character)
    return f"\\x{code:02X}" if code <= 0xFF else f"\\u{code:04X}"  # noqa: PLR2004


def _doubled(text: str) -> str:
    """The text as it stands between single quotes."""
    return text.replace("'", "''")


def _is_plain(text: str, *, flow: bool) -> bool:
    """Whether the text may stand without quotes: no line of it is read as anything but itself."""
    source = f"- [{text}]\n- 0" if flow else f"- {text}\n- 0"
    made, _ = frontmatter.parse_yaml("", f"x:\n{source}\n".encode())
    return made is not None and made.value == {"x": [[text] if flow else text, 0]}


def _reads_as(written: str, text: str) -> bool:
    """Whether a scalar of several lines may be read as a text, wherever it stands."""
    if re.match(r"[|>][+-]?[1-9]", written):  # indented by so much more than what holds it
        return True
    made, _ = frontmatter.parse_yaml("", f"x: {written}\n".encode())
    return made is not None and str(made.value["x"]).strip() == text.strip()


def _in_flow(document: Document, pointer: str) -> bool:
    """Whether a list or mapping in brackets holds the value, however deep."""
    while pointer:
        pointer = pointer.rpartition("/")[0]
        start, _ = document.offsets(document.place(pointer).value)
        if document.text[start] in "[{":
            return True
    return False


def _line_by_line(raw: str, change: Callable[[str], str]) -> str:
    """A scalar of several lines, each changed by itself: where that does not do, the parser will tell."""
    lines = raw.split("\n")
    if raw[0] in "|>":
        return "\n".join((lines[0], *(_line(line, change, "") for line in lines[1:])))
    quote = raw[0] if raw[0] in _UNITS else ""
    inside = raw[len(quote) : len(raw) - len(quote)].split("\n")
    return quote + "\n".join(_line(line, change, quote) for line in inside) + quote


def _line(line: str, change: Callable[[str], str], quote: str) -> str:
    body = line.strip(" \t\r")
    if not body or (quote == '"' and "\\" in body):
        return line
    start = line.index(body)
    if quote == "'":
        new = _doubled(change(body.replace("''", "'")))
    else:
        new = _escaped(change(body)) if quote else change(body)
    return line[:start] + new + line[start + len(body) :]


def _cut_from_block(document: Document, holder: str, indices: list[int]) -> Iterator[TextEdit]:
    """The lines of the items, from the dash to the end of the last line."""
    for index in indices:
        start, end = document.offsets(document.place(f"{holder}/{index}").value)
        end = start + len(document.text[start:end].rstrip())  # a block scalar ends a line later
        first, last = _whole_lines(document.text, start, end, "-")
        if first == start:
            raise _Impossible
        yield first, last, ""


def _cut_from_flow(document: Document, holder: str, indices: list[int]) -> Iterator[TextEdit]:
    """The items, each with the comma behind it; the last one with the comma before it."""
    text = document.text
    count = len(_at(document, holder))
    spans = [document.offsets(document.place(f"{holder}/{index}").value) for index in range(count)]
    commas = [_comma(text, end) for _, end in spans]
    if indices[-1] == count - 1 and commas[-1] is None:
        kept = max(set(range(count)) - set(indices))
        yield from _cut_tail(text, spans[kept:], commas[kept:])
        indices = [index for index in indices if index < kept]
    for index in indices:
        yield _item(text, spans[index][0], commas[index])


def _cut_tail(
    text: str, spans: list[tuple[int, int]], commas: list[int | None]
) -> Iterator[TextEdit]:
    """All items but the first, and the comma behind that one, up to the end of a flow list."""
    between = (text[end:start] for (_, end), (start, _) in pairwise(spans))
    if not any("#" in gap for gap in between):
        yield spans[0][1], spans[-1][1], ""
        return
    if commas[0] is not None:
        yield commas[0], commas[0] + 1, ""
    for (start, _), comma in zip(spans[1:-1], commas[1:-1], strict=True):
        yield _item(text, start, comma)
    yield *_whole_lines(text, *spans[-1], ""), ""


def _item(text: str, start: int, comma: int | None) -> TextEdit:
    if comma is None:
        raise _Impossible
    first, last = _whole_lines(text, start, comma + 1, "")
    if first == start and text[last] in " \t":
        last += len(text[last:]) - len(text[last:].lstrip(" \t"))
    elif first == start and text[last] == "]":
        first = len(text[:start].rstrip(" \t"))
    return first, last, ""


def _comma(text: str, end: int) -> int | None:
    """Where the comma behind an item of a flow list is; None where the list ends."""
    gap = _GAP.match(text, end)
    assert gap is not None  # the pattern matches nothing at all, too  # noqa: S101  # nosec B101
    return gap.end() if text[gap.end()] == "," else None


def _whole_lines(text: str, start: int, end: int, mark: str) -> tuple[int, int]:
    """The lines of a stretch that has them to itself, but for the mark before and a comment behind.

    Else the stretch itself.
    """
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    behind = text[end:last].strip(" \t\r")
    alone = text[first:start].strip(" \t") == mark and (not behind or behind.startswith("#"))
    return (first, last + 1) if alone else (start, end)

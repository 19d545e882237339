"""What keeps a text from being TOML: each fault with its place, and a way out that was tried first."""

import re
from collections.abc import Iterator, Sequence

from feedtool.diagnostics.problem import Span
from feedtool.imports.tuples import NamedTuple
from feedtool.toml import lines, reader, shape, writer
from feedtool.toml.blocks import broken_value, goes_on, yaml_block
from feedtool.toml.mends import Mend, NumberedLines
from feedtool.toml.repeated import repeated

# A longer text is read, but not mended again and again; nobody writes so many faults by hand.
_LARGE = 16_384
_HUGE = 131_072
_MOST = 25
_FAR = 60
_LONGEST = 300


class TomlFault(NamedTuple):
    """One thing that is no TOML: its place, what is wrong, and what to do."""

    span: Span
    message: str
    hint: str


def faults(text: str, root: shape.Part) -> tuple[TomlFault, ...]:
    """The faults of a text that is no TOML, in order; none where it is TOML.

    Each mend that a hint names has been made before the next fault is looked for, so that all of them
    together lead to a text that can be read. ``root`` is the schema of the file. Raises RecursionError,
    ValueError where Python's reader gives up.
    """
    if strange := _strange(text):
        return (strange,)
    found: list[TomlFault] = []
    work = NumberedLines.of(text)
    while isinstance(stop := reader.read(work.text), reader.Stop):
        mend = None if len(text) > _HUGE else _mend(work, stop, root)
        if mend is None:
            if not found or not _is_known(found, work, stop):
                found.append(_reader_fault(work, stop))
            break
        found.append(TomlFault(mend.span, mend.message, mend.hint))
        work = mend.applied(work)
        if len(found) >= (1 if len(text) > _LARGE else _MOST):
            break
    return tuple(found)


def _is_known(found: Sequence[TomlFault], work: NumberedLines, stop: reader.Stop) -> bool:
    return any(fault.span.line == work.numbers[stop.line - 1] for fault in found)


def _mend(work: NumberedLines, stop: reader.Stop, root: shape.Part) -> Mend | None:
    """The first mend after which all that it touches can be read."""
    last = min(stop.line, len(work.lines)) - 1
    first = _statement(work, last)
    for mend in _mends(work, first, last, stop, root):
        if mend.is_right(work):
            return mend
    return None


def _statement(work: NumberedLines, last: int) -> int:
    """The first line of the statement that ends, or breaks, on a line."""
    for first in range(last, max(last - _FAR, -1), -1):
        if first == 0 or reader.is_toml(work.upto(first)):
            return first
    return last


def _mends(
    work: NumberedLines, first: int, last: int, stop: reader.Stop, root: shape.Part
) -> Iterator[Mend]:
    if stop.message.startswith("Cannot "):
        yield from repeated(work, first, root)
        return
    table = work.table(first)
    yield from yaml_block(work, first, root)
    if goes_on(work, first):
        yield from broken_value(work, first, table, root)
    yield from _lines(work, first, table, root)
    yield from broken_value(work, first, table, root)
    if last != first:
        yield from _lines(work, last, table, root)
    else:
        yield _without_line(work, stop)


def _lines(
    work: NumberedLines, at: int, table: tuple[str, ...], root: shape.Part
) -> Iterator[Mend]:
    repaired = lines.repair(work.lines[at], table, root)
    if repaired is not None and repaired.text != work.lines[at]:
        mend = Mend.of_lines(work, (at, at), repaired.text, repaired.message)
        if repaired.hint is not None:
            mend = mend._replace(hint=repaired.hint)
        if repaired.at is not None:
            column = repaired.at + 1
            end = max(mend.span.end_column, column + 1)
            mend = mend._replace(span=mend.span._replace(column=column, end_column=end))
        yield mend


def _without_line(work: NumberedLines, stop: reader.Stop) -> Mend:
    """The last way out: a line that nobody understands is deleted."""
    at = min(stop.line, len(work.lines)) - 1
    mend = Mend.of_lines(work, (at, at), "", _reader_message(stop))
    return mend._replace(hint="delete this line, or write a key, = and a value")


_WORDS = {
    "Invalid statement": "this is no line that TOML knows",
    "Invalid value": "this is no value that TOML knows",
    "Expected '=' after a key in a key/value pair": "a key is followed by = and a value",
    "Expected newline or end of document after a statement": "something stands behind the value",
    "Unclosed array": "a list is not closed by ]",
    "Unclosed inline table": "a table in braces is not closed by }",
    "Invalid initial character for a key part": "there is no name for a key or a table here",
    "Unterminated string": "a text is not closed by a quote",
    "Expected \"'''\"": "a text that began with ''' is not closed",
    'Expected \'"""\'': 'a text that began with """ is not closed',
}
_GENERAL = 'write a key, =, and a value, such as title = "A site"; each on its own line'


def _strange(text: str) -> TomlFault | None:
    """The one fault of a text that is something else than lines of TOML."""
    begin = re.search(r"\S", text)
    line = text.count("\n", 0, begin.start()) + 1 if begin else 1
    span = Span(line, 1, line, 2)
    if text.lstrip().startswith("{"):
        return TomlFault(span, "this is JSON, not TOML", _of_json(text))
    if text.lstrip().startswith("<"):
        return TomlFault(span, "this is XML, not TOML", _instead(_EXAMPLE))
    if found := re.search(r"\r(?!\n)", text):
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        message = "a line ends with a carriage return alone"
        return TomlFault(
            Span(line, column, line, column + 1), message, "save the file with line ends LF"
        )
    return None


_EXAMPLE = ("[site]", 'title = "My site"', 'url = "https://example.org/"')


def _instead(lines: Sequence[str]) -> str:
    return f"write instead of the whole file: {', '.join(lines[:-1])} and {lines[-1]}"


def _of_json(text: str) -> str:
    """What to write instead of a file of JSON: the same in TOML, where that is short."""
    import json  # late: few mistake one for the other

    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        return _instead(_EXAMPLE)
    found: list[str] = []
    for name, part in value.items():
        if not isinstance(part, dict):
            return _instead(_EXAMPLE)
        found += [
            f"[{writer.key(name)}]",
            *(f"{writer.key(key)} = {writer.dumps(own)}" for key, own in part.items()),
        ]
    hint = _instead(found) if len(found) > 1 else _instead(_EXAMPLE)
    return hint if len(hint) <= _LONGEST else _instead(_EXAMPLE)


def _reader_fault(work: NumberedLines, stop: reader.Stop) -> TomlFault:
    """What Python's reader says, where nobody can tell what was meant."""
    at = min(stop.line, len(work.lines)) - 1
    line, column = work.numbers[at], stop.column
    return TomlFault(Span(line, column, line, column + 1), _reader_message(stop), _GENERAL)


def _reader_message(stop: reader.Stop) -> str:
    return next(
        (message for raw, message in _WORDS.items() if stop.message.startswith(raw)), stop.message
    )

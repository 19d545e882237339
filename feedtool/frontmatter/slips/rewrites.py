"""What to write for a line that YAML refuses: in full, and only what a parser takes.

The hints have few forms, so that whoever obeys knows what to type: ``write the line as X`` and ``write lines
3 and 4 as X`` (the indentation stays), ``indent this line by exactly 2 spaces``, ``delete the blanks before
this line``, ``delete the line``, and for a line too long to be shown ``put the value in single quotes``.
"""

import re
from collections.abc import Iterator

import yaml

from feedtool.frontmatter import loader
from feedtool.frontmatter.slips import guesses
from feedtool.frontmatter.source import SourceText
from feedtool.imports.tuples import NamedTuple

LONGEST = 240
# A line that is longer is no line of a record that anybody wrote; nothing is tried on it.
_LONGEST_LINE = 5_000
_LARGEST = 100_000
_INVISIBLE = "[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]"


class _Line(NamedTuple):
    """A line of a block: its stretch, what it holds, and where and what the nearest filled line above is."""

    block: str
    start: int
    end: int
    text: str
    above: tuple[int, str] | None

    @property
    def indent(self) -> str:
        return self.text[: len(self.text) - len(self.text.lstrip())]


class _Change(NamedTuple):
    """What to say, which stretch of the block it concerns, and what stands there then."""

    hint: str
    start: int
    end: int
    text: str


def hint(source: SourceText, offset: int, *, ends_in_a_value: bool = False) -> str | None:
    """What mends the line at an offset of the file; None where nothing that is tried does.

    ``ends_in_a_value`` is for a line of block style that a parser took, and whose last value begins at the
    offset: in quotes that is a text, whatever stands around it, and need not be tried.
    """
    block = source.block
    start = block.rfind("\n", 0, max(offset - source.start, 0)) + 1
    end = _line_end(block, start)
    if len(block) > _LARGEST or end - start > _LONGEST_LINE:
        return None
    line = _Line(block, start, end, block[start:end].rstrip("\r"), _above(block, start))
    if _begins_the_text(line):
        return "add a line that holds only --- above this line, where the text of the story begins"
    outline: str | None = None
    for change in _changes(line):
        if len(change.hint) <= LONGEST and block[change.start : change.end] != change.text:
            if ends_in_a_value and _puts_in_quotes(line, change, offset - source.start):
                return _numbered(change, source)
            below = block[change.end :]
            outline = _outline(block, start) if outline is None else outline
            # First below its outline alone, which is quick, and mostly enough to say no.
            quick = change.start < start or _mends(outline, change.text, below)
            if quick and _mends(block[: change.start], change.text, below):
                return _numbered(change, source)
    return None


def _numbered(change: _Change, source: SourceText) -> str:
    if "\0" not in change.hint:
        return change.hint
    span = source.span(source.start + change.start, source.start + change.end)
    return change.hint.replace("\0", str(span.line)).replace("\1", str(span.end_line))


def _puts_in_quotes(line: _Line, change: _Change, value_start: int) -> bool:
    """Whether a change makes one text in quotes of the value of a line, and leaves all before it as it is."""
    lead, _, value = guesses.entry(line.text)
    return (
        (change.start, change.end) == (line.start, line.end)
        and line.block[value_start : line.end].strip() == value
        and change.text.startswith(lead)
        and re.fullmatch(guesses.QUOTED, change.text[len(lead) :]) is not None
    )


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _outline(block: str, start: int) -> str:
    """The line above a line, and those above that it and the line are in."""
    kept: list[str] = []
    width = _LARGEST
    while start > 0 and width > 0:
        before = block.rfind("\n", 0, start - 1) + 1
        line = block[before:start]
        indent = len(line) - len(line.lstrip(" "))
        if line.strip() and not line.lstrip().startswith("#") and indent < width:
            kept.append(line)
            width = indent
        start = before
    return "".join(reversed(kept))


def _above(block: str, start: int) -> tuple[int, str] | None:
    while start > 0:
        before = block.rfind("\n", 0, start - 1) + 1
        line = block[before : start - 1]
        if line.strip() and not line.lstrip().startswith("#"):
            return before, line.rstrip("\r")
        start = before
    return None


def _mends(before: str, text: str, below: str) -> bool:
    """Whether a parser gets beyond a text, with all closed that was opened in it, in one document."""
    begin, end = len(before), len(before) + len(text)
    # What is wrong at the beginning of the next line may be of this one's making, but for the next item.
    items = text.lstrip().startswith("- ") and below.lstrip("\r\n").startswith("- ")
    beyond = end + 1 if items else end + 2
    documents, opened_here = 0, [False]
    try:
        for event in loader.events(before + text + below):
            documents += isinstance(event, yaml.DocumentStartEvent)
            if loader.start(event) >= beyond:
                break
            if isinstance(event, yaml.CollectionStartEvent):
                opened_here.append(event.flow_style is True and loader.start(event) >= begin)
            elif isinstance(event, yaml.CollectionEndEvent):
                opened_here.pop()
    except yaml.YAMLError as error:
        opened = getattr(error, "context_mark", None)
        mark = getattr(error, "problem_mark", None) or opened
        begun = opened is not None and begin <= opened.index <= end and "block" not in str(error)
        return mark is not None and mark.index >= beyond and not begun and not any(opened_here)
    return documents <= 1 and not any(opened_here)


def _begins_the_text(line: _Line) -> bool:
    """Whether the text of a story begins here, whose front matter was not closed."""
    if not re.match(r"[^\W\d_]\S* \S+ \S|[>*!\[<]", line.text):
        return False
    above = line.block[: line.start]
    if not re.search(r"\n[ \t]*\r?\n$", above):
        return False
    fields_follow = re.search(r"^[\w-]+:(?:\s|$)", line.block[line.start :], re.MULTILINE)
    return not fields_follow and len(re.findall(r"^[\w-]+:", above, re.MULTILINE)) > 1


def _changes(line: _Line) -> Iterator[_Change]:
    """What may mend a line, the likeliest first."""
    yield from _blanks(line)
    yield from _without_the_invisible(line)
    if _is_prose(line):
        yield from _joined(line)
    for text in guesses.lines(line.text):
        yield _Change(_as(line, text), line.start, line.end, text)
    stray = re.match(r" *([\w-]+):(?:\s|$)", line.text)
    above = guesses.entry(line.above[1]).key if line.above else None
    if stray is None or (guesses.is_text(above) and not guesses.is_name(stray[1])):
        yield from _joined(line)
    yield from _indented(line)
    if not re.match(r"\s*(?:- +)?[\w-]+ ?[:=]", line.text):
        yield _Change("delete the line", line.start, min(line.end + 1, len(line.block)), "")


def _as(line: _Line, text: str) -> str:
    """The hint to write a line as a text; in words where it is too long to be shown."""
    if text == line.text.rstrip().removesuffix(","):
        return "delete the comma at the end of the line"
    instruction = f"write the line as {text.lstrip(' ')}"
    if len(instruction) > LONGEST:
        instruction = next(_in_words(guesses.entry(line.text).value, text), instruction)
    return instruction


def _in_words(value: str, text: str) -> Iterator[str]:
    """What makes a text of a line with a value, said without showing it."""
    for quote, name in (("'", "single"), ('"', "double")):
        if text.endswith(quote + value + quote):
            yield f"put the value in {name} quotes"
        elif len(value) > 1 and text.endswith(quote + value[1:-1] + quote):
            yield f"put {name} quotes at both ends of the value, and take away what stands there now"
        elif text.endswith(value + quote):
            yield f"put a {name} quote at the end of the value"
    if text.endswith(guesses.quoted(value)):
        yield "put a backslash before each double quote in the value, and double quotes around all of it"


def _blanks(line: _Line) -> Iterator[_Change]:
    """The line with plain spaces for tabs and the blanks of pages and word processors."""
    odd = re.match(r"[ \t]*[^\S\r\n ]\s*", line.indent)
    if odd is None:
        return
    near, own = _indents(line), [] if "\t" in odd[0] else [len(odd[0])]
    opens = line.above is not None and line.above[1].rstrip().endswith(":")
    first = own if opens or own[:1] in ([width] for width in near) else []
    for width in dict.fromkeys((*first, *near, *own, 0)):
        say = f"indent this line, and others like it, by exactly {width} plain spaces"
        say = say if width else "delete the blanks before this line"
        yield _Change(say, line.start, line.start + len(odd[0]), " " * width)


def _without_the_invisible(line: _Line) -> Iterator[_Change]:
    """The line without a character that cannot be seen, or a hyphen that makes an item of a field."""
    if re.search(_INVISIBLE, line.text):
        bare = re.sub(_INVISIBLE, "", line.text)
        yield _Change(_as(line, bare), line.start, line.end, bare)
    entry = re.match(r"- ([\w-]+):\s", line.text)
    if entry and guesses.is_name(entry[1]):
        yield _Change(f"write the line as {line.text[2:]}", line.start, line.end, line.text[2:])


def _is_prose(line: _Line) -> bool:
    """Whether a line without indentation looks like the rest of the text above it."""
    first = line.text.partition(" ")[0].strip("\"':*;")
    return bool(
        re.match(r"\w", line.text)
        and not re.match(r"[\w-]+\s*[:=;\uff1a]", line.text)
        and not guesses.is_name(first)
    )


def _joined(line: _Line) -> Iterator[_Change]:
    """The line as what follows in the value of the line above."""
    if line.above is None or not line.text.strip():
        return
    start, head = line.above
    lead, key, value = guesses.entry(head)
    if (
        key is None
        or not value
        or line.block[start + len(head) :].lstrip("\r").startswith(("\n\n", "\n\r\n"))
    ):
        return
    if ":" not in line.text:
        yield _Change(
            "indent this line by exactly 2 spaces", line.start, line.end, f"  {line.text.lstrip()}"
        )
    if value[0] not in "\"'[{|>":
        both = lead + guesses.quoted(f"{value} {line.text.strip()}")
        yield _Change(f"write lines \0 and \1 as {both.lstrip(' ')}", start, line.end, both)


def _indented(line: _Line) -> Iterator[_Change]:
    """The line as far in as others around it."""
    if not line.text.strip():
        return
    for width in (*_indents(line), 0):
        if width != len(line.indent):
            say = (
                f"indent this line by exactly {width} spaces"
                if width
                else "delete the blanks before this line"
            )
            yield _Change(say, line.start, line.end, " " * width + line.text.lstrip())


def _indents(line: _Line) -> list[int]:
    """How far the lines above and the next one are indented, the nearest first; those of their items too."""
    widths: dict[int, None] = {}
    near = line.block[: line.start].split("\n")[-12:-1][::-1]
    near += line.block[line.end + 1 :].split("\n", 1)[:1]
    for other in near:
        if other.strip() and not other.lstrip().startswith("#"):
            width = len(other) - len(other.lstrip(" "))
            if other.rstrip().endswith(":"):
                widths[width + 2] = None
            widths[width] = None
            if found := re.match(r" *- +(?=[\w-]+:)", other):
                widths[len(found[0])] = None
    return [*widths]

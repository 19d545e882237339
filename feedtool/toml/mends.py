"""A way out of a fault: some lines of a text written otherwise, and the words for it."""

import re
from functools import cached_property

from feedtool.diagnostics.problem import Span
from feedtool.imports.tuples import NamedTuple
from feedtool.toml import reader
from feedtool.toml.shape import KeyPath

_LONGEST = 240


class NumberedLines:
    """A text in lines, each with the number that it had at first: mends move lines, places do not."""

    def __init__(self, lines: list[str], numbers: list[int], written: list[str]) -> None:
        self.lines, self.numbers, self._written = lines, numbers, written

    @classmethod
    def of(cls, text: str) -> "NumberedLines":
        """A text as it was written."""
        lines = text.replace("\r\n", "\n").split("\n")
        return cls(lines, [*range(1, len(lines) + 1)], lines)

    @cached_property
    def text(self) -> str:
        """The lines together."""
        return "\n".join(self.lines)

    def above(self, at: int) -> list[str]:
        """The lines above one, as they were written at first."""
        return self._written[: self.numbers[at] - 1]

    def upto(self, end: int) -> str:
        """The lines before one."""
        return "".join(f"{line}\n" for line in self.lines[:end])

    def table(self, at: int) -> KeyPath:
        """The table that a line is in, by the nearest header above it."""
        for line in reversed(self.lines[:at]):
            if found := re.match(r"\s*\[+([^\[\]]+)\]+\s*(?:#.*)?$", line):
                return tuple(part.strip().strip("\"'") for part in found[1].split("."))
        return ()

    def with_lines(self, first: int, last: int, new: list[str]) -> "NumberedLines":
        """The text with other lines instead of some."""
        numbers = [*self.numbers[first : last + 1]][: len(new)]
        numbers += [self.numbers[last]] * (len(new) - len(numbers))
        return NumberedLines(
            self.lines[:first] + new + self.lines[last + 1 :],
            self.numbers[:first] + numbers + self.numbers[last + 1 :],
            self._written,
        )


class Mend(NamedTuple):
    """The lines from ``first`` to ``last`` written otherwise; the place is that of the fault in the file.

    One that ``moves`` lines makes no fault of what is wrong in them already, and is right without a trial.
    """

    first: int
    last: int
    new: tuple[str, ...]
    span: Span
    message: str
    hint: str
    moves: bool = False

    @classmethod
    def of_lines(
        cls, work: NumberedLines, where: tuple[int, int], new: str, message: str
    ) -> "Mend":
        """One that writes some lines as ``new``, deletes them where that is empty."""
        first, last = where
        old = work.lines[first]
        at = _difference(old, new.partition("\n")[0])
        line, end_line = work.numbers[first], work.numbers[last]
        span = Span(line, at + 1, end_line, max(len(work.lines[last].rstrip()), at + 1) + 1)
        if line == end_line:
            span = span._replace(end_column=max(len(old.rstrip()), at + 1) + 1)
        return cls(
            first, last, tuple(new.split("\n")) if new else (), span, message, _hint(new, where)
        )

    def applied(self, work: NumberedLines) -> NumberedLines:
        """The text after it."""
        return work.with_lines(self.first, self.last, list(self.new))

    def is_right(self, work: NumberedLines) -> bool:
        """Whether all can be read from the top of the text to the last line that is written otherwise."""
        if list(self.new) == work.lines[self.first : self.last + 1]:
            return False
        if self.moves:
            return True
        new = "\n".join(self.new)
        # What is said twice is a fault of its own, and the next one.
        return _is_read(work.upto(self.first) + new, self.first) and _is_read(new, 0)


def _is_read(text: str, above: int) -> bool:
    """Whether a text is TOML, but for what it says twice below some lines."""
    stop = reader.read(text)
    if not isinstance(stop, reader.Stop):
        return True
    return stop.message.startswith("Cannot ") and stop.line > above


def _hint(new: str, where: tuple[int, int]) -> str:
    first, last = where
    # The comment on a line stays, and need not be said.
    bare = re.sub(r"\s+#[^\"']*$", "", new)
    new = bare if reader.is_toml(bare) else new
    if not new:
        return "delete this line" if first == last else f"delete these {last - first + 1} lines"
    if len(new) > _LONGEST:
        return "write it as TOML has it: https://toml.io"
    if "\n" in new:
        return "write two lines: " + " and ".join(line.strip() for line in new.split("\n"))
    return f"write {new.strip()}" if first == last else f"write all in one line: {new.strip()}"


def _difference(old: str, new: str) -> int:
    """Where two lines begin to differ; the first character of the line where it is deleted."""
    indent = len(old) - len(old.lstrip(" \t"))
    if not new:
        return indent
    # A line may be indented otherwise: what counts is what it says.
    written = new.strip()
    for index, character in enumerate(old[indent:]):
        if index >= len(written) or written[index] != character:
            return indent + index
    return len(old.rstrip())

"""What mending changes, as ``git diff`` shows it and ``git apply`` takes it."""

import posixpath
import re
from collections.abc import Iterator, Sequence

from feedtool.report import words
from feedtool.text.linediff import LineMatcher

_NO_NEWLINE = "\n\\ No newline at end of file\n"
# What git puts in quotes (core.quotePath aside: names in other scripts stay readable).
_SPECIAL = re.compile('[\x00-\x1f\x7f"\\\\]')
_COLOURS = {"---": "1", "+++": "1", "@": "36", "-": "31", "+": "32"}


def unified(path: str, before: bytes, after: bytes) -> list[str]:
    """The lines of a unified diff between two UTF-8 texts, each with its line end."""
    old, new = _lines(before), _lines(after)
    shown = [*_hunks(old, new)]
    if shown:
        shown = [f"--- {_name('a', path)}\n", f"+++ {_name('b', path)}\n", *shown]
    return [line if line.endswith("\n") else line + _NO_NEWLINE for line in shown]


def _hunks(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """What differs, each with the lines around it."""
    for group in LineMatcher(old, new).get_grouped_opcodes():
        (_, start, _, first, _), (_, _, end, _, last) = group[0], group[-1]
        yield f"@@ -{_range(start, end)} +{_range(first, last)} @@\n"
        for kind, start, end, first, last in group:
            sign = " " if kind == "equal" else "-"
            yield from (f"{sign}{line}" for line in old[start:end])
            if kind != "equal":
                yield from (f"+{line}" for line in new[first:last])


def _range(start: int, end: int) -> str:
    """Which lines, counted from 1, and how many; none stand behind the line before them."""
    length = end - start
    begins = start + 1 if length else start
    return f"{begins}" if length == 1 else f"{begins},{length}"


def for_terminal(lines: Sequence[str], *, coloured: bool) -> Iterator[str]:
    """The lines without their ends and without raw controls, in the colours of git if wanted."""
    for line in "".join(lines).removesuffix("\n").split("\n"):
        shown = words.printable(line.rstrip("\r\t").expandtabs(4))
        colour = next((c for start, c in _COLOURS.items() if line.startswith(start)), None)
        yield f"\x1b[{colour}m{shown}\x1b[0m" if colour and coloured else shown


def _lines(content: bytes) -> list[str]:
    """The lines as git counts them: LF alone ends one."""
    return re.findall(r"[^\n]*\n|[^\n]+", content.decode("utf-8"))


def _name(side: str, path: str) -> str:
    name = f"{side}/{posixpath.normpath(path).lstrip('/')}"
    if _SPECIAL.search(name):
        return '"' + _SPECIAL.sub(lambda found: _octal(found[0]), name) + '"'
    return f"{name}\t" if " " in name else name  # git ends a name with a blank in it so


def _octal(character: str) -> str:
    return f"\\{character}" if character in '"\\' else f"\\{ord(character):03o}"

"""A key, or a table, that stands in a text twice."""

import re
from collections.abc import Iterator

from feedtool.diagnostics.problem import Span
from feedtool.toml import shape
from feedtool.toml.mends import Mend, NumberedLines
from feedtool.toml.places import Statement, places

# The header of a table that is in no list.
_SINGLE = re.compile(r"(\s*)\[[^\[\]]+\](?!\])")


def repeated(work: NumberedLines, at: int, root: shape.Part) -> Iterator[Mend]:
    """The ways out where the statement on a line says again what the lines above it have said.

    ``root`` is the schema of the file: where it has a list of tables, each of them stands in double brackets.
    """
    above = places(work.upto(at)).statements
    line = work.lines[at]
    if found := re.match(r"\s*\[+([^\[\]]+)\]+", line):
        path = tuple(part.strip().strip("\"'") for part in found[1].split("."))
        bracketed = _is_list(shape.at(root, path)) and _bracketed(work, at, path, above)
        yield from (bracketed,) if bracketed else _table(work, at, path, above)
    elif found := re.match(r"\s*([\w.\"' -]+?)\s*=", line):
        name = tuple(part.strip().strip("\"'") for part in found[1].split("."))
        yield from _key(work, at, (*work.table(at), *name), above)


def _key(
    work: NumberedLines, at: int, path: tuple[str, ...], above: tuple[Statement, ...]
) -> Iterator[Mend]:
    first = next((one for one in above if one.path[: len(path)] == path), None)
    other = f"line {work.numbers[first.span.line - 1]}" if first else "the lines above"
    name = path[-1]
    yield _deletion(
        work, at, f"{name} stands twice: in {other} too", f"delete this line, or {other}"
    )


def _table(
    work: NumberedLines, at: int, path: tuple[str, ...], above: tuple[Statement, ...]
) -> Iterator[Mend]:
    name = ".".join(path)
    headers = [one for one in above if one.is_header]
    if headers and headers[-1].path == path:
        line = work.numbers[headers[-1].span.line - 1]
        message = f"the table {name} stands twice: it begins in line {line}"
        yield _deletion(work, at, message, "delete this line")
    elif first := next((one for one in headers if one.path == path), None):
        yield _move(work, at, first, name)
    elif dotted := [one for one in above if one.path[: len(path)] == path]:
        yield from _undotted(work, at, path, dotted)


def _is_list(part: shape.Part | None) -> bool:
    types = (part or {}).get("type", ())
    return "array" in ([types] if isinstance(types, str) else types)


def _bracketed(
    work: NumberedLines, at: int, path: tuple[str, ...], above: tuple[Statement, ...]
) -> Mend | None:
    """One of two tables of a list stands in single brackets: it gets double ones."""
    first = next((one for one in above if one.is_header and one.path[: len(path)] == path), None)
    if first is None:
        return None
    name, top = ".".join(path), first.span.line - 1
    is_above = _SINGLE.match(work.lines[top]) is not None
    wrong = top if is_above else at
    where = f"in line {work.numbers[top]}" if is_above else "here"
    message = f"there are several tables {name}, and each stands in double brackets"
    new = _SINGLE.sub(rf"\1[[{name}]]", work.lines[wrong])
    return Mend(wrong, wrong, (new,), _span_of_line(work, at), message, f"write [[{name}]] {where}")


def _deletion(work: NumberedLines, at: int, message: str, hint: str) -> Mend:
    return Mend(at, at, (), _span_of_line(work, at), message, hint)


def _move(work: NumberedLines, at: int, first: Statement, name: str) -> Mend:
    """The keys below a header moved to where the table began."""
    top = first.span.line - 1
    end = next(
        (n for n in range(at + 1, len(work.lines)) if _is_header(work.lines[n])), len(work.lines)
    )
    block = [line for line in work.lines[at + 1 : end] if line.strip()]
    new = (work.lines[top], *block, *work.lines[top + 1 : at])
    line = work.numbers[top]
    message = f"the table {name} stands twice: it begins in line {line}"
    hint = f"move the lines below it to below line {line}, and delete this one"
    return Mend(top, end - 1, new, _span_of_line(work, at), message, hint, moves=True)


def _undotted(
    work: NumberedLines, at: int, path: tuple[str, ...], dotted: list[Statement]
) -> Iterator[Mend]:
    """Keys such as ``site.title`` above the header ``[site]``: moved below it."""
    name = ".".join(path)
    moved = [one.span.line - 1 for one in dotted if one.span.line == one.span.end_line]
    if len(moved) != len(dotted):
        return
    prefix = rf"\s*{re.escape(name)}\s*\.\s*"
    below = [re.sub(prefix, "", work.lines[n], count=1) for n in moved]
    left_out = frozenset(moved)
    kept = [line for n, line in enumerate(work.lines[:at]) if n not in left_out]
    numbers = ", ".join(str(work.numbers[n]) for n in moved)
    what = f"line {numbers}" if len(moved) == 1 else f"lines {numbers}"
    message = f"the table {name} is begun already: {what}"
    hint = f"move {what} to below this one, without {name}. at the beginning"
    yield Mend(0, at, (*kept, work.lines[at], *below), _span_of_line(work, at), message, hint)


def _is_header(line: str) -> bool:
    return line.lstrip().startswith("[")


def _span_of_line(work: NumberedLines, at: int) -> Span:
    line, number = work.lines[at], work.numbers[at]
    indent = len(line) - len(line.lstrip())
    return Span(number, indent + 1, number, max(len(line.rstrip()), indent + 1) + 1)

"""Does to a configuration what a hint says, to the letter, as who knows neither TOML nor feedtool."""

import re
import tomllib
from collections.abc import Callable

from feedtool.diagnostics.problem import Problem

Lines = list[str]


def obey(text: str, problem: Problem) -> str:
    """The text after the hint has been followed to the letter; raises LookupError where it names no mend."""
    assert problem.hint
    for pattern, act in _ACTS:
        if found := re.fullmatch(rf"(?:did you mean \S+\? )?{pattern}", problem.hint):
            lines = text.replace("\r\n", "\n").split("\n")
            return "\n".join(act(lines, problem, *found.groups()))
    raise LookupError(problem.hint)


def _at(problem: Problem) -> int:
    assert problem.span, problem
    return problem.span.line - 1


def _end(lines: Lines, problem: Problem) -> int:
    """The line behind the statement that begins at the place."""
    start = _at(problem)
    assert problem.span
    for end in range(max(start + 1, problem.span.end_line), len(lines) + 1):
        try:
            tomllib.loads("\n".join(lines[start:end]))
        except tomllib.TOMLDecodeError:
            continue
        return end
    return problem.span.end_line


def _header(lines: Lines, name: str) -> int:
    """The line of a header."""
    return next(n for n, line in enumerate(lines) if line.strip().partition("#")[0].strip() == name)


def _table_end(lines: Lines, start: int) -> int:
    after = (n for n in range(start + 1, len(lines)) if lines[n].lstrip().startswith("["))
    return next(after, len(lines))


def _several(said: str) -> Lines:
    return re.split(r"(?:, | and )(?=[\w.-]+ = |\[)", said)


def _write(lines: Lines, problem: Problem, new: str) -> Lines:
    return [*lines[: _at(problem)], new, *lines[_end(lines, problem) :]]


def _write_two(lines: Lines, problem: Problem, new: str) -> Lines:
    return [*lines[: _at(problem)], *_several(new), *lines[_at(problem) + 1 :]]


def _append(lines: Lines, _problem: Problem, new: str) -> Lines:
    return [*lines, *_several(new)]


def _delete(lines: Lines, problem: Problem, *_: str) -> Lines:
    return [*lines[: _at(problem)], *lines[_at(problem) + 1 :]]


def _delete_lines(lines: Lines, _problem: Problem, first: str, last: str) -> Lines:
    return [*lines[: int(first) - 1], *lines[int(last) :]]


def _delete_next(lines: Lines, problem: Problem, number: str) -> Lines:
    return [*lines[: _at(problem)], *lines[_at(problem) + int(number) :]]


def _delete_table(lines: Lines, problem: Problem) -> Lines:
    return [*lines[: _at(problem)], *lines[_table_end(lines, _at(problem)) :]]


def _delete_and_append(lines: Lines, problem: Problem, new: str) -> Lines:
    return _append(_delete(lines, problem), problem, new)


def _write_below(lines: Lines, _problem: Problem, new: str, header: str) -> Lines:
    at = _header(lines, header) + 1
    return [*lines[:at], new, *lines[at:]]


def _write_below_this(lines: Lines, problem: Problem, new: str) -> Lines:
    at = _end(lines, problem)
    return [*lines[:at], new, *lines[at:]]


def _delete_and_write_below(lines: Lines, problem: Problem, new: str, header: str) -> Lines:
    return _write_below(_delete(lines, problem), problem, new, header)


def _write_above(lines: Lines, problem: Problem, header: str) -> Lines:
    return [*lines[: _at(problem)], header, *lines[_at(problem) :]]


def _write_above_and_here(lines: Lines, problem: Problem, header: str, new: str) -> Lines:
    return [*lines[: _at(problem)], header, new, *lines[_end(lines, problem) :]]


def _move_to_end(lines: Lines, _problem: Problem, numbers: str, header: str) -> Lines:
    moved = [int(number) - 1 for number in numbers.split(", ")]
    kept = [line for n, line in enumerate(lines) if n not in moved]
    return [*kept, header, *(lines[n] for n in moved)]


def _move_table(lines: Lines, problem: Problem, number: str) -> Lines:
    return _moved_table(lines, problem, int(number))


def _move_table_to(lines: Lines, problem: Problem, header: str) -> Lines:
    return _moved_table(lines, problem, _header(lines, header) + 1)


def _moved_table(lines: Lines, problem: Problem, target: int) -> Lines:
    start = _at(problem)
    end = _table_end(lines, start)
    block = lines[start + 1 : end]
    if target <= start:
        return [*lines[:target], *block, *lines[target:start], *lines[end:]]
    return [*lines[:start], *lines[end:target], *block, *lines[target:]]


def _move_here(lines: Lines, problem: Problem, numbers: str, prefix: str) -> Lines:
    moved = [int(number) - 1 for number in numbers.split(", ")]
    here = _at(problem)
    below = [lines[n].replace(prefix, "", 1) for n in moved]
    kept = [line for n, line in enumerate(lines[:here]) if n not in moved]
    return [*kept, lines[here], *below, *lines[here + 1 :]]


def _number(lines: Lines, problem: Problem, low: str, _high: str) -> Lines:
    at = _at(problem)
    return [*lines[:at], re.sub(r"=\s*[-+\w.]+", f"= {low}", lines[at]), *lines[at + 1 :]]


def _slug(lines: Lines, problem: Problem, slug: str) -> Lines:
    span = problem.span
    assert span
    line = lines[_at(problem)]
    line = line[: span.column - 1] + slug + line[span.end_column - 1 :]
    return [*lines[: _at(problem)], line, *lines[_at(problem) + 1 :]]


def _shorten(lines: Lines, problem: Problem, most: str) -> Lines:
    at = _at(problem)
    name, sign, value = lines[at].partition(" = ")
    short = value.strip('"')[: int(most)]
    return [*lines[:at], f'{name}{sign}"{short}"', *lines[at + 1 :]]


def _rename(lines: Lines, problem: Problem, new: str, _old: str) -> Lines:
    return _slug(lines, problem, new)


def _instead(_lines: Lines, _problem: Problem, new: str) -> Lines:
    return _several(new)


def _line_ends(lines: Lines, _problem: Problem) -> Lines:
    return "\n".join(lines).replace("\r", "\n").split("\n")


_ACTS: tuple[tuple[str, Callable[..., Lines]], ...] = (
    (
        r"delete this line(?:, or (?:line \d+|the lines above|write a key, = and a value)|: the .*)?",
        _delete,
    ),
    (r"delete these (\d+) lines", _delete_next),
    (r"delete lines (\d+) to (\d+)", _delete_lines),
    (r"delete this table(?:, or give it another name)?", _delete_table),
    (r"(?:delete this line), and write at the end of the file: (.*)", _delete_and_append),
    (r"delete this line, and write (.*) below (\[.*\])", _delete_and_write_below),
    (r"write at the end of the file: (.*)", _append),
    (r"shorten it to (\d+) characters", _shorten),
    (r"save the file with line ends LF", _line_ends),
    (r"write instead of the whole file: (.*)", _instead),
    (r"write (\S+) for (\S+)", _rename),
    (r"write two lines: (.*)", _write_two),
    (r"write all in one line: (.*)", _write),
    (r"write a line (\[.*\]) above this one", _write_above),
    (r"write a line (\[.*?\]) above this one, and here (.*)", _write_above_and_here),
    (r"write a number from (-?\d+) to (\d+)", _number),
    (r"write the slug (\S+)", _slug),
    (r"write it in full, such as (.*)", _write),
    (r"write (.*) below this line", _write_below_this),
    (r"write ([\w.-]+ = .*) below (\[.*\])", _write_below),
    (r"move lines ([\d, ]+) to the end of the file, below a line (\[.*\])", _move_to_end),
    (r"move the lines below it to below line (\d+), and delete this one", _move_table),
    (r"move the lines below it to below (\[.*\]), and delete this one", _move_table_to),
    (r"move lines? ([\d, ]+) to below this one, without (\S+) at the beginning", _move_here),
    (r"write (\[.*\])", _write),
    (r"write ((?:[\w.-]+|\".*\"|'.*') += .*)", _write),
    (r"write (#.*)", _write),
)

"""Problems as text: a line each for programs and logs, with the source and a caret on a terminal."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from feedtool.diagnostics.problem import Findings, Problem, Severity, by_weight, in_order
from feedtool.diagnostics.rule import Rule
from feedtool.imports.tuples import NamedTuple
from feedtool.report import groups, verdicts, words

# From how many problems on a list of codes helps more than it disturbs.
_MANY = 20
_MARKS_AND_ALL = 10
# What goes into a file or a pipe is cut at this many columns.
_WIDEST = 200
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


class Style(NamedTuple):
    """How text is laid out.

    ``lines`` gives the lines of a file, for the excerpts on a terminal; without it a problem is one
    line. ``most`` bounds how many problems are shown; with ``statistics`` text and JSON tell how many
    there are of each code. ``by_weight`` puts errors first, and what is bounded has them rather than
    others; ``grouped`` text shows the first problem of a code in a file, and counts its like.
    """

    lines: Callable[[str], Sequence[str]] | None = None
    colour: bool = False
    width: int = 80
    most: int | None = None
    statistics: bool = False
    by_weight: bool = False
    grouped: bool = False

    def listed(self, problems: Sequence[Problem]) -> Sequence[Problem]:
        """As many of the problems as a report lists, in order of place."""
        if self.most is None or not self.by_weight:
            return problems[: self.most]
        return in_order(by_weight(problems)[: self.most])


def render(findings: Findings, _rules: Mapping[str, Rule], style: Style) -> str:
    """The problems as text; at the end how many were left out, and a summary by code of many.

    Of several feeds the summary is a table of what each comes to. With statistics they take the place of
    the problems.
    """
    if style.statistics:
        from feedtool.report import statistics  # late: few ask for them

        return "\n".join(statistics.lines(findings))
    out = [*(_groups(findings, style) if style.grouped else _each(findings, style))]
    if len(findings.formats) > 1:
        table = verdicts.table(findings, style.width if style.lines else _WIDEST)
        out += table if style.lines else ["", *table]
    elif len(findings.problems) > _MANY and not style.grouped:
        out += ["", *words.by_code(findings.problems)]
    return "\n".join(out)


def _each(findings: Findings, style: Style) -> Iterator[str]:
    problems = by_weight(findings.problems) if style.by_weight else findings.problems
    for problem in problems[: style.most]:
        yield _problem(problem, style)
    if left := len(problems) - len(problems[: style.most]):
        yield f"… and {words.count(left, 'more problem')}"


def _groups(findings: Findings, style: Style) -> Iterator[str]:
    grouped = groups.groups(findings.problems)
    for group in grouped[: style.most]:
        text = _problem(group.first, style)
        if group.others:
            end = "\n" if style.lines else ""  # a blank line stands below each that has its source
            text = f"{text.rstrip()}\n  {groups.others(group)}{end}"
        yield text
    if left := len(grouped) - len(grouped[: style.most]):
        yield groups.left_out(left)


def _problem(problem: Problem, style: Style) -> str:
    return _with_source(problem, style) if style.lines else words.line(problem)


def _with_source(problem: Problem, style: Style) -> str:
    """The problem with the line it is on, and carets under its span."""
    paint = _Paint(on=style.colour)
    colour = _COLOURS[problem.severity]
    head = paint(words.printable(words.place(problem)), "1")
    kind = f"{paint(str(problem.severity), f'1;{colour}')} {paint(problem.code, '2')}"
    out = [f"{head}: {kind}", *_wrap(problem.message, style, "  ")]
    out += [f"  {line}" for line in _excerpt(problem, style, paint, colour)]
    if problem.hint:
        out += _wrap(f"→ {problem.hint}", style, "  ")
    return "\n".join((*out, ""))


def _wrap(text: str, style: Style, indent: str) -> list[str]:
    import textwrap  # late: a report that is piped wraps nothing

    return textwrap.wrap(
        words.printable(text),
        width=max(style.width, 40),
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,  # an address must stay in one piece to be copied
        break_on_hyphens=False,
    )


def _excerpt(problem: Problem, style: Style, paint: "_Paint", colour: str) -> Iterator[str]:
    span = problem.span
    lines = style.lines(problem.path) if style.lines and span else ()
    if span is None or not 0 < span.line <= len(lines):
        return
    number = str(span.line)
    source = lines[span.line - 1]
    start = min(span.column - 1, len(source))
    end = span.end_column - 1 if span.end_line == span.line else len(source)
    room = max(style.width, 40) - len(number) - 7
    before, marked, after = _window(source, start, max(end, start), room)
    yield f"{paint(f'{number} │', '2')} {before}{marked}{after}".rstrip()
    carets = "^" * max(_columns(marked), 1)
    yield f"{paint(' ' * len(number) + ' │', '2')} {' ' * _columns(before)}{paint(carets, colour)}"


def _window(source: str, start: int, end: int, room: int) -> tuple[str, str, str]:
    """What stands before the span, in it, and behind it, cut to the room there is."""
    # Of a line of megabytes no more is laid out than may be shown, even if marks take no room.
    most = _MARKS_AND_ALL * room
    early = source[max(0, start - most) : start]
    before, marked, after = (
        words.printable(part.expandtabs(4))
        for part in (early, source[start : min(end, start + most)], source[end : end + most])
    )
    if _columns(before) > room // 3:
        before = "…" + before[-(room // 3) :]
    marked = _cut(marked, room - _columns(before))
    return before, marked, _cut(after, room - _columns(before) - _columns(marked))


def _cut(text: str, room: int) -> str:
    if _columns(text) <= room:
        return text
    kept, used = "", 1
    for character in text:
        used += _columns(character)
        if used > room:
            break
        kept += character
    return f"{kept}…" if room > 0 else ""


def _columns(text: str) -> int:
    """How many columns of a terminal the text takes."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth  # late: nearly every line is ASCII

    columns: int = wcswidth(text)
    return columns if columns >= 0 else len(text)


class _Paint(NamedTuple):
    on: bool

    def __call__(self, text: str, colour: str) -> str:
        return f"\x1b[{colour}m{text}\x1b[0m" if self.on else text

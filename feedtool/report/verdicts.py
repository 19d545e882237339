"""What a feed comes to, in a line for a person, and of many feeds in a table."""

from collections.abc import Mapping, Sequence

from feedtool.diagnostics.problem import Findings, Problem, Severity, by_weight
from feedtool.report import words

# More codes than these say nothing to a person, and more files than those are too many to look at.
_CODES, _FILES = 5, 60
_NOUNS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def verdict(name: str, problems: Sequence[Problem]) -> str:
    """What a feed is, and how many problems it has: ``Valid Atom 1.0, 2 warnings: …``.

    ``name`` is that of its format, empty of what nobody can read.
    """
    judged = judgement(name, problems)
    if not name and problems:
        return f"{judged}: {_reason(by_weight(problems)[0])}"
    if not problems:
        return f"{judged}, no problems"
    return f"{judged}, {_counts(problems)}: {_codes(problems)}"


def judgement(name: str, problems: Sequence[Problem]) -> str:
    """Whether a feed is valid, and as what."""
    if not name:
        return "Not readable"
    is_wrong = any(problem.severity is Severity.ERROR for problem in problems)
    return f"Not valid {name}" if is_wrong else f"Valid {name}"


def table(findings: Findings, width: int) -> list[str]:
    """A line for each file: its name, what it is, how many problems it has, and their codes.

    The files with problems come first where not all have room; those without are then counted alone.
    """
    by_path: dict[str, list[Problem]] = {path: [] for path in findings.files}
    for problem in findings.problems:
        by_path.setdefault(problem.path, []).append(problem)
    listed = list(by_path)
    if len(listed) > _FILES:
        listed = [path for path in listed if by_path[path]][:_FILES]
    rows = [_row(path, findings.formats, by_path[path]) for path in listed]
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    lines = ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
    if left := len(by_path) - len(listed):
        lines.append(f"… and {words.count(left, 'more file')}")
    return [line if len(line) <= width else f"{line[: width - 1]}…" for line in lines]


def _row(path: str, formats: Mapping[str, str], problems: Sequence[Problem]) -> tuple[str, ...]:
    counts, codes = (_counts(problems), _codes(problems)) if problems else ("no problems", "")
    judged = judgement(formats.get(path, ""), problems)
    return words.printable(path), judged, counts, codes


def _counts(problems: Sequence[Problem]) -> str:
    numbers = {
        noun: sum(one.severity is weight for one in problems) for weight, noun in _NOUNS.items()
    }
    return ", ".join(words.count(number, noun) for noun, number in numbers.items() if number)


def _codes(problems: Sequence[Problem]) -> str:
    codes = list(dict.fromkeys(problem.code for problem in by_weight(problems)))
    more = f" and {len(codes) - _CODES} more" if len(codes) > _CODES else ""
    return ", ".join(codes[:_CODES]) + more


def _reason(problem: Problem) -> str:
    """Why a document cannot be read, in a few words, and in which line that shows."""
    reason = dict(problem.parts).get("reason", problem.message)
    where = f"line {problem.span.line}" if problem.span else ""
    return words.printable(reason if where in reason else f"{reason}, in {where}")

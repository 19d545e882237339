"""What is said: problems and builds as text for people, as JSON for machines."""

import json
import re
from collections.abc import Iterable
from typing import Any

from feedtool.build import BuildReport
from feedtool.problems import Problem, Severity, errors

VERSION = 1
# Controls that could move the cursor, change colours or hide text on a terminal.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(text: str) -> str:
    """The text on one line with its control characters written as escapes."""
    return _CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def problem_line(problem: Problem) -> str:
    """The problem as ``path:line:col: severity code message (hint)``."""
    span = problem.span
    place = f"{problem.path}:{span.line}:{span.column}" if span else problem.path
    hint = f" ({problem.hint})" if problem.hint else ""
    return printable(f"{place}: {problem.severity} {problem.code} {problem.message}{hint}")


def problem_json(problem: Problem) -> dict[str, Any]:
    """The problem as JSON; keys that do not apply are null."""
    span = problem.span
    return {
        "path": problem.path,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "end_line": span.end_line if span else None,
        "end_column": span.end_column if span else None,
        "code": problem.code,
        "severity": str(problem.severity),
        "pointer": problem.pointer,
        "message": problem.message,
        "hint": problem.hint,
    }


def build_json(report: BuildReport) -> str:
    """The build as one JSON object."""
    published = report.published
    return json.dumps(
        {
            "version": VERSION,
            "records": report.records,
            "valid": report.valid,
            "published": report.selected,
            "held": report.held,
            "feeds": [
                {
                    "name": feed.name,
                    "items": feed.items,
                    "files": list(feed.files),
                    "changed": feed.changed,
                }
                for feed in report.feeds
            ],
            "written": len(published.written) if published else 0,
            "unchanged": len(published.unchanged) if published else 0,
            "removed": len(published.removed) if published else 0,
            "problems": [problem_json(problem) for problem in report.problems],
        },
        ensure_ascii=False,
        indent=2,
    )


def build_lines(report: BuildReport, *, dry_run: bool) -> Iterable[str]:
    """The build for a person: a line a feed, then a summary with what was held back and why."""
    width = max((len(feed.name) for feed in report.feeds), default=0)
    for feed in report.feeds:
        changed = "changed" if feed.changed else "unchanged"
        yield f"{feed.name:{width}}  {_count(feed.items, 'item')}, {feed.new} new, {changed}"
    held = [f"{number} {reason}" for reason, number in report.held.items() if number]
    invalid = report.records - report.valid
    held += [f"{invalid} invalid"] if invalid else []
    what = f"{_count(report.records, 'record')}, {report.selected} published"
    yield what + (f", held back: {', '.join(held)}" if held else "")
    published = report.published
    if published is None:
        yield "nothing published"
        return
    would = "would be " if dry_run else ""
    yield (
        f"{_count(len(published.written), 'file')} {would}written, "
        f"{len(published.unchanged)} unchanged, {len(published.removed)} {would}removed"
    )


def summary(problems: tuple[Problem, ...]) -> str:
    """How many problems there are, in one line."""
    wrong = errors(problems)
    warnings = sum(problem.severity is Severity.WARNING for problem in problems)
    files = len({problem.path for problem in problems})
    return f"{_count(wrong, 'error')}, {_count(warnings, 'warning')} in {_count(files, 'file')}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")

"""Comments in a record that silence problems: ``# feedtool: ignore=excerpt-cut,url-not-https``.

Behind a value a comment silences its line, on a line of its own it silences the whole record.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from feedtool.diagnostics.problem import Problem, Severity, Span
from feedtool.diagnostics.selector import keeps_out
from feedtool.frontmatter import Document
from feedtool.imports.tuples import NamedTuple

# No record needs more; those beyond silence nothing.
_MOST = 100
_IGNORE = r"#\s*feedtool:\s*ignore\s*=\s*([\w-]+(?:\s*,\s*[\w-]+)*)"


class Ignore(NamedTuple):
    """One code that a comment names; ``line`` is None where it stands for the whole record."""

    code: str
    line: int | None
    span: Span

    def silences(self, problem: Problem) -> bool:
        """Whether the problem is of the code, and within reach of the comment."""
        if problem.code != self.code or problem.span is None or keeps_out(problem.code):
            return False
        span = problem.span
        return self.line is None or span.line <= self.line <= span.end_line


class Comments(NamedTuple):
    """The ignore comments of one record; ``is_linted`` if every rule was held against it."""

    ignores: tuple[Ignore, ...]
    is_linted: bool


def find(document: Document) -> tuple[Ignore, ...]:
    """The ignores of a record, in order of place."""
    found = (
        Ignore(code.strip(), None if comment.own_line else comment.span.line, comment.span)
        for comment in document.comments
        if (match := re.match(_IGNORE, comment.text))
        for code in match[1].split(",")
    )
    return tuple(dict.fromkeys(islice(found, _MOST)))


def apply(
    problems: Sequence[Problem], ignores: Iterable[Ignore], path: str, unjudged: Iterable[str]
) -> list[Problem]:
    """The problems of a record that no comment silences, and one for each comment that silences none.

    ``unjudged`` are codes that this run does not look for: their comments may be right.
    """
    ignores = tuple(ignores)
    of_code: dict[str, list[Ignore]] = {ignore.code: [] for ignore in ignores}
    for ignore in ignores:
        of_code[ignore.code].append(ignore)
    unsilenced: list[Problem] = []
    used: set[Ignore] = set()
    for problem in problems:
        silencing = [one for one in of_code.get(problem.code, ()) if one.silences(problem)]
        used.update(silencing)
        if not silencing:
            unsilenced.append(problem)
    idle = (one for one in ignores if one.code not in unjudged and one not in used)
    return unsilenced + [_unused(ignore, path) for ignore in idle]


def _unused(ignore: Ignore, path: str) -> Problem:
    hint = "delete the comment, or move it to the line concerned"
    if keeps_out(ignore.code):
        hint = "what keeps a record out of every feed cannot be silenced: mend it"
    message = f"nothing here is silenced by ignore={ignore.code}"
    return Problem(path, "ignore-unused", message, ignore.span, Severity.WARNING, hint=hint)

"""How many problems there are of each code, and which of them ``--fix`` mends."""

from collections.abc import Iterator

from feedtool.diagnostics.problem import Findings
from feedtool.report import words

_MARK = "[*]"


def rows(findings: Findings) -> list[dict[str, object]]:
    """A row for each code, the commonest first, as JSON holds it."""
    return [
        {"code": code, "count": number, "fixable": code in findings.fixable}
        for code, number in words.codes(findings.problems).items()
    ]


def lines(findings: Findings) -> Iterator[str]:
    """The rows for people; the last line says what the mark means, if there is one."""
    counted = words.codes(findings.problems)
    marked = findings.fixable & counted.keys()
    for code, number in counted.items():
        mark = f"{_MARK if code in marked else '':{len(_MARK)}} " if marked else ""
        yield f"{number:>7,}  {mark}{code}"
    if marked:
        yield f"{_MARK} mended by feedtool validate --fix"

"""Problems as a Code Quality report, which GitLab shows in merge requests.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from feedtool.diagnostics.problem import Findings, Problem, Severity
from feedtool.diagnostics.rule import Rule
from feedtool.report.fingerprint import Fingerprint, fingerprint
from feedtool.report.formats.json import dumps
from feedtool.report.formats.text import Style

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(findings: Findings, _rules: Mapping[str, Rule], style: Style) -> str:
    """The problems as a JSON array; each has a fingerprint that no other has, and that stays."""
    return dumps(_issues(style.listed(findings.problems)))


def _issues(problems: Iterable[Problem]) -> Iterator[dict[str, object]]:
    seen: Counter[Fingerprint] = Counter()
    for reported in problems:
        # No file is ./its-name there, and what stopped a run is in none.
        problem = reported._replace(path=posixpath.normpath(reported.path or "feedtool"))
        kind = fingerprint(problem)
        yield _issue(problem, kind.digest(seen[kind]))
        seen[kind] += 1


def _issue(problem: Problem, digest: str) -> dict[str, object]:
    return {
        "description": problem.message + (f" ({problem.hint})" if problem.hint else ""),
        "check_name": problem.code,
        "fingerprint": digest,
        "severity": _SEVERITIES[problem.severity],
        "location": {
            "path": problem.path,
            "lines": {"begin": problem.span.line if problem.span else 1},
        },
    }

"""Which problems of a build were in the report of the last one."""

from collections import Counter
from collections.abc import Iterable

from feedtool.build.cache.store import Cache
from feedtool.diagnostics.problem import Problem
from feedtool.model.report import BuildReport
from feedtool.report.fingerprint import fingerprint


def compare_with_last(report: BuildReport, before: frozenset[str] | None) -> BuildReport:
    """The report, which now says which of its problems the last build reported: those of these digests."""
    if before is None:
        return report
    digests = _digests(report.problems)
    known = frozenset(place for place, digest in enumerate(digests) if digest in before)
    return report._replace(known=known, gone=len(before - frozenset(digests)))


def put_digests(report: BuildReport, store: Cache) -> None:
    """Store digests of the reported problems for the next build. Raises database.Unusable."""
    store.put_reported_digests(_digests(report.problems))


def _digests(problems: Iterable[Problem]) -> list[str]:
    """A digest of each problem; those of one kind in one file are counted."""
    seen: Counter[object] = Counter()
    digests = []
    for problem in problems:
        kind = fingerprint(problem)
        digests.append(kind.digest(seen[kind]))
        seen[kind] += 1
    return digests

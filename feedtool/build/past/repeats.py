"""Which problems of a build were in the report of the last one."""

from collections import Counter
from collections.abc import Iterable, Sequence

from feedtool.diagnostics.problem import Problem
from feedtool.model.report import BuildReport
from feedtool.report.fingerprint import fingerprint
from feedtool.text import hashes


def compare_with_last(report: BuildReport, before: Sequence[str] | None) -> BuildReport:
    """The report with the digests of its problems, which says which of them the last build reported."""
    report = report._replace(digests=_digests(report.problems))
    if before is None:
        return report
    reported = frozenset(before)
    known = frozenset(place for place, one in enumerate(report.digests) if one in reported)
    return report._replace(known=known, gone=len(reported.difference(report.digests)))


def compare_repeated(report: BuildReport, before: Sequence[str] | None, own: str) -> BuildReport:
    """The same for a report that was stored, and with it ``own``, the digest of the digests that it had.

    A build that published nothing has reported since, and did not replace the stored report.
    """
    if before is None or of_all(before) != own:
        return compare_with_last(report, before)
    return report._replace(digests=before, known=frozenset(range(len(before))))


def of_all(digests: Iterable[str]) -> str:
    """One digest of digests."""
    return hashes.content_digest(" ".join(digests).encode())


def _digests(problems: Iterable[Problem]) -> tuple[str, ...]:
    """A digest of each problem; those of one kind in one file are counted."""
    seen: Counter[object] = Counter()
    digests = list[str]()
    for problem in problems:
        kind = fingerprint(problem)
        digests.append(kind.digest(seen[kind]))
        seen[kind] += 1
    return tuple(digests)

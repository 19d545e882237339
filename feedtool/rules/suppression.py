"""Which problems of records are reported: all that neither a comment nor the configuration silences."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from feedtool.diagnostics.problem import Problem
from feedtool.diagnostics.selector import RuleSelector
from feedtool.records import comments as ignores
from feedtool.records.comments import Comments
from feedtool.rules import across


def unsuppressed(
    problems: Iterable[Problem], comments: Mapping[str, Comments], selector: RuleSelector
) -> list[Problem]:
    """The problems that are not silenced, and one for each comment that silences none; in no order.

    Each has the severity that was chosen for it. ``comments`` are there by path, for the few
    records that have any.
    """
    reportable = list(_without_ignored(problems, comments, selector) if comments else problems)
    if not reportable:
        return []
    from feedtool.rules.catalogue import RULES  # late: a good record breaks none

    # A file with many problems has most of them of few codes.
    reports = cache(lambda code, path: selector.reports(code, path, on=RULES[code].on))
    return [selector.with_chosen_severity(one) for one in reportable if reports(one.code, one.path)]


def _without_ignored(
    problems: Iterable[Problem], comments: Mapping[str, Comments], selector: RuleSelector
) -> Iterator[Problem]:
    by_path: dict[str, list[Problem]] = {path: [] for path in comments}
    for problem in problems:
        if problem.path in by_path:
            by_path[problem.path].append(problem)
        else:
            yield problem
    from feedtool.rules.catalogue import RULES  # late: few records silence anything

    every_code = frozenset(RULES)
    off: dict[tuple[str, ...], frozenset[str]] = {}  # by what is ignored, the same in most files
    for path, own in by_path.items():
        not_run = every_code  # where there are errors, the rules beyond the schema are not run
        if comments[path].is_linted:
            ignored = selector.ignored(path)
            if ignored not in off:
                off[ignored] = across.CODES | _codes_off(path, selector)
            not_run = off[ignored]
        yield from ignores.apply(own, comments[path].ignores, path, not_run)


def _codes_off(path: str, selector: RuleSelector) -> frozenset[str]:
    """The codes that are not reported of a record."""
    from feedtool.rules.catalogue import RULES  # late: see above

    return frozenset(
        code for code, rule in RULES.items() if not selector.reports(code, path, on=rule.on)
    )

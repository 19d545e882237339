"""Options of ``validate`` and ``check``: a baseline of known problems, statistics, exit code 0."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from feedtool.cli.common.log import Log
from feedtool.diagnostics.errors import UsageError
from feedtool.diagnostics.problem import Findings, Severity
from feedtool.diagnostics.selector import RuleSelector
from feedtool.report import words

if TYPE_CHECKING:
    from feedtool.report.baseline import Baseline


def options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of these three for a command, in the order of its help."""
    import click  # late: what is done without click knows of no such file

    file = click.Path(path_type=Path, dir_okay=False)
    for option in (
        click.option("--exit-zero", is_flag=True, help="Report problems, and exit with 0."),
        click.option("--statistics", is_flag=True,
                     help="Count the problems of each code; in text, instead of listing them."),
        click.option("--write-baseline", type=file, metavar="FILE",
                     help="Write all problems to a file of known ones; exit with 0."),
        click.option("--baseline", type=file, metavar="FILE",
                     help="Report only problems that this file does not know."),
    ):  # fmt: skip
        command = option(command)
    return command


class KnownProblems:
    """The known problems: those of the file to read, or all where a file is to be written."""

    def __init__(self, to_read: Path | None, to_write: Path | None, selector: RuleSelector) -> None:
        """Raises UsageError where the file cannot be read, or is not to be replaced."""
        if to_read and to_write:
            raise UsageError("--write-baseline writes what --baseline reads: choose one of them")
        self._to_write, self._selector = to_write, selector
        self._baseline: Baseline | None = None
        if to_read or to_write:
            from feedtool.report import baseline  # late: few have one

            self._baseline = baseline.read(to_read) if to_read else None
            if to_write:
                baseline.refuse_other(to_write)

    def without_known(
        self, log: Log, findings: Findings, *, is_partial: bool, quiet: bool
    ) -> Findings:
        """The findings without the known problems; logs how many known ones are gone.

        Where only some files were checked (``is_partial``), what records have wrong only together is not
        counted as gone. Raises StorageError where a file cannot be written.
        """
        if self._to_write:
            from feedtool.report import baseline

            baseline.write(self._to_write, findings.problems)
            if not quiet:
                number = words.count(len(findings.problems), "known problem")
                log.say(f"wrote {number} to {self._to_write}")
            return findings._replace(problems=())
        if self._baseline is None:
            return findings
        judged = _Coverage(findings, self._selector, is_partial=is_partial)
        new, gone = self._baseline.compared(findings.problems, judged)
        left_out = len(findings.problems) - len(new)
        if left_out and not quiet:
            log.say(f"{_count_known(left_out)} not reported")
        if gone and not quiet:
            log.say(f"{_count_known(gone)} gone: write the baseline anew")
        return findings._replace(problems=new)


def _count_known(number: int) -> str:
    return f"{words.count(number, 'known problem')} {'is' if number == 1 else 'are'}"


class _Coverage:
    """Whether a run would have found the problems of a code in a file."""

    def __init__(self, findings: Findings, selector: RuleSelector, *, is_partial: bool) -> None:
        from feedtool.check import RULES as FEED_RULES
        from feedtool.rules import across
        from feedtool.rules.catalogue import RULES as RECORD_RULES

        self._rules = {**FEED_RULES, **RECORD_RULES}
        self._selector = selector
        self._looked_at = {os.path.abspath(path) for path in findings.files}  # noqa: PTH100
        # A front matter that cannot be read, or is wrong, keeps other rules from speaking.
        self._broken = {
            os.path.abspath(one.path)  # noqa: PTH100
            for one in findings.problems
            if one.severity is Severity.ERROR and one.code in RECORD_RULES
        }
        self._beyond = across.CODES if is_partial else frozenset[str]()

    def __call__(self, code: str, path: str) -> bool:
        if path not in self._looked_at:
            return not os.path.lexists(path)
        if path in self._broken:
            return False
        rule = self._rules.get(code)  # one that there is no more finds nothing
        is_chosen = rule is None or self._selector.reports(code, path, on=rule.on)
        return is_chosen and code not in self._beyond

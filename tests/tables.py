"""A table of cases that is one test: each row is held, and each that fails is reported by itself.

A test takes pytest and xdist two milliseconds, in which hundreds of lines are judged. What needs a folder or a
process of its own has them from ``pytest.mark.parametrize``.
"""

import inspect
from collections.abc import Callable, Generator, Iterable, Sequence
from functools import wraps
from typing import Any

import pytest

Test = Callable[..., None]


def each(names: str | Sequence[str], rows: Iterable[Any]) -> Callable[[Test], Test]:
    """As ``pytest.mark.parametrize``, but that all rows are one test, with one set of fixtures."""
    known = [name.strip() for name in names.split(",")] if isinstance(names, str) else [*names]
    alone = isinstance(names, str) and len(known) == 1
    table = [dict(zip(known, [row] if alone else row, strict=True)) for row in rows]
    assert table, "a test of no rows says nothing"

    def of_all(decorated: Test) -> Test:
        once: list[dict[str, Any]] = [{}]
        test, below = getattr(decorated, "table", (decorated, once))
        cases = [case | row for row in table for case in below]

        @wraps(test)
        def every(*, subtests: pytest.Subtests, **fixtures: Any) -> None:
            for case in cases:
                try:
                    test(**case, **fixtures)
                except (Exception, pytest.fail.Exception, pytest.skip.Exception):
                    with subtests.test(**case):
                        raise

        wanted = inspect.signature(test).parameters.values()
        fixtures = [one for one in wanted if one.name not in cases[0]]
        subtests = inspect.Parameter("subtests", inspect.Parameter.KEYWORD_ONLY)
        every.__dict__["table"] = (test, cases)
        every.__dict__["__signature__"] = inspect.Signature([*fixtures, subtests])
        return every

    return of_all


def rows(test: object) -> int:
    """How many cases a test holds: the rows of a table; one, where it is none."""
    _, cases = getattr(test, "table", (test, [{}]))
    return len(cases)


class PassedRows:
    """A plugin that says at the end how many cases were held by the tests that passed."""

    def __init__(self) -> None:
        self._passed = 0

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Count the cases of a test that passed."""
        report = yield
        if call.when == "call" and report.passed:
            self._passed += rows(getattr(item, "obj", None))
        return report

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say how many."""
        terminalreporter.write_line(f"{self._passed} rows passed")

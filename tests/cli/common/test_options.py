import os
from datetime import UTC, datetime

import pytest

from feedtool.check import RULES as FEED_RULES
from feedtool.cli.common import options
from feedtool.cli.common.log import Log
from feedtool.diagnostics.errors import StorageError, UsageError
from feedtool.diagnostics.progress import no_progress
from feedtool.diagnostics.selector import RuleSelector
from feedtool.rules.catalogue import RULES


def test_a_moment_is_the_one_that_is_named() -> None:
    assert options.moment("2023-09-01T09:19:00Z") == datetime(2023, 9, 1, 9, 19, tzinfo=UTC)
    assert abs((options.moment(None) - datetime.now(UTC)).total_seconds()) < 60  # noqa: TID251
    with pytest.raises(UsageError, match="--now today is no RFC 3339 date-time"):
        options.moment("today")


def test_codes_are_taken_as_they_are_written() -> None:
    assert options.codes(["excerpt-cut, url-", "all"], RULES) == ("excerpt-cut", "url-", "all")
    assert options.codes([], RULES) == ()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["excerpt-cutt"], "there is no code excerpt-cutt; did you mean excerpt-cut?"),
        (["xyzzy"], "there is no code xyzzy; feedtool rules lists all"),
        ([" , "], "there is a list of codes without a code"),
    ],
)
def test_a_code_that_there_is_not(given: list[str], said: str) -> None:
    with pytest.raises(UsageError) as error:
        options.codes(given, {**RULES, **FEED_RULES})
    assert str(error.value).startswith(said)


def test_the_command_line_selects_instead_and_ignores_besides() -> None:
    configured = RuleSelector(
        ("excerpt-cut",), ("url-not-https",), {"a*": ("all",)}, ("url-",), ("title-",)
    )
    assert options.rule_selector(configured, [], []) == configured
    assert options.rule_selector(configured, ["all"], ["rss-"]) == RuleSelector(
        ("all",), ("url-not-https", "rss-"), {"a*": ("all",)}, ("url-",), ("title-",)
    )
    with pytest.raises(UsageError, match="there is no code old-code"):
        options.rule_selector(configured, [], ["old-code"])


@pytest.mark.parametrize(
    ("jobs", "files", "expected"), [(1, 10**6, False), (None, 10, False), (2, 1, True)]
)
def test_processes_are_begun_where_they_pay_or_are_asked_for(
    jobs: int | None, files: int, *, expected: bool
) -> None:
    assert (options.executor(jobs, files, ()) is not None) is expected


@pytest.mark.parametrize("quiet", [True, False])
def test_nobody_at_a_terminal_sees_no_progress(*, quiet: bool) -> None:
    assert options.progress(Log(), quiet=quiet) is no_progress


def test_bytes_come_from_stdin(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.write(writing, b"\xff")
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as stream:
        monkeypatch.setattr("sys.stdin", stream)
        with options.standard_input() as found:
            assert found.read() == b"\xff"


def test_a_stdin_that_is_closed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(StorageError, match="it is closed"), options.standard_input():
        pass

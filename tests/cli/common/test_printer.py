import json
from pathlib import Path
from typing import Any

import pytest

from feedtool.cli.common import printer
from feedtool.cli.common.log import Log
from feedtool.cli.common.printer import Reporting
from feedtool.diagnostics.errors import (
    BadFeedError,
    FeedtoolError,
    LockedError,
    StorageError,
    UsageError,
    WorkerError,
)
from feedtool.diagnostics.problem import Findings, Problem, Severity, Span
from feedtool.rules.catalogue import RULES

BAD = Problem("a.md", "schema-type", "wrong", Span(2, 1, 2, 3))
CUT = Problem("a.md", "excerpt-cut", "cut", severity=Severity.WARNING)
FOUND = Findings(("a.md", "b.md"), (BAD, CUT))


@pytest.mark.parametrize(
    ("error", "code", "kind"),
    [
        (UsageError("no"), 2, "usage"),
        (StorageError("no"), 3, "storage"),
        (BadFeedError("no", ()), 3, "check"),
        (WorkerError("no"), 3, "worker"),
        (LockedError("no"), 4, "locked"),
    ],
)
def test_what_stops_a_run_has_an_exit_code_and_is_a_problem_of_a_report(
    error: FeedtoolError, code: int, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert printer.report_error(Log(), error) == code
    assert capsys.readouterr() == ("", "feedtool: no\n")
    assert printer.report_error(Log(), error, Reporting("json")) == code
    out, err = capsys.readouterr()
    assert [problem["code"] for problem in json.loads(out)["problems"]] == [kind]
    assert err == "feedtool: no\n"


def test_the_problems_that_stop_a_run_are_shown_to_people(
    capsys: pytest.CaptureFixture[str],
) -> None:
    printer.report_error(Log(), UsageError("the configuration is wrong", (BAD,)))
    assert capsys.readouterr().err.splitlines() == [
        "a.md:2:1: error schema-type wrong",
        "feedtool: the configuration is wrong",
    ]


def tell(
    findings: Findings = FOUND,
    output_format: str = "text",
    *,
    to_stderr: bool = False,
    **options: Any,
) -> None:
    """Write a report as ``validate`` does."""
    reporting = Reporting(output_format, **options)
    printer.write_report(
        Log(), findings, lambda: RULES, reporting, contents={}, to_stderr=to_stderr
    )


def test_problems_go_to_stdout_and_their_sum_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    tell()
    out, err = capsys.readouterr()
    assert out.splitlines()[0].startswith("a.md:2:1: error schema-type wrong")
    assert err == "feedtool: 1 error, 1 warning in 1 file\n"


def test_where_all_is_well_quiet_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    well = FOUND._replace(problems=())
    tell(well)
    assert capsys.readouterr() == ("", "feedtool: 2 files, no problems\n")
    tell(well, quiet=True)
    assert capsys.readouterr() == ("", "")
    tell(well, "json", quiet=True)
    assert json.loads(capsys.readouterr().out)["problems"] == []


def test_a_report_goes_to_a_file_or_beside_data(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tell(output_format="json", output_file=tmp_path / "report.json", quiet=True)
    assert len(json.loads((tmp_path / "report.json").read_text("utf-8"))["problems"]) == 2
    assert capsys.readouterr().out == ""
    tell(to_stderr=True, max_problems=1)
    out, err = capsys.readouterr()
    assert out == ""
    assert "schema-type" in err
    with pytest.raises(StorageError, match="cannot write"):
        tell(output_file=tmp_path / "gone" / "report")


def test_statistics_beside_another_report_are_said(capsys: pytest.CaptureFixture[str]) -> None:
    tell(output_format="github", statistics=True)
    assert "      1  excerpt-cut\n      1  schema-type\n" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("problems", "level"), [((), "info"), ((CUT,), "warning"), ((CUT, BAD), "error")]
)
def test_the_level_of_a_run_is_that_of_its_worst_problem(
    problems: tuple[Problem, ...], level: str
) -> None:
    assert printer.worst(problems) == level


@pytest.mark.parametrize(
    ("environ", "is_terminal", "is_coloured"),
    [
        ({"TERM": "xterm"}, False, True),
        ({"TERM": "xterm", "FORCE_COLOR": "1"}, True, True),
        ({"TERM": "xterm", "NO_COLOR": "1"}, False, False),
        ({"TERM": "dumb"}, False, False),
    ],
)
def test_the_environment_says_what_a_terminal_may_be_shown(
    environ: dict[str, str], *, is_terminal: bool, is_coloured: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    for name in ("TERM", "FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert (printer.is_terminal(), printer.is_coloured()) == (is_terminal, is_coloured)

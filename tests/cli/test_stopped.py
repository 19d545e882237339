"""What a report holds where the run was stopped: never nothing, and what people need in one line."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from feedtool.report import REPORTS
from tests.conftest import CONFIG
from tests.integration import support

WRONG = CONFIG + "limmit = 5\n[feeds]\nlimit = 0\n"
MACHINES = [name for name in REPORTS if name != "text"]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with a configuration that is wrong twice."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "feedtool.toml").write_text(WRONG)
    return tmp_path


def run(site: Path, *arguments: str, code: int = 2) -> tuple[str, str]:
    done = support.feedtool(*arguments, cwd=site)
    assert done.returncode == code, done
    return done.stdout.decode(), done.stderr.decode()


def listed(text: str) -> list[tuple[str | None, int | None, str]]:
    found = json.loads(text)["problems"]
    return [(problem["path"], problem["line"], problem["code"]) for problem in found]


PROBLEMS = [("feedtool.toml", 4, "config-unknown-key"), ("feedtool.toml", 6, "config-invalid")]


@pytest.mark.parametrize("command", ["validate", "check", "build"])
def test_a_wrong_configuration_is_in_the_json(command: str, site: Path) -> None:
    out, err = run(site, command, "--output-format", "json")
    assert listed(out) == PROBLEMS
    assert len(err.splitlines()) == 1
    assert err.startswith("feedtool: the configuration is wrong: ")
    assert "2 errors" in err


@pytest.mark.parametrize("command", ["validate", "check"])
@pytest.mark.parametrize("report", MACHINES)
@pytest.mark.parametrize("to_file", [False, True])
def test_every_report_tells_of_it(command: str, report: str, to_file: bool, site: Path) -> None:  # noqa: FBT001
    more = ["--output-file", "report"] if to_file else []
    out, err = run(site, command, "--output-format", report, *more)
    if to_file:
        assert out == ""
        out = (site / "report").read_text("utf-8")
    assert "config-unknown-key" in out
    assert "config-invalid" in out
    assert len(err.splitlines()) == 1


def test_text_may_go_to_a_file_too(site: Path) -> None:
    run(site, "validate", "--output-file", "report")
    assert [line.split()[2] for line in (site / "report").read_text().splitlines()] == [
        "config-unknown-key",
        "config-invalid",
    ]


def test_a_path_is_relative_to_the_working_directory(site: Path) -> None:
    out, _ = run(site / "seeds", "validate", "--output-format", "json")
    assert {path for path, *_ in listed(out)} == {"../feedtool.toml"}
    (site / "feedtool.toml").write_text(CONFIG + '[records]\nschema = "own.json"\n')
    (site / "own.json").write_text("{")
    out, _ = run(site, "validate", "--output-format", "json")
    assert listed(out) == [("own.json", 1, "config-schema")]


def test_people_read_it_on_stderr(site: Path) -> None:
    out, err = run(site, "validate")
    assert out == ""
    assert len(err.splitlines()) == 3


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["validate", "nowhere.md"], "there is no nowhere.md"),
        (["validate", "--select", "nonsense"], "there is no code nonsense"),
        (["validate", "--now", "today"], "--now today"),
        (["check", "nowhere.rss"], "there is no nowhere.rss"),
        (["build", "--now", "today"], "--now today"),
        (["build", "--config", "nowhere.toml"], "nowhere.toml"),
    ],
)
def test_wrong_use_is_one_problem_without_a_path(
    arguments: list[str], said: str, site: Path
) -> None:
    (site / "feedtool.toml").write_text(CONFIG)
    out, err = run(site, *arguments, "--output-format", "json")
    assert listed(out) == [(None, None, "usage")]
    assert said in json.loads(out)["problems"][0]["message"]
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize("report", MACHINES)
def test_wrong_use_is_in_every_report(report: str, site: Path) -> None:
    (site / "feedtool.toml").write_text(CONFIG)
    out, _ = run(site, "validate", "nowhere.md", "--output-format", report)
    assert "there is no nowhere.md" in out


def test_a_sarif_log_says_that_the_run_has_failed(site: Path) -> None:
    def log(*arguments: str) -> Any:
        return json.loads(run(site, "validate", *arguments, "--output-format", "sarif")[0])["runs"][
            0
        ]

    wrong = log()
    (invocation,) = wrong["invocations"]
    assert invocation["executionSuccessful"] is False
    assert [result["ruleId"] for result in wrong["results"]] == [code for *_, code in PROBLEMS]
    (site / "feedtool.toml").write_text(CONFIG)
    usage = log("nowhere.md")
    (invocation,) = usage["invocations"]
    (notification,) = invocation["toolConfigurationNotifications"]
    assert notification["message"]["text"] == "there is no nowhere.md"
    assert usage["results"] == []


def test_a_junit_suite_has_a_case_that_fails(site: Path) -> None:
    out, _ = run(site, "check", "--output-format", "junit")
    (suite,) = ET.fromstring(out)
    assert suite.get("failures") == "1"


def test_a_build_that_is_stopped_has_the_keys_of_any_other(site: Path) -> None:
    stopped = json.loads(run(site, "build", "--output-format", "json")[0])
    (site / "feedtool.toml").write_text(CONFIG)
    (site / "seeds" / "notes.rst").write_text("x")
    built = json.loads(run(site, "build", "--output-format", "json", code=0)[0])
    assert stopped.keys() == built.keys()
    assert stopped["held"] == dict.fromkeys(built["held"], 0)
    assert (stopped["written"], stopped["feeds"]) == (0, [])


def test_a_report_that_cannot_be_written_hides_no_reason(site: Path) -> None:
    _, err = run(site, "validate", "--output-file", "nowhere/report")
    assert "cannot write nowhere/report" in err
    assert "the configuration is wrong" in err


def test_a_report_that_cannot_be_written_is_said_once(site: Path) -> None:
    (site / "feedtool.toml").write_text(CONFIG)
    (site / "seeds" / "bad.md").write_text("x")
    _, err = run(site, "validate", "--output-file", "nowhere/report", code=3)
    assert err == "feedtool: cannot write nowhere/report: No such file or directory\n"


@pytest.mark.parametrize("key", ["select", "ignore", "errors", "warnings"])
@pytest.mark.parametrize("command", ["build", "validate", "check"])
def test_an_unknown_code_is_refused_by_every_command(command: str, key: str, site: Path) -> None:
    (site / "feedtool.toml").write_text(f'{CONFIG}[validate]\n{key} = ["url-not-http"]\n')
    _, err = run(site, command)
    column = len(key) + 5
    assert f"feedtool.toml:5:{column}: error config-invalid there is no code url-not-http" in err
    assert "did you mean url-not-https?" in err

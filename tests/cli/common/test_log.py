"""``--log-format json``: whatever a run says on stderr, each line is one JSON object with the keys promised."""

import json
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from feedtool.cli.common.log import Log
from feedtool.storage import atomic
from tests import forked
from tests.conftest import record, write_config
from tests.integration import support
from tests.integration.recipes import adapted, recipes

BAD = "---\ntitle: [\n---\n"
HEAD = ["time", "level", "run", "event", "message"]
PROBLEM = [
    "path",
    "line",
    "column",
    "end_line",
    "end_column",
    "code",
    "severity",
    "pointer",
    "hint",
    "group",
    "costs",
    "parts",
]
COUNTS = [
    "records", "valid", "published", "held", "feeds", "written", "unchanged", "removed", "errors",
    "warnings",
]  # fmt: skip

Line = dict[str, Any]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write_config(tmp_path)
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "good.md").write_text(record(), "utf-8")
    return tmp_path


def run(site: Path, *arguments: str) -> tuple[int, list[Line]]:
    """The exit code of a run, and the lines of its log."""
    done = forked.feedtool(arguments, cwd=site, env=support.environment())
    return done.returncode, parsed(done.stderr)


def build(site: Path, *arguments: str) -> tuple[int, list[Line]]:
    return run(site, "build", "--log-format", "json", *arguments)


def parsed(told: bytes) -> list[Line]:
    """The lines of a log, each of which has what all lines have; of one run, in order of time."""
    assert told.isascii()
    lines: list[Line] = [json.loads(line) for line in told.splitlines()]
    for line in lines:
        assert list(line)[:5] == HEAD
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", line["time"])
        assert line["level"] in ("info", "warning", "error")
    times = [datetime.fromisoformat(line["time"]) for line in lines]
    assert times == sorted(times)
    assert len({line["run"] for line in lines}) <= 1
    return lines


def events(lines: Sequence[Line]) -> list[str]:
    return [line["event"] for line in lines]


def test_a_build_tells_what_came_of_it(site: Path) -> None:
    code, lines = build(site)
    assert (code, events(lines)) == (0, ["built", "exit"])
    built, ended = lines
    assert list(built)[5:] == COUNTS
    assert (built["level"], built["records"], built["published"]) == ("info", 1, 1)
    assert (ended["level"], ended["exit_code"]) == ("info", 0)


def test_two_runs_have_two_ids(site: Path) -> None:
    first, second = build(site)[1], build(site)[1]
    assert re.fullmatch("[0-9a-f]{16}", first[0]["run"])
    assert first[0]["run"] != second[0]["run"]


def test_quiet_says_nothing_when_all_is_well_and_all_when_it_is_not(site: Path) -> None:
    assert build(site, "-q") == (0, [])
    (site / "seeds" / "bad.md").write_text(BAD)
    code, lines = build(site, "-q")
    assert (code, events(lines)) == (1, ["problem", "built", "exit"])
    assert [line["level"] for line in lines] == ["error"] * 3


def test_a_problem_has_the_keys_of_the_contract(site: Path) -> None:
    (site / "seeds" / "bad-\x1b.md").write_text(record(heat="hot"))
    _, (problem, *_) = build(site)
    assert list(problem)[5:] == PROBLEM
    assert problem["path"] == "seeds/bad-\x1b.md"
    assert (problem["code"], problem["pointer"]) == ("schema-type", "/heat")
    assert (problem["line"], problem["column"]) == (9, 7)


def test_verbose_tells_of_phases(site: Path) -> None:
    _, (version, *lines) = build(site, "-v")
    assert version["event"] == "version"
    phases = {line["phase"]: line for line in lines if line["event"] == "phase"}
    assert list(phases) == ["read and validate", "select", "render", "publish"]
    assert phases["read and validate"]["records"] == 1
    assert phases["select"]["published"] == 1
    assert phases["render"]["feeds"] == 2
    assert phases["publish"]["written"] == lines[-2]["written"] > 0
    assert all(line["seconds"] >= 0 for line in phases.values())


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["build", "--log-format=json", "--seds"], "no option --seds; did you mean --seeds?"),
        (["build", "--seds", "--log-format=json"], "no option --seds"),
        (["build", "--strict=1", "--log-format", "json"], "--strict"),
        (["build", "--log-format", "json", "--seeds"], "--seeds"),
        (["build", "--seeds=", "--log-format=json"], "--seeds"),
        (["build", "--jobs", "x", "--log-format", "json"], "not a valid integer"),
        (["--log-format", "json", "build", "--nope"], "no option --nope"),
        (["--log-format", "json"], "missing command"),
        (["--log-format=json", "bild"], "no command bild; did you mean build?"),
        (["bild", "--log-format", "json"], "no command bild"),
        (["--nope", "build", "--log-format=json"], "no option --nope"),
        (["-C", "nowhere", "build", "--log-format=json"], "nowhere"),
        (["rules", "nope", "--log-format=json"], "no code nope"),
        (["schema", "nope", "--log-format=json"], "nope"),
        (["help", "bild", "--log-format=json"], "no command bild"),
        (["build", "--log-format", "json", "--jobs", "x"], "not a valid integer"),
        (["build", "--log-format", "json", "--config", "nowhere.toml"], "nowhere.toml"),
        (["build", "--now", "today", "--log-format", "json"], "--now"),
        (["validate", "--log-format", "json", "nowhere.md"], "nowhere.md"),
        (["check", "--log-format", "json"], "no feed to check"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_use_is_told_in_json_too(arguments: list[str], word: str, site: Path) -> None:
    code, lines = run(site, *arguments)
    assert (code, events(lines)) == (2, ["failed", "exit"])
    assert word in lines[0]["message"]
    assert lines[1]["exit_code"] == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "--nope", "--log-format=text"],
        ["build", "--nope", "--log-format"],
        ["build", "--nope", "--log-format=xml"],
        ["--log-format=json", "build", "--log-format=text", "--nope"],
        ["build", "--", "--log-format=json"],
        ["build", "--log-format=yes-json"],
    ],
    ids=" ".join,
)
def test_wrong_use_is_told_to_people_where_nobody_asked_for_json(
    arguments: list[str], site: Path
) -> None:
    done = forked.feedtool(arguments, cwd=site, env=support.environment())
    assert done.returncode == 2
    assert done.stderr.startswith(b"feedtool: ")


def test_the_format_may_stand_before_the_command(site: Path) -> None:
    assert events(run(site, "--log-format", "json", "build")[1]) == ["built", "exit"]


def test_a_wrong_configuration_is_told_by_its_problems(site: Path) -> None:
    write_config(site, "colour = 1\n")
    code, lines = build(site)
    assert (code, events(lines)) == (2, ["problem", "failed", "exit"])


def test_a_disk_that_says_no(site: Path) -> None:
    (site / "output").write_text("in the way")
    code, lines = build(site, "-q")
    assert (code, events(lines)) == (3, ["failed", "exit"])
    assert "output" in lines[0]["message"]


def test_another_build(site: Path) -> None:
    with atomic.locked(site / "output", 0):
        code, lines = build(site, "--lock-timeout", "0")
    assert (code, events(lines)) == (4, ["failed", "exit"])


@pytest.mark.parametrize(
    ("sent", "code"), [(signal.SIGHUP, 129), (signal.SIGINT, 130), (signal.SIGTERM, 143)]
)
def test_a_signal(sent: signal.Signals, code: int, site: Path) -> None:
    command = [str(support.SCRIPT), "build", "--log-format", "json"]
    with (
        atomic.locked(site / "output", 0),
        subprocess.Popen(
            command, cwd=site, env=support.environment(), stderr=subprocess.PIPE
        ) as process,
    ):
        while not has_open(process.pid, site / "output"):
            time.sleep(0.02)  # until it waits for the lock
        process.send_signal(sent)
        _, told = process.communicate(timeout=10)
    lines = parsed(told)
    assert (process.returncode, events(lines)) == (code, ["failed", "exit"])
    assert lines[1]["exit_code"] == code


def has_open(process: int, path: Path) -> bool:
    with suppress(FileNotFoundError):
        return path in {file.readlink() for file in Path(f"/proc/{process}/fd").iterdir()}
    return False


@pytest.mark.linux
def test_a_full_stdout(site: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [support.SCRIPT, "build", "--log-format", "json"],
            cwd=site, env=support.environment(), stdout=full, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    lines = parsed(done.stderr)
    assert (done.returncode, events(lines)[-2:]) == (3, ["failed", "exit"])


def test_validate_and_check_tell_how_many_problems_stdout_is_about(site: Path) -> None:
    (site / "seeds" / "bad.md").write_text(BAD)
    code, (finished, ended) = run(site, "validate", "--log-format", "json")
    assert (code, finished["event"], finished["level"]) == (1, "finished", "error")
    assert (finished["files"], finished["errors"], finished["warnings"]) == (2, 1, 0)
    assert ended["exit_code"] == 1
    build(site)
    code, (finished, ended) = run(site, "check", "--log-format", "json")
    assert (code, finished["errors"], ended["exit_code"]) == (0, 0, 0)
    assert run(site, "check", "--log-format", "json", "-q") == (0, [])


def test_beside_a_diff_problems_are_lines_of_the_log(site: Path) -> None:
    (site / "seeds" / "bad.md").write_text(BAD)
    code, lines = run(site, "validate", "--diff", "--log-format", "json")
    assert (code, events(lines)) == (1, ["note", "problem", "finished", "exit"])


@pytest.mark.program
def test_the_recipe_for_jq_lists_what_went_wrong(site: Path) -> None:
    support.needs("jq")
    (site / "seeds" / "bad.md").write_text(BAD)
    done = forked.feedtool(["build", "--log-format", "json"], cwd=site, env=support.environment())
    log = site / "build.jsonl"
    log.write_bytes(done.stderr)
    recipe = adapted(recipes("jq")[0], {"/var/log/feedtool/build.jsonl": str(log)})
    sh = str(shutil.which("sh"))
    told = subprocess.run([sh, "-c", recipe], capture_output=True, text=True, check=True).stdout
    rows = [row.split("\t") for row in told.splitlines()]
    assert [row[2:5] for row in rows] == [
        ["seeds/bad.md", "3", "yaml-syntax"],
        ["-", "-", "built"],
    ]


def test_a_run_has_a_log_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    one, other = Log(), Log()
    one.find_format(["biuld", "--log-format", "json"])
    other.say("for people")
    other.end(0)
    assert capsys.readouterr().err == "feedtool: for people\n"
    one.say("for machines")
    assert json.loads(capsys.readouterr().err)["message"] == "for machines"
    assert one.run != other.run

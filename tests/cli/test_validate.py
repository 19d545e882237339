"""``feedtool validate`` as a process: what it takes, says and exits with. --fix: cli/validation/test_fix.py."""

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner

from feedtool.cli.group import feedtool as command_line
from feedtool.report import REPORTS
from tests import forked
from tests.conftest import record, write_config
from tests.tables import each

GOOD = record()
BAD = record(heat="hot")
DUBIOUS = record(webUrl="http://example.org/a", originalUrl="https://example.org/dubious")

Run = subprocess.CompletedProcess[bytes]

COLOURS = ("NO_COLOR", "FORCE_COLOR", "TERM", "COLUMNS")


def environment(variables: Mapping[str, str]) -> dict[str, str]:
    """The environment of the tests, with these variables and none else that concern a terminal."""
    inherited = os.environ.items()  # noqa: TID251
    return {key: value for key, value in inherited if key not in COLOURS} | dict(variables)


def feedtool(*arguments: str | bytes, stdin: bytes = b"", **variables: str) -> Run:
    """Run ``feedtool validate`` in the working directory."""
    run = forked.feedtool(("validate", *arguments), stdin=stdin, env=environment(variables))
    assert b"Traceback" not in run.stderr, run.stderr.decode()
    assert run.returncode == 0 or run.stderr, "a failure says at least one line"
    return run


def lines(run: Run) -> list[str]:
    return run.stdout.decode().splitlines()


def codes(*arguments: str) -> list[str]:
    """The codes that are reported, in order; told by this process, which is far sooner there."""
    run = CliRunner().invoke(command_line, ["validate", "--output-format", "json", *arguments])
    return [problem["code"] for problem in json.loads(run.stdout)["problems"]]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with a good record, a bad one and a dubious one."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("good", GOOD), ("bad", BAD), ("dubious", DUBIOUS)):
        (tmp_path / f"{name}.md").write_text(text, "utf-8")
    return tmp_path


# --- exit codes, stdout and stderr


def test_good_records_give_0_and_a_word_on_stderr() -> None:
    run = feedtool("good.md")
    assert (run.returncode, run.stdout) == (0, b"")
    assert run.stderr == b"feedtool: 1 file, no problems\n"


def test_good_records_give_silence_with_q() -> None:
    run = feedtool("-q", "good.md")
    assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")


@pytest.mark.parametrize("quiet", [[], ["-q"]])
def test_an_error_gives_1_and_is_told_of_with_q_as_well(quiet: list[str]) -> None:
    run = feedtool(*quiet, "bad.md", "good.md")
    assert run.returncode == 1
    (line,) = lines(run)
    assert line == (
        'bad.md:9:7: error schema-type heat: "hot" is not a number; '
        "heat is a whole number from -1 upwards (write a whole number from -1 upwards, such as 76)"
    )
    assert run.stderr == b"feedtool: 1 error, 0 warnings in 1 file\n"


def test_a_warning_gives_0_and_with_strict_1() -> None:
    for strict, code in (((), 0), (("--strict",), 1)):
        run = feedtool(*strict, "dubious.md")
        assert run.returncode == code
        assert [line.split(": ")[1].split()[:2] for line in lines(run)] == [
            ["warning", "url-not-https"]
        ]
        assert run.stderr == b"feedtool: 0 errors, 1 warning in 1 file\n"


@each(
    ("arguments", "said"),
    [
        (["no-such-file.md"], "there is no no-such-file.md"),
        (["good.md", "no such folder/"], "there is no no such folder/"),
        (["--select", "no-such-code", "good.md"], "there is no code no-such-code"),
        (["--ignore", "url-not-http", "good.md"], "did you mean url-not-https?"),
        (["--now", "tomorrow", "good.md"], "--now tomorrow is no RFC 3339 date-time"),
        (["--config", "none.toml", "good.md"], "cannot read the configuration"),
        (["--schema", "none.json", "good.md"], "cannot read the schema"),
        (["--schema", "good.md", "good.md"], "it is not JSON"),
        (["--max-problems", "-1", "good.md"], "--max-problems"),
        (["--output-format", "xml", "good.md"], "--output-format"),
        (["--no-such-option"], "--no-such-option"),
        ([], "the records folder seeds does not exist"),
    ],
)
def test_wrong_use_gives_2_and_says_why(arguments: list[str], said: str) -> None:
    run = feedtool(*arguments)
    assert (run.returncode, run.stdout) == (2, b"")
    assert said in run.stderr.decode()


def test_a_report_that_cannot_be_written_gives_3() -> None:
    run = feedtool("--output-file", "no/such/folder/report.txt", "good.md")
    assert run.returncode == 3
    assert b"cannot write" in run.stderr


# --- which files


def test_it_works_without_any_configuration() -> None:
    assert codes("good.md", "bad.md", "dubious.md") == ["schema-type", "url-not-https"]


def test_without_paths_the_configured_folder_is_checked(here: Path) -> None:
    write_config(here, '[records]\npath = "stories"\n')
    (here / "stories").mkdir()
    (here / "stories" / "a.md").write_text(BAD)
    (here / "stories" / "b.rst").write_text(BAD)
    assert [line.split(":")[0] for line in lines(feedtool())] == ["stories/a.md"]


def test_the_configuration_of_a_parent_folder_counts(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_config(here, '[records]\npath = "stories"\n')
    (here / "stories" / "below").mkdir(parents=True)
    (here / "stories" / "a.md").write_text(BAD)
    monkeypatch.chdir(here / "stories" / "below")
    assert [line.split(":")[0] for line in lines(feedtool())] == ["../a.md"]


def test_a_folder_stands_for_the_records_in_it(here: Path) -> None:
    (here / "stories" / "2023").mkdir(parents=True)
    (here / "stories" / "2023" / "b.md").write_text(BAD)
    (here / "stories" / "a.txt").write_text(BAD)
    (here / "stories" / "c.html").write_text("no record")
    assert [line.split(":")[0] for line in lines(feedtool("stories"))] == [
        "stories/2023/b.md",
        "stories/a.txt",
    ]


def test_a_file_that_is_named_is_checked_whatever_its_name(here: Path) -> None:
    (here / "record.html").write_text(BAD)
    assert codes("record.html") == ["schema-type"]


def test_a_file_that_is_named_twice_is_checked_once() -> None:
    assert codes("bad.md", "bad.md") == ["schema-type"]


@pytest.mark.parametrize(
    "name",
    [
        "with space.md",
        "-rf.md",
        "--strict",
        "naïve – 日本.md",
        "a\nb.md",
        "a:1:2: error.md",
        "\x1b[2J.md",
        "%s {0}.md",
    ],
)
def test_odd_names(here: Path, name: str) -> None:
    (here / name).write_text(BAD)
    run = feedtool("--output-format", "json", "--", name)
    assert run.returncode == 1
    (problem,) = json.loads(run.stdout)["problems"]
    assert problem["path"] == name
    (line,) = lines(feedtool("--", name))
    assert "\x1b" not in line
    assert ": error schema-type " in line


@pytest.mark.linux
def test_a_name_that_is_not_utf8(here: Path) -> None:
    name = os.fsencode(here) + b"/caf\xe9.md"
    Path(os.fsdecode(name)).write_text(BAD)
    run = feedtool(b"caf\xe9.md")
    assert run.returncode == 1
    assert lines(run)[0].startswith("caf\\udce9.md:9:7: error schema-type ")


def test_a_pipe_or_a_link_is_not_read(here: Path) -> None:
    os.mkfifo(here / "pipe.md")
    (here / "link.md").symlink_to("good.md")
    (here / "dangling.md").symlink_to("nowhere.md")
    assert codes("pipe.md", "link.md", "dangling.md") == ["file-not-regular"] * 3


# --- stdin


def test_stdin() -> None:
    run = feedtool("-", stdin=BAD.encode())
    assert run.returncode == 1
    assert lines(run)[0].startswith("stdin.md:9:7: error schema-type ")


def test_stdin_goes_by_the_name_that_it_is_given() -> None:
    name = "2020-01-01-a story.md"
    run = feedtool("--stdin-filename", name, "-", stdin=GOOD.encode())
    assert run.returncode == 0
    assert lines(run)[0].startswith(f"{name}:5:20: warning file-date-mismatch ")


def test_stdin_and_files_together() -> None:
    run = feedtool("good.md", "-", stdin=record(title="Another").encode())
    assert [line.split(" ")[2] for line in lines(run)] == ["record-conflict"]


# --- what is reported


def test_select_and_ignore() -> None:
    both = ("bad.md", "dubious.md")
    assert codes(*both) == ["schema-type", "url-not-https"]
    assert codes("--select", "url", *both) == ["schema-type", "url-not-https"]
    assert codes("--select", "text", "--select", "url", *both) == ["schema-type", "url-not-https"]
    assert codes("--select", "text", *both) == ["schema-type"]
    assert codes("--ignore", "url", *both) == ["schema-type"]
    assert codes("--select", "all", "--ignore", "url", *both) == ["schema-type"]


def test_what_keeps_a_record_out_of_every_feed_is_not_silenced(here: Path) -> None:
    for arguments in (("--ignore", "schema"), ("--ignore", "all"), ("--select", "url")):
        assert codes(*arguments, "bad.md") == ["schema-type"]
    write_config(here, '[validate]\nignore = ["schema-type"]\n')
    assert codes("bad.md") == ["schema-type"]
    write_config(here, '[validate.per_file_ignores]\n"*.md" = ["schema-type"]\n')
    assert codes("bad.md") == ["schema-type"]


def test_a_rule_that_is_off_must_be_selected(here: Path) -> None:
    (here / "a.md").write_text(record(title="Two  blanks"))
    assert codes("a.md") == []
    assert codes("--select", "default,text-whitespace", "a.md") == ["text-whitespace"]
    assert codes("--select", "all", "a.md") == ["text-whitespace"]


def test_the_configuration_chooses_as_well(here: Path) -> None:
    write_config(here, '[validate]\nignore = ["url"]\n')
    assert codes("bad.md", "dubious.md") == ["schema-type"]
    write_config(here, '[validate]\nselect = ["url"]\n')
    assert codes("dubious.md") == ["url-not-https"]
    write_config(here, '[validate]\nselect = ["text"]\n')
    assert codes("dubious.md") == []
    assert codes("--select", "url", "dubious.md") == ["url-not-https"]
    write_config(here, '[validate.per_file_ignores]\n"dub*.md" = ["url"]\n')
    assert codes("bad.md", "dubious.md") == ["schema-type"]


def test_what_the_command_line_ignores_is_added(here: Path) -> None:
    write_config(here, '[validate]\nignore = ["url"]\n')
    (here / "dubious.md").write_text(DUBIOUS.replace("An excerpt.", "A title"))
    assert codes("dubious.md") == ["excerpt-repeats-title"]
    assert codes("--ignore", "excerpt", "dubious.md") == []


def test_a_code_in_the_configuration_that_does_not_exist_is_wrong_use(here: Path) -> None:
    write_config(here, '[validate]\nignore = ["url-not-http"]\n')
    assert feedtool("good.md").returncode == 2


def test_a_comment_silences(here: Path) -> None:
    text = DUBIOUS.replace('example.org/a"', 'example.org/a" # feedtool: ignore=url-not-https')
    (here / "dubious.md").write_text(text)
    assert codes("dubious.md") == []


def test_now_decides_what_lies_in_the_future() -> None:
    assert codes("--now", "2023-09-01T00:00:00Z", "good.md") == ["date-in-future"]
    assert codes("--now", "2023-09-01T09:19:00Z", "good.md") == []


def test_a_schema_of_the_users_own(here: Path) -> None:
    (here / "own.json").write_text('{"properties": {"type": {"enum": ["video"]}}}')
    assert codes("--schema", "own.json", "good.md") == ["schema-enum"]
    write_config(here, '[records]\nschema = "own.json"\n')
    assert codes("good.md") == ["schema-enum"]


def test_max_problems(here: Path) -> None:
    (here / "a.md").write_text(record(heat="hot", quality="good", published="yes"))
    run = feedtool("--max-problems", "1", "a.md")
    assert run.returncode == 1
    assert len(lines(run)) == 2
    assert lines(run)[1] == "… and 2 more problems"
    assert run.stderr == b"feedtool: 3 errors, 0 warnings in 1 file\n"
    assert lines(feedtool("--max-problems", "0", "a.md")) == ["… and 3 more problems"]


def test_many_problems_end_in_a_summary(here: Path) -> None:
    for number in range(21):
        (here / f"{number}.md").write_text(BAD)
    assert lines(feedtool(*(f"{number}.md" for number in range(21))))[-2:] == [
        "",
        "     21  schema-type",
    ]


def test_jobs_change_nothing() -> None:
    arguments = ("good.md", "bad.md", "dubious.md")
    assert feedtool("--jobs", "2", *arguments).stdout == feedtool(*arguments).stdout


# --- formats


@each("output_format", REPORTS)
def test_each_format_has_the_same_exit_code_and_says_the_code(output_format: str) -> None:
    run = feedtool("--output-format", output_format, "bad.md")
    assert run.returncode == 1
    assert b"schema-type" in run.stdout
    assert run.stderr == b"feedtool: 1 error, 0 warnings in 1 file\n"


def test_a_format_for_machines_is_written_where_nothing_is_wrong_too() -> None:
    assert json.loads(feedtool("--output-format", "json", "good.md").stdout) == {
        "version": 1, "files": 1, "errors": 0, "warnings": 0, "problems": [],
    }  # fmt: skip
    sarif = json.loads(feedtool("--output-format", "sarif", "good.md").stdout)
    assert sarif["runs"][0]["results"] == []
    junit = ET.fromstring(feedtool("--output-format", "junit", "good.md").stdout)
    assert junit.get("failures") == "0"
    assert feedtool("--output-format", "github", "good.md").stdout == b""


def test_the_report_goes_to_a_file(here: Path) -> None:
    run = feedtool("--output-format", "json", "--output-file", "report.json", "bad.md")
    assert (run.returncode, run.stdout) == (1, b"")
    report: dict[str, Any] = json.loads((here / "report.json").read_text("utf-8"))
    assert report["errors"] == 1
    assert feedtool("--output-file", "report.txt", "bad.md", FORCE_COLOR="1").returncode == 1
    text = (here / "report.txt").read_text("utf-8")
    assert text.startswith("bad.md:9:7: error schema-type ")
    assert "\x1b" not in text


# --- on a terminal


def on_terminal(*arguments: str, **variables: str) -> str:
    """What a person sees on a terminal."""
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "feedtool", "validate", *arguments]
    with subprocess.Popen(
        command, stdout=slave, stderr=subprocess.DEVNULL, env=environment(variables)
    ) as run:
        os.close(slave)
        shown = b""
        try:
            while chunk := os.read(master, 65536):
                shown += chunk
        except OSError:  # Linux says so when the last writer has gone
            pass
        run.wait(60)
    os.close(master)
    return shown.decode().replace("\r\n", "\n")


SHOWN = """\
bad.md:9:7: error schema-type
  heat: "hot" is not a number; heat is a whole number from -1 upwards
  9 │ heat: "hot"
    │       ^^^^^
  → write a whole number from -1 upwards, such as 76

"""


def uncoloured(text: str) -> str:
    return re.sub("\x1b\\[[0-9;]*m", "", text)


def test_a_terminal_shows_the_line_in_colour() -> None:
    shown = on_terminal("bad.md", TERM="xterm", COLUMNS="80")
    assert "\x1b[1;31merror\x1b[0m" in shown
    assert uncoloured(shown) == SHOWN


@pytest.mark.parametrize("variables", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_terminal_without_colours(variables: dict[str, str]) -> None:
    assert on_terminal("bad.md", COLUMNS="80", **({"TERM": "xterm"} | variables)) == SHOWN


def test_force_color_gives_a_pipe_colours() -> None:
    run = feedtool("bad.md", FORCE_COLOR="1", COLUMNS="80")
    assert "\x1b[1;31merror\x1b[0m" in run.stdout.decode()


def test_force_color_makes_a_pipe_a_terminal() -> None:
    run = feedtool("bad.md", FORCE_COLOR="1", COLUMNS="80")
    assert uncoloured(run.stdout.decode()) == SHOWN
    plain = feedtool("bad.md", FORCE_COLOR="1", NO_COLOR="1", COLUMNS="80")
    assert plain.stdout.decode() == SHOWN


def test_an_empty_variable_is_none() -> None:
    assert b"\x1b" not in feedtool("bad.md", FORCE_COLOR="").stdout
    assert "\x1b" in on_terminal("bad.md", NO_COLOR="", TERM="xterm")


def test_a_pipe_gets_no_colours() -> None:
    assert b"\x1b" not in feedtool("bad.md", TERM="xterm").stdout


def test_stdin_is_shown_as_a_file_is() -> None:
    run = feedtool("-", stdin=BAD.encode(), FORCE_COLOR="1", NO_COLOR="1", COLUMNS="80")
    assert run.stdout.decode() == SHOWN.replace("bad.md", "stdin.md")


def test_raw_control_characters_never_reach_a_terminal(here: Path) -> None:
    nasty = "".join(map(chr, [*range(1, 9), *range(14, 32), 127, 0x202E]))
    (here / "a.md").write_text(record(title=nasty), "utf-8")
    (here / "b.md").write_text(f"---\ntitle: {nasty}\n---\n", "utf-8")
    for forced in ("", "1"):
        run = feedtool("a.md", "b.md", FORCE_COLOR=forced, NO_COLOR="1")
        assert not set((run.stdout + run.stderr).decode()) & set(nasty)


# --- help


def test_every_option_that_is_promised_is_in_the_help() -> None:
    told = feedtool("--help").stdout.decode()
    promised = (
        "--config", "--schema", "--select", "--ignore", "--strict", "--fix", "--diff",
        "--output-format", "--output-file", "--max-problems", "--stdin-filename", "--now", "--jobs",
        "--quiet", "-q", "--exit-zero", "--statistics", "--baseline FILE", "--write-baseline FILE",
        "|".join(REPORTS),
    )  # fmt: skip
    assert [option for option in promised if option not in told] == []


def test_the_examples_in_the_help_are_a_line_each() -> None:
    told = feedtool("--help").stdout.decode()
    assert "\n    feedtool validate\n" in told

"""``feedtool build`` as a process: its options, its exit codes, what it says and where."""

import fcntl
import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
import pytest

from feedtool import __version__
from feedtool.cli.build import build as build_command
from feedtool.cli.common.options import executor
from feedtool.cli.group import feedtool as command_line
from tests import forked
from tests.conftest import record
from tests.integration import support
from tests.tables import each

BAD = "---\ntitle: [\n---\n"
# The keys of the report, to the letter of the contract.
REPORT = {
    "version", "records", "valid", "published", "held", "feeds", "written", "unchanged", "removed",
    "problems",
}  # fmt: skip
PROBLEM = {
    "path", "line", "column", "end_line", "end_column", "code", "severity", "pointer", "message",
    "hint", "group", "costs", "parts",
}  # fmt: skip

Done = subprocess.CompletedProcess[bytes]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with the seeds and a configuration of their own."""
    make_site(tmp_path)
    return tmp_path


def make_site(folder: Path) -> None:
    (folder / "seeds").mkdir()
    for seed in support.SEEDS.iterdir():
        (folder / "seeds" / seed.name).write_bytes(seed.read_bytes())
    text = (support.ROOT / "feedtool.toml").read_bytes()
    (folder / "feedtool.toml").write_bytes(text)


def build(site: Path, *arguments: str | Path, **variables: str) -> Done:
    env = support.environment(**variables)
    done = forked.feedtool(("build", *arguments), cwd=site, env=env)
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    assert done.returncode == 0 or done.stderr, "a failure says at least one line"
    return done


def report(site: Path, *arguments: str | Path, **variables: str) -> dict[str, Any]:
    done = build(site, "--output-format", "json", *arguments, **variables)
    document: dict[str, Any] = json.loads(done.stdout)
    return document


def published(site: Path) -> dict[str, bytes]:
    return support.tree(site / "output") if (site / "output").exists() else {}


@contextmanager
def lock(output: Path) -> Iterator[None]:
    """The lock of an output folder, held as another build would."""
    output.mkdir(exist_ok=True)
    descriptor = os.open(output, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def running(
    site: Path, *arguments: str, stdout: int = subprocess.PIPE
) -> Iterator[subprocess.Popen[bytes]]:
    """A build that goes on while the test does something else; it never outlives the test."""
    process = subprocess.Popen(
        [support.SCRIPT, "build", *arguments],
        cwd=site,
        env=support.environment(),
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


# --- what it says ---------------------------------------------------------------------------------


def test_the_json_report_has_the_keys_of_the_contract(site: Path) -> None:
    assert report(site) == {
        "version": 1,
        "records": 5,
        "valid": 5,
        "published": 1,
        "held": {"unpublished": 4, "heat": 0, "embargo": 0, "duplicate": 0},
        "feeds": [
            {
                "name": name,
                "items": 1,
                "files": [f"{path}.rss", f"{path}.atom", f"{path}.json"],
                "changed": True,
            }
            for name, path in [
                ("all", "all"),
                ("ai", "topics/ai"),
                ("ai-in-security", "topics/ai-in-security"),
                ("computer-vision", "topics/computer-vision"),
            ]
        ],
        "written": 20,
        "unchanged": 0,
        "removed": 0,
        "problems": [],
    }
    again = report(site)
    assert again.keys() == REPORT
    assert (again["written"], again["unchanged"], again["removed"]) == (0, 20, 0)
    assert [feed["changed"] for feed in again["feeds"]] == [False] * 4


def test_the_json_report_tells_of_problems_in_full(site: Path) -> None:
    (site / "seeds" / "bad.md").write_text(BAD)
    found = report(site)
    assert (found["records"], found["valid"], found["published"]) == (6, 5, 1)
    (problem,) = found["problems"]
    assert problem.keys() == PROBLEM
    assert (problem["path"], problem["severity"]) == ("seeds/bad.md", "error")
    assert problem["line"] in (2, 3)


def test_the_text_report_has_a_line_a_feed_and_a_summary(site: Path) -> None:
    done = build(site)
    lines = done.stdout.decode().splitlines()
    assert [line.split()[0] for line in lines[:4]] == [
        "all",
        "ai",
        "ai-in-security",
        "computer-vision",
    ]
    assert all(line.endswith("1 item, 1 new, changed") for line in lines[:4])
    assert lines[4:] == [
        "5 records, 1 published, held back: 4 unpublished",
        "20 files written, 0 unchanged, 0 removed",
    ]
    assert done.stderr == b""


def test_problems_are_told_on_stderr_with_their_place(site: Path) -> None:
    (site / "seeds" / "bad.md").write_text(BAD)
    done = build(site)
    assert done.returncode == 1
    first, *_, last = done.stderr.decode().splitlines()
    assert re.match(r"seeds/bad\.md:[23]:\d+: error yaml-[a-z-]+ \S", first)
    assert last == "feedtool: 1 error, 0 warnings in 1 file"
    assert b"bad.md" not in done.stdout


def test_quiet_is_silent_on_success(site: Path) -> None:
    (site / "seeds" / "odd.md").write_bytes(
        next((site / "seeds").glob("*dasa*")).read_bytes().replace(b"\ntype:", b"\nfoo: bar\ntype:")
    )
    for _ in range(2):
        done = build(site, "-q")
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_quiet_tells_once_of_a_cache_that_was_damaged(site: Path) -> None:
    build(site)
    cache = site / ".feedtool-cache" / "builds.sqlite"
    cache.write_bytes(b"no database" * 1000)
    done = build(site, "-q")
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr.startswith(b".feedtool-cache/builds.sqlite: warning cache-damaged ")
    assert build(site, "-q").stderr == b""


def test_quiet_does_not_tell_at_each_run_of_a_cache_that_cannot_be_made(site: Path) -> None:
    (site / ".feedtool-cache").write_text("in the way")
    assert b"cache-unusable" in build(site).stderr
    assert build(site, "-q").stderr == b""


def test_quiet_still_tells_of_failures(site: Path) -> None:
    (site / "seeds" / "bad.md").write_text(BAD)
    done = build(site, "--quiet")
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"seeds/bad.md" in done.stderr


def test_verbose_tells_the_time_and_the_counts_of_each_phase_on_stderr(site: Path) -> None:
    done = build(site, "-v")
    head, *phases = done.stderr.decode().splitlines()
    assert re.fullmatch(rf"run [0-9a-f]{{16}}: feedtool {re.escape(__version__)}", head)
    assert all(re.fullmatch(r"[a-z ]+: \d+\.\d{3} s(, \d+ [a-z]+)+", phase) for phase in phases)
    assert [phase.partition(":")[0] for phase in phases] == [
        "read and validate", "select", "render", "publish",
    ]  # fmt: skip
    assert b" s\n" not in done.stdout


@pytest.mark.parametrize("variables", [{"NO_COLOR": "1"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}])
def test_no_color_means_no_colours_even_on_a_terminal(
    variables: dict[str, str], site: Path
) -> None:
    (site / "seeds" / "bad.md").write_text(BAD)
    terminal, theirs = pty.openpty()
    code = subprocess.call(
        [support.SCRIPT, "build"],
        cwd=site,
        env=support.environment(TERM="xterm-256color", **variables),
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        timeout=60,
    )
    os.close(theirs)
    told = os.read(terminal, 100_000)
    os.close(terminal)
    assert code == 1
    assert b"bad.md" in told
    assert not re.search(rb"\x1b\[[0-9;]*m", told)  # a bar moves the cursor, which is no colour


def test_what_records_say_cannot_reach_the_terminal_as_control_characters(site: Path) -> None:
    name = "a\x1b[31mred\nerror.md"
    (site / "seeds" / name).write_text('---\ntitle: "\\e]0;owned\\a"\n---\n')
    done = build(site)
    assert done.returncode == 1
    assert b"\x1b" not in done.stderr + done.stdout
    assert b"\x07" not in done.stderr + done.stdout
    assert rb"a\x1b[31mred\nerror.md" in done.stderr


@each("option", ["--help", "-h"])
@each("name", [None, *command_line.list_commands(click.Context(command_line))])
def test_help_shows_an_example_on_a_line_of_its_own(name: str | None, option: str) -> None:
    done = forked.feedtool([*([name] if name else []), option], env=support.environment())
    assert (done.returncode, done.stderr) == (0, b"")
    told = done.stdout.decode()
    assert re.search(rf"^  Examples?:\s+feedtool {name or '[a-z]+'}", told, re.MULTILINE)
    assert "\\b" not in told


def test_the_help_of_build_names_every_option_of_the_contract() -> None:
    told = support.feedtool("build", "--help").stdout.decode()
    for option in (
        "--config FILE", "--seeds DIR", "--output DIR", "--min-heat", "--now RFC3339", "--strict",
        "--dry-run", "--jobs", "--no-cache", "--output-format [text|json]", "-q", "-v",
    ):  # fmt: skip
        assert option in told
    assert "scheduler" not in told  # for the few that docs/scaling.md tells of it


def test_the_version_is_told() -> None:
    assert support.started("--version").stdout.decode().split()[-1] == __version__


def test_the_package_runs_as_a_module(site: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "feedtool", "build", "-q"],
        cwd=site,
        env=support.environment(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert "all.rss" in published(site)


# --- what it takes --------------------------------------------------------------------------------


def test_the_configuration_is_found_in_a_parent(site: Path) -> None:
    deep = site / "some" / "folder"
    deep.mkdir(parents=True)
    done = support.feedtool("build", "-q", cwd=deep)
    assert done.returncode == 0
    assert "all.rss" in published(site)


def test_paths_of_the_configuration_are_relative_to_it(site: Path) -> None:
    done = support.feedtool("build", "-q", "--config", site / "feedtool.toml", cwd=Path("/"))
    assert done.returncode == 0
    assert "all.rss" in published(site)


def test_paths_of_the_command_line_are_relative_to_where_it_runs(site: Path) -> None:
    (site / "elsewhere").mkdir()
    arguments = ("--config", "../feedtool.toml", "--seeds", "../seeds", "--output", "public/feeds")
    done = support.started("build", "-q", *arguments, cwd=site / "elsewhere")
    assert done.returncode == 0
    assert (site / "elsewhere" / "public" / "feeds" / "index.html").is_file()
    assert not (site / "output").exists()


def test_the_folder_option_is_as_if_started_there(site: Path) -> None:
    done = support.feedtool("-C", site, "build", "--seeds", "seeds", "-q", cwd=Path("/"))
    assert done.returncode == 0
    assert "all.rss" in published(site)


@pytest.mark.parametrize("line", ["draft: true", "hidden: true"])
def test_a_draft_and_a_hidden_story_are_held_back_as_unpublished(line: str, site: Path) -> None:
    (story,) = [
        file
        for file in (site / "seeds").glob("*.md")
        if "published: true" in file.read_text("utf-8")
    ]
    before = report(site)
    text = story.read_text("utf-8")
    story.write_text(text.replace("published: true", f"published: true\n{line}"), "utf-8")
    found = report(site)
    assert (before["published"], found["published"]) == (1, 0)
    assert found["held"]["unpublished"] == before["held"]["unpublished"] + 1
    story.write_text(
        text.replace("published: true", f"published: true\n{line.replace('true', 'false')}"),
        "utf-8",
    )
    assert report(site)["published"] == 1


def test_min_heat_holds_back(site: Path) -> None:
    found = report(site, "--min-heat", "77")
    assert (found["published"], found["held"]["heat"]) == (0, 1)
    assert report(site, "--min-heat", "76")["published"] == 1


@pytest.mark.parametrize(
    ("now", "held"),
    [
        ("2023-09-01T15:39:59Z", 1),
        ("2023-09-01T15:40:00Z", 0),
        ("2023-09-01T17:40:00+02:00", 0),
        ("2023-09-01T17:39:59+02:00", 1),
    ],
)
def test_now_decides_the_embargo(now: str, held: int, site: Path) -> None:
    assert report(site, "--now", now)["held"]["embargo"] == held


def test_dry_run_writes_nothing_and_says_what_would_change(site: Path) -> None:
    done = build(site, "--dry-run")
    assert done.returncode == 0
    assert done.stdout.endswith(b"20 files would be written, 0 unchanged, 0 would be removed\n")
    assert not (site / "output").exists()
    build(site)
    before = published(site)
    found = report(site, "--dry-run", "--min-heat", "100")
    assert (found["written"], [feed["changed"] for feed in found["feeds"]]) != (0, [False] * 4)
    assert published(site) == before


def test_strict_publishes_nothing_where_there_is_any_problem(site: Path) -> None:
    seed = next((site / "seeds").glob("*dasa*"))
    seed.write_bytes(seed.read_bytes().replace(b"\ntype:", b"\ntitel: typo\ntype:"))
    found = build(site, "--strict")
    assert found.returncode == 1
    assert re.search(rb"warning schema-unknown-key .*titel", found.stderr)
    assert b"nothing was published" in found.stderr
    assert published(site) == {}
    assert build(site).returncode == 0
    assert "all.rss" in published(site)


def test_strict_publishes_what_has_no_problem(site: Path) -> None:
    for seed in (site / "seeds").iterdir():
        seed.unlink()
    (site / "seeds" / "good.md").write_text(record(), "utf-8")
    assert build(site, "--strict").returncode == 0
    assert "all.rss" in published(site)


@pytest.mark.parametrize("arguments", [["--jobs", "2"], ["--jobs", "1"], ["--no-cache"]])
def test_how_records_are_read_changes_nothing(arguments: list[str], site: Path) -> None:
    build(site)
    before = published(site)
    assert report(site, *arguments)["written"] == 0
    assert published(site) == before


def test_many_feeds_are_shared_among_processes_and_come_out_the_same(site: Path) -> None:
    with (site / "feedtool.toml").open("a", encoding="utf-8") as file:
        file.writelines(f'[topics.t{number}]\nname = "T{number}"\n' for number in range(20))
    build(site, "--no-cache", "--jobs", "1", "--output", "alone")
    build(site, "--no-cache", "--jobs", "2", "--output", "shared")
    alone = support.tree(site / "alone")
    assert len(alone) > 20 * 4
    assert alone == support.tree(site / "shared")


def test_variables_override_the_configuration(site: Path) -> None:
    found = report(
        site,
        FEEDTOOL_SITE_TITLE="Another title",
        FEEDTOOL_FEEDS_FORMATS="rss, json",
        FEEDTOOL_FEEDS_OUTPUT="public",
    )
    assert found["feeds"][0]["files"] == ["all.rss", "all.json"]
    assert "<title>Another title</title>" in (site / "public" / "all.rss").read_text("utf-8")
    assert not (site / "output").exists()


def test_the_command_line_overrides_the_variables(site: Path) -> None:
    assert report(site, "--min-heat", "0", FEEDTOOL_FEEDS_MIN_HEAT="999")["published"] == 1
    assert report(site, FEEDTOOL_FEEDS_MIN_HEAT="999")["published"] == 0


def test_a_format_switched_off_is_removed_and_what_is_not_ours_stays(site: Path) -> None:
    build(site)
    (site / "output" / "mine.rss").write_text("mine")
    (site / "output" / "topics" / "mine.json").write_text("mine")
    found = report(site, FEEDTOOL_FEEDS_FORMATS="rss,atom")
    assert found["removed"] == 4
    left = published(site)
    assert [path for path in left if path.endswith(".json")] == ["topics/mine.json", "topics.json"]
    assert "mine.rss" in left


# --- how it ends ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--now", "yesterday"], "yesterday"),
        (["--now", "2023-09-01"], "2023-09-01"),
        (["--min-heat", "hot"], "hot"),
        (["--jobs", "0"], "0"),
        (["--output-format", "yaml"], "yaml"),
        (["--colour"], "--colour"),
        (["seeds"], "seeds"),
        (["--config", "missing.toml"], "missing.toml"),
        (["--config", "seeds"], "seeds"),
        (["--seeds", "missing"], "missing"),
        (["--seeds", "empty"], "empty"),
        (["--seeds", "feedtool.toml"], "feedtool.toml"),
    ],
)
def test_wrong_use_is_exit_code_2_and_writes_nothing(
    arguments: list[str], said: str, site: Path
) -> None:
    (site / "empty").mkdir()
    build(site)
    before = published(site)
    done = build(site, *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in done.stderr.decode()
    assert published(site) == before


@pytest.mark.parametrize("arguments", [["bild"], ["-C", "missing", "build"]])
def test_wrong_commands_are_exit_code_2(arguments: list[str], site: Path) -> None:
    done = support.feedtool(*arguments, cwd=site)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('title = "AI Every Day"', 'titel = "AI Every Day"', r"feedtool\.toml:4:1: error .*titel"),
        ("[feeds]", "[feeds]\nmin_heet = 3", r"min_heat"),
        ("[feeds]", "[feeds]\nlimit = 0", r"feedtool\.toml:16:1: error config-[a-z]+ .*limit"),
        ("[feeds]", "[feeds", r"feedtool\.toml:\d+:\d+: error config-syntax"),
        (
            'url = "https://everyday.cc/ai/"\ndesc',
            'url = "ftp://x/"\ndesc',
            r"feedtool\.toml:5:1: error config-[a-z]+ .*ftp://x/",
        ),
        ('parent = "AI"', 'parent = "A1"', r"A1"),
        ("[topics.ai]", "[topics.all]", r"reserved"),
    ],
)
def test_a_wrong_configuration_is_exit_code_2_with_its_place(
    old: str, new: str, said: str, site: Path
) -> None:
    file = site / "feedtool.toml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    done = build(site)
    assert (done.returncode, done.stdout) == (2, b"")
    assert re.search(said, done.stderr.decode())
    assert not (site / "output").exists()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("FEEDTOOL_FEEDS_MIN_HEAT", "warm", "FEEDTOOL_FEEDS_MIN_HEAT"),
        ("FEEDTOOL_FEEDS_MINHEAT", "3", "FEEDTOOL_FEEDS_MIN_HEAT"),
        ("FEEDTOOL_SITE_URL", "everyday.cc", "everyday.cc"),
    ],
)
def test_a_wrong_variable_is_exit_code_2(name: str, value: str, said: str, site: Path) -> None:
    done = build(site, **{name: value})
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in done.stderr.decode()


def test_no_configuration_at_all_is_exit_code_2(tmp_path: Path) -> None:
    done = build(tmp_path)
    assert done.returncode == 2
    assert b"feedtool.toml" in done.stderr


def test_no_valid_record_leaves_what_is_published(site: Path) -> None:
    build(site)
    before = published(site)
    for seed in (site / "seeds").iterdir():
        seed.write_text(BAD)
    done = build(site)
    assert done.returncode == 1
    assert b"nothing was published" in done.stderr
    assert published(site) == before


@pytest.mark.parametrize(("path", "code"), [("feedtool.toml", 2), ("feedtool.toml/below", 3)])
def test_a_file_where_a_folder_should_be_is_left_alone(path: str, code: int, site: Path) -> None:
    before = support.tree(site)
    done = build(site, "--output", path)
    assert (done.returncode, done.stdout) == (code, b"")
    assert support.tree(site) == before


def test_a_file_too_large_for_the_disk_leaves_the_old_feeds_whole(site: Path) -> None:
    build(site)
    before = published(site)
    seed = next((site / "seeds").glob("*dasa*"))
    seed.write_bytes(seed.read_bytes().replace(b"DASA Plans", b"DASA Really Plans"))
    done = subprocess.run(
        ["/bin/sh", "-c", f'ulimit -f 4; exec "{support.SCRIPT}" build -q'],
        cwd=site,
        env=support.environment(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 3
    assert done.stderr.startswith(b"feedtool: cannot ")
    assert published(site) == before
    assert build(site, "-q").returncode == 0
    assert b"DASA Really Plans" in published(site)["all.rss"]


@pytest.mark.linux
def test_a_full_stdout_is_exit_code_3_without_a_traceback(site: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        for form in ("text", "json"):
            done = subprocess.run(
                [support.SCRIPT, "build", "--output-format", form],
                cwd=site,
                env=support.environment(),
                stdout=full,
                stderr=subprocess.PIPE,
                timeout=60,
                check=False,
            )
            assert done.returncode == 3
            assert done.stderr.startswith(b"feedtool: cannot write")
            assert b"Traceback" not in done.stderr
            assert b"Exception ignored" not in done.stderr


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("bad", [False, True])
def test_a_reader_that_goes_away_is_no_failure(form: str, bad: bool, site: Path) -> None:  # noqa: FBT001
    if bad:
        (site / "seeds" / "bad.md").write_text(BAD)
    theirs, ours = os.pipe()
    os.close(theirs)
    with running(site, "--output-format", form, stdout=ours) as process:
        os.close(ours)
        _, told = process.communicate(timeout=60)
    assert b"Traceback" not in told
    assert b"Exception ignored" not in told
    assert b"Broken pipe" not in told
    assert process.returncode == (1 if bad else 0)
    assert "all.rss" in published(site)


def test_the_first_byte_is_enough_for_head(site: Path) -> None:
    command = f'"{support.SCRIPT}" build --output-format json | head -c1'
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=site,
        env=support.environment(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.stdout, done.stderr) == (b"{", b"")


@pytest.mark.parametrize(
    ("sent", "code"),
    [(signal.SIGHUP, 129), (signal.SIGINT, 130), (signal.SIGTERM, 143)],
    ids=["HUP", "INT", "TERM"],
)
def test_a_signal_ends_the_build_at_once_and_says_so(
    sent: signal.Signals, code: int, site: Path
) -> None:
    build(site)
    before = published(site)
    with lock(site / "output"), running(site, "-q") as process:
        time.sleep(1)  # it has long come to wait for the lock
        assert process.poll() is None
        process.send_signal(sent)
        said, told = process.communicate(timeout=10)
    assert (process.returncode, said) == (code, b"")
    assert re.fullmatch(rb"feedtool: (hung up|interrupted|terminated)\n", told)
    assert published(site) == before


def test_processes_that_read_for_another_end_at_once_and_leave_the_word_to_it() -> None:
    pool = executor(2, 1, ())
    assert pool is not None
    found = dict(pool.map(handlers_of_process, range(9)))
    pool.shutdown()
    found.pop(os.getpid(), None)
    assert set(found.values()) == {(signal.SIG_DFL,) * 3}


def handlers_of_process(_: int) -> tuple[int, tuple[object, ...]]:
    """The process that is at work, and what it does when a signal comes; it takes its time over that."""
    time.sleep(0.01)
    ends = (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)
    return os.getpid(), tuple(map(signal.getsignal, ends))


@pytest.mark.linux
@pytest.mark.parametrize(
    ("sent", "library"),
    [
        (signal.SIGINT, "jsonschema_rs"),
        (signal.SIGINT, "_yaml"),
        (signal.SIGINT, "lxml"),
        (signal.SIGTERM, "jsonschema_rs"),
        (signal.SIGTERM, "lxml"),
        (signal.SIGHUP, "lxml"),
    ],
)
def test_an_interrupt_while_it_starts_shows_no_traceback_either(
    sent: signal.Signals, library: str, site: Path
) -> None:
    with running(site, "-q") as process:
        maps = Path(f"/proc/{process.pid}/maps")
        while process.poll() is None and f"/{library}" not in maps.read_text():
            pass  # the moment is over in milliseconds
        process.send_signal(sent)
        _, told = process.communicate(timeout=10)
    assert b"Traceback" not in told
    assert process.returncode in (0, 128 + sent, -sent)
    assert not [path for path in published(site) if "staged" in path]


def test_another_build_in_the_folder_is_exit_code_4(site: Path) -> None:
    with lock(site / "output"):
        done = build(site, "-q", "--lock-timeout", "0.3")
    assert (done.returncode, done.stdout) == (4, b"")
    assert re.match(rb"feedtool: another build holds .*\n", done.stderr)
    assert not published(site)


def test_it_waits_half_a_minute_for_another_build() -> None:
    (option,) = (option for option in build_command.params if option.name == "lock_timeout")
    assert option.default == 30

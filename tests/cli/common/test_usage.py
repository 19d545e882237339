"""Wrong ways to call the program: one short message on stderr, exit code 2, never a traceback."""

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from feedtool import cli
from feedtool.cli import group
from feedtool.cli.common.command import Command
from tests import forked
from tests.conftest import record, unprivileged, write_config
from tests.integration import support
from tests.tables import each

EVERY = list(cli.COMMANDS)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write_config(tmp_path)
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.md").write_text(record(), "utf-8")
    (tmp_path / "output").mkdir()
    return tmp_path


def wrong(site: Path, *arguments: str | bytes | Path) -> str:
    """The one line that wrong use is answered with; nothing is written anywhere."""
    done = forked.feedtool(arguments, cwd=site, env=support.environment())
    assert (done.returncode, done.stdout) == (2, b""), done
    told = done.stderr.decode()
    assert told.startswith("feedtool: ")
    assert (told.count("\n"), told[-1]) == (1, "\n")
    assert len(told) < 500
    assert sorted(path.name for path in site.iterdir()) == ["feedtool.toml", "output", "seeds"]
    assert [*(site / "output").iterdir()] == []
    return told.removeprefix("feedtool: ").removesuffix("\n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        # no such command
        (["bild"], "there is no command bild; did you mean build?"),
        (["BUILD"], "there is no command BUILD; did you mean build?"),
        (["valid"], "there is no command valid; did you mean validate?"),
        (["version"], "there is no command version; did you mean --version?"),
        (["lint"], "there is no command lint; did you mean validate?"),
        (["xyz"], "there is no command xyz; see feedtool --help"),
        (["seeds/a.md"], "there is no command seeds/a.md; see feedtool --help"),
        (["-"], "there is no command -; see feedtool --help"),
        ([""], "there is no command ; see feedtool --help"),
        (["--", "--version"], "there is no command --version"),
        (["help", "bild"], "there is no command bild; did you mean build?"),
        (["help", "build", "seeds"], "unexpected extra argument (seeds); see feedtool help --help"),
        # no command at all
        (["-C", "."], "missing command; see feedtool --help"),
        (["-C"], "option '-C' requires an argument; see feedtool --help"),
        (["--"], "missing command"),
        # no such option
        (["build", "--min-heta", "3"], "there is no option --min-heta; did you mean --min-heat?"),
        (["build", "--out-put=x"], "there is no option --out-put; did you mean --output?"),
        (["build", "-x"], "there is no option -x; see feedtool build --help"),
        (["build", "-qx"], "there is no option -x; see feedtool build --help"),
        (["build", "--nope"], "there is no option --nope; see feedtool build --help"),
        (["build", "-C", "seeds"], "no option -C behind a command; write feedtool -C … build"),
        (["--nope"], "there is no option --nope before a command; see feedtool --help"),
        (["--config", "a.toml", "build"], "no option --config before a command; see feedtool --help"),
        (["-q", "build"], "no option -q before a command; see feedtool --help"),
        (["build", "-V"], "there is no option -V"),
        # a value that is missing, empty or too much
        (["build", "--seeds"], "option '--seeds' requires an argument; see feedtool build --help"),
        (["build", "--seeds="], "invalid value for '--seeds': it is empty"),
        (["build", "--output", ""], "invalid value for '--output': it is empty"),
        (["build", "--config", ""], "invalid value for '--config': it is empty"),
        (["validate", ""], "it is empty; see feedtool validate --help"),
        (["validate", "seeds", ""], "it is empty"),
        (["validate", "--select", ""], "invalid value for '--select': it is empty"),
        (["check", "--profile="], "invalid value for '--profile': it is empty"),
        (["-C", "", "build"], "invalid value for '-C': it is empty"),
        (["build", "--strict=yes"], "option '--strict' does not take a value"),
        (["build", "--dry-run=0"], "option '--dry-run' does not take a value"),
        # a value that cannot be
        (["build", "--output-format", "xml"], "'xml' is not one of 'text', 'json'"),
        (["check", "--profile", "w3"], "'w3' is not one of 'default', 'strict', 'podcast', 'w3c'"),
        (["build", "--jobs", "many"], "'many' is not a valid integer"),
        (["build", "--jobs", "0"], "0 is not in the range"),
        (["build", "--min-heat", "warm"], "'warm' is not a valid integer"),
        (["build", "--lock-timeout", "soon"], "'soon' is not a valid float"),
        (["build", "--lock-timeout", "nan"], "'nan' is not a number of seconds"),
        (["build", "--lock-timeout", "inf"], "'inf' is not a number of seconds"),
        (["build", "--now", "today"], "--now today is no RFC 3339 date-time"),
        (["build", "--log-format", "xml"], "'xml' is not one of 'text', 'json'"),
        (["validate", "--select", "titel-markup"], "no code titel-markup; did you mean title-markup?"),
        (["validate", "--ignore", "title-,zzz"], "there is no code zzz; feedtool rules lists all"),
        (["validate", "--select", ","], "a list of codes without a code"),
        (["rules", "dat"], "there is no code dat; did you mean date-?"),
        (["rules", "--command", "check", "yaml-tag"], "check reports no code yaml-tag"),
        (["schema", "records"], "'records' is not one of 'record', 'config', 'topic'"),
        (["ledger"], "missing argument '{init|import}'. Choose from: init, import; see"),
        # files and folders
        (["-C", "nowhere", "build"], "Directory 'nowhere' does not exist"),
        (["-C", "feedtool.toml", "build"], "Directory 'feedtool.toml' is a file"),
        (["build", "--config", "nowhere.toml"], "nowhere.toml"),
        (["build", "--config", "seeds"], "cannot read the configuration"),
        (["build", "--seeds", "nowhere"], "nowhere"),
        (["build", "--seeds", "feedtool.toml"], "feedtool.toml"),
        (["build", "--output", "feedtool.toml"], "--output feedtool.toml is no folder"),
        (["validate", "nowhere.md"], "there is no nowhere.md"),
        (["validate", "--schema", "nowhere.json"], "nowhere.json"),
        (["check", "nowhere.xml"], "there is no nowhere.xml"),
        # too many words
        (["build", "seeds"], "got unexpected extra argument (seeds); see feedtool build --help"),
        (["build", "help"], "got unexpected extra argument (help); see feedtool build --help"),
        (["rules", "a", "b"], "got unexpected extra argument (b)"),
        (["build", *("word" * 100,) * 100], "got unexpected extra arguments"),
        (["x" * 100_000], "there is no command xxx"),
        (["a\nb\x1b[31m"], "there is no command a\\nb\\x1b[31m"),
        ([b"caf\xe9"], "there is no command caf\\udce9"),
        # what does not go together
        (["validate", "--fix", "--diff"], "choose one"),
        (["build", "--executor", "dask"], "--scheduler"),
    ],
    ids=lambda value: repr(value)[:60],
)  # fmt: skip
def test_wrong_use(arguments: Sequence[str | bytes], told: str, site: Path) -> None:
    assert told in wrong(site, *arguments)


def test_no_command_shows_the_help_where_messages_go(site: Path) -> None:
    done = forked.feedtool([], cwd=site, env=support.environment())
    asked = forked.feedtool(["--help"], cwd=site, env=support.environment())
    assert (done.returncode, done.stdout) == (2, b"")
    assert (asked.returncode, asked.stdout, asked.stderr) == (0, done.stderr, b"")


@pytest.mark.parametrize("command", EVERY)
def test_help_is_asked_for_in_three_ways(command: str, site: Path) -> None:
    ways = (["help", command], [command, "--help"], [command, "-h"])
    told = [forked.feedtool(way, cwd=site, env=support.environment()) for way in ways]
    assert {(one.returncode, one.stdout, one.stderr) for one in told} == {(0, told[0].stdout, b"")}
    assert told[0].stdout.startswith(f"Usage: feedtool {command}".encode())


@each("command", ["", *EVERY])
def test_help_is_readable_in_80_columns(command: str) -> None:
    done = forked.feedtool([*command.split(), "-h"], env=support.environment(COLUMNS="80"))
    assert max(map(len, done.stdout.decode().splitlines())) <= 80


@pytest.mark.parametrize("flag", ["-V", "--version"])
def test_the_version(flag: str) -> None:
    done = forked.feedtool([flag], env=support.environment())
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"feedtool")


def test_a_working_directory_that_has_gone(site: Path) -> None:
    done = shell(site, 'mkdir gone; cd gone; rmdir ../gone; "$0" validate')
    assert (done.returncode, done.stdout) == (2, b"")
    *of_the_shell, own = done.stderr.splitlines(keepends=True)
    assert own == (
        b"feedtool: cannot work in the working directory: No such file or directory; "
        b"see feedtool --help\n"
    )
    assert all(line.startswith((b"sh: ", b"shell-init: ")) for line in of_the_shell)


def test_a_folder_that_may_not_be_entered(tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0)
    with unprivileged(tmp_path):
        done = forked.feedtool(["-C", "locked", "build"], env=support.environment())
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Permission denied" in done.stderr or b"not readable" in done.stderr


def test_the_documents_tell_of_every_command() -> None:
    readme = (support.ROOT / "README.md").read_text("utf-8")
    assert re.findall(r"^\| `feedtool (\w+)", readme, re.MULTILINE) == EVERY


# --- every command


def run(site: Path, *arguments: str) -> tuple[int, bytes, bytes]:
    done = support.feedtool(*arguments, cwd=site)
    assert b"Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr


def run_as(site: Path, program: Sequence[str | Path], *arguments: str) -> tuple[int, bytes, bytes]:
    """As ``run``, in a process of its own, under a name."""
    done = subprocess.run(
        [*program, *arguments],
        cwd=site,
        env=support.environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert b"Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr


PROGRAMS = ([support.SCRIPT], [sys.executable, "-m", "feedtool"])


@pytest.mark.parametrize("command", EVERY)
def test_a_command_alone_is_answered(command: str, site: Path) -> None:
    code, out, err = run(site, command)
    assert code in (0, 1) or (code == 2 and err.startswith((b"feedtool: ", b"Usage: ")))
    assert out or err


@pytest.mark.parametrize("command", EVERY)
def test_a_command_with_a_wrong_option_says_so(command: str, site: Path) -> None:
    told = run(site, command, "--nonsense")
    assert told[:2] == (2, b"")
    assert told[2].startswith(b"feedtool: there is no option --nonsense")
    in_json = run(site, command, "--nonsense", "--log-format=json")
    assert in_json[2].startswith(b"{")


@pytest.mark.parametrize("program", PROGRAMS, ids=["feedtool", "python -m feedtool"])
@pytest.mark.parametrize("command", ["validate", "rules"])
def test_it_says_so_under_both_names(
    program: Sequence[str | Path], command: str, site: Path
) -> None:
    assert run_as(site, program, command, "--nonsense") == run(site, command, "--nonsense")


@pytest.mark.parametrize("command", EVERY)
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_command_is_completed_for_each_shell(command: str, shell: str, site: Path) -> None:
    for words, last in (
        (f"feedtool {command} --lo", "--lo"),
        (f"feedtool {command[:-1]}", command[:-1]),
    ):
        asked = {
            "_FEEDTOOL_COMPLETE": f"{shell}_complete",
            "COMP_WORDS": words,
            "COMP_CWORD": last if shell == "fish" else str(words.count(" ")),
        }
        done = support.feedtool(cwd=site, env=support.environment(**asked))
        assert (done.returncode, done.stderr) == (0, b"")
        assert (b"--log-format" if last == "--lo" else command.encode()) in done.stdout


@each("command", EVERY)
def test_a_command_has_what_all_have_in_common(command: str) -> None:
    """Without it its empty values and its help would be answered in another way."""
    found = group.feedtool.get_command(None, command)  # type: ignore[arg-type]
    assert isinstance(found, Command)
    assert "log_format" in {param.name for param in found.params}


# --- streams that are closed, or that nobody reads


def shell(site: Path, command: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command, support.SCRIPT],
        cwd=site,
        env=support.environment(),
        capture_output=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    "arguments", ["--version", "--help", "", "build --help", "rules", "schema", "bild", "build -v",
                  "validate bad.md", "build --log-format json", "check nowhere.xml"],
)  # fmt: skip
@pytest.mark.parametrize("stream", [1, 2])
def test_a_pipe_that_nobody_reads_changes_no_exit_code(
    arguments: str, stream: int, site: Path
) -> None:
    (site / "bad.md").write_text(record(heat="hot"), "utf-8")
    usual, _, _ = run(site, *arguments.split())
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(
            [support.SCRIPT, *arguments.split()],
            cwd=site,
            env=support.environment(),
            stdin=subprocess.DEVNULL,
            stdout=writer if stream == 1 else subprocess.PIPE,
            stderr=writer if stream == 2 else subprocess.PIPE,
            timeout=60,
            check=False,
        )
    finally:
        os.close(writer)
    assert done.returncode == usual
    assert b"Traceback" not in (done.stdout or b"") + (done.stderr or b"")
    assert b"Exception ignored" not in (done.stderr or b"")


@pytest.mark.parametrize("arguments", ["--version", "bild", "build", "validate bad.md"])
def test_a_closed_stderr_changes_no_exit_code(arguments: str, site: Path) -> None:
    (site / "bad.md").write_text(record(heat="hot"), "utf-8")
    usual, _, _ = run(site, *arguments.split())
    assert shell(site, f'"$0" {arguments} >/dev/null 2>&-').returncode == usual

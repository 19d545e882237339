"""What bash, zsh and fish are offered: commands, options, choices, codes, topics, folders, files."""

import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import click
import pytest
from click.shell_completion import ShellComplete

from feedtool import cli
from feedtool.cli import group
from feedtool.cli.common import completion
from feedtool.cli.common.command import Command
from tests.conftest import record, write_config
from tests.integration import support
from tests.tables import each


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write_config(tmp_path, '[topics.ai]\nname = "AI"\n[topics.cv]\nname = "Computer Vision"\n')
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "story.md").write_text(record(), "utf-8")
    return tmp_path


def offered(line: str, command: click.Command = group.feedtool) -> list[str]:
    """What a line may go on with, by click's own protocol."""
    *words, last = line.split(" ")
    items = ShellComplete(command, {}, "feedtool", "").get_completions(words, last)
    return [item.value if item.type == "plain" else f"<{item.type}>" for item in items]


@each(
    ("line", "values"),
    [
        ("", list(cli.COMMANDS)),
        ("b", ["build"]),
        ("help va", ["validate"]),
        ("--ver", ["--version"]),
        ("-C ", ["<dir>"]),
        ("-C seeds bu", ["build"]),
        ("build --output-f", ["--output-format"]),
        ("build --output-format ", ["text", "json"]),
        ("build --log-format=j", ["json"]),
        ("check --profile w", ["w3c"]),
        ("schema ", ["record", "config", "topic"]),
        ("rules --command ", ["validate", "build", "check"]),
        ("build --seeds ", ["<dir>"]),
        ("build --output pu", ["<dir>"]),
        ("build --config ", ["<file>"]),
        ("validate --schema ", ["<file>"]),
        ("validate ", ["<file>"]),
        ("validate seeds/a.md ", ["<file>"]),
        ("check ", ["<file>"]),
        ("nonsense ", list(cli.COMMANDS)),
        ("build --nonsense ", []),
        ("build --min-heat ", []),
    ],
)
def test_what_a_line_may_go_on_with(line: str, values: list[str]) -> None:
    assert offered(line) == values


@each(
    ("line", "some"),
    [
        ("rules ", ["date-", "schema-", "guard-"]),
        ("rules da", ["date-range", "date-in-future"]),
        ("rules date-r", ["date-rfc822", "date-range"]),
        ("rules opml-v", ["opml-version"]),
        ("validate --select ", ["all", "default", "schema-"]),
        ("validate --ignore excerpt-c", ["excerpt-cut"]),
        ("validate --select title-markup,ex", ["title-markup,excerpt-cut"]),
        ("validate --select title-,text-,al", ["title-,text-,all"]),
        ("check --select date-rfc8", ["date-rfc822", "date-rfc822-zone"]),
        ("check --ignore xml-version,rss-guid-w", ["xml-version,rss-guid-weak"]),
    ],
)
def test_codes_are_offered_one_step_at_a_time(line: str, some: list[str]) -> None:
    found = offered(line)
    assert [value for value in found if value in some] or some == found
    assert set(some) <= set(found)
    assert all(value.startswith(line.rpartition(" ")[2]) for value in found)
    assert len(found) < 80


@pytest.mark.parametrize(
    ("line", "others"),
    [
        ("validate --select rss-", "rss-guid-weak"),  # of feeds
        ("check --select yaml-", "yaml-tag"),  # of records
        ("validate --select all,", "all,all"),  # already there
        ("validate --select excerpt-cut,excerpt-", "excerpt-cut,excerpt-cut"),
    ],
)
def test_no_code_is_offered_in_vain(line: str, others: str) -> None:
    assert others not in offered(line)


@click.command(cls=Command)
@click.option("--config", "config_file", type=click.Path(path_type=Path))
@click.option("--topic", shell_complete=completion.topics)
def with_topics(**_: object) -> None:
    """A command that takes a topic."""


def test_topics_are_those_of_the_configuration(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site)
    assert offered("--topic ", with_topics) == ["AI", "Computer Vision"]
    assert offered("--topic Co", with_topics) == ["Computer Vision"]
    monkeypatch.chdir("/")
    assert offered("--topic ", with_topics) == []
    config = site / "feedtool.toml"
    assert offered(f"--config {config} --topic A", with_topics) == ["AI"]
    config.write_text("[site\n", "utf-8")
    assert offered(f"--config {config} --topic A", with_topics) == []


# --- as a process of its own


def asked(site: Path, shell: str, words: str, *, at: int) -> subprocess.CompletedProcess[bytes]:
    """What the program answers when a shell asks how a line goes on."""
    last = words.rsplit(" ", maxsplit=1)[-1]
    env = {
        "_FEEDTOOL_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": last if shell == "fish" else str(at),
    }
    return support.feedtool(cwd=site, env=support.environment(**env))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize("words", ['feedtool "bui', "feedtool 'a b", "feedtool \\", "feedtool", ""])
def test_a_line_that_is_being_typed_shows_no_traceback(shell: str, words: str, site: Path) -> None:
    assert asked(site, shell, words, at=1).stderr == b""


@pytest.mark.parametrize("value", ["tcsh_source", "bash_nonsense", "bash", "1"])
def test_what_no_shell_asks_is_wrong_use(value: str, site: Path) -> None:
    done = support.feedtool(cwd=site, env=support.environment(_FEEDTOOL_COMPLETE=value))
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"feedtool: _FEEDTOOL_COMPLETE=")
    assert done.stderr.count(b"\n") == 1


PROBE = """
import sys
from feedtool import cli
cli.run()
print("probe", *sorted(sys.modules), file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("line", "forbidden"),
    [
        ("feedtool b", {"feedtool.cli.build", "feedtool.check", "yaml", "jsonschema_rs"}),
        ("feedtool rules da", {"yaml", "jsonschema", "jsonschema_rs", "lxml"}),
        ("feedtool build --se", {"feedgen", "jsonschema", "lxml", "minijinja"}),
        ("feedtool validate --select sc", {"feedtool.check", "jsonschema", "nh3"}),
    ],
)
def test_a_completion_imports_little(line: str, forbidden: set[str]) -> None:
    env = {
        "_FEEDTOOL_COMPLETE": "bash_complete",
        "COMP_WORDS": line,
        "COMP_CWORD": str(line.count(" ")),
    }
    done = subprocess.run(
        [sys.executable, "-c", PROBE],
        env=support.environment(**env),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("plain,")
    modules = done.stderr.split()
    assert modules[0] == "probe"
    assert forbidden.isdisjoint(modules)


# --- in the shells themselves

# What is typed before the tab, and the words that the line has then.
TYPED = [
    ("feedtool bui", "feedtool|build"),
    ("feedtool build --output-f", "feedtool|build|--output-format"),
    ("feedtool build --output-format js", "feedtool|build|--output-format|json"),
    ("feedtool build --output-format=js", "feedtool|build|--output-format=json"),
    ("feedtool check --select rss-guid-w", "feedtool|check|--select|rss-guid-weak"),
    (
        "feedtool check --select date-npt,rss-guid-w",
        "feedtool|check|--select|date-npt,rss-guid-weak",
    ),
    ("feedtool rules opml-vers", "feedtool|rules|opml-version"),
    ("feedtool validate see", "feedtool|validate|seeds/"),
    ("feedtool build --seeds see", "feedtool|build|--seeds|seeds/"),
    ("feedtool validate seeds/sto", "feedtool|validate|seeds/story.md"),
    ("feedtool build --config feedt", "feedtool|build|--config|feedtool.toml"),
]
INTERACTIVE = {
    "bash": (
        ["bash", "--norc", "--noprofile", "-i"],
        'bind "set enable-bracketed-paste off"; eval "$(_FEEDTOOL_COMPLETE=bash_source feedtool)"',
    ),
    "zsh": (
        ["zsh", "-f", "-i"],
        (
            "bindkey -e; autoload -U compinit; compinit -u -D\n"
            'eval "$(_FEEDTOOL_COMPLETE=zsh_source feedtool)"'
        ),
    ),
}
TO_START, TAB = "\x01", "\t"


def user(site: Path) -> dict[str, str]:
    """The environment of somebody who has feedtool in the path."""
    path = f"{support.SCRIPT.parent}:/usr/local/bin:/usr/bin:/bin"
    return support.environment(PATH=path, TERM="dumb", HOME=str(site), LANG="C.UTF-8", EDITOR="ed")


def typed(shell: str, site: Path, lines: Sequence[str]) -> str:
    """What a terminal shows where lines are typed into a shell, each with a tab at its end.

    Then each is made the arguments of printf, so that it is shown word by word.
    """
    program, set_up = INTERACTIVE[shell]
    terminal, end = pty.openpty()
    with subprocess.Popen(
        program, cwd=site, env=user(site), stdin=end, stdout=end, stderr=end, start_new_session=True
    ) as process:
        os.close(end)
        try:
            shown = after(terminal, f"{set_up}; echo re''ady\n", r"ready\r")
            for number, line in enumerate(lines):
                words = f"{TO_START}printf '%s|' do''ne{number} \n"
                shown += after(terminal, f"{line}{TAB}{words}", rf"done{number}\|.*\|")
        finally:
            process.kill()
            os.close(terminal)
    return shown


def after(terminal: int, text: str, awaited: str) -> str:
    """What a terminal shows once a text is typed there, until it has what matches a pattern."""
    os.write(terminal, text.encode())
    shown, until = "", time.monotonic() + 20
    while not re.search(awaited, shown):
        left = until - time.monotonic()
        assert left > 0, shown
        if select.select([terminal], [], [], left)[0]:
            shown += os.read(terminal, 65536).decode(errors="replace")
    return shown


@pytest.mark.parametrize(
    "line",
    [
        'eval "$(_FEEDTOOL_COMPLETE=bash_source feedtool)"',
        'eval "$(_FEEDTOOL_COMPLETE=zsh_source feedtool)"',
        r"_FEEDTOOL_COMPLETE=fish_source feedtool \| source",
    ],
)
def test_the_readme_has_the_lines_that_are_tried_here(line: str) -> None:
    assert f"| `{line}` |" in (support.ROOT / "README.md").read_text("utf-8")


@pytest.mark.program
@pytest.mark.parametrize("shell", INTERACTIVE)
def test_a_tab_completes_the_line(shell: str, site: Path) -> None:
    program = support.needs(shell)
    modern = "[[ $ZSH_VERSION || $BASH_VERSION > 4.4 ]]"  # macOS has bash 3.2, without compopt
    if subprocess.run([program, "-c", modern], check=False).returncode:
        pytest.skip(f"{program} is too old")
    shown = typed(shell, site, [line for line, _ in TYPED])
    for number, (line, words) in enumerate(TYPED):
        # zsh takes the slash after a folder away again.
        pattern = rf"done{number}\|{re.escape(words.removesuffix('/'))}/?\|"
        assert re.search(pattern, shown), f"{line}: {shown}"
    assert "Traceback" not in shown


@pytest.mark.program
def test_a_tab_completes_the_line_in_fish(site: Path) -> None:
    fish = support.needs("fish")
    asks = "".join(f'complete --do-complete "{line}"; echo "--"; ' for line, _ in TYPED)
    done = subprocess.run(
        [fish, "--no-config", "-c", f"_FEEDTOOL_COMPLETE=fish_source feedtool | source; {asks}"],
        cwd=site,
        env=user(site),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stderr == ""
    answers = done.stdout.split("--\n")
    for (line, words), answer in zip(TYPED, answers, strict=False):
        found = [row.partition("\t")[0] for row in answer.splitlines()]
        assert words.rpartition("|")[2] in found, line

"""Lines that are read without click: what they write and exit with is what they do through click.

An option before the command makes click read the line, and changes nothing: ``--log-format text``.
"""

import shlex
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedtool import cli
from tests import forked
from tests.conftest import record, write_config
from tests.integration import support

THROUGH_CLICK = ("--log-format", "text")

FILES = {
    "good.md": record(),
    "bad.md": record(heat="hot"),
    "dubious.md": record(webUrl="http://example.org/a", originalUrl="https://example.org/dubious"),
    "-dash.md": record(originalUrl="https://example.org/dash"),
    "q=": record(originalUrl="https://example.org/equals"),
    "empty.md": "",
    "syntax.md": "---\ntitle: [\n---\n",
    "seeds/one.md": record(originalUrl="https://example.org/one"),
    "seeds/two.md": record(originalUrl="https://example.org/one"),
    "seeds/notes.txt": "no record\n",
}
# --fix is not among them: the second run would find what the first has left.
WORDS = [
    *(
        "good.md",
        "bad.md",
        "dubious.md",
        "-dash.md",
        "q=",
        "empty.md",
        "syntax.md",
        "seeds",
        ".",
        "",
        "-",
        "--",
    ),
    *(
        "-q",
        "--quiet",
        "--strict",
        "-qq",
        "--strict=1",
        "--qui",
        "--diff",
        "--help",
        "-h",
        "--version",
    ),
    *(
        "missing.md",
        "gone/",
        "\udcff.md",
        "--output-format",
        "json",
        "--stdin-filename=a.md",
        "validate",
    ),
]
LINES = """
--version
-V
--version --version
-V validate
validate
validate -q
validate --strict
validate --
validate good.md
validate bad.md
validate dubious.md
validate --strict dubious.md
validate dubious.md --strict --quiet
validate -q good.md
validate -q bad.md -q
validate good.md good.md bad.md ./good.md
validate good.md missing.md
validate missing.md good.md
validate seeds
validate seeds seeds/one.md
validate -
validate -- -
validate good.md -
validate -dash.md
validate -- -dash.md
validate -q -- -dash.md good.md
validate -- -- good.md
validate q=
validate ''
validate good.md ''
validate -- ''
validate empty.md syntax.md
validate /dev/null
validate --strict=x good.md
validate --qui good.md
validate -qx good.md
validate --help
validate good.md --help
validate --output-format json bad.md
Validate good.md
validate validate
"""

BUILD_WORDS = [
    *("--strict", "--check", "--accept-loss", "--dry-run", "--no-cache", "-q", "--quiet"),
    *("--seeds", "seeds", "--output", "out", "--now", "2026-01-01T00:00:00Z", "yesterday"),
    *("", "-", "--", "--seeds=seeds", "--min-heat", "1", "-qq", "--jobs", "good.md", "--help"),
]
BUILDS = """
build
build -q
build --quiet -q
build --strict
build --dry-run --strict --check --accept-loss --no-cache
build --now 2026-01-01T00:00:00Z
build --ping
build --ping --dry-run
build --now yesterday
build --now ''
build --now
build --now -q
build --now 2026-01-01T00:00:00Z --now 2025-01-01T00:00:00Z
build --seeds seeds --output out -q
build --seeds gone
build --seeds good.md
build --seeds=seeds
build --output good.md
build --output seeds
build --output -q
build --output=
build --output -- -q
build --
build good.md
build --quie
build --output-format json
build --help
"""


def run(
    arguments: Sequence[str], environment: Mapping[str, str] | None = None
) -> tuple[object, ...]:
    """The exit code, the output and the errors of a run in the working directory."""
    env = support.environment() if environment is None else environment
    done = forked.feedtool(arguments, env=env, stdin=record(heat=200).encode())
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return done.returncode, done.stdout, done.stderr


def held_equal(arguments: Sequence[str]) -> None:
    assert run(arguments) == run((*THROUGH_CLICK, *arguments))


def builds_equally(arguments: Sequence[str]) -> None:
    run((*THROUGH_CLICK, *arguments))  # from here on nothing changes
    held_equal(arguments)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a configuration and all kinds of files."""
    folder = tmp_path_factory.mktemp("site")
    write_config(folder)
    (folder / "seeds").mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def here(site: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(site)
    return site


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("line", LINES.split("\n")[1:-1])
def test_a_line_comes_to_the_same_both_ways(line: str) -> None:
    held_equal(shlex.split(line))


@pytest.mark.usefixtures("here")
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.sampled_from(WORDS), max_size=4))
@pytest.mark.slow
def test_any_line_comes_to_the_same_both_ways(words: list[str]) -> None:
    held_equal(["validate", *words])


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("line", BUILDS.split("\n")[1:-1])
def test_a_build_comes_to_the_same_both_ways(line: str) -> None:
    builds_equally(shlex.split(line))


@pytest.mark.usefixtures("here")
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.sampled_from(BUILD_WORDS), max_size=4))
def test_any_build_comes_to_the_same_both_ways(words: list[str]) -> None:
    builds_equally(["build", *words])


@pytest.mark.parametrize(
    "config",
    [None, "", "[site]\ntitle = 1\n", "[site\n", '[validate]\nselect = ["nonsense"]\n'],
    ids=["none", "empty", "wrong", "no TOML", "no code"],
)
@pytest.mark.parametrize("words", [[], ["good.md"], ["-q", "bad.md"], ["missing.md"]], ids=str)
def test_a_configuration_counts_both_ways(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, config: str | None, words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("good.md", "bad.md"):
        (tmp_path / name).write_text(FILES[name], "utf-8")
    if config is not None:
        (tmp_path / "feedtool.toml").write_text(config, "utf-8")
    held_equal(["validate", *words])
    builds_equally(["build", *words[:1]])


@pytest.mark.usefixtures("here")
def test_a_file_that_nobody_may_read_is_told_of_both_ways() -> None:
    Path("secret.md").write_text(record(), "utf-8")
    Path("secret.md").chmod(0)
    try:
        held_equal(["validate", "secret.md", "good.md"])
    finally:
        Path("secret.md").unlink()


@pytest.mark.parametrize(
    "words", ["validate a.md", "build", "--version", "--log-format text validate a.md"]
)
def test_a_folder_that_was_removed_is_told_of(tmp_path: Path, words: str) -> None:
    (tmp_path / "gone").mkdir()
    script = shlex.quote(str(support.SCRIPT))
    done = subprocess.run(
        ["sh", "-c", f'cd gone && rmdir ../gone && exec {script} {words}'],
        cwd=tmp_path, env=support.environment(), capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    if words == "--version":
        assert done.returncode == 0
    else:
        assert (done.returncode, done.stdout) == (2, b"")
        assert b"cannot work in the working directory: No such file or directory" in done.stderr


@pytest.mark.parametrize("redirect", [">/dev/full", ">&-", "2>&-", "2>/dev/full", ">&- 2>&-"])
@pytest.mark.parametrize("line", ["--version", "validate bad.md"])
def test_a_stream_that_is_closed_or_full_comes_to_the_same_both_ways(
    here: Path, redirect: str, line: str
) -> None:
    if "full" in redirect and not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full")

    def done(*before: str) -> tuple[object, ...]:
        words = shlex.join([str(support.SCRIPT), *before, *line.split()])
        run = subprocess.run(
            ["sh", "-c", f"{words} {redirect}"],
            cwd=here, env=support.environment(), capture_output=True, timeout=60, check=False,
        )  # fmt: skip
        assert b"Traceback" not in run.stderr, run.stderr.decode()
        return run.returncode, run.stdout, run.stderr

    assert done() == done(*THROUGH_CLICK)


def test_a_shell_that_completes_is_answered_by_click() -> None:
    env = support.environment(
        **{
            cli.COMPLETION_VARIABLE: "bash_complete",
            "COMP_WORDS": "feedtool val",
            "COMP_CWORD": "1",
        }
    )
    code, out, _ = run(["--version"], env)
    assert (code, out) == (0, b"plain,validate\n")

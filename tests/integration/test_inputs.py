"""Every input that SECURITY.md names, as something that is no file or has no end: an answer within seconds."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import forked
from tests.conftest import record, write_config
from tests.integration import support

SECONDS = 20


def fifo(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")  # it never ends


def huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1 << 40)


def folder(path: Path) -> None:
    path.mkdir()


odd = pytest.mark.parametrize("make", [fifo, device, huge, folder])


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write_config(tmp_path)
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "good.md").write_text(record(), "utf-8")
    return tmp_path


def feedtool(site: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    env = support.environment()
    done = forked.feedtool(arguments, cwd=site, env=env, stdin=stdin.encode(), seconds=SECONDS)
    out, err = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in err
    assert done.returncode == 0 or err
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)


@odd
@pytest.mark.parametrize("command", ["build", "validate", "check"])
def test_the_configuration(make: Callable[[Path], None], command: str, site: Path) -> None:
    make(site / "odd.toml")
    done = feedtool(site, command, "--config", "odd.toml")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "odd.toml" in done.stderr


@odd
@pytest.mark.parametrize("command", ["build", "validate"])
def test_the_schema_of_records(make: Callable[[Path], None], command: str, site: Path) -> None:
    make(site / "odd.json")
    write_config(site, '[records]\nschema = "odd.json"\n')
    done = feedtool(site, command)
    assert (done.returncode, done.stderr.count("\n")) == (2, 2)
    place, summary = done.stderr.splitlines()
    assert "feedtool.toml:5:1: error config-invalid" in place
    assert "odd.json" in place
    assert summary.startswith("feedtool: the configuration is wrong")


@pytest.mark.parametrize("make", [fifo, device, huge])
@pytest.mark.parametrize("command", ["build", "validate"])
def test_the_registry_of_topics(make: Callable[[Path], None], command: str, site: Path) -> None:
    make(site / "odd.yaml")
    write_config(site, '[records]\ntopic_registry = "*.yaml"\n')
    done = feedtool(site, command)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "odd.yaml" in done.stderr


@odd
def test_a_record_that_validate_is_given(make: Callable[[Path], None], site: Path) -> None:
    make(site / "odd.md")
    done = feedtool(site, "validate", "odd.md")
    assert "odd.md" in done.stdout + done.stderr
    assert done.returncode in (1, 2)


def test_stdin_has_the_bound_of_records(site: Path) -> None:
    write_config(site, "[records]\nmax_bytes = 2000\n")
    long = record("x" * 2000)
    done = feedtool(site, "validate", "-", stdin=long)
    assert (done.returncode, "file-too-large" in done.stdout) == (1, True)
    done = feedtool(site, "validate", "--fix", "-", stdin=long)
    assert (done.returncode, done.stdout, "too large" in done.stderr) == (2, "", True)


@pytest.mark.parametrize("make", [fifo, device, huge])
def test_a_feed_that_check_is_given(make: Callable[[Path], None], site: Path) -> None:
    make(site / "odd.rss")
    assert feedtool(site, "check", "odd.rss").returncode == 1


def test_a_feed_from_a_pipe(site: Path) -> None:
    """As with ``feedtool check <(curl …)``, slow as the network may be."""
    feedtool(site, "build", "-q")
    os.mkfifo(site / "pipe")
    writer = ["sh", "-c", "exec 3>pipe; sleep 0.3; cat output/all.rss >&3"]
    with subprocess.Popen(writer, cwd=site), (site / "pipe").open("rb"):  # the writer has come
        done = feedtool(site, "check", "--base", "https://example.org/all.rss", "pipe")
    assert done.returncode == 0


@pytest.mark.parametrize("make", [fifo, device, folder])
def test_the_folder_of_feeds_may_hold_other_things(
    make: Callable[[Path], None], site: Path
) -> None:
    feedtool(site, "build", "-q")
    make(site / "output" / "odd.rss")
    done = feedtool(site, "check")
    assert (done.returncode, done.stdout) == (0, "")


@odd
def test_what_stands_where_a_feed_goes(make: Callable[[Path], None], site: Path) -> None:
    """It is not feedtool's, so it stays."""
    (site / "output").mkdir()
    make(site / "output" / "all.rss")
    before = (site / "output" / "all.rss").lstat()
    done = feedtool(site, "build", "-q")
    assert (done.returncode, "output/all.rss; move or delete it" in done.stderr) == (2, True)
    after = (site / "output" / "all.rss").lstat()
    assert (after.st_mode, after.st_ino) == (before.st_mode, before.st_ino)
    assert [path.name for path in (site / "output").iterdir()] == ["all.rss"]


@odd
def test_the_cache(make: Callable[[Path], None], site: Path) -> None:
    feedtool(site, "build", "-q")
    (cache,) = (site / ".feedtool-cache").glob("*.sqlite")
    expected = support.tree(site / "output")
    cache.unlink()
    make(cache)
    done = feedtool(site, "build", "-q")
    assert done.returncode == 0
    assert support.tree(site / "output") == expected


@odd
def test_the_folder_of_the_cache(make: Callable[[Path], None], site: Path) -> None:
    make(site / ".feedtool-cache")
    assert feedtool(site, "build", "-q").returncode == 0
    assert (site / "output" / "all.rss").is_file()


@pytest.mark.parametrize("command", ["validate", "check"])
@pytest.mark.parametrize(
    ("stdin", "reason"), [("<&-", "it is closed"), ("0>out", "Bad file descriptor")]
)
def test_a_stdin_that_gives_nothing(command: str, stdin: str, reason: str, site: Path) -> None:
    done = shell(site, f'"$0" {command} - {stdin}')
    assert (done.returncode, done.stdout) == (3, b"")
    assert done.stderr.decode() == f"feedtool: cannot read stdin: {reason}\n"


@pytest.mark.linux
@pytest.mark.parametrize("arguments", ["build -v", "build --log-format json", "nonsense"])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_stderr_that_takes_nothing(arguments: str, unbuffered: str, site: Path) -> None:
    command = f'PYTHONUNBUFFERED={unbuffered} "$0" {arguments} 2>/dev/full'
    assert shell(site, command).returncode == 3


def shell(site: Path, command: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["sh", "-c", command, support.SCRIPT],
        cwd=site,
        env=support.environment(),
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )

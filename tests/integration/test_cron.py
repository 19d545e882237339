"""A cron job has no environment, no terminal and perhaps no stdout; the feeds come out all the same."""

import shlex
import stat
import subprocess
from pathlib import Path

import pytest

from tests.conftest import files
from tests.integration import support

BAD = b"---\ntitle: [\n---\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    support.seeds_config(tmp_path)
    return tmp_path


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    """What cron does: sh, nothing in the environment but these, and any folder but the right one."""
    script, place = shlex.quote(str(support.SCRIPT)), shlex.quote(str(folder))
    variables = f"PATH=/usr/bin:/bin SHELL=/bin/sh HOME='' LANG=C SCRIPT={script} DIR={place}"
    return subprocess.run(
        ["/bin/sh", "-c", f"exec env -i {variables} /bin/sh -c '{command}'"],
        cwd="/",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )


def outcome(done: subprocess.CompletedProcess[bytes]) -> tuple[int, bytes, bytes]:
    return done.returncode, done.stdout, done.stderr


def test_a_build_without_an_environment_is_silent_and_complete(folder: Path) -> None:
    expected = support.tree(support.build(folder / "feedtool.toml"))
    for file in files(folder / "output", "**/*.*"):
        file.unlink()
    assert outcome(shell('"$SCRIPT" -C "$DIR" build -q', folder)) == (0, b"", b"")
    assert support.tree(folder / "output") == expected


def test_a_build_with_nothing_but_its_path_works(folder: Path) -> None:
    done = subprocess.run(
        ["env", "-i", support.SCRIPT, "-C", folder, "build", "-q"],
        cwd="/",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert outcome(done) == (0, b"", b"")
    assert (folder / "output" / "index.html").is_file()


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_do_not_stop_a_quiet_build(closed: str, folder: Path) -> None:
    done = shell(f'"$SCRIPT" -C "$DIR" build -q {closed}', folder)
    assert outcome(done) == (0, b"", b"")
    assert (folder / "output" / "all.rss").read_bytes().endswith(b"</rss>\n")


def test_a_failure_says_at_least_one_line_for_the_mail(folder: Path) -> None:
    text = (folder / "feedtool.toml").read_text("utf-8")
    (folder / "feedtool.toml").write_text(text.replace(str(support.SEEDS), "seeds"))
    done = shell('"$SCRIPT" -C "$DIR" build -q', folder)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.count(b"\n") >= 1
    assert b"Traceback" not in done.stderr


def test_a_bad_record_is_named_in_the_mail_and_the_others_are_published(folder: Path) -> None:
    text = (folder / "feedtool.toml").read_text("utf-8")
    (folder / "feedtool.toml").write_text(text.replace(str(support.SEEDS), "seeds"))
    (folder / "seeds").mkdir()
    for seed in support.SEEDS.iterdir():
        (folder / "seeds" / seed.name).write_bytes(seed.read_bytes())
    (folder / "seeds" / "2026-böse.md").write_bytes(BAD)
    done = shell('"$SCRIPT" -C "$DIR" build -q', folder)
    assert (done.returncode, done.stdout) == (1, b"")
    assert "seeds/2026-böse.md:" in done.stderr.decode("utf-8")
    assert b"DASA" in (folder / "output" / "all.rss").read_bytes()


def test_a_strict_umask_does_not_hide_the_feeds_from_the_web_server(folder: Path) -> None:
    assert outcome(shell('umask 077; "$SCRIPT" -C "$DIR" build -q', folder)) == (0, b"", b"")
    output = folder / "output"
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in (output, *output.rglob("*"))}
    assert modes == {path: 0o755 if path.is_dir() else 0o644 for path in modes}
    assert output / "topics" in modes

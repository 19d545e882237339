"""``feedtool validate --fix`` and ``--diff`` as processes: what they write, show, say, and exit with."""

import os
import pty
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from tests import forked
from tests.conftest import record, write_config
from tests.integration import support

GARBLED = record(title="AT&amp;T  and more", topics=["AI", "ai"])
MENDED = GARBLED.replace("AT&amp;T  and", "AT&T and").replace('["AI", "ai"]', '["AI"]')
FAULTY = GARBLED.replace("heat: 70", "heat: hot")

Run = subprocess.CompletedProcess[bytes]


def feedtool(*arguments: str, stdin: bytes = b"") -> Run:
    """Run ``feedtool validate`` in the working directory."""
    return forked.feedtool(("validate", *arguments), stdin=stdin, env=os.environ)  # noqa: TID251


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A record that needs mending, in the working directory."""
    monkeypatch.chdir(tmp_path)
    write_config(tmp_path)
    file = tmp_path / "a story.md"
    file.write_text(GARBLED, "utf-8")
    return file


def test_fix_mends_and_says_how_much(story: Path) -> None:
    run = feedtool("--fix", story.name)
    assert (run.returncode, run.stdout) == (0, b"")
    assert b"mended 1 file: 3 fixes" in run.stderr
    assert story.read_text("utf-8") == MENDED
    assert [file.name for file in story.parent.iterdir() if file.name.startswith(".")] == []


def test_fix_twice_changes_nothing(story: Path) -> None:
    feedtool("--fix", story.name)
    before = story.stat()
    run = feedtool("--fix", story.name)
    assert run.returncode == 0
    assert b"nothing to mend" in run.stderr
    assert story.stat() == before or story.stat().st_mtime_ns == before.st_mtime_ns


def test_fix_is_silent_with_q_where_nothing_is_left(story: Path) -> None:
    run = feedtool("--fix", "-q", story.name)
    assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")
    assert story.read_text("utf-8") == MENDED


def test_fix_reports_what_remains(story: Path) -> None:
    story.write_text(FAULTY, "utf-8")
    run = feedtool("--fix", story.name)
    assert run.returncode == 1
    assert run.stdout.count(b": error ") == 1
    assert b"schema-type" in run.stdout
    assert story.read_text("utf-8") == MENDED.replace("heat: 70", "heat: hot")


def test_fix_of_a_folder(story: Path) -> None:
    seeds = story.parent / "seeds"
    seeds.mkdir()
    for name in ("a.md", "b.md"):
        text = GARBLED.replace("/story", f"/{name}")
        (seeds / name).write_text(text, "utf-8")
    run = feedtool("--fix")
    assert run.returncode == 0
    assert b"mended 2 files: 6 fixes" in run.stderr
    assert story.read_text("utf-8") == GARBLED


def test_diff_shows_and_changes_nothing(story: Path) -> None:
    run = feedtool("--diff", story.name)
    assert run.returncode == 1
    assert b"would mend 1 file: 3 fixes" in run.stderr
    assert run.stdout.startswith(b"--- a/a story.md\t\n+++ b/a story.md\t\n@@ ")
    assert story.read_text("utf-8") == GARBLED


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("tail", ["", "no line end"])
def test_git_applies_the_diff(story: Path, end: str, tail: str) -> None:
    story.write_bytes((GARBLED + tail).replace("\n", end).encode())
    patch = feedtool("--diff", story.name).stdout
    apply = (support.needs("git"), "apply", "--whitespace=nowarn", "-")
    subprocess.run(apply, input=patch, check=True, cwd=story.parent)
    assert story.read_bytes() == (MENDED + tail).replace("\n", end).encode()


def test_diff_of_a_file_whose_last_line_has_no_end(story: Path) -> None:
    story.write_text(GARBLED.rstrip("\n"), "utf-8")
    assert b"\n\\ No newline at end of file\n" in feedtool("--diff", story.name).stdout


def test_diff_of_good_records(story: Path) -> None:
    story.write_text(MENDED, "utf-8")
    run = feedtool("--diff", story.name)
    assert (run.returncode, run.stdout) == (0, b"")


def test_diff_tells_of_the_errors_that_would_remain(story: Path) -> None:
    story.write_text(MENDED.replace("heat: 70", "heat: hot"), "utf-8")
    run = feedtool("--diff", story.name)
    assert (run.returncode, run.stdout) == (1, b"")
    assert b"schema-type" in run.stderr


def test_diff_on_a_terminal_is_coloured_and_without_controls(
    story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    story.write_text(record(title="A \u200f &amp; B"), "utf-8")
    master, slave = pty.openpty()
    command = (sys.executable, "-m", "feedtool", "validate", "--diff", story.name)
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=slave, stderr=subprocess.DEVNULL
    )
    os.close(slave)
    shown = b""
    while True:
        try:
            chunk = os.read(master, 65_536)
        except OSError:
            break
        if not chunk:
            break
        shown += chunk
    os.close(master)
    assert process.wait(60) == 1
    text = shown.decode()
    assert "\x1b[31m-title" in text
    assert "\x1b[32m+title" in text
    assert "\u200f" not in text


def test_stdin_mended_on_stdout(story: Path) -> None:
    run = feedtool("--fix", "--stdin-filename", "x.md", "-", stdin=FAULTY.encode())
    assert run.stdout.decode() == MENDED.replace("heat: 70", "heat: hot")
    assert run.returncode == 1
    assert re.search(rb"^x\.md:9:7: error schema-type", run.stderr, re.MULTILINE)
    assert story.read_text("utf-8") == GARBLED


@pytest.mark.usefixtures("story")
def test_stdin_that_cannot_be_read_comes_out_as_it_went_in() -> None:
    run = feedtool("--fix", "-", stdin=b"\xff no record")
    assert (run.returncode, run.stdout) == (1, b"\xff no record")


@pytest.mark.usefixtures("story")
def test_diff_of_stdin() -> None:
    run = feedtool("--diff", "-", stdin=GARBLED.encode())
    assert run.returncode == 1
    assert run.stdout.startswith(b"--- a/stdin.md\n+++ b/stdin.md\n")


def test_a_report_beside_a_diff_goes_to_a_file(story: Path) -> None:
    run = feedtool("--diff", "--output-format", "json", story.name)
    assert run.returncode == 2
    assert b"--output-file" in run.stderr
    run = feedtool("--diff", "--output-format", "json", "--output-file", "out.json", story.name)
    assert run.returncode == 1
    assert '"version": 1' in (story.parent / "out.json").read_text("utf-8")


def test_fix_with_a_report_for_machines(story: Path) -> None:
    run = feedtool("--fix", "--output-format", "json", story.name)
    assert run.returncode == 0
    assert b'"errors": 0' in run.stdout


def test_fix_and_diff_together(story: Path) -> None:
    run = feedtool("--fix", "--diff", story.name)
    assert run.returncode == 2
    assert story.read_text("utf-8") == GARBLED


@pytest.mark.parametrize(
    ("options", "title", "topics"),
    [
        (("--select", "topic-duplicate"), "AT&amp;T  and more", '["AI"]'),
        (("--select", "title,topic"), "AT&T  and more", '["AI"]'),
        (("--ignore", "topic-duplicate"), "AT&T and more", '["AI", "ai"]'),
        (("--ignore", "text"), "AT&T  and more", '["AI"]'),
    ],
)
def test_only_what_is_chosen(
    story: Path, options: tuple[str, ...], title: str, topics: str
) -> None:
    feedtool("--fix", *options, story.name)
    text = story.read_text("utf-8")
    assert f'title: "{title}"' in text
    assert f"topics: {topics}" in text


def test_the_configuration_chooses_too(story: Path) -> None:
    write_config(story.parent, '[validate]\nignore = ["text-whitespace"]\n')
    feedtool("--fix", story.name)
    assert "AT&T  and more" in story.read_text("utf-8")


def test_a_folder_that_cannot_be_written(story: Path) -> None:
    """What is mended by then stays so, is told, and the file at fault is named."""
    first = story.with_name("1.md")
    first.write_text(GARBLED, "utf-8")
    story.with_name(f".{sha256(story.name.encode()).hexdigest()[:16]}.feedtool-staged").mkdir()
    run = feedtool("--fix", first.name, story.name)
    assert run.returncode == 3
    assert b"mended 1 file: 3 fixes" in run.stderr
    assert b"cannot write a story.md: Is a directory" in run.stderr
    assert (first.read_text("utf-8"), story.read_text("utf-8")) == (MENDED, GARBLED)


def test_a_link_stays_one(story: Path) -> None:
    link = story.parent / "link.md"
    link.symlink_to(story)
    run = feedtool("--fix", link.name)
    assert run.returncode == 1
    assert link.is_symlink()
    assert story.read_text("utf-8") == GARBLED

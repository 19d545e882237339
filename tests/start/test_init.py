"""``feedtool init``: what a site begins with, and that the first three commands of the README build it."""

import re
import shlex
import subprocess
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedtool.config import settings
from feedtool.diagnostics.errors import StorageError, UsageError
from feedtool.start import init
from tests import forked
from tests.conftest import ROOT, record, unprivileged
from tests.integration import support

NOW = datetime(2024, 5, 1, 23, 30, 5, 999, tzinfo=UTC)
STARTER = ROOT / "feedtool" / "start" / "starter"
FIRST = "seeds/2024-05-01-a-first-story.md"
ALL = ("feedtool.toml", FIRST, ".gitignore", ".pre-commit-config.yaml")


def run(folder: Path, *arguments: str) -> tuple[int, str, str]:
    done = forked.feedtool(arguments, cwd=folder, env=support.environment())
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def tree(folder: Path) -> dict[str, bytes]:
    return support.tree(folder)


# --- what it writes


def test_a_site_begins_with_four_files(tmp_path: Path) -> None:
    begun = init.init(tmp_path / "a" / "b", NOW)
    assert begun == init.InitResult(ALL, (), None)
    assert sorted(tree(tmp_path / "a" / "b")) == sorted(ALL)
    assert b"2024-05-01T23:30:05Z" in (tmp_path / "a" / "b" / FIRST).read_bytes()


def test_what_it_writes_is_valid_and_builds(tmp_path: Path) -> None:
    assert run(tmp_path, "init")[0] == 0
    assert run(tmp_path, "validate", "--strict", "-q") == (0, "", "")
    assert run(tmp_path, "build", "--strict", "--check", "-q") == (0, "", "")
    assert b"A first story" in (tmp_path / "output" / "index.html").read_bytes()
    assert (tmp_path / "output" / "topics" / "news.rss").exists()


def commented_out() -> list[tuple[int, str]]:
    lines = (STARTER / "feedtool.toml").read_text("utf-8").splitlines()
    return [(number, line) for number, line in enumerate(lines) if re.match(r"#\S", line)]


@pytest.mark.parametrize(("number", "line"), commented_out(), ids=lambda part: str(part)[:20])
def test_each_key_that_is_commented_out_is_right(number: int, line: str, tmp_path: Path) -> None:
    lines = (STARTER / "feedtool.toml").read_text("utf-8").splitlines()
    lines[number] = line[1:]
    for file, text in (
        ("one.toml", lines),
        ("all.toml", [re.sub(r"^#(?=\S)", "", one) for one in lines]),
    ):
        (tmp_path / file).write_text("\n".join(text), "utf-8")
        settings.load(tmp_path / file, {})
    before, after = (
        tomllib.loads("\n".join(part)) for part in (lines[:number] + lines[number + 1 :], lines)
    )
    assert before != after, "the line is a key"


def test_the_configuration_says_what_it_comments_out() -> None:
    """A value that is a default says the same with and without its #; a file of none is no use."""
    assert len(commented_out()) > 8


def test_git_ignores_what_a_build_makes_in_either_layout(tmp_path: Path) -> None:
    git = support.needs("git")
    init.init(tmp_path, NOW)
    with (tmp_path / "feedtool.toml").open("a", encoding="utf-8") as file:
        file.write("\n[validate]\nignore = []\n")
    subprocess.run([git, "init", "--quiet", tmp_path], check=True)
    env = {**support.environment(FEEDTOOL_FEEDS_LAYOUT="generations")}
    assert forked.feedtool(("build", "-q"), cwd=tmp_path, env=env).returncode == 0
    assert (tmp_path / "output").is_symlink()
    done = subprocess.run(
        [git, "status", "--porcelain", "--untracked-files=all"],
        cwd=tmp_path, env=env, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert {line[3:] for line in done.stdout.splitlines()} == set(ALL)


# --- what it leaves alone


def test_a_second_time_changes_nothing(tmp_path: Path) -> None:
    init.init(tmp_path, NOW)
    (tmp_path / ALL[0]).write_text("mine", "utf-8")
    before = tree(tmp_path)
    again = init.init(tmp_path, NOW.replace(year=2025))
    assert (again.written, again.kept) == ((), (ALL[0], *ALL[2:]))
    assert tree(tmp_path) == before


def state(path: Path) -> tuple[int, ...]:
    """All that tells of a file but when it was last read."""
    found = path.lstat()
    owner = (found.st_mode, found.st_uid, found.st_gid, found.st_nlink)
    return *owner, found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


@pytest.mark.parametrize("name", ["feedtool.toml", ".gitignore", ".pre-commit-config.yaml"])
@pytest.mark.parametrize("kind", ["file", "empty", "folder", "dangling link"])
def test_what_is_there_stays_as_it_is_and_is_named(name: str, kind: str, tmp_path: Path) -> None:
    path = tmp_path / name
    if kind == "folder":
        path.mkdir()
    elif kind == "dangling link":
        path.symlink_to("nowhere")
    else:
        path.write_text("mine" * (kind == "file"), "utf-8")
    before = state(path)
    code, out, err = run(tmp_path, "init")
    assert (code, state(path)) == (0, before)
    assert f"feedtool: {name} is there already, and stays as it is\n" in err
    assert name not in out.splitlines()
    assert len(out.splitlines()) == (2 if name == "feedtool.toml" else 3)
    assert not (tmp_path / "nowhere").exists()


def test_records_get_no_other_record_beside_them(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "mine.md").write_text(record(), "utf-8")
    assert FIRST not in init.init(tmp_path, NOW).written
    assert [path.name for path in (tmp_path / "seeds").iterdir()] == ["mine.md"]


def test_a_folder_that_only_git_keeps_holds_no_records(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / ".gitkeep").touch()
    assert FIRST in init.init(tmp_path, NOW).written


def test_in_a_repository_hooks_are_written_where_its_root_is(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "site").mkdir()
    begun = init.init(tmp_path / "site", NOW)
    assert begun.repository == tmp_path.resolve()
    assert begun.written == ALL[:3]
    assert init.init(tmp_path, NOW).written == ALL
    code, out, err = run(tmp_path, "init", "other")
    assert (code, len(out.splitlines())) == (0, 3)
    assert f"pre-commit reads those in {tmp_path.resolve()} alone" in err


# --- where it cannot


@pytest.mark.parametrize("folder", ["file", "file/below", "link", "link/below"])
def test_a_file_is_no_folder(folder: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to("nowhere")
    before = sorted(tmp_path.rglob("*"))
    code, out, err = run(tmp_path, "init", folder)
    assert (code, out) == (2, "")
    assert (
        err
        == f"feedtool: {folder.partition('/')[0]} is no folder: move it away, or choose another place\n"
    )
    assert sorted(tmp_path.rglob("*")) == before


def test_a_file_in_place_of_the_records_is_told_of_before_anything_is_written(
    tmp_path: Path,
) -> None:
    (tmp_path / "seeds").touch()
    with pytest.raises(UsageError, match="seeds is no folder"):
        init.init(tmp_path, NOW)
    assert [path.name for path in (tmp_path).iterdir()] == ["seeds"]


def test_an_empty_argument_is_not_this_folder(tmp_path: Path) -> None:
    code, _, err = run(tmp_path, "init", "")
    assert (code, "it is empty" in err) == (2, True)
    assert [path.name for path in (tmp_path).iterdir()] == []


def test_where_one_file_cannot_be_written_none_is_left(tmp_path: Path) -> None:
    (tmp_path / "site" / "seeds").mkdir(parents=True)
    (tmp_path / "site" / "seeds").chmod(0o555)
    (tmp_path / "site").chmod(0o777)
    with (
        unprivileged(tmp_path),
        pytest.raises(StorageError, match=r"^cannot write .*a-first-story"),
    ):
        init.init(Path("site"), NOW)
    assert sorted(tmp_path.rglob("*")) == [tmp_path / "site", tmp_path / "site" / "seeds"]


def test_a_name_too_long_leaves_no_folder_behind(tmp_path: Path) -> None:
    code, _, err = run(tmp_path, "init", f"new/{'x' * 300}")
    assert (code, err.count("\n")) == (3, 1)
    assert [path.name for path in (tmp_path).iterdir()] == []


# --- what it says


def test_paths_go_to_stdout_and_the_next_step_to_stderr(tmp_path: Path) -> None:
    code, out, err = run(tmp_path, "init", "my site")
    assert code == 0
    assert [re.sub(r"\d{4}-\d\d-\d\d", "2024-05-01", line) for line in out.splitlines()] == [
        f"my site/{name}" for name in ALL
    ]
    *_, command = err.strip().partition("then: ")
    assert run(tmp_path, *shlex.split(command)[1:], "-q") == (0, "", "")


def test_quiet_is_quiet(tmp_path: Path) -> None:
    assert run(tmp_path, "init", "-q") == (0, "", "")
    assert run(tmp_path, "init", "-q") == (0, "", "")
    assert run(tmp_path, "init", "--log-format", "json")[2].startswith('{"time"')


def readme_commands() -> list[list[str]]:
    text = (ROOT / "README.md").read_text("utf-8")
    section = text.partition("## From an empty folder\n")[2].partition("\n## ")[0]
    block = re.search(r"```sh\n(.*?)```", section, re.DOTALL)
    assert block, "the README shows the commands"
    return [shlex.split(line) for line in block[1].splitlines()]


def test_three_commands_of_the_readme_lead_from_an_empty_folder_to_feeds(tmp_path: Path) -> None:
    commands = readme_commands()
    assert [command[:2] for command in commands] == [
        ["feedtool", "init"], ["feedtool", "new"], ["feedtool", "build"],
    ]  # fmt: skip
    for command in commands:
        done = support.feedtool(*command[1:], cwd=tmp_path)
        assert (done.returncode, b"warning" in done.stderr) == (0, False), done.stderr.decode()
    page = (tmp_path / "output" / "index.html").read_text("utf-8")
    assert commands[1][2] in page
    assert (tmp_path / "output" / "topics" / "ai.rss").exists()
    done = support.feedtool("check", "--strict", cwd=tmp_path)
    assert done.returncode == 0, done.stdout.decode()
    assert support.feedtool("validate", "--strict", cwd=tmp_path).returncode == 0


def test_the_readme_begins_with_them() -> None:
    headings = re.findall(r"(?m)^## (.*)$", (ROOT / "README.md").read_text("utf-8"))
    assert headings[0] == "From an empty folder"


def test_what_builds_write_is_to_be_ignored_by_git(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("_site\n")
    note = b"add /.feedtool-cache/ to .gitignore"
    assert note in support.feedtool("init", cwd=tmp_path).stderr
    (tmp_path / ".gitignore").write_text("_site\n/.feedtool-cache/\n")
    assert note not in support.feedtool("init", cwd=tmp_path).stderr
    assert note not in support.feedtool("init", "other", cwd=tmp_path).stderr


def test_a_site_of_another_generator_gets_the_same_hooks(tmp_path: Path) -> None:
    post = tmp_path / "_posts" / "2020-01-02-a.md"
    post.parent.mkdir()
    post.write_text("---\ntitle: A\n---\nText.\n")
    (tmp_path / "_config.yml").write_text("title: T\n")
    first = support.feedtool("init", cwd=tmp_path).stdout.decode().split()
    assert first == ["feedtool.toml", ".gitignore", ".pre-commit-config.yaml"]
    assert support.feedtool("init", cwd=tmp_path).stdout == b""

"""``feedtool check``: which files it judges, and what it does with one that it cannot read."""

import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from feedtool.cli.group import feedtool as command_line
from tests.conftest import unprivileged

HEAD = b'<?xml version="1.0" encoding="utf-8"?>\n<opml version="2.0"><head/>'
GOOD = HEAD + b'<body><outline text="a"/></body></opml>\n'
BAD = HEAD + b"</opml>\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "feeds").mkdir()
    return tmp_path / "feeds"


def run(*arguments: str) -> tuple[int, dict[str, Any], str]:
    """The exit code, the report and stderr."""
    done = CliRunner().invoke(command_line, ["check", "--output-format", "json", *arguments])
    return done.exit_code, json.loads(done.stdout) if done.stdout else {}, done.stderr


def found(report: dict[str, Any]) -> list[tuple[str, str]]:
    return [(problem["path"], problem["code"]) for problem in report["problems"]]


def test_a_link_that_leads_nowhere_is_a_problem_of_its_own(folder: Path) -> None:
    (folder / "a.opml").write_bytes(GOOD)
    (folder / "b.opml").symlink_to("nowhere")
    (folder / "c.opml").write_bytes(BAD)
    code, report, _ = run("feeds")
    assert code == 1
    assert report["files"] == 3
    assert found(report) == [
        ("feeds/b.opml", "file-unreadable"),
        ("feeds/c.opml", "element-missing"),
    ]
    assert "No such file" in report["problems"][0]["message"]
    assert "Remove the link" in report["problems"][0]["hint"]


def test_lists_for_programs_that_feedtool_wrote_are_no_feeds(folder: Path) -> None:
    (folder / "topics.json").write_bytes(b'{\n  "version": 1,\n  "generator": "feedtool"\n}')
    (folder / "sitemap.xml").write_bytes(b'<!-- generator="feedtool" --><urlset/>')
    (folder / "a.opml").write_bytes(GOOD)
    assert run("feeds")[:2] == run("feeds/a.opml")[:2]
    (folder / "sitemap-news.xml").write_bytes(b"<urlset/>")  # of somebody else
    assert run("feeds")[1]["files"] == 2


MANY = HEAD + b"<body>" + b'<outline text="" odd="1"/>\n' * 9 + b"</body><bodi/></opml>\n"


def text(*arguments: str) -> tuple[list[str], str]:
    """The lines of stdout, and stderr."""
    done = CliRunner().invoke(command_line, ["check", *arguments])
    return done.stdout.splitlines(), done.stderr


def test_equal_problems_are_one_group_and_errors_come_first(folder: Path) -> None:
    (folder / "a.opml").write_bytes(MANY)
    lines, verdict = text("--profile", "strict", "feeds/a.opml")
    heads = [line.split()[1] for line in lines if line.startswith("feeds/")]
    assert heads == sorted(heads, key=["error", "warning", "info"].index)
    assert len({line.split()[2] for line in lines if line.startswith("feeds/")}) == len(heads)
    assert any(line.endswith(", at lines 3, 4, 5, 6, 7, 8, …") for line in lines)
    assert verdict.startswith("feedtool: Not valid OPML 2.0, ")


def test_max_problems_counts_groups_and_has_errors_before_others(folder: Path) -> None:
    (folder / "a.opml").write_bytes(MANY)
    lines, _ = text("--profile", "strict", "--max-problems", "1", "feeds/a.opml")
    assert " error " in lines[0]
    assert lines[-1].startswith("… and ")
    report = run("--profile", "strict", "--max-problems", "1", "feeds/a.opml")[1]
    assert [problem["severity"] for problem in report["problems"]] == ["error"]


def test_all_shows_each_as_every_other_format_does(folder: Path) -> None:
    (folder / "a.opml").write_bytes(MANY)
    report = run("feeds/a.opml")[1]
    lines, _ = text("--all", "feeds/a.opml")
    shown = [line for line in lines if line.startswith("feeds/")]
    assert len(shown) == len(report["problems"]) > 9
    sizes = {problem["code"]: problem["group"] for problem in report["problems"]}
    assert sum(sizes.values()) == len(report["problems"])


def test_several_feeds_end_with_a_table(folder: Path) -> None:
    (folder / "a.opml").write_bytes(GOOD)
    (folder / "b.opml").write_bytes(BAD)
    (folder / "c.opml").write_bytes(b"")
    lines, total = text("feeds")
    table = lines[lines.index("") + 1 :]
    assert [line.split("  ")[:2] for line in table] == [
        ["feeds/a.opml", "Valid OPML 2.0"],
        ["feeds/b.opml", "Not valid OPML 2.0"],
        ["feeds/c.opml", "Not readable"],
    ]
    assert total == "feedtool: 2 errors, 0 warnings in 2 files\n"


@pytest.mark.parametrize(
    ("document", "format_name"),
    [
        (b'<rss version="2.0"><channel/></rss>', "RSS 2.0"),
        (b'<rss version="0.92"><channel/></rss>', "RSS 0.92"),
        (b'<rss version="x"><channel/></rss>', "RSS"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom"/>', "Atom 1.0"),
        (b'{"version": "https://jsonfeed.org/version/1.1"}', "JSON Feed 1.1"),
        (b'{"version": "https://jsonfeed.org/version/1"}', "JSON Feed 1.0"),
        (b'{"version": "2"}', "JSON Feed"),
    ],
)
def test_the_verdict_names_what_was_read(folder: Path, document: bytes, format_name: str) -> None:
    (folder / "feed").write_bytes(document)
    assert text("feeds/feed")[1].startswith(f"feedtool: Not valid {format_name}, ")


def test_good_feeds_beside_one_that_cannot_be_read_are_exit_code_1(folder: Path) -> None:
    (folder / "a.opml").write_bytes(GOOD)
    (folder / "b.opml").symlink_to("b.opml")  # a link to itself
    assert run("feeds", "-q")[0] == 1
    assert run("feeds/a.opml", "feeds/b.opml")[0] == 1


def test_nothing_that_can_be_read_is_exit_code_3(folder: Path) -> None:
    (folder / "a.opml").symlink_to("nowhere")
    (folder / "b.opml").symlink_to("nowhere")
    code, report, said = run("feeds/a.opml")
    assert (code, found(report)) == (3, [("feeds/a.opml", "file-unreadable")])
    assert "cannot read feeds/a.opml" in said
    code, report, said = run("feeds")
    assert code == 3
    assert len(report["problems"]) == 2
    assert "cannot read any of the feeds" in said


def test_the_code_of_a_file_that_cannot_be_read_is_that_of_records(folder: Path) -> None:
    (folder / "a.opml").symlink_to("nowhere")
    done = CliRunner().invoke(command_line, ["check", "--output-format", "sarif", "feeds"])
    (rule,) = json.loads(done.stdout)["runs"][0]["tool"]["driver"]["rules"]
    assert rule["shortDescription"] == {"text": "The file cannot be read"}


def test_files_and_folders_that_may_not_be_read(folder: Path) -> None:
    (folder / "b.opml").symlink_to("nowhere")
    run("feeds")  # what a problem needs is imported while there is the right to read it
    with tempfile.TemporaryDirectory() as name:  # that of pytest is closed to others
        feeds = Path(name) / "feeds"
        feeds.mkdir()
        (feeds / "a.opml").write_bytes(GOOD)
        (feeds / "b.opml").write_bytes(GOOD)
        (feeds / "b.opml").chmod(0)
        (feeds / "closed").mkdir(mode=0)
        with unprivileged(Path(name)):
            code, report, _ = run("feeds")
    assert code == 1
    assert found(report) == [(f"feeds/{name}", "file-unreadable") for name in ("b.opml", "closed")]


def test_a_file_is_judged_once_however_often_it_is_named(folder: Path) -> None:
    (folder / "a.opml").write_bytes(BAD)
    (folder / "self").symlink_to(".", target_is_directory=True)
    (folder / "other.opml").symlink_to("a.opml")
    (folder / "twin.opml").hardlink_to(folder / "a.opml")
    for arguments in (
        ["feeds"],
        ["feeds/**/*.opml"],
        ["feeds/a.opml", "./feeds/a.opml", "feeds/self/a.opml"],
        ["feeds/a.opml", "feeds"],
    ):
        code, report, _ = run(*arguments)
        assert (code, report["files"], found(report)) == (
            1,
            1,
            [("feeds/a.opml", "element-missing")],
        )


def test_the_first_name_is_the_one_that_is_told(folder: Path) -> None:
    (folder / "a.opml").write_bytes(BAD)
    assert found(run("feeds/../feeds/a.opml", "feeds")[1]) == [
        ("feeds/../feeds/a.opml", "element-missing")
    ]


def test_no_room_for_the_copy_of_a_large_feed_is_a_problem_of_that_feed(folder: Path) -> None:
    (folder / "a.opml").write_bytes(BAD)
    (folder / "large.opml").write_bytes(GOOD + b" " * (9 << 20))
    text = GOOD.decode().replace("utf-8", "iso-8859-1").replace('"a"', f'"{"ü" * (5 << 20)}"')
    (folder / "twice.opml").write_bytes(text.encode("latin-1"))  # as much again in UTF-8
    done = subprocess.run(
        [sys.executable, "-m", "feedtool", "check", "feeds", "--output-format", "json"],
        capture_output=True,
        check=False,
        # What is written beyond this fails as it does on a full disk.
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20)),
    )
    assert done.returncode == 1, done.stderr
    report = json.loads(done.stdout)
    assert found(report) == [
        ("feeds/a.opml", "element-missing"),
        ("feeds/large.opml", "file-unreadable"),
        ("feeds/twice.opml", "file-unreadable"),
    ]
    for problem in report["problems"][1:]:
        assert "no room for a copy of it" in problem["message"]
        assert "TMPDIR" in problem["hint"]

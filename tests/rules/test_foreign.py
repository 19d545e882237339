"""A folder of another generator's posts is one line; records that are only wrong are no posts."""

import json
from pathlib import Path

import pytest

from tests.conftest import CONFIG, record
from tests.integration import support

DATED = "2020-01-0{}-post.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "feedtool.toml").write_text(CONFIG, "utf-8")
    (tmp_path / "seeds").mkdir()
    for number in range(1, 5):
        file = tmp_path / "seeds" / DATED.format(number)
        file.write_text("---\nlayout: post\ntitle: A\ntags: [x]\n---\nText.\n", "utf-8")
    return tmp_path


@pytest.mark.parametrize("command", ["validate", "build"])
def test_a_folder_of_posts_is_one_line(folder: Path, command: str) -> None:
    done = support.feedtool(command, "--output-format", "json", cwd=folder)
    (problem,) = json.loads(done.stdout)["problems"]
    assert done.returncode == 1
    assert (problem["path"], problem["code"]) == ("seeds", "records-foreign")
    assert problem["message"] == "these look like Jekyll posts: 4 of 4 files"
    assert problem["hint"] == 'set preset = "jekyll" in [records] of feedtool.toml'


def test_who_obeys_is_done(folder: Path) -> None:
    with (folder / "feedtool.toml").open("a", encoding="utf-8") as file:
        file.write('[records]\npreset = "jekyll"\ntimezone = "UTC"\n')
    assert support.feedtool("validate", cwd=folder).returncode == 0


def test_two_wrong_files_among_good_ones_are_told_of_one_by_one(folder: Path) -> None:
    for number in range(10):
        good = record(originalUrl=f"https://example.org/{number}")
        (folder / "seeds" / f"good-{number}.md").write_text(good, "utf-8")
    done = support.feedtool("validate", "--output-format", "json", cwd=folder)
    codes = {problem["code"] for problem in json.loads(done.stdout)["problems"]}
    assert "schema-required" in codes
    assert "records-foreign" not in codes


def test_a_key_that_stands_in_several_posts_is_the_sites_own(tmp_path: Path) -> None:
    (tmp_path / "feedtool.toml").write_text(
        '[site]\ntitle = "A"\nurl = "https://a.example/"\n[records]\npath = "posts"\npreset = "jekyll"\n'
        'timezone = "UTC"\n'
    )
    (tmp_path / "posts").mkdir()
    for number in range(1, 6):
        own = f"tgas: x\n{'catgories: x' if number == 1 else ''}\n"
        file = tmp_path / f"posts/2020-01-0{number}-a.md"
        file.write_text(
            f"---\ntitle: A {number}\nexcerpt: What it says, {number}.\n{own}---\nText.\n"
        )
    for command in (("validate",), ("build", "--dry-run"), ("build", "--dry-run", "--strict")):
        done = support.feedtool(*command, "--output-format", "json", cwd=tmp_path)
        pointers = [one["pointer"] for one in json.loads(done.stdout)["problems"]]
        assert pointers == ["/catgories"]

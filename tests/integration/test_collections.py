"""One site of several collections, built and validated: each folder by its own preset, clock and schema."""

import json
from pathlib import Path

import pytest

from tests.integration import support

CONFIG = """\
[site]
title = "A site"
url = "https://www.example.org/feeds/"
home = "https://www.example.org/"
[[records]]
path = "_posts"
preset = "jekyll"
timezone = "UTC"
[[records]]
path = "content/notes"
preset = "hugo"
timezone = "Europe/Berlin"
include = ["*.md"]
schema = "note.json"
[records.fields]
link = "/notes/{:slug}/"
[[records]]
path = "seeds"
"""
FILES = {
    "note.json": '{"required": ["layout"]}',
    "_posts/2020-01-02-a.md": "---\ntitle: A post\ndescription: What it says.\ntags: [x]\n---\n",
    "content/notes/n.md": '+++\ntitle = "A note"\ndate = 2020-01-05\nlayout = "x"\ntags = ["y"]\n+++\nBody.\n',
    "content/notes/b.md": '+++\ntitle = "Bad"\ndate = 2020-01-05\n+++\nBody.\n',
    "content/notes/deep/x.md": "no note",
    "seeds/own.md": "---\ntitle: Own\npublishedDateTime: 2020-01-04T00:00:00Z\noriginalUrl: https://a.example.org/b\n"
    "published: true\nexcerpt: What it says.\ntopics: [x]\nauthors: 5\n---\n",
}  # fmt: skip


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, text in {**FILES, "feedtool.toml": CONFIG}.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return tmp_path


def problems(site: Path, *arguments: str, folder: str = ".") -> list[tuple[str, int | None, str]]:
    run = support.feedtool("validate", "--output-format", "json", *arguments, cwd=site / folder)
    found = json.loads(run.stdout)["problems"]
    return [(one["path"], one["line"], one["code"]) for one in found]


BAD = ("content/notes/b.md", 2, "schema-required")
OWN = ("seeds/own.md", 8, "schema-unknown-key")


def test_each_record_is_judged_by_its_collection(site: Path) -> None:
    assert problems(site) == [BAD, OWN]
    assert problems(site, "content", "_posts", "seeds/own.md") == [BAD, OWN]
    assert problems(site, ".") == [BAD, OWN]
    assert problems(site, "content/notes/b.md") == [BAD]
    assert problems(site, "notes", folder="content") == [("notes/b.md", 2, "schema-required")]


def test_a_build_reads_all_and_again_only_what_changed(site: Path) -> None:
    now = ("--now", "2026-01-01T00:00:00Z")
    support.feedtool("build", *now, cwd=site)
    feed = json.loads((site / "output/all.json").read_text())
    shown = [(one["url"], one["date_published"]) for one in feed["items"]]
    assert shown == [
        ("https://www.example.org/notes/n/", "2020-01-04T23:00:00Z"),
        ("https://a.example.org/b", "2020-01-04T00:00:00Z"),
        ("https://www.example.org/2020/01/02/a.html", "2020-01-02T00:00:00Z"),
    ]
    (site / "note.json").write_text("{}")
    again = support.feedtool("build", "--output-format", "json", *now, cwd=site)
    before = support.tree(site / "output")
    assert json.loads(again.stdout)["published"] == 4
    support.feedtool("build", "--no-cache", *now, cwd=site)
    assert support.tree(site / "output") == before


def test_a_strict_build_finds_what_validate_finds(site: Path) -> None:
    run = support.feedtool("build", "--strict", "--output-format", "json", cwd=site)
    found = json.loads(run.stdout)["problems"]
    assert [(one["path"], one["line"], one["code"]) for one in found] == [BAD, OWN]


def test_own_records_are_mended_and_begun_among_others(site: Path) -> None:
    own = site / "seeds/own.md"
    address = "https://a.example.org/b"
    own.write_text(own.read_text().replace("authors: 5\n", "").replace(address, f'"{address} "'))
    post = site / "_posts/2020-01-02-a.md"
    post.write_text(post.read_text().replace("A post", "A  post "))
    support.feedtool("validate", "--fix", cwd=site)
    assert "A  post " in post.read_text()
    assert f"{address} " not in own.read_text()
    made = support.feedtool("new", "A story", "--url", "https://b.example.org/c", cwd=site)
    assert made.stdout.startswith(b"seeds/")

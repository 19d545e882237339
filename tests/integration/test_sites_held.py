"""Posts of other generators that are held back: counted by their reasons, and shown while they may be."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.integration import support

CONFIG = """\
[site]
title = "A site"
url = "https://example.org/feeds/"
home = "https://example.org/"
[records]
path = "content"
preset = "hugo"
timezone = "UTC"
"""
HELD = {
    "draft": "draft: true",
    "hidden": "hidden: true",
    "password": "password: open sesame",
    "removed": "removed: true",
    "expired": "expiryDate: 2021-01-01",
    "embargo": "publishDate: 2030-01-01",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site with a post held back for each reason, and one that is not."""
    (tmp_path / "feedtool.toml").write_text(CONFIG, "utf-8")
    (tmp_path / "content").mkdir()
    for name, line in {**HELD, "shown": "weight: 1"}.items():
        text = f"---\ntitle: The {name} post\ndate: 2020-01-01\n{line}\n---\nText.\n"
        (tmp_path / "content" / f"{name}.md").write_text(text, "utf-8")
    (tmp_path / "content" / "_index.md").write_text("---\ntitle: A section\n---\n", "utf-8")
    return tmp_path


def build(folder: Path, now: str = support.NOW) -> dict[str, Any]:
    done = support.feedtool("build", "--now", now, "--output-format", "json", cwd=folder)
    assert done.returncode == 0, done.stderr
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def test_each_reason_is_counted(folder: Path) -> None:
    report = build(folder)
    assert (report["records"], report["valid"], report["published"]) == (7, 7, 1)
    counted = {"unpublished": 0, "heat": 0, "duplicate": 0, **dict.fromkeys(HELD, 1)}
    assert report["held"] == counted
    assert b"open sesame" not in b"".join(support.tree(folder / "output").values())


def test_a_post_expires_though_no_file_has_changed(folder: Path) -> None:
    before = build(folder, "2020-06-01T00:00:00Z")
    assert (before["published"], before["held"].get("expired", 0)) == (2, 0)
    after = build(folder)
    assert (after["published"], after["held"]["expired"]) == (1, 1)
    assert build(folder)["written"] == 0


def test_a_strict_build_and_validate_have_nothing_to_say_of_posts_with_bodies(folder: Path) -> None:
    done = support.feedtool("build", "--strict", "--now", "2031-01-01T00:00:00Z", cwd=folder)
    assert done.returncode == 0, done.stderr


def test_people_are_told_the_reasons(folder: Path) -> None:
    done = support.feedtool("build", "--now", support.NOW, cwd=folder)
    assert b"1 draft" in done.stderr + done.stdout
    assert b"1 expired" in done.stderr + done.stdout


def test_an_author_takes_the_place_of_the_site(folder: Path) -> None:
    text = "+++\ntitle = 'A'\ndate = 2020-02-02\nauthors = ['Jane Roe', 'John Doe']\n+++\n"
    (folder / "content" / "b.md").write_text(text, "utf-8")
    build(folder)
    feed = json.loads((folder / "output" / "all.json").read_text("utf-8"))
    assert feed["items"][0]["authors"] == [{"name": "Jane Roe"}, {"name": "John Doe"}]
    assert feed["items"][1]["authors"] == [{"name": "A site", "url": "https://example.org/"}]
    atom = (folder / "output" / "all.atom").read_text("utf-8")
    assert atom.index("<name>Jane Roe</name>") < atom.index("<name>John Doe</name>")
    rss = (folder / "output" / "all.rss").read_text("utf-8")
    assert rss.count("<dc:creator>") == 3
    assert support.feedtool("check", cwd=folder).returncode == 0


def test_topics_without_a_feed_are_no_links_and_excluded_ones_are_nowhere(folder: Path) -> None:
    with (folder / "feedtool.toml").open("a", encoding="utf-8") as file:
        file.write('[feeds]\nmin_items = 2\nexclude_topics = ["post"]\n')
    for name, listed in {"b": "[Post, Go, Rare]", "c": "[post, Go]"}.items():
        text = f"---\ntitle: {name}\ndate: 2020-01-01\ntags: {listed}\n---\nText.\n"
        (folder / "content" / f"{name}.md").write_text(text, "utf-8")
    assert [one["name"] for one in build(folder)["feeds"]] == ["all", "go"]
    feed = json.loads((folder / "output" / "all.json").read_text("utf-8"))
    tags = {tag for item in feed["items"] for tag in item.get("tags", ())}
    assert tags == {"Go", "Rare"}
    written = support.tree(folder / "output")
    page = written["index.html"].decode()
    assert "topics/go.html" in page
    assert "topics/rare.html" not in page
    assert not any("rare" in path or "post" in path for path in written)
    assert support.feedtool("check", cwd=folder).returncode == 0

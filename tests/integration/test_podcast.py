"""A site with sound: the file in every feed, a podcast feed that directories take, and what changes it."""

import json
from pathlib import Path

import pytest

from tests.conftest import record
from tests.integration import support

CONFIG = """\
[site]
title = "A show"
url = "https://www.example.org/feeds/"
author = { name = "Ann", email = "ann@example.org" }
[records]
path = "seeds"
[podcast]
image = "https://www.example.org/show.jpg"
categories = ["Technology", "Society & Culture > Documentary"]
explicit = false
"""
FILE = {"url": "https://www.example.org/1.mp3", "length": 34216300, "duration": "1:02:03"}


def story(folder: Path, name: str, **changed: object) -> None:
    address = f"https://www.example.org/{name}"
    date = f"2023-09-0{len(name)}T09:19:00Z"
    (folder / "seeds" / f"{name}.md").write_text(
        record(title=f"Story {name}", originalUrl=address, publishedDateTime=date, **changed),
        "utf-8",
    )


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "feedtool.toml").write_text(CONFIG, "utf-8")
    story(tmp_path, "told")
    story(tmp_path, "played", audio=FILE)
    story(tmp_path, "read", audio={"url": "https://www.example.org/1.pdf", "length": 5})
    return tmp_path


def build(site: Path, *options: str) -> dict[str, bytes]:
    made = support.feedtool("build", "-q", *options, cwd=site)
    assert (made.returncode, made.stderr) == (0, b"")
    return support.tree(site / "output")


def titles(content: bytes) -> list[str]:
    return [item["title"] for item in json.loads(content)["items"]]


def test_directories_take_the_podcast(site: Path) -> None:
    output = build(site)
    assert titles(output["podcast.json"]) == ["Story played"]
    assert len(titles(output["all.json"])) == 3
    assert b">Listen</a>" in output["all.html"]
    assert b">Download the file</a>" in output["all.html"]
    assert b"itunes" not in output["all.rss"]
    for profile in ("default", "strict", "podcast", "w3c"):
        checked = support.feedtool(
            "check", "-q", "--strict", "--profile", profile, "output/podcast.rss", cwd=site
        )
        assert (checked.returncode, checked.stdout) == (0, b"")
    checked = support.feedtool("check", "-q", "--strict", cwd=site)
    assert (checked.returncode, checked.stdout) == (0, b"")


def test_what_changes_an_episode_changes_its_feeds(site: Path) -> None:
    before = build(site)
    story(site, "played", audio={**FILE, "episode": 7})
    changed = build(site)
    assert {name for name, content in changed.items() if before.get(name) != content} == {
        "podcast.rss"
    }
    assert b"<itunes:episode>7</itunes:episode>" in changed["podcast.rss"]
    assert changed == build(site, "--no-cache")
    story(site, "played")
    silent = build(site, "--accept-loss")
    assert titles(silent["podcast.json"]) == []
    assert b"enclosure" not in silent["podcast.rss"]


def test_without_files_the_table_changes_no_other_feed(site: Path) -> None:
    for name in ("played", "read"):
        story(site, name)
    with_show = build(site)
    (site / "feedtool.toml").write_text(CONFIG.partition("[podcast]")[0], "utf-8")
    without = build(site, "--accept-loss")
    lists = {"feeds.opml", "index.html", "sitemap.xml"}
    assert {
        name for name in without if name not in lists and with_show[name] != without[name]
    } == set()
    assert {name for name in with_show if name not in without} == {
        "podcast.rss", "podcast.atom", "podcast.json", "podcast.html",
    }  # fmt: skip

"""Whole posts in feeds: built, checked, built again after a change, and told of."""

import json
import re
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
path = "_posts"
preset = "jekyll"
timezone = "UTC"
[fields]
content = ":body"
[feeds]
formats = ["rss", "atom", "json"]
"""
POST = """\
---
title: A post
description: What it is about.
tags: [Birds]
---
It's a **body** with ![a bird](/birds/wren.png) and [another post]({% post_url 2020-01-01-older %}).

## How it works

See [above](#how-it-works), and this[^1]:

```ruby
puts "<%= {{ x }} %>"
```

{% include player.html %}

[^1]: A note.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "feedtool.toml").write_text(CONFIG, "utf-8")
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_posts/2020-01-02-post.md").write_text(POST, "utf-8")
    older = "---\ntitle: Older\ntags: [Birds]\n---\n<p>Old &amp; <b>bold</b></p>\n"
    (tmp_path / "_posts/2020-01-01-older.html").write_text(older, "utf-8")
    return tmp_path


def run(folder: Path, *arguments: str) -> dict[str, Any]:
    done = support.feedtool(*arguments, "--output-format", "json", cwd=folder)
    assert done.returncode == 0, done.stderr
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def build(folder: Path, *arguments: str) -> dict[str, Any]:
    return run(folder, "build", "--now", support.NOW, *arguments)


def items(folder: Path) -> list[dict[str, Any]]:
    return list(json.loads((folder / "output/all.json").read_text("utf-8"))["items"])


def test_every_format_carries_the_body(folder: Path) -> None:
    build(folder)
    newest, older = items(folder)
    html = newest["content_html"]
    assert html.startswith("<p>It’s a <strong>body</strong> with <img ")
    assert 'src="https://example.org/birds/wren.png" alt="a bird"' in html
    assert '<a href="https://example.org/2020/01/01/older.html">another post</a>' in html
    assert '<h2 id="how-it-works">' in html
    assert '<a href="#how-it-works">above</a>' in html
    assert '<code class="language-ruby">puts "&lt;%= {{ x }} %&gt;"' in html
    assert newest["summary"] == "What it is about."
    assert newest["image"] == "https://example.org/birds/wren.png"
    assert older["content_html"] == "<p>Old &amp; <b>bold</b></p>"
    rss = (folder / "output/all.rss").read_text("utf-8")
    assert rss.count("<source:markdown>") == 1  # the other is HTML
    assert "<description>What it is about.</description>" in rss
    assert '&lt;h2 id="how-it-works"&gt;' in (folder / "output/all.atom").read_text("utf-8")
    page = (folder / "output/topics/birds.html").read_text("utf-8")
    assert "<h4>How it works</h4>" in page
    assert "<h4>" not in (folder / "output/index.html").read_text("utf-8")


@pytest.mark.parametrize("profile", ["default", "w3c"])
def test_the_checker_says_nothing(folder: Path, profile: str) -> None:
    build(folder)
    assert run(folder, "check", "--profile", profile)["problems"] == []


def test_template_code_is_told_of_at_its_place(folder: Path) -> None:
    for command in (["validate"], ["build", "--now", support.NOW]):
        (problem,) = run(folder, *command)["problems"]
        assert (problem["code"], problem["severity"]) == ("body-template", "warning")
        assert (problem["line"], problem["column"], problem["end_column"]) == (16, 1, 26)
        assert problem["message"].startswith("{% include %} is left out")


def test_a_body_that_changes_changes_its_item_alone(folder: Path) -> None:
    build(folder)
    assert build(folder)["written"] == 0
    post = folder / "_posts/2020-01-02-post.md"
    post.write_text(POST.replace("A note.", "Another note."), "utf-8")
    build(folder)
    assert "Another note." in items(folder)[0]["content_html"]
    incremental = support.tree(folder / "output")
    build(folder, "--no-cache")
    assert support.tree(folder / "output") == incremental


def test_without_the_line_feeds_have_no_body(folder: Path) -> None:
    (folder / "feedtool.toml").write_text(CONFIG.replace('content = ":body"\n', ""), "utf-8")
    assert build(folder)["problems"] == []
    assert "body" not in items(folder)[0]["content_html"]
    assert "markdown" not in (folder / "output/all.rss").read_text("utf-8")


def test_a_feed_that_would_be_too_large_is_told_of_in_every_build(folder: Path) -> None:
    for day in range(10, 20):
        text = f"---\ntitle: Post {day}\ntags: [Birds]\n---\n{'Text. ' * 500}\n"
        (folder / f"_posts/2020-02-{day}-p.md").write_text(text, "utf-8")
    (folder / "feedtool.toml").write_text(f"{CONFIG}max_bytes = 40000\n", "utf-8")
    found = build(folder)["problems"]
    told = {one["path"]: one for one in found if one["code"] == "feed-trimmed"}
    assert told.keys() == {"all", "topics/birds"}
    assert re.match(r"\d+ of 12 items have a summary alone", told["all"]["message"])
    for form in support.FORMATS:
        assert (folder / f"output/all.{form}").stat().st_size <= 40_000
    assert build(folder)["problems"] == found
    # One feed is written again, and of the other it is still known.
    other = "---\ntitle: New\n---\nNew.\n"
    (folder / "_posts/2020-03-01-new.md").write_text(other, "utf-8")
    again = {one["path"] for one in build(folder)["problems"] if one["code"] == "feed-trimmed"}
    assert again == {"all", "topics/birds"}


def test_feedtools_own_records_may_have_bodies(tmp_path: Path) -> None:
    site = '[site]\ntitle = "A"\nurl = "https://example.org/"\n'
    config = f'{site}[records]\npath = "seeds"\n[fields]\ncontent = ":body"\n'
    (tmp_path / "feedtool.toml").write_text(config, "utf-8")
    (tmp_path / "seeds").mkdir()
    head = (
        "title: A\nexcerpt: E.\npublishedDateTime: 2020-01-02T03:04:05Z\npublished: true\n"
        "originalUrl: https://e.example/a\n"
    )
    (tmp_path / "seeds/a.md").write_text(f"---\n{head}---\nA *body* {{{{ kept }}}}.\n", "utf-8")
    assert build(tmp_path)["problems"] == []
    (item,) = items(tmp_path)
    assert item["content_html"] == "<p>A <em>body</em> {{ kept }}.</p>"
    assert item["summary"] == "E."

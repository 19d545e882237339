"""Builds that make one item of what several publishers tell in the same words."""

import json
import random
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from feedtool import check
from feedtool.build import pipeline
from feedtool.config import settings
from feedtool.feeds import layout
from feedtool.model.report import BuildReport
from tests.build.tasks import make_run
from tests.conftest import record, write_config

NOW = datetime(2023, 9, 20, tzinfo=UTC)
STORIES = (
    "Robots learn to fold the laundry of a whole family",
    "The parliament votes for another law on cookies in the end",
    "A comet passes the earth closer than the moon this week",
)


def reprint(story: int, publisher: str, day: int, **changed: Any) -> str:
    own = {
        "title": STORIES[story],
        "excerpt": f"{STORIES[story]}, and this is how it went on.",
        "originalUrl": f"https://{publisher}.example/{story}",
        "provider": {"name": publisher.title(), "domain": f"{publisher}.example"},
        "publishedDateTime": f"2023-09-{day:02}T09:00:00Z",
    }
    return record(**(own | changed))


class Site:
    """A folder with records, built with ``cluster = true``."""

    def __init__(self, folder: Path, config: str = "cluster = true") -> None:
        self.folder = folder
        write_config(folder, f"[feeds]\nmin_heat = 10\n{config}\n")
        (folder / "seeds").mkdir()

    def write(self, **records: str) -> None:
        for name, text in records.items():
            (self.folder / "seeds" / f"{name}.md").write_text(text, "utf-8")

    def build(self, output: str = "output", **options: Any) -> BuildReport:
        loaded = settings.load(self.folder / "feedtool.toml", {})
        loaded = loaded._replace(feeds=loaded.feeds._replace(output=self.folder / output))
        run = make_run(now=NOW, accept_loss=True, **options)
        return pipeline.build(loaded, "seeds", run)

    def items(self, feed: str = "all") -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(
            (self.folder / "output" / f"{feed}.json").read_bytes()
        )["items"]
        return found


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def output(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_an_item_says_where_else_its_story_stands(site: Site) -> None:
    site.write(
        a=reprint(0, "wire", 1),
        b=reprint(0, "paper", 2, topics=["Robots"]),
        c=reprint(1, "wire", 3),
    )
    report = site.build()
    assert report.held == {"unpublished": 0, "heat": 0, "embargo": 0, "duplicate": 0, "cluster": 1}
    assert (report.valid, report.selected, report.problems) == (3, 2, ())
    other, found = site.items()
    assert "_feedtool" not in other
    assert (found["url"], found["tags"]) == ("https://wire.example/0", ["AI", "Robots"])
    assert found["_feedtool"]["also"] == [
        {"title": STORIES[0], "url": "https://paper.example/0", "provider": "Paper"}
    ]
    assert site.items("topics/robots") == [found]


def test_the_checker_has_nothing_to_say_of_the_feeds(site: Site) -> None:
    for number, publisher in enumerate(("wire", "paper", "sheet")):
        site.write(**{publisher: reprint(0, publisher, 1 + number)})
    site.build()
    found = output(site.folder / "output").items()
    feeds = [(path, content) for path, content in found if layout.is_checked(path)]
    assert feeds
    for path, content in feeds:
        options = check.CheckOptions(base=f"https://example.org/{path}", now=NOW)
        assert [problem.code for problem in check.check(path, content, options)] == []


def test_without_it_each_is_an_item_and_a_strict_build_notes_them(tmp_path: Path) -> None:
    site = Site(tmp_path, "cluster = false")
    site.write(a=reprint(0, "wire", 1), b=reprint(0, "paper", 2))
    report = site.build(strict=True)
    assert (report.selected, "cluster" in report.held) == (2, False)
    assert [(one.path, one.code) for one in report.problems] == [("seeds/b.md", "story-cluster")]
    assert site.build(strict=True).problems == report.problems  # from the cache
    assert len(site.items()) == 2


def test_one_that_is_found_later_does_not_make_the_story_a_new_one(site: Site) -> None:
    site.write(b=reprint(0, "paper", 4))
    site.build()
    (before,) = site.items()
    site.write(a=reprint(0, "wire", 1))
    site.build()
    (after,) = site.items()
    unchanged = "id", "url", "date_published", "date_modified", "title"
    assert [after[name] for name in unchanged] == [before[name] for name in unchanged]
    assert [other["provider"] for other in after["_feedtool"]["also"]] == ["Wire"]
    # Nor does a build that remembers nothing but the feeds.
    site.build(use_cache=False)
    assert site.items() == [after]


def test_only_what_is_hot_and_due_is_told(site: Site) -> None:
    site.write(
        a=reprint(0, "wire", 1, heat=9), b=reprint(0, "paper", 19), c=reprint(0, "sheet", 21)
    )
    report = site.build()
    (item,) = site.items()
    assert "also" not in item.get("_feedtool", {})
    assert report.held == {"unpublished": 0, "heat": 1, "embargo": 1, "duplicate": 0}


@pytest.mark.parametrize("seed", range(3))
def test_a_build_that_knows_the_last_one_makes_what_one_makes_that_does_not(
    seed: int, site: Site
) -> None:
    chance = random.Random(seed)
    site.write(kept=reprint(2, "wire", 1))
    for _ in range(6):
        for _ in range(2):
            story, publisher = chance.randrange(3), chance.choice(("wire", "paper", "sheet"))
            name = f"{story}-{publisher}"
            if chance.random() < 0.2:
                (site.folder / "seeds" / f"{name}.md").unlink(missing_ok=True)
                continue
            text = reprint(
                story,
                publisher,
                chance.randint(1, 9),
                heat=chance.choice((5, 50, 70)),
                title=STORIES[story] + chance.choice(("", "!", " – and what is next")),
                topics=[chance.choice(("AI", "Robots"))],
            )
            site.write(**{name: text})
        shutil.rmtree(site.folder / "clean", ignore_errors=True)
        if (site.folder / "output").is_dir():
            shutil.copytree(site.folder / "output", site.folder / "clean")
        report, clean = site.build(), site.build("clean", use_cache=False)
        assert output(site.folder / "output") == output(site.folder / "clean")
        assert report.held == clean.held

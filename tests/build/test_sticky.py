"""A story that was in a feed stays there: heat that flickers makes nothing leave and come back."""

import json
import random
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from feedtool.build import pipeline
from feedtool.config import settings
from tests.build import tasks
from tests.build.tasks import make_run
from tests.build.test_incremental import tree

START = datetime(2024, 1, 1, tzinfo=UTC)
CONFIG = """\
[site]
title = "A site"
url = "https://example.org/"
[records]
path = "news"
[feeds]
min_heat = 40
limit = 12
sticky = true
formats = ["json"]
[topics.hot]
name = "Hot"
min_heat = 70
[topics.hotter]
name = "Hotter"
min_heat = 90
limit = 5
[[feed]]
name = "week"
title = "The hottest of the week"
where = { min_heat = 60, max_age = "7d" }
order = "hottest"
limit = 6
[[feed]]
name = "ever"
title = "The hottest ever"
where = { min_heat = 80 }
order = "hottest"
limit = 4
"""
TIERS = ("all", "topics/hot", "topics/hotter", "week", "ever")
RECORD = """\
---
title: Story {name}
publishedDateTime: {published:%Y-%m-%dT%H:%M:%SZ}
originalUrl: https://www.example.org/{name}
heat: {heat}
published: {is_published}
topics: [Hot, Hotter]
---
"""


class History:
    """A folder of records whose heat rises, flickers at every threshold, and falls."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self._random, self._number = folder, random.Random(seed), 0
        self._heat: dict[str, int] = {}
        self._published: dict[str, datetime] = {}
        self.gone: set[str] = set()
        (folder / "news").mkdir(parents=True)
        (folder / "feedtool.toml").write_text(CONFIG)

    def step(self, now: datetime) -> None:
        """One commit: a new story now and then, some warmer or colder by one, one taken back."""
        rnd = self._random
        if rnd.random() < 0.4 or not self._heat:
            self._number += 1
            name = f"{self._number:03}"
            self._published[name] = now - timedelta(hours=rnd.randrange(60))
            self._heat[name] = rnd.choice((39, 40, 59, 60, 69, 70, 79, 80, 89, 90, 95))
            self._write(name)
        for name in rnd.sample(sorted(self._heat), min(6, len(self._heat))):
            self._heat[name] += rnd.choice((-2, -1, -1, 1, 1, 2))
            self._write(name)
        if rnd.random() < 0.05:
            name = rnd.choice(sorted(self._heat))
            del self._heat[name]
            self.gone.add(name)
            file = self.folder / "news" / f"{name}.md"
            file.write_text(file.read_text().replace("published: true", "published: false"))

    def _write(self, name: str) -> None:
        text = RECORD.format(
            name=name, published=self._published[name], heat=self._heat[name], is_published="true"
        )
        (self.folder / "news" / f"{name}.md").write_text(text)

    def build(self, now: datetime, output: str = "output", *, use_cache: bool = True) -> None:
        config = settings.load(self.folder / "feedtool.toml", {})
        config = config._replace(feeds=config.feeds._replace(output=self.folder / output))
        run = make_run(now=now, accept_loss=True, use_cache=use_cache)
        assert pipeline.build(config, "news", run).published is not None

    def shown(self) -> dict[str, set[str]]:
        """The names of the stories in each tier."""
        return {tier: set(self._titles(tier)) for tier in TIERS}

    def _titles(self, tier: str) -> Iterator[str]:
        feed = json.loads((self.folder / "output" / f"{tier}.json").read_bytes())
        return (item["title"].removeprefix("Story ") for item in feed["items"])


def entries(history: History, builds: int, check_every: int) -> tuple[int, int, int]:
    """How often stories entered the tiers, came back, and left while hot stories had room and age."""
    now, before = START, {tier: set[str]() for tier in TIERS}
    ever = {tier: set[str]() for tier in TIERS}
    entered = returned = left = 0
    for number in range(builds):
        history.step(now)
        is_checked = number % check_every == 0 and number > 0
        clean = history.folder / "clean"
        if is_checked:
            shutil.rmtree(clean, ignore_errors=True)
            shutil.copytree(history.folder / "output", clean)
        history.build(now)
        if is_checked:
            history.build(now, "clean", use_cache=False)
            assert tree(clean) == tree(history.folder / "output")
            history.build(
                now, use_cache=False
            )  # nor does a second build of the same find more to do
            assert tree(clean) == tree(history.folder / "output")
        shown = history.shown()
        for tier, names in shown.items():
            entered += len(names - before[tier])
            returned += len((names - before[tier]) & ever[tier])
            left += len(before[tier] - names - history.gone)
            ever[tier] |= names
        before = shown
        now += timedelta(hours=5)
    return entered, returned, left


@pytest.mark.slow
def test_no_story_comes_back_to_any_tier(tmp_path: Path) -> None:
    entered, returned, left = entries(History(tmp_path / "site", 1), 200, 25)
    assert (entered > 100, returned, left > 50) == (True, 0, True)


@pytest.mark.slow
def test_without_memory_stories_come_and_go(tmp_path: Path) -> None:
    history = History(tmp_path / "site", 1)
    text = CONFIG.replace("sticky = true", "sticky = false")
    (history.folder / "feedtool.toml").write_text(text)
    _, returned, _ = entries(history, 40, 1000)
    assert returned > 10


@pytest.mark.parametrize("form", ["rss", "atom", "json"])
def test_a_feed_that_was_cut_off_in_one_format_remembers_by_the_others(
    tmp_path: Path, form: str
) -> None:
    config = '[feeds]\nmin_heat = 50\nsticky = true\nformats = ["{}"]\n'
    config = config.format('", "'.join(dict.fromkeys([form, "rss", "atom", "json"])))
    names = ["a", "b", "c", "d"]
    tasks.write(tmp_path, **{name: tasks.story(name, heat=60, topics=[]) for name in names})
    tasks.build(tmp_path, config)
    made = tree(tmp_path / "output")
    tasks.write(tmp_path, **{name: tasks.story(name, heat=40, topics=[]) for name in names})
    written = made[f"all.{form}"]
    (tmp_path / f"output/all.{form}").write_bytes(written[: len(written) // 2])
    tasks.build(tmp_path, config)
    assert tree(tmp_path / "output") == made


@pytest.mark.parametrize("twin", [False, True])
def test_a_cold_story_that_falls_off_its_last_feed_is_selected_no_more(
    tmp_path: Path, *, twin: bool
) -> None:
    config = "[feeds]\nmin_heat = 50\nlimit = 1\nsticky = true\n"
    day = "2023-09-0{}T00:00:00Z"
    address = {"originalUrl": "https://www.example.org/old"}
    for heat in (60, 10):
        for name in ("old", "twin")[: 1 + twin]:
            given = {"heat": heat, "publishedDateTime": day.format(1), **address}
            tasks.write(tmp_path, **{name: tasks.story(name, **given)})
        assert tasks.build(tmp_path, config).selected == 1
    tasks.write(tmp_path, new=tasks.story("new", heat=60, publishedDateTime=day.format(2)))
    first = tasks.build(tmp_path, config)
    second = tasks.build(tmp_path, config, use_cache=False)
    assert (first.selected, first.held) == (second.selected, second.held)
    assert second.published is not None
    assert (first.selected, second.published.written) == (1, ())

"""Records of a network of sites: read as their own site reads them, and kept steady through a long history."""

import json
import random
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from feedtool import check
from feedtool.build import pipeline
from feedtool.build.task import Run
from feedtool.config import settings as config
from feedtool.diagnostics.problem import Severity
from feedtool.model.config import Config
from feedtool.model.report import BuildReport
from feedtool.text import urls
from tests.conftest import SHARED, as_yaml, make_config, write_config

AZURE = SHARED / "corpus-azure"
NOW = datetime(2026, 6, 1, tzinfo=UTC)

Story = dict[str, Any]
Items = dict[str, Story]


def built(settings: Config, *, use_cache: bool = True) -> tuple[BuildReport, list[Story]]:
    report = pipeline.build(settings, "news", Run(NOW, tick=lambda: 0.0, use_cache=use_cache))
    assert isinstance(settings.feeds.output, Path)
    text = (settings.feeds.output / "all.json").read_text("utf-8")
    items: list[Story] = json.loads(text)["items"]
    return report, items


# --- a full-size sibling


@pytest.mark.shared
def test_a_sibling_is_published_as_its_own_site_publishes_it(tmp_path: Path) -> None:
    lines = f"[records]\npath = {as_yaml(str(AZURE / 'news'))}\n[feeds]\nlimit = 10000\n"
    report, items = built(make_config(tmp_path, lines))
    expected = json.loads((AZURE / "expected.json").read_text("utf-8"))
    wanted = {urls.urn(urls.canonical(s["originalUrl"] or s["webUrl"], TRACKING)) for s in expected}
    found = {item["id"] for item in items}
    assert report.valid >= 0.98 * report.records
    assert len(wanted - found) <= 2
    assert found - wanted == set()
    moments = [item["date_published"] for item in items]
    assert moments == sorted(moments, reverse=True)
    assert all(problem.costs == "part" for problem in report.problems)


TRACKING = ("utm_*", "ref", "fbclid", "gclid", "mc_cid", "mc_eid")


# --- the least that a story can be


@pytest.mark.parametrize("profile", ["strict", "default", "w3c"])
def test_the_feeds_of_bare_stories_pass_the_check(tmp_path: Path, profile: str) -> None:
    (tmp_path / "news").mkdir()
    for number in range(3):
        story = {"title": f"T {number}", "webUrl": f"https://www.e.org/{number}", "published": True}
        story["publishedDateTime"] = f"2024-05-0{number + 1}T00:00:00Z"
        write(tmp_path / "news" / f"{number}.md", story)
    settings = make_config(tmp_path, '[records]\npath = "news"\n')
    _, items = built(settings)
    assert items[0]["authors"] == [{"name": "e.org", "url": "https://e.org/"}]
    assert "summary" not in items[0]
    for name in ("all.rss", "all.atom", "all.json"):
        content = (tmp_path / "output" / name).read_bytes()
        options = check.CheckOptions(profile=profile, base=f"https://example.org/{name}", now=NOW)
        found = check.check(name, content, options)
        assert [p for p in found if p.severity is not Severity.INFO] == []


# --- a history, as cron sees it

STEPS = 40


@pytest.mark.slow
def test_a_long_history_keeps_what_is_published(tmp_path: Path) -> None:
    """No item goes while ``published: true``, none comes back as new, no id changes, no build needs a cache."""
    chance = random.Random(13)
    (tmp_path / "news").mkdir()
    text = '[records]\npath = "news"\n[feeds]\nlimit = 1000\nformats = ["json"]\n'
    settings = config.load(write_config(tmp_path, text), {})
    clean = settings._replace(feeds=settings.feeds._replace(output=tmp_path / "clean"))
    stories: dict[str, Story] = {}
    id_of: dict[str, str] = {}
    for step in range(STEPS):
        for name in _next(stories, step, chance):
            write(tmp_path / "news" / name, stories[name])
        _, items = built(settings)
        _, again = built(clean, use_cache=False)
        assert again == items, step
        by_title = {item["title"]: item["id"] for item in items}
        published = {story["title"] for story in stories.values() if story["published"]}
        assert by_title.keys() == published, step
        for title, id_ in by_title.items():
            assert id_of.setdefault(title, id_) == id_, (step, title)
    assert len(id_of) > STEPS
    assert any("originalUrl" in story for story in stories.values())


def _next(stories: dict[str, Story], step: int, chance: random.Random) -> list[str]:
    """What changes in one step, as the tool of the network would: the names of the files concerned."""
    first = datetime(2024, 1, 1, tzinfo=UTC)
    changed = [f"2024-05-{step % 28 + 1:02}-story-{step}-{number}.md" for number in range(2)]
    for name in changed:
        stories[name] = {
            "title": name.removesuffix(".md"),
            "webUrl": f"https://example.org/{name}",
            "publishedDateTime": f"{first + timedelta(days=step):%Y-%m-%d}T00:00:00Z",
            "published": True,
            "category": chance.choice(["news", "Events & more"]),
        }
    for name in chance.sample(sorted(stories), min(5, len(stories))):
        chance.choice(_CHANGES)(stories[name], chance)
        changed.append(name)
    return changed


def _unpublish(story: Story, _chance: random.Random) -> None:
    story["published"] = False


def _publish(story: Story, _chance: random.Random) -> None:
    story["published"] = True


def _raise_heat(story: Story, chance: random.Random) -> None:
    story["heat"] = chance.randint(-1, 3_694)


def _refresh_related(story: Story, chance: random.Random) -> None:
    """Related stories as they really are: some with an empty excerpt, blanks, or no usable address at all."""
    addresses = ["https://example.org/x", "https://example.org/a b", "nowhere", "https://", ""]
    story["related"] = [
        {"title": f"R {n}", "webUrl": chance.choice(addresses) or None, "excerpt": ""}
        for n in range(chance.choice([3, 3, 3, 3, 130]))
    ]


def _add_pictures(story: Story, chance: random.Random) -> None:
    story["images"] = [{"url": chance.choice(["https://example.org/i j.png", "javascript:x"])}]


def _add_fields(story: Story, _chance: random.Random) -> None:
    story.update(excerpt="", topics=["AI"], provider={"name": "E"}, quality=9_999, locale="en_US")


def _add_original(story: Story, _chance: random.Random) -> None:
    """An address that differs as little as tools make it differ: it is the same story to feedtool."""
    story["originalUrl"] = re.sub(r"\?.*|$", "?utm_source=x", story["webUrl"], count=1)


def _add_another_original(story: Story, _chance: random.Random) -> None:
    """Another address altogether, with the line that the warning of validate asks for."""
    if "id" not in story:
        story["id"] = urls.urn(story["webUrl"])
    story["originalUrl"] = f"{story['webUrl']}-elsewhere"


_CHANGES = (
    _unpublish, _publish, _publish, _raise_heat, _refresh_related, _refresh_related, _add_pictures,
    _add_fields, _add_original, _add_another_original,
)  # fmt: skip


def write(file: Path, story: Story) -> None:
    lines = "".join(f"{key}: {as_yaml(value)}\n" for key, value in story.items())
    file.write_text(f"---\n{lines}---\n", "utf-8")

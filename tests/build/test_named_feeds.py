"""Feeds that the configuration asks for by name, built again and again."""

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from feedtool.build import pipeline
from feedtool.model.report import BuildReport
from tests.build.tasks import make_run
from tests.build.test_incremental import NOW, SITE, Site, record

HOT = '[[feed]]\nname = "hot"\ntitle = "The hottest"\n'


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path / "site")
    for number in range(4):
        site.write(f"{number}.md", record(number, heat=60 + number))
    return site


def configure(site: Site, text: str) -> None:
    (site.folder / "feedtool.toml").write_text(SITE + text)


def titles(site: Site, name: str = "hot") -> list[str]:
    feed = json.loads((site.folder / "output" / f"{name}.json").read_bytes())
    return [item["title"] for item in feed["items"]]


def build(site: Site, **options: Any) -> BuildReport:
    """A build whose guards are on."""
    run = make_run(now=site.now, **options)
    return pipeline.build(site.config(), "news", run)


def test_a_feed_is_published_linked_reported_and_gone_with_its_table(site: Site) -> None:
    configure(site, f"{HOT}order = 'hottest'\nwhere = {{ min_heat = 61 }}\nlimit = 2\n")
    report = site.check()
    assert titles(site) == ["Story 3", "Story 2"]
    assert [feed.name for feed in report.feeds] == ["all", "hot", "ai"]
    output = site.output()
    assert b'<a href="hot.html"><bdi>The hottest</bdi></a>' in output["index.html"]
    listed = output["feeds.opml"]
    assert listed.index(b"all.rss") < listed.index(b"hot.rss") < listed.index(b"topics/ai.rss")
    (site.folder / "output" / "mine.rss").write_bytes(output["hot.rss"])
    configure(site, "")
    assert site.build().published.removed == ("hot.atom", "hot.html", "hot.json", "hot.rss")  # type: ignore[union-attr]
    assert (site.folder / "output" / "mine.rss").is_file()  # a copy that somebody made


def test_what_feeds_ask_of_records_is_known_only_where_one_asks(site: Site) -> None:
    site.write("film.md", record(5).replace("type: article", "type: video"))
    configure(site, f'{HOT}where = {{ type = "video" }}\n')
    site.check()
    assert titles(site) == ["Story 5"]
    configure(site, f'{HOT}where = {{ provider = "example.org", category = "news" }}\n')
    site.check()
    assert len(titles(site)) == 3
    configure(site, f'{HOT}where = {{ provider = "other.example" }}\n')
    site.check()
    assert titles(site) == []


def test_a_story_ages_out_though_no_file_has_changed(site: Site) -> None:
    configure(site, f'{HOT}where = {{ max_age = "7d" }}\n')
    site.check()
    assert titles(site) == ["Story 3", "Story 2"]
    assert site.check().published.written == ()  # type: ignore[union-attr]
    site.now = NOW + timedelta(hours=9, minutes=18, seconds=59)
    assert site.check().published.written == ()  # type: ignore[union-attr]
    site.now += timedelta(seconds=1)
    site.check()
    assert titles(site) == ["Story 3"]


@pytest.mark.parametrize("year", [1, 2023, 9999])
def test_dates_at_the_ends_of_the_calendar_are_dates(site: Site, year: int) -> None:
    """A schema of one's own lets them through, an end of a topic has no bounds, and ``--now`` neither."""
    text = SITE.replace("[feeds]", 'schema = "any.json"\n[feeds]')
    text += f'ended = "9999-12-31"\n{HOT}where = {{ max_age = "7d" }}\n'
    (site.folder / "feedtool.toml").write_text(text)
    (site.folder / "any.json").write_text("{}")
    last, first = (
        record(one).replace("www.", "") for one in (8, 9)
    )  # the site's own: they are news
    site.write("8.md", last.replace("2023-09-09", "9999-12-31"))
    site.write("9.md", first.replace("2023-09-10", "0001-01-01"))
    month, day = (1, 1) if year == 1 else (12, 31)
    site.now = datetime(year, month, day, 12, tzinfo=UTC)
    site.check()
    assert titles(site) == {1: ["Story 9"], 2023: [], 9999: ["Story 8"]}[year]
    news = site.output().get("sitemap-news.xml", b"")
    assert news.count(b"<loc>") == len(titles(site))


def test_no_guard_holds_back_what_was_meant_to_leave(site: Site) -> None:
    for number in range(10):
        site.write(f"{number}.md", record(number, day=8, heat=60))
    configure(site, f'{HOT}where = {{ max_age = "3d" }}\nlimit = 50\n')
    assert build(site).published is not None
    site.now = NOW + timedelta(days=30)
    report = build(site)
    assert (report.problems, titles(site)) == ((), [])
    configure(site, f'{HOT}where = {{ topics = ["AI"] }}\nlimit = 50\n')
    assert build(site).published is not None
    configure(site, f'{HOT}where = {{ not_topics = ["AI"] }}\nlimit = 50\n')
    assert [one.code for one in build(site).problems] == ["guard-items"]


def test_a_picked_story_may_be_told_by_several_records(site: Site) -> None:
    site.write("other.md", record(2, day=2).replace("Story 2", "Story 2, again"))
    for name in ("2", "other"):
        configure(site, f'{HOT}items = ["{name}"]\n')
        site.check()
        assert titles(site) == ["Story 2"]


def test_feeds_of_languages(site: Site) -> None:
    german = record(5).replace("type:", "locale: de_AT\ntype:")
    site.write("german.md", german)
    languages = SITE.replace("limit", 'languages = ["en", "de"]\nlimit')
    (site.folder / "feedtool.toml").write_text(languages)
    report = site.check()
    assert [feed.name for feed in report.feeds] == ["all", "all-en", "all-de", "ai"]
    assert (titles(site, "all-de"), len(titles(site, "all-en"))) == (["Story 5"], 3)
    assert titles(site, "all")[0] == "Story 5"
    output = site.output()
    assert b"<language>de</language>" in output["all-de.rss"]
    assert b'xml:lang="de"' in output["all-de.atom"]
    assert json.loads(output["all-de.json"])["language"] == "de"
    assert b'<html lang="de">' in output["all-de.html"]
    assert b'<html lang="en">' in output["all-en.html"]
    assert b'language="de"' in output["feeds.opml"]


def test_a_damaged_cache_costs_no_sticky_story(site: Site) -> None:
    configure(site, f"{HOT}where = {{ min_heat = 62 }}\nsticky = true\n")
    site.build()
    assert titles(site) == ["Story 3", "Story 2"]
    site.write("3.md", record(3, heat=20))
    shutil.rmtree(site.folder / ".feedtool-cache")
    site.build()
    assert titles(site) == ["Story 3", "Story 2"]
    site.write("3.md", record(3, heat=20, published="false"))
    site.build()
    assert titles(site) == ["Story 2"]

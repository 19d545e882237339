from datetime import timedelta
from pathlib import Path

import pytest

from feedtool.feeds.lists import recent
from feedtool.model.config import Config
from feedtool.model.record import Candidate
from tests.conftest import make_config, make_record
from tests.feeds.selected import NOW, candidate


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return make_config(tmp_path)


def story(url: str, hours: float = 1) -> Candidate:
    return candidate(make_record(url, original=url, published=NOW - timedelta(hours=hours)))


def news(config: Config, *stories: Candidate) -> list[str] | None:
    found = recent.news(stories, config, NOW)
    return None if found is None else [one.key for one in found]


@pytest.mark.parametrize(
    ("url", "is_own"),
    [
        ("https://example.org/a", True),
        ("http://example.org/a", True),
        ("https://www.example.org/a", False),
        ("https://example.org.evil.example/a", False),
        ("https://other.example/example.org/", False),
    ],
)
def test_a_story_is_the_sites_own_by_its_host(config: Config, url: str, *, is_own: bool) -> None:
    assert news(config, story(url)) == ([url] if is_own else None)


def test_only_those_of_two_days_are_news(config: Config) -> None:
    some = [story(f"https://example.org/{hours}", hours) for hours in (0, 1, 47.9, 48, 49, -1)]
    assert news(config, *some) == [f"https://example.org/{hours}" for hours in (0, 1, 47.9)]
    assert news(config, *some[3:]) == []


def test_search_engines_take_a_thousand(config: Config) -> None:
    found = news(config, *(story(f"https://example.org/{number}") for number in range(1_200)))
    assert found is not None
    assert (len(found), found[0]) == (1_000, "https://example.org/0")


def test_the_home_of_a_site_is_its_own_host_too(tmp_path: Path) -> None:
    config = make_config(
        tmp_path, 'home = "https://www.example.org/"\n[records]\npreset = "hugo"\n'
    )
    assert news(config, story("https://www.example.org/a")) == ["https://www.example.org/a"]


def test_a_site_without_sitemaps_has_none_of_news(tmp_path: Path) -> None:
    config = make_config(tmp_path, "[feeds]\nsitemap = false\n")
    assert news(config, story("https://example.org/a")) is None

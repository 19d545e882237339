import cProfile
from types import CodeType
from typing import Any

import pytest

from feedtool.config import settings
from feedtool.config.faults.mends import Mender
from tests.tables import each

MENDER = Mender(settings.json_schema(), {"site": {"url": "https://a.example/x/"}})


def mended(path: str, value: Any) -> Any:
    return MENDER.mended(value, tuple(path.split(".")))


@each(
    ("path", "value", "expected"),
    [
        ("feeds.formats.0", "RSS 2", "rss"),
        ("feeds.formats", ["RSS", "html", "rss"], ["rss"]),
        ("feeds.formats", "rss, atom", ["rss", "atom"]),
        ("feeds.unknown_topics", "eror", "error"),
        ("feeds.limit", "1,000", 1000),
        ("feeds.output", "out\new", "out/new"),
        ("feeds.check", "yes", True),
        ("site.title", "a\u202e  b", "a b"),
        ("site.url", "a.example", "https://a.example"),
        ("site.url", "htps:/a.example", "https://a.example"),
        ("site.url", "http:/a.example", "http://a.example"),
        ("site.url", "https://a.example/?x#y", "https://a.example/"),
        ("site.url", "localhost:8000", "http://localhost:8000"),
        ("site.icon", "/i.png", "https://a.example/i.png"),
        ("site.icon", "i.png", "https://a.example/x/i.png"),
        ("site.language", "German", "de"),
        ("site.language", "English (UK)", "en-GB"),
        ("site.language", "de_CH.UTF-8", "de-CH"),
        ("site.author", "Ann <a@b.example>", {"name": "Ann", "email": "a@b.example"}),
        ("site.author.email", "mailto:a@b.example", "a@b.example"),
        ("site.author.email", "a at b dot example", "a@b.example"),
        ("feeds.languages.0", "English", "en"),
        ("feed.0.name", "Top Ten", "top-ten"),
        ("feed.0.where.max_age", "7 days", "7d"),
        ("feed.0.where.max_age", 7, "7d"),
        ("feed.0.where.max_age", "36 hrs", "36h"),
        ("digest.0.grace", "90 minutes", "90m"),
        ("digest.0.grace", 12, "12h"),
        ("records.include.0", "../seeds/*.md", "seeds/*.md"),
        ("records.require.0", "date", "publishedDateTime"),
        ("validate.ignore.0", "Excerpt Cut", "excerpt-cut"),
        ("topics.ai", {"titel": "T", "name": "AI", "xyzzy": 1}, {"title": "T", "name": "AI"}),
    ],
)
def test_a_value_is_made_one_that_the_schema_takes(path: str, value: Any, expected: Any) -> None:
    found = mended(path, value)
    assert (found, type(found)) == (expected, type(expected))
    assert not MENDER.fits(value, tuple(path.split(".")))
    assert MENDER.fits(found, tuple(path.split(".")))


def test_a_value_that_fits_stays() -> None:
    assert mended("feeds.limit", 5) == 5
    assert mended("site.title", "A  B") == "A  B"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("feeds.limit", "lots"),
        ("feeds.unknown_topics", "html"),
        ("site.title", None),
        ("no.key", 5),
    ],
)
def test_nothing_is_made_up(path: str, value: Any) -> None:
    assert mended(path, value) is None


def test_a_text_that_is_too_long_is_cut() -> None:
    found = mended("site.title", "x" * 5000)
    assert found.endswith("x…")
    assert 100 < len(found) < 5000


def test_a_path_of_a_picture_leads_nowhere_without_the_address_of_the_site() -> None:
    alone = Mender(settings.json_schema(), {"site": "x"})
    assert alone.mended("/i.png", ("site", "icon")) is None


def test_what_a_list_was_meant_to_be_is_looked_for_once() -> None:
    """The hint for each of its wrong items says it."""
    mender = Mender(settings.json_schema(), {})
    items = list(range(100))

    def all_hints() -> None:
        for _ in items:
            mender.mended(items, ("records", "include"))

    profile = cProfile.Profile()
    profile.runcall(all_hints)
    calls = {
        one.code.co_name: one.callcount
        for one in profile.getstats()
        if isinstance(one.code, CodeType)
    }
    assert calls["fits"] < 10 * len(items)
    assert calls["alone"] < 100 * len(items)  # of each part of the schema that is asked, once

from datetime import UTC, datetime

import pytest
from lxml import etree

from feedtool.feeds.lists import sitemap
from feedtool.feeds.lists.sitemap import Page
from feedtool.model.config import Site
from feedtool.model.feed import NEVER, Feed
from feedtool.text import dates
from tests.build.test_fingerprints import ONE, feed
from tests.tables import each

SITE = Site("A & B", "https://example.org/", "About")
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
}


def texts(content: bytes, path: str) -> list[str]:
    return [str(one.text) for one in etree.fromstring(content).iterfind(path, NAMES)]


def documents(*names: str) -> list[Feed]:
    return [feed(name, ONE) for name in names]


def rendered(*names: str) -> bytes:
    (made,) = sitemap.parts(sitemap.pages(documents(*names), SITE), SITE).values()
    return sitemap.render(made)


def test_every_page_is_in_it_with_the_age_of_what_it_shows() -> None:
    content = rendered("all", "archives/all-1")
    assert texts(content, ".//s:loc") == [
        "https://example.org/",
        "https://example.org/all.html",
        "https://example.org/archives/all-1.html",
    ]
    (age,) = set(texts(content, ".//s:lastmod"))
    assert age == dates.rfc3339(documents("all")[0].updated)


def test_what_never_had_a_story_has_no_age() -> None:
    empty = feed("all")._replace(updated=NEVER)
    assert {page.updated for page in sitemap.pages([empty], SITE)} == {None}


@pytest.mark.parametrize("limits", [(2, 10_000), (10, 700)])
def test_where_there_are_too_many_pages_it_lists_several(limits: tuple[int, int]) -> None:
    pages = [Page(f"https://example.org/{number}", None) for number in range(5)]
    pages[0] = pages[0]._replace(updated="2023-01-01T00:00:00Z")
    made = sitemap.parts(pages, SITE, *limits)
    *some, last = made
    assert last == "sitemap.xml"
    assert some == [f"sitemap-{number}.xml" for number in range(1, len(some) + 1)]
    assert len(some) > 1
    content = sitemap.render(made[last])
    assert etree.fromstring(content).tag == f"{{{NAMES['s']}}}sitemapindex"
    assert texts(content, "s:sitemap/s:loc") == [f"https://example.org/{path}" for path in some]
    assert texts(content, "s:sitemap/s:lastmod") == ["2023-01-01T00:00:00Z"]
    assert [page for path in some for page in made[path].pages] == pages


def test_an_address_is_written_as_xml_wants_it() -> None:
    made = sitemap.Sitemap("urlset", "url", (Page("https://example.org/?a=1&b=<2>", None),))
    assert texts(sitemap.render(made), ".//s:loc") == ["https://example.org/?a=1&b=<2>"]


def test_news_tell_who_published_them_when_and_in_which_language() -> None:
    item = ONE._replace(title="Cats & dogs", published=datetime(2023, 9, 1, tzinfo=UTC))
    content = sitemap.news(feed("news", item), SITE._replace(language="de-AT"))
    assert texts(content, ".//news:name") == ["A & B"]
    assert texts(content, ".//news:language") == ["de"]
    assert texts(content, ".//news:publication_date") == ["2023-09-01T00:00:00Z"]
    assert texts(content, ".//news:title") == ["Cats & dogs"]
    assert texts(content, ".//s:loc") == [item.link]


@each(
    ("tag", "language"),
    [
        ("en", "en"),
        ("en-US", "en"),
        ("zh-CN", "zh-cn"),
        ("zh-Hant-HK", "zh-tw"),
        ("zh", "zh-cn"),
        ("zh-TW", "zh-tw"),
    ],
)
def test_the_language_of_news_is_one_that_search_engines_know(tag: str, language: str) -> None:
    content = sitemap.news(feed("news", ONE), SITE._replace(language=tag))
    assert texts(content, ".//news:language") == [language]


def test_it_may_be_empty() -> None:
    content = sitemap.news(feed("news"), SITE)
    assert etree.fromstring(content).tag == f"{{{NAMES['s']}}}urlset"
    assert texts(content, ".//s:loc") == []

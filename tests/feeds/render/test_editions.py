"""The page of an edition, as mail programs need it."""

import re
from datetime import UTC, datetime

import pytest

from feedtool.feeds.render import editions
from feedtool.model.config import Site
from feedtool.model.digest import DigestStory, Edition

SITE = Site("A site", "https://example.org/", "News", rights="All rights reserved")


def page(*topics: str, site: Site = SITE, more: int = 0) -> str:
    stories = tuple(
        DigestStory(
            f"urn:{number}", f"Story <{number}>", "https://a.example/?a=1&b=2", "P", "E", one
        )
        for number, one in enumerate(topics)
    )
    moment = datetime(2024, 4, 22, tzinfo=UTC)
    edition = Edition("urn:x", "2024-w16", "Week 16 of 2024", moment, stories, more)
    return editions.page(edition, "week", site).decode()


def test_stories_stand_below_their_topics() -> None:
    headings = re.findall(r"<(h[1-6]|hr)[^>]*>(?:<a[^>]*>)?([^<\n]*)", page("AI", "AI", ""))
    assert headings == [
        ("h1", "Week 16 of 2024"),
        ("h2", "AI"),
        ("h3", "Story &lt;0&gt;"),
        ("h3", "Story &lt;1&gt;"),
        ("hr", ""),
        ("h2", "Story &lt;2&gt;"),
    ]


def test_a_mail_program_can_show_it() -> None:
    html = page("AI", "Robots")
    assert not re.findall(r"<(?:script|style|img|svg|iframe|form|object)\b", html)
    assert re.findall(r'<link rel="([^"]*)"', html) == ["canonical"]
    assert not re.findall(r'(?:href|src)="(?!https?://)', html)
    # Colours of ours would be read on a background that is not.
    assert re.findall(r"(?<!-)\b(?:color|background):[^;\"]*", html) == ["background:Canvas"]
    # One column, as narrow as the screen is.
    assert re.findall(r"[a-z-]*width:[^;\"]*", html) == ["width:100%", "max-width:600px"]
    assert html.count("<table") == 1


@pytest.mark.parametrize("language", ["en", "de", "ar"])
def test_words_of_ours_are_marked_as_english(language: str) -> None:
    html = page("AI", site=SITE._replace(language=language), more=3)
    assert ('<p lang="en"' in html) is (language != "en")
    assert (' dir="rtl">' in html) is (language == "ar")
    assert "and 3 more" in html

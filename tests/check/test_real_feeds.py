"""Feeds as well-known programs write them: what is said of them is true, and that is all."""

from pathlib import Path

import pytest

from feedtool.check import check
from feedtool.check.options import CheckOptions
from tests.check.cases import OPTIONS

FEEDS = Path(__file__).parent / "feeds"

# What each gets by default, and what the strict profile adds.
SAID: dict[str, tuple[str, str]] = {
    "arxiv.xml": ("", "rss-email-no-name"),
    "blogger.xml": ("language-missing atom-text-blank", "namespace-prefix-unusual"),
    "discourse.xml": ("", ""),
    "feedburner.xml": ("xml-stylesheet-xslt", ""),
    "ghost.xml": ("language-missing", "html-image-size"),
    "github.xml": ("", ""),
    "hugo.xml": ("", ""),
    "jekyll.xml": ("", ""),
    "mastodon.xml": ("language-missing rss-self-link-missing", ""),
    "medium.xml": (
        "language-missing",
        "html-image-size rss-description-first rss-email-no-name",
    ),
    "plain.json": ("", ""),
    "podcast.xml": ("value-blank", ""),
    "reddit.xml": ("language-missing uri-not-absolute", "html-image-size"),
    "substack.xml": ("", "rss-email-no-name"),
    "wordpress.xml": ("", ""),
    "youtube.xml": (
        (
            "atom-entry-no-text atom-feed-updated-missing element-unknown"
            " language-missing uri-scheme-unregistered"
        ),
        "",
    ),
}


def test_every_feed_is_spoken_for() -> None:
    assert {path.name for path in FEEDS.iterdir()} == set(SAID)


@pytest.mark.parametrize("name", SAID)
def test_what_is_said_of_a_feed_is_all_there_is_to_say(name: str) -> None:
    content = (FEEDS / name).read_bytes()
    usual, more = (set(codes.split()) for codes in SAID[name])
    for profile, codes in (("default", usual), ("strict", usual | more)):
        options = CheckOptions(profile=profile, now=OPTIONS.now)
        assert {problem.code for problem in check(name, content, options)} == codes

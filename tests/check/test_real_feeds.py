"""Feeds as well-known programs write them: what is said of them is true, and that is all."""

from pathlib import Path

from feedtool.check import check
from feedtool.check.options import CheckOptions
from feedtool.report import groups
from tests.check.cases import OPTIONS
from tests.tables import each

FEEDS = Path(__file__).parent / "feeds"

# What each gets by default, and what the strict profile adds.
SAID: dict[str, tuple[str, str]] = {
    "arxiv.xml": ("", "rss-email-no-name"),
    "blogger.xml": ("atom-text-blank", "language-missing namespace-prefix-unusual"),
    "discourse.xml": ("", ""),
    "feedburner.xml": ("xml-stylesheet-xslt", ""),
    "ghost.xml": ("", "html-image-size language-missing"),
    "github.xml": ("", ""),
    "hugo.xml": ("", ""),
    "jekyll.xml": ("", ""),
    "mastodon.xml": ("rss-self-link-missing", "language-missing"),
    "medium.xml": (
        "",
        "html-image-size language-missing rss-description-first rss-email-no-name",
    ),
    "plain.json": ("", ""),
    "podcast.xml": ("value-blank", ""),
    "reddit.xml": ("uri-not-absolute", "html-image-size language-missing"),
    "substack.xml": ("", "rss-email-no-name"),
    "wordpress.xml": ("", ""),
    "youtube.xml": (
        "atom-feed-updated-missing element-unknown",
        "atom-entry-no-text language-missing uri-scheme-unregistered",
    ),
}


@each("name", SAID)
def test_nobody_has_to_read_more_than_two_lines(name: str) -> None:
    """Their owners cannot change what a platform writes."""
    options = CheckOptions(now=OPTIONS.now)
    found = groups.groups(check(name, (FEEDS / name).read_bytes(), options))
    assert sum(2 if group.others else 1 for group in found) <= 2


def test_every_feed_is_spoken_for() -> None:
    assert {path.name for path in FEEDS.iterdir()} == set(SAID)


@each("name", SAID)
def test_what_is_said_of_a_feed_is_all_there_is_to_say(name: str) -> None:
    content = (FEEDS / name).read_bytes()
    usual, more = (set(codes.split()) for codes in SAID[name])
    for profile, codes in (("default", usual), ("strict", usual | more)):
        options = CheckOptions(profile=profile, now=OPTIONS.now)
        assert {problem.code for problem in check(name, content, options)} == codes

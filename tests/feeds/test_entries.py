"""What stories there are in a feed of any generator, and under which ids."""

from datetime import UTC, datetime

import pytest

from feedtool.feeds import entries, render
from feedtool.feeds.entries import IssuedEntry, NoFeedError
from tests.feeds.render.test_render import SITE, feed, item
from tests.tables import each

MOMENT = datetime(2023, 9, 5, 10, tzinfo=UTC)
LINK = "https://x.example/a"


def rss(inside: str) -> bytes:
    return f"<rss version='2.0'><channel><item>{inside}</item></channel></rss>".encode()


def atom(inside: str) -> bytes:
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><entry>{inside}</entry></feed>".encode()


@each(
    ("content", "story", "links"),
    [
        (rss(f"<link>{LINK}</link><guid isPermaLink='false'>https://x.example/?p=1</guid>"),
         "https://x.example/?p=1", (LINK,)),
        (rss("<guid>https://x.example/?p=1</guid>"), "https://x.example/?p=1", ("https://x.example/?p=1",)),
        (rss("<guid isPermaLink='false'> 12 at x </guid>"), "12 at x", ()),
        (rss(f"<link>{LINK}</link>"), LINK, (LINK,)),
        (atom(f"<id>tag:x.example,2023:1</id><link href='{LINK}'/><link rel='self' href='https://no.example/'/>"),
         "tag:x.example,2023:1", (LINK,)),
        (b'{"items": [{"id": 17, "external_url": "%s"}]}' % LINK.encode(), "17", (LINK,)),
        (b"\xef\xbb\xbf\n" + rss("<guid isPermaLink='false'>1</guid>"), "1", ()),
    ],
)  # fmt: skip
def test_an_id_is_as_it_was_written(content: bytes, story: str, links: tuple[str, ...]) -> None:
    (found,) = entries.entries(content)
    assert (found.id, found.links) == (story, links)


def test_title_and_date_of_any_format() -> None:
    for content in (
        rss(
            "<guid>1</guid><title>A &amp;amp; B</title><pubDate>Tue, 05 Sep 2023 12:00:00 +0200</pubDate>"
        ),
        atom(
            "<id>1</id><title type='html'>A &amp;amp; B</title><published>2023-09-05T10:00:00Z</published>"
        ),
        b'{"items": [{"id": "1", "title": "A & B", "date_published": "2023-09-05T10:00:00Z"}]}',
    ):
        assert entries.entries(content) == [IssuedEntry("1", (), "A & B", MOMENT)]


def test_what_we_write_is_read_again() -> None:
    written = dict(render.files(feed(item(1), item(2)), SITE, ("rss", "atom", "json")))
    found = [entries.entries(written[f"topics/news.{form}"]) for form in ("rss", "atom", "json")]
    assert found[0] == found[1] == found[2]
    assert [one.id for one in found[0]] == ["urn:test:1", "urn:test:2"]


@each(
    "content",
    [b"", b"<html/>", b"<rss><a", b'{"a":', b"{}", b"[]", b"\0", b"<?xml version='1.0' encoding='x-y'?><rss/>",
     b"<!DOCTYPE r [<!ENTITY a '" + b"x" * 1000 + b"'><!ENTITY b '" + b"&a;" * 1000 + b"'>"
     b"<!ENTITY c '" + b"&b;" * 1000 + b"'>]>" + rss("<title>&c;</title>")],
)  # fmt: skip
def test_what_is_no_feed_is_refused(content: bytes) -> None:
    with pytest.raises(NoFeedError):
        entries.entries(content)
    assert entries.readable(content) == []

"""The feed of a digest: what was published before, and what is made now."""

from datetime import UTC, datetime

from feedtool.feeds.digests import published
from feedtool.feeds.digests.closing import Closing
from feedtool.feeds.digests.feed import DueDigest, feed, to_plain
from feedtool.feeds.digests.published import PublishedDigest
from feedtool.model.digest import Edition
from feedtool.model.feed import NEVER, Feed
from tests.conftest import make_record
from tests.feeds.digests.test_closing import story
from tests.feeds.digests.test_compose import SITE, TOPICS, WEEK_16, WEEKLY
from tests.feeds.digests.test_published import make_edition

OLD = make_edition("old", "other")._replace(
    id="urn:old", period="2024-w15", published=datetime(2024, 4, 15, tzinfo=UTC)
)
BEFORE = PublishedDigest(
    "2024-w15", (), {"2024-w15": published.page("digests/week-2024-w15.html", OLD)}
)
NEW = Closing("2024-w16", ("0123abcd",), {WEEK_16: [story("a", 16)]})


def read(label: str) -> Edition:
    assert label == "2024-w15"
    return OLD


def make(
    closing: Closing = NEW, gone: dict[str, frozenset[str]] | None = None, limit: int = 3
) -> Feed:
    due = DueDigest(WEEKLY._replace(limit=limit), BEFORE, closing, gone or {}, read)
    return feed(due, SITE, TOPICS, lambda one: make_record(one.id))


def test_the_newest_edition_comes_first() -> None:
    made = make()
    assert [item.title for item in made.items] == [
        "Week 16 of 2024: Title a",
        "Week 16 of 2024: old",
    ]
    assert [item.id for item in made.items] == [key.id for key in made.keys]
    assert made.updated == WEEK_16.end
    assert made.closed == "2024-w16 0123abcd"


def test_what_pages_remember_is_kept_as_plain_values() -> None:
    kept = to_plain([make()])
    assert kept.keys() == {
        "week.html",
        "digests/week-2024-w15.html",
        "digests/week-2024-w16.html",
    }
    assert published.of_closed_mark(kept["week.html"]) == ("2024-w16", ("0123abcd",))


def test_a_page_that_was_published_is_not_written_again() -> None:
    assert [(page.path, page.edition is None) for page in make().pages] == [
        ("digests/week-2024-w16.html", False),
        ("digests/week-2024-w15.html", True),
    ]


def test_the_pages_of_editions_that_left_the_feed_stay() -> None:
    made = make(limit=1)
    assert (len(made.items), len(made.keys), len(made.pages)) == (1, 1, 2)


def test_a_story_that_may_not_be_published_is_taken_out() -> None:
    made = make(gone={"2024-w15": frozenset({"old"})})
    assert [item.title for item in made.items][1] == "Week 16 of 2024: other"
    assert made.pages[1].edition
    made = make(gone={"2024-w15": frozenset({"old", "other"})})
    assert [page.path for page in made.pages] == ["digests/week-2024-w16.html"]


def test_a_digest_may_be_empty() -> None:
    due = DueDigest(WEEKLY, PublishedDigest(), Closing("", (), {}), {}, read)
    made = feed(due, SITE, TOPICS, lambda one: make_record(one.id))
    assert (len(made.items), made.updated, made.closed) == (0, NEVER, "")
    assert (made.title, made.label, made.is_named) == (
        "Weekly digest – A site",
        "Weekly digest",
        False,
    )


def test_a_site_may_name_it() -> None:
    digest = WEEKLY._replace(title="The week", description="All of it")
    due = DueDigest(digest, PublishedDigest(), Closing("", (), {}), {}, read)
    made = feed(due, SITE, TOPICS, lambda one: make_record(one.id))
    assert (made.title, made.label, made.description, made.is_named) == (
        "The week", "The week", "All of it", True,
    )  # fmt: skip

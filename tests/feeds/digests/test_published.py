"""An edition is read again from its page, to the letter."""

from datetime import UTC, datetime
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool.feeds.digests import published
from feedtool.feeds.render import editions
from feedtool.model.config import Site
from feedtool.model.digest import DigestStory, Edition
from tests.tables import each

SITE = Site("A site", "https://example.org/", "News")
MOMENT = datetime(2024, 4, 22, tzinfo=UTC)
TEXTS = st.text(
    st.characters(categories=["L", "P", "S", "N"], include_characters=" <>&\"'"), max_size=30
)
HEADLINES = TEXTS.map(lambda text: f"x{text}")


def in_sections(stories: list[DigestStory]) -> tuple[DigestStory, ...]:
    return tuple(sorted(stories, key=lambda one: one.topic))


STORIES = st.lists(
    st.builds(DigestStory, HEADLINES, HEADLINES, HEADLINES, TEXTS, TEXTS, st.sampled_from("abc"))
    | st.builds(DigestStory, HEADLINES, HEADLINES, HEADLINES, TEXTS, TEXTS, st.just("")),
    min_size=1,
    max_size=5,
).map(in_sections)
EDITIONS = st.builds(
    Edition, HEADLINES, st.just("2024-w16"), HEADLINES, st.just(MOMENT), STORIES, st.integers(0, 9)
)


def make_edition(*titles: str) -> Edition:
    stories = tuple(
        DigestStory(title, title, "https://example.org/", "Example", "", "AI") for title in titles
    )
    return Edition("urn:x", "2024-w16", "Week 16 of 2024", MOMENT, stories)


@given(EDITIONS)
def test_a_page_holds_all_that_its_edition_tells(edition: Edition) -> None:
    assert published.edition(editions.page(edition, "week", SITE)) == edition


def test_a_page_of_an_earlier_version_can_be_read() -> None:
    """Pages stay for years: whatever templates become, this must be understood."""
    page = b"""<!doctype html>
<h1 data-edition="urn:x" data-period="2024-w16" data-published="2024-04-22T00:00:00Z" data-stories="2" \
data-more="1" style="margin:0">Week 16 of 2024</h1>
<h2 data-topic="AI" dir="auto" style="x">AI</h2>
<div data-story="urn:a" dir="auto" style="x">
<h3 style="x"><a href="https://example.org/a?b=1&amp;c=2">A &lt;title&gt;</a></h3>
<p style="x">Example</p>
<p style="x">It is &#34;so&#34;.</p>
</div>
<hr data-topic="" style="x">
<div data-story="urn:b" dir="auto" style="x">
<h2 style="x"><a href="https://example.org/b">B</a></h2>
<p style="x">Example</p>
</div>
</html>
"""
    assert published.edition(page) == Edition(
        "urn:x",
        "2024-w16",
        "Week 16 of 2024",
        MOMENT,
        (
            DigestStory(
                "urn:a",
                "A <title>",
                "https://example.org/a?b=1&c=2",
                "Example",
                'It is "so".',
                "AI",
            ),
            DigestStory("urn:b", "B", "https://example.org/b", "Example", ""),
        ),
        1,
    )


@each(
    ("old", "new"),
    [
        (b"</html>\n", b""),
        (b'data-stories="2"', b'data-stories="3"'),
        (b'data-story="a"', b""),
        (b"2024-04-22T00:00:00Z", b"yesterday"),
        (b"<h1", b"<h4"),
    ],
)
def test_a_damaged_page_holds_nothing(old: bytes, new: bytes) -> None:
    page = editions.page(make_edition("a", "b"), "week", SITE)
    assert published.edition(page)
    assert published.edition(page.replace(old, new)) is None


def test_a_page_is_undamaged_where_it_is_text_to_its_end() -> None:
    page = editions.page(make_edition("a", "b"), "week", SITE)
    assert published.is_undamaged(page)
    for damaged in (
        page[:-1],
        page + b"\n",
        page + page,
        b"\0" + page,
        page[:9] + b"\xff" + page[9:],
    ):
        assert not published.is_undamaged(damaged)


def test_only_what_every_page_begins_with_is_a_remnant() -> None:
    page = editions.page(make_edition("a"), "week", SITE)
    for left in (b"", bytes(9), page[:9], page[:20] + bytes(9)):
        assert published.is_remnant(left)
    for other in (page, b"<!doctype html>\n<p>", b"<p>"):
        assert not published.is_remnant(other)


def test_a_damaged_page_still_shows_the_stories_that_are_whole() -> None:
    both = make_edition("a", "b")
    page = editions.page(both, "week", SITE)
    only_b = both._replace(stories=both.stories[1:])
    left = published.remains(page.replace(b">a</a>", b">\0</a>"))
    assert left == published.Remains(only_b, is_complete=False)
    cut = published.remains(page[: page.index(b"</main>")])
    assert cut == published.Remains(both, is_complete=False)
    assert published.remains(page[: page.index(b"data-story")]) is None


def test_of_two_forms_of_a_damaged_edition_the_one_that_was_published_is_chosen() -> None:
    one, two = make_edition("a"), make_edition("a", "b")
    page = published.page("digests/week-2024-w16.html", one)
    whole, part = (partial(published.Remains, is_complete=one) for one in (True, False))
    for was, made, left, chosen in (
        (whole(two, texts=page.digest), one, two, one),
        (whole(two), one, two, two),
        (whole(one), two, one, one),
        (part(one), two, one, two),
        (part(two), one, two, two),
        (part(one), None, one, one),
        (part(one), two, None, two),
        (part(one), None, None, None),
    ):
        assert published.chosen(made, left, was) == chosen


@given(st.binary(max_size=200))
def test_any_bytes_can_be_read(content: bytes) -> None:
    assert published.edition(content) is None
    assert published.closed(content) is None


def test_a_page_is_kept_as_plain_values() -> None:
    page = published.page("digests/week-2024-w16.html", make_edition("b", "a"))
    assert page.ids == {"a", "b"}
    assert published.from_plain(page.path, published.to_plain(page)) == page


@pytest.mark.parametrize("known", [(), ("0123abcd",), ("0123abcd", "4567abcd")])
def test_the_page_of_a_feed_says_what_was_closed(known: tuple[str, ...]) -> None:
    for last in ("", "2024-w16"):
        page = f'<main data-closed="{published.closed_mark(last, known)}">'.encode()
        assert published.closed(page) == (last, known)
    assert published.closed(None) is None

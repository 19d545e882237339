"""Editions from records."""

from datetime import UTC, date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool.feeds.digests import compose, published
from feedtool.feeds.digests.periods import Period
from feedtool.feeds.render import editions
from feedtool.model.config import Author, Site
from feedtool.model.digest import WEEK, DigestConfig, Edition
from feedtool.model.record import Provider, Record
from feedtool.model.topics import Topic, Topics
from tests.conftest import make_record
from tests.feeds.digests.test_closing import DAILY

SITE = Site("A site", "https://example.org/", "News")
WEEKLY = DAILY._replace(name="week", every=WEEK)
WEEK_16 = Period(WEEK, date(2024, 4, 15), UTC)
TREE = [Topic("ai", "AI"), Topic("cv", "Vision", parent="ai"), Topic("robots", "Robots")]
TOPICS = Topics({one.slug: one for one in TREE}, {one.name.lower(): one.slug for one in TREE})


def edition(*records: Record, digest: DigestConfig = WEEKLY, site: Site = SITE) -> Edition:
    return compose.edition(digest, site, TOPICS, WEEK_16, records)


def test_an_edition_is_called_by_its_period_and_its_hottest_story() -> None:
    made = edition(make_record("a", title="Gemma"), make_record("b"))
    assert made.title == "Week 16 of 2024: Gemma"
    assert edition(make_record("a", title="Neu"), site=SITE._replace(language="de-AT")).title == (
        "Woche 16 des Jahres 2024: Neu"
    )


def test_a_story_stands_once_below_its_most_specific_topic() -> None:
    made = edition(
        make_record("a", topics=("Robots", "AI")),
        make_record("b", topics=("AI", "Vision")),
        make_record("c", topics=()),
        make_record("d", topics=("Robots", "AI", "unknown")),
    )
    assert [(story.title, story.topic) for story in made.stories] == [
        ("Title a", "Robots"),
        ("Title d", "Robots"),
        ("Title b", "Vision"),
        ("Title c", ""),
    ]


def test_without_sections_stories_stand_by_heat_alone() -> None:
    records = [make_record("a"), make_record("b", topics=("Robots",)), make_record("c")]
    made = edition(*records, digest=WEEKLY._replace(has_sections=False))
    assert [(story.title, story.topic) for story in made.stories] == [
        ("Title a", ""), ("Title b", ""), ("Title c", ""),
    ]  # fmt: skip


def test_the_id_is_made_of_feed_and_period_alone() -> None:
    made = edition(make_record("a"))
    assert made.id == edition(make_record("b", title="Other")).id
    assert made.id != edition(make_record("a"), digest=WEEKLY._replace(name="other")).id


def test_a_page_is_no_longer_than_mail_programs_show() -> None:
    records = [make_record(str(number), excerpt="word " * 190) for number in range(150)]
    made = edition(*records)
    page = editions.page(made, "week", SITE)
    assert 95_000 < len(page) <= compose.MAX_BYTES
    assert made.more == 150 - len(made.stories)
    assert f"and {made.more} more".encode() in page
    assert {story.id for story in made.stories} == {one.id for one in records[: len(made.stories)]}


@given(
    st.lists(st.text('a"&ä中😀', max_size=300), min_size=1, max_size=20),
    st.text('a"&😀', min_size=1, max_size=200),
)
def test_no_page_is_longer_than_it_is_taken_to_be(texts: list[str], name: str) -> None:
    site = SITE._replace(title=name, rights=name * 5)
    records = [
        make_record(str(place), title=f"x{text}", excerpt=text, topics=(f"T{place}",))
        for place, text in enumerate(texts)
    ]
    topics = Topics(
        {f"t{n}": Topic(f"t{n}", f"T{n}" + name) for n in range(20)},
        {f"t{n}": f"t{n}" for n in range(20)},
    )
    made = compose.edition(WEEKLY, site, topics, WEEK_16, records)
    page = editions.page(made, "week", site)
    assert len(page) <= compose._longest(site, made.stories)


@pytest.mark.parametrize("excerpt", ["word " * 60_000, "😀" * 60_000, "& " * 60_000])
def test_a_story_is_told_in_short(excerpt: str) -> None:
    made = edition(make_record("a", excerpt=excerpt), make_record("b"))
    assert [story.title for story in made.stories] == ["Title a", "Title b"]
    told = made.stories[0].excerpt
    assert len(told) <= 1000
    assert told.endswith("…")
    assert excerpt.startswith(told[:-1])


def test_stories_may_be_taken_out_to_the_last() -> None:
    made = edition(make_record("a"), make_record("b"))
    first, second = (story.id for story in made.stories)
    left = compose.without(made, frozenset({first}))
    assert left
    assert left.title == "Week 16 of 2024: Title b"
    assert (left.id, left.published) == (made.id, made.published)
    assert compose.without(made, frozenset({first, second})) is None


def test_an_item_names_the_headlines_and_leads_to_its_page() -> None:
    made = compose.item(edition(*map(make_record, "abcde")), "week", SITE)
    assert made.excerpt == "Title b · Title c · Title d …"
    assert made.link == "https://example.org/digests/week-2024-w16.html"
    assert made.published == made.updated == WEEK_16.end
    assert made.provider.name == "A site"
    signed = SITE._replace(author=Author("Ed", None, "https://example.org/ed"))
    author = compose.item(edition(make_record("a")), "week", signed).provider
    assert (author.name, author.url) == ("Ed", "https://example.org/ed")


@pytest.mark.parametrize(("excerpt", "summary"), [("It is out.", "It is out."), ("", "Example")])
def test_an_edition_of_one_story_has_a_summary_too(excerpt: str, summary: str) -> None:
    provider = Provider("Example", "https://example.org/", None)
    story = make_record("a", excerpt=excerpt, provider=provider)
    assert compose.item(edition(story), "week", SITE).excerpt == summary


def test_what_an_edition_tells_survives_its_page() -> None:
    made = edition(make_record("a", title='A <b> & "c"', excerpt="1 < 2"), make_record("b"))
    assert published.edition(editions.page(made, "week", SITE)) == made

"""Which stories a query chooses."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool.config import taxonomy
from feedtool.feeds import queries
from feedtool.feeds.memory import FeedMemory, of_text
from feedtool.feeds.queries import Stories
from feedtool.feeds.select import Selection
from feedtool.model import topics
from feedtool.model.config import Config
from feedtool.model.query import HOTTEST, Query, Traits
from feedtool.model.record import Candidate
from feedtool.model.topics import Topic
from tests.conftest import make_record
from tests.feeds.selected import NOW, at, candidate
from tests.tables import each

AI, ROBOTS = Topic("ai", "AI"), Topic("robots", "Robotics", parent="ai", rollup=True)


def story(name: str, hour: int, traits: Traits | None = None, **changed: Any) -> Candidate:
    made = make_record(name, published=at(hour), path=f"news/{name}.md", **changed)
    return candidate(made)._replace(traits=traits)


# The newest first, as ``Stories`` wants them.
FOUND = [
    story("d", 9, Traits("video", "Reuters", "www.reuters.com", "News", "de-AT"), heat=90, topics=("AI",)),
    story("c", 8, Traits(None, "Bee", "bee.example", "blog", "en_GB"), heat=70, topics=("Jobs", "AI")),
    story("b", 7, Traits(None, None, "notreuters.com", "news", None), heat=95, topics=("Robotics",)),
    story("a", 6, Traits("article", "A", "a.example", None, "fr"), heat=10, topics=()),
]  # fmt: skip


class Published:
    """Feeds as they were published before."""

    def __init__(self, *ids: str, text: str = "") -> None:
        self.memory = of_text(frozenset(ids), text)

    def of(self, _: str, /) -> FeedMemory:
        return self.memory

    def ids(self) -> frozenset[str]:
        return self.memory.ids


def choice(
    config: Config,
    query: Query,
    found: list[Candidate] = FOUND,
    now: datetime = NOW,
    before: Published | None = None,
) -> queries.Choice:
    names = (name for one in found for name in one.topics)
    known = topics.with_named(taxonomy.known([AI, ROBOTS], []), names)
    memory = before or Published()
    return Stories(Selection(tuple(found)), known, config, now, memory).chosen(query, "hot")


def chosen(config: Config, query: Query, **options: Any) -> str:
    """The stems of the chosen stories, in order."""
    return "".join(queries.stem(one.path) for one in choice(config, query, **options).stories)


@each(
    ("conditions", "expected"),
    [
        ({}, "dcba"),
        ({"limit": 2}, "dc"),
        ({"min_heat": 90}, "db"),
        ({"order": HOTTEST}, "bdca"),
        ({"order": HOTTEST, "limit": 1}, "b"),
        # Of a topic are those, too, that roll up into it; by name or by slug.
        ({"topics": ("AI",)}, "dcb"),
        ({"topics": ("robots", "jobs")}, "cb"),
        ({"topics": ("Nothing",)}, ""),
        ({"topics": ("AI",), "not_topics": ("Jobs",)}, "db"),
        ({"not_topics": ("AI",)}, "a"),
        ({"not_topics": ("Nothing",)}, "dcba"),
        # A record that names no type is an article.
        ({"kinds": ("article",)}, "cba"),
        ({"kinds": ("video", "podcast")}, "d"),
        ({"providers": ("reuters.com",)}, "d"),
        ({"providers": ("bee", "a.example")}, "ca"),
        ({"categories": ("news",)}, "db"),
        # A record that names no language is in that of the site, which is English here.
        ({"languages": ("en",)}, "cb"),
        ({"languages": ("de",)}, "d"),
        ({"languages": ("de-at", "fr")}, "da"),
        ({"languages": ("de-ch",)}, ""),
        ({"max_age": timedelta(hours=4)}, "d"),
        ({"max_age": timedelta(hours=4, seconds=1)}, "dc"),
        ({"max_age": timedelta(hours=5, seconds=1)}, "dcb"),
        ({"kinds": ("article",), "min_heat": 50, "topics": ("AI",)}, "cb"),
    ],
)
def test_each_condition_narrows(conditions: dict[str, Any], expected: str, config: Config) -> None:
    assert chosen(config, Query(**{"limit": 50, **conditions})) == expected


DOMAINS = [None, "a.example", "www.a.example", "nota.example", "A.Example", "b.example", "example"]
NAMES = [None, "Bee", "a.example", "b"]
TAGS = [None, "en", "en-GB", "en_US", "eng", "de-AT-1996", "de-AT"]
TRAITS = st.builds(
    Traits,
    kind=st.sampled_from([None, "article", "video"]),
    provider=st.sampled_from(NAMES),
    domain=st.sampled_from(DOMAINS),
    category=st.sampled_from([None, "News", "blog"]),
    language=st.sampled_from(TAGS),
)


def some(*words: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(words), max_size=2).map(tuple)


@given(
    every=st.lists(TRAITS, max_size=8),
    asked=st.fixed_dictionaries(
        {
            "limit": st.integers(1, 9),
            "kinds": some("article", "video", "podcast"),
            "providers": some("a.example", "example", "bee", "b", "x"),
            "categories": some("news", "blog", "x"),
            "languages": some("en", "en-gb", "de", "de-at", "d"),
            "topics": st.sampled_from([(), ("AI",)]),
        }
    ),
)
def test_traits_are_found_as_if_each_story_was_looked_at(
    every: list[Traits], asked: dict[str, Any], config: Config
) -> None:
    query = Query(**asked)
    found = [
        FOUND[0]._replace(id=f"{n}", path=f"{n}.md", traits=traits, topics=("AI",) if n % 2 else ())
        for n, traits in enumerate(every)
    ]
    wanted = [
        story
        for story in found
        if has_traits(story.traits or Traits(), query)
        and (not query.topics or story.topics == query.topics)
    ]
    assert list(choice(config, query, found).stories) == wanted[: query.limit]


def has_traits(story: Traits, query: Query) -> bool:
    domain, name = (story.domain or "").casefold(), (story.provider or "").casefold()
    tag = (story.language or "en-US").replace("_", "-").lower()
    return (
        (not query.kinds or (story.kind or "article") in query.kinds)
        and (not query.categories or (story.category or "").casefold() in query.categories)
        and (
            not query.providers
            or any(name == one or f".{domain}".endswith(f".{one}") for one in query.providers)
        )
        and (not query.languages or any(f"{tag}-".startswith(f"{one}-") for one in query.languages))
    )


def test_a_feed_of_some_stories_does_not_look_at_all(config: Config) -> None:
    # Feeds by publisher, each of which takes as long as it has stories.
    every = [story("a", 6, Traits(provider=f"P{n}"))._replace(id=f"{n}") for n in range(200)]
    asked = 0

    class Counted(tuple[Candidate, ...]):
        __slots__ = ()

        def __getitem__(self, place: Any) -> Any:
            nonlocal asked
            asked += 1
            return super().__getitem__(place)

    known = taxonomy.known([], [])
    stories = Stories(Selection(Counted(every)), known, config, NOW)
    chosen = [stories.chosen(Query(50, providers=(f"p{n}",)), "x").stories for n in range(200)]
    assert chosen == [[one] for one in every]
    assert asked == 200


@each(
    ("picked", "expected"),
    [
        ({"items": ("a",)}, "adb"),
        ({"items": ("c", "a", "c")}, "cadb"),
        ({"items": ("d", "missing")}, "db"),
        ({"items": (FOUND[2].id,)}, "bd"),
        ({"items": ("a", "b"), "limit": 1}, "a"),
        ({"items": ("c", "a"), "only_items": True}, "ca"),
        ({"items": ("a",), "sticky": True}, "adb"),
    ],
)
def test_what_was_picked_by_hand_comes_first(
    picked: dict[str, Any], expected: str, config: Config
) -> None:
    assert chosen(config, Query(**{"limit": 50, "min_heat": 80, **picked})) == expected


def test_an_id_goes_before_the_name_of_a_file(config: Config) -> None:
    named = story("x", 9, id="y"), story("y", 8)
    assert chosen(config, Query(5, items=("y",), only_items=True), found=list(named)) == "x"


def test_a_sticky_story_stays_however_cold_it_becomes(config: Config) -> None:
    query = Query(50, min_heat=80, sticky=True)
    assert chosen(config, query) == "db"
    assert chosen(config, query, before=Published(FOUND[3].id)) == "dba"
    assert chosen(config, query._replace(sticky=False), before=Published(FOUND[3].id)) == "db"


@pytest.mark.parametrize("conditions", [{"topics": ("AI",)}, {"max_age": timedelta(hours=2)}])
def test_a_sticky_story_leaves_where_another_condition_fails(
    conditions: dict[str, Any], config: Config
) -> None:
    query = Query(50, min_heat=80, sticky=True, **conditions)
    assert "a" not in chosen(config, query, before=Published(FOUND[3].id))


def test_what_fell_off_the_newest_does_not_come_back(config: Config) -> None:
    query, before = Query(2, sticky=True), Published(FOUND[1].id, FOUND[2].id)
    made = choice(config, query, before=before)
    assert list(made.stories) == FOUND[:2]
    assert made.memory == "2023-09-01T07:00:00Z"
    # One is taken back: neither what fell off nor what is older fills its place.
    after = Published(FOUND[0].id, FOUND[1].id, text=made.memory)
    assert chosen(config, query, found=FOUND[1:], before=after) == "c"
    # What never was in does, where nothing had to leave for it.
    assert chosen(config, query, found=FOUND[1:], before=Published(FOUND[0].id)) == "cb"


def test_what_fell_off_the_hottest_does_not_come_back(config: Config) -> None:
    query = Query(1, order=HOTTEST, sticky=True)
    made = choice(config, query, before=Published(FOUND[0].id))
    assert (made.stories, len(made.memory)) == ([FOUND[2]], 8)
    hotter = [FOUND[0]._replace(heat=99), *FOUND[1:]]
    after = Published(FOUND[2].id, text=made.memory)
    assert chosen(config, query, found=hotter, before=after) == "b"
    assert choice(config, query, found=hotter, before=after).memory == made.memory
    # Nothing need be known any more of what is gone.
    assert choice(config, query, found=FOUND[1:], before=after).memory == ""


def test_what_aged_out() -> None:
    query = Query(50, max_age=timedelta(hours=4))
    assert queries.aged_out(query, FOUND, NOW) == {one.id for one in FOUND[1:]}
    assert queries.aged_out(Query(50), FOUND, NOW) == frozenset()


@each(
    ("path", "stem"),
    [
        ("news/2024-04-11-a-story.md", "2024-04-11-a-story"),
        ("a.b.txt", "a.b"),
        ("a", "a"),
        ("posts/a-bundle/index.md", "a-bundle"),
        ("index.md", "index"),
    ],
)
def test_the_stem_of_a_file(path: str, stem: str) -> None:
    assert queries.stem(path) == stem


def test_with_archives_a_sticky_feed_has_all_that_was_in_it(config: Config) -> None:
    archived = config._replace(feeds=config.feeds._replace(archive_size=5))
    query = Query(1, min_heat=80, sticky=True)
    made = choice(archived, query, before=Published(FOUND[3].id))
    assert [*made.stories, *(made.older or ())] == [FOUND[0], FOUND[2], FOUND[3]]
    assert choice(archived, query._replace(order=HOTTEST)).older is None

"""Topics: the slugs that their feeds are served under, which no release of a library may change in silence."""

import json
import random
import re
import unicodedata
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool.model import topics
from feedtool.model.topics import MAX_SLUG, RESERVED, Topic, Topics, key, slug_of, with_named
from tests.tables import each

SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")
NONE = Topics({}, {})

# Names of many scripts and habits, and where their feeds are: python-slugify from 8.0.2
# to 9.2 agrees on them. No subscriber follows a feed that moves: a line changes with a note in the changelog.
PATHS: list[tuple[str, str]] = [
    (name, path)
    for name, path in json.loads(Path(__file__).with_name("feed_paths.json").read_text("utf-8"))
]


def test_there_are_two_hundred_and_more() -> None:
    assert len({name for name, _ in PATHS}) == len(PATHS) >= 200


def test_a_topic_keeps_its_address() -> None:
    assert len(PATHS) > 200
    assert [(name, f"topics/{slug_of(name)}") for name, _ in PATHS] == [*map(tuple, PATHS)]


def test_an_address_is_plain() -> None:
    for slug in sorted({path.removeprefix("topics/") for _, path in PATHS}):
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
        assert len(slug) <= MAX_SLUG, slug
        assert slug not in RESERVED
        assert slug_of(slug) == slug, "a slug is its own slug"


def test_names_are_equal_whatever_their_case_blanks_and_normal_form() -> None:
    assert key("  CAFÉ\u00a0 au  lait ") == key("cafe\u0301 au lait") == "café au lait"
    assert key("\uff21\uff29") == key("ai")


def test_the_plainer_name_gets_the_slug_whatever_the_order() -> None:
    names = ["C++", "C", "C#"]
    there = with_named(Topics({}, {}), names)
    back = with_named(Topics({}, {}), reversed(names))
    assert there == back
    found = {name: topic.slug for name in names if (topic := there.find(name))}
    assert found["C"] == "c"
    assert re.fullmatch(r"c-[0-9a-f]{8}", found["C++"])
    assert re.fullmatch(r"c-[0-9a-f]{8}", found["C#"])
    assert len(set(found.values())) == 3


def test_a_known_topic_is_found_by_all_its_names_and_named_once() -> None:
    known = Topics({"ai": Topic("ai", "AI")}, {"ai": "ai", "artificial intelligence": "ai"})
    found = with_named(known, ["Artificial  Intelligence", "AI", "robots", "Robots"])
    assert list(found.by_slug) == ["ai", "robots"]
    assert found.find("ROBOTS") == Topic("robots", "Robots")
    assert found.find("robotics") is None
    assert found.closest("robotz") == "Robots"
    assert found.closest("zzz") is None


def slugs(*names: str, found: Topics = NONE) -> dict[str, str]:
    """The slug that each of the names goes by once they are all known."""
    named = topics.with_named(found, names)
    return {name: topic.slug for name in names if (topic := named.find(name))}


# --- names and slugs


@each(
    ("one", "other"),
    [
        ("Computer Vision", "computer vision"),
        ("Computer Vision", "  Computer\t Vision\n"),
        ("Computer Vision", "Computer\u00a0Vision"),
        ("Caf\u00e9", "Cafe\u0301"),
        ("STRASSE", "straße"),
        ("ﬁne", "FINE"),
        ("\uff21\uff29", "AI"),
        ("Ⅳ", "iv"),
        ("ΑΣ", "ας"),
        ("\u1f80", "\u1f08\u03b9"),
    ],
)
def test_names_of_one_topic(one: str, other: str) -> None:
    assert topics.key(one) == topics.key(other)
    assert len(topics.with_named(NONE, [one, other]).by_slug) == 1


@each(
    ("one", "other"),
    [
        ("AI", "A I"),
        ("C++", "C#"),
        ("Résumé", "Resume"),
        ("AI", "AI."),
        ("🎉", "🚀"),
        ("a/b", "a-b"),
    ],
)
def test_names_of_two_topics(one: str, other: str) -> None:
    assert topics.key(one) != topics.key(other)
    assert len(set(slugs(one, other).values())) == 2


@given(st.text())
def test_the_key_of_a_name_is_the_same_in_every_normal_form(name: str) -> None:
    key = topics.key(name)
    assert topics.key(key) == key
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert topics.key(unicodedata.normalize(form, name)) == key


@each(
    ("name", "slug"),
    [
        ("Computer Vision", "computer-vision"),
        ("AI in Security", "ai-in-security"),
        ("AT&T", "at-t"),
        ("Café Noir", "cafe-noir"),
        ("Straße", "strasse"),
        ("Москва", "moskva"),
        ("北京", "bei-jing"),
        ("C++", "c"),
        (".NET", "net"),
        (".htaccess", "htaccess"),
        ("../../etc/passwd", "etc-passwd"),
        ("a\\b/c", "a-b-c"),
        ("AI.", "ai"),
        ("%2e%2e", "2e-2e"),
        ("<script>", "script"),
        ("-rf", "rf"),
        ("a--b", "a-b"),
        ("CON.txt", "con-txt"),
        # what is reserved is put aside
        ("All", "all-topic"),
        ("Index", "index-topic"),
        ("Feeds", "feeds-topic"),
        ("CON", "con-topic"),
        ("Aux", "aux-topic"),
        ("nul", "nul-topic"),
        ("COM1", "com1-topic"),
        ("lpt9", "lpt9-topic"),
        ("…all…", "all-topic"),
        # what leaves nothing gets a digest
        ("🎉", "topic-6146299c"),
        ("!!!", "topic-e84c538e"),
    ],
)
def test_the_slug_of_a_name(name: str, slug: str) -> None:
    assert topics.slug_of(name) == slug


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_a_slug_is_safe_as_the_name_of_a_file_everywhere(name: str) -> None:
    slug = topics.slug_of(name)
    assert SLUG.fullmatch(slug)
    assert len(slug) <= MAX_SLUG
    assert slug not in RESERVED


def test_a_slug_is_cut_to_80_characters() -> None:
    assert topics.slug_of("x" * 300) == "x" * 80
    assert topics.slug_of("x" * 79 + " y") == "x" * 79


# --- topics that records merely name


def test_each_name_makes_a_topic() -> None:
    found = topics.with_named(NONE, ["Robots", "AI", "AI"])
    assert found.by_slug == {"ai": Topic("ai", "AI"), "robots": Topic("robots", "Robots")}
    assert list(found.by_slug) == ["ai", "robots"]
    assert found.find("  robots ") == Topic("robots", "Robots")
    assert found.find("Robot") is None


def test_names_that_ask_for_one_slug_all_get_their_own() -> None:
    found = slugs("C++", "C#", "C")
    assert found["C"] == "c"
    assert re.fullmatch(r"c-[0-9a-f]{8}", found["C++"])
    assert re.fullmatch(r"c-[0-9a-f]{8}", found["C#"])
    assert len(set(found.values())) == 3


def test_a_long_name_that_must_give_way_is_cut_further() -> None:
    found = slugs("x" * 80, "x" * 300, "x" * 71 + "-" * 9 + "y")
    assert found["x" * 80] == "x" * 80
    assert re.fullmatch(r"x{71}-[0-9a-f]{8}", found["x" * 300])
    assert all(len(slug) <= MAX_SLUG and SLUG.fullmatch(slug) for slug in found.values())


NAMES = ["C", "C++", "C#", "c", "All", "all topic", "AI", "a i", "A-I", "\uff21\uff29", "Café", "Cafe\u0301",
         "x" * 80, "x" * 300, "🎉", "…", "con", "CON topic", "CV", "computer-vision"]  # fmt: skip
SOME = Topics(
    {"c": Topic("c", "C"), "computer-vision": Topic("computer-vision", "Computer Vision")},
    dict.fromkeys(["computer vision", "computer-vision", "cv"], "computer-vision") | {"c": "c"},
)


@pytest.mark.parametrize("known", [NONE, SOME], ids=["nothing known", "some known"])
def test_the_order_of_names_is_irrelevant(known: Topics) -> None:
    expected = topics.with_named(known, NAMES)
    rnd = random.Random(3)
    for _ in range(50):
        shuffled = rnd.sample([*NAMES, *NAMES], len(NAMES) * 2)
        found = topics.with_named(known, shuffled)
        assert list(found.by_slug.items()) == list(expected.by_slug.items())
        assert found.slugs == expected.slugs


def test_known_topics_are_found_by_name_alias_and_slug_and_no_new_one_is_made() -> None:
    assert slugs("computer vision", "cv", "Computer-Vision", found=SOME) == dict.fromkeys(
        ["computer vision", "cv", "Computer-Vision"], "computer-vision"
    )
    assert topics.with_named(SOME, ["CV"]).by_slug == SOME.by_slug


def test_a_name_gives_way_to_a_known_topic_of_its_slug() -> None:
    found = slugs("C#", found=SOME)
    assert re.fullmatch(r"c-[0-9a-f]{8}", found["C#"])


@pytest.mark.parametrize(
    ("name", "closest"),
    [("Computer Visoin", "Computer Vision"), ("c", "C"), ("nonsense", None), ("", None)],
)
def test_the_closest_topic(name: str, closest: str | None) -> None:
    assert SOME.closest(name) == closest


def test_topics_can_be_taken_out_by_name_alias_or_slug() -> None:
    named = topics.with_named(SOME, ["Post"])
    left = topics.without(named, ["post", "cv", "nonsense"])
    assert left.find("Post") is None
    assert left.find("Computer Vision") is None
    assert left.find("C") is not None
    assert topics.without(named, ["nonsense"]) is named


def test_an_end_is_one_from_its_moment_on_and_long_past_after_the_grace() -> None:
    day = datetime(2024, 1, 1, tzinfo=UTC)
    known = topics.Topics({"old": topics.Topic("old", "Old", ended=day)}, {})
    assert [*topics.turning_points(known)] == [day, day + topics.GRACE]
    second = timedelta(seconds=1)
    for moment, ended, is_gone in (
        (day - second, None, False),
        (day, day, False),
        (day + topics.GRACE - second, day, False),
        (day + topics.GRACE, day, True),
    ):
        topic = topics.as_of(known, moment).by_slug["old"]
        assert (topic.ended, topic.is_gone) == (ended, is_gone)


def test_a_topic_may_end_on_the_last_day_of_the_calendar() -> None:
    """As the end of what has none is often written."""
    day = datetime(9999, 12, 31, tzinfo=UTC)
    known = topics.Topics({"old": topics.Topic("old", "Old", ended=day)}, {})
    for now, ended in ((day - timedelta(days=1), None), (day, day)):
        topic = topics.as_of(known, now).by_slug["old"]
        assert (topic.ended, topic.is_gone) == (ended, False)
    assert min(topics.turning_points(known)) == day

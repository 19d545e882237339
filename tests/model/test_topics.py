"""Topics: the slugs that their feeds are served under, which no release of a library may change in silence."""

import json
import re
from pathlib import Path

import pytest

from feedtool.model.topics import MAX_SLUG, RESERVED, Topic, Topics, key, slug_of, with_named

# Names of many scripts and habits, and where their feeds are: python-slugify from 8.0.2
# to 9.2 agrees on them. No subscriber follows a feed that moves: a line changes with a note in the changelog.
PATHS: list[tuple[str, str]] = [
    (name, path)
    for name, path in json.loads(Path(__file__).with_name("feed_paths.json").read_text("utf-8"))
]


def test_there_are_two_hundred_and_more() -> None:
    assert len({name for name, _ in PATHS}) == len(PATHS) >= 200


@pytest.mark.parametrize(("name", "path"), PATHS)
def test_a_topic_keeps_its_address(name: str, path: str) -> None:
    assert f"topics/{slug_of(name)}" == path


@pytest.mark.parametrize("path", sorted({path for _, path in PATHS}))
def test_an_address_is_plain(path: str) -> None:
    slug = path.removeprefix("topics/")
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= MAX_SLUG
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

import itertools
import random
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool.config import registry, taxonomy
from feedtool.diagnostics.errors import UsageError
from feedtool.model import topics
from feedtool.model.topics import MAX_SLUG, RESERVED, Topic, Topics
from tests.conftest import SHARED, place, unprivileged

SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")
NONE = taxonomy.known([], [])


def slugs(*names: str, found: Topics = NONE) -> dict[str, str]:
    """The slug that each of the names goes by once they are all known."""
    named = topics.with_named(found, names)
    return {name: topic.slug for name in names if (topic := named.find(name))}


# --- names and slugs


@pytest.mark.parametrize(
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


@pytest.mark.parametrize(
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


@pytest.mark.parametrize(
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
SOME = taxonomy.known(
    [Topic("computer-vision", "Computer Vision", aliases=("CV",)), Topic("c", "C")], []
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


# --- topics that are configured or registered


def test_the_configuration_goes_before_the_registry() -> None:
    registered = Topic(
        "a", "Alpha", "T", "D", ("al",), None, "https://i.example", 5, 6, rollup=True
    )
    configured = Topic("a", "A", aliases=("first",), min_heat=0, rollup=False)
    assert taxonomy.known([configured], [registered]).by_slug == {
        "a": Topic("a", "A", "T", "D", ("first", "Alpha", "al"), None, "https://i.example", 0, 6, rollup=False)
    }  # fmt: skip
    whole = Topic("a", "A", "t", "d", (), None, "https://j.example", 1, 2, rollup=False)
    assert taxonomy.known([whole], [registered]).by_slug["a"] == Topic(
        "a", "A", "t", "d", ("Alpha", "al"), None, "https://j.example", 1, 2, rollup=False
    )


def test_what_the_configuration_leaves_out_comes_from_the_registry() -> None:
    parent, child = Topic("p", "P"), Topic("a", "Alpha", parent="P", min_heat=5, rollup=True)
    found = taxonomy.known([Topic("a", "A")], [child, parent]).by_slug["a"]
    assert (found.name, found.parent, found.min_heat, found.rollup) == ("A", "p", 5, True)


def test_topics_are_in_order_of_slug() -> None:
    found = taxonomy.known([Topic("b", "1"), Topic("c", "0")], [Topic("a", "2")])
    assert list(found.by_slug) == ["a", "b", "c"]


@pytest.mark.parametrize("parent", ["Power Apps", "power apps", "PA", "power-apps"])
def test_a_parent_goes_by_name_alias_or_slug(parent: str) -> None:
    above = Topic("power-apps", "Power Apps", aliases=("PA",))
    assert taxonomy.known([Topic("child", "Child", parent=parent), above], []).by_slug[
        "child"
    ].parent == ("power-apps")


@pytest.mark.parametrize("slug", ["all", "index", "feeds", "con", "com1", "lpt0"])
def test_a_reserved_slug_is_wrong_use(slug: str) -> None:
    with pytest.raises(UsageError, match=f"'{slug}' is reserved"):
        taxonomy.known([Topic(slug, "X")], [])


@pytest.mark.parametrize(
    "pair",
    [
        (Topic("a", "X"), Topic("b", "x")),
        (Topic("a", "X"), Topic("b", "Y", aliases=("Z", "x"))),
        (Topic("a", "A"), Topic("b", "B", aliases=("a",))),
        (Topic("a", "A", aliases=("Z",)), Topic("b", "B", aliases=("z",))),
        (Topic("a", "b"), Topic("b", "B")),
    ],
)
def test_two_topics_cannot_claim_one_name(pair: tuple[Topic, Topic]) -> None:
    for one, other in itertools.permutations(pair):
        with pytest.raises(UsageError, match=r"both claim the name '[a-zA-Z]'"):
            taxonomy.known([one], [other])


def test_a_topic_may_claim_a_name_twice() -> None:
    found = taxonomy.known([Topic("ai", "AI", aliases=("ai", "A.I."))], [])
    assert found.find("a.i.") is found.find("AI") is not None


@pytest.mark.parametrize(
    ("parent", "hint"), [("Robotics", 'write parent = "Robots"'), ("Nonsense", "delete this line")]
)
def test_an_unknown_parent_is_wrong_use(parent: str, hint: str) -> None:
    with pytest.raises(UsageError, match="the topic 'a' has an unknown parent") as error:
        taxonomy.known([Topic("a", "A", parent=parent), Topic("robots", "Robots")], [])
    (problem,) = error.value.problems
    assert (problem.pointer, problem.hint) == ("/topics/a/parent", hint)


@pytest.mark.parametrize(
    "cycle",
    [
        [Topic("a", "A", parent="A")],
        [Topic("a", "A", parent="b"), Topic("b", "B", parent="a")],
        [Topic("a", "A", parent="b"), Topic("b", "B", parent="c"), Topic("c", "C", parent="b")],
    ],
)
def test_no_topic_is_above_itself(cycle: list[Topic]) -> None:
    for order in itertools.permutations(cycle):
        with pytest.raises(UsageError, match="is a parent of itself"):
            taxonomy.known(order, [])


# --- the registry

TOPIC = "_id: {}\nname: {}\n"


def registered(base: Path, pattern: str = "*.yaml", **files: str) -> tuple[Topic, ...]:
    base.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (base / f"{name}.yaml").write_text(text, "utf-8")
    return registry.registry(base, pattern)


def test_a_registry_is_read_by_path(tmp_path: Path) -> None:
    text = """\
taxonomy: topic
_id: canvas-apps
name: Canvas   Apps
shortname: Canvas
aliases: [CA]
title: All about canvas apps
description: Apps drawn on a canvas.
parent: Power Apps
min_heat: 7
limit: 9
rollup: true
keywords: [canvas app]
hashtags: ["#CanvasApps"]
images: ["https://i.example/1.png", "https://i.example/2.png"]
services: {learning: "https://l.example/"}
unknown: {a: [b]}
"""
    assert registered(tmp_path, b=TOPIC.format("b", "B"), a=text) == (
        Topic(
            "canvas-apps",
            "Canvas Apps",
            "All about canvas apps",
            "Apps drawn on a canvas.",
            ("CA", "Canvas"),
            "Power Apps",
            "https://i.example/1.png",
            7,
            9,
            rollup=True,
        ),
        Topic("b", "B"),
    )


def test_entries_of_other_taxonomies_are_passed_over(tmp_path: Path) -> None:
    other = "taxonomy: person\n" + TOPIC.format("ada", "Ada")
    assert registered(tmp_path, a=other, b=TOPIC.format("b", "B")) == (Topic("b", "B"),)


def test_without_a_pattern_there_is_no_registry(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("nonsense")
    assert registry.registry(tmp_path, None) == ()


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.yaml", ["a"]),
        ("topics/*.yaml", ["b"]),
        ("**/*.yaml", ["a", "b"]),
        ("a.yaml", ["a"]),
        ("*", ["a"]),
    ],
)
def test_a_pattern_says_which_files_are_the_registry(
    pattern: str, expected: list[str], tmp_path: Path
) -> None:
    registered(tmp_path / "topics", b=TOPIC.format("b", "B"))
    assert [
        topic.slug for topic in registered(tmp_path, pattern, a=TOPIC.format("a", "A"))
    ] == expected


def test_a_registry_may_be_anywhere(tmp_path: Path) -> None:
    registered(tmp_path / "elsewhere", a=TOPIC.format("a", "A"))
    assert registry.registry(tmp_path / "here", str(tmp_path / "elsewhere" / "*.yaml")) == (
        Topic("a", "A"),
    )


def test_the_folder_of_a_registry_may_have_any_name(tmp_path: Path) -> None:
    assert registered(tmp_path / "[x]", a=TOPIC.format("a", "A")) == (Topic("a", "A"),)


def test_a_registry_without_files_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no file matches records.topic_registry: \*.yaml in "):
        registered(tmp_path)


def test_all_that_is_wrong_with_a_registry_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="the topic registry is wrong") as error:
        registered(
            tmp_path,
            a="_id: A!\nname: é\nlimit: 0\n",
            b="_id: b\n",
            c="_id: c\n_id: c\n",
            d=TOPIC.format("d", "D"),
        )
    found = {
        (Path(p.path).name, p.code.partition("-")[0], p.pointer, place(p))
        for p in error.value.problems
    }
    assert found == {
        ("a.yaml", "registry", "/limit", (3, 8, 3, 9)),
        ("a.yaml", "registry", "/_id", (1, 6, 1, 8)),
        ("b.yaml", "registry", "", (1, 1, 1, 7)),
        ("c.yaml", "yaml", None, (2, 1, 2, 4)),
    }


def test_a_slug_stands_once_in_a_registry(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="the topic registry describes 'a' twice"):
        registered(tmp_path, a=TOPIC.format("a", "A"), b=TOPIC.format("a", "B"))


def test_a_file_of_a_registry_that_cannot_be_read_is_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(TOPIC.format("a", "A"))
    (tmp_path / "a.yaml").chmod(0)
    with (
        unprivileged(tmp_path),
        pytest.raises(UsageError, match=r"cannot read the topic a\.yaml: Perm"),
    ):
        registry.registry(Path(), "*.yaml")


def test_a_slug_does_not_end_in_a_line_break(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        registered(tmp_path, a=TOPIC.format('"a\\n"', "A"))


def test_the_image_of_a_topic_is_a_uri(tmp_path: Path) -> None:
    (topic,) = registered(
        tmp_path, a=TOPIC.format("a", "A") + "images: ['https://ä.example/ü.png']\n"
    )
    assert topic.image == "https://xn--4ca.example/%C3%BC.png"


@pytest.mark.shared
def test_the_registry_of_the_corpus() -> None:
    found = taxonomy.known([], registry.registry(SHARED / "corpus" / "topics", "*.yaml"))
    assert {slug: topic.parent for slug, topic in found.by_slug.items()} == {
        "ai-builder": "power-apps",
        "canvas-apps": "power-apps",
        "common-data-service": "power-apps",
        "model-driven-apps": "power-apps",
        "portals": "power-apps",
        "power-apps": None,
        "teams-integration": "power-apps",
    }
    assert found.find("CDS") is found.find("Common Data Service") is not None

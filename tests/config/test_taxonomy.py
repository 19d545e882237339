import itertools
from datetime import UTC, datetime

import pytest

from feedtool.config import taxonomy
from feedtool.diagnostics.errors import UsageError
from feedtool.model import topics
from feedtool.model.topics import Topic
from tests.calls import calls
from tests.tables import each


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


@each("slug", ["all", "index", "feeds", "con", "com1", "lpt0"])
def test_a_reserved_slug_is_wrong_use(slug: str) -> None:
    with pytest.raises(UsageError, match=f"'{slug}' is reserved"):
        taxonomy.known([Topic(slug, "X")], [])


@each(
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


def test_names_that_a_topic_had_before_still_mean_it() -> None:
    meta = Topic("meta-ai", "Meta AI", renamed_from=("facebook-ai", "C++ & AI"))
    known = taxonomy.known([meta], ())
    for name in ("facebook-ai", "Facebook AI", "FACEBOOK  AI", "C++ & AI", "Meta AI"):
        found = known.find(name)
        assert found is not None
        assert found.slug == "meta-ai", name
    named = topics.with_named(known, ["Facebook-AI!", "Other"])
    assert set(named.by_slug) == {"meta-ai", "other"}
    assert named.find("Facebook-AI!") == known.find("Meta AI")


@pytest.mark.parametrize(
    ("renamed_from", "hint"),
    [
        (("old", "ai"), 'write renamed_from = ["old"]'),
        (("AI",), "write renamed_from = []"),
        (("meta-ai",), "write renamed_from = []"),
        (("elder",), "write renamed_from = []"),
    ],
)
def test_a_topic_is_not_renamed_from_one_that_there_is(
    renamed_from: tuple[str, ...], hint: str
) -> None:
    others = (Topic("ai", "AI"), Topic("other", "Other", renamed_from=("elder",)))
    with pytest.raises(UsageError) as caught:
        taxonomy.known([*others, Topic("meta-ai", "Meta AI", renamed_from=renamed_from)], ())
    (problem,) = caught.value.problems
    assert (problem.pointer, problem.hint) == ("/topics/meta-ai/renamed_from", hint)


def test_a_successor_is_a_topic_that_there_is() -> None:
    old = Topic("old", "Old", ended=datetime(2024, 1, 1, tzinfo=UTC))
    known = taxonomy.known([old._replace(successor="AI"), Topic("ai", "AI")], ())
    assert known.by_slug["old"].successor == "ai"
    for successor, hint in (("Nobody knows", "delete this line"), ("old", "delete this line")):
        with pytest.raises(UsageError) as caught:
            taxonomy.known([old._replace(successor=successor), Topic("ai", "AI")], ())
        (problem,) = caught.value.problems
        assert (problem.pointer, problem.hint) == ("/topics/old/successor", hint)


def test_the_way_up_from_each_topic_is_gone_once() -> None:
    chain = [Topic(f"t{n}", f"T {n}", parent=f"t{n - 1}" if n else None) for n in range(300)]
    counted = calls(taxonomy.known, chain, [])
    assert counted["", "<method 'add' of 'set' objects>"] < 2 * len(chain)

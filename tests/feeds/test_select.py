import random
from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from feedtool.feeds import select as selection
from feedtool.feeds.select import Cold, Duplicate, Embargo, Unpublished
from feedtool.model.record import Record
from tests.conftest import make_record
from tests.feeds.selected import NOW, Selected, at, candidate, held, paths, select
from tests.tables import each


@each(
    ("changed", "reason"),
    [
        ({}, None),
        ({"is_published": False}, "unpublished"),
        ({"heat": 7}, None),
        ({"heat": 6}, "heat"),
        ({"heat": -1}, "heat"),
        ({"published": NOW}, None),
        ({"published": NOW + timedelta(seconds=1)}, "embargo"),
        # each record is counted once, at the first step that holds it
        ({"is_published": False, "heat": 0, "published": at(20)}, "unpublished"),
        ({"heat": 0, "published": at(20)}, "heat"),
    ],
)
def test_each_step_holds_some_and_counts_them(changed: dict[str, Any], reason: str | None) -> None:
    selected = select(make_record("a", **changed), make_record("b"), min_heat=7)
    assert sorted(paths(selected)) == (["b.md"] if reason else ["a.md", "b.md"])
    assert selected.held == held(**({reason: 1} if reason else {}))
    assert selected.problems == []


def test_nothing_makes_an_empty_selection() -> None:
    assert select() == Selected((), held(), [])


def test_why_a_record_is_in_no_feed_is_a_value() -> None:
    assert selection.withheld("draft", 0, 7) == Unpublished("draft")
    assert selection.withheld(None, 6, 7) == Cold(6, 7)
    assert selection.withheld(None, 7, 7) is None
    early, late = make_record("a", id="urn:ab:1"), make_record("b", id="urn:ab:1", published=at(1))
    due = make_record("c", published=at(20))
    found = selection.select(map(candidate, (late, due, early)), NOW)
    assert found.held == {"b.md": Duplicate("a.md"), "c.md": Embargo(at(20))}


def test_why_a_story_is_not_in_the_feed_of_a_topic_is_a_value() -> None:
    assert selection.cold(6, 7, "ai") == Cold(6, 7, "ai")
    assert selection.cold(7, 7, "ai") is None
    assert selection.cold(-1, None, "ai") is None


def test_the_least_heat_may_be_below_zero() -> None:
    cold = make_record("a", heat=-1)
    assert select(cold, min_heat=0).held == held(heat=1)
    assert paths(select(cold, min_heat=-1)) == ["a.md"]


def test_the_newest_come_first_then_the_hottest_then_the_later_named_then_by_id() -> None:
    expected = [
        make_record("1", published=at(9), heat=1),
        make_record("2", published=at(8), heat=90),
        make_record("4", published=at(8), heat=80, id="urn:ab:3", path="a/4.md"),
        make_record("3", published=at(8), heat=80, id="urn:ab:1", path="z/3.md"),
        make_record("3b", published=at(8), heat=80, id="urn:ab:2", path="b/3.md"),
        make_record("5", published=at(7), heat=100),
    ]
    for order in (expected, expected[::-1]):
        assert select(*order).records == tuple(expected)


@st.composite
def many_records(draw: st.DrawFn) -> list[Record]:
    """Records that collide in every way: few URLs, ids, times and heats between them."""
    few = st.integers(0, 3)
    return [
        make_record(
            str(number),
            original=f"https://a.example/{draw(few)}",
            published=at(draw(st.integers(10, 13))),
            updated=at(13 + draw(few)),
            heat=draw(few),
            is_published=draw(st.integers(0, 5)) > 0,
            topics=tuple(draw(st.lists(st.sampled_from(["AI", "ai", "CV"]), max_size=2))),
            **({"id": f"urn:ab:{draw(few)}"} if draw(st.booleans()) else {}),
        )
        for number in range(draw(st.integers(0, 8)))
    ]


@given(many_records(), st.randoms(use_true_random=False))
def test_the_order_of_records_is_irrelevant(records: list[Record], rnd: random.Random) -> None:
    expected = select(*records, min_heat=1)
    shuffled = select(*rnd.sample(records, len(records)), min_heat=1)
    assert shuffled.records == expected.records
    assert shuffled.held == expected.held
    assert sorted(shuffled.problems, key=repr) == sorted(expected.problems, key=repr)


@given(many_records())
def test_every_record_is_published_or_counted(records: list[Record]) -> None:
    selected = select(*records, min_heat=1)
    assert len(selected.records) + sum(selected.held.values()) == len(records)
    assert len(selected.problems) == selected.held["duplicate"]
    assert len({record.key for record in selected.records}) == len(selected.records)
    assert len({record.id for record in selected.records}) == len(selected.records)
    order = [(record.published, record.heat) for record in selected.records]
    assert order == sorted(order, reverse=True)

"""The guards against disaster by data: at which numbers they speak, and what they say."""

import pytest

from feedtool.diagnostics.problem import Problem, Severity
from feedtool.publish import guards
from tests.tables import each

HINT = "if that is right, build with --accept-loss"


def ids(*numbers: int) -> frozenset[str]:
    return frozenset(f"urn:{number}" for number in numbers)


@each(
    ("before", "now", "speaks"),
    [
        (None, 0, False),  # the first build
        (0, 0, False),
        (1, 1, False),
        (1, 0, True),
        (10, 5, False),  # half may go
        (10, 4, True),
        (11, 6, False),
        (11, 5, True),
        (5, 50, False),
    ],
)
def test_fewer_than_half_of_the_records(before: int | None, now: int, *, speaks: bool) -> None:
    assert bool(list(guards.lost_records("seeds", before, now))) == speaks


def test_what_is_said_of_records() -> None:
    (found,) = guards.lost_records("seeds", 10, 4)
    assert found == Problem(
        "seeds",
        "guard-records",
        "only 4 of the 10 records of the last build are left and valid",
        hint=HINT,
    )
    assert found.severity is Severity.ERROR


@each(
    ("before", "now", "speaks"),
    [
        (ids(*range(9)), ids(*range(4)), True),  # five are lost
        (ids(*range(8)), ids(*range(3)), True),
        (ids(*range(7)), ids(*range(3)), False),  # four are few
        (ids(*range(10)), ids(*range(5)), False),  # half may go
        (ids(*range(11)), ids(*range(5)), True),
        (ids(*range(10)), ids(*range(10, 20)), False),  # others came: the feed is no smaller
        (ids(*range(10)), ids(*range(8, 12)), True),
        (ids(), ids(), False),
    ],
)
def test_a_feed_that_loses_most(
    before: frozenset[str], now: frozenset[str], *, speaks: bool
) -> None:
    assert bool(list(guards.lost_items("topics/ai", before, now))) == speaks


def test_what_is_said_of_items() -> None:
    assert list(guards.lost_items("topics/ai", ids(*range(10)), ids(8, 9, 10))) == [
        Problem(
            "topics/ai",
            "guard-items",
            "8 of 10 items would vanish from the feed at once",
            hint=HINT,
        )
    ]


@each(
    ("before", "now", "most", "speaks"),
    [
        (ids(1), ids(1, 2, 3), 1, True),
        (ids(1), ids(1, 2, 3), 2, False),
        (ids(1), ids(1, 2), 5, False),
        (ids(1, 2, 3), ids(3, 4), 1, False),  # those that went are not new
        (ids(1), ids(2, 3), 1, True),  # those that went do not make up for those that came
        (ids(1), ids(1, *range(100)), 0, False),  # any number
        (ids(), ids(*range(100)), 1, False),  # the first build
    ],
)
def test_a_flood(before: frozenset[str], now: frozenset[str], most: int, *, speaks: bool) -> None:
    assert bool(list(guards.flood("all", before, now, most))) == speaks


def test_what_is_said_of_a_flood() -> None:
    assert list(guards.flood("all", ids(1), ids(1, 2, 3, 4), 2)) == [
        Problem(
            "all",
            "guard-new",
            "3 new items would reach subscribers at once, more than feeds.max_new (2)",
            hint=HINT,
        )
    ]


def test_what_is_archived_is_not_lost() -> None:
    before = ids(*range(1000))
    assert list(guards.lost_items("all", before, ids(1)))
    assert list(guards.lost_items("all", before, ids(1), before)) == []


@pytest.mark.parametrize(("items", "speaks"), [(0, False), (4, False), (5, True), (500, True)])
def test_a_feed_that_vanishes(items: int, *, speaks: bool) -> None:
    assert bool(list(guards.lost_feed("topics/ai", items, None))) == speaks


@each(
    ("before", "changed", "speaks"),
    [
        (50, 4, False),
        (50, 5, True),
        (3, 1, False),  # an id that somebody gave by hand
        (3, 2, True),
        (1, 1, False),
        (0, 9, False),
    ],
)
def test_ids_that_change(before: int, changed: int, *, speaks: bool) -> None:
    pairs = [(f"old:{number}", f"new:{number}") for number in range(changed)]
    found = list(guards.new_ids("all", before, pairs))
    assert bool(found) == speaks
    if found:
        assert "old:0 would be new:0" in found[0].message
    assert bool(list(guards.new_ids("all", before, pairs, even_one=True)))
    assert list(guards.new_ids("all", before, [], even_one=True)) == []

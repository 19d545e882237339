"""What is remembered of the parts of a feed, and what its dates come to, whatever its format."""

from datetime import UTC, datetime, timedelta

from feedtool.check.rules import items
from feedtool.check.seen import ItemsSeen
from tests.tables import each

FIRST = datetime(2026, 1, 1, tzinfo=UTC)


def dated(*seconds: int | None) -> ItemsSeen:
    """Items dated so many seconds after the first, or at no time that can be read."""
    seen = ItemsSeen()
    for later in seconds:
        moment = None if later is None else FIRST + timedelta(seconds=later)
        seen.add_date(str(moment), moment)
    return seen


def test_values_are_counted_in_their_scope() -> None:
    seen = ItemsSeen()
    assert [seen.count("id", value) for value in ("a", "b", "a")] == [1, 1, 2]
    assert seen.count("link", "a") == 1


def test_whether_all_values_are_one() -> None:
    seen = ItemsSeen()
    assert not seen.is_always_one("id", 0)
    seen.count("id", "a")
    seen.count("id", "a")
    assert seen.is_always_one("id", 2)
    assert not seen.is_always_one("id", 3)
    seen.count("id", "b")
    assert not seen.is_always_one("id", 2)


def test_the_first_and_the_last_date() -> None:
    seen = dated(5, None, 0, 9)
    assert (seen.dated, seen.moments) == (4, 3)
    assert (seen.first, seen.last) == (FIRST, FIRST + timedelta(seconds=9))
    assert not seen.same


@each(
    ("seconds", "code"),
    [
        ((0, 0, 0), "feed-dates-equal"),
        ((None, None, None), "feed-dates-equal"),
        ((0, 0), None),
        ((0, 1, 2, 3, 4), "feed-dates-of-build"),
        ((0, 1, 2, 3, 10), "feed-dates-of-build"),
        ((0, 1, 2, 3, 11), None),
        ((0, 1, 2, 3, None), None),
        ((0, 1, 2, 3), None),
    ],
)
def test_dates_that_are_none_of_the_items(
    seconds: tuple[int | None, ...], code: str | None
) -> None:
    found = [fault.code for fault in items.dates(dated(*seconds), len(seconds))]
    assert found == ([code] if code else [])


def test_dates_are_judged_only_if_all_items_have_one() -> None:
    assert items.dates(dated(0, 0, 0), 4) == ()
    assert items.dates(dated(0, 1, 2, 3, 4), 6) == ()

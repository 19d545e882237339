"""Periods as the calendar of a place has them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool.feeds.digests import periods
from feedtool.feeds.digests.periods import Period
from feedtool.model.digest import DAY, MONTH, WEEK
from tests.tables import each

BERLIN = ZoneInfo("Europe/Berlin")
KINDS = st.sampled_from([DAY, WEEK, MONTH])
ZONES = st.sampled_from(
    ["UTC", "Europe/Berlin", "America/New_York", "Pacific/Apia", "Asia/Beirut", "America/Sao_Paulo"]
)
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def period(moment: str, every: str) -> Period:
    found = periods.of(datetime.fromisoformat(moment), every, BERLIN)
    assert found
    return found


@each(
    ("moment", "every", "label", "end"),
    [
        ("2024-04-15T21:59:59Z", DAY, "2024-04-15", "2024-04-15T22:00:00Z"),
        ("2024-04-15T22:00:00Z", DAY, "2024-04-16", "2024-04-16T22:00:00Z"),
        ("2024-03-31T12:00:00Z", DAY, "2024-03-31", "2024-03-31T22:00:00Z"),  # of 23 hours
        ("2024-10-27T12:00:00Z", DAY, "2024-10-27", "2024-10-27T23:00:00Z"),  # of 25 hours
        ("2024-04-18T12:00:00Z", WEEK, "2024-w16", "2024-04-21T22:00:00Z"),
        ("2024-12-30T12:00:00Z", WEEK, "2025-w01", "2025-01-05T23:00:00Z"),
        ("2021-01-03T12:00:00Z", WEEK, "2020-w53", "2021-01-03T23:00:00Z"),
        ("2024-02-01T00:00:00Z", MONTH, "2024-02", "2024-02-29T23:00:00Z"),
        ("2024-12-31T22:59:59Z", MONTH, "2024-12", "2024-12-31T23:00:00Z"),
    ],
)
def test_a_moment_lies_in_a_period(moment: str, every: str, label: str, end: str) -> None:
    found = period(moment, every)
    assert (found.label, found.end) == (label, datetime.fromisoformat(end))


@given(MOMENTS, KINDS, ZONES)
def test_periods_follow_each_other_without_a_gap(moment: datetime, every: str, name: str) -> None:
    where = periods.zone(name)
    found = periods.of(moment, every, where)
    assert found
    assert found.following
    assert found.previous
    assert found.previous.end <= moment < found.end
    assert found.following.previous == found
    assert found.previous.label < found.label < found.following.label
    assert periods.labelled(found.label, every, where) == found


@given(MOMENTS, KINDS, ZONES, st.integers(0, 5000))
def test_a_period_is_closed_when_the_grace_has_passed(
    moment: datetime, every: str, name: str, minutes: int
) -> None:
    grace, where = timedelta(minutes=minutes), periods.zone(name)
    found = periods.of(moment, every, where)
    assert found
    closed = found.end + grace
    assert periods.last_closed(closed, every, where, grace) == found
    assert periods.last_closed(closed - timedelta(seconds=1), every, where, grace) == found.previous


@each("label", ["2024-13", "2024-w54", "2023-02-29", "2024-w5", "2024-04-15x", "", "0000-01"])
def test_a_label_of_no_period_names_none(label: str) -> None:
    assert [periods.labelled(label, every, UTC) for every in (DAY, WEEK, MONTH)] == [None] * 3


@pytest.mark.parametrize("every", [DAY, WEEK, MONTH])
def test_the_calendar_may_end(every: str) -> None:
    last = periods.of(datetime.max.replace(tzinfo=UTC), every, UTC)
    assert last
    assert last.end == datetime.max.replace(tzinfo=UTC)
    assert last.following is None
    assert Period(every, date.min, UTC).previous is None
    assert periods.of(datetime.max.replace(tzinfo=UTC), every, ZoneInfo("Asia/Tokyo")) is None
    assert not periods.last_closed(datetime.min.replace(tzinfo=UTC), every, UTC, timedelta(1))


def test_the_moments_around_now_are_those_of_two_periods() -> None:
    now = datetime(2024, 4, 15, 13, tzinfo=UTC)
    moments = list(periods.closing_moments(now, DAY, UTC, timedelta(hours=12)))
    assert moments == [datetime(2024, 4, 15, 12, tzinfo=UTC), datetime(2024, 4, 16, 12, tzinfo=UTC)]

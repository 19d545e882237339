from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool.text import dates
from tests.tables import each


@each(
    ("text", "instant"),
    [
        ("2023-09-01T09:19:00Z", datetime(2023, 9, 1, 9, 19, tzinfo=UTC)),
        ("2023-09-01T09:19:00+00:00", datetime(2023, 9, 1, 9, 19, tzinfo=UTC)),
        ("2023-09-01T09:19:00-00:00", datetime(2023, 9, 1, 9, 19, tzinfo=UTC)),
        ("2023-09-01T09:19:00+05:30", datetime(2023, 9, 1, 3, 49, tzinfo=UTC)),
        ("2023-01-01T00:30:00+01:00", datetime(2022, 12, 31, 23, 30, tzinfo=UTC)),
        ("2023-12-31T23:30:00-23:59", datetime(2024, 1, 1, 23, 29, tzinfo=UTC)),
        ("2023-09-01T09:19:00.999Z", datetime(2023, 9, 1, 9, 19, tzinfo=UTC)),
        ("2023-09-01T09:19:59.123456789Z", datetime(2023, 9, 1, 9, 19, 59, tzinfo=UTC)),
        ("2024-02-29T00:00:00Z", datetime(2024, 2, 29, tzinfo=UTC)),
        ("9999-12-31T23:59:59Z", datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)),
    ],
)
def test_a_date_time_with_a_zone_is_an_instant_in_utc(text: str, instant: datetime) -> None:
    parsed = dates.parse(text)
    assert parsed == instant
    assert parsed is not None
    assert parsed.tzinfo is UTC
    assert dates.seconds(text) == parsed.timestamp()


@each(
    "text",
    [
        "",
        "2023-09-01",
        "2023-09-01T09:19:00",  # no zone
        "2023-09-01T09:19Z",
        "2023-09-01 09:19:00Z",
        "2023-09-01t09:19:00z",  # RFC 4287 asks for capitals
        "2023-9-1T09:19:00Z",
        "20230901T091900Z",
        "2023-W35-5T09:19:00Z",
        "2023-09-01T09:19:00.Z",
        "2023-09-01T09:19:00,5Z",
        "2023-09-01T09:19:00.1234567890Z",
        "2023-09-01T09:19:00+0530",
        "2023-09-01T09:19:00+24:00",
        "2023-09-01T09:19:00+05:60",
        "2023-09-01T09:19:00Z\n",
        " 2023-09-01T09:19:00Z",
        "\uff12\uff10\uff12\uff13-09-01T09:19:00Z",  # full-width digits
        "2023-02-29T00:00:00Z",
        "2023-02-30T00:00:00Z",
        "2023-13-01T00:00:00Z",
        "2023-09-00T00:00:00Z",
        "2023-09-01T24:00:00Z",
        "2023-09-01T09:60:00Z",
        "2016-12-31T23:59:60Z",  # a leap second that happened
        "0000-01-01T00:00:00Z",
        "0001-01-01T00:00:00+01:00",  # before the first instant there is
        "9999-12-31T23:59:59-01:00",  # after the last one
        "Fri, 01 Sep 2023 09:19:00 GMT",
    ],
)
def test_anything_else_is_none(text: str) -> None:
    assert dates.parse(text) is None


@pytest.mark.parametrize(
    "text", ["2023-09-01T24:00", "2023-09-01 24:00:00Z", "20230901T24", "2023-W35-5T24:00"]
)
def test_no_python_takes_hour_24(text: str) -> None:
    with pytest.raises(ValueError, match="24"):
        dates.from_iso(text)
    assert dates.from_iso(text.replace("24", "23")).hour == 23


@given(st.datetimes(min_value=datetime(1000, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_what_is_written_reads_the_same_to_the_second(moment: datetime) -> None:
    assert dates.parse(dates.rfc3339(moment)) == moment.replace(microsecond=0)


def test_an_instant_is_written_in_utc_with_whole_seconds() -> None:
    moment = datetime.fromisoformat("2023-09-01T17:40:00.5+02:00")
    assert dates.rfc3339(moment) == "2023-09-01T15:40:00Z"


def test_a_year_has_four_digits() -> None:
    assert dates.rfc3339(datetime(999, 1, 2, tzinfo=UTC)) == "0999-01-02T00:00:00Z"


@given(st.datetimes(timezones=st.just(UTC)))
def test_rfc_822_is_written_as_python_writes_it_in_mail(moment: datetime) -> None:
    assert dates.rfc822(moment) == format_datetime(moment, usegmt=True)


@pytest.mark.parametrize(
    ("moment", "days", "text"),
    [
        ("2024-02-28T10:00:00Z", 2, "2024-03-01T10:00:00Z"),
        ("2024-03-01T10:00:00Z", -2, "2024-02-28T10:00:00Z"),
        ("9999-12-30T10:00:00Z", 1, "9999-12-31T10:00:00Z"),
        ("9999-12-31T10:00:00Z", 1, "9999-12-31T23:59:59Z"),
        ("0001-01-02T10:00:00Z", -2, "0001-01-01T00:00:00Z"),
    ],
)
def test_what_is_beyond_the_calendar_is_its_end(moment: str, days: int, text: str) -> None:
    shifted = dates.shifted(datetime.fromisoformat(moment), timedelta(days=days))
    assert dates.rfc3339(shifted) == text

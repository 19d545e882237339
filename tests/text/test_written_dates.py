"""Dates as generators write them."""

from datetime import datetime, timedelta

from feedtool.text.written_dates import parse
from tests.tables import each


@each(
    ("text", "clock", "offset"),
    [
        ("2020-9-2", (2020, 9, 2), None),
        ("2020/09/02", (2020, 9, 2), None),
        ("2020-09-20 18:25:06", (2020, 9, 20, 18, 25, 6), None),
        ("2020-09-20 9:05", (2020, 9, 20, 9, 5), None),
        ("2020-09-20T18:25:06.123", (2020, 9, 20, 18, 25, 6), None),
        ("2020-09-20T18:25:06Z", (2020, 9, 20, 18, 25, 6), 0),
        ("2020-09-20 18:25:06 UTC", (2020, 9, 20, 18, 25, 6), 0),
        ("2016-03-18 13:50:00 -5", (2016, 3, 18, 13, 50), -300),
        ("2016-03-18 13:50:00 +0800", (2016, 3, 18, 13, 50), 480),
        ("2016-03-18 13:50:00 -05:30", (2016, 3, 18, 13, 50), -330),
        ("Jul 08 2022", (2022, 7, 8), None),
        ("Wed, 02 Oct 2019 15:00:00 +0200", (2019, 10, 2, 15), 120),
    ],
)
def test_a_date_is_read_as_its_clock_shows_it(
    text: str, clock: tuple[int, ...], offset: int | None
) -> None:
    found = parse(text)
    assert found is not None
    assert found.clock == datetime(*clock)  # type: ignore[arg-type]  # noqa: DTZ001
    assert found.offset == (None if offset is None else timedelta(minutes=offset))


@each(
    "text",
    [
        "",
        "soon",
        "2020-13-45",
        "2020-09",
        "2020-09-20 18",
        "2020-01-01 10:00 +99",
        "03/04/2020",
    ],
)
def test_what_is_no_date_or_may_be_two_is_none(text: str) -> None:
    assert parse(text) is None

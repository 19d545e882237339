"""Dates and times as RFC 3339 and RFC 822 write them."""

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache

# RFC 3339 section 5.6, without leap seconds: no reader and no datetime can hold 23:59:60.
# `T` and `Z` in upper case, as RFC 4287 section 3.3 asks.
_DATE_TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?"
    r"(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])",
    re.ASCII,
)


def parse(text: str) -> datetime | None:
    """The instant in UTC, to the second; None where the text is no RFC 3339 date-time with a zone.

    Fractions of a second are cut off: RSS (RFC 822) cannot say them, and every format must agree.
    """
    if not _DATE_TIME.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text).astimezone(UTC).replace(microsecond=0)
    except (ValueError, OverflowError):  # 2023-02-30, minute 60, year 0; year 9999 behind Greenwich
        return None


# How the end of a day is written in ISO 8601, behind the date; RFC 3339 knows no hour 24.
_HOUR_24 = re.compile(r"[Tt ]24")


def from_iso(text: str) -> datetime:
    """The moment that a text says in ISO 8601; raises ValueError, as Python did for hour 24 before 3.14."""
    if _HOUR_24.search(text):
        raise ValueError(text)
    return datetime.fromisoformat(text)


def seconds(text: str) -> int:
    """The instant in seconds since 1970, for a text that ``parse`` takes."""
    moment = datetime.fromisoformat(text)
    # Few dates have fractions, and to replace them takes three times as long as all else here.
    return int((moment.replace(microsecond=0) if moment.microsecond else moment).timestamp())


_FIRST, _LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


def shifted(moment: datetime, by: timedelta) -> datetime:
    """The moment so much later, or earlier; the first or last of the calendar where that is beyond it."""
    try:
        return moment + by
    except OverflowError:  # 9999-12-31, which stands for "never" in many a file
        end = _LAST if by > timedelta(0) else _FIRST
        return end.replace(tzinfo=moment.tzinfo)


# A story tells its dates once in each format.
@lru_cache(4096)
def rfc3339(moment: datetime) -> str:
    """The instant as RFC 3339 in UTC with whole seconds: ``2023-09-01T15:40:00Z``."""
    return f"{moment.astimezone(UTC).isoformat(timespec='seconds').removesuffix('+00:00')}Z"


_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def rfc822(moment: datetime) -> str:
    """The instant as RFC 822 with a year of four digits: ``Fri, 01 Sep 2023 15:40:00 GMT``.

    What Python's own ``email`` writes, whose import takes as long as to write a feed.
    """
    at = moment.astimezone(UTC)
    return (
        f"{_DAYS[at.weekday()]}, {at.day:02} {_MONTHS[at.month - 1]} {at.year:04} {at:%H:%M:%S} GMT"
    )

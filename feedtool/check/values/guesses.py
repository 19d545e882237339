"""What was meant by dates that are not written as they should be: for hints alone."""

import re
from datetime import UTC, datetime, timedelta, timezone

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TIME = (
    r"(?:,?[T ]\s*(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(am|pm)?)?"
    r"\s*(z|[a-z]{2,4}|(?:gmt|utc)?[+-]\d\d:?\d\d)?"
)
_DAY_FIRST = re.compile(
    r"(?:[a-z]{3,9}\.?,?\s+)?(\d{1,2})(?:st|nd|rd|th)?[ .-]+([a-z]{3,9})\.?[ ,-]+(\d{4})" + _TIME,
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    r"(?:[a-z]{3,9}\.?,?\s+)?([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})" + _TIME,
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + _TIME, re.IGNORECASE)
_HOURS = {"est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7}
_NOON = 12
_LONGEST = 100


def moment(text: str) -> datetime | None:
    """The moment that a text seems to mean; where it names no zone, in UTC."""
    plain = " ".join(text[:_LONGEST].split())
    for pattern, order in (
        (_YEAR_FIRST, (3, 2, 1)),
        (_DAY_FIRST, (1, 2, 3)),
        (_MONTH_FIRST, (2, 1, 3)),
    ):
        found = pattern.fullmatch(plain)
        if found:
            return _moment(found, *(found[group] for group in order))
    return None


def _moment(found: re.Match[str], day: str, month: str, year: str) -> datetime | None:
    number = int(month) if month.isdecimal() else _month(month)
    hour, minute, second = (int(found[group] or 0) for group in (4, 5, 6))
    half = (found[7] or "").lower()
    if half:
        hour = hour % _NOON + (_NOON if half == "pm" else 0)
    try:
        zone = _zone(found[8] or "")
        return datetime(int(year), number, int(day), hour, minute, second, tzinfo=zone)
    except ValueError:
        return None


def _month(name: str) -> int:
    low = name.lower()[:3]
    return _MONTHS.index(low) + 1 if low in _MONTHS else 0


def _zone(name: str) -> timezone:
    low = name.lower().removeprefix("gmt").removeprefix("utc")
    if low[:1] in {"+", "-"}:
        digits = low[1:].replace(":", "")
        offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
        return timezone(offset if low[0] == "+" else -offset)
    return timezone(timedelta(hours=_HOURS[low])) if low in _HOURS else UTC

"""Dates: RFC 3339, RFC 822 with what grew around it, the W3C profile of ISO 8601, and durations."""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache

from feedtool.check.finding import FINE, Fault, Faults
from feedtool.text.dates import from_iso

_RFC3339 = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?(?:Z|([+-])(\d\d):(\d\d))", re.ASCII
)
_W3CDTF = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)"
    r"(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?P<zone>Z|([+-])(\d\d):(\d\d))?)?)?)?",
    re.ASCII,
)
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LOWER_DAYS = [day.lower() for day in _DAYS]
_LOWER_MONTHS = [month.lower() for month in _MONTHS]
_ZONES = {
    "ut": 0, "gmt": 0, "utc": 0, "z": 0, "est": -300, "edt": -240, "cst": -360, "cdt": -300,
    "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
}  # fmt: skip
_PREFERRED = re.compile(
    r"(?:(Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?(\d{1,2}) (" + "|".join(_MONTHS) + r") (\d{4}) "
    r"(\d\d):(\d\d)(?::(\d\d))? ([+-]\d{4}|UT|GMT|EST|EDT|CST|CDT|MST|MDT|PST|PDT|Z)",
    re.ASCII,
)
_LENIENT = re.compile(
    r"(?:([a-z]{3})\s*,?\s*)?(\d{1,2})\s*([a-z]{3})\s*(\d{2,4})\s+"
    r"(\d\d)\s*:\s*(\d\d)(?:\s*:\s*(\d\d))?\s*([+-]\s*\d{4}|[a-ik-z]|[a-z]{2,3})",
    re.ASCII,
)
_MIDNIGHT = 24
_LONGEST = 1000
_LEAP = 60


def rfc3339(text: str) -> Faults:
    """An Atom or JSON Feed date: https://www.rfc-editor.org/rfc/rfc3339#section-5.6"""
    found = _RFC3339.fullmatch(text)
    if not found:
        return (Fault("date-rfc3339", instead=_guess_rfc3339(text)),)
    year, month, day, hour, minute, second = (int(part) for part in found.groups()[:6])
    if not _calendar(year, month, day) or hour >= _MIDNIGHT or minute > _LEAP or second > _LEAP:
        return (Fault("date-rfc3339"),)
    zone = found[8] and (int(found[9]), int(found[10]))
    if minute >= _LEAP or (zone and not _is_zone(*zone)):
        return (Fault("date-range"),)
    if second == _LEAP:
        offset = (1 if found[8] == "+" else -1) * (zone[0] * 60 + zone[1]) if zone else 0
        if not _leap_second(datetime(year, month, day, hour, minute, tzinfo=UTC), offset):
            return (Fault("date-range"),)
    return FINE


def rfc3339_in_any_case(text: str) -> Faults:
    """Such a date with small letters, which RFC 3339 allows (section 5.6) and RFC 4287 does not."""
    faults = rfc3339(text)
    return FINE if faults and rfc3339(text.upper()) == FINE else faults


def w3cdtf(text: str) -> Faults:
    """A date as Dublin Core writes it: https://www.w3.org/TR/NOTE-datetime"""
    found = _W3CDTF.fullmatch(text)
    if not found or (found[4] and not found["zone"]):
        return (Fault("date-w3cdtf", instead=_guess_rfc3339(text)),)
    return _w3cdtf_ranges(found)


def iso8601(text: str) -> Faults:
    """A date in the same form, in which the zone may be left out."""
    found = _W3CDTF.fullmatch(text)
    return _w3cdtf_ranges(found) if found else (Fault("date-w3cdtf"),)


def _w3cdtf_ranges(found: re.Match[str]) -> Faults:
    year, month, day = int(found[1]), int(found[2] or 1), int(found[3] or 1)
    hour, minute, second = (int(found[n] or 0) for n in (4, 5, 6))
    if not _calendar(year, month, day) or hour >= _MIDNIGHT or minute > _LEAP or second > _LEAP:
        return (Fault("date-w3cdtf"),)
    if (
        minute >= _LEAP
        or second >= _LEAP
        or (found[8] and not _is_zone(int(found[9]), int(found[10])))
    ):
        return (Fault("date-range"),)
    return FINE


def rfc822(text: str) -> Faults:
    """An RSS or OPML date: https://www.rssboard.org/rss-profile#data-types-datetime"""
    parts, preferred = _parts822(text) if len(text) <= _LONGEST else (None, False)
    if parts is None:
        return (Fault("date-rfc822", instead=_guess_rfc822(text)),)
    weekday, day, month, year, hour, minute, second, zone = parts
    try:
        right = _DAYS[date(year, month, day).weekday()]
    except ValueError:
        return (Fault("date-rfc822"),)
    faults: list[Fault] = []
    if hour >= _MIDNIGHT or minute >= _LEAP or second > _LEAP or not _is_offset(zone):
        faults.append(Fault("date-range"))
    if weekday and weekday != right.lower():
        at = text.lower().find(weekday)
        faults.append(Fault("date-weekday", at, at + 3, right))
    if not preferred:
        faults.append(Fault("date-rfc822-obsolete", instead=_written(parts)))
    elif zone and zone[0] in "+-" and zone[3:] not in {"00", "30"}:
        faults.append(Fault("date-rfc822-zone"))
    return tuple(faults)


Parts = tuple[str, int, int, int, int, int, int, str]


@lru_cache(64)
def _parts822(text: str) -> tuple[Parts | None, bool]:
    """Weekday, day, month, year, hour, minute, second and zone; and whether all is as it should."""
    found = _PREFERRED.fullmatch(text)
    if found:
        month = _MONTHS.index(found[3]) + 1
        time = (int(found[5]), int(found[6]), int(found[7] or 0))
        return (
            (found[1] or "").lower(),
            int(found[2]),
            month,
            int(found[4]),
            *time,
            found[8],
        ), True
    plain = _without_comments(text)
    found = _LENIENT.fullmatch(plain.strip().lower()) if plain is not None else None
    if not found or (found[1] and found[1] not in _LOWER_DAYS):
        return None, False
    if found[8][0] not in "+-" and len(found[8]) > 1 and found[8] not in _ZONES:
        return None, False
    month = _LOWER_MONTHS.index(found[3][:3]) + 1 if found[3][:3] in _LOWER_MONTHS else 0
    time = (int(found[5]), int(found[6]), int(found[7] or 0))
    zone = re.sub(r"\s", "", found[8])
    parts = ((found[1] or "")[:3], int(found[2]), month, _year(found[4]), *time, zone)
    return parts, False


def _without_comments(text: str) -> str | None:
    """The text without its comments, which nest; nothing if one is not closed."""
    kept: list[str] = []
    depth, at = 0, 0
    while at < len(text):
        char = text[at]
        if char == "\\" and depth:
            at += 2
            continue
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return None
        if not depth:
            kept.append(" " if char == ")" else char)
        at += 1
    return None if depth else "".join(kept)


def _year(text: str) -> int:
    """https://www.rfc-editor.org/rfc/rfc2822#section-4.3 says what short years mean."""
    year = int(text)
    if len(text) == 2:  # noqa: PLR2004
        return year + (2000 if year < 50 else 1900)  # noqa: PLR2004
    return year + 1900 if len(text) == 3 else year  # noqa: PLR2004


def _written(parts: Parts) -> str:
    _, day, month, year, hour, minute, second, zone = parts
    offset = zone if zone[0] in "+-" else _numeric(zone)
    weekday = _DAYS[date(year, month, day).weekday()]
    time = f"{hour:02}:{minute:02}:{second:02}"
    return f"{weekday}, {day:02} {_MONTHS[month - 1]} {year:04} {time} {offset}"


def _numeric(zone: str) -> str:
    minutes = _ZONES.get(zone.lower(), 0)
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"


def _guess_rfc822(text: str) -> str:
    """How a date in another form would be written here."""
    moment = _meant(text)
    if moment is None:
        return ""
    month = _MONTHS[moment.month - 1]
    return f"{_DAYS[moment.weekday()]}, {moment:%d} {month} {moment.year:04} {moment:%H:%M:%S %z}"


def _meant(text: str) -> datetime | None:
    from feedtool.text import moments  # late: most dates are right

    # What stands before the day is its name, in whatever language, or what a program made of that.
    for part in (text, re.sub(r"^\s*\w+[.,]*\s+(?=\d)", "", text)):
        meant = moments.candidates(part)
        if len(meant) == 1:
            return datetime.fromisoformat(meant[0])
    return None


def _guess_rfc3339(text: str) -> str:
    """How a date in another form would be written here."""
    moment = _meant(text) or instant(text)
    return moment.isoformat().replace("+00:00", "Z") if moment else ""


def instant(text: str) -> datetime | None:
    """The moment that a date in any of these forms means, if it is right in one of them."""
    return _instant(text) if len(text) <= _LONGEST else None


@lru_cache(64)
def _instant(text: str) -> datetime | None:
    found = _RFC3339.fullmatch(text)
    if found:
        try:
            return from_iso(text.replace(":60", ":59"))
        except ValueError:
            return None
    parts, _ = _parts822(text)
    if parts is None:
        return None
    _, day, month, year, hour, minute, second, zone = parts
    minutes = _ZONES.get(zone.lower(), 0)
    if zone[0] in "+-":
        minutes = (1 if zone[0] == "+" else -1) * (int(zone[1:3]) * 60 + int(zone[3:]))
    try:
        moment = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
        return moment - timedelta(minutes=minutes)
    except (ValueError, OverflowError):
        return None


def _calendar(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _is_zone(hours: int, minutes: int) -> bool:
    return hours < _MIDNIGHT and minutes < _LEAP


def _is_offset(zone: str) -> bool:
    return zone[0] not in "+-" or _is_zone(int(zone[1:3]), int(zone[3:]))


def _leap_second(minute: datetime, offset: int) -> bool:
    """A leap second is the last of a month in UTC: RFC 3339, section 5.7."""
    try:
        utc = minute - timedelta(minutes=offset)
    except OverflowError:
        return False
    last = monthrange(utc.year, utc.month)[1]
    return (utc.day, utc.hour, utc.minute) == (last, 23, 59)


_DURATION = re.compile(r"\d+|\d+:[0-5]\d|\d+:[0-5]?\d:[0-5]\d", re.ASCII)
_NPT = re.compile(r"now|\d+(?:\.\d*)?|\d+:[0-5]?\d:[0-5]?\d(?:\.\d*)?", re.ASCII)


def itunes_duration(text: str) -> Faults:
    """Seconds, or minutes without a bound and seconds, or hours, minutes and seconds.

    https://podcasters.apple.com/support/823-podcast-requirements
    """
    return FINE if _DURATION.fullmatch(text) else (Fault("itunes-duration"),)


def normal_play_time(text: str) -> Faults:
    """A time within a medium: https://www.w3.org/TR/media-frags/#npttimedef

    RFC 2326, which that goes back to, has no form of minutes and seconds alone.
    """
    if _NPT.fullmatch(text):
        return FINE
    return (Fault("date-npt-minutes" if _npt_minutes().fullmatch(text) else "date-npt"),)


def timestamp(text: str) -> Faults:
    """A date or a moment of ISO 8601, in its basic or its extended form."""
    found = _iso8601().fullmatch(text)
    if not found or not _calendar(int(found[1]), int(found[2]), int(found[3])):
        return (Fault("date-iso8601", instead=_guess_rfc3339(text)),)
    hour, minute, second, *zone = (int(found[n] or 0) for n in range(4, 9))
    good = hour < _MIDNIGHT and minute < _LEAP and second <= _LEAP and _is_zone(*zone)
    return FINE if good else (Fault("date-iso8601"),)


@cache
def _npt_minutes() -> re.Pattern[str]:
    return re.compile(r"[0-5]?\d:[0-5]\d(?:\.\d*)?", re.ASCII)


@cache
def _iso8601() -> re.Pattern[str]:
    return re.compile(
        r"(\d{4})-?(\d\d)-?(\d\d)"
        r"(?:T(\d\d)(?::?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?)?(?:Z|[+-](\d\d)(?::?(\d\d))?)?)?",
        re.ASCII,
    )

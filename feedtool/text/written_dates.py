"""Dates as static site generators write and read them: often without a time, a zone, or leading zeros.

No date is made up: what has no zone is given as the time of some clock, and who knows the zone sets it right.
"""

import re
from datetime import datetime, timedelta

from feedtool.imports.tuples import NamedTuple
from feedtool.text import dates

_NUMBERS = re.compile(
    r"(?P<year>[0-9]{4})(?P<mark>[-/])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})"
    r"(?:(?:[Tt]|[ \t]+)(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})"
    r"(?::(?P<second>[0-9]{2})(?:[.,][0-9]+)?)?"
    r"[ \t]*(?:(?P<utc>[Zz]|UTC|GMT)"
    r"|(?:UTC|GMT)?(?P<sign>[+-])(?P<hours>[0-9]{1,2}):?(?P<minutes>[0-9]{2})?)?)?"
)


class WrittenDate(NamedTuple):
    """The time that a clock showed, and how far it was ahead of UTC; None where nothing is said of that."""

    clock: datetime
    offset: timedelta | None


def parse(text: str) -> WrittenDate | None:
    """The date that a text says, with a time of midnight where it says none; None where it is no date.

    Dates in words are taken where they can mean one day alone.
    """
    found = _NUMBERS.fullmatch(text.strip())
    return _in_words(text) if found is None else _in_numbers(found.groupdict())


def _in_numbers(parts: dict[str, str | None]) -> WrittenDate | None:
    names = ("year", "month", "day", "hour", "minute", "second")
    try:
        clock = datetime(*(int(parts[name] or 0) for name in names))  # type: ignore[arg-type]  # noqa: DTZ001 - see offset
    except ValueError:
        return None
    if parts["utc"]:
        return WrittenDate(clock, timedelta(0))
    if not parts["sign"]:
        return WrittenDate(clock, None)
    offset = timedelta(hours=int(parts["hours"] or 0), minutes=int(parts["minutes"] or 0))
    if offset >= timedelta(days=1):
        return None
    return WrittenDate(clock, -offset if parts["sign"] == "-" else offset)


def _in_words(text: str) -> WrittenDate | None:
    from feedtool.text import moments  # late: few dates are written in words

    found = moments.candidates(text)
    if len(found) != 1 or dates.parse(found[0]) is None:
        return None
    moment = datetime.fromisoformat(found[0])
    offset = moment.utcoffset() if moments.has_zone(text) else None
    return WrittenDate(moment.replace(tzinfo=None, microsecond=0), offset)

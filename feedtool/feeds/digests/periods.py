"""Periods of time as the calendar of a place has them: days, ISO weeks, months."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache

from feedtool.imports.tuples import NamedTuple
from feedtool.model.digest import DAY, MONTH, WEEK

_LABELS = {
    DAY: r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})",
    WEEK: r"(?P<year>[0-9]{4})-w(?P<week>[0-9]{2})",
    MONTH: r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})",
}


@cache
def zone(name: str) -> tzinfo:
    """The time zone of a name of the IANA database. Raises LookupError, ValueError, OSError for no such one."""
    if name.upper() in ("UTC", "GMT", "Z"):  # a system without the database knows these as well
        return UTC
    import zoneinfo  # late: most sites are in UTC

    return zoneinfo.ZoneInfo(name)


class Period(NamedTuple):
    """A period of a kind (day, week, month) by its first day, in a time zone."""

    every: str
    first: date
    zone: tzinfo

    @property
    def label(self) -> str:
        """What stands for the period in paths and ids; labels of one kind sort by time: ``2024-w16``."""
        if self.every == WEEK:
            year, week, _ = self.first.isocalendar()
            return f"{year:04}-w{week:02}"
        return self.first.isoformat()[: 7 if self.every == MONTH else 10]

    @property
    def end(self) -> datetime:
        """The moment at which the next period begins, in UTC."""
        try:
            # A midnight that clocks jump over is the moment of the jump; one that comes twice is the first.
            return datetime.combine(_following(self), time(), self.zone).astimezone(UTC)
        except OverflowError:
            return datetime.max.replace(tzinfo=UTC)

    @property
    def following(self) -> "Period | None":
        """The next period; None where the calendar ends."""
        try:
            return self._replace(first=_following(self))
        except OverflowError:
            return None

    @property
    def previous(self) -> "Period | None":
        """The period before; None where the calendar begins."""
        try:
            return _beginning(self.every, self.first - timedelta(days=1), self.zone)
        except OverflowError:
            return None


def of(moment: datetime, every: str, where: tzinfo) -> Period | None:
    """The period that holds a moment; None at the ends of the calendar."""
    try:
        return _beginning(every, moment.astimezone(where).date(), where)
    except OverflowError:
        return None


def labelled(label: str, every: str, where: tzinfo) -> Period | None:
    """The period of a label; None where that is none of its kind."""
    found = re.fullmatch(_LABELS[every], label)
    if found is None:
        return None
    parts = {name: int(digits) for name, digits in found.groupdict().items()}
    try:
        if every == WEEK:
            first = date.fromisocalendar(parts["year"], parts["week"], 1)
        else:
            first = date(parts["year"], parts["month"], parts.get("day", 1))
    except ValueError:
        return None
    return Period(every, first, where)


def last_closed(now: datetime, every: str, where: tzinfo, grace: timedelta) -> Period | None:
    """The last period whose end is as long ago as the grace; None where the calendar begins later."""
    try:
        open_then = of(now - grace, every, where)
    except OverflowError:
        return None
    return open_then.previous if open_then else None


def closing_moments(
    now: datetime, every: str, where: tzinfo, grace: timedelta
) -> Iterator[datetime]:
    """The last moment up to now at which a period was closed, and the next one."""
    closed = last_closed(now, every, where, grace)
    for period in (closed, closed and closed.following):
        if period is not None:
            try:
                yield period.end + grace
            except OverflowError:
                return


def _beginning(every: str, day: date, where: tzinfo) -> Period:
    if every == WEEK:
        day -= timedelta(days=day.weekday())
    elif every == MONTH:
        day = day.replace(day=1)
    return Period(every, day, where)


def _following(period: Period) -> date:
    """The first day of the next period. Raises OverflowError where the calendar ends."""
    if period.every == MONTH:
        return (period.first + timedelta(days=31)).replace(day=1)
    return period.first + timedelta(days=7 if period.every == WEEK else 1)

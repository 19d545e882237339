"""Dates that are right in form and cannot be meant."""

import re
from datetime import UTC, datetime, timedelta

from feedtool.check.finding import Fault
from feedtool.check.values import dates
from feedtool.check.xml.context import Context
from feedtool.check.xml.element import Element
from feedtool.text.dates import from_iso, shifted

_YEAR = re.compile(r"(?<!\d)(?:\d{4})(?!\d)")
_FIRST = 1990
_LONGEST = 100


def plausible(node: Element, doc: Context) -> None:
    """Feeds are younger than 1990, and dates of the future keep readers from showing an item."""
    text = node.text.strip()
    if len(text) > _LONGEST:
        return
    found = _YEAR.search(text)
    year = int(found[0]) if found else 0
    now = doc.options.now
    if year >= _FIRST and (now is None or year < now.year):
        return
    moment = dates.instant(text) or _day(text)
    if moment is None:
        return
    if moment.year < _FIRST or (now is not None and moment > shifted(now, timedelta(days=1))):
        doc.on_text(node, Fault("date-implausible"))


def _day(text: str) -> datetime | None:
    try:
        moment = from_iso(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

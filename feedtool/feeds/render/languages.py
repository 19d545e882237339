"""What depends on the language of the site: how people write a day, and where their lines begin.

The only module that knows Babel, which has both of every language from the Unicode CLDR.
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import lru_cache

from feedtool.model.digest import MONTH, WEEK


@contextmanager
def _no_time_zone() -> Iterator[None]:
    """Babel looks for the zone of the machine as it is imported, and fails where TZ names another file."""
    before = os.environ.get("TZ")  # noqa: TID251 - nothing depends on what it says
    os.environ["TZ"] = ":"  # noqa: TID251
    try:
        yield
    finally:
        del os.environ["TZ"]  # noqa: TID251
        if before is not None:
            os.environ["TZ"] = before  # noqa: TID251


with _no_time_zone():
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date, format_skeleton


@lru_cache(maxsize=4096)
def day(moment: datetime, language: str) -> str:
    """The day of an instant, in UTC, in words: ``1. September 2023``; as ISO 8601 where words are unknown."""
    return _date(moment.astimezone(UTC).date(), _locale(language))


def _date(day: date, locale: Locale | None) -> str:
    words = format_date(day, "long", locale) if locale else ""
    # Of a language whose months nobody has named yet, the CLDR has "M09".
    return words if words and f"M{day:%m}" not in words else day.isoformat()


def period(every: str, first: date, language: str) -> str:
    """A day, week or month by its first day, in words: ``Week 16 of 2024``; digits where it has none."""
    locale = _locale(language)
    if every == WEEK:
        words = _week(first, locale)
    elif every == MONTH:
        words = format_skeleton("yMMMM", first, locale=locale) if locale else ""
        if not words or f"M{first:%m}" in words:
            words = f"{first:%Y-%m}"
    else:
        words = _date(first, locale)
    return words[:1].upper() + words[1:]


# The parts of a pattern of the CLDR: a text in quotes, or a run of letters that stands for a number.
_PATTERN = re.compile(r"'([^']*)'|(w+|Y+)")


def _week(first: date, locale: Locale | None) -> str:
    """An ISO week; the CLDR's numbers are those of a country, and only its words are taken."""
    year, week, _ = first.isocalendar()
    pattern = str(locale.datetime_skeletons.get("yw", "")) if locale else ""
    if not ("w" in pattern and "Y" in pattern):
        return f"{year}-W{week:02}"
    return _PATTERN.sub(
        lambda part: part[1] if part[2] is None else str(week if part[2][0] == "w" else year),
        pattern,
    )


def is_right_to_left(language: str) -> bool:
    """Whether the language (a BCP 47 tag) is written from right to left."""
    locale = _locale(language)
    return locale is not None and locale.text_direction == "rtl"


def is_english(language: str) -> bool:
    """Whether the language (a BCP 47 tag) is English of any country."""
    return language.lower().partition("-")[0] == "en"


@lru_cache(maxsize=16)
def _locale(language: str) -> Locale | None:
    """What Babel knows of the language, or of it less its last subtags (RFC 4647 section 3.4)."""
    subtags = language.split("-")
    while subtags:
        try:
            return Locale.parse("-".join(subtags), sep="-")
        except (UnknownLocaleError, ValueError):
            subtags.pop()
    return None

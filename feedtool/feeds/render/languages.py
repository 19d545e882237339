"""What depends on the language of the site: how people write a day, and where their lines begin.

The only module that knows Babel, which has both of every language from the Unicode CLDR. What it says of each
is shipped in ``languages.tsv``, since to load it takes as long as to render a small site; it is asked only for
what stands there under another name.
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from feedtool.imports.tuples import NamedTuple

if TYPE_CHECKING:
    from babel import Locale

# Made by tools/languages.py: a line for the languages that write alike.
TABLE = Path(__file__).with_name("languages.tsv")


class Language(NamedTuple):
    """How a language is written: a day as Babel's ``pattern``, the names of the months in it, the direction."""

    pattern: str
    months: tuple[str, ...]
    is_right_to_left: bool

    def day(self, day: date) -> str:
        """The day in words; as ISO 8601 where nobody has named the month yet (the CLDR has "M09")."""
        month = self.months[day.month - 1]
        if month == f"M{day.month:02}":
            return day.isoformat()
        numbers = {"d": day.day, "dd": f"{day.day:02}", "M": day.month, "y": day.year}
        return self.pattern % {**numbers, "MMM": month, "MMMM": month}

    def line(self) -> str:
        """The language as a line of the table has it, behind its tags."""
        return "\t".join(("rtl" if self.is_right_to_left else "ltr", self.pattern, *self.months))


@lru_cache(maxsize=4096)
def day(moment: datetime, language: str) -> str:
    """The day of an instant, in UTC, in words: ``1. September 2023``; as ISO 8601 where words are unknown."""
    day = moment.astimezone(UTC).date()
    known = _language(language)
    return known.day(day) if known else day.isoformat()


def is_right_to_left(language: str) -> bool:
    """Whether the language (a BCP 47 tag) is written from right to left."""
    known = _language(language)
    return known is not None and known.is_right_to_left


def is_english(language: str) -> bool:
    """Whether the language (a BCP 47 tag) is English of any country."""
    return language.lower().partition("-")[0] == "en"


@lru_cache(maxsize=16)
def _language(tag: str) -> Language | None:
    """What is known of the language, or of it less its last subtags (RFC 4647 section 3.4)."""
    subtags = tag.split("-")
    while subtags:
        known = "-".join(subtags)
        if found := shipped(known) or of_babel(known):
            return found
        subtags.pop()
    return None


def shipped(tag: str) -> Language | None:
    """What the table has of a language; None where it has not this very tag."""
    line = _table().get(tag.lower())
    if line is None:
        return None
    direction, pattern, *months = line.split("\t")
    return Language(pattern, tuple(months), direction == "rtl")


@cache
def _table() -> dict[str, str]:
    """The lines of the table by the tags that stand at their beginning."""
    lines = (line.partition("\t") for line in TABLE.read_text("utf-8").splitlines())
    return {tag: line for tags, _, line in lines for tag in tags.split(" ")}


def of_babel(tag: str) -> Language | None:
    """What Babel knows of a language."""
    with _no_time_zone():
        from babel import Locale, UnknownLocaleError  # late: see above
    try:
        locale = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None
    pattern = locale.date_formats["long"].format
    months = locale.months["format"]["abbreviated" if "(MMM)" in pattern else "wide"]
    # The era is the same for all days that a datetime knows.
    pattern = pattern.replace("%(G)s", locale.eras["abbreviated"][1])
    return Language(
        pattern, tuple(months[number] for number in range(1, 13)), locale.text_direction == "rtl"
    )


def period(every: str, first: date, language: str) -> str:
    """A day, week or month by its first day, in words: ``Week 16 of 2024``; digits where it has none."""
    from feedtool.model.digest import MONTH, WEEK  # late: few sites have digests

    known, locale = _language(language), _locale(language)
    if every == WEEK:
        words = _week(first, locale)
    elif every == MONTH:
        words = _month(first, locale) if locale else ""
        if not words or f"M{first:%m}" in words:
            words = f"{first:%Y-%m}"
    else:
        words = known.day(first) if known else first.isoformat()
    return words[:1].upper() + words[1:]


# The parts of a pattern of the CLDR: a text in quotes, or a run of letters that stands for a number.
_PATTERN = r"'([^']*)'|(w+|Y+)"


def _week(first: date, locale: "Locale | None") -> str:
    """An ISO week; the CLDR's numbers are those of a country, and only its words are taken."""
    year, week, _ = first.isocalendar()
    pattern = str(locale.datetime_skeletons.get("yw", "")) if locale else ""
    if not ("w" in pattern and "Y" in pattern):
        return f"{year}-W{week:02}"
    return re.sub(
        _PATTERN,
        lambda part: part[1] if part[2] is None else str(week if part[2][0] == "w" else year),
        pattern,
    )


@lru_cache(maxsize=16)
def _locale(language: str) -> "Locale | None":
    """Babel's own of the language, or of it less its last subtags (RFC 4647 section 3.4)."""
    with _no_time_zone():
        from babel import Locale, UnknownLocaleError  # late: few pages name more than days
    subtags = language.split("-")
    while subtags:
        try:
            return Locale.parse("-".join(subtags), sep="-")
        except (UnknownLocaleError, ValueError):
            subtags.pop()
    return None


def _month(first: date, locale: "Locale") -> str:
    with _no_time_zone():
        from babel.dates import format_skeleton
    return format_skeleton("yMMMM", first, locale=locale)


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

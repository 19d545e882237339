"""What depends on the language of the site: how people write a day, and where their lines begin.

The only module that knows Babel, which has both of every language from the Unicode CLDR.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache


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
    from babel.dates import format_date


@lru_cache(maxsize=4096)
def day(moment: datetime, language: str) -> str:
    """The day of an instant, in UTC, in words: ``1. September 2023``; as ISO 8601 where words are unknown."""
    date = moment.astimezone(UTC).date()
    locale = _locale(language)
    words = format_date(date, "long", locale) if locale else ""
    # Of a language whose months nobody has named yet, the CLDR has "M09".
    return words if words and f"M{date:%m}" not in words else date.isoformat()


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

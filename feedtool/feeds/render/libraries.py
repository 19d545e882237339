"""feedgen and lxml, without what they import for things that nobody here asks of them.

That is a third of what both take: parsers of texts that are dates, the ``inspect`` that lxml asks of Python
parsers, gzip, and the locale, which feedgen leaves for each date of RSS that it writes and takes on again.
"""

import sys
from datetime import UTC, tzinfo

from feedtool.imports import late


def _utc() -> tzinfo:
    """The time zone of what feedgen dates itself, before it is given a date."""
    return UTC


def _setlocale(_every_category: None, name: str | None = None) -> str:
    """The locale, set to one that is given: where nobody has imported what sets it, it is that of C."""
    locale = sys.modules.get("locale")
    return locale.setlocale(locale.LC_ALL, name) if locale else "C"


with (
    late.module("dateutil.parser"),
    late.module("dateutil.tz", tzutc=_utc),
    late.module("gzip", GzipFile=late.function("gzip", "GzipFile")),
    late.module("locale", LC_ALL=None, setlocale=_setlocale),
    late.module("inspect", getfullargspec=late.function("inspect", "getfullargspec")),
):
    from feedgen.entry import FeedEntry
    from feedgen.ext.base import BaseEntryExtension, BaseExtension
    from feedgen.feed import FeedGenerator
    from lxml import etree

__all__ = ["BaseEntryExtension", "BaseExtension", "FeedEntry", "FeedGenerator", "etree"]

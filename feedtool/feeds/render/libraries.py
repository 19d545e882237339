"""feedgen and lxml, without what they import for things that nobody here asks of them.

That is a third of what both take: parsers of texts that are dates, the ``inspect`` that lxml asks of Python
parsers, and gzip. feedgen leaves the locale for each date of RSS that it writes, and takes it on again; here
nobody takes one on.
"""

from datetime import UTC, tzinfo

from feedtool.text import late


def _utc() -> tzinfo:
    """The time zone of what feedgen dates itself, before it is given a date."""
    return UTC


def _setlocale(*_: object) -> None:
    """Leave the locale of this process as it is, which is that of C, as every process of Python begins."""


with (
    late.module("dateutil.parser"),
    late.module("dateutil.tz", tzutc=_utc),
    late.module("gzip", GzipFile=late.function("gzip", "GzipFile")),
    late.module("locale", setlocale=_setlocale, LC_ALL=None),
    late.module("inspect", getfullargspec=late.function("inspect", "getfullargspec")),
):
    from feedgen.entry import FeedEntry
    from feedgen.ext.base import BaseEntryExtension, BaseExtension
    from feedgen.feed import FeedGenerator
    from lxml import etree

__all__ = ["BaseEntryExtension", "BaseExtension", "FeedEntry", "FeedGenerator", "etree"]

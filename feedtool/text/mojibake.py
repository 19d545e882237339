"""Text that was decoded with the wrong table on its way here (``â€™`` for ’)."""

import re

# What UTF-8 looks like when it is read as Windows-1252 or Latin-1: a lead byte and what follows it.
_SUSPICIOUS = (
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]"
)


def suspicious(value: str) -> bool:
    """Whether the text might be garbled; quick, and wrong at times, so ask ``mend`` as well."""
    return not value.isascii() and re.search(_SUSPICIOUS, value) is not None


def mend(value: str) -> str:
    """The text as it was before it was garbled; the same text where it was not."""
    import ftfy  # late: only garbled texts need its tables

    mended = ftfy.fix_encoding(value)
    # A byte order mark at the beginning of a file that was put into another one: nobody means it.
    return mended if "\ufeff" in value else mended.replace("\ufeff", "")

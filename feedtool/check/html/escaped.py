"""HTML that is escaped once more than it should be."""

import re
from functools import cache
from html import unescape
from itertools import islice

from feedtool.check.finding import Fault, Faults

_SEVERAL = 2


def escaped_twice(text: str) -> Faults:
    """Tags that are shown as text, where there is none that is a tag."""
    if "&lt;" not in text:
        return ()
    found = list(islice(_escaped_tag().finditer(text), _SEVERAL))
    if len(found) < _SEVERAL:
        return ()
    first = found[0]
    return (Fault("text-escaped-twice", *first.span(), "", {"value": unescape(first[0])}),)


@cache
def _escaped_tag() -> re.Pattern[str]:
    """The tags that most texts are made of, escaped once more than they should be."""
    return re.compile(
        r"&lt;/?(?:p|br|a|div|span|b|i|em|strong|ul|ol|li|img|h[1-6]|blockquote|table|tr|td|figure)"
        r"(?:\s(?>(?:[^<&]|&(?!lt;|gt;)){0,500})|\s*/)?&gt;",
        re.IGNORECASE,
    )

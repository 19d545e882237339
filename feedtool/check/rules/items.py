"""What readers care about in the items of a feed, whatever its format."""

import re
from datetime import datetime

from feedtool.check.finding import FINE, Fault, Faults
from feedtool.check.seen import ItemsSeen

_LARGE = 512 * 1024
_SEVERAL = 3
_MANY = 5
_SECONDS_EACH = 2
# Parts of an address that say who asks, or when, rather than what is meant.
_PASSING = re.compile(
    r"[?&;]((?:utm_[a-z]+|fbclid|gclid|mc_[ce]id|phpsessid|jsessionid|sid|session(?:_?id)?"
    r"|nocache|timestamp|_t|rand(?:om)?)=[^&;#]*)",
    re.IGNORECASE,
)
LONGEST = 2000
"""Of an identifier, in characters: more of it is not looked at."""


def regenerated(identifier: str) -> Faults:
    """An identifier that is made anew for each visit."""
    found = _PASSING.search(identifier[:LONGEST])
    return (Fault("guid-regenerated", found.start(1), found.end(1)),) if found else FINE


def unencrypted(url: str) -> Faults:
    """An enclosure that pages which are encrypted may not play."""
    if not url.startswith("http:"):
        return FINE
    return (Fault("enclosure-http", instead=f"https{url.removeprefix('http')}"),)


def dates(seen: ItemsSeen, items: int) -> Faults:
    """Dates of that many items that are no dates of theirs: all the same, or those of a build."""
    if seen.same and items >= _SEVERAL and seen.dated == items:
        return (Fault("feed-dates-equal", detail={"value": seen.date}),)
    if seen.moments != items or seen.first is None or seen.last is None:
        return FINE
    if not _is_of_build(seen.first, seen.last, items):
        return FINE
    seconds = f"{(seen.last - seen.first).total_seconds():.0f}"
    return (Fault("feed-dates-of-build", detail={"count": str(items), "seconds": seconds}),)


def _is_of_build(first: datetime, last: datetime, items: int) -> bool:
    return items >= _MANY and (last - first).total_seconds() <= _SECONDS_EACH * items


def size(octets: int) -> Faults:
    """A feed so large that to fetch it takes long."""
    if octets <= _LARGE:
        return FINE
    return (Fault("feed-large", detail={"size": f"{octets // 1024} KB"}),)

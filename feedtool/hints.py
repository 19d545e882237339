"""What an author probably meant: the way out of a date, a web address or a number that is none."""

import re

from feedtool import dates

_DATE_TIME = (
    r"(?a)(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})"
    r"(?:[Tt ]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?)?"
    r" ?(?P<zone>[Zz]|UTC|GMT|[+-]\d{2}:?\d{2})?"
)
_SCHEMES = ("http", "https")


def date_time(value: str) -> str:
    """How to write a date and time that RFC 3339 does not know."""
    found = re.fullmatch(_DATE_TIME, value.strip())
    if found is None:
        return "write year, month, day, time and zone: 2023-09-01T09:19:00Z"
    meant = (
        f"{found['year']}-{int(found['month']):02}-{int(found['day']):02}"
        f"T{int(found['hour'] or 0):02}:{found['minute'] or '00'}:{found['second'] or '00'}"
        f"{_zone(found['zone'])}"
    )
    if dates.parse(meant) is None:
        return "there is no such day, time or zone"
    if found["hour"] is None:
        return f"add a time and a zone: {meant}"
    return f"{'write' if found['zone'] else 'add a zone:'} {meant}"


def _zone(zone: str | None) -> str:
    if zone is None or zone[0] not in "+-":
        return "Z"
    return zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"


def url(value: str) -> str:
    """How to write a web address that is none."""
    bare = value.strip(_AROUND)
    scheme, colon, rest = bare.partition(":")
    known = scheme.lower() in _SCHEMES
    if bare != value and known and not re.search(r"\s", bare):
        return f"write {bare}, without anything around it"
    if colon and not known and re.fullmatch(r"[A-Za-z][A-Za-z0-9+-]*", scheme):
        return _scheme_hint(scheme, rest)
    if re.search(r"\s", bare):
        return "an address holds no white space: write %20"
    if known:
        return _rest_hint(scheme, rest)
    if bare.startswith("//"):
        return f"write the scheme too: https:{bare}"
    host = bare.partition("/")[0]
    return f"write the whole address: https://{bare if '.' in host else '…'}"


# What people paste along with an address: blanks, quotes straight and curly, angle brackets.
_AROUND = " \t\n\"'<>\u201c\u201d\u2018\u2019"


def _rest_hint(scheme: str, rest: str) -> str:
    if not rest.startswith("//"):
        return f"write two slashes: {scheme}://{rest.lstrip('/')}"
    return 'check the host, and the characters: write %22 for ", %3C for <, %3E for >'


def _scheme_hint(scheme: str, rest: str) -> str:
    import difflib  # late: only what is misspelt needs it

    close = difflib.get_close_matches(scheme.lower(), _SCHEMES, n=1, cutoff=0.7)
    if close and rest.startswith("//"):
        return f"did you mean {close[0]}:{rest}?"
    return "only http and https addresses can be published"


def domain(value: str) -> str:
    """How to write the domain of a site."""
    host = re.sub(r"^[A-Za-z]+:/*", "", value.strip()).partition("/")[0]
    if "." in host and host != value and re.fullmatch(r"[\w.-]+", host):
        return f"write {host}"
    return "write example.org, without https:// and without a path"


_LARGE = 1e9


def number(value: object) -> str:
    """How to write a whole number."""
    if isinstance(value, float) and abs(value) < _LARGE:
        return f"write a whole number, such as {round(value)}"
    found = re.fullmatch(r"\s*([+-]?)0*(\d{1,9})\s*[^\d.,]{0,12},?", str(value), re.ASCII)
    if found is None:
        return "write digits only"
    meant = found[1].replace("+", "") + found[2]
    return f"write {meant}" + (", without quotes" if meant == value else "")


def boolean(value: object) -> str:
    """How to write true or false."""
    meant = str(value).strip().lower()
    if meant in ("true", "yes", "y", "on", "1"):
        return "write true, in small letters and without quotes"
    if meant in ("false", "no", "n", "off", "0"):
        return "write false, in small letters and without quotes"
    return "write true or false"

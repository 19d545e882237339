"""What an author probably meant by a date, a web address, a domain, a number or a yes: and how to write it.

What is meant comes as candidates that are right by themselves, so that whoever obeys a hint is done.
A hint that names a mend says ``write`` and then, to the letter, what to type in place of the value.
"""

import math
import re
from collections.abc import Iterator

from feedtool.text import urls

DATE_TIME = "2023-09-01T09:19:00Z"
URL = "https://www.example.org/2023/09/01/story/"
DOMAIN = "example.org"


def date_time(value: str) -> str:
    """How to write a date and time that RFC 3339 does not know."""
    from feedtool.text import moments  # late: a good record needs no words

    meant = moments.candidates(value)
    if not meant:
        return f"write the year, month, day, time and zone of the story, such as {DATE_TIME}"
    if len(meant) > 1:
        return f"write {meant[0]} if the day stands first in it, {meant[1]} if the month does"
    return f"write {meant[0]}" + (
        "" if moments.has_zone(value) else "; no zone was given, and Z is UTC"
    )


def url(value: str) -> str:
    """How to write a web address that is none."""
    meant = next(addresses(value), None)
    if meant is not None:
        return f"write {meant}"
    scheme = re.match(r"\s*([A-Za-z][A-Za-z0-9+-]*):(?!\d)", value)
    if scheme and scheme[1].lower() not in ("http", "https"):
        return f"only http and https addresses can be published: write one, such as {URL}"
    return f"write the whole address, such as {URL}"


# What people paste along with an address: blanks, quotes straight and curly, brackets, commas.
_AROUND = " \t\r\n\"'<>()[]{}`,;\u00a0\u00ab\u00bb\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u2039\u203a"
_INVISIBLE = "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
_WITHIN = r"""(?i:\bhttps?)://[^\s"'<>()\[\]/.]+\.[^\s"'<>()\[\]]+"""
# `http`, misspelt in every way that was seen: htp, htpp, hhtp, ttps, httpss.
_SCHEME = r"(?i)(?:h{0,2}t{1,3}p{1,3}(?P<s>s*)|https?)"
_NESTED = rf"{_SCHEME}:?/+(https?:?//+.+)"  # https://https://example.org


def addresses(value: str) -> Iterator[str]:
    """The web addresses that a text may have meant, the likeliest first."""
    if len(value) > _LONGEST:
        return
    for meant in _addresses(_visible(value)):
        for spell in (str, _encoded):
            spelled = spell(meant)
            if spelled != value and urls.is_web_url(spelled):
                yield spelled


def _visible(value: str) -> str:
    return value if value.isascii() else re.sub(_INVISIBLE, "", value)


def _addresses(value: str) -> Iterator[str]:
    # What a text does not hold, no pattern need look for: a record may have hundreds of wrong addresses.
    found = re.findall(_WITHIN, value) if "://" in value else ()
    within = list(dict.fromkeys(one.rstrip(".,;:!?") for one in found))
    bare = value.strip(_AROUND)
    if link := ("](" in value and re.search(r"\]\(\s*<?([^\s)>]+)", value)) or (
        "href=" in value and re.search(r"href=[\"']?([^\s\"'>]+)", value)
    ):
        yield from _mended(link[1])
    if nested := bare.lower().find("http", 1) > 0 and re.fullmatch(_NESTED, bare):
        yield from _mended(nested[nested.lastindex or 0])
    if within and re.search(r"\s", bare) and not re.match(rf"{_WITHIN} [\w.~-]", bare):
        yield within[0]
    yield from _mended(bare)


def _mended(bare: str) -> Iterator[str]:
    """An address with a right scheme, and slashes that lean to the right side."""
    head, tail = bare[:_HEAD].replace("\\", "/"), bare[_HEAD:]
    if found := re.match(
        rf"{_SCHEME}\s*(?:[:;.]\s*/{{1,3}}|://|:(?=[^\d/])|//|/:?/)\s*(?:[^\s/@]*@)?(?=[^\s/])",
        head,
    ):
        secure = "s" if found["s"] or found[0][:5].lower() == "https" else ""
        yield f"http{secure}://{head[found.end() :]}{tail}"
    elif re.match(r"//?[\w-]+(?:\.[\w-]+)+(?:[/?#:]|$)", head) and not head.startswith("/."):
        if head.startswith(("//", "/www.")):
            yield f"https://{head.lstrip('/')}{tail}"
    elif re.match(r"(?i)(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?(?:[/?#]|$)", head) and not re.search(
        _FILE, bare
    ):
        yield f"https://{head}{tail}"


# No address is longer (nor is one that it may be made from), and no scheme ends further to the right.
_LONGEST = 4_000
_HEAD = 300
# `story.html` is a file of this site, no host.
_FILE = r"(?i)^[^/]+\.(?:html?|md|php|aspx?|jpe?g|png|gif|webp|svg|pdf|txt)$"


def _encoded(address: str) -> str:
    """The address with what no address holds written as %20 and so on; the host as it is."""
    from urllib.parse import quote  # late: it brings IP addresses along

    head, slash, rest = address.partition("://")
    host = re.split("[/?#]", rest, maxsplit=1)[0]
    path = re.sub(
        r'[\s"<>\\^`{|}\x00-\x20\x7f-\xa0]',
        lambda found: quote(found[0]),
        rest[len(host) :].strip(),
    )
    return f"{head}{slash}{host.strip()}{path}"


def domain(value: str) -> str:
    """How to write the domain of a site."""
    meant = next(domains(value), None)
    return f"write {meant}" if meant else f"write the domain of its site alone, such as {DOMAIN}"


def domains(value: str) -> Iterator[str]:
    """The domains that a text may have meant."""
    if len(value) > _LONGEST:
        return
    bare = _visible(value).strip(_AROUND)
    for text in (bare, *addresses(value)):
        host = re.sub(r"^(?i:[a-z]*):?[/\\]+", "", text)
        host = re.split(r"[/?#\\:\s]", host.rpartition("@")[2], maxsplit=1)[0].rstrip(".").lower()
        if "." in host and host != value and urls.is_host(host):
            yield host


_LARGE = 1e9
_LONGEST_NUMBER = 60


def number(value: object) -> str:
    """How to write a whole number."""
    meant = whole_number(value)
    if meant is None:
        return "write a whole number in digits, such as 50"
    return f"write {meant}"


def whole_number(value: object) -> int | None:
    """The whole number that a value may have meant: ``"70"``, ``80%``, ``800px``, 7.5, ``1,200``."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return math.floor(value + 0.5) if abs(value) < _LARGE else None
    text = (
        str(value)[:_LONGEST_NUMBER]
        .strip(" \t\"'\u201c\u201d,;")
        .replace("\u00a0", " ")
        .replace("\u2212", "-")
    )
    found = re.fullmatch(
        r"(?:[~\u2248]|ca\.? ?)?([+-]? ?\d{1,3}(?:[, '\u2019\u202f]\d{3})+|[+-]?\d{1,9})"
        r"([.,]\d{1,2})? ?(?:[^\d.,\s][^\d.,]{0,12}| ?/ ?\d+)?",
        text,
        re.ASCII,
    )
    if found is None:
        return None
    digits = int(re.sub(r"[^\d-]", "", found[1]))
    return round(float(f"{digits}.{found[2][1:]}") + 1e-9) if found[2] else digits


_TRUE = frozenset(
    ("true", "yes", "y", "on", "1", "t", "published", "publish", "public", "live", "visible", "ja", "oui", "si",
     "s\u00ed", "sim", "wahr", "vrai")
)  # fmt: skip
_FALSE = frozenset(
    ("false", "no", "n", "off", "0", "f", "unpublished", "draft", "drafts", "private", "hidden", "pending",
     "nein", "non", "nee", "n\u00e3o", "falsch", "faux")
)  # fmt: skip


def truth(value: object) -> bool | None:
    """The true or false that a value may have meant."""
    if isinstance(value, list | dict) or value is None:
        return None
    text = str(value).strip(" \t\"'`\u2018\u2019\u201c\u201d.,;!").casefold()
    if text in _TRUE:
        return True
    return False if text in _FALSE else None


def boolean(value: object) -> str:
    """How to write true or false."""
    meant = truth(value)
    if meant is None:
        return "write true or false"
    return f"write {'true' if meant else 'false'}"

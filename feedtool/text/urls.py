"""Web addresses: what counts as one, its canonical form, and its spelling in ASCII."""

import re
from fnmatch import translate
from functools import cache, lru_cache
from typing import Any

from feedtool.text.hashes import sha1

# What only an unusual address needs is no more than a text here, and compiled at its first use.

# RFC 3987 section 2.2, for http(s) only and without user names: a user name in a link is a trick
# to show one host and open another. White space, controls, quotes, angle brackets, braces, `|`,
# `\`, `^` and backticks are no part of any URL (RFC 3986 section 2).
_FORBIDDEN_IN_ASCII = '\\s"<>\\\\^`{|}\x00-\x20\x7f'
_FORBIDDEN = f"{_FORBIDDEN_IN_ASCII}-\xa0\ud800-\udfff\ufff0-\uffff"


def _pattern(forbidden: str) -> str:
    return (
        rf"[Hh][Tt][Tt][Pp][Ss]?://(?P<host>\[[0-9A-Fa-f:.]+\]|[^{forbidden}/?\#@:\[\]%]+)"
        rf"(?::(?P<port>[0-9]{{1,5}}))?(?:[/?\#][^{forbidden}]*)?"
    )


# The pattern of all characters takes five times as long to compile.
_URL, _IRI = _pattern(_FORBIDDEN_IN_ASCII), _pattern(_FORBIDDEN)
# What nearly every URL looks like, and a part of what ``_URL`` and ``_HOST`` take: quicker to tell.
_ORDINARY = re.compile(
    r"https?://(?=[^/]{4,60}(?:/|\Z))(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,20}"
    r"(?:/[!#-;=?-\[\]_a-z~]*)?",
    re.ASCII,
)
_PARTS = (
    r"(?s)(?P<scheme>[^:]+)://(?P<host>\[[^\]]+\]|[^/?#:]+)(?::(?P<port>[0-9]+))?"
    r"(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?(?:#(?P<fragment>.*))?"
)
_LAST_PORT = 65_535
_DEFAULT_PORTS = {"http": "80", "https": "443"}
_LABEL = r"(?!-)[A-Za-z0-9_-]{1,63}(?<!-)"
_HOST = rf"(?:{_LABEL}\.)*{_LABEL}\.?"
# What ``canonical`` would give back as it is, once tracking parameters are gone.
_CANONICAL = re.compile(r"https?://[a-z0-9._-]+(?:/[^?#]*)?(?:\?[^#]*)?", re.ASCII | re.DOTALL)
_HEAD = r"[^:]+://(\[[^\]]+\]|[^/?#:]+)(?::[0-9]+)?"
# Each byte as it is, but for blanks, control characters, and what ``to_uri`` may have to write otherwise: these
# are others.
_USUAL = bytes(
    (byte + 1) % 256 if chr(byte) in "%[]" or not "!" <= chr(byte) <= "~" else byte
    for byte in range(256)
)
_BROKEN_PERCENT = r"%(?![0-9A-Fa-f]{2})"
# A URI of any scheme (RFC 3986 section 4.3), as far as letters tell.
_ABSOLUTE = r"[A-Za-z][A-Za-z0-9+.-]*:(?:[!#-;=?-\[\]_a-z~]|%[0-9A-Fa-f]{2})+"
# Everything that may stand in a URI as it is (RFC 3986 section 2), `%` for what is encoded already.
_URI_CHARACTERS = "!#$%&'()*+,/:;=?@[]~-._"


def is_web_url(text: str) -> bool:
    """Whether the text is an absolute http(s) URL or IRI with a host that can exist."""
    if _ORDINARY.fullmatch(text):
        return True
    match = re.fullmatch(_URL if text.isascii() else _IRI, text)
    if match is None or int(match["port"] or 0) > _LAST_PORT:
        return False
    host = match["host"]
    if host.startswith("["):
        from urllib.parse import urlsplit  # late: it brings IP addresses along, which few hosts are

        try:
            return urlsplit(text).hostname is not None
        except ValueError:
            return False
    return _ascii_host(host) is not None


def is_address(text: str) -> bool:
    """Whether the text is a web URL, or one but for blanks: see ``without_blanks``."""
    if is_web_url(text):
        return True
    # An address before a blank and another one behind it are two.
    return text.count("://") == 1 and is_web_url(without_blanks(text))


def without_blanks(url: str) -> str:
    """The URL without white space at its ends, and with ``%20`` for the blanks in it, as browsers send them."""
    return url.strip().replace(" ", "%20")


def is_host(text: str) -> bool:
    """Whether the text is the name of a host, and nothing else."""
    return not re.search(r"[/?#@:%]", text) and is_web_url(f"https://{text}/")


def to_uri(url: str) -> str:
    """The URL as a URI: host in IDNA, what only an IRI may hold percent-encoded, stray ``%`` mended.

    RFC 3987 section 3.1 and RFC 3986 section 2; takes what ``is_address`` accepts.
    """
    if url.isascii() and url.count("#") < 2:  # noqa: PLR2004 - a fragment holds no other
        as_bytes = url.encode()
        if as_bytes.translate(_USUAL) == as_bytes:
            return url
    url = url.strip()
    head = re.match(_HEAD, _ascii(url))
    assert head is not None, url  # callers pass what is_address accepts  # noqa: S101  # nosec B101
    before, mark, fragment = head.string[head.end() :].partition("#")
    rest = before + mark + fragment.replace("#", "%23")
    return head[0] + re.sub(_BROKEN_PERCENT, "%25", rest).replace("[", "%5B").replace("]", "%5D")


def host(url: str) -> str:
    """The host of a URI in lower case, without a leading ``www.``."""
    head = re.match(_HEAD, url)
    assert head is not None, url  # as above  # noqa: S101  # nosec B101
    return head[1].lower().strip(".").removeprefix("www.")


def escaped(url: str) -> str:
    """The URL with all that no URL may hold percent-encoded behind its host: blanks, quotes, braces.

    Half of a surrogate pair stays, for no bytes stand for it: such a URL is still none.
    """
    head = re.match(r"[^:/?#]*://[^/?#]*", url)
    if head is None:
        return url
    return head[0] + re.sub(f"[{_FORBIDDEN}]", _percent_encoded, url[head.end() :])


def _percent_encoded(character: re.Match[str]) -> str:
    from urllib.parse import quote  # late: as above

    try:
        return quote(character[0], safe="", errors="surrogateescape")
    except UnicodeEncodeError:
        return character[0]


def without_tracking(url: str, parameters: tuple[str, ...]) -> str:
    """The URL less the query parameters whose names match one of the patterns (``utm_*``)."""
    head, mark, tail = url.partition("?")
    if not mark or "#" in head:
        return url
    query, hash_mark, fragment = tail.partition("#")
    kept = [pair for pair in query.split("&") if not _is_tracking(pair, parameters)]
    if len(kept) == query.count("&") + 1:
        return url
    return head + ("?" + "&".join(kept) if kept else "") + hash_mark + fragment


def canonical(url: str, parameters: tuple[str, ...]) -> str:
    """The form in which two URLs of one story are equal, for comparing and for identity only.

    Scheme and host in lower case, no default port, no fragment, no tracking parameters; in ASCII.
    """
    url = without_tracking(_ascii(url), parameters)
    if _CANONICAL.fullmatch(url):
        return url
    parts = _split(url)
    scheme, port = parts["scheme"].lower(), parts["port"]
    authority = parts["host"].lower()
    if port and port != _DEFAULT_PORTS[scheme]:
        authority += f":{port}"
    query = "" if parts["query"] is None else f"?{parts['query']}"
    return f"{scheme}://{authority}{parts['path']}{query}"


def urn(name: str) -> str:
    """A ``urn:uuid:`` made from a URL: version 5 in the URL namespace (RFC 9562 section 5.5)."""
    # As uuid.uuid5 does it, in a fraction of the time: the version is 5, the variant two bits.
    digits = sha1(_URL_NAMESPACE + name.encode(), usedforsecurity=False).hexdigest()
    variant = "89ab"[int(digits[16], 16) & 3]
    return f"urn:uuid:{digits[:8]}-{digits[8:12]}-5{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:32]}"


# RFC 9562 section 6.6.
_URL_NAMESPACE = bytes.fromhex("6ba7b8119dad11d180b400c04fd430c8")


def as_id(text: str) -> str:
    """A text as an id that is a URI: itself where it is one, else ``urn`` of it."""
    return text if re.fullmatch(_ABSOLUTE, text, re.ASCII) else urn(text)


def media_type(url: str) -> str | None:
    """The media type that the extension of an image's URL promises; None where it promises none."""
    address = url.partition("#")[0].partition("?")[0]
    _, _, path = address.partition("://")[2].partition("/")
    _, dot, extension = path.rpartition("/")[2].rpartition(".")
    return _IMAGE_TYPES.get(extension.lower()) if dot else None


_IMAGE_TYPES = {
    "avif": "image/avif",
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
}


def _split(url: str) -> dict[str, str | Any]:
    match = re.fullmatch(_PARTS, url)
    assert match is not None, url  # callers pass what is_address accepts  # noqa: S101  # nosec B101
    return match.groupdict()


def _ascii(url: str) -> str:
    """The URL with its host in IDNA and its other letters percent-encoded in UTF-8."""
    url = without_blanks(url)
    if url.isascii():
        return url
    from urllib.parse import quote  # late: as above

    host = _split(url)["host"]
    start = url.index("//") + 2
    rest = quote(url[start + len(host) :], safe=_URI_CHARACTERS)
    return url[:start] + (_ascii_host(host) or host) + rest


def _is_tracking(pair: str, parameters: tuple[str, ...]) -> bool:
    return _any_of(parameters).fullmatch(pair.partition("=")[0].lower()) is not None


@cache
def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(translate(pattern.lower()) for pattern in patterns) or r"(?!)")


def _ascii_host(host: str) -> str | None:
    """The host in ASCII (UTS 46, as browsers do), or None where no such host can exist."""
    if len(host) > 253:  # noqa: PLR2004 - RFC 1035 section 2.3.4; ASCII is never shorter
        return None
    ascii_host = host if host.isascii() else _idna(host)
    if ascii_host is None:
        return None
    fits = len(ascii_host) <= 253 and re.fullmatch(_HOST, ascii_host)  # noqa: PLR2004
    return ascii_host if fits else None


@lru_cache(4096)  # a site's own and its publishers' hosts return in story after story
def _idna(host: str) -> str | None:
    import idna  # late: nearly every host is ASCII

    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError:
        return None

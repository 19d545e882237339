"""Addresses in front matter, which are mostly relative to the site, as whole ones."""

import re
import unicodedata
from urllib.parse import urljoin, urlsplit

from feedtool.text import urls

_WHOLE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def absolute(address: str, home: str) -> str:
    """A whole address of one that is relative to the site, whose own address ends with a slash.

    One that is wrong stays wrong: the schema has the words.
    """
    address = address.strip()
    if _WHOLE.match(address):
        return address
    if address.startswith("//"):
        return f"{home.partition('//')[0]}{address}"
    path, base = address.lstrip("/"), urlsplit(home).path.strip("/")
    # `/blog/a/` on a site at `/blog/` is whole already.
    if base and (path == base or path.startswith(f"{base}/")):
        path = path[len(base) :].lstrip("/")
    return joined(home, f"./{path}")


# What leads to a file of the source: from the post, or by a short name that Vite has for a folder.
_OF_SOURCE = re.compile(r"\.\.?/|[~@#$]|src/")


def is_of_source(address: str) -> bool:
    """Whether an address leads to a file among the sources of a site, and not to what is served."""
    return _OF_SOURCE.match(address) is not None


def of_picture(address: str, home: str, link: str | None, *, is_bundle: bool) -> str:
    """The whole address of a picture: beside the post where it says so, or lies in the folder of one."""
    beside = address.startswith(("./", "../")) or (is_bundle and not address.startswith("/"))
    if beside and link is not None and not _WHOLE.match(address):
        return joined(link, address)
    return absolute(address, home)


def joined(base: str, address: str) -> str:
    """The address that a relative one means; itself where it is none."""
    try:
        return urljoin(base, address)
    except ValueError:  # brackets that are no IPv6 address
        return address


def path_of(address: str) -> str:
    """The path of an address; empty where it is none."""
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def jekyll_id(link: str, slug: str) -> str | None:
    """The id that Jekyll gives the post at an address, which jekyll-feed writes; None where it is no address.

    That is the folder that the post is served from, and the slug as it is written: neither the slash at the
    end of an address nor its extension is part of it.
    """
    if not urls.is_address(link):
        return None
    folder = link.rstrip("/").rpartition("/")[0]
    return urls.to_uri(urls.escaped(unicodedata.normalize("NFC", f"{folder}/{slug}")))

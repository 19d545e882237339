"""How generators make a part of an address from the name of a file, or from a title."""

import re
import unicodedata
from collections.abc import Callable, Mapping


def _kept(name: str) -> str:
    """The name as it is: Eleventy, Hexo."""
    return name


def _pretty(name: str) -> str:
    """Jekyll: what no address can hold becomes a hyphen, capitals stay."""
    return re.sub(r"[^\w.~!$&'()+,;=@]+|_(?=$)", "-", name).strip("-")


def _lower(name: str) -> str:
    """Hugo: small letters, blanks as hyphens, and no signs but a few."""
    return re.sub(r"[^\w.#+~@-]", "", re.sub(r"\s+", "-", name.strip())).lower()


def _letters(name: str) -> str:
    """Zola, Astro, Pelican: small letters and digits without accents, and hyphens between them."""
    bare = "".join(
        character
        for character in unicodedata.normalize("NFKD", name)
        if not unicodedata.combining(character)
    )
    return re.sub(r"[\W_]+", "-", bare).strip("-").lower()


# The form of a generator that makes it of the title, not of the name.
OF_TITLE = "headline"
_FORMS: Mapping[str, Callable[[str], str]] = {
    "kept": _kept,
    "pretty": _pretty,
    "lower": _lower,
    "letters": _letters,
    OF_TITLE: _letters,
}


def slug(form: str, name: str) -> str:
    """The part of an address that a generator of this form makes of a name."""
    return _FORMS[form](name)


def folder(form: str, name: str) -> str:
    """The part of an address that a generator of this form makes of the name of a folder."""
    return slug(form, name) if form in ("lower", "letters") else name

"""How generators make a part of an address from the name of a file, or from a title."""

import re
import unicodedata
from collections.abc import Callable, Mapping


def _kept(name: str) -> str:
    """The name as it is: Eleventy, Hexo."""
    return name


def _pretty(name: str) -> str:
    """Jekyll: what no address can hold becomes a hyphen, capitals stay; accents are composed."""
    kept = [one if _is_pretty(one) else "-" for one in unicodedata.normalize("NFC", name)]
    return re.sub("-+", "-", "".join(kept)).strip("-")


def _is_pretty(character: str) -> bool:
    """Whether it is a letter, a mark upon one, a digit, or a sign that paths have."""
    category = unicodedata.category(character)
    return category[0] in "LM" or category == "Nd" or character in "._~!$&'()+,;=@"


def _lower(name: str) -> str:
    """Hugo: small letters, no signs but a few, one hyphen for blanks, and none beside another or at an end."""
    kept = "".join(one for one in name if one.isspace() or _is_of_hugo(one)).strip()
    return re.sub(r"\s+", "-", re.sub(r"\s*(-+)\s*", r"\1", kept)).lower()


def _is_of_hugo(character: str) -> bool:
    """Whether it is a letter, a mark upon one, a digit, or a sign that paths have."""
    category = unicodedata.category(character)
    return category[0] in "LM" or category == "Nd" or character in "._#+~@-"


def _bare(name: str) -> str:
    """A name without accents."""
    return "".join(
        character
        for character in unicodedata.normalize("NFKD", name)
        if not unicodedata.combining(character)
    )


def _letters(name: str) -> str:
    """Zola: small letters and digits without accents, and hyphens between them."""
    return re.sub(r"[\W_]+", "-", _bare(name)).strip("-").lower()


def _words(name: str) -> str:
    """Pelican: small letters without accents, no signs at all, and hyphens between the words."""
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", _bare(name)).strip()).lower()


def _github(name: str) -> str:
    """Astro, as GitHub makes anchors: small letters, accents and all, no signs, blanks as hyphens."""
    return re.sub(r"[^\w\- ]", "", name.lower()).replace(" ", "-")


def _separated(name: str) -> str:
    """Hexo, of a category: no accents on Latin letters, and one hyphen for what is a sign or a blank."""
    bare = "".join(_unaccented(one) for one in name)
    return re.sub(r"[\s~`!@#$%^&*()\-_+=\[\]{}|\\;:\"'<>,.?/\x00-\x1f]+", "-", bare).strip("-")


def _unaccented(character: str) -> str:
    first = unicodedata.normalize("NFD", character)[0]
    return first if first.isascii() else character


# The form of a generator that makes it of the title, not of the name.
OF_TITLE = "headline"
_FORMS: Mapping[str, Callable[[str], str]] = {
    "kept": _kept,
    "pretty": _pretty,
    "lower": _lower,
    "letters": _letters,
    "github": _github,
    OF_TITLE: _words,
}
# The forms of those that keep names as they are have none for titles.
_KEEP = ("kept", "pretty")
# Those that change slugs as they do names.
_OF_SLUGS = ("lower", "pretty", "letters")


def slug(form: str, name: str) -> str:
    """The part of an address that a generator of this form makes of a name."""
    return _FORMS[form](name)


def of_slug(form: str, slug: str) -> str:
    """The part of an address that a generator of this form makes of the slug that a post says it has."""
    return _FORMS[form](slug) if form in _OF_SLUGS else slug


def of_title(form: str, title: str) -> str:
    """The part of an address that a generator of this form makes of a title."""
    return slug(OF_TITLE if form in _KEEP else form, title)


def of_category(form: str, name: str) -> str:
    """The part of an address that a generator of this form makes of a category."""
    return _separated(name) if form == "kept" else slug(form, name)


def of_name(form: str, name: str) -> str:
    """The part of an address that a generator of this form makes of the whole name of a file."""
    return name if form in _KEEP else slug(form, name)


def folder(form: str, name: str) -> str:
    """The part of an address that a generator of this form makes of the name of a folder."""
    return slug(form, name) if form in ("lower", "letters", "github") else name

"""The addresses of Hugo: by section, by language, and as some settings change all of them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from feedtool.imports.tuples import NamedTuple
from feedtool.records.sites.served import slugs
from feedtool.start import places
from feedtool.start.configurations import languages
from feedtool.start.permalinks.placeholders import others, own_keys, text, translated, with_others

_USUAL = "/{:folder}/{:slug}/"


class Section(NamedTuple):
    """A section, by its path, whose posts have addresses of their own form.

    ``link`` are the sources of these, ``form`` is what the configuration asks for; None where that is nothing.
    """

    path: str
    link: tuple[str, ...]
    form: str | None


# Sites with more sections than these have them read by hand.
_MOST_SECTIONS = 8


def roots(config: Mapping[str, Any], path: str) -> tuple[tuple[str, str | None], ...]:
    """The folders of the posts with their languages: one a language, else that which holds all, with None."""
    table = config.get("languages")
    found = dict[str, str]()
    for tag, values in table.items() if isinstance(table, dict) else ():
        if isinstance(values, dict):
            small = {str(key).lower(): value for key, value in values.items()}
            if folder := text(small.get("contentdir")):
                found[folder.strip("/")] = str(tag).lower()
    return tuple(found.items()) if len(found) > 1 else ((path, None),)


def template(
    config: Mapping[str, Any], sections: Sequence[str], language: str | None = None
) -> tuple[str, ...]:
    """The sources of ``link`` for sections with one form; none where the preset has them already.

    ``language`` is that of all of them, where their folder tells it.
    """
    asked = form(config, sections)
    if asked is None:
        made = _served(config, _USUAL, language)
        is_usual = made == (f"/{{:language}}{_USUAL}",)
        return () if is_usual else (*own_keys("hugo"), *made)
    alone = sections[0].rpartition("/")[2] if len(sections) == 1 and sections[0] else None
    return _of_form(config, re.sub(r":section\b", alone, asked) if alone else asked, language)


def of_sections(
    config: Mapping[str, Any], sections: Sequence[str], language: str | None = None
) -> tuple[Section, ...] | None:
    """The sections, where not all have addresses of one form; None where they cannot be told apart."""
    forms = {one: form(config, [one]) for one in sections}
    named = any(re.search(r":section\b", one) for one in forms.values() if one)
    if len(set(forms.values())) <= 1 and not (named and len(forms) > 1):
        return ()
    if "" in forms or len(forms) > _MOST_SECTIONS:
        return None
    return tuple(
        Section(path, _of_section(config, path, one, language), one) for path, one in forms.items()
    )


def form(config: Mapping[str, Any], sections: Sequence[str]) -> str | None:
    """That of the section of the posts: other forms are those of other pages, and of lists of terms."""
    forms = config.get("permalinks")
    if isinstance(forms, dict) and isinstance(forms.get("page"), dict):
        forms = forms["page"]
    if not isinstance(forms, dict):
        return None
    named = [one.rpartition("/")[2] for one in sections] or places.SECTIONS
    found = filter(None, (text(forms.get(one)) for one in named))
    given = config.get("taxonomies")
    terms = {*_TERMS, *map(str, given.values() if isinstance(given, dict) else ())}
    every = {} if sections else {key: text(one) for key, one in forms.items() if key not in terms}
    return next(found, None) or (next(iter(every.values())) if len(every) == 1 else None)


_TERMS = {"tags", "categories", "authors", "series"}


def unmade(config: Mapping[str, Any], link: Sequence[str], names: Iterable[str]) -> str | None:
    """What a configuration says of all addresses that no template can do; None where it is nothing.

    ``link`` are the sources of the addresses, ``names`` the paths of the posts.
    """
    every = "".join(names)
    of_words = any("{slug}" in one or "{:title}" in one for one in link)
    if isinstance(config.get("uglyurls"), dict):
        return "uglyURLs by section"
    if config.get("disablepathtolower") is True and (of_words or every != every.lower()):
        return "disablePathToLower"
    if config.get("removepathaccents") is True and (of_words or not every.isascii()):
        return "removePathAccents"
    return None


def _of_section(
    config: Mapping[str, Any], path: str, asked: str | None, language: str | None
) -> tuple[str, ...]:
    """The sources of the addresses of a section; its own keys alone where no template can be made."""
    served = "/".join(slugs.folder("lower", one) for one in path.split("/"))
    if asked is None:
        return (*own_keys("hugo"), *_served(config, f"/{served}{_USUAL}", language))
    # What the folders of posts are below the section, where the form names it.
    asked = re.sub(r":sections\b(?!\[)", f"{served}/:sections", asked)
    asked = re.sub(r":section\b", served.rpartition("/")[2], asked)
    return _of_form(config, asked, language) or own_keys("hugo")


def _of_form(config: Mapping[str, Any], asked: str, language: str | None) -> tuple[str, ...]:
    """The sources of the addresses of a form; none where it asks for what no template can tell."""
    made = translated("hugo", config, asked)
    return () if made is None else (*own_keys("hugo"), *_served(config, made, language))


def _served(config: Mapping[str, Any], made: str, language: str | None) -> tuple[str, ...]:
    """A template below the folders of languages, and with its extension.

    https://gohugo.io/configuration/all/#defaultcontentlanguageinsubdir, #uglyurls
    """
    every = with_others(made, others("hugo", config))
    ending = "{}.html" if config.get("uglyurls") is True else "{}/"
    every = [ending.format(one.rstrip("/")) for one in every]
    own = (text(config.get("defaultcontentlanguage")) or "en").lower()
    has_own_folder = config.get("defaultcontentlanguageinsubdir") is True
    if language is not None:
        folder = f"/{language}" if has_own_folder or language != own else ""
        return tuple(f"{folder}{one}" for one in every)
    if has_own_folder:
        # What is in another language, whose name says so, and then the rest.
        return (*(f"/{{:lang}}{one}" for one in every), *(f"/{own}{one}" for one in every))
    has_folder = made.endswith(_USUAL) or languages(config)
    return tuple(f"/{{:language}}{one}" if has_folder else one for one in every)

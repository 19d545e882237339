"""The form of a site's addresses, as its own configuration has it, in the templates of ``[fields] link``."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from feedtool.records.sites.served import slugs
from feedtool.start.permalinks.folders import OWN_LINKS, folders_of_nikola
from feedtool.start.permalinks.placeholders import (
    others,
    own_keys,
    slug_of,
    text,
    translated,
    with_others,
)

# What Jekyll calls its forms: https://jekyllrb.com/docs/permalinks/#built-in-formats
_JEKYLL = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "weekdate": "/:categories/:year/W:week/:short_day/:title.html",
    "none": "/:categories/:title.html",
}


def template(preset: str, config: Mapping[str, Any], paths: tuple[str, ...]) -> tuple[str, ...]:
    """The sources of ``link`` that a configuration asks for; none where the preset has them already.

    ``paths`` are the folders of the posts. Those of Hugo are in ``hugo``.
    """
    asked = form(preset, config)
    if asked is None:
        return OWN_LINKS[preset](config, paths[0]) if preset in OWN_LINKS else ()
    made = [translated(preset, config, asked)]
    if preset == "pelican":
        made.insert(0, _of_translations(config))
    forms = [one for one in made if one is not None]
    if len(forms) < len(made):
        return ()
    every = (with_others(one, others(preset, config)) for one in forms)
    return (*own_keys(preset), *(one for some in every for one in some))


def _of_translations(config: Mapping[str, Any]) -> str | None:
    """The form of what is in another language than the site, to which Pelican gives one of its own."""
    asked = text(config.get("article_lang_url")) or "{slug}-{lang}.html"
    made = translated("pelican", config, asked)
    # A post in the language of the site has none of this form: then this placeholder has no value.
    return made and made.replace("{lang}", "{:lang}")


def form(preset: str, config: Mapping[str, Any]) -> str | None:
    """The form of addresses as a configuration has it; None where it has none."""
    if preset == "jekyll":
        return _form_of_jekyll(config)
    if preset in ("hexo", "eleventy"):
        return text(config.get("permalink"))
    if preset == "pelican":
        own = text(config.get("article_url"))
        is_usual = not text(config.get("article_lang_url")) and slug_of(config) == "{:slug}"
        return own or (None if is_usual else "{slug}.html")
    return None


def unmade(
    preset: str, config: Mapping[str, Any], paths: tuple[str, ...], names: Iterable[str]
) -> str | None:
    """What a configuration says of addresses that neither preset nor template can do; None where it is nothing.

    ``names`` are the paths of the posts.
    """
    if preset == "nikola" and len(folders := folders_of_nikola(config, paths[0])) > 1:
        return f"POSTS of {paths[0]} for {' and '.join(folders)}"
    table = config.get("slugify")
    if preset != "zola" or not isinstance(table, dict):
        return None
    # https://www.getzola.org/documentation/getting-started/configuration/#slugification-strategies
    parts = [part for one in names for part in one.rpartition(".")[0].split("/")]
    if table.get("paths", "on") != "on" and any(slugs.slug("letters", one) != one for one in parts):
        return f"slugify.paths = {table['paths']}"
    is_dated = any(re.match(r"\d{4}-\d{2}-\d{2}", one) for one in parts)
    return (
        "slugify.paths_keep_dates" if table.get("paths_keep_dates") is True and is_dated else None
    )


def _form_of_jekyll(config: Mapping[str, Any]) -> str | None:
    """That of the posts, which stands among the defaults, with their collection, or at the top."""
    given = [_inside(one, "values", "permalink") for one in _of_posts(config.get("defaults"))]
    given += [_inside(config, "collections", "posts", "permalink"), config.get("permalink")]
    found = next(filter(None, map(text, given)), None)
    return found and _JEKYLL.get(found, found if ":" in found else None)


def _of_posts(defaults: Any) -> list[Any]:
    found = defaults if isinstance(defaults, list) else []
    return [one for one in found if _inside(one, "scope", "type") == "posts"]


def _inside(value: Any, *keys: str) -> Any:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value

"""The form of a site's addresses, as its own configuration has it, in the templates of ``[fields] link``."""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from feedtool.records.sites.served import slugs
from feedtool.start.permalinks.folders import OWN_LINKS, folders_of_nikola
from feedtool.start.permalinks.placeholders import (
    categories_of,
    inside,
    of_posts,
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
    if preset == "jekyll" and (given := categories_of(config)):
        before = "/".join(given)
        forms = [one.replace("{categories}", f"{before}/{{categories}}") for one in forms]
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
    if preset == "jekyll":
        return _unmade_of_jekyll(config, list(names))
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


def _unmade_of_jekyll(config: Mapping[str, Any], names: Sequence[str]) -> str | None:
    """Defaults of one folder alone, and categories that do not stand before those of each post."""
    for path, one in of_posts(config):
        if path and one.keys() & _OF_ADDRESSES and any(_is_in(name, path) for name in names):
            return f"defaults for {path}"
        if one.get("category") and not path:
            return "a category in its defaults"
    has_folders = any(not name.startswith("_posts/") for name in names)
    return "categories in its defaults" if categories_of(config) and has_folders else None


# What makes an address, and stands for posts of one folder alone.
_OF_ADDRESSES = {"permalink", "category", "categories"}


def _is_in(name: str, path: str) -> bool:
    """Whether a post lies below the path of a scope of Jekyll, which may be a glob."""
    return f"{name}/".startswith(f"{path}/") or PurePath(name).match(
        f"{path}*" if "*" in path else path
    )


def _form_of_jekyll(config: Mapping[str, Any]) -> str | None:
    """That of the posts, which stands among the defaults, with their collection, or at the top."""
    given = [one.get("permalink") for path, one in of_posts(config) if not path]
    given += [inside(config, "collections", "posts", "permalink"), config.get("permalink")]
    found = next(filter(None, map(text, given)), None)
    if found is None and categories_of(config):
        found = "date"
    return found and _JEKYLL.get(found, found if ":" in found else None)

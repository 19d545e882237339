"""The placeholders of generators as those of ``[fields] link``, and what stands there without a value."""

import re
from collections.abc import Mapping
from typing import Any

from feedtool.model.site import PRESETS
from feedtool.records.sites.served import slugs

_PLACEHOLDERS = {
    "year": "{:year}", "month": "{:month}", "day": "{:day}", "title": "{:slug}", "slug": "{:slug}",
    "filename": "{:name}", "name": "{:name}", "contentbasename": "{:slug}", "slugorfilename": "{:slug}",
    "slugorcontentbasename": "{:slug}", "post_title": "{:slug}", "lang": "{lang}", "category": "{:category}",
    "categories": "{categories}", "sections": "{:folder}", "section": "{:folder}",
}  # fmt: skip
_PELICAN = {"%Y": "{:year}", "%m": "{:month}", "%d": "{:day}"}


# What means something else to one generator than to the others.
_OWN = {
    "hexo": {"title": "{:folder}/{:slug}", "post_title": "{:title}"},
    "hugo": {"title": "{:title}", "slug": "{slug}", "contentbasename": "{:name}"},
}


# What Hexo makes of a post itself; any other word is a key of the front matter.
_HEXO_MADE = {"hash", "id", "timestamp", "hour", "minute", "second", "i_month", "i_day"}


def translated(preset: str, config: Mapping[str, Any], asked: str) -> str | None:
    """The form as a template of ours; None where it asks for what no template can tell."""
    if preset == "eleventy":
        return _of_template(asked)
    if re.search(r"[:{]category\b", asked) and _has_own_categories(config):
        return None
    if (slug := slug_of(config)) is None:
        return None
    # Without a slug of its own, a post has what ``_others`` says.
    braces = {**_PLACEHOLDERS, **({"slug": "{slug}"} if slug != "{:slug}" else {})}
    made = re.sub(r"\{(slug|category|lang)\}", lambda one: braces[one[1]], asked)
    made = re.sub(r"\{date:([^}]*)\}", lambda one: _dated(one[1]), made)
    known = {**_PLACEHOLDERS, **_OWN.get(preset, {})}
    if preset == "hexo" and config.get("new_post_name") == ":title.md":
        # A date at the beginning of a file name is part of the title then.
        known["title"] = "{:folder}/{:name}"
    words = re.findall(r"(?<!\{):(\w+)", made)
    if preset == "hexo":
        known |= {one: f"{{{one}}}" for one in words if one not in {*known, *_HEXO_MADE}}
    if any(one not in known for one in words):
        return None
    made = re.sub(r"(?<!\{):(\w+)", lambda one: known[one[1]], made)
    if re.search(r"[%<>\[\]]|\{date", made):
        return None
    return made if made.startswith("/") else f"/{made}"


def _has_own_categories(config: Mapping[str, Any]) -> bool:
    """Whether Hexo or Pelican is told to write categories otherwise, or to take them from elsewhere."""
    changed = ("filename_case", "category_map", "path_metadata", "category_regex_substitutions")
    return any(config.get(key) for key in changed) or config.get("use_folder_as_category") is False


def slug_of(config: Mapping[str, Any]) -> str | None:
    """What Pelican makes slugs of: the title, or the name of the file; None where no template can tell."""
    named = str(config.get("filename_metadata") or "")
    if "(?P<slug>" in named:
        is_dated = re.fullmatch(r"\(\?P<date>[^()]*\)[-_ ]\(\?P<slug>[^()]*\)", named)
        return "{:basename}" if is_dated else None
    return "{:name}" if config.get("slugify_source") == "basename" else "{:slug}"


def _of_template(asked: str) -> str | None:
    """A permalink in Liquid or Nunjucks as a template of ours; None where only Eleventy can run it."""
    made = re.sub(r"\{\{-? *(.*?) *-?\}\}", lambda one: _filled_in(one[1]), asked)
    return None if re.search(r"\{\{|\{%|[%|]", made) or made == "code" else f"/{made.lstrip('/')}"


def _filled_in(expression: str) -> str:
    """The placeholder for what an expression gives; itself where there is none."""
    dated = re.fullmatch(r"(?:page\.)?date *\| *date:? *\(?[\"']([^\"']*)[\"']\)?", expression)
    if dated:
        return _dated(dated[1])
    words = re.sub(r"\s+", "", expression)
    return _WORDS_OF_ELEVENTY.get(words, f"{{{{{expression}}}}}")


_WORDS_OF_ELEVENTY = {
    "page.fileSlug": "{:slug}", "slug": "{slug}", "title|slugify": "{:title}", "title|slug": "{:title}",
}  # fmt: skip


def _dated(form: str) -> str:
    return re.sub("|".join(_PELICAN), lambda one: _PELICAN[one[0]], form)


def own_keys(preset: str) -> tuple[str, ...]:
    """The sources of an address that a generator takes from the front matter alone."""
    return tuple(one for one in PRESETS[preset].fields["link"] if "{:" not in one)


def with_others(made: str, others: Mapping[str, str]) -> list[str]:
    """A template, and what stands in its place for posts that lack one of the things it asks for."""
    every = [made]
    for placeholder, other in others.items():
        every += [one.replace(placeholder, other) for one in every if placeholder in one]
    return every


def others(preset: str, config: Mapping[str, Any]) -> Mapping[str, str]:
    """What a generator puts in the place of a placeholder without a value."""
    category = text(config.get("default_category"))
    if preset == "hexo":
        given = config.get("permalink_defaults")
        defaults = given.items() if isinstance(given, dict) else ()
        return {
            "{:category}": category or "uncategorized",
            **{f"{{{key}}}": str(one) for key, one in defaults},
        }
    if preset == "pelican":
        return {
            "{:category}": slugs.slug(slugs.OF_TITLE, category or "misc"),
            "{lang}": text(config.get("default_lang")) or "en",
            "{slug}": slug_of(config) or "",
        }
    if preset == "jekyll":
        # A category is no part of the address of a post that has none.
        return {"/{categories}": ""}
    return {"{slug}": "{:title}"} if preset == "hugo" else {}


def categories_of(config: Mapping[str, Any]) -> list[str]:
    """The categories that all posts of Jekyll have besides their own, as addresses have them."""
    given = [
        one["categories"] for path, one in of_posts(config) if not path and one.get("categories")
    ]
    listed = (one if isinstance(one, list) else str(one).split() for one in given)
    return [str(one).lower() for some in listed for one in some]


def of_posts(config: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    """What the defaults of Jekyll say of posts, with the paths that they are for; empty is all of them.

    https://jekyllrb.com/docs/configuration/front-matter-defaults/
    """
    defaults = config.get("defaults")
    return [
        (str(inside(one, "scope", "path") or "").strip("/").removesuffix("_posts"), values)
        for one in (defaults if isinstance(defaults, list) else [])
        if inside(one, "scope", "type") in (None, "posts")
        and isinstance(values := inside(one, "values"), dict)
    ]


def inside(value: Any, *keys: str) -> Any:
    """The value in tables in tables; None where there is none."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def text(value: Any) -> str | None:
    """A value that is a text with something in it; else None."""
    return value if isinstance(value, str) and value else None

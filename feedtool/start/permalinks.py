"""The form of a site's addresses, as its own configuration has it, in the templates of ``[fields] link``."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from feedtool.start import places
from feedtool.start.configurations import BLOG_BASE, languages

# What Jekyll calls some of its forms.
_JEKYLL = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "none": "/:categories/:title.html",
}
_PLACEHOLDERS = {
    "year": "{:year}", "month": "{:month}", "day": "{:day}", "title": "{:slug}", "slug": "{:slug}",
    "filename": "{:name}", "name": "{:name}", "contentbasename": "{:slug}", "slugorfilename": "{:slug}",
    "slugorcontentbasename": "{:slug}", "post_title": "{:slug}", "lang": "{lang}", "category": "{categories}",
    "categories": "{categories}", "sections": "{:folder}", "section": "{:folder}",
}  # fmt: skip
_PELICAN = {"%Y": "{:year}", "%m": "{:month}", "%d": "{:day}"}


def template(
    preset: str, config: Mapping[str, Any], paths: tuple[str, ...], sections: Sequence[str] = ()
) -> tuple[str, ...]:
    """The sources of ``link`` that a configuration asks for; none where the preset has them already.

    ``paths`` are the folders of the posts, ``sections`` those below them where not all of it is posts.
    """
    asked = form(preset, config, sections)
    if asked is not None:
        made = _translated(preset, asked)
        if made is None:
            return ()
        own = ("url",) if preset in ("hugo", "pelican") else ("permalink",)
        if preset == "hugo" and languages(config):
            made = f"/{{:language}}{made}"
        if preset == "hugo" and "{slug}" in made:
            # Without a slug of its own a post of Hugo has that of its title there.
            return (*own, made, made.replace("{slug}", "{:title}"))
        # A category is no part of the address of a post that has none.
        plain = re.sub(r"/\{categories\}", "", made)
        return (*own, made, plain) if plain != made else (*own, made)
    return _OWN_LINKS[preset](config, paths[0]) if preset in _OWN_LINKS else ()


def _of_eleventy(_config: Mapping[str, Any], path: str) -> tuple[str, ...]:
    """The folders above the posts are part of their addresses, less the one that it begins at."""
    above = path.removeprefix("content").removeprefix("src").strip("/")
    return ("permalink", f"/{above}/{{:folder}}/{{:name}}/") if above else ()


def _of_docusaurus(config: Mapping[str, Any], _path: str) -> tuple[str, ...]:
    """The blog may be served at another place than that of its files."""
    base = _text(config.get(BLOG_BASE))
    if base is None:
        return ()
    above = f"/{base.strip('/')}".rstrip("/")
    return (f"{above}/{{slug}}", f"{above}/{{:folder}}/{{:slug}}")


def _of_nikola(config: Mapping[str, Any], path: str) -> tuple[str, ...]:
    """The folder that posts of these files go to, by the first pattern of POSTS that is for them."""
    given = config.get("posts")
    folders = [
        one[1]
        for one in (given if isinstance(given, tuple | list) else ())
        if isinstance(one, tuple | list) and one[1:] and str(one[0]).startswith(f"{path}/")
    ]
    folder = str(folders[0]).strip("/") if folders else "posts"
    name = "{:slug}.html" if config.get("pretty_urls") is False else "{:slug}/"
    made = f"/{{:language}}/{folder}/{{:folder}}/{name}".replace("//", "/")
    return () if (folder, name) == ("posts", "{:slug}/") else (made,)


_OWN_LINKS = {"eleventy": _of_eleventy, "docusaurus": _of_docusaurus, "nikola": _of_nikola}


def form(preset: str, config: Mapping[str, Any], sections: Sequence[str] = ()) -> str | None:
    """The form of addresses as a configuration has it; None where it has none."""
    if preset == "jekyll":
        return _form_of_jekyll(config)
    if preset in ("hexo", "eleventy"):
        return _text(config.get("permalink"))
    if preset == "hugo":
        return _form_of_hugo(config, sections)
    if preset == "pelican":
        return _text(config.get("article_url"))
    return None


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _form_of_hugo(config: Mapping[str, Any], sections: Sequence[str]) -> str | None:
    """That of the section of the posts: other forms are those of other pages, and of lists of terms."""
    forms = config.get("permalinks")
    if isinstance(forms, dict) and isinstance(forms.get("page"), dict):
        forms = forms["page"]
    if not isinstance(forms, dict):
        return None
    found = filter(None, (_text(forms.get(one)) for one in sections or places.SECTIONS))
    given = config.get("taxonomies")
    terms = {*_TERMS, *map(str, given.values() if isinstance(given, dict) else ())}
    others = {} if sections else {key: _text(one) for key, one in forms.items() if key not in terms}
    return next(found, None) or (next(iter(others.values())) if len(others) == 1 else None)


_TERMS = {"tags", "categories", "authors", "series"}


def _form_of_jekyll(config: Mapping[str, Any]) -> str | None:
    """That of the posts, which stands among the defaults, with their collection, or at the top."""
    given = [_inside(one, "values", "permalink") for one in _of_posts(config.get("defaults"))]
    given += [_inside(config, "collections", "posts", "permalink"), config.get("permalink")]
    found = next(filter(None, map(_text, given)), None)
    return found and _JEKYLL.get(found, found if ":" in found else None)


def _of_posts(defaults: Any) -> list[Any]:
    found = defaults if isinstance(defaults, list) else []
    return [one for one in found if _inside(one, "scope", "type") == "posts"]


def _inside(value: Any, *keys: str) -> Any:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


# What means something else to one generator than to the others.
_OWN = {
    "hexo": {"title": "{:folder}/{:slug}", "category": "{categories}", "post_title": "{:title}"},
    "hugo": {"title": "{:title}", "slug": "{slug}"},
}


# What Hexo makes of a post itself; any other word is a key of the front matter.
_HEXO_MADE = {"hash", "id", "timestamp", "hour", "minute", "second", "i_month", "i_day"}


def _translated(preset: str, asked: str) -> str | None:
    """The form as a template of ours; None where it asks for what no template can tell."""
    if preset == "eleventy":
        return _of_template(asked)
    made = re.sub(r"\{(slug|category|lang)\}", lambda one: _PLACEHOLDERS[one[1]], asked)
    made = re.sub(r"\{date:([^}]*)\}", lambda one: _dated(one[1]), made)
    known = {**_PLACEHOLDERS, **_OWN.get(preset, {})}
    words = re.findall(r"(?<!\{):(\w+)", made)
    if preset == "hexo":
        known |= {one: f"{{{one}}}" for one in words if one not in {*known, *_HEXO_MADE}}
    if any(one not in known for one in words):
        return None
    made = re.sub(r"(?<!\{):(\w+)", lambda one: known[one[1]], made)
    if re.search(r"[%<>]|\{date", made):
        return None
    return made if made.startswith("/") else f"/{made}"


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

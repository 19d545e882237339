"""The form of a site's addresses, as its own configuration has it, in the templates of ``[fields] link``."""

import re
from collections.abc import Mapping
from typing import Any

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


def template(preset: str, config: Mapping[str, Any], paths: tuple[str, ...]) -> tuple[str, ...]:
    """The sources of ``link`` that a configuration asks for; none where the preset has them already."""
    form = _form(preset, config)
    if form is not None:
        made = _translated(preset, form)
        if made is None:
            return ()
        own = ("url",) if preset in ("hugo", "pelican") else ("permalink",)
        if preset == "hugo" and "{slug}" in made:
            # Without a slug of its own a post of Hugo has that of its title there.
            return (*own, made, made.replace("{slug}", "{:title}"))
        # A category is no part of the address of a post that has none.
        plain = re.sub(r"/\{categories\}", "", made)
        return (*own, made, plain) if plain != made else (*own, made)
    if preset == "eleventy":
        above = paths[0].removeprefix("content").removeprefix("src").strip("/")
        return ("permalink", f"/{above}/{{:folder}}/{{:slug}}/") if above else ()
    return ()


def _form(preset: str, config: Mapping[str, Any]) -> str | None:
    if preset in ("jekyll", "hexo"):
        form = config.get("permalink")
        if not isinstance(form, str) or not form:
            return None
        return _JEKYLL.get(form, form if ":" in form else None)
    if preset == "hugo":
        forms = config.get("permalinks")
        while isinstance(forms, dict) and forms:
            forms = forms.get("page") or next(iter(forms.values()))
        return forms if isinstance(forms, str) else None
    if preset == "pelican":
        form = config.get("article_url")
        return form if isinstance(form, str) and form else None
    return None


# What means something else to one generator than to the others.
_OWN = {
    "hexo": {"title": "{:folder}/{:slug}", "category": "{categories}", "post_title": "{:title}"},
    "hugo": {"title": "{:title}", "slug": "{slug}"},
}


def _translated(preset: str, form: str) -> str | None:
    """The form as a template of ours; None where it asks for what no template can tell."""
    made = re.sub(r"\{(slug|category|lang)\}", lambda one: _PLACEHOLDERS[one[1]], form)
    made = re.sub(r"\{date:([^}]*)\}", lambda one: _dated(one[1]), made)
    known = {**_PLACEHOLDERS, **_OWN.get(preset, {})}
    unknown = [one for one in re.findall(r"(?<!\{):(\w+)", made) if one not in known]
    if unknown:
        return None
    made = re.sub(r"(?<!\{):(\w+)", lambda one: known[one[1]], made)
    if re.search(r"[%<>]|\{date", made):
        return None
    return made if made.startswith("/") else f"/{made}"


def _dated(form: str) -> str:
    return re.sub("|".join(_PELICAN), lambda one: _PELICAN[one[0]], form)

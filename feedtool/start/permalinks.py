"""The form of a site's addresses, as its own configuration has it, in the templates of ``[fields] link``."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from feedtool.model.site import PRESETS
from feedtool.records.sites.served import slugs
from feedtool.start import places
from feedtool.start.configurations import BLOG_BASE, languages

# What Jekyll calls its forms: https://jekyllrb.com/docs/permalinks/#built-in-formats
_JEKYLL = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "weekdate": "/:categories/:year/W:week/:short_day/:title.html",
    "none": "/:categories/:title.html",
}
_PLACEHOLDERS = {
    "year": "{:year}", "month": "{:month}", "day": "{:day}", "title": "{:slug}", "slug": "{:slug}",
    "filename": "{:name}", "name": "{:name}", "contentbasename": "{:slug}", "slugorfilename": "{:slug}",
    "slugorcontentbasename": "{:slug}", "post_title": "{:slug}", "lang": "{lang}", "category": "{:category}",
    "categories": "{categories}", "sections": "{:folder}", "section": "{:folder}",
}  # fmt: skip
_PELICAN = {"%Y": "{:year}", "%m": "{:month}", "%d": "{:day}"}


class Section(NamedTuple):
    """A section of Hugo, by its path, whose posts have addresses of their own form.

    ``link`` are the sources of these, ``form`` is what the configuration asks for; None where that is nothing.
    """

    path: str
    link: tuple[str, ...]
    form: str | None


# Sites with more sections than these have them read by hand.
_MOST_SECTIONS = 8


def of_sections(config: Mapping[str, Any], sections: Sequence[str]) -> tuple[Section, ...] | None:
    """The sections of Hugo, where not all have addresses of one form; None where they cannot be told apart."""
    forms = {one: _form_of_hugo(config, [one]) for one in sections}
    named = any(re.search(r":section\b", one) for one in forms.values() if one)
    if len(set(forms.values())) <= 1 and not (named and len(forms) > 1):
        return ()
    if "" in forms or len(forms) > _MOST_SECTIONS:
        return None
    return tuple(Section(one, _of_section(config, one, form), form) for one, form in forms.items())


def _of_section(config: Mapping[str, Any], path: str, form: str | None) -> tuple[str, ...]:
    """The sources of the addresses of a section; its own keys alone where no template can be made."""
    served = "/".join(slugs.folder("lower", one) for one in path.split("/"))
    if form is None:
        return (*own_keys("hugo"), f"/{{:language}}/{served}/{{:folder}}/{{:slug}}/")
    # What the folders of posts are below the section, where the form names it.
    form = re.sub(r":sections\b(?!\[)", f"{served}/:sections", form)
    form = re.sub(r":section\b", served.rpartition("/")[2], form)
    return _of_hugo(config, form) or own_keys("hugo")


def _of_hugo(config: Mapping[str, Any], asked: str) -> tuple[str, ...]:
    """The sources of the addresses of a form; none where it asks for what no template can tell."""
    made = _translated("hugo", config, asked)
    if made is None:
        return ()
    made = f"/{{:language}}{made}" if languages(config) else made
    return (*own_keys("hugo"), *_with_others(made, _others("hugo", config)))


def template(
    preset: str, config: Mapping[str, Any], paths: tuple[str, ...], sections: Sequence[str] = ()
) -> tuple[str, ...]:
    """The sources of ``link`` that a configuration asks for; none where the preset has them already.

    ``paths`` are the folders of the posts, ``sections`` those of Hugo below them.
    """
    asked = form(preset, config, sections)
    if preset == "nikola" and len(_folders_of_nikola(config, paths[0])) > 1:
        return ()
    if asked is not None and preset == "hugo":
        alone = sections[0].rpartition("/")[2] if len(sections) == 1 and sections[0] else None
        return _of_hugo(config, re.sub(r":section\b", alone, asked) if alone else asked)
    if asked is not None:
        made = [_translated(preset, config, asked)]
        if preset == "pelican":
            made.insert(0, _of_translations(config))
        forms = [one for one in made if one is not None]
        if len(forms) < len(made):
            return ()
        every = (_with_others(one, _others(preset, config)) for one in forms)
        return (*own_keys(preset), *(one for some in every for one in some))
    return _OWN_LINKS[preset](config, paths[0]) if preset in _OWN_LINKS else ()


def own_keys(preset: str) -> tuple[str, ...]:
    """The sources of an address that a generator takes from the front matter alone."""
    return tuple(one for one in PRESETS[preset].fields["link"] if "{:" not in one)


def _of_translations(config: Mapping[str, Any]) -> str | None:
    """The form of what is in another language than the site, to which Pelican gives one of its own."""
    asked = _text(config.get("article_lang_url")) or "{slug}-{lang}.html"
    made = _translated("pelican", config, asked)
    # A post in the language of the site has none of this form: then this placeholder has no value.
    return made and made.replace("{lang}", "{:lang}")


def _with_others(made: str, others: Mapping[str, str]) -> list[str]:
    """A template, and what stands in its place for posts that lack one of the things it asks for."""
    every = [made]
    for placeholder, other in others.items():
        every += [one.replace(placeholder, other) for one in every if placeholder in one]
    return every


def _others(preset: str, config: Mapping[str, Any]) -> Mapping[str, str]:
    """What a generator puts in the place of a placeholder without a value."""
    category = _text(config.get("default_category"))
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
            "{lang}": _text(config.get("default_lang")) or "en",
            "{slug}": _slug_of(config) or "",
        }
    return {"hugo": {"{slug}": "{:title}"}, "jekyll": {"/{categories}": ""}}.get(preset, {})


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
    folder = next(iter(_folders_of_nikola(config, path)), "posts")
    name = "{:slug}.html" if config.get("pretty_urls") is False else "{:slug}/"
    made = f"/{{:language}}/{folder}/{{:folder}}/{name}".replace("//", "/")
    return () if (folder, name) == ("posts", "{:slug}/") else (made,)


def _folders_of_nikola(config: Mapping[str, Any], path: str) -> list[str]:
    """The folders that the patterns of POSTS send files below a path to, each once."""
    given = config.get("posts")
    asked = [
        one
        for one in (given if isinstance(given, tuple | list) else ())
        if isinstance(one, tuple | list) and one[1:] and str(one[0]).startswith(f"{path}/")
    ]
    return [*dict.fromkeys(str(one[1]).strip("/") for one in asked)]


def unmade(
    preset: str, config: Mapping[str, Any], paths: tuple[str, ...], names: Iterable[str]
) -> str | None:
    """What a configuration says of addresses that neither preset nor template can do; None where it is nothing.

    ``names`` are the paths of the posts.
    """
    if preset == "nikola" and len(folders := _folders_of_nikola(config, paths[0])) > 1:
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
        own = _text(config.get("article_url"))
        is_usual = not _text(config.get("article_lang_url")) and _slug_of(config) == "{:slug}"
        return own or (None if is_usual else "{slug}.html")
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
    named = [one.rpartition("/")[2] for one in sections] or places.SECTIONS
    found = filter(None, (_text(forms.get(one)) for one in named))
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
    "hexo": {"title": "{:folder}/{:slug}", "post_title": "{:title}"},
    "hugo": {"title": "{:title}", "slug": "{slug}", "contentbasename": "{:name}"},
}


# What Hexo makes of a post itself; any other word is a key of the front matter.
_HEXO_MADE = {"hash", "id", "timestamp", "hour", "minute", "second", "i_month", "i_day"}


def _translated(preset: str, config: Mapping[str, Any], asked: str) -> str | None:
    """The form as a template of ours; None where it asks for what no template can tell."""
    if preset == "eleventy":
        return _of_template(asked)
    if re.search(r"[:{]category\b", asked) and _has_own_categories(config):
        return None
    if (slug := _slug_of(config)) is None:
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


def _slug_of(config: Mapping[str, Any]) -> str | None:
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

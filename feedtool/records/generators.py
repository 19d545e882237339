"""Whose posts some files look like: the generator, told by their front matter and their names."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import PurePosixPath

from feedtool.frontmatter import Document
from feedtool.model.site import TITLES
from feedtool.records.mapping import SHIPPED
from feedtool.records.sites import heads

# Keys that nearly only one generator has, in small letters, and how much they say.
_KEYS = {
    "jekyll": ({"excerpt_separator", "redirect_from", "last_modified_at", "layout"}, 1),
    "hugo": ({"lastmod", "publishdate", "linktitle", "series", "weight", "draft", "expirydate"}, 1),
    "zola": ({"extra", "taxonomies", "template", "path", "in_search_index"}, 2),
    "eleventy": ({"eleventyexcludefromcollections", "eleventynavigation"}, 3),
    "astro": ({"pubdate", "pubdatetime", "heroimage", "updateddate", "moddatetime", "ogimage"}, 3),
    "hexo": ({"abbrlink", "toc", "comments", "mathjax", "top_img"}, 1),
}
_DATED = re.compile(r"\d{4}-\d{1,2}-\d{1,2}-.")
_HEXO_DATE = re.compile(r"\d{4}[-/]\d\d[-/]\d\d \d\d:\d\d:\d\d")
_MOST = 40  # files are looked at


def preset_of(files: Iterable[tuple[str, bytes]]) -> str | None:
    """The preset for files of these names and bytes; None where they are no posts of a generator."""
    votes, seen = Counter[str](), 0
    for path, content in files:
        head, _ = heads.read(path, content, loose=True)
        seen += 1
        if head is not None and not _is_own(head) and (votes_of_one := _votes(path, head)):
            votes.update(votes_of_one)
            votes["posts"] += 1
        if seen == _MOST:
            break
    posts = votes.pop("posts", 0)
    if not posts or posts < seen * 0.8:
        return None
    (preset, _), *_ = sorted(votes.items(), key=lambda one: (-one[1], [*TITLES].index(one[0])))
    return preset


def _is_own(head: Document) -> bool:
    """Whether a head has a key that feedtool's own records alone have."""
    return any(key in head.value for key in _OWN)


# Capitals within a word, and a heat: what nobody else calls a field.
_OWN = frozenset(
    path[0]
    for field in ("published", "updated", "original", "link", "heat", "secured", "provider")
    for path in (SHIPPED.record.paths[field],)
)


def _votes(path: str, head: Document) -> Counter[str]:
    """How much one head looks like a post of each generator; nothing where it is none."""
    keys = {key.lower() for key in head.value}
    place = PurePosixPath(path)
    is_dated = _DATED.match(place.name) is not None
    found = Counter[str]()
    if not keys & {"title", "headline"} or not (keys & _DATES or is_dated or "path" in keys):
        return found
    notation = heads.notation_of(head)
    found.update({preset: weight * len(known & keys) for preset, (known, weight) in _KEYS.items()})
    found.update({"toml": {"hugo": 2, "zola": 1}, "json": {"hugo": 4}}.get(notation, {}))
    if notation == "metadata":
        return Counter({"pelican": 5})
    if notation != "yaml":
        return Counter(
            {preset: number for preset, number in found.items() if preset in ("hugo", "zola")}
        )
    if is_dated:
        found.update({"jekyll": 2, "eleventy": 1})
    if "_posts" in place.parts:
        found.update({"hexo" if "source" in place.parts else "jekyll": 4})
    values = {key.lower(): value for key, value in head.value.items()}
    if "{{" in str(values.get("permalink", "")):
        found["eleventy"] += 4
    if _HEXO_DATE.fullmatch(str(values.get("date", ""))) and not is_dated:
        found["hexo"] += 3
    return +found or Counter({"hugo": 1})


_DATES = {"date", "pubdate", "pubdatetime", "publishdate", "published", "created"}

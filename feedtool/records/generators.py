"""Which generator's posts some files look like, by their front matter and their names."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from feedtool.frontmatter import Document
from feedtool.frontmatter.dialects.dialect import Dialect
from feedtool.model.site import TITLES
from feedtool.records.mapping import SHIPPED
from feedtool.records.sites import heads
from feedtool.records.sites.notations import headdocument

# Keys that nearly only one generator has, in small letters, and how much they say.
_KEYS = {
    "jekyll": ({"excerpt_separator", "redirect_from", "last_modified_at"}, 1),
    "hugo": ({"lastmod", "publishdate", "linktitle", "series", "weight", "draft", "expirydate"}, 1),
    "zola": ({"extra", "taxonomies", "template", "path", "in_search_index"}, 2),
    "eleventy": ({"eleventyexcludefromcollections", "eleventynavigation", "eleventycomputed"}, 4),
    "astro": ({"pubdate", "pubdatetime", "heroimage", "updateddate", "moddatetime", "ogimage"}, 3),
    "hexo": ({"abbrlink", "toc", "comments", "mathjax", "top_img"}, 1),
}
# What Hugo's posts and Astro's have alike.
_ASTRO_TOO = {"draft"}
# What only one generator makes anything of, in a body or in an address.
_TRACES = {
    "jekyll": r"\{%-? *(?:highlight|post_url|link [\w/]|include [\w/-]+\.)|^\{: ?[.#]",
    "hugo": r"\{\{[<%]",
    "zola": r"\]\(@/|\{\{ *\w+\([^)\n]*\) *\}\}",
    "eleventy": r"\{%-? *(?:include|image|from) [\"']|\| *url *\}\}|page\.fileSlug|eleventyNavigation",
    "astro": r"\A\s*import .* from ['\"]",
    "hexo": r"\{% *(?:asset_img|asset_path|codeblock|post_link|note|blockquote)\b",
    "pelican": r"\{(?:filename|static|attach)\}",
}
_TRACE, _FAR = 5, 20_000
# What stands in the path of a file.
_FOLDERS = (
    ("source/_posts/", "hexo", 4), ("_posts/", "jekyll", 4), ("src/content/", "astro", 4),
    ("src/pages/", "astro", 2),
)  # fmt: skip
# Second to the likeliest: what has so much of its votes may be meant as well.
_AS_LIKELY = 0.6
_DATED = re.compile(r"\d{4}-\d{1,2}-\d{1,2}-.")
_HEXO_DATE = re.compile(r"\d{4}[-/]\d\d[-/]\d\d \d\d:\d\d:\d\d")
_MOST = 40  # files are looked at
# As the most generous of them reads YAML.
ANY_GENERATOR = Dialect(has_yes=True, takes_last=True, ends_with_dots=True)


def presets_of(files: Iterable[tuple[str, bytes]]) -> tuple[str, ...]:
    """The preset for files of these names and bytes, with another where that is nearly as likely.

    None where they are no posts of a generator.
    """
    votes, seen = Counter[str](), 0
    for path, content in files:
        head, _ = heads.read(path, content, loose=True, dialect=ANY_GENERATOR)
        seen += 1
        if head is not None and not _is_own(head) and (votes_of_one := _votes(path, head)):
            votes.update(votes_of_one)
            votes["posts"] += 1
        if seen == _MOST:
            break
    posts = votes.pop("posts", 0)
    if not posts or posts < seen * 0.8:
        return ()
    ranked = sorted(votes, key=lambda one: (-votes[one], [*TITLES].index(one)))
    return tuple(one for one in ranked[:2] if votes[one] >= votes[ranked[0]] * _AS_LIKELY)


def is_own(path: str, content: bytes) -> bool:
    """Whether a file of this name and these bytes is one of feedtool's own records."""
    head, _ = heads.read(path, content, loose=True, dialect=ANY_GENERATOR)
    return head is not None and _is_own(head)


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
    notation = headdocument.notation_of(head)
    if notation in _OF_LINES:
        return Counter({_OF_LINES[notation]: 5})
    found.update({preset: weight * len(known & keys) for preset, (known, weight) in _KEYS.items()})
    body = head.body[:_FAR]
    found.update(
        {one: _TRACE for one, trace in _TRACES.items() if re.search(trace, body, re.MULTILINE)}
    )
    found.update({"toml": {"hugo": 2, "zola": 1}, "json": {"hugo": 4}}.get(notation, {}))
    if notation != "yaml":
        return Counter(
            {preset: number for preset, number in found.items() if preset in ("hugo", "zola")}
        )
    if is_dated:
        found.update({"jekyll": 2, "eleventy": 1})
    below = f"/{place.parent.as_posix()}/"
    found.update({one: votes for folder, one, votes in _FOLDERS if f"/{folder}" in below})
    if "/source/_posts/" in below:
        found["jekyll"] = 0
    if place.suffix == ".mdx":
        found["astro"] += 3
    found.update(_by_values({key.lower(): value for key, value in head.value.items()}))
    if _HEXO_DATE.fullmatch(str(head.value.get("date", ""))) and not is_dated:
        found["hexo"] += 3
    return +found or Counter({"hugo": 1, "eleventy": 1})


# Fields that are lines, and whose they are.
_OF_LINES = {"metadata": "pelican", "docinfo": "pelican", "nikola": "nikola"}


def _by_values(values: Mapping[str, Any]) -> Iterator[str]:
    """The generators that values speak for, each as often as they do."""
    layout, permalink = str(values.get("layout", "")), values.get("permalink")
    if layout.endswith(".astro"):
        yield from ["astro"] * 5
    elif layout.startswith("layouts/") or layout.endswith((".njk", ".liquid", ".html", ".webc")):
        yield from ["eleventy"] * 3
    elif layout:
        yield "jekyll"
    if permalink is False or "{{" in str(permalink or ""):
        yield from ["eleventy"] * 4
    if values.get("tags") in ("post", "posts", ["post"], ["posts"]):
        yield from ["eleventy"] * 2
    if values.keys() & _ASTRO_TOO:
        yield "astro"


_DATES = {"date", "pubdate", "pubdatetime", "publishdate", "published", "created"}

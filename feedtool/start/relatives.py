"""Generators that have no preset of their own, and how their posts are read by that of another."""

import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import Any

from feedtool.imports.tuples import NamedTuple

# What the names of configurations end in that are scripts.
SCRIPTS = ("js", "mjs", "cjs", "ts", "mts")


class Relative(NamedTuple):
    """A generator, the files that tell of it, the preset that its posts are read by, and what differs.

    ``places`` are where its posts are, the likeliest first. ``fields`` are lines of ``[fields]``, in which
    ``{place}`` is the last folder of the posts. With a ``key`` the configuration is one only if it has that;
    ``link_of`` gives the addresses that its values ask for.
    """

    title: str
    configs: tuple[str, ...]
    preset: str
    places: tuple[str, ...]
    fields: Mapping[str, tuple[str, ...]]
    key: str | None = None
    link_of: Callable[[Mapping[str, Any]], tuple[str, ...]] | None = None

    def fields_of(self, place: str, config: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
        """The lines of ``[fields]`` for posts that lie in a place, by the configuration of the site."""
        name = PurePosixPath(place).name.strip("_") or "posts"
        made = {"link": self.link_of(config)} if self.link_of else {}
        return {
            field: tuple(one.replace("{place}", name) for one in given)
            for field, given in {**self.fields, **made}.items()
        }


def _scripts(*names: str) -> tuple[str, ...]:
    return tuple(f"{name}.{one}" for name in names for one in SCRIPTS)


_TITLE = ("title", ":heading")
_TOPICS = ("tags", "tag", "categories", "category")
# Of sites whose addresses are made by their own code, in the form that most have.
_CODED = {
    "title": _TITLE,
    "link": ("permalink", "path", "/{place}/{slug}", "/{place}/{:folder}/{:slug}"),
    "topics": _TOPICS,
    "image": (
        "image",
        "cover",
        "coverImage",
        "featuredImage",
        "ogImage.url",
        "thumbnail",
        "images",
    ),
}


def _of_middleman(config: Mapping[str, Any]) -> tuple[str, ...]:
    """The addresses of middleman-blog: https://middlemanapp.com/basics/blogging/#custom-paths."""
    form = str(config.get("blog.permalink") or "{year}/{month}/{day}/{title}.html")
    form = re.sub(r"\{(year|month|day)\}", r"{:\1}", form).replace("{title}", "{:slug}")
    form = f"{str(config.get('blog.prefix') or '').strip('/')}/{form.strip('/')}".lstrip("/")
    if config.get("directory_indexes"):
        form = f"{re.sub(r'[.]html$', '', form)}/"
    return (f"/{form}",)


RELATIVES = (
    Relative(
        "ABlog", ("conf.py", "docs/conf.py"), "eleventy", ("posts", "blog", "docs/posts", "docs/blog"),
        {"title": _TITLE, "link": ("/{place}/{:folder}/{:file}.html",), "topics": ("tags", "category")},
        key="blog_baseurl",
    ),
    Relative(
        "Middleman", ("config.rb",), "jekyll", ("source/blog", "source/posts", "source/articles", "source"),
        {"topics": ("tags",)},
        key="blog", link_of=_of_middleman,
    ),
    Relative(
        "Gridsome", _scripts("gridsome.config"), "astro",
        ("content/posts", "content/blog", "blog", "posts", "content"), _CODED,
    ),
    Relative(
        "Metalsmith", ("metalsmith.js", "metalsmith.mjs", "metalsmith.cjs", "metalsmith.json"), "eleventy",
        ("src/posts", "src/blog", "src/articles", "src"),
        {"title": _TITLE, "link": ("permalink", "/{place}/{:folder}/{:slug}/"), "topics": _TOPICS},
    ),
    Relative(
        "Bridgetown", ("bridgetown.config.yml", "config/initializers.rb"), "eleventy", ("src/_posts",),
        {
            "link": (
                "permalink",
                "/{categories}/{:year}/{:month}/{:day}/{:slug}/",
                "/{:year}/{:month}/{:day}/{:slug}/",
            ),
        },
    ),
    Relative(
        "VitePress", _scripts(".vitepress/config"), "astro", ("posts", "blog", "articles"),
        {"title": _TITLE, "link": ("/{place}/{:folder}/{:file}.html",), "topics": _TOPICS},
    ),
    Relative(
        "VuePress", _scripts(".vuepress/config"), "astro", ("posts", "blog", "_posts", "articles"),
        {"title": _TITLE, "link": ("permalink", "/{place}/{:folder}/{:file}.html"), "topics": _TOPICS},
    ),
    Relative(
        "Material for MkDocs", ("mkdocs.yml",), "astro", ("docs/blog/posts", "docs/posts"),
        {
            "title": _TITLE,
            "published": ("date.created", "date"),
            "updated": ("date.updated",),
            "link": ("/blog/{:year}/{:month}/{:day}/{slug}/", "/blog/{:year}/{:month}/{:day}/{:title}/"),
        },
    ),
    Relative(
        "Quarto", ("_quarto.yml", "_quarto.yaml"), "eleventy", ("posts", "blog/posts", "blog"),
        {
            "updated": ("date-modified",),
            "link": ("/{place}/{:folder}/{:file}.html",),
            "topics": ("categories",),
        },
    ),
    Relative(
        "Gatsby", _scripts("gatsby-config"), "astro",
        ("content/blog", "content/posts", "content/post", "src/posts", "src/content", "blog", "content"),
        {**_CODED, "link": ("path", "permalink", "/{slug}/", "/{:folder}/{:slug}/")},
    ),
    Relative(
        "Next.js", _scripts("next.config"), "astro",
        ("content/posts", "content/blog", "data/blog", "src/content/posts", "src/posts", "_posts", "posts",
         "blog", "content"),
        _CODED,
    ),
    Relative("Nuxt", _scripts("nuxt.config"), "astro", ("content/blog", "content/posts", "content"), _CODED),
    Relative(
        "SvelteKit", _scripts("svelte.config"), "astro",
        ("src/posts", "src/content/posts", "src/content/blog", "src/lib/posts", "posts", "src/content"), _CODED,
    ),
)  # fmt: skip

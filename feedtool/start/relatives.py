"""Generators that have no preset of their own, and how their posts are read by that of another."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

# What the names of configurations end in that are scripts.
SCRIPTS = ("js", "mjs", "cjs", "ts", "mts")


class Relative(NamedTuple):
    """A generator, the files that tell of it, the preset that its posts are read by, and what differs.

    ``places`` are where its posts are, the likeliest first. ``fields`` are lines of ``[fields]``, in which
    ``{place}`` is the last folder of the posts.
    """

    title: str
    configs: tuple[str, ...]
    preset: str
    places: tuple[str, ...]
    fields: Mapping[str, tuple[str, ...]]

    def fields_of(self, place: str) -> dict[str, tuple[str, ...]]:
        """The lines of ``[fields]`` for posts that lie in a place."""
        name = PurePosixPath(place).name.strip("_") or "posts"
        return {
            field: tuple(one.replace("{place}", name) for one in given)
            for field, given in self.fields.items()
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
RELATIVES = (
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

"""How the posts of a site are read: which of its keys lead to which field, and what each generator does.

A source says where a value comes from: a key of the front matter (``date``), a key in a group
(``extra.team``), the contrary of a key (``!draft``), a template (``/{lang}/{:year}/{:slug}/``), or what the
file itself tells (``:name-date``). Of several sources the first that has a value counts. A preset is one
table of them.
"""

from collections.abc import Mapping
from typing import Any

from feedtool.frontmatter.dialects.dialect import Dialect
from feedtool.imports.tuples import NamedTuple

# A field by our name of it, and the sources of its value.
FieldSources = tuple[tuple[str, tuple[str, ...]], ...]

# What the generators are called.
TITLES = {
    "jekyll": "Jekyll", "hugo": "Hugo", "zola": "Zola", "eleventy": "Eleventy", "astro": "Astro",
    "hexo": "Hexo", "pelican": "Pelican", "docusaurus": "Docusaurus", "nikola": "Nikola",
}  # fmt: skip
# The preset of feedtool's own records; without other sources they are read by no preset at all.
OWN = "feedtool"


class Preset(NamedTuple):
    """What a generator does by itself.

    ``include`` are the globs of its posts. ``slug`` says how a part of an address is made of a name: see
    ``records/sites/served/slugs``. ``drops_date`` tells whether a date at the beginning of a file name is
    part of it: ``always``, ``never``, or only where the date is ``used``; a date that is ``moved`` stands in
    addresses before all other folders, and folders may spell it. A post of the name ``bundle``, less its
    extension, is the folder that it lies in. ``has_loose_heads`` tells of heads without a first fence,
    ``dialect`` of how it reads YAML, ``names_language`` of file names that end in a language
    (``name.de.md``). With ``has_categories`` the folders above one of ``_posts`` are part of addresses, with
    ``has_namesakes`` a post that is called as its folder is that folder as well. ``smart`` tells of Markdown
    that sets quotation marks and dashes as printers do, ``breaks`` of one that keeps each break of a line,
    ``definitions`` of one that has lists of terms and meanings. With ``renames_pictures`` those that lie
    beside a post are served under names that the generator alone knows.
    """

    include: tuple[str, ...]
    fields: Mapping[str, tuple[str, ...]]
    slug: str = "kept"
    drops_date: str = "always"
    bundle: str | None = "index"
    has_loose_heads: bool = False
    dialect: Dialect = Dialect()
    names_language: bool = False
    has_categories: bool = False
    has_namesakes: bool = False
    smart: bool = False
    breaks: bool = False
    definitions: bool = False
    renames_pictures: bool = False


class SiteMapping(NamedTuple):
    """How the records of one site are read; plain values, since each worker is sent one.

    ``fields`` and ``defaults`` are by our names, ``home`` is what relative addresses are relative to,
    ``timezone`` that of dates that name none. ``roots`` are the folders of the records as people see them,
    ``above`` what leads to each from the folder of the configuration. ``languages`` are those that the
    configuration names, in small letters, that of the site first; ``known_keys`` are keys of the site's own,
    ``people`` the names of those whom posts name by a key, which is in small letters.
    """

    preset: str
    fields: FieldSources
    defaults: tuple[tuple[str, Any], ...]
    home: str
    title: str
    timezone: str | None = None
    roots: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    known_keys: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    people: tuple[tuple[str, str], ...] = ()

    @property
    def is_own(self) -> bool:
        """Whether records have feedtool's own fields, and only some come from elsewhere."""
        return self.preset == OWN


_EXTENSIONS = ("**/*.md", "**/*.markdown", "**/*.html")
_POSTS = (*_EXTENSIONS, "**/*.mdown", "**/*.mkd")
_NO_SECTIONS = ("!**/_index.*", "!_index.*")
# What every generator of this list can be told, under the names that most sites use.
_USUAL: Mapping[str, tuple[str, ...]] = {
    "id": ("guid",),
    "locale": ("lang", "language", "locale"),
    "title": ("title",),
    "excerpt": ("excerpt", "description", "summary", ":summary"),
    "published": ("date", ":name-date"),
    "updated": ("updated", "last_modified_at", "lastmod", "modified"),
    "link": ("permalink", "url"),
    "topics": ("tags", "categories"),
    "authors": ("authors", "author"),
    "images": ("image", "cover", "thumbnail"),
    "is_published": ("published", "!draft"),
    "withheld": ("published", "publish", "isPublished", "status", "visibility"),
    "draft": ("draft", "isDraft", "is_draft"),
    "hidden": ("hidden", "unlisted", "private"),
    "removed": ("removed",),
    "deleted": ("deleted",),
    "password": ("password",),
    "expires": ("expiryDate",),
    "audio": ("audio", "enclosure", "podcast", "podcast_link", "audio_url", "audio_file", "mp3"),
    "audio_length": ("audio_length", "audio_size", "audio_bytes", "enclosure_length", "bytes"),
    "audio_type": ("audio_type", "enclosure_type"),
    "audio_duration": ("duration", "audio_duration", "podcast_duration"),
    "episode": ("episode", "episode_number"),
    "season": ("season",),
    "episode_type": ("episode_type", "episodetype"),
    "explicit": ("explicit",),
    "transcript": ("transcript",),
    "chapters": ("chapters",),
}


def _with(**fields: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    return {**_USUAL, **fields}


PRESETS: Mapping[str, Preset] = {
    OWN: Preset(include=(), fields={}),
    "jekyll": Preset(
        include=_POSTS,
        fields=_with(
            link=(
                "permalink",
                "/{categories}/{:year}/{:month}/{:day}/{:slug}.html",
                "/{:year}/{:month}/{:day}/{:slug}.html",
            ),
            topics=("tags", "tag", "categories", "category"),
            excerpt=("excerpt", "description", ":summary"),
        ),
        slug="pretty",
        bundle=None,
        # Psych: YAML 1.1, as far as words go.
        dialect=Dialect(has_yes=True, takes_last=True, ends_with_dots=True),
        has_categories=True,
        smart=True,
        definitions=True,
    ),
    "hugo": Preset(
        # Whatever lies in the folder of a page belongs to it (Hugo's leaf bundles).
        include=(*_POSTS, *_NO_SECTIONS, "!**/index.*/../**"),
        fields=_with(
            published=("publishDate", "date", "pubdate", "published", ":name-date"),
            updated=("lastmod", "modified", "updated"),
            link=("url", "/{:language}/{:folder}/{:slug}/"),
            locale=("lang", "language", "locale", ":name-language"),
            excerpt=("summary", "description", "excerpt", ":summary"),
            images=("images", "image", "featured_image", "cover.image", "cover", "thumbnail"),
            is_published=("!draft",),
            hidden=(
                *_USUAL["hidden"],
                "headless",
                *(f"!{build}.{how}" for build in ("build", "_build") for how in ("render", "list")),
            ),
            expires=("expiryDate", "unpublishdate"),
        ),
        slug="lower",
        drops_date="used",
        names_language=True,
        smart=True,
        definitions=True,
    ),
    "zola": Preset(
        include=("**/*.md", *_NO_SECTIONS),
        fields=_with(
            published=("date", ":name-date", ":path-date"),
            link=("/{path}/", "/{:language}/{:folder}/{:slug}/"),
            locale=("lang", "language", "locale", ":name-language"),
            topics=("taxonomies.tags", "taxonomies.categories", "tags", "categories"),
            authors=("authors", "author", "extra.authors", "extra.author", "taxonomies.authors"),
            images=("extra.image", "extra.cover", "extra.thumbnail", "image"),
            excerpt=("description", "summary", "extra.excerpt", ":summary"),
            is_published=("!draft",),
            hidden=(*_USUAL["hidden"], "!render"),
        ),
        slug="letters",
        names_language=True,
    ),
    "eleventy": Preset(
        include=_POSTS,
        fields=_with(
            link=("permalink", "/{:folder}/{:name}/"),
            hidden=(*_USUAL["hidden"], "eleventyExcludeFromCollections"),
        ),
        has_namesakes=True,
    ),
    "astro": Preset(
        include=(*_POSTS, "**/*.mdx"),
        fields=_with(
            published=("pubDate", "pubDatetime", "publishDate", "date", "published", ":name-date"),
            updated=("updatedDate", "modDatetime", "updated", "lastmod"),
            link=("permalink", "/blog/{slug}/", "/blog/{:folder}/{:slug}/"),
            images=("heroImage", "ogImage", "image", "cover"),
            is_published=("!draft",),
        ),
        slug="github",
        drops_date="never",
        smart=True,
        renames_pictures=True,
    ),
    "hexo": Preset(
        include=_POSTS,
        fields=_with(
            updated=("updated", "lastmod"),
            link=("permalink", "/{:year}/{:month}/{:day}/{:folder}/{:slug}/"),
            images=("cover", "thumbnail", "banner", "photos", "image"),
        ),
        bundle=None,
        has_loose_heads=True,
        dialect=Dialect(has_tabs=True),
        smart=True,
        breaks=True,
    ),
    "pelican": Preset(
        include=("**/*.md", "**/*.markdown", "**/*.mkd", "**/*.mdown", "**/*.rst"),
        fields=_with(
            updated=("modified", "updated"),
            link=("url", "save_as", "/{:slug}-{:lang}.html", "/{:slug}.html"),
            topics=("tags", "category"),
            excerpt=("summary", "description", ":summary"),
            is_published=("status",),
        ),
        slug="headline",
        bundle=None,
        definitions=True,
        has_loose_heads=True,
        dialect=Dialect(takes_last=True, ends_with_dots=True),
    ),
    "docusaurus": Preset(
        include=("**/*.md", "**/*.mdx", "!**/_*", "!**/_*/**"),
        fields=_with(
            title=("title", ":heading"),
            updated=("last_update.date",),
            link=("/blog/{slug}", "/blog/{:folder}/{:slug}"),
            topics=("tags",),
            excerpt=("description", ":summary"),
        ),
        drops_date="moved",
        renames_pictures=True,
    ),
    "nikola": Preset(
        include=("**/*.rst", "**/*.md", "**/*.markdown", "**/*.html"),
        fields=_with(
            link=("/{:language}/posts/{:folder}/{:slug}/",),
            locale=("lang", "language", "locale", ":name-language"),
            topics=("tags", "category"),
            images=("previewimage",),
            excerpt=("description", ":summary"),
        ),
        drops_date="never",
        bundle=None,
        has_loose_heads=True,
        names_language=True,
        definitions=True,
    ),
}

"""The form of addresses that a site's own configuration asks for."""

from typing import Any

import pytest

from feedtool.start.permalinks import Section, form, of_sections, own_keys, template, unmade
from tests.tables import each


@each(
    ("preset", "config", "sources"),
    [
        ("jekyll", {}, ()),
        ("jekyll", {"permalink": "none"}, ("permalink", "/{categories}/{:slug}.html", "/{:slug}.html")),
        ("jekyll", {"permalink": "/news/:title/"}, ("permalink", "/news/{:slug}/")),
        ("jekyll", {"permalink": "/:i_month/:title/"}, ()),
        ("jekyll", {"permalink": 5}, ()),
        (
            "jekyll",
            {"defaults": [{"scope": {"path": "", "type": "posts"}, "values": {"permalink": "/blog/:title/"}}]},
            ("permalink", "/blog/{:slug}/"),
        ),
        ("jekyll", {"collections": {"posts": {"permalink": "/b/:title/"}}}, ("permalink", "/b/{:slug}/")),
        # Any other word is a key of the front matter to Hexo.
        ("hexo", {"permalink": "posts/:abbrlink.html"}, ("permalink", "/posts/{abbrlink}.html")),
        ("hexo", {"permalink": ":year/:hash/"}, ()),
        # Of several sections, that of the posts.
        ("hugo", {"permalinks": {"docs": "/d/:title/", "blog": "/b/:title/"}}, ("url", "/b/{:title}/")),
        ("hexo", {"permalink": ":year/:title/"}, ("permalink", "/{:year}/{:folder}/{:slug}/")),
        (
            "hexo",
            {"permalink": ":category/:name/"},
            ("permalink", "/{:category}/{:name}/", "/uncategorized/{:name}/"),
        ),
        (
            "hexo",
            {"permalink": ":category/:lang/", "default_category": "x", "permalink_defaults": {"lang": "en"}},
            ("permalink", "/{:category}/{lang}/", "/x/{lang}/", "/{:category}/en/", "/x/en/"),
        ),
        # What categories are called in addresses is said elsewhere.
        ("hexo", {"permalink": ":category/:name/", "filename_case": 1}, ()),
        ("hexo", {"permalink": ":category/:name/", "category_map": {"a": "b"}}, ()),
        ("hexo", {"permalink": ":name/", "filename_case": 1}, ("permalink", "/{:name}/")),
        # Hexo keeps a date in the name of a file unless this is told to take it from there.
        ("hexo", {"permalink": ":title/", "new_post_name": ":title.md"}, ("permalink", "/{:folder}/{:name}/")),
        (
            "hexo",
            {"permalink": ":title/", "new_post_name": ":year-:month-:day-:title.md"},
            ("permalink", "/{:folder}/{:slug}/"),
        ),
        ("jekyll", {"permalink": "ordinal"}, ()),
        ("jekyll", {"permalink": "weekdate"}, ()),
        ("jekyll", {"permalink": "date"}, (
            "permalink",
            "/{categories}/{:year}/{:month}/{:day}/{:slug}.html", "/{:year}/{:month}/{:day}/{:slug}.html",
        )),
        ("hugo", {"permalinks": {"posts": "/:year/:title/"}}, ("url", "/{:year}/{:title}/")),
        ("hugo", {"permalinks": {"posts": "/b/:slug/"}}, ("url", "/b/{slug}/", "/b/{:title}/")),
        ("hugo", {"permalinks": {"page": {"posts": "/:year/:contentbasename/"}}}, ("url", "/{:year}/{:name}/")),
        ("hugo", {"permalinks": {"posts": "/:sections[1:]/:slug/"}}, ()),
        ("hugo", {"permalinks": {}}, ()),
        (
            "hugo",
            {"languages": {"en": {}, "de": {}}, "permalinks": {"posts": "/:year/:title/"}},
            ("url", "/{:language}/{:year}/{:title}/"),
        ),
        (
            "pelican",
            {"article_url": "{date:%Y}/{slug}.html"},
            ("url", "save_as", "/{:slug}-{:lang}.html", "/{:year}/{:slug}.html"),
        ),
        (
            "pelican",
            {"article_lang_url": "{lang}/{slug}/"},
            ("url", "save_as", "/{:lang}/{:slug}/", "/{:slug}.html"),
        ),
        (
            "pelican",
            {"article_url": "{lang}/{category}/{slug}/", "article_lang_url": "{slug}", "default_lang": "fr"},
            (
                "url", "save_as", "/{:slug}",
                "/{lang}/{:category}/{:slug}/", "/{lang}/misc/{:slug}/",
                "/fr/{:category}/{:slug}/", "/fr/misc/{:slug}/",
            ),
        ),
        # Slugs are made of the names of files.
        (
            "pelican",
            {"slugify_source": "basename"},
            (
                "url", "save_as",
                "/{slug}-{:lang}.html", "/{:name}-{:lang}.html", "/{slug}.html", "/{:name}.html",
            ),
        ),
        (
            "pelican",
            {
                "article_url": "{slug}/",
                "article_lang_url": "{slug}",
                "filename_metadata": r"(?P<date>\d{4}-\d{2}-\d{2})_(?P<slug>.*)",
            },
            ("url", "save_as", "/{slug}", "/{:basename}", "/{slug}/", "/{:basename}/"),
        ),
        ("pelican", {"filename_metadata": r"(?P<date>\d{4}-\d{2}-\d{2}).*"}, ()),
        ("pelican", {"filename_metadata": r"(?P<slug>[a-z]*)_.*"}, ()),
        ("pelican", {"article_url": "{category}/{slug}", "use_folder_as_category": False}, ()),
        ("pelican", {"article_url": "{slug}", "article_lang_url": "{date:%b}/{slug}"}, ()),
        ("pelican", {"article_url": "{date:%B}/{slug}.html"}, ()),
        ("zola", {}, ()),
    ],
)  # fmt: skip
def test_a_form_is_a_template(
    preset: str, config: dict[str, Any], sources: tuple[str, ...]
) -> None:
    assert template(preset, config, ("content",)) == sources


@pytest.mark.parametrize(
    ("path", "sources"),
    [
        ("content/blog", ("permalink", "/blog/{:folder}/{:name}/")),
        ("src/posts", ("permalink", "/posts/{:folder}/{:name}/")),
        ("content", ()),
    ],
)  # fmt: skip
def test_the_folders_above_the_posts_of_eleventy_are_part_of_their_addresses(
    path: str, sources: tuple[str, ...]
) -> None:
    assert template("eleventy", {}, (path,)) == sources


@each(
    ("forms", "sections", "asked"),
    [
        # Of the lists of terms, as Hugo Blox has them.
        ({"authors": "/author/:slug/", "tags": "/tag/:slug/"}, [], None),
        ({"page": {"docs": "/d/:slug/"}, "section": {"docs": "/d/"}}, ["docs"], "/d/:slug/"),
        ({"section": {"posts": "/d/"}}, ["posts"], None),
        # Of another section.
        ({"blog": "/b/:slug/"}, ["post"], None),
        ({"essays": "/e/:slug/"}, [], "/e/:slug/"),
        ({"essays": "/e/:slug/", "notes": "/n/:slug/"}, [], None),
    ],
)
def test_only_the_form_of_the_section_of_the_posts_is_theirs(
    forms: dict[str, Any], sections: list[str], asked: str | None
) -> None:
    assert form("hugo", {"permalinks": forms}, sections) == asked


@each(
    ("forms", "sections", "found"),
    [
        ({}, ["posts", "news"], ()),
        ({"posts": "/:slug/", "news": "/:slug/"}, ["posts", "news"], ()),
        ({"posts": "/:section/:name/"}, ["posts"], ()),
        # That of one section is not that of the others, which have the usual one.
        (
            {"posts": "/:year/:title/"},
            ["posts", "en/My News"],
            (
                Section("posts", ("url", "/{:year}/{:title}/"), "/:year/:title/"),
                Section("en/My News", ("url", "/{:language}/en/my-news/{:folder}/{:slug}/"), None),
            ),
        ),
        (
            {"a": "/:section/:title/", "b": "/:section/:title/"},
            ["a", "b"],
            (
                Section("a", ("url", "/a/{:title}/"), "/:section/:title/"),
                Section("b", ("url", "/b/{:title}/"), "/:section/:title/"),
            ),
        ),
        (
            {"a": "/:sections/:title/", "b": "/:yearday/"},
            ["a", "b"],
            (
                Section("a", ("url", "/a/{:folder}/{:title}/"), "/:sections/:title/"),
                Section("b", ("url",), "/:yearday/"),
            ),
        ),
        # What lies beside the folders of sections is in none of its own.
        ({"posts": "/:slug/"}, ["posts", ""], None),
        ({"s1": "/:slug/"}, [f"s{n}" for n in range(20)], None),
    ],
)
def test_each_section_of_hugo_has_the_form_of_its_own(
    forms: dict[str, Any], sections: list[str], found: tuple[Section, ...] | None
) -> None:
    assert of_sections({"permalinks": forms}, sections) == found


def test_the_only_section_stands_in_its_form() -> None:
    config = {"permalinks": {"essays": "/:section/:title/"}}
    assert template("hugo", config, ("content",), ["essays"]) == ("url", "/essays/{:title}/")


POSTS = (("posts/*.rst", "a/", "t"), ("posts/*.md", "b", "t"), ("x/*.md", "c", "t"))


@each(
    ("preset", "config", "names", "told"),
    [
        ("zola", {}, ["A_b.md"], None),
        ("zola", {"slugify": {"paths": "on"}}, ["A_b.md"], None),
        # Names that the usual way does not change either are served as usual.
        ("zola", {"slugify": {"paths": "off"}}, ["a-b/c.md"], None),
        ("zola", {"slugify": {"paths": "off"}}, ["a-b/c.md", "A_b/c.md"], "slugify.paths = off"),
        ("zola", {"slugify": {"paths_keep_dates": True}}, ["a.md"], None),
        ("zola", {"slugify": {"paths_keep_dates": True}}, ["2020-01-02-a.md"], "slugify.paths_keep_dates"),
        ("nikola", {"posts": POSTS}, [], "POSTS of posts for a and b"),
        ("nikola", {"posts": POSTS[1:]}, [], None),
        ("nikola", {"posts": 5}, [], None),
        ("jekyll", {"slugify": {"paths": "off"}}, ["A_b.md"], None),
    ],
)  # fmt: skip
def test_what_neither_preset_nor_template_can_do_is_told(
    preset: str, config: dict[str, Any], names: list[str], told: str | None
) -> None:
    assert unmade(preset, config, ("posts",), names) == told
    if preset == "nikola" and told:
        assert template(preset, config, ("posts",)) == ()


@each(
    ("preset", "keys"),
    [
        ("hugo", ("url",)),
        ("pelican", ("url", "save_as")),
        ("jekyll", ("permalink",)),
        ("zola", ("/{path}/",)),
    ],
)
def test_the_keys_of_addresses_are_those_of_the_generator(
    preset: str, keys: tuple[str, ...]
) -> None:
    assert own_keys(preset) == keys

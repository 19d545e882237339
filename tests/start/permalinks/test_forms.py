"""The form of addresses that a site's own configuration asks for."""

from typing import Any

from feedtool.start.permalinks.forms import form, template, unmade
from tests.tables import each


@each(
    ("preset", "config", "sources"),
    [
        ("jekyll", {}, ()),
        ("jekyll", {"permalink": "none"}, ("permalink", "/{categories}/{:slug}.html", "/{:slug}.html")),
        ("jekyll", {"permalink": "/news/:title/"}, ("permalink", "/news/{:slug}/")),
        ("jekyll", {"permalink": "/:i_month/:title/"}, ()),
        ("jekyll", {"permalink": 5}, ()),
        # All posts are in it, whatever they are in besides.
        (
            "jekyll",
            {"defaults": [{"scope": {"path": "_posts"}, "values": {"categories": "B A"}}], "permalink": "none"},
            ("permalink", "/b/a/{categories}/{:slug}.html", "/b/a/{:slug}.html"),
        ),
        (
            "jekyll",
            {"defaults": [{"scope": {"path": ""}, "values": {"categories": ["N"]}}]},
            (
                "permalink",
                "/n/{categories}/{:year}/{:month}/{:day}/{:slug}.html",
                "/n/{:year}/{:month}/{:day}/{:slug}.html",
            ),
        ),
        # Of other pages, and of some posts alone.
        ("jekyll", {"defaults": [{"scope": {"type": "pages"}, "values": {"permalink": "/:title/"}}]}, ()),
        ("jekyll", {"defaults": [{"scope": {"path": "_posts/a"}, "values": {"permalink": "/:title/"}}]}, ()),
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


def scoped(path: str, key: str) -> dict[str, Any]:
    return {"defaults": [{"scope": {"path": path, "type": "posts"}, "values": {key: "/:title/"}}]}


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
        ("jekyll", scoped("_posts/a", "permalink"), ["_posts/b.md"], None),
        ("jekyll", scoped("_posts/a", "layout"), ["_posts/a/b.md"], None),
        ("jekyll", scoped("_posts/a/", "permalink"), ["_posts/a/b.md"], "defaults for _posts/a"),
        ("jekyll", scoped("a", "categories"), ["_posts/c.md", "a/_posts/b.md"], "defaults for a"),
        ("jekyll", scoped("_posts/2*", "category"), ["_posts/2020-01-02-a.md"], "defaults for _posts/2*"),
        ("jekyll", scoped("", "category"), ["_posts/a.md"], "a category in its defaults"),
        ("jekyll", scoped("", "categories"), ["_posts/a.md"], None),
        ("jekyll", scoped("", "categories"), ["x/_posts/a.md"], "categories in its defaults"),
    ],
)  # fmt: skip
def test_what_neither_preset_nor_template_can_do_is_told(
    preset: str, config: dict[str, Any], names: list[str], told: str | None
) -> None:
    assert unmade(preset, config, ("posts",), names) == told


def test_a_form_is_told_as_it_is_written() -> None:
    assert form("jekyll", {"permalink": "ordinal"}) == "/:categories/:year/:y_day/:title.html"
    assert form("jekyll", {}) is None
    assert form("pelican", {"slugify_source": "basename"}) == "{slug}.html"

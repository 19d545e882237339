"""Small sites in the shape of well-known ones, each with what its owner writes after reading README.

Every post is valid and its link is where the generator serves it; posts that are wrong are told of at their
place, in their author's words.
"""

from pathlib import Path
from typing import NamedTuple

import pytest

from feedtool.config import settings
from feedtool.model.topics import Topics
from feedtool.records import parse
from feedtool.records.parse import Parsed
from feedtool.rules import reading
from feedtool.storage import sources
from feedtool.storage.place import Raw

SITE = '[site]\ntitle = "A site"\nurl = "https://a.example.org/feeds/"\nhome = "https://a.example.org/"\n'


class Site(NamedTuple):
    """The configuration below ``[site]``, the files, and where each of them is served."""

    config: str
    posts: dict[str, tuple[str, str]]


def yaml(head: str) -> str:
    return f"---\n{head}---\nThe text of the post.\n"


def toml(head: str) -> str:
    return f"+++\n{head}+++\nThe text of the post.\n"


SITES = {
    # Collections, and categories that the folders give.
    "jekyll-categories": Site(
        '[records]\npath = ["_posts", "news/_posts", "life/travel/_posts"]\n'
        'preset = "jekyll"\ntimezone = "UTC"\n',
        {
            "_posts/2020-01-02-plain.md": (
                yaml("layout: post\ntitle: A\n"),
                "2020/01/02/plain.html",
            ),
            "_posts/2020-01-02-words.md": (
                yaml("title: A\ncategories: Ruby Rails\ntags: one two\n"),
                "ruby/rails/2020/01/02/words.html",
            ),
            "_posts/2020-1-2-One_two.markdown": (
                yaml("title: A\ncategory: Big News\ncomments: yes\n"),
                "big%20news/2020/01/02/One_two.html",
            ),
            "news/_posts/2020-01-02-b.md": (yaml("title: B\n"), "news/2020/01/02/b.html"),
            "life/travel/_posts/sub/2020-01-02-c.md": (
                yaml("title: C\ncategories: [Sea]\ndate: 2020-02-03 23:30:00 +0100\n"),
                "life/travel/sea/2020/02/03/c.html",
            ),
            "_posts/2020-01-02-own.md": (yaml("title: D\npermalink: /own/\n"), "own/"),
            "_posts/2020-01-02-dots.md": (
                "\ufeff--- \r\ntitle: E\r\ndefaults: &d {a: 1}\r\nmore: {<<: *d}\r\n...\r\nText.\r\n",
                "2020/01/02/dots.html",
            ),
        },
    ),
    "jekyll-pretty": Site(
        '[records]\npath = "_posts"\npreset = "jekyll"\ntimezone = "Europe/Berlin"\n'
        '[fields]\nlink = ["permalink", "/{categories}/{:year}/{:month}/{:day}/{:slug}/", '
        '"/{:year}/{:month}/{:day}/{:slug}/"]\n',
        {
            "_posts/2020-01-02-a.md": (yaml("title: A\ncategories: [X, Y]\n"), "x/y/2020/01/02/a/"),
            # By the clock of the site, which is ahead.
            "_posts/2020-01-02-b.md": (
                yaml("title: A\ndate: 2020-01-02 23:30 Z\n"),
                "2020/01/03/b/",
            ),
            "_posts/2020-01-02-c.md": (yaml("title: A\nslug: other\n"), "2020/01/02/other/"),
        },
    ),
    "jekyll-languages": Site(
        '[records]\npath = "_posts"\npreset = "jekyll"\ntimezone = "UTC"\n'
        '[fields]\nlink = ["permalink", "/{lang}/blog/{:slug}/", "/blog/{:slug}/"]\n',
        {
            "_posts/2020-01-02-a.md": (yaml("title: A\n"), "blog/a/"),
            "_posts/de/2020-01-02-a.md": (yaml("title: A\nlang: de\n"), "de/blog/a/"),
        },
    ),
    "jekyll-collection": Site(
        '[[records]]\npath = "_posts"\npreset = "jekyll"\ntimezone = "UTC"\n'
        '[[records]]\npath = "_recipes"\npreset = "jekyll"\ntimezone = "UTC"\n'
        '[records.fields]\nlink = "/recipes/{:slug}.html"\n',
        {
            "_posts/2020-01-02-a.md": (yaml("title: A\n"), "2020/01/02/a.html"),
            "_recipes/soup.md": (yaml("title: A\ndate: 2020-01-02\n"), "recipes/soup.html"),
        },
    ),
    "hugo": Site(
        '[records]\npath = "content"\ninclude = ["posts/**/*.md", "news/**/*.md"]\n'
        'preset = "hugo"\ntimezone = "UTC"\n',
        {
            "content/posts/My First Post.md": (
                yaml("title: A\ndate: 2020-01-02\n"),
                "posts/my-first-post/",
            ),
            "content/posts/bundle/index.md": (
                toml(
                    'title = "A"\ndate = 2020-01-02T10:00:00\naliases = ["/old/"]\n'
                    '[cover]\nimage = "a.png"\n'
                ),
                "posts/bundle/",
            ),
            "content/posts/2019/deep/a.md": (
                toml('title = "A"\ndate = 2020-01-02\nslug = "b"\n'),
                "posts/2019/deep/b/",
            ),
            "content/news/u.md": (
                '{"title": "A", "date": "2020-01-02", "url": "/u.html"}\nText.\n',
                "u.html",
            ),
            "content/posts/w.md": (
                yaml("title: A\ndate: 2020-9-2\nweight: 3\nmenu: main\ntoc: on\n"),
                "posts/w/",
            ),
        },
    ),
    "hugo-permalinks": Site(
        '[records]\npath = "content/posts"\npreset = "hugo"\ntimezone = "UTC"\n'
        '[fields]\nlink = ["url", "/{:year}/{:month}/{slug}/", "/{:year}/{:month}/{:title}/"]\n',
        {
            "content/posts/a.md": (
                yaml('title: "Don\'t Panic"\ndate: 2020-01-02\n'),
                "2020/01/dont-panic/",
            ),
            "content/posts/b.md": (
                yaml("title: B\nslug: c\ndate: 2020-01-02T10:00:00-05:00\n"),
                "2020/01/c/",
            ),
        },
    ),
    "hugo-languages": Site(
        '[records]\npath = "content"\npreset = "hugo"\ntimezone = "UTC"\n'
        '[feeds]\nlanguages = ["en", "de", "fr"]\n',
        {
            "content/post/a.md": (yaml("title: A\ndate: 2020-01-02\n"), "post/a/"),
            "content/post/a.de.md": (yaml("title: A\ndate: 2020-01-02\n"), "de/post/a/"),
            "content/post/a.en.md": (yaml("title: A\ndate: 2020-01-02\n"), "post/a/"),
            "content/post/b/index.fr.md": (yaml("title: A\ndate: 2020-01-02\n"), "fr/post/b/"),
            "content/post/go1.2.md": (yaml("title: A\ndate: 2020-01-02\n"), "post/go1.2/"),
        },
    ),
    "zola": Site(
        '[records]\npath = "content"\npreset = "zola"\ntimezone = "UTC"\n[feeds]\nlanguages = ["en", "fr"]\n',
        {
            "content/blog/2020-01-02-\u00dcber uns.md": (toml('title = "A"\n'), "blog/uber-uns/"),
            "content/blog/b/index.md": (
                toml('title = "A"\ndate = 2020-01-02\nslug = "c"\n'),
                "blog/c/",
            ),
            "content/p.md": (
                toml('title = "A"\ndate = 2020-01-02\npath = "some/where"\n'),
                "some/where/",
            ),
            "content/blog/d.fr.md": (
                toml('title = "A"\ndate = 2020-01-02T10:00:00Z\n'),
                "fr/blog/d/",
            ),
            "content/blog/y.md": (
                yaml("title: A\ndate: 2020-01-02\ntaxonomies: {tags: [x]}\n"),
                "blog/y/",
            ),
        },
    ),
    "hexo": Site(
        '[records]\npath = "source/_posts"\npreset = "hexo"\ntimezone = "Asia/Shanghai"\n',
        {
            "source/_posts/Hello-World.md": (
                yaml("title: A\ndate: 2020-01-02 07:00:00\n"),
                "2020/01/02/Hello-World/",
            ),
            "source/_posts/deep/b.md": (
                "title: A\ndate: 2020/01/02 07:00:00\n---\nText.\n",
                "2020/01/02/deep/b/",
            ),
            "source/_posts/2020-01-02-c.md": (yaml("title: A\ntags:\n\t- x\n"), "2020/01/02/c/"),
        },
    ),
    "eleventy": Site(
        '[records]\npath = "posts"\npreset = "eleventy"\ntimezone = "UTC"\n'
        '[fields]\nlink = ["permalink", "/blog/{:slug}/"]\n[feeds]\nexclude_topics = ["posts"]\n',
        {
            "posts/2020-01-02-a.md": (yaml("title: A\ntags: [posts, go]\n"), "blog/a/"),
            "posts/b/index.md": (yaml("title: A\ndate: 2020-01-02\n"), "blog/b/"),
            "posts/c.md": (
                yaml('title: A\ndate: 2020-01-02\npermalink: "/x/{{ page.fileSlug }}/"\n'),
                "x/c/",
            ),
        },
    ),
    "astro": Site(
        '[records]\npath = "src/content/blog"\npreset = "astro"\ntimezone = "UTC"\n',
        {
            "src/content/blog/First Post v1.2.md": (
                yaml("title: A\npubDate: Jul 08 2022\n"),
                "blog/first-post-v12/",
            ),
            "src/content/blog/2020/b/index.mdx": (
                yaml("title: A\npubDate: 2020-01-02\n"),
                "blog/2020/b/",
            ),
            "src/content/blog/c.md": (
                yaml("title: A\npubDate: '2020-01-02'\nslug: d\n"),
                "blog/d/",
            ),
        },
    ),
    "pelican": Site(
        '[records]\npath = "content"\npreset = "pelican"\ntimezone = "UTC"\n',
        {
            "content/a.md": (
                "Title: Don't Panic: v1.2\nDate: 2020-01-02 10:20\nTags: a, b\n\nText.\n",
                "dont-panic-v12.html",
            ),
            "content/b.md": (
                "Title: A\nDate: 2020-01-02\nSlug: other\nSummary: One\n    two.\n\nText.\n",
                "other.html",
            ),
            "content/c.md": (yaml("Title: A b\nDate: 2020-01-02\n"), "a-b.html"),
        },
    ),
}


def parsed(folder: Path, site: Site, posts: dict[str, str]) -> list[Parsed]:
    """The posts as the build reads them, in the order of their names."""
    for name, text in posts.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8", newline="")
    text = SITE + site.config
    assert len(text.splitlines()) <= 15
    (folder / "feedtool.toml").write_text(text, "utf-8")
    config = settings.load(folder / "feedtool.toml", {})
    options = reading.options(config, Topics({}, {}))
    found = [
        source
        for place, include in config.records.globs
        for source in sources.folder(Path(str(place)), str(place), include)
    ]
    raws = [sources.read(source, 100_000) for source in found]
    return [parse.parse(raw, options) for raw in raws if isinstance(raw, Raw)]


@pytest.mark.parametrize("name", SITES)
def test_every_post_is_served_where_its_link_leads(tmp_path: Path, name: str) -> None:
    site = SITES[name]
    done = parsed(tmp_path, site, {path: text for path, (text, _) in site.posts.items()})
    assert [one for made in done for one in made.problems] == []
    links = {made.path: made.record.link for made in done if made.record}
    assert links == {
        f"{tmp_path}/{path}": f"https://a.example.org/{link}"
        for path, (_, link) in site.posts.items()
    }


DATED = "date: 2020-01-02\n"
WRONG_YAML = [
    (f"tags: [x]\n{DATED}", "title is missing", 2),
    ("title: [A]\ndate: 2020-01-02\n", "title: ", 2),
    ("title: A\ndate: 2020-02-31\n", "date: ", 3),
    (f"title: A\n{DATED}tags: {{a: 1}}\n", "tags: ", 4),
    (f"title: A\n{DATED}draft: perhaps\n", "draft: ", 4),
]
WRONG_TOML = [
    ("date = 2020-01-02\n", "title is missing", 2),
    ("title = ['A']\ndate = 2020-01-02\n", "title: ", 2),
    ("title = 'A'\ndate = '2020-02-31'\n", "date: ", 3),
    ("title = 'A'\ndate = 2020-01-02\n[taxonomies]\ntags = {a = 1}\n", "taxonomies, tags: ", 5),
    ("title = 'A'\ndate = 2020-01-02\ndraft = 'perhaps'\n", "draft: ", 4),
]
WRONG_META = [
    ("Date: 2020-01-02\nTags: x\n\n", "title is missing", 1),
    ("Title:\nDate: 2020-01-02\n\n", "title has no text", 1),
    ("Title: A\nDate: 2020-02-31\n\n", "date: ", 2),
    ("Title: A\nDate: 2020-01-02\nStatus: perhaps\n\n", "status: ", 3),
    ("Title: A\nDate: soon\n\n", "date: ", 2),
]


def _as_it_is(text: str) -> str:
    return text


@pytest.mark.parametrize("name", SITES)
def test_posts_that_are_wrong_are_told_of_at_their_place(tmp_path: Path, name: str) -> None:
    site = SITES[name]
    first = next(iter(site.posts))
    folder, end = first.rpartition("/")[0], "2020-01-02-" if "jekyll" in name else ""
    for path in site.posts:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).parent.joinpath("keep.txt").touch()
    wrong = {"zola": WRONG_TOML, "pelican": WRONG_META}.get(name, WRONG_YAML)
    form = {"zola": toml, "pelican": _as_it_is}.get(name, yaml)
    if name == "astro":
        wrong = [
            (head.replace("date", "pubDate"), said.replace("date", "pubDate"), line)
            for head, said, line in wrong
        ]
    posts = {
        f"{folder}/{end}wrong-{index}.md": form(head) for index, (head, _, _) in enumerate(wrong)
    }
    done = parsed(tmp_path, site, posts)
    assert len(done) == len(wrong)
    for made, (_, said, line) in zip(done, wrong, strict=True):
        (problem,) = made.problems
        assert problem.message.startswith(said)
        assert problem.span is not None
        assert problem.span.line == line
        assert problem.hint

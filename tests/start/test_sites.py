"""``init`` in the folder of a site: what it finds, and that what it writes builds."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from feedtool.model.site import PRESETS
from feedtool.start import site_config, sites
from tests.integration import support

POST = "---\ntitle: A\ndate: 2020-01-0{n}\ntags: [Go, x{n}]\n---\nText.\n"
# Of each site its files, and what must be found: the records, the preset, the link.
SITES: dict[str, tuple[dict[str, str], dict[str, Any], list[str] | None]] = {
    "jekyll": (
        {
            "_config.yml": "title: My blog\nurl: https://me.example.org\nbaseurl: /b\ntimezone: Europe/Paris\n"
            "lang: fr\npermalink: /:categories/:year/:title/\n",
            "_posts/2020-01-0{n}-a{n}.md": POST,
            "en/_posts/2020-01-0{n}-b{n}.md": POST,
        },
        {"path": ["_posts", "en/_posts"], "preset": "jekyll", "timezone": "Europe/Paris"},
        ["permalink", "/{categories}/{:year}/{:slug}/", "/{:year}/{:slug}/"],
    ),
    "hugo": (
        {
            "hugo.toml": 'baseURL = "https://me.example.org/"\n[permalinks]\nposts = "/:year/:slug/"\n',
            # The slug of the addresses is made of the title there.
            "content/posts/a{n}.md": POST.replace("title: A", "title: A {n}"),
            "content/about.md": "---\ntitle: About\n---\n",
        },
        {"path": "content", "include": ["posts/**/*.md"], "preset": "hugo", "timezone": "UTC"},
        ["url", "/{:year}/{slug}/", "/{:year}/{:title}/"],
    ),
    "zola": (
        {
            "config.toml": 'base_url = "https://me.example.org"\ntitle = "My blog"\n',
            "content/a{n}.md": '+++\ntitle = "A"\ndate = 2020-01-0{n}\n+++\n',
        },
        {"path": "content", "preset": "zola", "timezone": "UTC"},
        None,
    ),
    "eleventy": (
        {"eleventy.config.js": "export default 1;\n", "content/blog/a{n}.md": POST},
        {"path": "content/blog", "preset": "eleventy", "timezone": "UTC"},
        ["permalink", "/blog/{:folder}/{:name}/"],
    ),
    "astro": (
        {
            "astro.config.mjs": "export default {};\n",
            "src/content/blog/a{n}.md": "---\ntitle: A\npubDate: Jul 0{n} 2022\n---\n",
        },
        {"path": "src/content/blog", "preset": "astro", "timezone": "UTC"},
        None,
    ),
    "hexo": (
        {
            "_config.yml": "title: My blog\nurl: https://me.example.org\nnew_post_name: :title.md\n"
            "permalink: :year/:month/:title/\ntimezone: ''\n",
            "source/_posts/a{n}.md": POST,
        },
        {"path": "source/_posts", "preset": "hexo", "timezone": "UTC"},
        ["permalink", "/{:year}/{:month}/{:folder}/{:name}/"],
    ),
    "pelican": (
        {
            "pelicanconf.py": "SITEURL = 'https://me.example.org'\nTIMEZONE = 'Europe/Rome'\n"
            "ARTICLE_URL = 'posts/{date:%Y}/{slug}/'\nDEFAULT_LANG = 'it'\n",
            "content/a{n}.md": "Title: A {n}\nDate: 2020-01-0{n}\n\nText.\n",
        },
        {"path": "content", "preset": "pelican", "timezone": "Europe/Rome"},
        ["url", "save_as", "/{:slug}-{:lang}.html", "/posts/{:year}/{:slug}/"],
    ),
    "docusaurus": (
        {
            "docusaurus.config.js": "const config = {\n  title: 'T',\n  url: 'https://me.example.org',\n"
            "  presets: [[\n"
            "    'classic', { docs: { routeBasePath: 'docs' }, blog: { routeBasePath: '/' } } ]],\n};\n",
            "docs/intro.md": "---\nsidebar_position: 1\n---\n# Intro\n",
            "blog/2021-08-2{n}-a/index.mdx": "---\nslug: hi{n}\n---\n# A\n\nText.\n",
        },
        {"path": "blog", "preset": "docusaurus", "timezone": "UTC"},
        ["/{slug}", "/{:folder}/{:slug}"],
    ),
    "nikola": (
        {
            "conf.py": "BLOG_TITLE = 'Ann\\'s'  # (translatable)\nSITE_URL = 'https://me.example.org/'\n"
            "DEFAULT_LANG = 'en'\nTRANSLATIONS = {DEFAULT_LANG: '', 'es': './es'}\nTIMEZONE = 'Europe/Rome'\n"
            "POSTS = (('blog/*.rst', 'b', 'post.tmpl'), ('blog/*.md', 'b', 'post.tmpl'))\n",
            "blog/a{n}.rst": ".. title: A\n.. slug: b{n}\n.. date: 2020-01-02\n\nText.\n",
            "pages/about.rst": ".. title: About\n.. date: 2020-01-02\n\nText.\n",
        },
        {"path": "blog", "preset": "nikola", "timezone": "Europe/Rome"},
        ["/{:language}/b/{:folder}/{:slug}/"],
    ),
}


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        for number in range(1, 4):
            file = folder / name.replace("{n}", str(number))
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text.replace("{n}", str(number)), "utf-8")


@pytest.mark.parametrize("preset", SITES)
def test_init_writes_what_the_folder_tells_and_that_builds(tmp_path: Path, preset: str) -> None:
    files, records, link = SITES[preset]
    write(tmp_path, files)
    done = support.feedtool("init", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "feedtool.toml").read_text("utf-8")
    made = tomllib.loads(text)
    assert made["records"] == records
    assert made.get("fields", {}).get("link") == link
    assert len(re.findall(r"(?m)^[^#\n]", text)) <= 15
    posts = 6 if preset == "jekyll" else 3
    assert f"{posts} records, {posts} published".encode() in done.stderr
    assert not (tmp_path / "seeds").exists()
    built = support.feedtool("build", "--output-format", "json", cwd=tmp_path)
    assert json.loads(built.stdout)["published"] == posts


def test_every_preset_is_found() -> None:
    assert SITES.keys() == PRESETS.keys() - {"feedtool"}


def test_a_site_in_a_folder_of_a_larger_project_is_found(tmp_path: Path) -> None:
    write(tmp_path, {f"web/site/{name}": text for name, text in SITES["hugo"][0].items()})
    (tmp_path / "README.md").write_text("# A project\n")
    found = sites.look(tmp_path)
    assert found is not None
    assert (found.preset, found.paths, found.include) == (
        "hugo",
        ("web/site/content",),
        ("posts/**/*.md",),
    )
    assert found.config == "web/site/hugo.toml"


def test_where_nothing_tells_two_presets_apart_both_are_named(tmp_path: Path) -> None:
    write(tmp_path, {"notes/a{n}.md": POST})
    assert support.feedtool("init", cwd=tmp_path).returncode == 0
    text = (tmp_path / "feedtool.toml").read_text("utf-8")
    assert 'preset = "hugo"  # told by the posts; "eleventy" fits nearly as well' in text
    assert "# link = " in text


def test_what_the_configuration_of_the_site_says_is_taken(tmp_path: Path) -> None:
    write(tmp_path, SITES["jekyll"][0])
    support.feedtool("init", cwd=tmp_path)
    made = tomllib.loads((tmp_path / "feedtool.toml").read_text("utf-8"))
    assert made["site"] == {
        "title": "My blog",
        "url": "https://me.example.org/b/feeds/",
        "home": "https://me.example.org/b/",
        "language": "fr",
    }
    assert "# Topics of the posts: Go (6), " in (tmp_path / "feedtool.toml").read_text("utf-8")


def test_posts_without_a_configuration_tell_as_well(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "news/2020-01-0{n}-a.md": "---\nlayout: post\ntitle: A\n---\n",
            "README.md": "# Read me\n",
        },
    )
    found = sites.look(tmp_path)
    assert found is not None
    assert (found.preset, found.paths, found.posts) == ("jekyll", ("news",), 3)


def test_other_folders_begin_as_ever(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# A project\n")
    assert sites.look(tmp_path) is None
    assert support.feedtool("init", cwd=tmp_path).returncode == 0
    assert (tmp_path / "seeds").is_dir()


def test_a_configuration_that_is_there_stays(tmp_path: Path) -> None:
    write(tmp_path, {**SITES["zola"][0], "feedtool.toml": "# mine\n"})
    support.feedtool("init", cwd=tmp_path)
    assert (tmp_path / "feedtool.toml").read_text("utf-8") == "# mine\n"


def test_no_name_of_a_topic_spoils_the_file(tmp_path: Path) -> None:
    odd = '---\ntitle: A\ntags: ["a\\nb", "c\\u0007d"]\n---\n'
    write(tmp_path, {**SITES["jekyll"][0], "_posts/2020-01-0{n}-a{n}.md": odd})
    assert support.feedtool("init", cwd=tmp_path).returncode == 0
    assert tomllib.loads((tmp_path / "feedtool.toml").read_text("utf-8"))


def test_topics_of_jekyll_in_one_text_are_words(tmp_path: Path) -> None:
    post = "---\ntitle: A\ntags: go web\n---\nText.\n"
    write(tmp_path, {"_config.yml": "title: T\n", "_posts/2020-01-01-a.md": post})
    found = sites.look(tmp_path)
    assert found is not None
    assert found.topics == (("go", 1), ("web", 1))


def test_the_ids_of_jekyll_feed_are_kept(tmp_path: Path) -> None:
    for number in range(3):
        post = tmp_path / "_posts" / f"2020-01-0{number + 1}-a.md"
        post.parent.mkdir(exist_ok=True)
        post.write_text("---\ntitle: A\n---\nText.\n", "utf-8")
    config = tmp_path / "_config.yml"
    config.write_text("title: A\nplugins:\n  - jekyll-feed\n", "utf-8")
    found = sites.look(tmp_path)
    assert found is not None
    assert 'id = ":jekyll-id"' in site_config.text(found)
    config.write_text("title: A\nplugins: [jekyll-seo-tag]  # no jekyll-feed\n", "utf-8")
    other = sites.look(tmp_path)
    assert other is not None
    assert ":jekyll-id" not in site_config.text(other)


def test_translations_have_the_addresses_and_feeds_of_their_language(tmp_path: Path) -> None:
    config = 'baseURL = "https://me.example.org/"\n[languages.en]\n[languages.de]\n'
    post = "---\ntitle: A\ndate: 2020-01-02\n---\nText.\n"
    write(
        tmp_path,
        {"hugo.toml": config, "content/posts/a.md": post, "content/posts/a.de.md": post},
    )
    support.feedtool("init", cwd=tmp_path)
    assert support.feedtool("build", cwd=tmp_path).returncode == 0
    items = json.loads((tmp_path / "output/all-de.json").read_text("utf-8"))["items"]
    assert [one["url"] for one in items] == ["https://me.example.org/de/posts/a/"]


def test_posts_at_the_top_of_the_site_have_their_feeds_outside(tmp_path: Path) -> None:
    write(tmp_path, {"site/2020-01-0{n}-a.md": "---\nlayout: post\ntitle: A\n---\nText.\n"})
    site = tmp_path / "site"
    assert support.feedtool("init", cwd=site).returncode == 0
    assert support.feedtool("build", cwd=site).returncode == 0
    assert (tmp_path / "feeds" / "all.rss").is_file()


def test_posts_among_many_other_files_are_found(tmp_path: Path) -> None:
    page = "---\nsidebar: true\n---\nText.\n"
    write(tmp_path, {"blog/2020-01-0{n}-a.md": POST, "docs/{n}.md": page, "guide/{n}.md": page})
    found = sites.look(tmp_path)
    assert found is not None
    assert (found.paths, found.posts) == (("blog",), 3)


def test_sections_of_hugo_with_forms_of_their_own_are_collections(tmp_path: Path) -> None:
    files = {
        "hugo.toml": 'baseURL = "https://me.example.org/"\n[permalinks]\nposts = "/:year/:slug/"\n'
        'blog = "/:yearday/"\n',
        "content/posts/a{n}.md": POST.replace("title: A", "title: A {n}"),
        "content/news/deep/b{n}.md": POST,
        "content/news/secret/c{n}.md": POST,
        "content/news/secret/_index.md": "---\ncascade: {draft: true}\n---\n",
        "content/blog/d{n}.md": POST,
    }
    write(tmp_path / "site", files)
    done = support.feedtool("init", cwd=tmp_path)
    assert b"9 records, 6 published" in done.stderr
    text = (tmp_path / "feedtool.toml").read_text("utf-8")
    assert (
        "# site/hugo.toml has /:yearday/ for addresses, of which no template can be made." in text
    )
    every = {one["path"]: one for one in tomllib.loads(text)["records"]}
    assert every.keys() == {f"site/content/{one}" for one in ("posts", "news", "blog")}
    assert every["site/content/blog"]["fields"]["link"] == ["url"]
    assert "!secret/**" in every["site/content/news"]["include"]
    support.feedtool("build", cwd=tmp_path)
    items = json.loads((tmp_path / "output/all.json").read_text("utf-8"))["items"]
    assert {one["url"].removeprefix("https://me.example.org") for one in items} == {
        "/2020/a-1/", "/2020/a-2/", "/2020/a-3/", "/news/deep/b1/", "/news/deep/b2/", "/news/deep/b3/",
    }  # fmt: skip


def test_posts_of_nikola_in_several_folders_get_no_address_made_up(tmp_path: Path) -> None:
    files = SITES["nikola"][0]
    write(tmp_path, {**files, "conf.py": files["conf.py"].replace("md', 'b'", "md', 'notes'")})
    done = support.feedtool("init", cwd=tmp_path)
    assert b"3 records, 0 published, held back: 3 invalid" in done.stderr
    text = (tmp_path / "feedtool.toml").read_text("utf-8")
    assert "# conf.py has POSTS of blog for b and notes for addresses" in text


def test_sections_that_cannot_be_told_apart_have_no_address_made_up(tmp_path: Path) -> None:
    files = {
        "hugo.toml": 'baseURL = "https://me.example.org/"\n[permalinks]\nposts = "/:year/:slug/"\n',
        "content/essays/a{n}.md": POST,
        "content/b{n}.md": POST,
    }
    write(tmp_path, {**files, "hugo.toml": files["hugo.toml"].replace("posts", "essays")})
    found = sites.look(tmp_path)
    assert found is not None
    assert (found.link, found.form, found.collections) == ((), "one form a section", ())
    assert tomllib.loads(site_config.text(found))["fields"]["link"] == ["url"]


def test_an_address_of_which_no_template_can_be_made_is_told(tmp_path: Path) -> None:
    files = {
        **SITES["pelican"][0],
        "pelicanconf.py": "ARTICLE_URL = '{date:%Y}/{date:%b}/{slug}/'\n",
    }
    write(tmp_path, files)
    found = sites.look(tmp_path)
    assert found is not None
    text = site_config.text(found)
    assert "# pelicanconf.py has {date:%Y}/{date:%b}/{slug}/ for addresses" in text
    # No address is made up: posts without one of their own are told of.
    assert tomllib.loads(text)["fields"]["link"] == ["url", "save_as"]


def test_that_there_are_more_files_than_were_looked_at_stands_in_the_configuration(
    tmp_path: Path,
) -> None:
    write(tmp_path, SITES["zola"][0])
    found = sites.look(tmp_path)
    assert found is not None
    assert "there are more" not in site_config.text(found)
    assert "there are more" in site_config.text(found._replace(has_more=True))


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"gatsby-config.js": "", "README.md": "# A"}, "no posts of Gatsby were found"),
        ({"a/b.md": POST.replace("{n}", "1")}, "1 file has front matter as posts have it (a/b.md)"),
        ({"a/b.md": "---\ncreated: 2020-01-02\n---\n# A\n"}, "1 file has front matter"),
        ({"README.md": "# A"}, ""),
        ({"a.md": "---\ntitle: A\npublished: true\nheat: 1\n---\n"}, ""),
    ],
)
def test_what_looks_like_a_site_and_is_not_read_is_told(
    tmp_path: Path, files: dict[str, str], told: str
) -> None:
    write(tmp_path, files)
    done = support.feedtool("init", cwd=tmp_path)
    assert (tmp_path / "seeds").is_dir()
    assert told.encode() in done.stderr
    assert (b"begins a site of its own" in done.stderr) is bool(told)


@pytest.mark.parametrize(
    "files",
    [
        {"docs/_config.yml": "title: T\n", "docs/_posts/2020-01-0{n}-a.md": POST},
        {"_config.yml": "source: src\n", "src/_layouts/a.html": "", "src/_posts/2020-01-0{n}-a.md": POST},
    ],
)  # fmt: skip
def test_a_folder_that_jekyll_begins_at_is_no_category(
    tmp_path: Path, files: dict[str, str]
) -> None:
    write(tmp_path, files)
    support.feedtool("init", cwd=tmp_path)
    assert support.feedtool("build", cwd=tmp_path).returncode == 0
    first = json.loads((tmp_path / "output/all.json").read_text("utf-8"))["items"][0]
    assert first["url"] == "https://www.example.org/2020/01/03/a.html"


def test_records_of_our_own_beside_an_application_are_no_site(tmp_path: Path) -> None:
    story = "---\ntitle: A\npublishedDateTime: 2020-01-02T00:00:00Z\npublished: true\n---\n"
    write(tmp_path, {"next.config.js": "", "seeds/{n}.md": story})
    assert sites.look(tmp_path) is None


def test_a_site_below_an_application_without_posts_is_found(tmp_path: Path) -> None:
    files = {f"docs/{name}": text for name, text in SITES["hugo"][0].items()}
    write(tmp_path, {"svelte.config.js": "", **files})
    found = sites.look(tmp_path)
    assert found is not None
    assert (found.preset, found.paths) == ("hugo", ("docs/content",))


def test_posts_in_a_format_that_is_not_read_are_told(tmp_path: Path) -> None:
    org = {
        "content/posts/b{n}.org": "#+title: B\n",
        "notes/c.org": "",
        "content/posts/_index.org": "",
    }
    write(tmp_path, {**SITES["hugo"][0], **org})
    done = support.feedtool("init", cwd=tmp_path)
    assert b"feedtool: 3 files .org lie there too, which feedtool does not read\n" in done.stderr
    assert "# 3 files .org lie there too, " in (tmp_path / "feedtool.toml").read_text("utf-8")

"""Sites of generators without a preset: what ``init`` writes for each is read as its generator reads it."""

import json
from pathlib import Path

import pytest

from feedtool.start.relatives import RELATIVES
from tests.integration import support

# Of each generator the files of a site, and of each post its title and the path of its address.
SITES: dict[str, tuple[dict[str, str], list[tuple[str, str]]]] = {
    "Bridgetown": (
        {
            "bridgetown.config.yml": "url: https://me.example.org\n",
            "src/_posts/2024-04-28-welcome.md": "---\ntitle: Welcome\ncategories: updates\n---\nText.\n",
        },
        [("Welcome", "/updates/2024/04/28/welcome/")],
    ),
    "ABlog": (
        {
            "conf.py": "extensions = ['ablog', 'myst_parser']\nblog_title = 'T'\n"
            "blog_baseurl = 'https://me.example.org'\n",
            "index.rst": "Welcome\n=======\n",
            "posts/a.md": "---\nblogpost: true\ndate: Oct 10, 2020\n---\n\n# A\n\nText.\n",
        },
        [("A", "/posts/a.html")],
    ),
    "Middleman": (
        {
            "config.rb": "activate :blog do |blog|\n  blog.prefix = 'blog'\n"
            '  # blog.permalink = "x"\n  blog.permalink = "{year}/{title}.html"\nend\n'
            "activate :directory_indexes\n",
            "source/blog/2012-01-02-an-article.html.md": "---\ntitle: A\ntags: b, c\n---\nText.\n",
            "source/blog/2012-01-01-b.html.markdown": "---\ntitle: B\n---\nText.\n",
        },
        [("A", "/blog/2012/an-article/"), ("B", "/blog/2012/b/")],
    ),
    "Gridsome": (
        {
            "gridsome.config.js": "module.exports = {\n  siteName: 'T',\n  siteUrl: 'https://me.example.org',\n",
            "blog/a.md": "---\ntitle: A\ndate: 2024-01-31\n---\nText.\n",
            "blog/b.md": "---\ntitle: B\ndate: 2024-01-31\npublished: false\n---\nText.\n",
        },
        [("A", "/blog/a")],
    ),
    "Metalsmith": (
        {
            "metalsmith.js": "Metalsmith(import.meta.dirname).use(permalinks());\n",
            "src/posts/a.md": "---\ntitle: A\ndate: 2024-01-31\nlayout: post.hbs\n---\nText.\n",
        },
        [("A", "/posts/a/")],
    ),
    "VitePress": (
        {
            "docs/.vitepress/config.mts": "export default defineConfig({ title: 'T' })\n",
            "docs/posts/a.md": "---\ntitle: A\ndate: 2024-01-02\n---\nText.\n",
            "docs/posts/b/index.md": "---\ntitle: B\ndate: 2024-01-01\n---\nText.\n",
        },
        [("A", "/posts/a.html"), ("B", "/posts/b/")],
    ),
    "VuePress": (
        {
            ".vuepress/config.js": "export default {\n  title: 'T',\n}\n",
            "posts/a.md": "---\ndate: 2024-01-01\n---\n\n# A\n\nText.\n",
        },
        [("A", "/posts/a.html")],
    ),
    "Material for MkDocs": (
        {
            "mkdocs.yml": "site_name: T\nsite_url: https://me.example.org/\n"
            "extra: !!python/name:a.b\n",
            "docs/index.md": "# Home\n",
            "docs/blog/posts/a.md": "---\ndate:\n  created: 2024-01-31\n---\n# Hello **world**! { #hi }\n",
        },
        [("Hello world!", "/blog/2024/01/31/hello-world/")],
    ),
    "Quarto": (
        {
            "_quarto.yml": "website:\n  title: T\n  site-url: https://me.example.org\n",
            "about.qmd": "---\ntitle: About\n---\n",
            "posts/welcome/index.qmd": "---\ntitle: Welcome\ndate: 10/24/2024\n---\nText.\n",
            "posts/a.qmd": "---\ntitle: A\ndate: 2024-01-01\n---\nText.\n",
        },
        [("Welcome", "/posts/welcome/"), ("A", "/posts/a.html")],
    ),
    "Gatsby": (
        {
            "gatsby-config.js": "module.exports = {\n  siteMetadata: {\n    title: `T`,\n"
            "    siteUrl: `https://me.example.org/`,\n",
            "README.md": "# Read me\n",
            "content/blog/hello-world/index.md": "---\ntitle: Hello\ndate: '2024-01-31T22:12:03Z'\n---\nText\n",
        },
        [("Hello", "/hello-world/")],
    ),
    "Next.js": (
        {
            "next.config.js": "module.exports = {}\n",
            "_posts/a.md": "---\ntitle: A\ndate: '2024-01-31T22:12:03Z'\n---\nText.\n",
        },
        [("A", "/posts/a")],
    ),
    "Nuxt": (
        {
            "nuxt.config.ts": "export default defineNuxtConfig({})\n",
            "content/blog/a.md": "---\ndate: 2024-01-31\n---\n\n# A\n\nText.\n",
        },
        [("A", "/blog/a")],
    ),
    "SvelteKit": (
        {
            "svelte.config.js": "export default {};\n",
            "src/posts/a.md": "---\ntitle: A\ndate: 2024-01-31\n---\nText.\n",
        },
        [("A", "/posts/a")],
    ),
}


def test_every_relative_has_a_site() -> None:
    assert SITES.keys() == {one.title for one in RELATIVES}


@pytest.mark.parametrize("title", SITES)
def test_what_init_writes_builds_as_it_stands(tmp_path: Path, title: str) -> None:
    files, posts = SITES[title]
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    assert support.feedtool("init", cwd=tmp_path).returncode == 0
    assert f"a site of {title} (" in (tmp_path / "feedtool.toml").read_text("utf-8")
    done = support.feedtool("build", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    items = json.loads((tmp_path / "output" / "all.json").read_text("utf-8"))["items"]
    found = [(one["title"], "/" + one["url"].split("/", 3)[3]) for one in items]
    assert found == posts

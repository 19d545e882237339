"""What posts have from elsewhere: whole folders that are held back, and addresses."""

import json
import tomllib
from pathlib import Path

import pytest

from feedtool.start import inherited
from feedtool.start.permalinks import forms
from tests.integration import support
from tests.tables import each

POST = "---\ntitle: {title}\ndate: 2020-01-02\n---\nText.\n"
# Of each site what tells of a folder of posts that nobody is to see.
SITES = {
    "hugo": {
        "hugo.toml": "baseURL = 'https://me.example.org/'\n",
        "content/posts/kept/_index.md": "---\ncascade:\n  _target: {path: /x}\n  draft: true\n---\n",
        "content/posts/secret/_index.md": "+++\n[[cascade]]\ndraft = true\n+++\n",
    },
    "hugo, build": {
        "hugo.toml": "baseURL = 'https://me.example.org/'\n",
        "content/posts/secret/_index.md": "---\ncascade:\n  build:\n    list: never\n---\n",
    },
    "zola": {
        "config.toml": "base_url = 'https://me.example.org/'\n",
        "content/posts/secret/_index.md": "+++\ndraft = true\n+++\n",
    },
    "eleventy": {
        "eleventy.config.js": "",
        "content/posts/secret/secret.json": '{"permalink": false}',
    },
    "eleventy, script": {
        "eleventy.config.js": "",
        "content/posts/secret/secret.11tydata.js": "export default {\n  draft: true,\n};\n",
    },
    "jekyll": {
        "_config.yml": "url: https://me.example.org\ndefaults:\n"
        "- scope: {path: _posts/secret}\n  values: {published: false}\n",
    },
}


# A site of Pelican that says what is no article of the public, for folders, for a file and for all.
PELICAN = {
    "pelicanconf.py": "SITEURL = 'https://me.example.org'\nDEFAULT_METADATA = {'status': 'draft'}\n"
    "EXTRA_PATH_METADATA = {'secret': {'status': 'hidden'}, 'kept/b.md': {'Status': 'skip'},\n"
    "  'kept/a.md': {'category': 'x'}}\n",
    **{
        f"content/{name}.md": f"Title: {name}\nDate: 2020-01-02\nStatus: published\n\nText.\n"
        for name in ("secret/a", "kept/a", "kept/b", "kept/c")
    },
    "content/kept/d.md": "Title: says nothing\nDate: 2020-01-02\n\nText.\n",
}


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


@pytest.mark.parametrize("site", SITES)
def test_a_folder_that_is_held_back_is_left_out(tmp_path: Path, site: str) -> None:
    posts = "_posts" if site == "jekyll" else "content/posts"
    named = {
        f"{posts}/{folder}/2020-01-0{n}-{folder}{n}.md": POST.format(title=folder)
        for folder in ("kept", "secret")
        for n in (1, 2)
    }
    write(tmp_path, {**SITES[site], **named})
    assert support.feedtool("init", cwd=tmp_path).returncode == 0
    assert support.feedtool("build", cwd=tmp_path).returncode == 0
    items = json.loads((tmp_path / "output/all.json").read_text("utf-8"))["items"]
    assert [one["title"] for one in items] == ["kept", "kept"]


def test_what_the_settings_of_pelican_hold_back_is_not_published(tmp_path: Path) -> None:
    write(tmp_path, PELICAN)
    assert support.feedtool("init", cwd=tmp_path).returncode == 0
    built = support.feedtool("build", "--output-format", "json", cwd=tmp_path)
    assert json.loads(built.stdout)["held"]["unpublished"] == 1
    items = json.loads((tmp_path / "output/all.json").read_text("utf-8"))["items"]
    assert {one["title"] for one in items} == {"kept/a", "kept/c"}


@each(
    ("permalink", "link"),
    [
        ("/{{ page.fileSlug }}/index.html", "/{:slug}/index.html"),
        (
            "blog/{{ page.date | date: '%Y/%m' }}/{{ title | slugify }}/",
            "/blog/{:year}/{:month}/{:title}/",
        ),
        ("/{{ slug }}/", "/{slug}/"),
        ("/{{ page.date | readable }}/", None),
        ("/{% if x %}a{% endif %}/", None),
        ("code", None),
    ],
)
def test_the_permalink_of_a_folder_of_eleventy_is_that_of_its_posts(
    permalink: str, link: str | None
) -> None:
    found = forms.template("eleventy", {"permalink": permalink}, ("src/posts",))
    assert found == (() if link is None else ("permalink", link))


@pytest.mark.parametrize(
    ("data", "links"),
    [
        ('{"permalink": "/p/{{ page.fileSlug }}/"}', ["/p/a/"]),
        ('{"permalink": "/{{ site.x }}/"}', []),
    ],
)
def test_no_address_is_made_up_where_a_folder_has_its_own(
    tmp_path: Path, data: str, links: list[str]
) -> None:
    write(
        tmp_path,
        {
            ".eleventy.js": "",
            "src/posts/posts.json": data,
            "src/posts/a.md": POST.format(title="A"),
            "src/posts/b.md": POST.format(title="B").replace(
                "---\nText", "permalink: /b/\n---\nText"
            ),
        },
    )
    assert support.feedtool("init", cwd=tmp_path).returncode == 0
    support.feedtool("build", cwd=tmp_path)
    items = json.loads((tmp_path / "output/all.json").read_text("utf-8"))["items"]
    assert sorted("/" + one["url"].split("/", 3)[3] for one in items) == sorted([*links, "/b/"])
    text = (tmp_path / "feedtool.toml").read_text("utf-8")
    assert ("src/posts/posts.json has" in text) is not bool(links)
    assert tomllib.loads(text)["fields"]["link"]


@pytest.mark.parametrize(
    ("preset", "name", "text"),
    [
        ("docusaurus", "blog/authors.yml", "jane:\n  name: Jane Roe\n  title: Engineer\nmax: 5\n"),
        ("jekyll", "_data/authors.yml", "jane: Jane Roe\n"),
        ("hugo", "content/authors/jane/_index.md", "---\ntitle: Jane Roe\n---\n"),
    ],
)
def test_the_names_of_people_are_found(tmp_path: Path, preset: str, name: str, text: str) -> None:
    write(tmp_path, {name: text})
    assert inherited.people(tmp_path, preset) == {"jane": "Jane Roe"}
    assert inherited.people(tmp_path, "zola") == {}


def test_init_writes_the_names_of_people_down(tmp_path: Path) -> None:
    post = POST.replace("---\nText", "authors: [j.r]\n---\nText")
    people = '"j.r":\n  name: "Jane \\"J\\" Roe"\n'
    write(
        tmp_path,
        {
            "docusaurus.config.js": "",
            "blog/authors.yml": people,
            "blog/a.md": post.format(title="A"),
        },
    )
    assert support.feedtool("init", cwd=tmp_path).returncode == 0
    assert support.feedtool("build", cwd=tmp_path).returncode == 0
    (item,) = json.loads((tmp_path / "output/all.json").read_text("utf-8"))["items"]
    assert [one["name"] for one in item["authors"]] == ['Jane "J" Roe']

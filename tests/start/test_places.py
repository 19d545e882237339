"""Where the posts of a site are: folders, sections, and what is no post."""

from pathlib import Path
from typing import Any

import pytest

from feedtool.start import places
from tests.tables import each

POST = "---\ntitle: A\ndate: 2020-01-02\n---\n"
PAGE = "---\ntitle: About\n---\n"


def write(folder: Path, files: dict[str, str]) -> list[Path]:
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return places.files_below(folder)[0]


@pytest.mark.parametrize(
    ("name", "text", "is_post"),
    [
        ("a.md", POST, True),
        ("a.md", PAGE, False),
        ("2020-01-02-a.md", PAGE, True),
        ("2020-01-02-a/index.md", PAGE, True),
        ("a.md", "+++\ntitle = 'A'\ndate = 2020-01-02\n+++\n", True),
        ("a.md", '{"title": "A",\n"date": "2020-01-02"}\n', True),
        ("a.md", '{"title": "A", "date": "2020-01-02"}\n', True),
        ("a.qmd", POST, True),
        ("a.md", "Title: A\nDate: 2020-01-02\n\nText\n", True),
        ("a.md", "Some text\ntitle: A\ndate: 2020-01-02\n", False),
        ("_index.md", POST, False),
        ("a.txt", POST, False),
    ],
)
def test_what_looks_like_a_post(tmp_path: Path, name: str, text: str, is_post: bool) -> None:  # noqa: FBT001
    write(tmp_path, {name: text})
    assert places.is_post(tmp_path / name) is is_post


@pytest.mark.parametrize(
    ("preset", "names", "folders"),
    [
        ("jekyll", ["_posts/a.md", "news/_posts/b.md", "about.md"], ("_posts", "news/_posts")),
        ("eleventy", ["src/_includes/a.html", "src/blog/a.md"], ("src/blog",)),
        ("eleventy", ["notes/2020/a.md", "notes/2021/b.md"], ("notes",)),
        ("eleventy", ["n/2020/01/a/index.md", "n/2020/01/b/index.md"], ("n",)),
        ("eleventy", ["2020/01/02/a.md", "2020/01/03/b.md"], (".",)),
        ("astro", ["src/content/posts/a.md"], ("src/content/posts",)),
        ("hugo", ["content/posts/a.md", "README.md"], ("content",)),
    ],
)
def test_the_folders_of_the_posts(
    tmp_path: Path, preset: str, names: list[str], folders: tuple[str, ...]
) -> None:
    files = write(tmp_path, dict.fromkeys(names, POST))
    assert places.folders_of_posts(tmp_path, preset, files) == folders


@pytest.mark.parametrize(
    ("files", "globs"),
    [
        ({"posts/a.md": POST, "about.md": PAGE}, ("posts/**/*.md",)),
        ({"en/posts/a.md": POST, "en/about.md": PAGE}, ("en/posts/**/*.md",)),
        ({"essays/a.md": POST, "pages/b.md": PAGE}, ("essays/**/*.md",)),
        ({"a.md": POST, "b.md": POST, "pages/b.md": PAGE}, ("*.md",)),
        ({"a.md": POST, "essays/b.md": POST}, ()),
    ],
)  # fmt: skip
def test_the_sections_of_posts_among_pages(
    tmp_path: Path, files: dict[str, str], globs: tuple[str, ...]
) -> None:
    found = write(tmp_path, files)
    assert places.sections("hugo", tmp_path, found) == globs
    assert places.sections("jekyll", tmp_path, found) == ()


@each(
    ("config", "globs"),
    [
        ({}, ("**/*.md", "!pages/**")),
        ({"article_paths": ["", "."]}, ("**/*.md", "!pages/**")),
        ({"article_paths": ["tech/"], "page_paths": ["static"]}, ("tech/**/*.md", "!static/**")),
        ({"page_paths": ("static",), "article_excludes": ["nowhere"]}, ("**/*.md", "!static/**")),
        ({"page_paths": []}, ()),
    ],
)
def test_the_articles_of_pelican_are_where_its_settings_say(
    config: dict[str, Any], globs: tuple[str, ...]
) -> None:
    files = [Path("c", name) for name in ("a.md", "tech/b.md", "pages/c.md", "static/d.md")]
    found = places.of_articles(Path("c"), files, config)
    assert tuple(one for one in found if one.endswith((".md", "/**"))) == globs


def test_what_cannot_be_listed_holds_nothing(tmp_path: Path) -> None:
    assert places.folders_in(tmp_path / "nowhere") == []
    assert places.content(tmp_path / "nowhere") == b""


def test_a_place_is_known_before_any_post_has_a_date(tmp_path: Path) -> None:
    files = write(tmp_path, {"source/_posts/hello-world.md": "---\ntitle: Hello\n---\n"})
    assert places.folders_of_posts(tmp_path, "hexo", files) == ("source/_posts",)


def test_what_a_new_post_begins_with_is_no_post(tmp_path: Path) -> None:
    assert write(tmp_path, {"scaffolds/post.md": POST, "archetypes/default.md": POST}) == []


def test_folders_that_only_the_whole_site_holds_are_named_one_by_one(tmp_path: Path) -> None:
    files = write(tmp_path, {"news/a.md": POST, "blog/2020/b.md": POST, "blog/2021/c.md": POST})
    assert places.folders_of_posts(tmp_path, "jekyll", files) == ("blog", "news")


def test_a_section_has_a_glob_for_each_extension_of_its_posts(tmp_path: Path) -> None:
    files = write(
        tmp_path, {"content/posts/a.md": POST, "content/posts/b.html": POST, "content/c.md": PAGE}
    )
    found = places.sections("hugo", tmp_path / "content", files)
    assert found == ("posts/**/*.html", "posts/**/*.md")


@each(
    ("names", "include", "found"),
    [
        (["posts/a.md", "news/2020/b.md"], (), ("news", "posts")),
        # Of a language that has a folder of its own; of pages that are folders.
        (["de/posts/a.md", "posts/b.md"], (), ("de/posts", "posts")),
        (["a/index.md", "b.md"], (), ("",)),
        (["posts/a/index.de.md"], (), ("posts",)),
        (["posts/a.md"], ("en/posts/**/*.md", "*.md", "!en/x/**"), ("en/posts", "")),
    ],
)
def test_the_sections_that_posts_lie_in(
    names: list[str], include: tuple[str, ...], found: tuple[str, ...]
) -> None:
    files = [Path("c", name) for name in names]
    assert places.sections_of(Path("c"), files, include, ["en", "de"]) == found


def test_where_there_are_more_files_than_are_looked_at_that_is_told(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": POST, "b/c.md": POST, "d.md": POST})
    assert places.files_below(tmp_path, 3) == (
        [tmp_path / "a.md", tmp_path / "d.md", tmp_path / "b/c.md"],
        False,
    )
    found, has_more = places.files_below(tmp_path, 2)
    assert (len(found), has_more) == (2, True)

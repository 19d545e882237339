"""Addresses that are made of the folders of posts."""

from typing import Any

import pytest

from feedtool.start.permalinks.folders import OWN_LINKS, folders_of_nikola
from feedtool.start.permalinks.forms import template
from tests.tables import each

POSTS = (("posts/*.rst", "a/", "t"), ("posts/*.md", "b", "t"), ("x/*.md", "b", "t"))


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
    ("config", "path", "sources"),
    [
        ({}, "posts", ()),
        ({"posts": POSTS}, "x", ("/{:language}/b/{:folder}/{:slug}/",)),
        ({"posts": POSTS, "pretty_urls": False}, "x", ("/{:language}/b/{:folder}/{:slug}.html",)),
        # No template tells files of one folder apart.
        ({"posts": POSTS}, "posts", ()),
    ],
)
def test_posts_of_nikola_are_served_where_its_patterns_send_them(
    config: dict[str, Any], path: str, sources: tuple[str, ...]
) -> None:
    assert OWN_LINKS["nikola"](config, path) == sources


def test_each_folder_that_posts_go_to_is_told_once() -> None:
    assert folders_of_nikola({"posts": POSTS + POSTS}, "posts") == ["a", "b"]
    assert folders_of_nikola({"posts": 5}, "posts") == []

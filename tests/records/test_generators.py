"""Whose posts some files look like."""

import pytest

from feedtool.records import generators
from tests.conftest import record

DATED = "2020-01-0{}-post.md"
POSTS = {
    "jekyll": (DATED, "---\nlayout: post\ntitle: A\n---\n"),
    "hugo": ("posts/p{}.md", "+++\ntitle = 'A'\ndate = 2020-01-01\n+++\n"),
    "zola": ("p{}.md", "+++\ntitle = 'A'\ndate = 2020-01-01\n[taxonomies]\ntags = ['x']\n+++\n"),
    "eleventy": ("p{}.md", '---\ntitle: A\ndate: 2020-01-01\npermalink: "/{{{{ x }}}}/"\n---\n'),
    "astro": ("p{}.md", "---\ntitle: A\npubDate: 2020-01-01\nheroImage: /a.png\n---\n"),
    "hexo": ("p{}.md", "---\ntitle: A\ndate: 2020-01-01 10:00:00\ntags: [x]\n---\n"),
    "pelican": ("p{}.md", "Title: A\nDate: 2020-01-01\n\nText.\n"),
}


@pytest.mark.parametrize("preset", POSTS)
def test_posts_are_told_by_their_heads_and_names(preset: str) -> None:
    name, text = POSTS[preset]
    files = [(name.format(number), text.format().encode()) for number in range(1, 5)]
    assert generators.preset_of(files) == preset


def test_records_of_our_own_are_no_posts() -> None:
    wrong = record(title=..., date="2020-01-01").encode()
    assert generators.preset_of([("a.md", wrong)] * 5) is None
    assert generators.preset_of([("a.md", b"No head.\n")] * 5) is None
    assert generators.preset_of([]) is None

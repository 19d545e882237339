"""Moving from the feed that a site had: no subscriber sees an old post as new.

The old feed is made up, in the shape of jekyll-feed 0.17: its ids are those that Jekyll gives posts.
"""

import html
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from lxml import etree

from tests.integration import support

ATOM = "{http://www.w3.org/2005/Atom}"
SPACES = {"a": "http://www.w3.org/2005/Atom"}
CONFIG = """\
[site]
title = "A blog"
url = "https://www.example.org/blog/feeds/"
home = "https://www.example.org/blog/"
[records]
path = ["_posts"]
preset = "jekyll"
timezone = "Europe/Berlin"
[feeds]
limit = 100
[fields]
id = ":jekyll-id"
"""


class Seen(NamedTuple):
    """An entry as a reader sees it."""

    id: str
    link: str
    published: datetime
    updated: datetime
    title: str


def seen(feed: bytes) -> Iterator[Seen]:
    for entry in etree.fromstring(feed).iter(f"{ATOM}entry"):
        told = {etree.QName(one).localname: one.text or "" for one in entry}
        title = told["title"]
        if entry.xpath("a:title/@type", namespaces=SPACES) == ["html"]:
            title = html.unescape(re.sub(r"<[^>]*>", "", title))
        (link,) = entry.xpath("a:link[@rel='alternate']/@href", namespaces=SPACES)
        published, updated = map(datetime.fromisoformat, (told["published"], told["updated"]))
        yield Seen(told["id"], str(link), published, updated, " ".join(title.split()))


def old_entry(path: str, identity: str, date: str, title: str, updated: str = "") -> str:
    """An entry as jekyll-feed writes it; the title is what stands in the XML."""
    address = f"https://www.example.org/blog/{path}"
    return (
        f'<entry><title type="html">{title}</title>'
        f'<link href="{address}" rel="alternate" type="text/html" title="{title}" />'
        f"<published>{date}</published><updated>{updated or date}</updated>"
        f"<id>https://www.example.org/blog/{identity}</id>"
        f'<content type="html" xml:base="{address}"><![CDATA[<p>Text.</p>]]></content>'
        f'<author><name>Ann</name></author><summary type="html">Text.</summary></entry>'
    )


# A file, its head, and what jekyll-feed made of it: address, id, dates and title.
DATED = {
    "2020-01-02-plain.md": (
        "title: Plain\n",
        ("2020/01/02/plain.html", "2020/01/02/plain", "2020-01-02T00:00:00+01:00", "Plain"),
    ),
    "2020-07-02-dated.markdown": (
        "title: Dated\ndate: 2020-07-03 01:30:00 +0200\nlast_modified_at: 2020-08-01T10:00:00+00:00\n",
        ("2020/07/03/dated.html", "2020/07/03/dated", "2020-07-03T01:30:00+02:00", "Dated",
         "2020-08-01T12:00:00+02:00"),
    ),
    "2020-01-03-categories.md": (
        "title: Sorted\ncategories: [News, Big Data]\n",
        ("news/big%20data/2020/01/03/categories.html", "news/big%20data/2020/01/03/categories",
         "2020-01-03T00:00:00+01:00", "Sorted"),
    ),
    "2020-01-04-words.md": (
        "title: Words\ncategories: one Two\n",
        ("one/two/2020/01/04/words.html", "one/two/2020/01/04/words", "2020-01-04T00:00:00+01:00", "Words"),
    ),
    "2020-01-05-one.md": (
        "title: One\ncategory: Big news\n",
        ("big%20news/2020/01/05/one.html", "big%20news/2020/01/05/one", "2020-01-05T00:00:00+01:00", "One"),
    ),
    "2020-01-06-Grüße aus Köln_2.md": (
        "title: Grüße aus Köln\n",
        ("2020/01/06/Gr%C3%BC%C3%9Fe-aus-K%C3%B6ln_2.html",
         "2020/01/06/Gr%C3%BC%C3%9Fe%20aus%20K%C3%B6ln_2", "2020-01-06T00:00:00+01:00", "Grüße aus Köln"),
    ),
    "2020-01-07-नमस्ते.md": (
        "title: नमस्ते\n",
        ("2020/01/07/%E0%A4%A8%E0%A4%AE%E0%A4%B8%E0%A5%8D%E0%A4%A4%E0%A5%87.html",
         "2020/01/07/%E0%A4%A8%E0%A4%AE%E0%A4%B8%E0%A5%8D%E0%A4%A4%E0%A5%87", "2020-01-07T00:00:00+01:00",
         "नमस्ते"),
    ),
    "2020-01-08-decomposed-e\u0301.md": (
        "title: Accents\n",
        ("2020/01/08/decomposed-%C3%A9.html", "2020/01/08/decomposed-%C3%A9", "2020-01-08T00:00:00+01:00",
         "Accents"),
    ),
    "2020-01-09-slug.md": (
        "title: Its own slug\nslug: My Own Slug\n",
        ("2020/01/09/My-Own-Slug.html", "2020/01/09/My%20Own%20Slug", "2020-01-09T00:00:00+01:00",
         "Its own slug"),
    ),
    "2020-01-10-permalink.md": (
        "title: Its own address\npermalink: /about/us/\nredirect_from: [/old/, /older.html]\n",
        ("about/us/", "about/permalink", "2020-01-10T00:00:00+01:00", "Its own address"),
    ),
    "2020-01-11-top.md": (
        "title: At the top\npermalink: /top.html\n",
        ("top.html", "top", "2020-01-11T00:00:00+01:00", "At the top"),
    ),
    "2020-01-12-signs.md": (
        'title: "Tom & Jerry <em>say</em> &amp; “mean” 1 < 2"\n',
        ("2020/01/12/signs.html", "2020/01/12/signs", "2020-01-12T00:00:00+01:00",
         "Tom &amp;amp; Jerry say &amp;amp; “mean” 1 &amp;lt; 2"),
    ),
    "sub/folder/2020-01-13-below.md": (
        "title: Below\n",
        ("2020/01/13/below.html", "2020/01/13/below", "2020-01-13T00:00:00+01:00", "Below"),
    ),
}  # fmt: skip
# What jekyll-feed left out, and readers must not see now.
HELD = {
    "2020-02-01-unpublished.md": "title: Unpublished\npublished: false\n",
    "2020-02-02-draft.md": "title: Draft\ndraft: true\n",
    "2099-01-01-future.md": "title: Future\n",
}


def write(folder: Path, name: str, head: str) -> None:
    file = folder / "_posts" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"---\nlayout: post\n{head}---\nText.\n", "utf-8")


def built(folder: Path, config: str, form: str = "atom") -> bytes:
    (folder / "feedtool.toml").write_text(config, "utf-8")
    made = support.feedtool("build", "-q", cwd=folder)
    assert (made.returncode, made.stderr) == (0, b"")
    checked = support.feedtool("check", "-q", "--strict", cwd=folder)
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, b"", b"")
    return (folder / "output" / f"all.{form}").read_bytes()


def old_feed(*entries: tuple[str, ...]) -> bytes:
    written = "".join(old_entry(*one) for one in entries)
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{written}</feed>'.encode()


def test_a_reader_of_jekyll_feed_sees_no_post_as_new(tmp_path: Path) -> None:
    for name, (head, _) in DATED.items():
        write(tmp_path, name, head)
    for name, head in HELD.items():
        write(tmp_path, name, head)
    found = {one.id: one for one in seen(built(tmp_path, CONFIG))}
    assert found == {one.id: one for one in seen(old_feed(*(old for _, old in DATED.values())))}


@pytest.mark.parametrize(
    ("permalink", "link", "identity"),
    [
        ('["permalink", "/{:year}/{:month}/{:day}/{:slug}/"]', "2020/01/02/a-post/", "2020/01/02/a-post"),
        ('["permalink", "/{categories}/{:slug}.html", "/{:slug}.html"]', "news/a-post.html", "news/a-post"),
        ('"/{:year}/{:slug}"', "2020/a-post", "2020/a-post"),
        ('"/{:slug}/"', "a-post/", "a-post"),
    ],
)  # fmt: skip
def test_each_form_of_permalinks(tmp_path: Path, permalink: str, link: str, identity: str) -> None:
    write(tmp_path, "2020-01-02-a-post.md", "title: A post\ncategories: News\n")
    (one,) = seen(built(tmp_path, f"{CONFIG}link = {permalink}\n"))
    (old,) = seen(old_feed((link, identity, "2020-01-02T00:00:00+01:00", "A post")))
    assert one == old


def test_a_reader_of_hugo_sees_no_post_as_new(tmp_path: Path) -> None:
    """Hugo and WordPress write the address of a post as its guid, a permalink or not."""
    file = tmp_path / "content/posts/Grüße.md"
    file.parent.mkdir(parents=True)
    file.write_text('+++\ntitle = "Grüße"\ndate = 2020-01-02T10:00:00+02:00\n+++\nText.\n', "utf-8")
    config = CONFIG.replace('["_posts"]', '"content"').replace('"jekyll"', '"hugo"')
    feed = built(tmp_path, config.replace('":jekyll-id"', '"{link}"'), "rss")
    (item,) = etree.fromstring(feed).iter("item")
    old = "https://www.example.org/blog/posts/gr%C3%BC%C3%9Fe/"
    assert (item.findtext("guid"), item.findtext("link")) == (old, old)
    assert item.findtext("pubDate") == "Thu, 02 Jan 2020 08:00:00 +0000"

"""What a folder may hold that is no folder of records: ``init`` says what it is, and what to do."""

from pathlib import Path

import pytest

from feedtool.start import sites, strangers
from tests.integration import support

# Of each a file that tells of it.
FILES = {
    "a site of Lektor": ("a.lektorproject", "[project]\n"),
    "a site of Publii": ("input/db.sqlite", "SQLite format 3"),
    "a book of mdBook": ("book.toml", "[book]\n"),
    "an export of WordPress": (
        "a.xml",
        '<rss xmlns:wp="http://wordpress.org/export/1.2/" version="2.0"/>\n',
    ),
    "an export of Blogger": (
        "a.xml",
        "<feed><id>tag:blogger.com,1999:blog-1.archive</id></feed>\n",
    ),
    "an export of Ghost": ("a.json", '{"db":[{"data":{"posts":[]}}]}'),
    "an export of Bear Blog": ("post_export.csv", "uid,title\n"),
    "a vault of Obsidian": (".obsidian/app.json", "{}"),
    "a folder of Org files": ("posts/a.org", "#+title: A\n#+date: 2020-01-02\n"),
    "a site of Sphinx": ("docs/conf.py", "extensions = []\n"),
}


def test_each_stranger_is_tried() -> None:
    assert FILES.keys() == {one.title for one in strangers.STRANGERS}


@pytest.mark.parametrize("title", FILES)
def test_what_is_not_read_is_named_with_what_to_do(tmp_path: Path, title: str) -> None:
    name, text = FILES[title]
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text(text, "utf-8")
    assert sites.look(tmp_path) is None
    told = sites.passed_over(tmp_path)
    assert told is not None
    assert told[0].startswith(f"{title} (")


def test_init_says_it_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.lektorproject").write_text("[project]\n")
    done = support.feedtool("init", cwd=tmp_path)
    assert done.returncode == 0
    first = done.stderr.decode().splitlines()[0]
    assert first == (
        "feedtool: a site of Lektor (a.lektorproject) is no folder of records: this begins a site of its own "
        "(contents.lr files have no front matter; Lektor's own plugin lektor-atom makes its feeds)"
    )


def test_other_folders_hold_none(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{}")
    (tmp_path / "a.xml").write_text("<rss/>")
    assert strangers.of_folder(tmp_path) is None

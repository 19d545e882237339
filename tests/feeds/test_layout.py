"""The paths of the output: what they are, which are ours, and that nobody else spells them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from feedtool.feeds import layout
from feedtool.feeds.kinds import KINDS
from feedtool.model.config import Site
from feedtool.model.feed import NEVER, Feed
from feedtool.model.topics import Topic
from tests.conftest import ROOT
from tests.tables import each

SITE = Site("A site", "https://example.org/news/", "")
AI = Topic("ai", "AI")


def feed(name: str, topic: Topic | None = None) -> Feed:
    return Feed(name, "", "", "", "", NEVER, (), topic)


def test_a_feed_has_a_file_a_format_and_a_page() -> None:
    ai = feed("topics/ai", AI)
    assert layout.paths(ai, ("json", "rss")) == [
        "topics/ai.json",
        "topics/ai.rss",
        "topics/ai.html",
    ]
    assert layout.feed_url(ai, SITE, "atom") == "https://example.org/news/topics/ai.atom"
    assert layout.page_url(ai, SITE) == "https://example.org/news/topics/ai.html"
    assert layout.topic_page(AI) == layout.page_path(ai)
    assert layout.topics_url(SITE) == "https://example.org/news/topics/"


def test_the_first_kind_of_feed_is_that_of_everything_for_the_landing_page_shows_it() -> None:
    assert KINDS[0].name == layout.ALL
    assert layout.folders() == ("", "topics", "digests", "archives", "topics/archives")


@each(
    "path",
    [
        "all.rss", "all.json", "all.html", "topics/ai.atom", "topics/a-2-b.html", "week.rss", "week.html",
        "hot.rss", "all-de.json",
        "digests/week-2024-w16.html", "digests/day-2024-04-15.html", "digests/a-month-2024-04.html",
    ],
)  # fmt: skip
def test_files_of_feeds_are_ours(path: str) -> None:
    assert layout.is_ours(path)


@each(
    "path",
    [
        "", "all", "all.xml", "all.rss.bak", "allxrss", "AI.rss", "week.pdf", "-week.rss", "index.html",
        "feeds.opml", "topics/.rss", "topics/AI.rss",
        "topics/-a.rss", "topics/a/b.rss", "topics/all.pdf", "x/topics/ai.rss", "topics/ai.rss\n",
        "hot/ai.rss", "topics/{slug}.rss", "digests/week.html", "digests/week-2024-w16.rss",
    ],
)  # fmt: skip
def test_no_other_file_is(path: str) -> None:
    assert not layout.is_ours(path)


@each(
    ("path", "found"),
    [
        ("archives/all-1.rss", ("all", 1, "rss")),
        ("topics/archives/ai-12.html", ("topics/ai", 12, "html")),
        ("topics/archives/ai-1-2.json", ("topics/ai-1", 2, "json")),
        ("archives/all-0.rss", None),
        ("archives/all-01.rss", None),
        ("archives/all.rss", None),
        ("topics/archives/ai-.rss", None),
        ("topics/archives/AI-1.rss", None),
        ("topics/ai-1.rss", None),
        ("other/archives/ai-1.rss", None),
        ("archives/all-1.rss\n", None),
    ],
)
def test_an_archive_is_known_by_its_path(path: str, found: tuple[str, int, str] | None) -> None:
    assert layout.archived(path) == found
    if found:
        name, number, form = found
        assert layout.archive_name(name, number) == path.removesuffix(f".{form}")
        assert layout.is_ours(path)
        assert path.rpartition("/")[0] in layout.folders()


@each(
    ("path", "is_list"),
    [
        ("topics.json", True), ("sitemap.xml", True), ("sitemap-news.xml", True),
        ("sitemap-12.xml", True), ("sitemap-0.xml", False), ("sitemaps.xml", False),
        ("topics/sitemap.xml", False), ("topics/topics.json", False),
    ],
)  # fmt: skip
def test_lists_are_known_by_their_names(path: str, *, is_list: bool) -> None:
    assert layout.is_list(path) is is_list
    if is_list:
        assert layout.is_ours(path)
        assert layout.media_type(path) in {"application/json", "application/xml"}


@each(
    ("path", "content", "is_marked"),
    [
        ("topics.json", b'{\n  "version": 1,\n  "generator": "feedtool",', True),
        ("topics.json", b'\xef\xbb\xbf{\r\n  "version": 1,\r\n  "generator": "feedtool",', True),
        ("topics.json", b'{"version": 1, "generator": "other"}', False),
        ("topics.json", b'{"items": [], "_feedtool": {}}', False),
        ("sitemap.xml", b'<?xml version="1.0"?>\n<!-- generator="feedtool" -->\n<urlset/>', True),
        ("sitemap.xml", b"<urlset/>", False),
        ("sitemap.xml", None, False),
    ],
)
def test_lists_are_ours_by_their_mark(path: str, content: bytes | None, *, is_marked: bool) -> None:
    assert layout.is_marked(path, content) is is_marked


@each(
    ("path", "found"),
    [
        ("all.rss", ("all", "rss")), ("topics/ai.json", ("topics/ai", "json")),
        ("hot-1.atom", ("hot-1", "atom")), ("week.rss", ("week", "rss")),
        ("archives/all-1.rss", None), ("topics/archives/ai-12.json", None), ("topics.json", None),
        ("topics/ai.html", None), ("sitemap.xml", None), ("feeds.opml", None), ("_redirects", None),
    ],
)  # fmt: skip
def test_feeds_that_readers_subscribe_to_are_known_by_their_paths(
    path: str, found: tuple[str, str] | None
) -> None:
    assert layout.feed_at(path) == found
    assert layout.is_feed(path) is (found is not None)


def test_editions_are_found_by_their_paths() -> None:
    path = layout.edition_path("week", "2024-w16")
    others = ["digests/other-week-2024-w16.html", "digests/week-2024-w16.rss", "week.html"]
    assert layout.edition_periods("week", [path, *others]) == {"2024-w16": path}
    page = f'<a href="https://example.org/{path}">{path}</a> digests/day-2024-04-15.html'
    assert layout.named_editions(page) == [path]
    assert layout.named_page(layout.digest_name("week")) == "week.html"


def test_what_links_to_a_file_is_replaced_after_it() -> None:
    paths = [
        "index.html", "topics/ai.html", "feeds.opml", "archives/all-1.html", "all.html",
        "topics/ai.rss", "sitemap.xml", "all.rss", "archives/all-1.rss",
    ]  # fmt: skip
    assert sorted(paths, key=layout.rank) == [
        "archives/all-1.rss", "archives/all-1.html", "topics/ai.rss", "all.rss", "topics/ai.html",
        "all.html", "feeds.opml", "sitemap.xml", "index.html",
    ]  # fmt: skip


def test_a_feed_of_another_kind_is_not_taken_for_that_of_its_topic() -> None:
    own, other = feed("topics/ai", AI), feed("hot/ai", AI)
    assert (layout.own_topic(own), layout.own_topic(other)) == (AI, None)
    assert [layout.short_name(one) for one in (own, other, feed("all"))] == ["ai", "hot/ai", "all"]


# --- nobody else


def spelt(file: Path) -> Iterator[str]:
    """Each text of a module that spells a part of the output's paths."""
    tree = ast.parse(file.read_text("utf-8"))
    documentation = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            if "{feed.name}." in (text := ast.unparse(node)):
                yield f"{node.lineno}: {text}"
        elif (
            isinstance(node, ast.Constant)
            and node not in documentation
            and isinstance(node.value, str)
            and PATH.search(node.value)
        ):
            yield f"{node.lineno}: {node.value}"


# A JSON pointer (/topics/0) is none.
PATH = re.compile(r"(?<![/\w])topics/|\bindex\.html|\bfeeds\.opml|^\.html$")
HOMES = ("feeds/layout.py", "feeds/kinds/__init__.py")
# The extension of what other generators read is no path of ours.
OTHERS = "records/"


def test_no_other_module_spells_a_path_of_the_output() -> None:
    package = ROOT / "feedtool"
    found = {
        file.relative_to(package).as_posix(): texts
        for file in package.rglob("*.py")
        if not file.relative_to(package).as_posix().startswith(OTHERS)
        and (texts := list(spelt(file)))
    }
    assert found.keys() == set(HOMES), found


def test_no_template_spells_a_path_of_the_output() -> None:
    templates = list((ROOT / "feedtool" / "feeds" / "render" / "templates").glob("*.html"))
    assert templates
    for template in templates:
        assert not PATH.search(template.read_text("utf-8")), template.name
        assert not re.search(r'(?:href|src)="[^"]*\.html', template.read_text("utf-8"))


def test_a_copy_of_a_feed_under_a_name_of_its_own_is_not_ours() -> None:
    written = b"<rss><generator>feedtool</generator><a href='https://a.example/%s'/></rss>"
    assert layout.is_marked("hot.rss", written % b"hot.rss")
    assert not layout.is_marked("feed.rss", written % b"hot.rss")
    assert layout.is_marked("all.rss", written % b"")
    assert layout.is_marked("topics/a.rss", written % b"")

"""Real readers get every item, with title, link, date, image and categories, from RSS and Atom alike."""

import json
import sqlite3
import subprocess
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from time import struct_time
from typing import Any

import atoma
import feedparser
import pytest
import reader
import yaml

from tests.integration import support
from tests.integration.conftest import Site
from tests.integration.support import SEEDS, Seen

NODE = Path(__file__).with_name("node")
RUBY = Path(__file__).with_name("items.rb")
XML = ("rss", "atom")

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:(atoma|bs4|reader|feedparser)")


class _FirstImage(HTMLParser):
    source: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img" and self.source is None:
            self.source = dict(attrs).get("src")


def first_image(html: str | None) -> str | None:
    """The first picture in what a reader shows of an item."""
    finder = _FirstImage()
    finder.feed(html or "")
    return finder.source


def moment(text: str) -> datetime:
    return (
        datetime.fromisoformat(text) if text[:4].isdecimal() else parsedate_to_datetime(text)
    ).astimezone(UTC)


def utc(parsed: struct_time) -> datetime:
    return datetime(*parsed[:6], tzinfo=UTC)


def address(site: Site, file: Path) -> str:
    """Where a file of the site is served."""
    return f"{site.url}{file.relative_to(site.output).as_posix()}"


def chosen(site: Site) -> list[str]:
    """The feeds that every reader is given."""
    return ["all", site.feeds[-1]]


def tried(site: Site) -> list[Path]:
    """The files of these."""
    return [site.output / f"{feed}.{form}" for feed in chosen(site) for form in XML]


# --- the readers: each takes the site and the file of one of its feeds and tells what it shows -------------


def with_feedparser(_site: Site, file: Path, _scratch: Path) -> list[Seen]:
    document = feedparser.parse(file.read_bytes())
    assert not document.bozo, document.get("bozo_exception")
    return [
        Seen(
            title=entry.title,
            link=entry.link,
            published=utc(entry.published_parsed),
            image=entry.media_content[0]["url"] if "media_content" in entry else None,
            categories=tuple(tag.label or tag.term for tag in entry.get("tags", ())),
        )
        for entry in document.entries
    ]


def with_reader(site: Site, file: Path, _scratch: Path) -> list[Seen]:
    url = address(site, file)
    with reader.make_reader(":memory:") as store:
        store.add_feed(url)
        store.update_feed(url)
        return [
            Seen(
                title=entry.title or "",
                link=entry.link or "",
                published=entry.published or datetime.min.replace(tzinfo=UTC),
                image=first_image(entry.content[0].value),
                categories=(),
            )
            for entry in store.get_entries()
        ]


def with_atoma(_site: Site, file: Path, _scratch: Path) -> list[Seen]:
    if file.suffix == ".rss":
        return [
            Seen(
                title=item.title,
                link=item.link,
                published=item.pub_date,
                image=first_image(item.content_encoded),
                categories=tuple(item.categories),
            )
            for item in atoma.parse_rss_bytes(file.read_bytes()).items
        ]
    return [
        Seen(
            title=entry.title.value,
            link=next(link.href for link in entry.links if link.rel == "alternate"),
            published=entry.published,
            image=first_image(entry.content.value),
            categories=tuple(category.label for category in entry.categories),
        )
        for entry in atoma.parse_atom_bytes(file.read_bytes()).entries
    ]


def with_newsboat(site: Site, file: Path, scratch: Path) -> list[Seen]:
    newsboat = support.needs("newsboat")
    config, urls, cache = (scratch / name for name in ("config", "urls", "cache.db"))
    config.write_text("max-items 0\n")
    urls.write_text(f"{address(site, file)}\n")
    subprocess.run(
        [newsboat, "-C", config, "-u", urls, "-c", cache, "-x", "reload"],
        env=support.environment(HOME=str(scratch), LANG="C.UTF-8"),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=True,
    )
    query = "select title, url, pubDate, content from rss_item where deleted = 0"
    with sqlite3.connect(cache) as store:
        rows = store.execute(query).fetchall()
    store.close()
    return [
        Seen(
            title=title,
            link=link,
            published=datetime.fromtimestamp(published, UTC),
            image=first_image(content),
            categories=(),
        )
        for title, link, published, content in rows
    ]


def _from_json(items: Iterable[Mapping[str, Any]]) -> list[Seen]:
    return [
        Seen(
            title=item["title"],
            link=item["link"],
            published=moment(item["published"]),
            image=item["image"],
            categories=tuple(item["categories"]),
        )
        for item in items
    ]


def _output(*command: str | Path) -> bytes:
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@cache
def _by_node(library: str, site: Site) -> dict[str, Any]:
    """What a library sees of each feed of a site: to start the program takes longer than to read them all."""
    node = support.needs("node")
    if not (NODE / "node_modules" / library).is_dir():
        pytest.skip(f"{library} is not installed: make readers")
    seen: dict[str, Any] = json.loads(_output(node, NODE / "read.mjs", library, *tried(site)))
    return seen


@cache
def _by_ruby(site: Site) -> dict[str, Any]:
    """The same of Ruby's."""
    ruby = support.needs("ruby")
    files = [site.output / f"{feed}.{form}" for feed in site.feeds for form in XML]
    seen: dict[str, Any] = json.loads(_output(ruby, RUBY, *files))
    return seen


def with_feedsmith(site: Site, file: Path, _scratch: Path) -> list[Seen]:
    return _from_json(_by_node("feedsmith", site)[str(file)])


def with_rss_parser(site: Site, file: Path, _scratch: Path) -> list[Seen]:
    return _from_json(_by_node("rss-parser", site)[str(file)])


def with_ruby(site: Site, file: Path, _scratch: Path) -> list[Seen]:
    seen = _by_ruby(site)[str(file)]
    items = [item | {"image": first_image(item["image"])} for item in seen]
    return _from_json(items)


Reader = Callable[[Site, Path, Path], list[Seen]]
READERS: dict[str, Reader] = {
    "feedparser": with_feedparser,
    "reader": with_reader,
    "atoma": with_atoma,
    "newsboat": with_newsboat,
    "feedsmith": with_feedsmith,
    "rss-parser": with_rss_parser,
    "ruby": with_ruby,
}
PROGRAMS = {"newsboat", "feedsmith", "rss-parser", "ruby"}

# What a reader cannot do with any feed, however right. Pictures are no limit: whoever does not take
# Media RSS shows the one in the content.
NO_CATEGORIES = {
    ("reader", "rss"),  # its entries have no categories at all
    ("reader", "atom"),
    ("newsboat", "rss"),  # nor has its table of items
    ("newsboat", "atom"),
    ("rss-parser", "atom"),  # it reads them from RSS alone
}
# These keep items in a store and give them back in an order of their own.
UNORDERED = {"reader", "newsboat"}


def in_one_order(items: Iterable[Seen]) -> list[Seen]:
    return sorted(items, key=lambda item: (item.published, item.link))


@pytest.mark.parametrize("form", XML)
@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=[pytest.mark.program] * (name in PROGRAMS)) for name in READERS],
)
def test_a_reader_gets_every_item(site: Site, name: str, form: str, tmp_path: Path) -> None:
    # One feed at a time: newsboat keeps an item that several feeds hold in only one of them.
    for number, feed in enumerate(chosen(site)):
        scratch = tmp_path / str(number)
        scratch.mkdir()
        file = site.output / f"{feed}.{form}"
        items = support.expected(site.output / f"{feed}.json")
        seen = READERS[name](site, file, scratch)
        if (name, form) in NO_CATEGORIES:
            items = [replace(item, categories=()) for item in items]
        if name in UNORDERED:
            items, seen = in_one_order(items), in_one_order(seen)
        assert seen == items


@pytest.mark.program
def test_ruby_finds_every_feed_valid(site: Site) -> None:
    files = [site.output / f"{feed}.{form}" for feed in site.feeds for form in XML]
    assert {file: len(items) for file, items in _by_ruby(site).items()} == {
        str(file): len(support.expected(file.with_suffix(".json"))) for file in files
    }


def _published(folder: Path) -> dict[str, dict[str, Any]]:
    """The records of a folder that are published, by their original URL, read by PyYAML alone."""
    texts = [file.read_text("utf-8") for file in folder.rglob("*") if file.is_file()]
    records = [yaml.load(text.split("---\n")[1], yaml.BaseLoader) for text in texts]
    return {
        record["originalUrl"]: record
        for record in records
        if record["published"] == "true" and int(record["heat"]) >= 0
    }


def test_the_items_that_readers_should_get_are_those_of_the_records(site: Site) -> None:
    folder = support.CORPUS / "news" if site.name == "corpus" else SEEDS
    records = _published(folder)
    items = {item.link: item for item in support.expected(site.output / "all.json")}
    assert items.keys() == {
        record.get("webUrl", url).partition("?utm_")[0] for url, record in records.items()
    }
    for url, record in records.items():
        item = items[record.get("webUrl", url).partition("?utm_")[0]]
        images = record.get("images") or [{"url": None}]
        assert item == Seen(
            # Entities and soft hyphens are no part of a headline.
            title=" ".join(unescape(record["title"]).replace("\xad", "").split()),
            link=item.link,
            published=moment(record["publishedDateTime"]),
            image=images[0]["url"],
            categories=tuple(record["topics"]),
        )

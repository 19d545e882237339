"""The pages in a real browser: what chromium makes of them, on the loopback and from the disk."""

import json
import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import html

from feedtool.feeds import layout as paths
from feedtool.feeds import render
from feedtool.feeds.render import editions
from feedtool.model.digest import DigestStory, Edition
from feedtool.model.feed import Feed, Item
from feedtool.model.record import Image, Provider, Related
from feedtool.model.topics import Topic
from tests.feeds.render.test_pages import site_of
from tests.feeds.render.test_render import FORMATS, SITE, item
from tests.integration import support
from tests.integration.conftest import Site

NODE = Path(__file__).with_name("node")

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--enable-logging=stderr",
)  # fmt: skip
TYPES = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "json": "application/feed+json",
}

pytestmark = pytest.mark.program


@dataclass(frozen=True, slots=True)
class Page:
    """A page as the browser holds it, and what its console says."""

    document: html.HtmlElement
    console: list[str]

    def find(self, path: str) -> list[Any]:
        found = self.document.xpath(path)
        assert isinstance(found, list)
        return found


def opened(url: str, profile: Path) -> Page:
    chromium = support.needs("chromium")
    done = subprocess.run(
        [chromium, *FLAGS, f"--user-data-dir={profile}", "--dump-dom", url],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=90,
        check=True,
    )
    console = [line for line in done.stderr.decode().splitlines() if ":CONSOLE" in line]
    return Page(html.document_fromstring(done.stdout.decode()), console)


def feed(site: Site, name: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((site.output / f"{name}.json").read_bytes())
    return document


def test_the_landing_page_shows_every_feed_and_the_newest_items(site: Site, tmp_path: Path) -> None:
    page = opened(f"{site.url}index.html", tmp_path)
    assert page.console == []
    everything = feed(site, "all")
    assert [h1.text_content() for h1 in page.find("//h1")] == [everything["title"]]
    for name in site.feeds:
        for form, kind in TYPES.items():
            where = f"[@href='{name}.{form}'][@type='{kind}']"
            (subscribe,) = page.find(f"//main//a[@rel='alternate']{where}")
            assert subscribe.text_content() in subscribe.get("aria-label")
            assert page.find(f"//main//code[.='{site.url}{name}.{form}']")
        assert page.find(f"//main//a[@href='{name}.html']")
    discovery = page.find("/html/head/link[@rel='alternate']")
    assert [(link.get("href"), link.get("type")) for link in discovery] == [
        (f"{site.url}all.{form}", TYPES[form]) for form in ("rss", "atom")
    ]
    assert all(link.get("title") for link in discovery)
    shown = [link.text_content() for link in page.find("//main//li/h3/a")]
    assert shown == [item["title"] for item in everything["items"]][:10]
    for place in ("//main", "//footer"):
        assert page.find(f"{place}//a[@type='text/x-opml']/@href") == ["feeds.opml"]


def test_the_page_of_a_topic_shows_its_addresses_and_all_its_items(
    site: Site, tmp_path: Path
) -> None:
    name = site.feeds[-1]
    assert name.startswith("topics/")
    page = opened(f"{site.url}{name}.html", tmp_path)
    assert page.console == []
    told = feed(site, name)
    assert told["items"]
    assert [h1.text_content() for h1 in page.find("//h1")] == [told["title"]]
    addresses = {form: f"{site.url}{name}.{form}" for form in TYPES}
    assert [code.text_content() for code in page.find("//main//code")] == [*addresses.values()]
    for place, root in (
        ("/html/head/link[@rel='alternate']", site.url),
        ("//main//a[@rel='alternate']", "../"),
    ):
        found = {element.get("href"): element.get("type") for element in page.find(place)}
        assert found == {f"{root}{name}.{form}": kind for form, kind in TYPES.items()}
    items = told["items"]
    assert [link.text_content() for link in page.find("//main//li/h3/a")] == [
        item["title"] for item in items
    ]
    assert page.find("//main//li/h3/a/@href") == [item["url"] for item in items]
    assert page.find("//main//li//time/@datetime") == [item["date_published"] for item in items]
    assert page.find("//header//a[@href='../index.html']")


def test_the_style_is_the_one_that_the_policy_allows(site: Site, tmp_path: Path) -> None:
    """Without this the test of the console would prove nothing: a wrong hash is told there."""
    text = (site.output / "index.html").read_text("utf-8")
    wrong = re.sub(r"sha256-[^']+", f"sha256-{'A' * 43}=", text, count=1)
    assert wrong != text
    (tmp_path / "index.html").write_text(wrong, "utf-8")
    with support.served(tmp_path) as url:
        page = opened(f"{url}index.html", tmp_path / "profile")
    assert any("Content Security Policy" in line for line in page.console)


def test_every_page_is_sound_html_without_scripts(site: Site) -> None:
    pages = sorted(site.output.rglob("*.html"))
    assert len(pages) == len(site.feeds) + 1
    for file in pages:
        document = html.document_fromstring(file.read_text("utf-8"))
        assert not document.xpath("//script | //iframe | //object | //@style | //@onclick")
        assert document.get("lang")
        assert len(document.xpath("//h1")) == len(document.xpath("//main")) == 1
        ids = document.xpath("//@id")
        assert len(ids) == len(set(ids))
        for reference in document.xpath("//@aria-labelledby"):
            assert reference in ids
        for target in document.xpath("//a/@href[starts-with(., '#')]"):
            assert target[1:] in ids
        policy = document.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
        assert policy.startswith("default-src 'none'")
        assert document.xpath("//meta[@name='viewport']")


# --- from the disk --------------------------------------------------------------------------------


@pytest.mark.parametrize("layout", ["files", "generations"])
def test_every_link_from_file_to_file_leads_somewhere(layout: str, tmp_path: Path) -> None:
    config = support.seeds_config(tmp_path)
    text = config.read_text("utf-8")
    config.write_text(text.replace("[feeds]", f'[feeds]\nlayout = "{layout}"', 1), "utf-8")
    output = support.build(config)
    assert output.is_symlink() == (layout == "generations")
    reached, waiting = set[Path](), [output / "index.html"]
    while waiting:
        page = waiting.pop()
        reached.add(page)
        for file in linked(page):
            assert file.is_file(), (page, file)
            assert file.is_relative_to(output)
            if file.suffix == ".html" and file not in reached | {*waiting}:
                waiting.append(file)
            reached.add(file)
    made = {output / path for path in support.tree(output) if not paths.is_list(path)}
    made -= {output / "README.md"}
    assert reached == made


def linked(page: Path) -> Iterable[Path]:
    """The files that a page leads to by addresses that are not absolute."""
    document = html.document_fromstring(page.read_text("utf-8"))
    for address in document.xpath("//@href | //@src"):
        if not urlsplit(address).scheme and not address.startswith("#"):
            whole = urlsplit(urljoin(page.as_uri(), address))
            assert whole.scheme == "file"
            yield Path(unquote(whole.path))


def test_the_pages_work_from_the_disk(site: Site, tmp_path: Path) -> None:
    page = opened((site.output / "index.html").as_uri(), tmp_path / "profile")
    assert page.console == []
    assert page.find("//main//li/h3/a")


# --- as judges see them ---------------------------------------------------------------------------


def judged(files: Iterable[Path], scratch: Path) -> dict[str, Any]:
    """What chromium, axe-core and html-validate say of pages."""
    chromium, node = support.needs("chromium"), support.needs("node")
    for library in ("axe-core", "html-validate", "puppeteer-core"):
        if not (NODE / "node_modules" / library).is_dir():
            pytest.skip(f"{library} is not installed: make readers")
    done = subprocess.run(
        [node, NODE / "pages.mjs", chromium, scratch / "profile", *files],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.slow
def test_nothing_is_wrong_with_any_page(site: Site, tmp_path: Path) -> None:
    found = judged(sorted(site.output.rglob("*.html")), tmp_path)
    assert len(found) == len(site.feeds) + 1
    assert complaints(found) == []


def complaints(found: dict[str, Any]) -> list[tuple[str, str, Any]]:
    told = []
    for file, said in found.items():
        told += [(file, "console", line) for line in said["console"]]
        told += [(file, "html", line) for line in said["html"]]
        for kind in ("wide", "axe"):
            told += [(file, f"{kind} {where}", what) for where, what in said[kind].items() if what]
    return told


WORD = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung"
PICTURE = Image("https://i.example/x.jpg", 640, 360)


def odd_site() -> tuple[Feed, ...]:
    """What layouts break on: long words, other scripts, no parts, odd sizes, topics in topics in topics."""
    topics = [
        Topic("long", WORD),
        Topic("hebrew", "שלום עולם", parent="long"),
        Topic("japanese", "深層学習", parent="hebrew"),
        *(Topic(f"t{n}", f"Topic {n}", parent=f"t{n - 1}" if n % 7 else None) for n in range(38)),
    ]
    related = (
        Related(WORD * 2, "https://r.example/", "1", "R & Co"),
        Related("שלום", "https://r.example/2", "2", None),
    )
    items: list[Item] = [
        item(1, topics=tuple(topics[:9]), image=PICTURE, video="https://v.example/", related=related),
        item(2, title="שלום עולם " * 9, excerpt="ידיעה " * 60, image=PICTURE, topics=(topics[1],)),
        item(3, title="W" * 150, excerpt="x" * 400, image=PICTURE, provider=Provider("P" * 99, "h")),
        item(4, title="The same", excerpt="The same"),
        item(5, image=Image("https://i.example/tall.jpg", 10, 19_000), provider=Provider(
            "P", "https://p.example/", "https://p.example/icon.png")),
        item(6, image=Image("https://i.example/unknown", None, None)),
        item(7, image=Image("http://i.example/plain.jpg", 1, 1)),
    ]  # fmt: skip
    return site_of(topics, *items)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "de", "ar"])
def test_nothing_is_wrong_with_odd_pages(language: str, tmp_path: Path) -> None:
    feeds = odd_site()
    site = SITE._replace(language=language, title=f"Site {'W' * 60}", url=f"{SITE.url}{'x' * 90}/")
    empty = site_of([], *())
    files = dict(render.site_files(feeds, site, FORMATS))
    files["empty.html"] = dict(render.site_files(empty, site, FORMATS))["index.html"]
    for one in (*feeds[:4], feeds[-1]):
        files |= render.files(one, site, FORMATS)
    (tmp_path / "topics").mkdir()
    for path, content in files.items():
        (tmp_path / path).write_bytes(content)
    found = judged(sorted(tmp_path.rglob("*.html")), tmp_path)
    assert len(found) == 7
    assert complaints(found) == []
    (landing,) = (said for file, said in found.items() if file.endswith("index.html"))
    for opened_by_picture in landing["targets"].values():
        assert opened_by_picture == [item(number).link for number in (1, 2, 3, 5, 6)]
    pictures = set(landing["pictures"])
    assert {PICTURE.url, "https://p.example/icon.png"} < pictures
    assert all(url.startswith("https:") for url in pictures)


@pytest.mark.parametrize("language", ["en", pytest.param("ar", marks=pytest.mark.slow)])
def test_nothing_is_wrong_with_the_pages_of_editions(language: str, tmp_path: Path) -> None:
    """They are as wide as the narrowest screen, and people read them in mail programs."""
    site = SITE._replace(language=language, title=f"Site {'W' * 60}", url=f"{SITE.url}{'x' * 90}/")
    stories = (
        DigestStory("urn:1", WORD, "https://a.example/1", "P" * 99, "x" * 400, WORD),
        DigestStory(
            "urn:2", "שלום עולם " * 9, "https://a.example/2", "P & Co", "ידיעה " * 60, WORD
        ),
        DigestStory("urn:3", "The same", "https://a.example/3", "P", "", "深層学習"),
        DigestStory("urn:4", "W" * 150, "https://a.example/4", "P", "The same"),
    )
    moment = datetime(2024, 4, 22, tzinfo=UTC)
    told = Edition("urn:x", "2024-w16", "Week 16 of 2024", moment, stories, 3)
    (tmp_path / "topics.html").write_bytes(editions.page(told, "week", site))
    one = told._replace(stories=stories[3:])
    (tmp_path / "plain.html").write_bytes(editions.page(one, "week", site))
    found = judged(sorted(tmp_path.rglob("*.html")), tmp_path)
    assert len(found) == 2
    assert complaints(found) == []


def test_the_judges_do_find_faults(tmp_path: Path) -> None:
    """Without this the tests above would prove nothing."""
    page = tmp_path / "bad.html"
    page.write_text(
        "<!doctype html><html><head><title>Bad</title></head><body><main><h1>Bad</h1>"
        '<p style="width: 500px; color: #ccc">pale<img src="x.png"></main></body></html>'
    )
    (said,) = judged([page], tmp_path).values()
    assert [bool(said["wide"][width]) for width in ("320", "390", "1280")] == [True, True, False]
    rules = {line.partition(":")[0] for line in said["axe"]["light 390"]}
    assert rules >= {"color-contrast", "image-alt", "html-has-lang"}
    assert any("wcag/h37" in line for line in said["html"])

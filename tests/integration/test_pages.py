"""The pages in a real browser: what chromium makes of them, on the loopback."""

import json
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from tests.integration import support
from tests.integration.conftest import Site

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
            where = f"[@href='{site.url}{name}.{form}'][@type='{kind}']"
            (discovery,) = page.find(f"/html/head/link[@rel='alternate']{where}")
            assert discovery.get("title")
            (subscribe,) = page.find(f"//main//a[@rel='alternate']{where}")
            assert subscribe.text_content() in subscribe.get("aria-label")
        assert page.find(f"//main//a[@href='{site.url}{name}.html']")
        assert page.find(f"//main//code[.='{site.url}{name}.rss']")
    shown = [link.text_content() for link in page.find("//main//li/h3/a")]
    assert shown == [item["title"] for item in everything["items"]][:10]
    (opml,) = page.find("//footer//a[@type='text/x-opml']/@href")
    assert opml == f"{site.url}feeds.opml"


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
    for place in ("/html/head/link[@rel='alternate']", "//main//a[@rel='alternate']"):
        found = {element.get("href"): element.get("type") for element in page.find(place)}
        assert found == {addresses[form]: kind for form, kind in TYPES.items()}
    items = told["items"]
    assert [link.text_content() for link in page.find("//main//li/h3/a")] == [
        item["title"] for item in items
    ]
    assert page.find("//main//li/h3/a/@href") == [item["url"] for item in items]
    assert page.find("//main//li//time/@datetime") == [item["date_published"] for item in items]
    assert page.find(f"//header//a[@href='{site.url}']")


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

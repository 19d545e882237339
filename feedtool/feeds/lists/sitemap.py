"""Sitemaps (https://www.sitemaps.org/protocol.html): one of the pages, and one of the news of two days."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from feedtool.feeds import layout
from feedtool.imports.tuples import NamedTuple
from feedtool.model.config import Site
from feedtool.model.feed import NEVER, Feed, Item
from feedtool.text import dates

# The limits of the protocol; the names of what is around the addresses are counted with them.
MOST_URLS, MOST_BYTES = 50_000, 50_000_000
_AROUND = 100
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<!-- generator="feedtool" -->\n'
# For Chinese alone the sitemap of news names the script, not the language alone.
_CHINESE = {"zh-tw": "zh-tw", "zh-hk": "zh-tw", "zh-hant": "zh-tw"}


class Page(NamedTuple):
    """An address, and when what stands there was last changed, where that is known."""

    url: str
    updated: str | None


class Sitemap(NamedTuple):
    """A sitemap: the element around its addresses, that of each, and the pages."""

    root: str
    element: str
    pages: tuple[Page, ...]


def escape(text: str) -> str:
    """The text as it stands between tags of XML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def pages(documents: Iterable[Feed], site: Site) -> list[Page]:
    """The pages of the site, the landing page first."""
    documents = tuple(documents)
    newest = max((document.updated for document in documents), default=NEVER)
    found = [Page(site.url, _moment(newest))]
    found += (
        Page(layout.page_url(document, site), _moment(document.updated)) for document in documents
    )
    return found


def _moment(updated: datetime) -> str | None:
    return None if updated == NEVER else dates.rfc3339(updated)


def parts(
    found: Sequence[Page], site: Site, most_urls: int = MOST_URLS, most_bytes: int = MOST_BYTES
) -> dict[str, Sitemap]:
    """The sitemaps of some pages, by path: one; or, where it would be too large, several and their list."""
    cut = list(_cut(found, most_urls, most_bytes))
    if len(cut) == 1:
        return {layout.SITEMAP: Sitemap("urlset", "url", cut[0])}
    made = {
        layout.sitemap_part(number): Sitemap("urlset", "url", some)
        for number, some in enumerate(cut, 1)
    }
    listed = (Page(site.url + path, _newest(part.pages)) for path, part in made.items())
    return made | {layout.SITEMAP: Sitemap("sitemapindex", "sitemap", tuple(listed))}


def _cut(found: Sequence[Page], most_urls: int, most_bytes: int) -> Iterator[tuple[Page, ...]]:
    some: list[Page] = []
    size = 0
    for page in found:
        needs = len(escape(page.url).encode()) + _AROUND
        if some and (len(some) >= most_urls or size + needs > most_bytes - _AROUND * 3):
            yield tuple(some)
            some, size = [], 0
        some.append(page)
        size += needs
    yield tuple(some)


def _newest(found: Iterable[Page]) -> str | None:
    return max((page.updated for page in found if page.updated), default=None)


def render(sitemap: Sitemap) -> bytes:
    """The bytes of a sitemap."""
    name = sitemap.element
    lines = [
        f"  <{name}><loc>{escape(page.url)}</loc>"
        + (f"<lastmod>{page.updated}</lastmod>" if page.updated else "")
        + f"</{name}>\n"
        for page in sitemap.pages
    ]
    return _document(sitemap.root, f'xmlns="{_NAMESPACE}"', lines)


def news(feed: Feed, site: Site) -> bytes:
    """The bytes of the sitemap of news: https://www.google.com/schemas/sitemap-news/0.9/sitemap-news.xsd"""
    lines = [_story(item, site) for item in feed.items]
    return _document("urlset", f'xmlns="{_NAMESPACE}" xmlns:news="{_NEWS}"', lines)


def _document(root: str, namespaces: str, lines: Iterable[str]) -> bytes:
    return f"{_HEAD}<{root} {namespaces}>\n{''.join(lines)}</{root}>\n".encode()


def _story(item: Item, site: Site) -> str:
    return (
        f"  <url>\n    <loc>{escape(item.via or item.link)}</loc>\n"
        "    <news:news>\n"
        f"      <news:publication><news:name>{escape(site.title)}</news:name>"
        f"<news:language>{_language(site.language)}</news:language></news:publication>\n"
        f"      <news:publication_date>{dates.rfc3339(item.published)}</news:publication_date>\n"
        f"      <news:title>{escape(item.title)}</news:title>\n"
        "    </news:news>\n  </url>\n"
    )


def _language(tag: str) -> str:
    """The language of news, which has two or three letters, or is one of two kinds of Chinese."""
    tag = tag.lower()
    language = tag.partition("-")[0]
    if language == "zh":
        return next((to for begins, to in _CHINESE.items() if tag.startswith(begins)), "zh-cn")
    return language

"""Make feeds to measure with: ``python benchmarks/feeds.py rss|atom|json MEGABYTES FILE``.

They look like those of a busy site: articles of some 4 KB of HTML in full, with headings, lists, quotes,
links and images of their own, authors, categories and dates. Equal arguments give equal bytes, whatever
the machine. The articles are written one by one, so that making a feed takes no memory either.
"""

import argparse
import json
import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path
from typing import BinaryIO, NamedTuple

SITE = "https://news.example.org"
START = datetime(2025, 6, 1, 9, 30, tzinfo=UTC)
STEP = timedelta(minutes=37)
MEGABYTE = 1_000_000
_WORDS = (  # noqa: SIM905 - words
    "the of maker team data flow harbour window river table record release preview café editor "
    "security update business process customer model builder naïve service council studio market "
    "learn design today every new with from and that for more about how winter señor garden light "
    "question answer railway orchestra museum library “quoted” seven hundred before after between"
).split()
_NAMES = ("Jane Doe", "Łukasz Nowak", "Aiko Tanaka", "Maria José Souza", "Sam O'Neill")
_TOPICS = ("Science", "Culture", "Local news", "Research & development", "Sport", "Opinion")


class Article(NamedTuple):
    """What a feed says of an article, whatever its format."""

    address: str
    title: str
    summary: str
    html: str
    author: str
    topics: list[str]
    moment: datetime


class Format(NamedTuple):
    """How a feed begins and ends, and how it writes an article."""

    head: str
    item: Callable[[Article], str]
    between: str
    tail: str


def articles(seed: int = 1) -> Iterator[Article]:
    """Articles without end, the newest first."""
    chance = random.Random(seed)
    number = 0
    while True:
        number += 1
        words = _sentence(chance, 8)
        slug = "-".join(word.strip("“”").lower() for word in words.rstrip(".").split()[:6])
        slug = slug.encode("ascii", "ignore").decode()
        yield Article(
            f"{SITE}/2025/{number:06d}/{slug}/",
            words.rstrip("."),
            _sentence(chance, 30),
            _body(chance, number),
            chance.choice(_NAMES),
            chance.sample(_TOPICS, 2),
            START - STEP * number,
        )


def _sentence(chance: random.Random, length: int) -> str:
    words = " ".join(chance.choices(_WORDS, k=chance.randint(length // 2, length)))
    return f"{words[0].upper()}{words[1:]}."


def _paragraph(chance: random.Random, number: int) -> str:
    parts = [_sentence(chance, 18) for _ in range(chance.randint(2, 5))]
    kind = chance.random()
    if kind < 0.5:  # noqa: PLR2004
        parts.insert(1, f'<a href="{SITE}/topic/{chance.randrange(400)}/?from={number}">here</a>')
    if kind < 0.3:  # noqa: PLR2004
        parts.insert(1, f"<strong>{_sentence(chance, 4)}</strong>")
    elif kind > 0.8:  # noqa: PLR2004
        parts.insert(1, f"<em>Q&amp;A</em> &#8212; <code>x &lt; {chance.randrange(99)}</code>")
    return f"<p>{' '.join(parts)}</p>"


def _body(chance: random.Random, number: int) -> str:
    blocks: list[str] = []
    for _ in range(chance.randint(3, 6)):
        blocks += [_paragraph(chance, number) for _ in range(chance.randint(2, 4))]
        kind = chance.randrange(4)
        if kind == 0:
            image = f"{SITE}/images/{number}-{chance.randrange(9)}"
            blocks.append(
                f'<figure class="wide"><img src="{image}.jpg" srcset="{image}.jpg 1x, '
                f'{image}@2x.jpg 2x" alt="{_sentence(chance, 4)}" width="1024" height="576" '
                f'loading="lazy"><figcaption>{_sentence(chance, 8)}</figcaption></figure>'
            )
        elif kind == 1:
            lines = "".join(f"<li>{_sentence(chance, 8)}</li>" for _ in range(4))
            blocks.append(f"<h2>{_sentence(chance, 5)}</h2><ul>{lines}</ul>")
        elif kind == 2:  # noqa: PLR2004
            blocks.append(f"<blockquote><p>{_sentence(chance, 25)}<br/>—</p></blockquote>")
    return "\n".join(blocks)


def _rss(one: Article) -> str:
    topics = "".join(f"<category>{topic.replace('&', '&#x26;')}</category>" for topic in one.topics)
    return f"""<item>
<title>{one.title}</title>
<link>{one.address}</link>
<guid isPermaLink="true">{one.address}</guid>
<pubDate>{one.moment:%a, %d %b %Y %H:%M:%S +0000}</pubDate>
<dc:creator>{one.author}</dc:creator>
{topics}
<description>{one.summary}</description>
<content:encoded><![CDATA[{one.html}]]></content:encoded>
</item>
"""


def _atom(one: Article) -> str:
    topics = "".join(f'<category term="{escape(topic)}"/>' for topic in one.topics)
    return f"""<entry>
<title>{one.title}</title>
<link rel="alternate" type="text/html" href="{one.address}"/>
<id>{one.address}</id>
<published>{one.moment:%Y-%m-%dT%H:%M:%SZ}</published>
<updated>{one.moment:%Y-%m-%dT%H:%M:%SZ}</updated>
<author><name>{one.author}</name></author>
{topics}
<summary>{one.summary}</summary>
<content type="html">{escape(one.html, quote=False)}</content>
</entry>
"""


def _json(one: Article) -> str:
    return json.dumps(
        {
            "id": one.address,
            "url": one.address,
            "title": one.title,
            "summary": one.summary,
            "content_html": one.html,
            "authors": [{"name": one.author}],
            "tags": one.topics,
            "date_published": f"{one.moment:%Y-%m-%dT%H:%M:%SZ}",
        },
        ensure_ascii=False,
        indent=1,
    )


FORMATS = {
    "rss": Format(
        f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>A busy site</title>
<link>{SITE}/</link>
<description>Feeds to measure with.</description>
<language>en</language>
<lastBuildDate>Sun, 01 Jun 2025 09:30:00 +0000</lastBuildDate>
<atom:link rel="self" type="application/rss+xml" href="{SITE}/all.rss"/>
""",
        _rss,
        "",
        "</channel>\n</rss>\n",
    ),
    "atom": Format(
        f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<title>A busy site</title>
<id>{SITE}/</id>
<updated>2025-06-01T09:30:00Z</updated>
<link rel="self" type="application/atom+xml" href="{SITE}/all.atom"/>
<link rel="alternate" type="text/html" href="{SITE}/"/>
""",
        _atom,
        "",
        "</feed>\n",
    ),
    "json": Format(
        f"""{{
"version": "https://jsonfeed.org/version/1.1",
"title": "A busy site",
"home_page_url": "{SITE}/",
"feed_url": "{SITE}/all.json",
"language": "en",
"items": [
""",
        _json,
        ",\n",
        "\n]\n}\n",
    ),
}


def write(name: str, size: int, stream: BinaryIO) -> int:
    """Write a feed of about that many bytes; the number of its items."""
    kind = FORMATS[name]
    written = stream.write(kind.head.encode())
    count = 0
    for article in articles():
        text = (kind.between if count else "") + kind.item(article)
        written += stream.write(text.encode())
        count += 1
        if written >= size:
            break
    stream.write(kind.tail.encode())
    return count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("format", choices=FORMATS)
    parser.add_argument("megabytes", type=float)
    parser.add_argument("file", type=Path)
    given = parser.parse_args()
    with given.file.open("wb") as stream:
        write(given.format, int(given.megabytes * MEGABYTE), stream)


if __name__ == "__main__":
    main()

"""Make N distinct records to measure with: ``python benchmarks/corpus.py N DIR``.

The records are those of a real site, multiplied, where ``../shared/corpus`` is at hand, else made up
in the same shape and size. Each has an address, a date and a headline of its own, so that nothing is
merged and no two programs can differ over a tie. Equal N gives equal bytes, whatever the machine.
"""

import argparse
import random
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "news"
TOPICS = (
    "Power Apps",
    "Canvas apps",
    "Model-driven apps",
    "Common Data Service",
    "AI Builder",
    "Portals",
    "Teams Integration",
)
MIN_HEAT = 75
START = datetime(2015, 1, 1, tzinfo=UTC)
STEP = timedelta(minutes=7)

_CONFIG = """\
[site]
title = "Benchmark"
url = "https://bench.example.org/"
description = "Records to measure with."

[records]
path = "news"

[feeds]
min_heat = {min_heat}
"""
_URL = re.compile(
    r'^(?P<key>originalUrl|webUrl|ampWebUrl|cdnAmpWebUrl): "(?P<url>[^"]*)"', re.MULTILINE
)
_DATE = re.compile(r"^(?:publishedDateTime|updatedDateTime): .*\n", re.MULTILINE)
_WORDS = (  # noqa: SIM905 - words
    "the of maker team app data flow portal screen form table record release preview connector "
    "security update business process customer model builder cloud service admin studio community "
    "learn design today every new with from and that for more about how"
).split()


def slug(topic: str) -> str:
    """The name of a topic in file names."""
    return topic.lower().replace(" ", "-")


def write(count: int, folder: Path) -> None:
    """Fill a folder with records and a configuration."""
    news = folder / "news"
    news.mkdir(parents=True)
    for name, text in records(count):
        (news / name).write_text(text, "utf-8")
    tables = (f'\n[topics.{slug(topic)}]\nname = "{topic}"\n' for topic in TOPICS)
    config = _CONFIG.format(min_heat=MIN_HEAT) + "".join(tables)
    (folder / "feedtool.toml").write_text(config, "utf-8")


def records(count: int) -> Iterator[tuple[str, str]]:
    """The names and texts of so many records, oldest first."""
    templates = [file.read_text("utf-8") for file in sorted(CORPUS.glob("*.md"))] or [
        _made_up(random.Random(number)) for number in range(232)
    ]
    for number in range(count):
        moment = START + STEP * number
        text = _distinct(templates[number % len(templates)], number, moment)
        yield f"{moment:%Y-%m-%d}-story-{number:07d}.md", text


def _distinct(text: str, number: int, moment: datetime) -> str:
    """The record with an address and a date of its own."""

    def address(found: re.Match[str]) -> str:
        mark = "&" if "?" in found["url"] else "?"
        return f'{found["key"]}: "{found["url"]}{mark}n={number}"'

    text = _DATE.sub("", _URL.sub(address, text))
    date = f"publishedDateTime: {moment:%Y-%m-%dT%H:%M:%SZ}\n"
    return text.replace("originalUrl:", f"{date}originalUrl:", 1)


def _made_up(chance: random.Random) -> str:
    site = f"site{chance.randrange(40)}.example.org"
    slug = "-".join(chance.choices(_WORDS, k=8))
    words = [" ".join(chance.choices(_WORDS, k=length)) for length in (9, 45)]
    topics = "".join(f"  - {topic}\n" for topic in chance.sample(TOPICS, chance.randint(1, 2)))
    blob = "".join(
        chance.choices("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/", k=428)
    )
    heat = chance.choice((-1, 20, 45, 60, 80, 95, 120))
    return f"""\
---
category: news
title: "{words[0].capitalize()}"
excerpt: "{words[1].capitalize()}."
publishedDateTime: 2020-01-01T00:00:00Z
originalUrl: "https://{site}/2020/{slug}/"
webUrl: "https://{site}/2020/{slug}/"
type: article
quality: {max(heat, 0)}
heat: {heat}
published: {chance.choice(("true", "true", "false"))}

provider:
  name: Site {site[4:6]}
  domain: {site}
  images:
    - url: "https://{site}/assets/images/logo-50x50.jpg"
      width: 50
      height: 50

topics:
{topics}
images:
  - url: "https://{site}/assets/images/{slug}.jpg"
    width: 1280
    height: 720
    isCached: true

secured: "{blob};AAAAAAAAAAAAAAAAAAAAAA=="
---
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("count", type=int, metavar="N")
    parser.add_argument("folder", type=Path, metavar="DIR")
    given = parser.parse_args()
    write(given.count, given.folder)


if __name__ == "__main__":
    main()

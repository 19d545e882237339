"""A record in the shape of a large site's: 28 KB, nearly all of it related stories."""

import random

RELATED = 34
WORDS = (  # noqa: SIM905 - words
    "the of maker team app data flow portal screen form table record release preview connector security "
    "update business process customer model builder cloud service admin studio community learn design"
).split()


def record(number: int, chance: random.Random) -> str:
    """A record as its own site writes it, with nothing wrong in it."""
    day = f"20{chance.randint(16, 23)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
    related = "".join(_related(chance) for _ in range(RELATED))
    return f"""\
---
category: news
title: "{_words(chance, 9)}"
excerpt: "{_words(chance, 40)}."
publishedDateTime: {day}T15:31:00Z
originalUrl: "https://news.example.com/{number}/{_slug(chance)}/"
webUrl: "https://news.example.com/{number}/{_slug(chance)}/"
type: article
quality: 20
heat: 60
published: true

provider:
  name: Example News
  domain: example.com

topics:
  - Azure

images:
  - url: "https://news.example.com/images/{number}.png"
    width: 700
    height: 450
    isCached: true
    title: "{_words(chance, 9)}"

related:
{related}
secured: "{"a1B2" * 107};{"c3D4" * 5}c3=="
---
"""


def _related(chance: random.Random) -> str:
    slug = _slug(chance)
    return f"""\
  - title: "{_words(chance, 9)}"
    excerpt: "{_words(chance, 26)} ..."
    publishedDateTime: 2020-06-30T12:42:00Z
    webUrl: "https://stories.example.net/2020/{slug}/"
    ampWebUrl: "https://stories.example.net/2020/{slug}/amp/"
    type: article
    provider:
      name: Stories
      domain: example.net
    quality: {chance.randint(0, 100)}
    images:
      - url: "https://stories.example.net/images/{slug}.jpg"
        width: 1200
        height: 800
        isCached: true
"""


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(WORDS, k=count)).capitalize()


def _slug(chance: random.Random) -> str:
    return "-".join(chance.choices(WORDS, k=7))

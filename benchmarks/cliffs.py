"""What a fault in each record costs beside no fault in any: ``python benchmarks/cliffs.py``, ``make cliffs``.

The records have the shape of a large site's: 28 KB each, nearly all of it related stories. They are built
cold, and validated, in one process, all variants in each turn; a ratio is the median of those of each turn.
It takes some minutes; ``--records 500 --turns 3`` give a first idea.
"""

import argparse
import random
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import timing
from timing import Program

RELATED = 34
WORDS = (  # noqa: SIM905 - words
    "the of maker team app data flow portal screen form table record release preview connector security "
    "update business process customer model builder cloud service admin studio community learn design"
).split()
CONFIG = """\
[site]
title = "A large site"
url = "https://example.org/"

[records]
path = "news"

[topics.azure]
name = "Azure"
"""


def main() -> None:
    """Measure, and print one row a variant."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--records", type=int, default=2000, metavar="N")
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument(
        "--feedtool",
        type=Path,
        default=Path(sys.executable).with_name("feedtool"),
        metavar="PROGRAM",
    )
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for variant, changed in VARIANTS.items():
            write(folder / slug(variant), given.records, changed)
        print(f"{given.records:,} records of {_size(folder / slug(CLEAN)) / 1000:.0f} KB")
        for title, command in COMMANDS.items():
            print("", *table(title, (str(given.feedtool), *command), folder, given.turns), sep="\n")


def _size(folder: Path) -> float:
    sizes = [file.stat().st_size for file in (folder / "news").iterdir()]
    return sum(sizes) / len(sizes)


def table(title: str, command: tuple[str, ...], folder: Path, turns: int) -> list[str]:
    """The rows of one command, as Markdown."""
    programs = {}
    for variant in VARIANTS:
        site = folder / slug(variant)
        clear = partial(shutil.rmtree, site / "output", ignore_errors=True)
        programs[variant] = Program(command, site, clear, accepted=(0, 1))
    for program in programs.values():  # warms the disk
        timing.once(program)
    costs = timing.in_turns(programs, turns)
    rows = [
        f"| {variant} | {timing.median(runs):.2f} | {timing.median(runs, timing.cpu):.2f} "
        f"| {timing.ratio(costs[CLEAN], runs, timing.cpu):.2f} |"
        for variant, runs in costs.items()
    ]
    head = f"| `{title}` | wall s | cpu s | of a clean one (cpu) |"
    return [head, "| --- | --: | --: | --: |", *rows]


def slug(variant: str) -> str:
    """The name of a variant's folder."""
    return re.sub(r"\W+", "-", variant)


def write(folder: Path, count: int, changed: Callable[[str], str]) -> None:
    """Fill a folder with so many records of one variant, and a configuration; equal count, equal bytes."""
    (folder / "news").mkdir(parents=True)
    (folder / "feedtool.toml").write_text(CONFIG, "utf-8")
    for number in range(count):
        text = changed(record(number, random.Random(number)))
        (folder / "news" / f"{number:06d}.md").write_text(text, "utf-8")


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


def _in_related(text: str, pattern: str, new: str) -> str:
    """The record with one of its related stories changed, which stands somewhere in their midst."""
    before, entry, rest = text.rpartition(text.split("\n  - title")[RELATED // 2])
    return before + re.sub(pattern, new, entry, count=1) + rest


CLEAN = "nothing wrong"
VARIANTS: dict[str, Callable[[str], str]] = {
    CLEAN: str,
    "a related story without a title": lambda text: _in_related(text, r'^: "[^"]*"', ': ""'),
    "a related story with a bad address": lambda text: _in_related(
        text, r'(?<=    webUrl: ")https:', "htp"
    ),
    "a picture with a bad address": lambda text: text.replace(
        '\n  - url: "https://', '\n  - url: "/', 1
    ),
    "a key that nothing knows": lambda text: text.replace("\nheat:", "\nmood: good\nheat:", 1),
    "an excerpt that is cut": lambda text: re.sub(
        r'\nexcerpt: "[^"]*"', lambda _: '\nexcerpt: "' + "word " * 40 + 'and"', text, count=1
    ),
}
NOW = ("--now", "2024-01-01T00:00:00Z")
COMMANDS = {
    "feedtool build --no-cache": ("build", "--no-cache", "--quiet", "--jobs", "1", *NOW),
    "feedtool validate": ("validate", "--quiet", "--jobs", "1", *NOW),
}


if __name__ == "__main__":
    main()

"""What many topics cost: ``python benchmarks/topics.py``, the last part of ``make cliffs``.

Each of the 1,000 records is of five topics. One title is changed, of a story on the landing page: its feeds,
that of everything and the landing page are written anew. The cost beside that of a build in which nothing
changed tells what is done again; from row to row it should grow no faster than the number of topics.
"""

import argparse
import random
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import count as numbers
from pathlib import Path

import timing
from timing import Program

RECORDS = 1_000
TOPICS = (500, 1_000, 2_000, 4_000)
OF_ONE = 5
_NOW = ("--now", "2024-01-01T00:00:00Z")
_CONFIG = """\
[site]
title = "A site of many topics"
url = "https://example.org/"

[records]
path = "news"
"""


def main() -> None:
    """Measure, and print one row for each number of topics."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--topics", type=int, nargs="+", default=TOPICS, metavar="N")
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument(
        "--feedtool",
        type=Path,
        default=Path(sys.executable).with_name("feedtool"),
        metavar="PROGRAM",
    )
    given = parser.parse_args()
    for line in table(given.topics, given.feedtool.absolute(), given.turns):
        print(line, flush=True)


def table(numbers_of_topics: Iterable[int], feedtool: Path, turns: int) -> Iterator[str]:
    """The rows, as Markdown."""
    yield "| topics | cold, cpu s | nothing changed | one title changed | of nothing changed |"
    yield "| --: | --: | --: | --: | --: |"
    for topics in numbers_of_topics:
        with tempfile.TemporaryDirectory() as name:
            yield row(topics, Path(name), feedtool, turns)


def row(topics: int, folder: Path, feedtool: Path, turns: int) -> str:
    """The row of one number of topics, as Markdown."""
    write(topics, folder)
    command, turn = (str(feedtool), "build", "--quiet", "--jobs", "1", *_NOW), numbers(1)
    cold = Program(command, folder, partial(_clear, folder))
    same = Program(command, folder)
    programs = {
        "same": same,
        "one": Program(command, folder, lambda: _retitle(folder, next(turn))),
    }
    time.sleep(2.1)  # so that no record is as young as the cache
    first = timing.once(cold)
    time.sleep(2.1)
    timing.once(same)
    costs = timing.in_turns(programs, turns)
    ratio = timing.ratio(costs["same"], costs["one"], timing.cpu)
    medians = [timing.median(costs[name], timing.cpu) for name in programs]
    return f"| {topics:,} | {first.cpu:.2f} | {medians[0]:.2f} | {medians[1]:.2f} | {ratio:.1f} |"


def write(topics: int, folder: Path) -> None:
    """Fill a folder with records of so many topics, and a configuration; equal number, equal bytes."""
    (folder / "news").mkdir()
    for name, text in records(topics):
        (folder / "news" / name).write_text(text, "utf-8")
    tables = (f'\n[topics.subject-{n}]\nname = "Subject {n}"\n' for n in range(topics))
    (folder / "feedtool.toml").write_text(_CONFIG + "".join(tables), "utf-8")


def records(topics: int) -> Iterator[tuple[str, str]]:
    """The names and texts of the records, the newest last."""
    chance = random.Random(1)
    for number in range(RECORDS):
        named = "".join(f"  - Subject {n}\n" for n in chance.sample(range(topics), OF_ONE))
        yield (
            f"{number:06d}.md",
            f"""\
---
title: "Story number {number}"
excerpt: "What happened, and what was written about it elsewhere, for the {number}th time."
publishedDateTime: 2020-01-{number // 40 + 1:02d}T{number % 24:02d}:{number % 60:02d}:00Z
originalUrl: "https://news.example.com/{number}/story/"
heat: 80
published: true
topics:
{named}---
""",
        )


def _clear(folder: Path) -> None:
    for name in ("output", ".feedtool-cache"):
        shutil.rmtree(folder / name, ignore_errors=True)


def _retitle(folder: Path, turn: int) -> None:
    file = max((folder / "news").iterdir())
    text = re.sub(
        r"^title: .*", f'title: "Title {turn}"', file.read_text("utf-8"), flags=re.MULTILINE
    )
    file.write_text(text, "utf-8")


if __name__ == "__main__":
    main()

"""How costs grow with what feedtool is given: ``python benchmarks/performance.py``, ``make performance``.

Sites and feeds that differ in one number alone, from few to many; the results go to ``docs/performance.md``
and its picture. A cost is seconds of all processors in one process, the median of some turns in which all
sizes take part: a busy machine changes it little. ``--turns 1`` gives a first idea.
"""

import argparse
import platform
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import corpus
import feeds
import picture
import timing
from picture import Panel
from timing import Program

DOCS = Path(__file__).parents[1] / "docs"
# The records of a site whose topics, items, related stories or problems are counted.
RECORDS, RELATED_RECORDS, FEEDS = 2_000, 200, 10
_ONE = ("--quiet", "--jobs", "1", "--now", "2026-01-01T00:00:00Z")
COLD = {"build, cold": ("build", "--no-cache", *_ONE)}
BUILDS = {**COLD, "build, nothing changed": ("build", *_ONE)}
VALIDATE = {"validate": ("validate", *_ONE)}


@dataclass(frozen=True)
class Curve:
    """Commands over sites or feeds of some sizes; ``write`` makes one in a folder that is there."""

    unit: str
    text: str
    sizes: tuple[int, ...]
    write: Callable[[Path, int], None]
    commands: dict[str, tuple[str, ...]]


def write_records(folder: Path, count: int) -> None:
    """So many records in the shape of a real site's."""
    shutil.rmtree(folder)
    corpus.write(count, folder)


def write_topics(folder: Path, count: int) -> None:
    """Records that name three each of so many topics."""
    texts = (_record(n, [(3 * n + k) % count for k in range(3)]) for n in range(RECORDS))
    _write(folder, _topics(count), texts)


def write_items(folder: Path, count: int) -> None:
    """Feeds of so many items each, all of the same stories."""
    config = f"[feeds]\nlimit = {count}\n" + _topics(FEEDS)
    _write(folder, config, (_record(n, range(FEEDS)) for n in range(RECORDS)))


def write_related(folder: Path, count: int) -> None:
    """Records with so many related stories each."""
    _write(folder, _topics(1), (_record(n, [0], related=count) for n in range(RELATED_RECORDS)))


def write_problems(folder: Path, count: int) -> None:
    """Records of which so many have an address that is none."""
    schemes = ["htp"] * count + ["https"] * (RECORDS - count)
    _write(folder, _topics(1), (_record(n, [0], scheme) for n, scheme in enumerate(schemes)))


def write_feed(folder: Path, kilobytes: int) -> None:
    """A feed of so many kilobytes."""
    with (folder / "feed.rss").open("wb") as stream:
        feeds.write("rss", kilobytes * 1000, stream)


def _topics(count: int) -> str:
    return "".join(f'\n[topics.t{number}]\nname = "Topic {number}"\n' for number in range(count))


def _write(folder: Path, config: str, texts: Iterable[str]) -> None:
    """A site with these records."""
    site = '[site]\ntitle = "Performance"\nurl = "https://bench.example.org/"\n'
    (folder / "feedtool.toml").write_text(f'{site}\n[records]\npath = "news"\n\n{config}', "utf-8")
    (folder / "news").mkdir()
    for number, text in enumerate(texts):
        (folder / "news" / f"{number:06d}.md").write_text(text, "utf-8")


def _record(number: int, topics: Iterable[int], scheme: str = "https", *, related: int = 0) -> str:
    """A record that is published, with an address and a date of its own."""
    date = f"{corpus.START + corpus.STEP * number:%Y-%m-%dT%H:%M:%SZ}"
    names = "".join(f"\n  - Topic {topic}" for topic in topics)
    stories = "".join(
        f"""
  - title: "What others wrote of it, number {other}"
    excerpt: "They looked at it from another side, and found more than they had looked for."
    webUrl: "https://others.example.net/{number}/{other}/"
    publishedDateTime: {date}
    provider:
      name: Others
      domain: example.net"""
        for other in range(related)
    )
    return f"""\
---
title: "A headline of the usual length, number {number}"
excerpt: "Two sentences say what happened. They are as long as such sentences are in most records, or nearly."
publishedDateTime: {date}
originalUrl: "{scheme}://news.example.org/stories/{number}/"
type: article
heat: 80
published: true
provider:
  name: News
  domain: example.org
topics:{names}
{f"related:{stories}" if related else ""}
---
"""


CURVES = {
    "records": Curve(
        "records",
        "Records in the shape of a real site's, 1.5 KB each; seven topics.",
        (1_000, 2_000, 4_000, 8_000, 16_000),
        write_records,
        {**BUILDS, **VALIDATE},
    ),
    "topics": Curve(
        "topics",
        f"{RECORDS:,} records that name three topics each, of so many, each with its feeds and page.",
        (125, 250, 500, 1_000, 2_000),
        write_topics,
        BUILDS,
    ),
    "items": Curve(
        "items of a feed",
        f"{FEEDS + 1} feeds of so many items (`limit`), of {RECORDS:,} records.",
        (50, 100, 200, 400, 800),
        write_items,
        BUILDS,
    ),
    "related": Curve(
        "related stories of a record",
        f"{RELATED_RECORDS} records with so many related stories each.",
        (10, 20, 40, 80, 160),
        write_related,
        {**COLD, **VALIDATE},
    ),
    "problems": Curve(
        "records that are wrong",
        f"{RECORDS:,} records, so many of them with an address that is none.",
        (125, 250, 500, 1_000, 2_000),
        write_problems,
        {**COLD, **VALIDATE},
    ),
    "feed": Curve(
        "kilobytes of a feed",
        "A feed of articles with HTML, RSS 2.0.",
        (250, 500, 1_000, 2_000, 4_000),
        write_feed,
        {"check": ("check", "--quiet", "--ignore", "feed-large", "feed.rss")},
    ),
}


def measure(curve: Curve, program: Path, turns: int) -> dict[str, dict[int, float]]:
    """The seconds of each command, by size."""
    with tempfile.TemporaryDirectory() as name:
        runs: dict[tuple[str, int], Program] = {}
        for size in curve.sizes:
            folder = Path(name) / str(size)
            folder.mkdir()
            curve.write(folder, size)
            for title, command in curve.commands.items():
                # A build of what is new finds the output and the cache of the one before it.
                output = "output-cold" if title in COLD else "output"
                line = (*command, "--output", output) if command[0] == "build" else command
                clear = partial(shutil.rmtree, folder / "output-cold", ignore_errors=True)
                runs[title, size] = Program((str(program), *line), folder, clear, accepted=(0, 1))
        for run in runs.values():  # fills the caches, ours and the disk's
            timing.once(run)
        costs = timing.in_turns(runs, turns)
    seconds: dict[str, dict[int, float]] = {title: {} for title in curve.commands}
    for (title, size), found in costs.items():
        seconds[title][size] = timing.median(found, timing.cpu)
    return seconds


def slope(seconds: dict[int, float]) -> float:
    """The seconds of one more, between the smallest and the largest size."""
    few, many = min(seconds), max(seconds)
    return (seconds[many] - seconds[few]) / (many - few)


def bend(seconds: dict[int, float]) -> float | None:
    """How much more one more costs in the last doubling than over all: 1 is a straight line.

    None where the most cost hardly more than the fewest.
    """
    few, *_, many = (seconds[size] for size in sorted(seconds))
    if many < 1.3 * few:
        return None
    upper = {size: seconds[size] for size in sorted(seconds)[-2:]}
    return slope(upper) / slope(seconds)


def _shown(ratio: float | None) -> str:
    return "" if ratio is None else f"{ratio:.2f}"


def section(curve: Curve, seconds: dict[str, dict[int, float]]) -> str:
    """The results of one curve as Markdown."""
    rows = [
        f"| {title} | {' | '.join(f'{found[size]:.2f}' for size in curve.sizes)} "
        f"| {slope(found) * 1e6:,.0f} | {_shown(bend(found))} |"
        for title, found in seconds.items()
    ]
    sizes = " | ".join(f"{size:,}" for size in curve.sizes)
    head = f"| {curve.unit} | {sizes} | one more, µs | bend |"
    lines = [curve.text, "", head, "| --- |" + " --: |" * (len(curve.sizes) + 2), *rows]
    return "\n".join(lines) + "\n"


_HEAD = """\
# How costs grow

Made by `make performance`. Seconds of all processors, in one process, by the number of one thing while the
rest stays the same. **One more** is the slope from the fewest to the most; **bend** is the slope of the last
doubling to that of all: 1 is a straight line, 1.5 a square. Slopes count; seconds are those of this machine.

![Seconds by number, on logarithmic axes: every curve rises as a line](performance.svg)
"""
_PART = re.compile(r"<!-- (\w+) -->\n(.*?)<!-- /\1 -->", re.DOTALL)


def write(file: Path, found: dict[str, str]) -> None:
    """Write the results; those of curves that were not measured now stay as they are."""
    old = (
        {part[1]: part[2] for part in _PART.finditer(file.read_text("utf-8"))}
        if file.exists()
        else {}
    )
    parts = {**old, **found}
    blocks = [
        f"<!-- {name} -->\n{parts[name]}<!-- /{name} -->\n"
        for name in ("machine", *CURVES)
        if name in parts
    ]
    file.write_text("\n".join([_HEAD, *blocks]), "utf-8")


def read(text: str) -> dict[str, dict[int, float]]:
    """The seconds of a section, by command and size."""
    head, _, *rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text.splitlines()
        if line.startswith("|")
    ]
    sizes = [int(cell.replace(",", "")) for cell in head[1:-2]]
    return {row[0]: dict(zip(sizes, map(float, row[1:-2]), strict=True)) for row in rows}


def main() -> None:
    """Measure, and write the results."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "curves", nargs="*", default=[*CURVES], metavar="CURVE", help=", ".join(CURVES)
    )
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument(
        "--feedtool",
        type=Path,
        default=Path(sys.executable).with_name("feedtool"),
        metavar="PROGRAM",
    )
    parser.add_argument("--results", type=Path, default=DOCS / "performance.md", metavar="FILE")
    given = parser.parse_args()
    if unknown := set(given.curves) - set(CURVES):
        parser.error(f"no such curve: {', '.join(sorted(unknown))}")
    machine = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}.\n"
    write(given.results, {"machine": machine})
    for name in given.curves:
        seconds = measure(CURVES[name], given.feedtool.absolute(), given.turns)
        write(given.results, {name: section(CURVES[name], seconds)})
        print(section(CURVES[name], seconds), flush=True)
    text = given.results.read_text("utf-8")
    found = {part[1]: read(part[2]) for part in _PART.finditer(text) if part[1] in CURVES}
    panels = tuple(Panel(CURVES[name].unit, lines) for name, lines in found.items())
    given.results.with_suffix(".svg").write_text(picture.draw_grid(panels), "utf-8")


if __name__ == "__main__":
    main()

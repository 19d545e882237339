"""Measure ``feedtool check`` on feeds of 0.1 to 50 MB: ``python benchmarks/check.py``.

The feeds are those of ``feeds.py``. Each run is a whole process; sizes, formats and programs take turns,
so that a noisy machine slows all of them. Beside it stand what a program of this kind cannot do without
(Python that ends at once, expat that calls handlers that do nothing) and feedparser, which reads feeds
and judges nothing. The table goes to benchmarks/RESULTS.md.
"""

import argparse
import os
import platform
import statistics
import sys
import tempfile
from pathlib import Path

import feeds
import validate
from validate import Cost

SIZES = (0.1, 0.5, 2, 10, 50)
MARK = "check"
# Where another program is compared, and how large a feed it is given.
COMPARED = 2
EXPAT = """
import sys
from xml.parsers import expat
parser = expat.ParserCreate()
parser.buffer_text = True
parser.StartElementHandler = lambda name, attributes: None
parser.EndElementHandler = lambda name: None
parser.CharacterDataHandler = lambda text: None
parser.ParseFile(open(sys.argv[1], "rb"))
"""
FEEDPARSER = "import feedparser, sys; feedparser.parse(open(sys.argv[1], 'rb').read())"
Key = tuple[str, str, float]
"""A program, a format and a size."""


def main() -> None:
    """Measure, print the table, and write it to RESULTS.md."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--feedtool", type=Path, metavar="PATH", help="an installed feedtool")
    parser.add_argument("--rounds", type=int, default=9, help="runs of each")
    parser.add_argument("--no-results", action="store_true", help="leave RESULTS.md as it is")
    options = parser.parse_args()
    feedtool = (options.feedtool or validate.install("feedtool", str(validate.ROOT))).absolute()
    reader = validate.install("feedparser", "feedparser").with_name("python")
    with tempfile.TemporaryDirectory() as folder:
        found = measure(commands(feedtool, reader, Path(folder)), options.rounds)
    text = table(found, options.rounds)
    print(text)
    if not options.no_results:
        validate.write(text, MARK)


def commands(feedtool: Path, reader: Path, folder: Path) -> dict[Key, list[str]]:
    """What is measured, with the feeds written to a folder."""
    found: dict[Key, list[str]] = {}
    python = str(feedtool.with_name("python"))
    for size in SIZES:
        for name in feeds.FORMATS:
            file = folder / f"{size}.{name}"
            with file.open("wb") as stream:
                feeds.write(name, int(size * feeds.MEGABYTE), stream)
            found["feedtool", name, size] = [
                str(feedtool),
                "check",
                "--quiet",
                "--ignore",
                "feed-large",
                str(file),
            ]
            if size == COMPARED:
                found["feedparser", name, size] = [str(reader), "-c", FEEDPARSER, str(file)]
                if name != "json":
                    found["expat alone", name, size] = [python, "-c", EXPAT, str(file)]
    found["Python alone", "", 0] = [python, "-c", "pass"]
    del found["feedparser", "json", COMPARED]  # it reads JSON Feed by another library, if at all
    return found


def measure(all_: dict[Key, list[str]], rounds: int) -> dict[Key, list[Cost]]:
    """The costs of each command; the order changes from round to round."""
    costs: dict[Key, list[Cost]] = {key: [] for key in all_}
    for number in range(rounds + 1):
        for key in all_ if number % 2 else reversed(all_):
            cost = validate.run(all_[key])
            if number:
                costs[key].append(cost)
    return costs


def table(found: dict[Key, list[Cost]], rounds: int) -> str:
    """The results as Markdown."""
    python = f"Python {platform.python_version()}"
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, {python}"
    lines = [
        "## `feedtool check`",
        "",
        (
            f"{machine}; {rounds} runs of each in turn. Milliseconds of whole processes; MB/s by the "
            "least processor time, in brackets without the start, which is what a feed of 0.1 MB takes."
        ),
        "",
        "| feed | median | least | processor, least | MB/s | peak MB |",
        "| --- | --: | --: | --: | --: | --: |",
    ]
    start = {name: _least(found["feedtool", name, SIZES[0]]) for name in feeds.FORMATS}
    for (program, name, size), costs in found.items():
        least = _least(costs)
        speed = f"{size / least:.1f}" if size else ""
        if program == "feedtool" and size > SIZES[1]:
            speed += f" ({(size - SIZES[0]) / (least - start[name]):.0f})"
        what = f"{program}, {name}, {size:g} MB" if size else program
        lines.append(
            f"| {what} | {1000 * statistics.median(c.wall for c in costs):.0f} "
            f"| {1000 * min(c.wall for c in costs):.0f} | {1000 * least:.0f} | {speed} "
            f"| {max(c.peak for c in costs):.0f} |"
        )
    return "\n".join([*lines, "", *growth(found), ""])


def growth(found: dict[Key, list[Cost]]) -> list[str]:
    """What a megabyte more costs, for small feeds and for large ones."""
    lines = []
    for name in feeds.FORMATS:
        least = {size: _least(found["feedtool", name, size]) for size in SIZES}
        early = (least[2] - least[0.1]) / (2 - 0.1)
        late = (least[50] - least[10]) / (50 - 10)
        lines.append(
            f"- {name}: a megabyte more costs {1000 * early:.0f} ms of a processor from 0.1 to 2 MB, "
            f"{1000 * late:.0f} from 10 to 50."
        )
    return lines


def _least(costs: list[Cost]) -> float:
    return min(cost.cpu for cost in costs)


if __name__ == "__main__":
    sys.exit(main())

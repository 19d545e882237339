"""What each step from a file to a scanned record costs: ``python benchmarks/front_end.py --records 10000``.

Processor time, the best of some turns in which all steps take their turn, in this process; a cold build in a
process of its own. The last line is the most that any other reader of front matter could do for a cold build,
were it to take no time at all: what an accelerator has to be held against.
"""

import argparse
import gc
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

import corpus
import timing
from timing import Program

from feedtool import frontmatter
from feedtool.build.reading import scan
from feedtool.build.reading.summary import SummaryOptions
from feedtool.config import settings, taxonomy
from feedtool.frontmatter import ordinary
from feedtool.frontmatter.careful import Pass
from feedtool.frontmatter.source import of_text
from feedtool.rules import reading
from feedtool.schema.validator import compiled
from feedtool.storage.place import Raw

FRONT = "front matter, of which"
Step = tuple[Callable[[Any], object], list[Any]]


def main() -> None:
    """Measure, and print a row a step."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--records", type=int, default=10_000, metavar="N")
    parser.add_argument("--turns", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        site = Path(name) / "site"
        corpus.write(given.records, site)
        steps = _steps(site)
        costs = in_turns(steps, given.turns)
        build = cold_build(site, given.turns) / given.records * 1e6
    print(f"{given.records:,} records; ordinary: {_ordinary(steps['quick reading'][1]):.1%}\n")
    print("| step | µs a record | of a cold build |", "| --- | --: | --: |", sep="\n")
    for name, cost in {**costs, "cold build": build}.items():
        print(f"| {name} | {cost:.1f} | {cost / build:.0%} |")
    most = build / (build - costs[FRONT])
    print(f"\nWith front matter that takes no time a cold build is {most:.2f} x as fast.")


def _steps(site: Path) -> dict[str, Step]:
    """Each step, and what it is given; some are parts of others."""
    config = settings.load(site / "feedtool.toml", {})
    options = reading.options(config, taxonomy.known(config.topics, ()))
    asked = SummaryOptions(min_heat=corpus.MIN_HEAT)
    folder = scan.RecordFolder(site / "news", "news", options, 1 << 20, asked)
    validator = compiled(options.schema, trusted=True)
    files = sorted((site / "news").iterdir())
    raws = [Raw(file.name, file.read_bytes()) for file in files]
    documents = [frontmatter.parse(*raw)[0] for raw in raws]
    good = [document for document in documents if document is not None]
    blocks = [document.head for document in good]
    names = [file.name for file in files]
    return {
        "reading of the file": (
            lambda name: next(iter(scan.read_files([name], folder))),
            names[:1000],
        ),
        FRONT: (lambda raw: frontmatter.parse(*raw), raws),
        "quick reading": (ordinary.read, blocks),
        "(careful pass, in its place)": (_careful, blocks[:1000]),
        "schema": (validator.errors, [document.value for document in good]),
        "scan without the file, all of the above and": (partial(_look, folder=folder), raws),
    }


def _careful(block: str) -> object:
    return Pass(of_text("a.md", block)).run()


def _look(raw: Raw, folder: scan.RecordFolder) -> object:
    return scan.scan_file(raw.path, None, raw, folder)


def _ordinary(blocks: Iterable[str]) -> float:
    found = [ordinary.read(block) is not None for block in blocks]
    return sum(found) / len(found)


def in_turns(steps: dict[str, Step], turns: int) -> dict[str, float]:
    """The microseconds that each step takes for one record."""
    gc.disable()  # as in a scan
    best = dict.fromkeys(steps, float("inf"))
    for _ in range(turns):
        for name, (step, given) in steps.items():
            start = time.process_time()
            for one in given:
                step(one)
            best[name] = min(best[name], (time.process_time() - start) / len(given) * 1e6)
    return best


def cold_build(site: Path, turns: int) -> float:
    """The seconds of the processors that a build from nothing takes, in one process."""
    feedtool = Path(sys.executable).with_name("feedtool")
    program = Program((str(feedtool), "build", "-q", "--jobs", "1"), site, partial(_clear, site))
    return min(timing.cpu(timing.once(program)) for _ in range(turns))


def _clear(site: Path) -> None:
    for name in ("output", ".feedtool-cache"):
        shutil.rmtree(site / name, ignore_errors=True)


if __name__ == "__main__":
    main()

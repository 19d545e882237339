"""``feedtool check`` on feeds of 0.1 to 50 MB, those of ``feeds.py``.

Beside it stand what a program of this kind cannot do without (Python that ends at once, expat that calls
handlers that do nothing) and feedparser, which reads feeds and judges nothing.
"""

import tempfile
from pathlib import Path

import feeds
import timing
from timing import Cost, Program

SIZES = (0.1, 0.5, 2, 10, 50)
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


def section(turns: int, feedtool: Path, peers: Path) -> str:
    """The results as Markdown; ``peers`` is an environment that has feedparser."""
    with tempfile.TemporaryDirectory() as name:
        all_ = programs(feedtool, peers / "bin" / "python", Path(name))
        peaks = {key: timing.peak(program) for key, program in all_.items()}  # warms the disk
        return _table(timing.in_turns(all_, turns), peaks, turns)


def programs(feedtool: Path, reader: Path, folder: Path) -> dict[Key, Program]:
    """What is measured, with the feeds written to a folder."""
    found: dict[Key, Program] = {}
    python = str(feedtool.with_name("python"))
    check = (str(feedtool), "check", "--quiet", "--ignore", "feed-large")
    for size in SIZES:
        for name in feeds.FORMATS:
            file = folder / f"{size}.{name}"
            with file.open("wb") as stream:
                feeds.write(name, int(size * feeds.MEGABYTE), stream)
            found["feedtool", name, size] = Program((*check, str(file)), folder)
            if size == COMPARED and name != "json":  # feedparser has another library for that
                command = (str(reader), "-c", FEEDPARSER, str(file))
                found["feedparser", name, size] = Program(command, folder)
                command = (python, "-c", EXPAT, str(file))
                found["expat alone", name, size] = Program(command, folder)
    found["Python alone", "", 0] = Program((python, "-c", "pass"), folder)
    return found


def _table(found: dict[Key, list[Cost]], peaks: dict[Key, float], turns: int) -> str:
    lines = [
        "## `feedtool check`",
        "",
        (
            f"{turns} turns, in each of which all programs ran. Milliseconds of whole processes; MB/s by the "
            "least processor time,\nin brackets without the start, which is what a feed of 0.1 MB takes."
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
            f"| {what} | {1000 * timing.median(costs):.0f} "
            f"| {1000 * min(c.wall for c in costs):.0f} | {1000 * least:.0f} | {speed} "
            f"| {peaks[program, name, size]:.0f} |"
        )
        print(lines[-1], flush=True)
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

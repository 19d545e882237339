"""``feedtool build`` beside Hugo and Eleventy: cold, nothing changed, one record in a hundred changed.

All make RSS and Atom of everything and of each topic from the same records; feedtool validates them
too, and writes JSON Feed and pages besides.
"""

import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count as numbers
from pathlib import Path

import corpus
import eleventy
import hugo
import same
import timing
from timing import ENVIRONMENT, Cost, Program

# Eleventy takes more than linear time: a minute for 50,000 records.
MOST_FOR_ELEVENTY = 10_000
COLD = "feedtool, cold"
_HEAD = """\
| records | program | wall s | cpu s | peak MB | faster than {hugo} (wall) | (cpu) |
| --: | --- | --: | --: | --: | --: | --: |"""


def section(
    counts: list[int], turns: int, feedtool: Path, hugos: dict[str, Path], node: tuple[str, ...] | None
) -> str:  # fmt: skip
    """The results as Markdown."""
    rows, notes = [], []
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            one = Contest(count, Path(folder), feedtool, hugos, node)
            different = one.differences()
            costs = timing.in_turns(one.programs, turns)
            peaks = {name: timing.peak(program) for name, program in one.programs.items()}
            fastest = min(hugos, key=lambda name: timing.median(costs[name]))
            rows += list(_rows(count, costs, peaks, fastest))
            said = (
                "; ".join(different)
                or "the same stories in the same order in all feeds of all programs"
            )
            notes.append(f"- {count:,} records: {said}. The faster Hugo was {fastest}.")
            notes.append(f"  Phases of a cold build: {phases(one.programs[COLD])}.")
    head = _HEAD.format(hugo="the faster Hugo")
    return "\n".join(
        [
            "## `feedtool build`, Hugo and Eleventy",
            "",
            _method(turns),
            "",
            head,
            *rows,
            "",
            *notes,
            "",
        ]
    )


def _method(turns: int) -> str:
    return (
        f"Medians of {turns} turns, in each of which all programs ran; ratios are medians of the ratios of\n"
        "each turn. Memory is that of all processes together, in a run apart. feedtool validates, and writes\n"
        "JSON Feed and pages besides. A run of Hugo or Eleventy starts from nothing that an earlier one knew,\n"
        "so their one run is held against each of feedtool's."
    )


def _rows(
    count: int, costs: dict[str, list[Cost]], peaks: dict[str, float], fastest: str
) -> Iterator[str]:
    for name, runs in costs.items():
        by_wall, by_cpu = (
            timing.ratio(runs, costs[fastest], clock) for clock in (timing.wall, timing.cpu)
        )
        row = (
            f"| {count:,} | {name} | {timing.median(runs):.3f} | {timing.median(runs, timing.cpu):.3f} "
            f"| {peaks[name]:.0f} | {by_wall:.2f} | {by_cpu:.2f} |"
        )
        print(row, flush=True)
        yield row


class Contest:
    """A folder with records, the sites of all programs over them, and the programs."""

    def __init__(
        self, count: int, folder: Path, feedtool: Path, hugos: dict[str, Path], node: tuple[str, ...] | None
    ) -> None:  # fmt: skip
        corpus.write(count, folder)
        self.folder, self.programs = folder, {}
        self._places: dict[str, same.Place] = {}
        for name, program in hugos.items():
            site = folder / name.replace(" ", "-")
            hugo.write_site(site, folder / "news")
            clear = partial(shutil.rmtree, site / "public", ignore_errors=True)
            self.programs[name] = Program((str(program), "--quiet"), site, clear)
            self._places[name] = partial(hugo.feed, site)
        if node and count <= MOST_FOR_ELEVENTY:
            site = folder / "eleventy"
            eleventy.write_site(site, folder / "news")
            clear = partial(shutil.rmtree, site / "public", ignore_errors=True)
            self.programs["Eleventy"] = Program((*node, "--quiet"), site, clear)
            self._places["Eleventy"] = partial(eleventy.feed, site)
        command, turn = (str(feedtool), "build", "--quiet"), numbers(1)
        self.programs |= {
            "feedtool, cold, one process": Program((*command, "--jobs", "1"), folder, self._clear),
            COLD: Program(command, folder, self._clear),
            "feedtool, nothing changed": Program(command, folder),
            "feedtool, titles of 1 % changed": Program(
                command, folder, lambda: change(folder, next(turn), retitled)
            ),
            "feedtool, heat of 1 % changed": Program(
                command, folder, lambda: change(folder, next(turn), reheated)
            ),
        }

    def _clear(self) -> None:
        for name in ("output", ".feedtool-cache"):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def differences(self) -> list[str]:
        """What the programs' feeds show otherwise than feedtool's; runs each once, which warms the disk."""
        time.sleep(2.1)  # so that no record is as young as the cache
        for name in (*self._places, COLD):
            timing.once(self.programs[name])

        def ours(slug: str | None, form: str) -> Path:
            return self.folder / "output" / (f"topics/{slug}.{form}" if slug else f"all.{form}")

        return same.differences(ours, self._places)


def change(folder: Path, turn: int, edited: Callable[[str, int], str]) -> None:
    """Edit every hundredth record, others in each turn."""
    for file in sorted((folder / "news").iterdir())[turn % 100 :: 100]:
        file.write_text(edited(file.read_text("utf-8"), turn), "utf-8")


def retitled(text: str, turn: int) -> str:
    """A record with another title: all that tells of it is another."""
    return re.sub(r"^(title: [\"']?)", rf"\g<1>{turn} ", text, flags=re.MULTILINE)


def reheated(text: str, turn: int) -> str:
    """A record with another heat and quality: of its feeds, only JSON Feed tells that."""
    text = re.sub(r"^quality: .*", f"quality: {turn}", text, flags=re.MULTILINE)
    return re.sub(
        r"^heat: (-?\d+)", lambda heat: f"heat: {int(heat[1]) + 1}", text, flags=re.MULTILINE
    )


def phases(program: Program) -> str:
    """The times by phase, as ``feedtool build --verbose`` tells them."""
    program.before()
    command = [*program.command, "--verbose"]
    done = subprocess.run(
        command, cwd=program.folder, env=ENVIRONMENT, capture_output=True, text=True, check=True
    )
    return ", ".join(done.stderr.split("\n")).strip(", ")

"""Time and memory of a build over the number of records, as a table and as a picture."""

import tempfile
from pathlib import Path

import build
import picture
import timing
from picture import Panel

# More would take minutes a run, and gigabytes.
MOST_FOR_HUGO = 50_000
SHOWN = (build.COLD, "feedtool, nothing changed")


def section(
    counts: list[int], turns: int, feedtool: Path, hugos: dict[str, Path], file: Path
) -> str:
    """The results as Markdown; the picture goes to a file."""
    seconds: dict[str, dict[int, float]] = {}
    megabytes: dict[str, dict[int, float]] = {}
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            peers = hugos if count <= MOST_FOR_HUGO else {}
            contest = build.Contest(count, Path(folder), feedtool, peers, None)
            contest.differences()
            programs = {name: contest.programs[name] for name in (*peers, *SHOWN)}
            for name, runs in timing.in_turns(programs, turns).items():
                seconds.setdefault(name, {})[count] = timing.median(runs)
                megabytes.setdefault(name, {})[count] = timing.peak(programs[name])
                print(f"{count:,} {name}: {seconds[name][count]:.3f} s", flush=True)
    panels = (Panel("Seconds of a build", seconds), Panel("Peak memory, MB", megabytes))
    file.write_text(picture.draw("records", panels), "utf-8")
    return "\n".join(["## From few records to many", "", *_table(counts, seconds, megabytes), ""])


def _table(
    counts: list[int],
    seconds: dict[str, dict[int, float]],
    megabytes: dict[str, dict[int, float]],
) -> list[str]:
    def row(count: int) -> str:
        cells = [
            f"{seconds[name][count]:.3f} | {megabytes[name][count]:.0f}" if count in seconds[name] else " | "
            for name in seconds
        ]  # fmt: skip
        return f"| {count:,} | {' | '.join(cells)} |"

    head = "".join(f" {name}, s | MB |" for name in seconds)
    return [f"| records |{head}", "| --: |" + " --: | --: |" * len(seconds), *map(row, counts)]

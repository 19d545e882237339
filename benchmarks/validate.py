"""``feedtool validate`` beside check-jsonschema, with one file and with hundreds.

Both hold the same records against the same schema. check-jsonschema reads no front matter, so it gets
each record as a YAML file of its own; feedtool gets the Markdown file, applies its own rules on top, and
gives places.
"""

import tempfile
from pathlib import Path

import timing
from install import ROOT
from timing import Program

SCHEMA = ROOT / "schemas" / "record.schema.json"
SEED, STORY = "2023-08-30-*.md", "858981e5-41e1-47f1-9187-009ad660bbbd"
FILES = 600
CONFIG = """\
[site]
title = "A site"
url = "https://example.org/"

[topics.ai]
name = "AI"
"""
# What feedtool must import whatever it does: the measure of what is left to win.
FLOOR = "import jsonschema_rs"


def section(turns: int, feedtool: Path, check_jsonschema: Path) -> str:
    """The results as Markdown."""
    lines = [
        "## `feedtool validate` and check-jsonschema",
        "",
        "Medians of so many turns as said, in each of which all programs ran.",
        "",
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder)
        for title, count, rounds in (
            ("One file", 1, 3 * turns),
            (f"{FILES} files", FILES, turns),
        ):
            lines += [
                f"**{title}**, {rounds} turns",
                "",
                *_table(folder, count, rounds, feedtool, check_jsonschema),
            ]
    return "\n".join(lines)


def write(folder: Path) -> None:
    """Fill a folder with records as Markdown and as YAML, and a configuration."""
    _, front, _ = next((ROOT / "seeds").glob(SEED)).read_text("utf-8").split("---\n", 2)
    (folder / "feedtool.toml").write_text(CONFIG, "utf-8")
    for kind in ("seeds", "yaml"):
        (folder / kind).mkdir()
    for number in range(FILES):
        record = front.replace(STORY, f"{STORY}-{number}")
        (folder / f"seeds/{number}.md").write_text(f"---\n{record}---\n", "utf-8")
        (folder / f"yaml/{number}.yaml").write_text(record, "utf-8")


def _table(
    folder: Path, count: int, turns: int, feedtool: Path, check_jsonschema: Path
) -> list[str]:
    ours = (str(feedtool), "validate", "--quiet")
    theirs = (str(check_jsonschema), "--quiet", "--schemafile", str(SCHEMA))
    python = str(feedtool.with_name("python"))
    records = [f"seeds/{number}.md" for number in range(count)]
    commands = {
        "check-jsonschema": (*theirs, *(f"yaml/{number}.yaml" for number in range(count))),
        "feedtool": (*ours, *records),
    }
    if count > 1:
        commands["feedtool --jobs 1"] = (*ours, "--jobs", "1", *records)
    else:
        commands[f"`{FLOOR}`"] = (python, "-c", FLOOR)
        commands["`pass`"] = (python, "-c", "pass")
    programs = {name: Program(command, folder) for name, command in commands.items()}
    peaks = {name: timing.peak(program) for name, program in programs.items()}  # warms the disk
    costs = timing.in_turns(programs, turns)
    rows = [
        f"| {name} | {1000 * timing.median(runs):.0f} | {1000 * timing.median(runs, timing.cpu):.0f} "
        f"| {peaks[name]:.0f} | {1 / timing.ratio(runs, costs['check-jsonschema']):.2f} |"
        for name, runs in costs.items()
    ]
    print(*rows, sep="\n", flush=True)
    head = "| program | wall ms | cpu ms | peak MB | of check-jsonschema's time |"
    return [head, "| --- | --: | --: | --: | --: |", *rows, ""]

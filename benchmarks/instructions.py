"""How many instructions standard runs take beside those of a baseline: ``make instructions``.

Where a machine is busy, or another one than last week's, seconds tell little; the instructions that a run
takes are the same to half a percent (``valgrind --tool=callgrind``). So that another build of Python does
not count, each count is divided by what a program without feedtool takes.

A run that takes over 5 % more than its baseline fails; the baseline has a table for each minor version of
Python. ``--write`` renews the one of this Python: with a change that is worth its cost, or one that saves some.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
BASELINE = Path(__file__).with_name("baseline.json")
MOST = 1.05
VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"

# No .pth file of what else is installed is looked at (-S), and no variable counts but these.
PYTHON = (sys.executable, "-S")
ENVIRONMENT = {
    "PATH": os.defpath,
    "PYTHONHASHSEED": "0",
    "PYTHONPATH": os.pathsep.join((str(ROOT), sysconfig.get_path("purelib"))),
}
# What a build of Python is measured by: half of it is what every run imports, half is work. Of two builds of
# one Python, with and without optimisation, the runs then differ by 3 % at most, and --version by 6 %.
PYTHON_ITSELF = """\
import datetime, json, pathlib, re, tomllib, typing, urllib.parse
text = json.dumps({str(n): {"title": f"Story {n}", "topics": ["a", n, None]} for n in range(800)}, indent=1)
found = {}
for line in text.splitlines():
    name, colon, value = line.strip().partition(": ")
    if colon and re.match('"[a-z]+"', name):
        found.setdefault(name, []).append(value.strip(",").title())
json.loads(text)
"""

CONFIG = """\
[site]
title = "A site"
url = "https://example.org/"

[topics.ai]
name = "AI"
"""
SEED = next((ROOT / "seeds").glob("2023-08-30-*.md"))
STORY = "858981e5-41e1-47f1-9187-009ad660bbbd"
RECORDS = 200
ITEM = """\
<item>
<title>Story {0}: a headline of some words</title>
<link>https://example.org/stories/{0}</link>
<guid>https://example.org/stories/{0}</guid>
<pubDate>Fri, 01 Sep 2023 09:19:00 GMT</pubDate>
<category>AI</category>
<description>&lt;p&gt;The first sentence of story {0}. The second one has a &lt;a href="https://example.org/{0}"&gt;
link&lt;/a&gt;, the third one &lt;em&gt;emphasis&lt;/em&gt;.&lt;/p&gt;</description>
</item>
"""
FEED = """\
<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>A feed</title>
<link>https://example.org/</link>
<description>Of 200 KB.</description>
<atom:link href="https://example.org/feed.xml" rel="self" type="application/rss+xml"/>
{}</channel>
</rss>
"""


class Run(NamedTuple):
    """The arguments of a run, the code that it exits with, and whether it finds what an earlier one built."""

    arguments: tuple[str, ...]
    code: int = 0
    is_again: bool = False


NOW = ("--now", "2026-01-01T00:00:00Z")
RUNS = {
    "--version": Run(("--version",)),
    "--help": Run(("--help",)),
    "validate, a clean file": Run(("validate", "clean.md")),
    "validate, a bad file": Run(("validate", "bad.md"), code=1),
    f"build, {RECORDS} records, cold": Run(("build", "--quiet", "--jobs", "1", *NOW)),
    f"build, {RECORDS} records, nothing changed": Run(("build", "--quiet", *NOW), is_again=True),
    "check, a feed of 200 KB": Run(("check", "--quiet", *NOW, "feed.xml")),
}


class Row(NamedTuple):
    """A run beside its baseline, both in starts of Python; ``ratio`` is None where the baseline has none."""

    name: str
    instructions: int
    ratio: float | None

    @property
    def is_worse(self) -> bool:
        """Whether the run takes more than it may."""
        return self.ratio is not None and self.ratio > MOST


def rows(python: int, counts: Mapping[str, int], baseline: Mapping[str, int]) -> list[Row]:
    """Each run beside its baseline, of which ``python`` is what Python itself takes."""
    found = []
    for name, count in counts.items():
        before = baseline.get(name)
        ratio = (count / python) / (before / baseline["python"]) if before else None
        found.append(Row(name, count, ratio))
    return found


def table(python: int, found: list[Row]) -> Iterator[str]:
    """The rows as Markdown."""
    yield f"| Python {VERSION}, million instructions | now | beside the baseline |"
    yield "| --- | --: | --: |"
    yield f"| Python itself | {python / 1e6:,.1f} | |"
    for row in found:
        beside = "new" if row.ratio is None else f"{row.ratio - 1:+.1%}"
        yield f"| {row.name} | {row.instructions / 1e6:,.1f} | {beside} |"


def write_site(folder: Path) -> None:
    """Fill a folder with all that the runs read."""
    text = SEED.read_text("utf-8")
    (folder / "feedtool.toml").write_text(CONFIG, "utf-8")
    (folder / "clean.md").write_text(text, "utf-8")
    (folder / "bad.md").write_text(re.sub(r"(?m)^heat: .*", "heat: hot", text), "utf-8")
    (folder / "feed.xml").write_text(FEED.format("".join(map(ITEM.format, range(480)))), "utf-8")
    (folder / "seeds").mkdir()
    for number in range(RECORDS):
        record = text.replace(STORY, f"{STORY}-{number}")
        (folder / f"seeds/{number}.md").write_text(record, "utf-8")


def count(
    valgrind: str, folder: Path, command: tuple[str, ...], code: int = 0, *, is_again: bool = False
) -> int:
    """How many instructions a run takes, after one that wrote what Python keeps of modules."""
    watch = (valgrind, "--tool=callgrind", "--callgrind-out-file=/dev/null")
    for before in ((), watch):
        if not (before and is_again):
            shutil.rmtree(folder / "output", ignore_errors=True)
            shutil.rmtree(folder / ".feedtool-cache", ignore_errors=True)
        done = subprocess.run(
            (*before, *PYTHON, *command), cwd=folder, env=ENVIRONMENT, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode != code:
            sys.exit(f"{command} ended with {done.returncode}, not with {code}:\n{done.stderr}")
    found = re.search(r"Collected : (\d+)", done.stderr)
    if found is None:
        sys.exit(f"{valgrind} tells no count:\n{done.stderr}")
    return int(found[1])


def measure(valgrind: str, said: Callable[[str], None]) -> tuple[int, dict[str, int]]:
    """The instructions of Python itself, and of each run."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_site(folder)
        python = count(valgrind, folder, ("-c", PYTHON_ITSELF))
        counts = {}
        for title, run in RUNS.items():
            said(title)
            command = ("-m", "feedtool", *run.arguments)
            counts[title] = count(valgrind, folder, command, run.code, is_again=run.is_again)
    return python, counts


def main() -> None:
    """Measure, and compare with the baseline of this Python or write it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--write", action="store_true", help="renew the baseline of this minor version of Python"
    )
    given = parser.parse_args()
    valgrind = shutil.which("valgrind")
    if valgrind is None:
        print("skipped: valgrind is not installed")
        return
    python, counts = measure(valgrind, lambda title: print(f"{title} …", file=sys.stderr))
    baselines = json.loads(BASELINE.read_text("utf-8"))
    if given.write:
        baselines[VERSION] = {"python": python, **counts}
        ordered = dict(sorted(baselines.items(), key=lambda item: int(item[0].partition(".")[2])))
        BASELINE.write_text(json.dumps(ordered, indent=2) + "\n", "utf-8")
    found = rows(python, counts, baselines.get(VERSION, {}))
    print(*table(python, found), sep="\n")
    if VERSION not in baselines:
        print(f"there is no baseline of Python {VERSION}: --write makes one")
    if worse := [row.name for row in found if row.is_worse]:
        sys.exit(f"over {MOST - 1:.0%} more than the baseline: {'; '.join(worse)}")


if __name__ == "__main__":
    main()

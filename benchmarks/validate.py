"""Measure ``feedtool validate`` against check-jsonschema: ``python benchmarks/validate.py``.

Both hold the same records against the same schema file. check-jsonschema reads no front matter, so it
gets each record as a YAML file of its own; feedtool gets the Markdown file, applies its own rules on
top, and gives places. The runs alternate, after one that warms the file cache.

Each program gets an environment of its own in benchmarks/.cache, as pre-commit would make it; with
``--feedtool`` and ``--check-jsonschema`` those that are installed already are measured. The table goes
to benchmarks/RESULTS.md.
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.metadata import distributions
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
CACHE = HERE / ".cache"
RESULTS = HERE / "RESULTS.md"
SCHEMA = ROOT / "schemas" / "record.schema.json"
MARK = "validate"
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
FLOOR = "import click, jsonschema_rs, yaml"
SHOWN = ("click", "PyYAML", "jsonschema-rs", "check-jsonschema", "jsonschema", "ruamel.yaml")
# What a developer sets for himself is not what a user has.
ENVIRONMENT = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}  # noqa: TID251


@dataclass(frozen=True)
class Cost:
    """What one run cost: seconds by the clock and of the processors, and megabytes at the peak."""

    wall: float
    cpu: float
    peak: float


@dataclass(frozen=True)
class Contest:
    """Some commands to run in turn, and how often."""

    title: str
    commands: dict[str, list[str]]
    rounds: int


def main() -> None:
    """Measure, print the table, and write it to RESULTS.md."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--feedtool", type=Path, metavar="PATH", help="an installed feedtool")
    parser.add_argument("--check-jsonschema", type=Path, metavar="PATH", help="an installed one")
    parser.add_argument("--rounds", type=int, default=21, help="runs of each, for one file")
    parser.add_argument("--no-results", action="store_true", help="leave RESULTS.md as it is")
    options = parser.parse_args()
    feedtool = options.feedtool or install("feedtool", str(ROOT))
    other = options.check_jsonschema or install("check-jsonschema", "check-jsonschema")
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        found = [
            (contest, measure(contest))
            for contest in contests(feedtool.absolute(), other.absolute(), options.rounds)
        ]
        os.chdir(ROOT)
    text = table(found, versions(feedtool, other))
    print(text)
    if not options.no_results:
        write(text)


def install(name: str, requirement: str) -> Path:
    """The command of a package, installed anew into an environment of its own."""
    CACHE.mkdir(exist_ok=True)
    (CACHE / ".gitignore").write_text("*\n", "utf-8")
    venv = CACHE / name
    python = venv / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", venv], check=True, env=ENVIRONMENT)
    pip = [str(python), "-m", "pip", "--quiet", "--disable-pip-version-check"]
    if requirement != name:  # a checkout, which may have changed without a new version
        subprocess.run([*pip, "uninstall", "--yes", name], check=True, env=ENVIRONMENT)
    subprocess.run([*pip, "install", "--upgrade", requirement], check=True, env=ENVIRONMENT)
    return venv / "bin" / name


def contests(feedtool: Path, other: Path, rounds: int) -> list[Contest]:
    """What is measured, with its files written to the working directory."""
    seed = next((ROOT / "seeds").glob(SEED))
    _, front, _ = seed.read_text("utf-8").split("---\n", 2)
    Path("feedtool.toml").write_text(CONFIG, "utf-8")
    for name in ("seeds", "yaml"):
        Path(name).mkdir()
    for number in range(FILES):
        record = front.replace(STORY, f"{STORY}-{number}")
        Path(f"seeds/{number}.md").write_text(f"---\n{record}---\n", "utf-8")
        Path(f"yaml/{number}.yaml").write_text(record, "utf-8")
    ours = [str(feedtool), "validate", "--quiet"]
    theirs = [str(other), "--quiet", "--schemafile", str(SCHEMA)]
    python = str(feedtool.with_name("python"))
    return [
        Contest(
            "One file",
            {
                "feedtool": [*ours, "seeds/0.md"],
                "check-jsonschema": [*theirs, "yaml/0.yaml"],
                "`import click, jsonschema_rs, yaml`": [python, "-c", FLOOR],
                "`pass`": [python, "-c", "pass"],
            },
            rounds,
        ),
        Contest(
            f"{FILES} files",
            {
                "feedtool": [*ours, *(f"seeds/{n}.md" for n in range(FILES))],
                "feedtool --jobs 1": [
                    *ours,
                    "--jobs",
                    "1",
                    *(f"seeds/{n}.md" for n in range(FILES)),
                ],
                "check-jsonschema": [*theirs, *(f"yaml/{n}.yaml" for n in range(FILES))],
            },
            max(rounds // 3, 1),
        ),
    ]


def measure(contest: Contest) -> dict[str, list[Cost]]:
    """The costs of each command; the order changes from round to round."""
    costs: dict[str, list[Cost]] = {name: [] for name in contest.commands}
    for number in range(contest.rounds + 1):
        names = list(contest.commands)
        for name in names if number % 2 else reversed(names):
            cost = run(contest.commands[name])
            if number:
                costs[name].append(cost)
    return costs


def run(command: list[str]) -> Cost:
    """What one run costs; it must succeed, and say nothing that matters."""
    silence = [(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_RDWR, 0) for fd in (0, 1)]
    start = time.perf_counter()
    process = os.posix_spawn(command[0], command, ENVIRONMENT, file_actions=silence)
    _, status, used = os.wait4(process, 0)
    wall = time.perf_counter() - start
    if status:
        sys.exit(f"failed: {' '.join(command[:5])}")
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / unit)


def versions(*programs: Path) -> dict[str, str]:
    """The versions of the packages that matter."""
    found: dict[str, str] = {}
    for program in programs:
        folders = [str(path) for path in program.parents[1].glob("lib/python*/site-packages")]
        for one in distributions(path=folders):
            found[one.metadata["Name"].replace("_", "-")] = one.version
    return {name: found[name] for name in SHOWN if name in found}


def table(found: list[tuple[Contest, dict[str, list[Cost]]]], packages: dict[str, str]) -> str:
    """The results as Markdown."""
    told = ", ".join(f"{name} {version}" for name, version in packages.items())
    python = f"Python {platform.python_version()}"
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, {python}"
    lines = [
        "## `feedtool validate` and check-jsonschema",
        "",
        f"{machine}; {told}. Milliseconds; memory is that of the largest process.",
        "",
    ]
    for contest, costs in found:
        lines += [
            f"**{contest.title}**, {contest.rounds} runs of each in turn",
            "",
            "| | median | least | most | processor | peak MB |",
            "| --- | --: | --: | --: | --: | --: |",
        ]
        for name, runs in costs.items():
            wall = [1000 * cost.wall for cost in runs]
            cpu = 1000 * statistics.median(cost.cpu for cost in runs)
            peak = max(cost.peak for cost in runs)
            lines.append(
                f"| {name} | {statistics.median(wall):.0f} | {min(wall):.0f} | {max(wall):.0f} "
                f"| {cpu:.0f} | {peak:.0f} |"
            )
        lines += ["", ratios(costs), ""]
    return "\n".join(lines)


def ratios(costs: dict[str, list[Cost]]) -> str:
    """How much of the other program's time ours takes."""
    ours, theirs = ([c.wall for c in costs[name]] for name in ("feedtool", "check-jsonschema"))
    median = statistics.median(ours) / statistics.median(theirs)
    return (
        f"feedtool takes {median:.2f} of check-jsonschema's time by the medians, "
        f"{min(ours) / min(theirs):.2f} by the quickest runs."
    )


def write(text: str, name: str = MARK) -> None:
    """Put a table in its place in RESULTS.md, which has one for each benchmark."""
    whole = RESULTS.read_text("utf-8") if RESULTS.exists() else "# Benchmarks\n"
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    before, mark, rest = whole.partition(begin)
    after = rest.partition(end)[2] if mark else "\n"
    RESULTS.write_text(f"{before.rstrip()}\n\n{begin}\n{text}{end}{after}", "utf-8")


if __name__ == "__main__":
    main()

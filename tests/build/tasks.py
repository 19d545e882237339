"""A folder with a few records, and a build of it taken apart."""

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from feedtool.build import pipeline
from feedtool.build.cache import opening
from feedtool.build.cache.opening import Mode
from feedtool.build.cache.store import Cache, moment
from feedtool.build.task import BuildTask, Run
from feedtool.config import taxonomy
from feedtool.model.report import BuildReport
from feedtool.runtime.program import program
from tests.conftest import make_config, record

NOW = datetime(2023, 9, 10, tzinfo=UTC)
PROGRAM = program()  # it takes a third of a build of a few records to find out, and stays the same


def story(name: str, /, **changed: Any) -> str:
    """A good record of a story of its own."""
    own = {"title": f"Story {name}", "originalUrl": f"https://www.example.org/{name}"}
    return record(**(own | changed))


def write(folder: Path, **records: str) -> None:
    """Write records into the folder of a site; what a build writes afterwards is younger."""
    (folder / "seeds").mkdir(exist_ok=True)
    written = 0
    for name, text in records.items():
        file = folder / "seeds" / f"{name}.md"
        file.write_text(text, "utf-8")
        written = max(written, file.stat().st_mtime_ns)
    while moment(folder) <= written:  # the clock of many a file system ticks every few milliseconds
        time.sleep(0.001)


def make_run(**options: Any) -> Run:
    return Run(NOW, lambda: 0.0, program=PROGRAM)._replace(**options)


def make_task(folder: Path, config: str = "", **options: Any) -> BuildTask:
    """The task of building the site in a folder."""
    made = make_config(folder, config)
    return BuildTask(made, "seeds", make_run(**options), taxonomy.of(made))


def make_store(task: BuildTask) -> Cache:
    """The cache of a site, as it is now."""
    return opening.open_cache(task.config.base, task.key, Mode.KEPT)


def build(folder: Path, config: str = "", **options: Any) -> BuildReport:
    return pipeline.build(make_config(folder, config), "seeds", make_run(**options))


def codes(report: BuildReport) -> set[str]:
    return {problem.code for problem in report.problems}

"""A site that lives for long: however its records come, change and go, its feeds are those of a clean build.

SOAK_BUILDS sets how many builds there are; the default suits a run of all tests.
"""

import gc
import os
import random
import resource
import shutil
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedtool.build.pipeline import build
from feedtool.build.task import Run
from feedtool.config import settings as config
from feedtool.model.config import Config
from tests.conftest import record, write_config
from tests.integration import support

pytestmark = pytest.mark.slow

BUILDS = int(os.environ.get("SOAK_BUILDS", "100"))  # noqa: TID251 - set by hand
STORIES = 60
RUN = Run(now=datetime(2026, 1, 1, tzinfo=UTC), tick=time.perf_counter, accept_loss=True)
WARM = 20  # builds after which nothing more should be loaded or cached
ALLOWED_GROWTH = 24 << 20  # bytes; a leak of one feed a build would be more in a thousand builds


class Editors:
    """People and programs that work on the records, always in the same way."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._drawn = random.Random(1)
        self._written = 0
        folder.mkdir()
        for _ in range(STORIES):
            self.add()

    def work(self) -> None:
        """Do some things to some records, such as happen between two builds."""
        deeds = (self.add, self.edit, self.edit, self.retract, self.break_off, self.delete)
        for _ in range(self._drawn.randint(0, 4)):
            self._drawn.choice(deeds)()

    def add(self) -> None:
        self._written += 1
        self._write(self._folder / f"{self._written:05d}.md")

    def edit(self) -> None:
        self._write(self._any())

    def retract(self) -> None:
        self._write(self._any(), published=False)

    def break_off(self) -> None:
        """Leave half of a file, as an editor that was killed does, or a copy that is under way."""
        file = self._any()
        content = file.read_bytes()
        file.write_bytes(content[: self._drawn.randint(0, len(content))])

    def delete(self) -> None:
        if len(list(self._folder.iterdir())) > STORIES // 2:
            self._any().unlink()
        else:
            self.add()

    def _any(self) -> Path:
        return self._drawn.choice(sorted(self._folder.iterdir()))

    def _write(self, file: Path, *, published: bool = True) -> None:
        drawn = self._drawn
        text = record(
            title=f"Title {drawn.randint(0, 9)} of {file.stem}",
            excerpt="An excerpt " * drawn.randint(1, 30),
            publishedDateTime=f"2023-09-{drawn.randint(1, 30):02d}T09:00:00Z",
            originalUrl=f"https://example.org/{file.stem}",
            published=published,
            topics=sorted({f"Topic {drawn.randint(0, 6)}" for _ in range(3)}),
        )
        file.write_text(text, encoding="utf-8")


def settings(folder: Path, layout: str) -> Config:
    folder.mkdir(exist_ok=True)
    text = f'[records]\npath = "../seeds"\n[feeds]\nlimit = 40\nlayout = "{layout}"\n'
    return config.load(write_config(folder, text), {})


@pytest.mark.parametrize("layout", ["files", "generations"])
def test_incremental_builds_equal_clean_ones_and_leave_nothing(layout: str, tmp_path: Path) -> None:
    editors = Editors(tmp_path / "seeds")
    living = settings(tmp_path / "living", layout)
    sizes = []
    for number in range(max(BUILDS // 2, WARM + 2)):  # there are two layouts
        editors.work()
        build(living, "seeds", RUN)
        clean = settings(tmp_path / "clean", "files")
        build(clean, "seeds", RUN)
        assert support.tree(tmp_path / "living/output") == support.tree(
            tmp_path / "clean/output"
        ), number
        assert left_over(tmp_path) == [], number
        shutil.rmtree(tmp_path / "clean")
        if number >= WARM:
            sizes.append((open_files(), memory()))
    files, bytes_used = zip(*sizes, strict=True)
    assert max(files) == files[0]
    assert bytes_used[-1] - bytes_used[0] < ALLOWED_GROWTH


def left_over(folder: Path) -> list[str]:
    """Hidden files that a build should have removed, and generations beyond those to keep."""
    staged = [path.name for path in folder.rglob(".*staged*")]
    unfinished = [path.name for path in folder.rglob("*.unfinished")]
    generations = sorted(path.name for path in folder.glob("living/.output-generations/*"))
    return [*staged, *unfinished, *generations[: -kept_by_default()]]


def kept_by_default() -> int:
    """How many generations are kept where the configuration does not say."""
    document = config.json_schema()
    kept: int = document["properties"]["feeds"]["properties"]["keep_generations"]["default"]
    return kept


def open_files() -> int:
    gc.collect()
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - numbers, not paths


def memory() -> int:
    """The bytes of memory that this process has in use."""
    pages = Path("/proc/self/statm").read_text("ascii").split()[1]
    return int(pages) * resource.getpagesize()

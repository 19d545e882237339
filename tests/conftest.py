"""Builders and fixtures that the tests share: records as text and as values, configurations, the corpus.

And the rule that CI skips nothing.
"""

import gc
import json
import os
import shutil
import signal
import stat
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import EllipsisType
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from feedtool.config import settings as config
from feedtool.diagnostics.problem import Problem
from feedtool.model.config import Config
from feedtool.model.record import Provider, Record
from feedtool.text import urls
from tests import collecting

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
SHARED = ROOT.parent / "shared"
REQUIRE_ALL = "REQUIRE_ALL_TESTS"
MEMORY = Path("/dev/shm")

# Property tests try the same examples on every run, so that a red one is red for everyone.
settings.register_profile(
    "feedtool",
    deadline=None,
    derandomize=True,
    max_examples=100,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("feedtool")

FIELDS: dict[str, Any] = {
    "category": "news",
    "title": "A title",
    "excerpt": "An excerpt.",
    "publishedDateTime": "2023-09-01T09:19:00Z",
    "originalUrl": "https://www.example.org/story",
    "type": "article",
    "quality": 39,
    "heat": 70,
    "published": True,
    "provider": {"name": "Example", "domain": "example.org"},
    "topics": ["AI"],
    "secured": "EXAMPLE_SECURED_1",
}

# What the records of the seeds' own site must have.
FULL = (
    "category",
    "excerpt",
    "originalUrl",
    "type",
    "quality",
    "heat",
    "provider",
    "topics",
    "secured",
)

CONFIG = """\
[site]
title = "A site"
url = "https://example.org/"
"""


def files(folder: Path, pattern: str) -> list[Path]:
    """The files of a folder, in order; a test that goes through none of them would say nothing, so it fails."""
    found = sorted(folder.glob(pattern))
    assert found, f"{folder} has no {pattern}"
    return found


def fields(**changed: Any) -> dict[str, Any]:
    """The fields of a good record with some of them changed, or left out where they are ``...``."""
    return {
        key: value
        for key, value in (FIELDS | changed).items()
        if not isinstance(value, EllipsisType)
    }


def record(body: str = "", /, **changed: Any) -> str:
    """A record's text, one line a field: a good record but for the fields given (``...`` leaves one out)."""
    lines = (f"{key}: {as_yaml(value)}\n" for key, value in fields(**changed).items())
    return f"---\n{''.join(lines)}---\n{body}"


def as_yaml(value: Any) -> str:
    """A value in YAML's JSON-like notation."""
    return json.dumps(value, ensure_ascii=False)


def make_record(name: str = "a", /, **changed: Any) -> Record:
    """A Record of a story of its own: everything that identifies it is made from its name."""
    original = changed.pop("original", f"https://example.org/{name}")
    link = changed.pop("link", original)
    moment = changed.get("published", datetime(2023, 9, 1, tzinfo=UTC))
    made = Record(
        path=f"{name}.md",
        id=urls.urn(original),
        key=original,
        link_key=link,
        explicit_id="id" in changed,
        title=f"Title {name}",
        excerpt=f"Excerpt {name}",
        link=link,
        original=original,
        kind="article",
        published=moment,
        updated=moment,
        is_published=True,
        heat=70,
        provider=Provider("Example", "https://example.org/"),
        topics=("AI",),
    )
    return made._replace(**changed)


def write_config(folder: Path, text: str = "") -> Path:
    """A ``feedtool.toml`` that holds what it must, and then the text."""
    file = folder / "feedtool.toml"
    file.write_text(CONFIG + text, "utf-8")
    return file


def make_config(folder: Path, text: str = "") -> Config:
    """What a ``feedtool.toml`` in the folder means that holds what it must, and then the text."""
    return config.load(write_config(folder, text), {})


def place(problem: Problem) -> tuple[int, int, int, int] | None:
    """Where a problem stands: line, column, end line, end column."""
    span = problem.span
    return (span.line, span.column, span.end_line, span.end_column) if span else None


@contextmanager
def unprivileged(folder: Path) -> Iterator[None]:
    """In the folder, with no right to write where not all have it, nor to pass over permissions.

    Paths must be relative.
    """
    user = os.geteuid()
    folder.chmod(0o755)
    below = [] if user == 0 else [Path(root) for root, _, _ in os.walk(folder)]
    own = [one for one in below if not one.stat().st_mode & stat.S_IWOTH]
    modes = [one.stat().st_mode for one in own]
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        if user == 0:
            os.seteuid(65534)
        for one in own:
            one.chmod(0o555)
        try:
            yield
        finally:
            os.seteuid(user)
            for one, mode in zip(own, modes, strict=True):
                one.chmod(mode)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Pass over files without a test that was asked for."""
    if not collection_path.is_file():
        return None
    marks = collecting.wanted(config.option.markexpr)
    if marks and not collecting.may_have(collection_path, marks):
        return True
    others = collecting.unwanted(config.option.markexpr)
    if others and not collecting.has_others(collection_path, others):
        return True
    return None


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is collected stays to the end: to look through it for garbage, again and again, finds none."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what reads ../shared where there is no such folder, and what Linux alone has elsewhere."""
    collecting.check_spelled(items)
    missing = {} if SHARED.is_dir() else {"shared": f"there is no {SHARED}"}
    missing |= {} if sys.platform == "linux" else {"linux": "this is not Linux"}
    for item in items:
        for marker, reason in missing.items():
            if item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=reason))


def pytest_configure() -> None:
    """Under nohup, or behind a shell's ``&``, the tests go on; what they run heeds signals as ever.

    Their folders are in memory where there is room: thousands of builds wait for the disk to have it all.
    """
    for number in (signal.SIGHUP, signal.SIGINT):
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, lambda *_: None)
    if _has_room(MEMORY):
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))  # noqa: TID251 - pytest reads it


def _has_room(folder: Path) -> bool:
    """Whether the folders of the tests, which go when a test has passed, may lie here, programs among them."""
    if not (folder.is_dir() and os.access(folder, os.W_OK)):
        return False
    runs_programs = not os.statvfs(folder).f_flag & getattr(os, "ST_NOEXEC", 0)
    return runs_programs and shutil.disk_usage(folder).free > 2 << 30


@pytest.fixture(scope="session")
def corpus() -> tuple[Path, ...]:
    """The real records: the seeds and the 232 of the sibling site. Mark the test ``shared``."""
    return tuple(sorted([*files(SEEDS, "*.md"), *files(SHARED / "corpus" / "news", "*.md")]))


@pytest.hookimpl(wrapper=True)
def pytest_sessionfinish(session: pytest.Session) -> Iterator[None]:
    """Where everything must run, as in CI, a skipped test fails the session."""
    yield
    if _must_not_skip(session.config) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say so, if it did."""
    if skipped := _must_not_skip(config):
        terminalreporter.write_line(f"{REQUIRE_ALL}: {skipped} skipped, which fails the run")


def _must_not_skip(config: pytest.Config) -> int:
    """How many tests were skipped although they must not be."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or not os.environ.get(REQUIRE_ALL):  # noqa: TID251 - set by CI
        return 0
    return len(reporter.stats.get("skipped", []))

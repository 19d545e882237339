"""Sites built once for all integration tests, and the rule that CI skips nothing."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.integration import support

REQUIRE_ALL = "REQUIRE_ALL_TESTS"


@dataclass(frozen=True, slots=True)
class Site:
    """A built site, and where it is served."""

    name: str
    output: Path
    url: str

    @property
    def feeds(self) -> list[str]:
        """The paths of the feeds, without an extension."""
        paths = (file.relative_to(self.output) for file in self.output.rglob("*.rss"))
        return sorted(path.with_suffix("").as_posix() for path in paths)


@pytest.fixture(
    scope="session",
    params=["seeds", pytest.param("corpus", marks=pytest.mark.shared)],
)
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """The seeds and the corpus, each built and served on the loopback."""
    folder = tmp_path_factory.mktemp("site")
    if request.param == "corpus":
        support.needs_shared()
    config = support.corpus_config if request.param == "corpus" else support.seeds_config
    (folder / "output").mkdir()
    with support.served(folder / "output") as url:
        yield Site(request.param, support.build(config(folder, url=url)), url)


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

"""Sites built once for all integration tests."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.integration import support


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
        found = sorted(path.with_suffix("").as_posix() for path in paths)
        assert found, f"{self.output} has no feeds"
        return found


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

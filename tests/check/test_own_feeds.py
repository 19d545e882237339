"""What feedtool builds passes its own checker, by the strictest profile, with nothing to say."""

from pathlib import Path

import pytest

from feedtool import check
from feedtool.check import CheckOptions
from feedtool.feeds import layout


def _feeds(folder: Path) -> list[Path]:
    return sorted(
        path for path in folder.rglob("*") if path.suffix in (".rss", ".atom", ".json", ".opml")
    )


@pytest.mark.parametrize("profile", ["default", "strict", "w3c"])
def test_the_feeds_of_the_seeds_pass(profile: str, tmp_path: Path) -> None:
    import subprocess
    import sys

    root = Path(__file__).parents[2]
    subprocess.run(
        [sys.executable, "-m", "feedtool", "build", "-q", "--output", str(tmp_path)],
        cwd=root,
        check=True,
    )
    feeds = [one for one in _feeds(tmp_path) if not layout.is_list(one.name)]
    assert len(feeds) == 13
    for feed in feeds:
        assert check.check(feed.name, feed.read_bytes(), CheckOptions(profile=profile)) == ()

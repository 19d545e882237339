"""A topic is renamed: no reader shows an item again, whether its server redirects or not."""

import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import reader

from tests.build import tasks
from tests.integration import support

BEFORE = '[topics.facebook-ai]\nname = "Facebook AI"\n'
AFTER = '[topics.meta-ai]\nname = "Meta AI"\nrenamed_from = ["facebook-ai"]\n'


class _Redirecting(support.Handler):
    """What obeys ``_redirects`` as Cloudflare does: the lines that it knows, whatever is there."""

    def do_GET(self) -> None:  # noqa: N802 - as the base class calls it
        rules = Path(self.directory) / "_redirects"
        lines = rules.read_text("utf-8").splitlines() if rules.exists() else []
        for line in lines:
            if line.startswith(f"{self.path} ") and line.endswith(" 301"):
                self.send_response(301)
                self.send_header("Location", line.split()[1])
                self.end_headers()
                return
        super().do_GET()


def with_reader(url: str, rename: Callable[[], None], _scratch: Path) -> tuple[int, int]:
    """How many items a reader has read, and how many it shows as new after the rename."""
    with reader.make_reader(":memory:") as store:
        store.add_feed(url)
        store.update_feed(url)
        read = [entry.resource_id for entry in store.get_entries()]
        for entry in read:
            store.mark_entry_as_read(entry)
        rename()
        store.update_feed(url)
        store.change_feed_url(url, url.replace("facebook-ai", "meta-ai"))
        store.update_feeds()
        return len(read), store.get_entry_counts(read=False).total or 0


def with_newsboat(url: str, rename: Callable[[], None], scratch: Path) -> tuple[int, int]:
    newsboat = support.needs("newsboat")
    scratch.mkdir(exist_ok=True)
    config, urls, cache = (scratch / name for name in ("config", "urls", "cache.db"))
    config.write_text("max-items 0\n")
    urls.write_text(f"{url}\n")

    def reload() -> None:
        subprocess.run(
            [newsboat, "-C", config, "-u", urls, "-c", cache, "-x", "reload"],
            env=support.environment(HOME=str(scratch), LANG="C.UTF-8"),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=60,
            check=True,
        )

    def ask(query: str) -> int:
        with sqlite3.connect(cache) as store:
            (found,) = store.execute(query).fetchone() or (0,)
            store.commit()
        store.close()
        return int(found)

    reload()
    read = ask("select count(*) from rss_item")
    ask("update rss_item set unread = 0 returning 0")
    rename()
    reload()
    return read, ask("select count(*) from rss_item where unread = 1")


@pytest.mark.parametrize("handler", [support.Handler, _Redirecting])
@pytest.mark.parametrize("form", ["rss", "atom"])
@pytest.mark.parametrize(
    "look", [with_reader, pytest.param(with_newsboat, marks=pytest.mark.program)]
)
def test_no_item_is_new(
    look: Callable[[str, Callable[[], None], Path], tuple[int, int]],
    form: str,
    handler: type[support.Handler],
    tmp_path: Path,
) -> None:
    tasks.write(tmp_path, **{name: tasks.story(name, topics=["Facebook AI"]) for name in "abc"})
    tasks.build(tmp_path, BEFORE)
    with support.served(tmp_path / "output", handler) as address:
        url = f"{address}topics/facebook-ai.{form}"
        found = look(url, lambda: _rename(tmp_path), tmp_path / "scratch")
    assert found == (3, 0)


def _rename(site: Path) -> None:
    report = tasks.build(site, AFTER)
    assert report.published is not None

"""Which feeds a hub is told of: those whose bytes have changed, each once."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from feedtool.build import ping
from feedtool.build.cache import opening
from feedtool.diagnostics.errors import UsageError
from feedtool.model.config import Config
from feedtool.publish.websub import Patience
from feedtool.storage import atomic
from tests import hub as hubs
from tests.build.tasks import build, story, write
from tests.conftest import make_config
from tests.hub import Hub

FEEDS = ["all.atom", "all.json", "all.rss", "topics/ai.atom", "topics/ai.json", "topics/ai.rss"]


@pytest.fixture
def hub() -> Iterator[Hub]:
    with hubs.running() as running:
        yield running


def patience() -> Patience:
    return Patience(60, lambda: 0, lambda _: None)


def config(folder: Path, hub: Hub, more: str = "") -> Config:
    made = make_config(folder, more)
    return made._replace(site=made.site._replace(hub=hub.url))


def published(folder: Path, hub: Hub, **records: str) -> Config:
    """The configuration of a site that has been built."""
    write(folder, **records)
    build(folder)
    return config(folder, hub)


def test_each_feed_is_told_of_once(tmp_path: Path, hub: Hub) -> None:
    site = published(tmp_path, hub, a=story("a"))
    addresses = [site.site.url + path for path in FEEDS]
    assert [*ping.changed_feeds(site)] == addresses
    assert ping.ping(site, patience()) == (hub.url, tuple(addresses), (), None)
    assert hub.told == addresses
    assert ping.ping(site, patience()) == (hub.url, (), (), None)
    assert hub.told == addresses


def test_only_what_has_changed_is_told_of(tmp_path: Path, hub: Hub) -> None:
    site = published(tmp_path, hub, a=story("a"))
    ping.ping(site, patience())
    hub.told.clear()
    write(tmp_path, b=story("b", topics=["Robots"]))
    build(tmp_path)
    ping.ping(site, patience())
    told = {address.removeprefix(site.site.url) for address in hub.told}
    assert {"all.rss", "topics/robots.rss"} <= told
    assert not any(path.startswith("topics/ai.") for path in told)


def test_what_a_hub_has_not_taken_is_told_of_the_next_time(tmp_path: Path, hub: Hub) -> None:
    site = published(tmp_path, hub, a=story("a"))
    hub.answers = [204, 404]
    report = ping.ping(site, patience())
    assert [address.removeprefix(site.site.url) for address in report.left] == ["all.json"]
    assert report.refusal == "404 Not Found"
    assert "1 feed" in ping.failure(report)
    hub.told.clear()
    ping.ping(site, patience())
    assert hub.told == [site.site.url + "all.json"]


def test_a_hub_that_is_down_is_not_asked_for_each_feed(tmp_path: Path, hub: Hub) -> None:
    site = published(tmp_path, hub, a=story("a"))
    hub.answers = [503] * 100
    report = ping.ping(site, patience())
    assert len(report.left) == len(FEEDS)
    assert {request["hub.url"] for request in hub.requests} == {site.site.url + FEEDS[0]}


def test_another_hub_hears_of_everything(tmp_path: Path, hub: Hub) -> None:
    site = published(tmp_path, hub, a=story("a"))
    ping.ping(site, patience())
    with hubs.running() as other:
        ping.ping(config(tmp_path, other), patience())
        assert len(other.told) == len(FEEDS)


def test_what_a_ping_that_was_killed_has_left_stops_none(tmp_path: Path, hub: Hub) -> None:
    site = published(tmp_path, hub, a=story("a"))
    opening.prepare(site.base / opening.FOLDER)
    atomic.stage(site.base / opening.FOLDER / ping.FILE, b"half")
    assert ping.ping(site, patience()).left == ()


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'{"x": 1}', b"\xff", b"[" * 100_000])
def test_what_is_known_may_be_lost(content: bytes, tmp_path: Path, hub: Hub) -> None:
    site = published(tmp_path, hub, a=story("a"))
    ping.ping(site, patience())
    (site.base / opening.FOLDER / ping.FILE).write_bytes(content)
    assert len(ping.ping(site, patience()).announced) == len(FEEDS)
    assert ping.ping(site, patience()).announced == ()
    assert json.loads((site.base / opening.FOLDER / ping.FILE).read_text())


def test_feeds_of_others_are_not_told_of(tmp_path: Path, hub: Hub) -> None:
    site = published(tmp_path, hub, a=story("a"))
    (tmp_path / "output" / "topics").mkdir(exist_ok=True)
    (tmp_path / "output" / "topics" / "mine.rss").write_text("<rss/>")
    assert len(ping.changed_feeds(site)) == len(FEEDS)


def test_a_site_without_a_hub(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"set site\.hub"):
        ping.changed_feeds(make_config(tmp_path))

import os
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from feedtool.build.artifacts import Artifacts, batched
from feedtool.build.rendering.jobs import NOTHING, Job, OfFeed
from feedtool.build.task import BuildTask
from feedtool.feeds import layout
from feedtool.feeds.items import LazyItems
from feedtool.feeds.render import pages
from feedtool.model.feed import Feed, Item
from feedtool.model.topics import Topics
from feedtool.publish import publish
from feedtool.runtime.processes import Processes
from tests.build.tasks import make_store, make_task, story, write
from tests.build.test_fingerprints import AI, ONE, ROBOTS, TWO, feed

TOPICS = Topics({"ai": AI}, {"ai": "ai"})
BOTH = (feed("all", ONE, TWO), feed("topics/ai", ONE, topic=AI))
FILES = {f"all.{form}" for form in ("rss", "atom", "json", "html")}
OF_AI = {f"topics/ai.{form}" for form in ("rss", "atom", "json", "html")}
SITE = {"index.html", "feeds.opml"}


@pytest.fixture
def task(tmp_path: Path) -> BuildTask:
    write(tmp_path, a=story("a"))
    return make_task(tmp_path)


def output(task: BuildTask, *feeds: Feed) -> Artifacts:
    """The output that feeds are to become, with what is remembered of it."""
    with closing(make_store(task)) as store:
        return Artifacts(task, store, feeds, TOPICS)


def published(task: BuildTask, *feeds: Feed) -> dict[str, bytes]:
    """The files that are written for some feeds, written and remembered."""
    with closing(make_store(task)) as store:
        made = Artifacts(task, store, feeds, TOPICS)
        files = dict(made.render(None))
        plan = publish.plan(task.output, layout, files, made.kept, made.written_before)
        written = publish.publish(task.output, layout, plan, generations_kept=None)
        store.put_output_files(made.file_states(files, written), before={})
        made.remember_items()
        store.save()
    return files


def test_at_first_every_file_is_made(task: BuildTask) -> None:
    found = output(task, *BOTH)
    assert found.kept == found.written_before == frozenset()
    assert found.stale_files() == len(FILES | OF_AI | SITE)
    assert dict(found.render(None)).keys() == FILES | OF_AI | SITE


def test_afterwards_none_is(task: BuildTask) -> None:
    first = published(task, *BOTH)
    found = output(task, *BOTH)
    assert found.kept == found.written_before == first.keys()
    assert list(found.render(None)) == []


def test_only_files_that_show_what_changed_are_made_again(task: BuildTask) -> None:
    published(task, *BOTH)
    hotter = feed("topics/ai", ONE._replace(heat=99), topic=AI)
    assert {*published(task, BOTH[0], hotter)} == {"topics/ai.json"}
    (task.config.base / "output" / "all.rss").write_bytes(b"spoilt")
    found = output(task, BOTH[0], hotter)
    assert [path for path, _ in found.render(None)] == ["all.rss"]


def test_what_is_changed_while_a_build_runs_is_not_believed_by_the_next(task: BuildTask) -> None:
    published(task, *BOTH)
    file = task.config.base / "output" / "all.rss"
    with closing(make_store(task)) as store:
        made = Artifacts(task, store, BOTH, TOPICS)
        assert not dict(made.render(None))
        file.write_bytes(b"spoilt")
        time.sleep(0.05)  # so that the signature of the file can be trusted
        store.put_output_files(made.file_states({}, {}), made.states_before)
        store.save()
    assert [path for path, _ in output(task, *BOTH).render(None)] == ["all.rss"]


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({}, id="a story alone"),
        pytest.param({"label": "Intelligence"}, id="the name of a feed"),
        pytest.param({"items": (ONE, TWO), "keys": BOTH[0].keys}, id="how much is in it"),
        pytest.param({"topic": ROBOTS, "name": "topics/robots"}, id="another topic"),
    ],
)
@pytest.mark.parametrize("is_spoilt", [False, True])
def test_the_landing_page_is_what_it_would_be_if_none_were_there(
    task: BuildTask, changed: dict[str, Any], *, is_spoilt: bool
) -> None:
    published(task, *BOTH)
    file = task.config.base / "output" / "index.html"
    if is_spoilt:
        file.write_bytes(file.read_bytes().replace(b"<li>", b"<li hidden>"))
    now = (feed("all", ONE._replace(title="New"), TWO), BOTH[1]._replace(**changed))
    made = dict(output(task, *now).render(None))["index.html"]
    site, formats = task.config.site, task.config.feeds.formats
    assert made == pages.landing_page(now, site, formats)


def test_archives_of_one_time_are_made_one_after_the_other_and_before_all_feeds(
    task: BuildTask,
) -> None:
    archives = [
        feed(f"{name}-{year}", ONE._replace(published=datetime(year, 1, 1, tzinfo=UTC)))
        for name, year in [("all", 2020), ("all", 2022), ("ai", 2021), ("ai", 2023)]
    ]
    with closing(make_store(task)) as store:
        found = Artifacts(task, store, MANY, TOPICS, tuple(archives))
    made = [path.removesuffix(".rss") for path, _ in found.render(None) if path.endswith(".rss")]
    assert made == ["all-2020", "ai-2021", "all-2022", "ai-2023", *(one.name for one in MANY)]


MANY = (BOTH[0], *(feed(f"topics/t{number}", ONE) for number in range(20)))


@pytest.mark.parametrize("feeds", [BOTH, MANY])
def test_workers_make_the_same_files(task: BuildTask, feeds: tuple[Feed, ...]) -> None:
    found = output(task, *feeds)
    with ThreadPoolExecutor(1) as executor:
        shared = list(found.render(executor))
    assert dict(shared) == dict(found.render(None))
    assert shared[-1][0] == "index.html"  # which links to all others


def test_workers_make_no_item_that_is_not_there(task: BuildTask) -> None:
    published(task, *BOTH)
    (task.config.base / "output" / "index.html").unlink()
    (task.config.base / "output" / "topics" / "ai.rss").unlink()
    here = LazyItems(range(2), partial(made_in, os.getpid()))
    found = output(task, BOTH[0]._replace(items=here), BOTH[1])
    with Processes(2, (), are_required=True) as processes:
        files = dict(found.render(processes))
    assert files.keys() == {"index.html", "topics/ai.rss"}


def test_what_is_only_listed_is_not_sent_to_workers(task: BuildTask) -> None:
    published(task, *BOTH)
    changed = feed("all", ONE._replace(title="New"), TWO)
    listed = BOTH[1]._replace(items=LazyItems([0], not_made))
    found = output(task, changed, listed)
    with Processes(2, (), are_required=True) as processes:
        files = dict(found.render(processes))
    assert files.keys() == {*FILES, "index.html"}
    assert files == dict(output(task, changed, BOTH[1]).render(None))


def not_made(place: int) -> Item:
    raise AssertionError(f"item {place} is shown nowhere")


def made_in(process: int, place: int) -> Item:
    """An item that only one process can make, as where a cache is open there."""
    assert os.getpid() == process
    return (ONE, TWO)[place]


def test_few_items_are_not_worth_another_process(task: BuildTask) -> None:
    assert output(task, *BOTH).work() == 0
    large = feed("all", *(ONE._replace(id=f"urn:{number}") for number in range(100)))
    assert output(task, large).work() == 300
    published(task, large)
    assert output(task, large).work() == 0


def test_the_ids_that_a_feed_has_now(task: BuildTask) -> None:
    assert output(task, *BOTH).published_ids(BOTH[0]) == frozenset()
    published(task, *BOTH)
    assert output(task, *BOTH).published_ids(BOTH[0]) == {ONE.id, TWO.id}
    changed = feed("all", TWO._replace(title="Another"))
    found = output(task, changed, BOTH[1])
    assert found.published_ids(changed) == {ONE.id, TWO.id}  # read from what is published


def test_workers_are_given_no_more_at_once_than_may_be_held(task: BuildTask) -> None:
    def job(size: int) -> Job:
        key: tuple[int | None, str] = (None, "a")
        written = {"all.rss": {key: b"x" * size}, "all.atom": {key: b"x"}}
        return Job(task.config.site, (), [OfFeed(feed("all"), frozenset(), written)], NOTHING)

    small, large = job(1), job(20_000_000)
    assert [len(one) for one in batched([small] * 300)] == [128, 128, 44]
    assert [len(one) for one in batched([large, small, small, large, small])] == [1, 3, 1]
    assert [*batched([])] == []

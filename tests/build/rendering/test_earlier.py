"""What the last build wrote of items, and when it is not believed."""

from contextlib import closing
from pathlib import Path

import pytest

from feedtool.build.rendering.earlier import EarlierItems
from feedtool.build.task import BuildTask
from feedtool.feeds import layout
from feedtool.feeds.items import LazyItems
from feedtool.feeds.render import pages
from feedtool.model.feed import Feed, Item
from tests.build.tasks import make_store, make_task, story, write
from tests.build.test_artifacts import BOTH, output, published
from tests.build.test_fingerprints import ONE, TWO, feed

EVERYTHING = BOTH[0]
PATHS = {f"all.{form}" for form in ("rss", "atom", "json", "html")}


@pytest.fixture
def task(tmp_path: Path) -> BuildTask:
    write(tmp_path, a=story("a"))
    made = make_task(tmp_path)
    published(made, *BOTH)
    return made


def earlier(task: BuildTask, *feeds: Feed) -> EarlierItems:
    with closing(make_store(task)) as store:
        states, forms = store.output_files(), task.config.feeds.formats
        return EarlierItems(feeds, store, task.output, states, forms)


def test_each_file_tells_what_stands_there_of_each_item(task: BuildTask) -> None:
    found = earlier(task, EVERYTHING).of(EVERYTHING, PATHS)
    assert found.keys() == PATHS
    for one in found.values():
        assert list(one) == [key[1:] for key in EVERYTHING.keys]
    assert earlier(task, EVERYTHING).of(EVERYTHING, {"all.rss"}).keys() == {"all.rss"}


def test_so_does_the_landing_page(task: BuildTask) -> None:
    page = task.output.read(layout.LANDING_PAGE)
    assert page is not None
    found = earlier(task, EVERYTHING).of_landing_page(EVERYTHING)
    assert list(found.values()) == pages.stories(page)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (EVERYTHING, 0),
        (feed("all", TWO, ONE), 0),
        (feed("all", ONE._replace(title="New"), TWO), 1),
        (feed("all", ONE._replace(heat=1), TWO), 1),
        (EVERYTHING._replace(language="fr"), 2),
        (feed("hot", ONE), 1),
    ],
)
def test_how_many_items_have_changed(task: BuildTask, now: Feed, expected: int) -> None:
    assert earlier(task, now).changed(now) == expected


def test_nothing_is_known_of_a_feed_in_another_language_or_without_a_cache(
    task: BuildTask, tmp_path: Path
) -> None:
    french = EVERYTHING._replace(language="fr")
    assert earlier(task, french).of(french, PATHS) == {}
    (tmp_path / "other").mkdir()
    write(tmp_path / "other", a=story("a"))
    other = make_task(tmp_path / "other")
    assert earlier(other, EVERYTHING).of(EVERYTHING, PATHS) == {}
    assert earlier(other, EVERYTHING).of_landing_page(EVERYTHING) == {}


@pytest.mark.parametrize("damage", ["changed", "emptied", "gone"])
def test_a_file_that_is_not_as_it_was_written_tells_nothing(task: BuildTask, damage: str) -> None:
    file = task.config.base / "output" / "all.rss"
    if damage == "gone":
        file.unlink()
    else:
        text = file.read_bytes()
        file.write_bytes(text.replace(b"Words", b"Woods") if damage == "changed" else b"")
    found = earlier(task, EVERYTHING).of(EVERYTHING, PATHS)
    assert found.keys() == PATHS - {"all.rss"}


def test_items_that_lost_their_content_in_a_file_are_not_taken_from_it(task: BuildTask) -> None:
    with closing(make_store(task)) as store:
        store.put_trimmed({"all.atom": 1})
        store.save()
    assert earlier(task, EVERYTHING).of(EVERYTHING, PATHS).keys() == PATHS - {"all.atom"}


def test_feeds_that_are_no_more_are_forgotten(task: BuildTask) -> None:
    published(task, EVERYTHING)
    with closing(make_store(task)) as store:
        assert store.items("topics/ai") == (None, [])
        assert store.items("all")[1] == [key[1:] for key in EVERYTHING.keys]


def test_a_changed_item_alone_is_made(task: BuildTask) -> None:
    now = feed("all", ONE._replace(title="New"), TWO)
    made = list[int]()

    def item(place: int) -> Item:
        made.append(place)
        return now.items[place]

    files = dict(output(task, now._replace(items=LazyItems(range(2), item)), BOTH[1]).render(None))
    assert set(made) == {0}
    for path in PATHS:
        (task.config.base / "output" / path).unlink()
    (task.config.base / "output" / "index.html").unlink()
    assert dict(output(task, now, BOTH[1]).render(None)) == files


def test_a_file_is_read_for_its_items_when_it_is_its_turn(task: BuildTask) -> None:
    """What stands in all files together does not fit into memory."""
    made = list[int]()
    now = [feed(one.name, ONE._replace(title="New"), TWO) for one in BOTH]

    def item(place: int) -> Item:
        made.append(place)
        return now[1].items[place]

    published(task, *(feed(one.name, ONE, TWO) for one in BOTH))
    files = output(task, now[0], now[1]._replace(items=LazyItems(range(2), item))).render(None)
    path, _ = next(files)
    assert path.startswith("all.")
    assert made == []
    for form in ("rss", "atom", "json", "html"):
        (task.config.base / f"output/{now[1].name}.{form}").unlink()
    assert dict(files)
    assert set(made) == {0, 1}

"""Digests over the time that a site lives: what was closed stays, whatever becomes of its records."""

import json
import re
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedtool import check
from feedtool.build import pipeline
from feedtool.check import CheckOptions
from feedtool.model.report import BuildReport
from tests.build import tasks
from tests.conftest import make_config

DIGEST = """\
timezone = "Europe/Berlin"
[feeds]
min_heat = 10
[[digest]]
name = "day"
every = "day"
top = 3
min_heat = 70
limit = 4
"""
START = datetime(2023, 9, 10, 11, tzinfo=UTC)


def build(folder: Path, day: float, config: str = DIGEST, **options: Any) -> BuildReport:
    run = tasks.make_run(now=START + timedelta(days=day), **options)
    return pipeline.build(make_config(folder, config), "seeds", run)


def write(folder: Path, name: str, day: float, heat: int = 80, **changed: Any) -> None:
    moment = f"{START + timedelta(days=day):%Y-%m-%dT%H:%M:%SZ}"
    given = {"publishedDateTime": moment, "heat": heat} | changed
    tasks.write(folder, **{name: tasks.story(name, **given)})


def editions(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in (folder / "output/digests").glob("*.html")}


def told(folder: Path, name: str = "day") -> dict[str, list[str]]:
    """The headlines of each item of the JSON feed of a digest, by the day that it was of."""
    items = json.loads((folder / f"output/{name}.json").read_text("utf-8"))["items"]
    headline = re.compile(r"<a href=[^>]*>Story ([^<]*)</a>")
    return {
        re.findall(r"day-([-0-9]+)", one["url"])[0]: headline.findall(one["content_html"])
        for one in items
    }


def files(folder: Path) -> dict[str, bytes]:
    output = folder / "output"
    return {
        one.relative_to(output).as_posix(): one.read_bytes()
        for one in output.rglob("*")
        if one.is_file()
    }


def test_an_item_appears_when_the_grace_has_passed(tmp_path: Path) -> None:
    write(tmp_path, "a", 0)
    build(tmp_path, 0.9)  # the day ended at 22:00 UTC, and stays open for twelve hours
    assert told(tmp_path) == {}
    build(tmp_path, 1)
    assert told(tmp_path) == {"2023-09-10": ["a"]}


def test_time_alone_closes_a_period(tmp_path: Path) -> None:
    """Where nothing else has changed the last report is given again, but not beyond that moment."""
    write(tmp_path, "a", 0)
    build(tmp_path, 0.1)
    assert build(tmp_path, 0.9).published == build(tmp_path, 0.91).published
    build(tmp_path, 1)
    assert told(tmp_path) == {"2023-09-10": ["a"]}


def test_a_published_edition_stays_whatever_becomes_of_its_stories(tmp_path: Path) -> None:
    for name in "abc":
        write(tmp_path, name, 0)
    build(tmp_path, 1)
    before = files(tmp_path)
    write(tmp_path, "a", 0, heat=5)
    write(tmp_path, "b", 0, title="Edited", excerpt="Anew")
    (tmp_path / "seeds/c.md").unlink()
    write(tmp_path, "d", 0, heat=999)
    build(tmp_path, 1.1)
    after = files(tmp_path)
    kept = [path for path in before if re.match(r"day\.(?!html)|digests/", path)]
    assert len(kept) == 4
    assert {path: after[path] for path in kept} == {path: before[path] for path in kept}


def test_sticky_heat_makes_no_story_late(tmp_path: Path) -> None:
    config = DIGEST.replace("[feeds]", "[feeds]\nsticky = true")
    write(tmp_path, "a", 0)
    write(tmp_path, "cold", 0, heat=5)
    build(tmp_path, 1, config)
    write(tmp_path, "a", 0, heat=5)
    write(tmp_path, "cold", 0, heat=90)
    write(tmp_path, "late", 0)
    build(tmp_path, 2, config)
    assert told(tmp_path) == {"2023-09-11": ["late"], "2023-09-10": ["a"]}


def test_a_late_story_stands_in_the_next_edition(tmp_path: Path) -> None:
    write(tmp_path, "a", 0)
    write(tmp_path, "drafted", 0, published=False)
    write(tmp_path, "cold", 0, heat=5)  # below what any feed shows
    build(tmp_path, 1)
    for name in ("late", "drafted", "cold"):
        write(tmp_path, name, 0)
    build(tmp_path, 2)
    assert told(tmp_path) == {"2023-09-11": ["late", "drafted"], "2023-09-10": ["a"]}


def test_a_story_that_may_not_be_published_leaves_its_edition(tmp_path: Path) -> None:
    write(tmp_path, "a", 0, heat=90)
    write(tmp_path, "b", 0)
    build(tmp_path, 1)
    write(tmp_path, "a", 0, published=False)
    build(tmp_path, 1.1)
    assert told(tmp_path) == {"2023-09-10": ["b"]}
    assert not [path for path, content in files(tmp_path).items() if b"Story a" in content]
    write(tmp_path, "b", 0, published=False)
    build(tmp_path, 1.2)
    assert (told(tmp_path), editions(tmp_path)) == ({}, {})
    write(tmp_path, "b", 0)
    build(tmp_path, 2)
    assert told(tmp_path) == {"2023-09-11": ["b"]}


def test_a_corrected_address_makes_no_late_story(tmp_path: Path) -> None:
    write(tmp_path, "a", 0)
    build(tmp_path, 1)
    write(tmp_path, "a", 0, originalUrl="https://www.example.org/corrected")
    write(tmp_path, "b", 1)
    build(tmp_path, 2)
    assert told(tmp_path) == {"2023-09-11": ["b"], "2023-09-10": ["a"]}


def test_where_a_build_is_run_shows_nowhere(tmp_path: Path) -> None:
    write(tmp_path, "a", 0)
    build(tmp_path, 1)
    before = files(tmp_path)
    shutil.rmtree(tmp_path / "output")
    run = tasks.make_run(now=START + timedelta(days=1), use_cache=False)
    pipeline.build(make_config(tmp_path, DIGEST), "../elsewhere/seeds", run)
    assert files(tmp_path) == before


def test_digests_stand_where_feeds_do_and_pass_the_check(tmp_path: Path) -> None:
    for day in range(3):
        write(tmp_path, f"s{day}", day, title=f"<b>Story</b> & {day}")
    report = build(tmp_path, 3)
    assert [feed.name for feed in report.feeds] == ["all", "day", "ai"]
    output = tmp_path / "output"
    for place in ("index.html", "feeds.opml"):
        assert "day.rss" in (output / place).read_text("utf-8")
    for path in ("day.rss", "day.atom", "day.json"):
        for profile in ("strict", "w3c"):
            options = CheckOptions(
                base=f"https://example.org/{path}", now=START + timedelta(3), profile=profile
            )
            assert check.check(path, (output / path).read_bytes(), options) == ()


def test_pages_stay_when_their_items_have_left_the_feed(tmp_path: Path) -> None:
    for day in range(6):
        write(tmp_path, f"s{day}", day)
    build(tmp_path, 3)
    build(tmp_path, 6)
    assert list(told(tmp_path)) == ["2023-09-15", "2023-09-14", "2023-09-13", "2023-09-12"]
    assert len(editions(tmp_path)) == 6
    build(tmp_path, 6, "[feeds]\nmin_heat = 10\n")
    assert editions(tmp_path) == {}
    assert not (tmp_path / "output/day.rss").exists()


@pytest.mark.parametrize("lost", ["day.html", "day.json", "digests/day-2023-09-10.html"])
def test_what_was_lost_is_made_anew(tmp_path: Path, lost: str) -> None:
    write(tmp_path, "a", 0)
    write(tmp_path, "b", 1)
    build(tmp_path, 2)
    before = files(tmp_path)
    (tmp_path / "output" / lost).unlink()
    build(tmp_path, 2)
    assert files(tmp_path) == before


def test_a_damaged_page_is_made_anew(tmp_path: Path) -> None:
    write(tmp_path, "a", 0)
    build(tmp_path, 1)
    before = files(tmp_path)
    page = tmp_path / "output/digests/day-2023-09-10.html"
    page.write_bytes(page.read_bytes().replace(b"data-story", b"data-x"))
    build(tmp_path, 1)
    assert files(tmp_path) == before


@pytest.mark.parametrize("use_cache", [True, False])
@pytest.mark.parametrize("damage", ["behind its end", "cut off", "another edition"])
def test_a_damaged_page_of_an_edition_that_left_the_feed_is_not_removed(
    tmp_path: Path, damage: str, *, use_cache: bool
) -> None:
    for day in range(9):
        write(tmp_path, f"s{day}", day)
    build(tmp_path, 3)
    build(tmp_path, 6)
    build(tmp_path, 9)
    before = editions(tmp_path)
    old = [f"day-2023-09-{day}.html" for day in range(10, 15)]
    for name in old:
        assert name.removesuffix(".html").removeprefix("day-") not in told(tmp_path)
        page = before[name]
        damaged = {
            "behind its end": page + b"<!-- seen -->\n",
            "cut off": page[: 3 * len(page) // 4],
            "another edition": before[old[0]],
        }[damage]
        (tmp_path / "output/digests" / name).write_bytes(damaged)
    build(tmp_path, 9, use_cache=use_cache)
    after = editions(tmp_path)
    assert after.keys() == before.keys()
    assert all(content.startswith(before[name]) for name, content in after.items())


def test_generations_remember_as_well(tmp_path: Path) -> None:
    config = DIGEST.replace("[feeds]", '[feeds]\nlayout = "generations"')
    write(tmp_path, "a", 0)
    build(tmp_path, 1, config)
    before = editions(tmp_path)
    write(tmp_path, "a", 0, title="Edited")
    write(tmp_path, "b", 1)
    build(tmp_path, 2, config)
    assert len(before) == 1
    assert before.items() < editions(tmp_path).items()


def test_a_page_is_read_only_where_it_changed(tmp_path: Path) -> None:
    """Of pages that stand as they were written the cache knows whose stories they tell."""
    write(tmp_path, "a", 0)
    build(tmp_path, 1)
    task = tasks.make_task(tmp_path, DIGEST)
    store = tasks.make_store(task)
    kept = store.editions()
    store.close()
    assert list(kept) == ["day.html", "digests/day-2023-09-10.html"]


def test_only_stories_of_new_editions_are_read_whole(tmp_path: Path) -> None:
    config = DIGEST.replace("min_heat = 10", "min_heat = 10\nlimit = 1")
    for day in range(4):
        write(tmp_path, f"s{day}", day)
    build(tmp_path, 3, config)
    build(tmp_path, 4, config)
    task = tasks.make_task(tmp_path, config)
    store = tasks.make_store(task)
    assert list(store.shown()) == ["s3.md"]
    store.close()


STORIES = st.integers(0, 7)
CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("wait"), st.sampled_from([0.3, 0.5, 1.0, 2.5])),
        st.tuples(st.just("heat"), STORIES, st.sampled_from([5, 69, 70, 71, 90])),
        st.tuples(st.just("edit"), STORIES, st.sampled_from(["x", "y"])),
        st.tuples(st.just("add"), STORIES, st.sampled_from([0, 0.5, 1, 2])),
        st.tuples(st.just("delete"), STORIES),
        st.tuples(st.just("hide"), STORIES),
    ),
    min_size=6,
    max_size=14,
)


class History:
    """A site that somebody edits, built after each change beside a build that knows no cache."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.day = folder, 0.0
        self.stories: dict[int, dict[str, Any]] = {}
        (folder / "seeds").mkdir(parents=True)
        write(folder, "always", 0, heat=20)

    def change(self, kind: str, *how: Any) -> None:
        if kind == "wait":
            self.day += how[0]
            return
        number, *value = how
        if kind == "add":
            self.stories[number] = {"day": self.day - value[0], "heat": 80}
        elif number in self.stories:
            if kind == "delete":
                del self.stories[number]
                (self.folder / f"seeds/s{number}.md").unlink()
                return
            key = {"heat": "heat", "edit": "title", "hide": "published"}[kind]
            of = self.stories[number]
            of[key] = value[0] if value else not of.get("published", True)
        if number in self.stories:
            write(self.folder, f"s{number}", **self.stories[number])

    def hidden(self) -> set[str]:
        return {f"s{n}" for n, of in self.stories.items() if not of.get("published", True)}

    def build(self) -> dict[str, bytes]:
        """The output, which is that of a build of the same records and output without a cache."""
        clean = self.folder.with_name("clean")
        shutil.rmtree(clean, ignore_errors=True)
        shutil.copytree(self.folder, clean)
        build(self.folder, self.day, accept_loss=True)
        build(clean, self.day, accept_loss=True, use_cache=False)
        assert files(self.folder) == files(clean)
        return files(self.folder)


def check_history(folder: Path, changes: list[tuple[Any, ...]]) -> None:
    history = History(folder / "site")
    closed: dict[str, bytes] = {}
    items: dict[str, Any] = {}
    for change in changes:
        history.change(*change)
        output = history.build()
        may_differ = {name.encode() for name in history.hidden()}
        for path, page in closed.items():
            if not any(b"/" + name + b'"' in page for name in may_differ):
                assert output[path] == page
        closed = {path: page for path, page in output.items() if path.startswith("digests/")}
        feed = json.loads(output["day.json"])["items"]
        assert len({one["id"] for one in feed}) == len(feed) <= 4
        for one in feed:
            was = items.get(one["id"])
            if was and not any(f'/{name.decode()}"' in was["content_html"] for name in may_differ):
                assert one == was
        items = {one["id"]: one for one in feed}
        stood = [
            one for page in closed.values() for one in re.findall(rb'data-story="([^"]*)', page)
        ]
        assert len(set(stood)) == len(stood)
        for name in may_differ:
            assert not any(b"example.org/" + name + b'"' in page for page in output.values())


@pytest.mark.slow
@settings(
    max_examples=30,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(CHANGES)
def test_what_is_closed_stays_over_any_history(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[Any, ...]]
) -> None:
    check_history(tmp_path_factory.mktemp("history"), changes)

"""The chain of archives, walked as readers do, over builds that follow each other."""

import json
import random
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import feedparser
import pytest
from lxml import etree

from feedtool.model.report import BuildReport
from tests.build import tasks
from tests.build.tasks import story
from tests.tables import each

URL = "https://example.org/"
CONFIG = "[feeds]\nlimit = 2\narchive_size = 3\n"
FEEDS = ("all", "topics/ai", "topics/other")
WALKS = ("rss", "atom", "json", "html")


def put(folder: Path, *numbers: int, **changed: Any) -> None:
    """Write the stories of some days of the year 2023; every third is about two topics."""
    for number in numbers:
        month, day = divmod(number, 28)
        tasks.write(
            folder,
            **{
                f"s{number}": story(
                    f"s{number}",
                    **{
                        "publishedDateTime": f"2023-{month + 1:02}-{day + 1:02}T00:00:00Z",
                        "topics": ["AI", *(["Other"] if number % 3 == 0 else [])],
                    }
                    | changed,
                )
            },
        )


def build(folder: Path, config: str = CONFIG, **options: Any) -> BuildReport:
    return tasks.build(folder, config, **options)


def walk(output: Path, name: str, form: str) -> list[str]:
    """The titles of all stories that can be reached from a feed, document by document."""
    titles: list[str] = []
    seen: set[str] = set()
    path: str | None = f"{name}.{form}"
    while path:
        assert path not in seen, "it goes round in circles"
        seen.add(path)
        found, path = _READ[form]((output / path).read_bytes(), path)
        titles += found
    return titles


def _parsed(content: bytes, _: str) -> tuple[list[str], str | None]:
    found = feedparser.parse(content)
    assert not found.bozo
    older = [one.href for one in found.feed.links if one.rel == "prev-archive"]
    return [entry.title for entry in found.entries], _path(older[0]) if older else None


def _json(content: bytes, _: str) -> tuple[list[str], str | None]:
    found = json.loads(content)
    older = found.get("next_url")
    return [item["title"] for item in found["items"]], _path(older) if older else None


def _html(content: bytes, path: str) -> tuple[list[str], str | None]:
    page = etree.HTML(content)
    older = page.xpath("//main//a[@rel='prev']/@href")
    titles = [str(one) for one in page.xpath("//h3/a/text()")]
    return titles, _path(urljoin(URL + path, str(older[0]))) if older else None


def _path(url: str) -> str:
    assert url.startswith(URL)
    return url.removeprefix(URL)


_READ = {"rss": _parsed, "atom": _parsed, "json": _json, "html": _html}


def tree(folder: Path) -> dict[str, bytes]:
    """The files of an output folder, by their paths."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def changes(folder: Path) -> Iterator[set[str]]:
    """What each ``next`` finds changed in the output since the one before."""
    before: dict[str, bytes] = {}
    while True:
        now = tree(folder / "output")
        yield {path for path in now.keys() | before.keys() if now.get(path) != before.get(path)}
        before = now


def archives(paths: set[str]) -> set[str]:
    """The names of the archives of which files are among some."""
    return {path.partition(".")[0] for path in paths if "archives/" in path}


@pytest.mark.parametrize("form", WALKS)
def test_every_story_is_reached_exactly_once(tmp_path: Path, form: str) -> None:
    put(tmp_path, *range(20))
    build(tmp_path)
    for name, count in zip(FEEDS, (20, 20, 7), strict=True):
        found = walk(tmp_path / "output", name, form)
        assert len(found) == len(set(found)) == count


def test_documents_say_what_they_are(tmp_path: Path) -> None:
    put(tmp_path, *range(12))
    build(tmp_path)
    for form in ("rss", "atom"):
        newest = feedparser.parse((tmp_path / "output" / f"all.{form}").read_bytes())
        assert "fh_archive" not in newest.feed
        documents = [
            feedparser.parse((tmp_path / "output" / f"archives/all-{n}.{form}").read_bytes())
            for n in (1, 2, 3)
        ]
        for number, found in enumerate(documents, 1):
            links = {one.rel: one.href for one in found.feed.links}
            newer = f"archives/all-{number + 1}" if number < 3 else "all"
            assert "fh_archive" in found.feed
            assert links["self"] == f"{URL}archives/all-{number}.{form}"
            assert links["current"] == f"{URL}all.{form}"
            assert links["next-archive"] == f"{URL}{newer}.{form}"
            assert found.feed.get("id") == newest.feed.get("id")  # one feed, several documents
            assert len(found.entries) == 3


def test_no_archive_names_a_hub_for_nobody_subscribes_to_it(tmp_path: Path) -> None:
    hub = "https://hub.example.org/"
    put(tmp_path, *range(5))
    build(tmp_path, f'hub = "{hub}"\n{CONFIG}')
    for form in ("rss", "atom", "json"):
        assert hub.encode() in (tmp_path / f"output/all.{form}").read_bytes()
        assert hub.encode() not in (tmp_path / f"output/archives/all-1.{form}").read_bytes()


def test_a_feed_that_is_asked_for_has_archives_unless_stories_leave_it_by_age(
    tmp_path: Path,
) -> None:
    put(tmp_path, *range(12))
    build(
        tmp_path,
        f"{CONFIG}[[feed]]\nname = 'mine'\ntitle = 'Mine'\nwhere = {{ topics = ['AI'] }}\n"
        "[[feed]]\nname = 'young'\ntitle = 'Young'\nwhere = { max_age = '999d' }\n",
    )
    for form in WALKS:
        assert len(walk(tmp_path / "output", "mine", form)) == 12
        assert len(walk(tmp_path / "output", "young", form)) == 2


def test_a_new_story_changes_no_archive(tmp_path: Path) -> None:
    put(tmp_path, *range(11))
    build(tmp_path)
    changed = changes(tmp_path)
    next(changed)
    for number in (11, 12):
        put(tmp_path, number, topics=["AI"])
        build(tmp_path)
        assert archives(next(changed)) == set()
    put(tmp_path, 13)
    build(tmp_path)
    # The fourth is closed; the third, which was the newest, now has one behind it.
    assert archives(next(changed)) == {
        f"{below}archives/{name}-{number}"
        for below, name in (("", "all"), ("topics/", "ai"))
        for number in (3, 4)
    }


def test_a_late_edit_rewrites_one_archive_of_each_feed_that_has_the_story(tmp_path: Path) -> None:
    put(tmp_path, *range(20))
    build(tmp_path)
    changed = changes(tmp_path)
    next(changed)
    put(tmp_path, 4, title="Mended")
    build(tmp_path)
    assert archives(next(changed)) == {"archives/all-2", "topics/archives/ai-2"}


def test_a_late_story_stands_in_the_open_end(tmp_path: Path) -> None:
    put(tmp_path, *range(1, 12))
    build(tmp_path)
    changed = changes(tmp_path)
    next(changed)
    put(tmp_path, 0, topics=["AI"])
    build(tmp_path)
    assert archives(next(changed)) == set()
    assert (
        "Story s0" in feedparser.parse((tmp_path / "output/all.rss").read_bytes()).entries[-1].title
    )


def test_a_story_that_is_un_published_leaves_its_archive_alone(tmp_path: Path) -> None:
    put(tmp_path, *range(20))
    build(tmp_path)
    changed = changes(tmp_path)
    next(changed)
    put(tmp_path, 4, published=False)
    build(tmp_path)
    assert archives(next(changed)) == {"archives/all-2", "topics/archives/ai-2"}
    assert len(walk(tmp_path / "output", "all", "json")) == 19


def test_an_archive_without_stories_is_removed_and_the_chain_leads_past_it(tmp_path: Path) -> None:
    put(tmp_path, *range(14))
    build(tmp_path)
    put(tmp_path, 3, 4, 5, published=False)
    assert build(tmp_path).published is not None
    assert not list((tmp_path / "output").rglob("all-2.*"))
    for form in WALKS:
        assert len(walk(tmp_path / "output", "all", form)) == 11


def test_when_an_archive_is_closed_subscribers_lose_nothing(tmp_path: Path) -> None:
    config = "[feeds]\nlimit = 2\narchive_size = 30\n"
    put(tmp_path, *range(31))
    build(tmp_path, config)
    put(tmp_path, 31)
    report = build(tmp_path, config)
    assert report.published is not None
    assert [feed.items for feed in report.feeds if feed.name == "all"] == [2]


@pytest.mark.parametrize("formats", ['["rss"]', '["json"]', '["atom", "rss"]'])
def test_other_formats_have_the_same_archives(tmp_path: Path, formats: str) -> None:
    put(tmp_path, *range(11))
    build(tmp_path)
    put(tmp_path, 0, published=False)
    build(tmp_path, f"{CONFIG}formats = {formats}\n")
    form = json.loads(formats)[0]
    found, _ = _READ[form]((tmp_path / f"output/archives/all-1.{form}").read_bytes(), "")
    assert found == ["Story s2", "Story s1"]


def test_without_archives_their_files_are_removed(tmp_path: Path) -> None:
    put(tmp_path, *range(20))
    build(tmp_path)
    report = build(tmp_path, "[feeds]\nlimit = 2\n")
    assert report.published is not None
    assert not list((tmp_path / "output").rglob("archives/*"))
    assert walk(tmp_path / "output", "all", "rss") == ["Story s19", "Story s18"]


def test_a_switch_that_lets_a_feed_show_less_loses_nobody_a_story(tmp_path: Path) -> None:
    put(tmp_path, *range(30))
    build(tmp_path, "[feeds]\nlimit = 2\narchive_size = 40\n")
    assert build(tmp_path, "[feeds]\nlimit = 2\n").published is not None


def test_what_the_cache_says_of_archives_is_not_believed_of_other_files(tmp_path: Path) -> None:
    put(tmp_path, *range(11))
    build(tmp_path)
    second = tree(tmp_path / "output")["archives/all-2.json"]
    for form in ("rss", "atom", "json"):  # as if a backup of another day had been put back
        other = (tmp_path / f"output/archives/all-2.{form}").read_bytes()
        (tmp_path / f"output/archives/all-1.{form}").write_bytes(other)
    (tmp_path / "output/archives/all-2.rss").unlink()
    put(tmp_path, 11)
    build(tmp_path)
    made = tree(tmp_path / "output")
    assert titles(made["archives/all-2.json"]) == titles(second)
    for form in WALKS:
        assert len(walk(tmp_path / "output", "all", form)) == 12


@pytest.mark.parametrize(
    ("other", "forms"),
    [
        ("archives/all-2", ("rss",)),
        ("archives/all-2", ("json",)),
        ("archives/all-2", ("rss", "atom", "json", "html")),
        ("topics/archives/other-1", ("rss",)),
        ("topics/archives/other-1", ("atom", "json")),
    ],
)
def test_an_archive_in_the_place_of_another_is_put_right(
    tmp_path: Path, other: str, forms: tuple[str, ...]
) -> None:
    put(tmp_path, *range(13))
    build(tmp_path)
    output = tmp_path / "output"
    made = tree(output)
    for form in forms:
        one, two = output / f"archives/all-1.{form}", output / f"{other}.{form}"
        one.write_bytes(made[f"{other}.{form}"])
        two.write_bytes(made[f"archives/all-1.{form}"])
    build(tmp_path)
    assert tree(output) == made
    build(tmp_path, use_cache=False)
    assert tree(output) == made


def titles(archive: bytes) -> list[str]:
    return [item["title"] for item in json.loads(archive)["items"]]


class Order:
    """Notes the files that a build writes, in the order in which they are put in place."""

    def __init__(self) -> None:
        self.paths: list[str] = []

    def __call__(self, items: Iterable[Any], _: int, phase: str, /) -> Iterator[Any]:
        for item in items:
            if phase == "Writing":
                self.paths.append(item[0])
            yield item


@pytest.mark.slow
def test_a_build_that_is_killed_leaves_no_link_to_nowhere_and_goes_on_where_it_was(
    tmp_path: Path,
) -> None:
    put(tmp_path, *range(14))
    build(tmp_path)
    output, before = tmp_path / "output", tree(tmp_path / "output")
    put(tmp_path, 4, title="Mended")
    put(tmp_path, 14, 15, 16)
    order = Order()
    build(tmp_path, progress=order)
    after = tree(output)
    assert order.paths[0].startswith("archives/")
    assert len(order.paths) > 30
    for killed in range(0, len(order.paths), 3):
        now = before | {path: after[path] for path in order.paths[:killed]}
        shutil.rmtree(output)
        for path, content in now.items():
            (output / path).parent.mkdir(parents=True, exist_ok=True)
            (output / path).write_bytes(content)
        for form in WALKS:  # raises where a link leads nowhere
            assert len(set(walk(output, "all", form))) >= 14
        build(tmp_path, use_cache=killed % 2 == 0)
        assert tree(output) == after


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_any_history_ends_like_one_built_without_a_cache(tmp_path: Path, seed: int) -> None:
    """The output folder alone decides what stands in which archive."""
    chance = random.Random(seed)
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
        put(folder, 40)
    for _ in range(12):
        number = chance.randrange(40)
        change: dict[str, Any] = chance.choice(
            [
                {},
                {},
                {},
                {"published": False},
                {"title": "Mended"},
                {"topics": ["Other"]},
                {"heat": 9},
            ]
        )
        numbers = [number, *(chance.sample(range(40), 5) if not change else [])]
        for folder in (one, other):
            put(folder, *numbers, **change)
            build(folder, use_cache=folder is one, accept_loss=True)
        assert tree(one / "output") == tree(other / "output")
        shutil.rmtree(tmp_path / "copy", ignore_errors=True)
        for name in FEEDS[:2]:
            if (one / "output" / f"{name}.rss").exists():
                sets = [sorted(walk(one / "output", name, form)) for form in WALKS]
                assert sets[0] == sets[1] == sets[2] == sets[3]
                assert len(sets[0]) == len(set(sets[0])) or "Mended" in sets[0]


def test_a_renamed_topic_keeps_its_archives_and_where_they_stood(tmp_path: Path) -> None:
    put(tmp_path, *range(5))
    build(tmp_path)
    put(tmp_path, 5, 6)
    build(tmp_path, accept_loss=True)
    output = tmp_path / "output"
    before = {form: walk(output, "topics/ai", form) for form in WALKS}
    first = tree(output)["topics/archives/ai-1.json"]
    renamed = f'{CONFIG}[topics.machines]\nname = "Machines"\nrenamed_from = ["AI"]\n'
    report = build(tmp_path, renamed, check=True)
    assert {feed.new for feed in report.feeds} == {0}
    after = tree(output)
    for form in ("rss", "atom", "json"):
        old, new = (after[f"topics/archives/{name}-1.{form}"] for name in ("ai", "machines"))
        assert old == new
        assert walk(output, "topics/ai", form) == walk(output, "topics/machines", form)
        assert walk(output, "topics/machines", form) == before[form]
    assert walk(output, "topics/machines", "html") == before["html"]
    assert (
        b"url=https://example.org/topics/archives/machines-1.html"
        in after["topics/archives/ai-1.html"]
    )
    assert b"/topics/archives/machines-1.rss" in after["_redirects"]
    ids = [item["id"] for item in json.loads(first)["items"]]
    now = json.loads(after["topics/archives/machines-1.json"])
    assert [item["id"] for item in now["items"]] == ids
    for use_cache in (True, False):
        build(tmp_path, renamed, use_cache=use_cache)
        assert tree(output) == after
    # What is archived from now on was never known by the old name.
    put(tmp_path, 7, 8, 9, 10)
    build(tmp_path, renamed)
    numbers = {
        name: {
            path.partition("-")[2] for path in tree(output) if f"topics/archives/{name}-" in path
        }
        for name in ("ai", "machines")
    }
    assert numbers["ai"] < numbers["machines"]
    assert len(walk(output, "topics/machines", "rss")) == 11


def test_archives_of_a_renamed_topic_that_changed_places_are_put_right(tmp_path: Path) -> None:
    put(tmp_path, *range(13))
    build(tmp_path)
    renamed = f'{CONFIG}[topics.machines]\nname = "Machines"\nrenamed_from = ["AI"]\n'
    build(tmp_path, renamed, accept_loss=True)
    folder = tmp_path / "output/topics/archives"
    made = tree(folder)
    one, two = "ai-1.atom", "machines-2.atom"
    (folder / one).write_bytes(made[two])
    (folder / two).write_bytes(made[one])
    build(tmp_path, renamed)
    assert tree(folder) == made


def test_a_sticky_story_stays_in_its_archive_however_cold_it_becomes(tmp_path: Path) -> None:
    sticky = f"{CONFIG}min_heat = 40\nsticky = true\n"
    put(tmp_path, *range(9), heat=70)
    put(tmp_path, 9, heat=9)
    build(tmp_path, sticky)
    output, changed = tmp_path / "output", changes(tmp_path)
    next(changed)
    walked = {form: walk(output, "all", form) for form in WALKS}
    assert sorted(walked["rss"]) == [f"Story s{number}" for number in range(9)]
    put(tmp_path, 0, 4, 8, heat=9)  # in an archive, in the other one, in the feed
    build(tmp_path, sticky)
    assert next(changed) == set()
    for use_cache in (True, False):
        put(tmp_path, 10 + use_cache, heat=70)
        build(tmp_path, sticky, use_cache=use_cache)
        assert not archives(next(changed)) & {"archives/all-1", "topics/archives/ai-1"}
        assert {*walked["rss"]} < {*walk(output, "all", "rss")}
        assert len(walk(output, "all", "rss")) == len({*walk(output, "all", "rss")})
    # Without archives nothing of them comes back, and the feed keeps its newest.
    build(tmp_path, "[feeds]\nlimit = 2\nmin_heat = 40\nsticky = true\n")
    assert walk(output, "all", "rss") == ["Story s11", "Story s10"]
    put(tmp_path, 10, 11, published=False)
    build(tmp_path, "[feeds]\nlimit = 2\nmin_heat = 40\nsticky = true\n", accept_loss=True)
    assert walk(output, "all", "rss") == []


@pytest.mark.parametrize("left", [None, 0, 30, 300])
def test_an_archive_that_is_damaged_in_its_only_format_stays_the_archive_that_it_was(
    tmp_path: Path, left: int | None
) -> None:
    config = f'{CONFIG}formats = ["rss"]\n'
    for number in range(12):
        put(tmp_path, number)
        build(tmp_path, config)
    before = tree(tmp_path / "output")
    for name in ("archives/all-1.rss", "topics/archives/ai-2.rss"):
        if left is None:
            (tmp_path / "output" / name).unlink()
        else:
            (tmp_path / "output" / name).write_bytes(before[name][:left])
    build(tmp_path, config)
    assert tree(tmp_path / "output") == before


IN_TWO_LANGUAGES = f'{CONFIG}formats = ["rss"]\nlanguages = ["en"]\n'


@pytest.fixture
def of_one_format(tmp_path: Path) -> Path:
    """A site with archives of one format; it can be damaged again and again, since it heals each time."""
    for number in range(16):
        put(tmp_path, number, **({"locale": "de"} if number % 4 else {}))
        build(tmp_path, IN_TWO_LANGUAGES)
    put(tmp_path, 1, locale="en")
    build(tmp_path, IN_TWO_LANGUAGES)
    return tmp_path


@each("use_cache", [True, False])
@each(
    ("one", "two"),
    [
        ("archives/all-2.rss", "topics/archives/ai-1.rss"),
        ("archives/all-1.rss", "archives/all-3.rss"),
        ("archives/all-1.rss", "archives/all-en-1.rss"),
        ("archives/all-2.rss", "all.rss"),
    ],
)
def test_archives_of_one_format_that_were_swapped_are_taken_for_what_they_say(
    of_one_format: Path, one: str, two: str, *, use_cache: bool
) -> None:
    output = of_one_format / "output"
    before = tree(output)
    (output / one).write_bytes(before[two])
    (output / two).write_bytes(before[one])
    build(of_one_format, IN_TWO_LANGUAGES, use_cache=use_cache)
    assert tree(output) == before


def test_what_stands_in_the_place_of_an_archive_and_is_none_says_nothing_of_it(
    tmp_path: Path,
) -> None:
    config = f'{CONFIG}formats = ["rss"]\n'
    for number in range(12):
        put(tmp_path, number)
        build(tmp_path, config)
    output = tmp_path / "output"
    before = tree(output)
    (output / "archives/all-2.rss").write_bytes(before["topics/ai.rss"])
    build(tmp_path, config)
    assert tree(output) == before

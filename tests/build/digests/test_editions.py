"""The pages of editions are harmed as disks, crashes and hands do, and a build makes them what they were."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.build.digests import test_due
from tests.build.digests.test_due import DIGEST, build, editions, files, write
from tests.tables import each

# The days of the editions, the oldest first; the first ones have left the feed, which holds four.
DAYS = range(10, 19)
OTHER = '[[digest]]\nname = "other"\nevery = "day"\ntop = 2\n'
CONFIG = DIGEST + OTHER
Harm = Callable[[bytes], bytes]


def at(text: bytes, harm: Harm) -> Harm:
    """A harm to the first place where a page holds a text."""

    def harmed(page: bytes) -> bytes:
        before, found, after = page.partition(text)
        assert found
        return before + harm(found) + after

    return harmed


# What a build sees without knowing what it wrote.
PLAIN: dict[str, Harm] = {
    "emptied": lambda _: b"",
    "zeros": lambda page: bytes(len(page)),
    "cut in its first line": lambda page: page[:12],
    "cut before its mark": lambda page: page[:20] + bytes(len(page) - 20),
    "half": lambda page: page[: len(page) // 2],
    "cut in its last story": lambda page: page[: page.rindex(b"Story b") + len(b"Story b")],
    "more behind its end": lambda page: page + b"<!-- seen -->\n",
    "its end twice": lambda page: page + page[-40:],
    "zeros in a headline": at(b">Story ", lambda found: b">" + bytes(len(found) - 1)),
    "zeros in a look": at(b"font-size", lambda found: bytes(len(found))),
    "zeros in its address": at(b"data-edition", lambda found: bytes(len(found))),
    "no text": at(b"Example", lambda found: b"\xff" + found[1:]),
}
# What it sees by that alone.
KNOWN: dict[str, Harm] = {
    "another letter": at(b">Story ", lambda found: found.replace(b"S", b"C")),
    "another look": at(b"font-size", lambda found: found.upper()),
    "another story": at(b"urn:uuid:", lambda found: found.upper()),
    "another edition": at(b'data-edition="', lambda found: found + b"x"),
    "another moment": at(
        b"data-published", lambda found: found + b'="2023-09-01T00:00:00Z" data-x'
    ),
}
HARMS = [(name, True) for name in (*PLAIN, *KNOWN)] + [(name, False) for name in PLAIN]


def begin(folder: Path) -> None:
    """A site whose digests have nine editions, made four at a time."""
    for day in range(len(DAYS)):
        write(folder, f"a{day}", day)
        write(folder, f"b{day}", day, heat=75)
    for day in (3, 6, 9):
        build(folder, day, CONFIG)


def page(folder: Path, day: int, name: str = "day") -> Path:
    return folder / f"output/digests/{name}-2023-09-{day}.html"


def harm(file: Path, how: Harm) -> None:
    file.write_bytes(how(file.read_bytes()))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with digests; its pages can be harmed again and again: each build makes them what they were."""
    begin(tmp_path)
    return tmp_path


@each(("name", "use_cache"), HARMS)
def test_a_page_that_was_harmed_is_what_it_was(site: Path, name: str, *, use_cache: bool) -> None:
    before = files(site)
    for day in (DAYS[0], DAYS[-2], DAYS[-1]):
        harm(page(site, day), (PLAIN | KNOWN)[name])
    build(site, 9, CONFIG, use_cache=use_cache)
    assert files(site) == before


@pytest.mark.parametrize("use_cache", [True, False])
@pytest.mark.parametrize("other", [("day", DAYS[1]), ("other", DAYS[0]), ("other", DAYS[-1])])
@pytest.mark.parametrize("how", ["swapped", "copied over it"])
def test_pages_in_the_place_of_others_are_taken_for_what_they_say(
    tmp_path: Path, how: str, other: tuple[str, int], *, use_cache: bool
) -> None:
    begin(tmp_path)
    if how == "swapped":  # then no record is asked
        for day in range(len(DAYS)):
            write(tmp_path, f"a{day}", day, title="Another title")
        build(tmp_path, 9, CONFIG)
    before = files(tmp_path)
    one, two = page(tmp_path, DAYS[0]), page(tmp_path, other[1], other[0])
    content = one.read_bytes()
    one.write_bytes(two.read_bytes())
    if how == "swapped":
        two.write_bytes(content)
    build(tmp_path, 9, CONFIG, use_cache=use_cache)
    assert files(tmp_path) == before


@pytest.mark.parametrize("name", ["emptied", "zeros", "half", "cut before its mark"])
def test_what_the_page_of_a_digest_remembers_outlives_it_where_a_build_knows_of_it(
    tmp_path: Path, name: str
) -> None:
    begin(tmp_path)
    harm(tmp_path / "output/day.html", PLAIN[name])
    write(tmp_path, "late", 8, heat=99)
    write(tmp_path, "next", 9)
    build(tmp_path, 10, CONFIG)
    assert test_due.told(tmp_path)["2023-09-19"] == ["late", "next"]


def test_a_page_that_was_deleted_comes_back_where_a_build_knows_of_it(tmp_path: Path) -> None:
    begin(tmp_path)
    before = files(tmp_path)
    for day in (DAYS[0], DAYS[-1]):
        page(tmp_path, day).unlink()
    build(tmp_path, 9, CONFIG)
    assert files(tmp_path) == before


@pytest.mark.parametrize("use_cache", [True, False])
@pytest.mark.parametrize("kept", ["<p>Mine</p>", "<!doctype html>\n<p>Mine</p>"])
def test_a_page_of_somebody_else_stays(tmp_path: Path, kept: str, *, use_cache: bool) -> None:
    begin(tmp_path)
    page(tmp_path, DAYS[0]).write_text(kept)
    build(tmp_path, 9, CONFIG, use_cache=use_cache)
    assert page(tmp_path, DAYS[0]).read_text() == kept


@pytest.mark.parametrize("use_cache", [True, False])
@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("zeros in a headline", b">Story b0<"),
        ("another letter", b">Ctory a0<"),
        ("cut in its last story", b">Story a0<"),
    ],
)
def test_what_is_left_of_a_page_stays_where_its_records_are_gone(
    tmp_path: Path, name: str, left: bytes, *, use_cache: bool
) -> None:
    begin(tmp_path)
    for record in ("a0", "b0"):
        (tmp_path / f"seeds/{record}.md").unlink()
    build(tmp_path, 9, CONFIG)
    before = files(tmp_path)
    harm(page(tmp_path, DAYS[0]), (PLAIN | KNOWN)[name])
    build(tmp_path, 9, CONFIG, use_cache=use_cache)
    after = files(tmp_path)
    assert after.keys() == before.keys()
    assert left in after[f"digests/{page(tmp_path, DAYS[0]).name}"]
    assert b"\0" not in b"".join(after.values())
    build(tmp_path, 9, CONFIG, use_cache=use_cache)
    assert files(tmp_path) == after


@pytest.mark.parametrize("name", ["zeros in a headline", "another letter", "more behind its end"])
def test_a_story_that_may_not_be_published_leaves_a_harmed_page_as_well(
    tmp_path: Path, name: str
) -> None:
    begin(tmp_path)
    write(tmp_path, "b0", 0, heat=75, published=False)
    harm(page(tmp_path, DAYS[0]), (PLAIN | KNOWN)[name])
    build(tmp_path, 9, CONFIG)
    assert b">Story b0<" not in page(tmp_path, DAYS[0]).read_bytes()
    assert b"tory a0<" in page(tmp_path, DAYS[0]).read_bytes()


def test_a_story_that_left_its_edition_does_not_come_back_from_an_older_cache(
    tmp_path: Path,
) -> None:
    begin(tmp_path)
    cache = tmp_path / ".feedtool-cache/builds.sqlite"
    older = cache.read_bytes()
    write(tmp_path, "b0", 0, heat=75, published=False)
    build(tmp_path, 9, CONFIG)
    before = editions(tmp_path)
    write(tmp_path, "b0", 0, heat=75)
    cache.write_bytes(older)
    build(tmp_path, 9, CONFIG)
    assert editions(tmp_path) == before


def test_the_site_of_these_tests_has_editions_that_left_the_feed(tmp_path: Path) -> None:
    begin(tmp_path)
    shown = test_due.told(tmp_path)
    assert f"2023-09-{DAYS[0]}" not in shown
    assert {f"2023-09-{DAYS[-2]}", f"2023-09-{DAYS[-1]}"} <= shown.keys()

"""One place is found by a search, all places by one careful pass; both find the same."""

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedtool import frontmatter
from feedtool.frontmatter import Document, ordinary
from feedtool.frontmatter.careful import Pass
from feedtool.frontmatter.places import YamlPlaces
from feedtool.frontmatter.source import SourceText
from tests.conftest import ROOT, SEEDS
from tests.frontmatter.test_ordinary import LINES

SHARED = ROOT.parent / "shared"
ABSENT = ("/nothing", "/a/0", "/a/99", "/a/00", "/a/-1", "/key/x", "/x-y/0/a", "/related/5000")


def each_alone(source: SourceText) -> Iterator[tuple[str, object, object]]:
    """Each pointer with the places that the search and the pass over everything find."""
    every = YamlPlaces(source, is_ordinary=False).all
    for pointer in (*every, *ABSENT):
        yield pointer, YamlPlaces(source, is_ordinary=True).find(pointer), every.get(pointer)


def check(block: str) -> None:
    if ordinary.read(block) is None:
        return
    before = "---\n# first\n"
    source = SourceText("a.md", f"{before}{block}---\n", len(before), len(before) + len(block))
    for pointer, found, expected in each_alone(source):
        assert found == expected, (pointer, block)


@given(st.lists(LINES, max_size=8).map("".join))
@settings(max_examples=1000)
def test_any_lines(block: str) -> None:
    check(block)


# Blocks that are nearly always ordinary, so that the search is held to more than small ones.
NOTES = st.sampled_from(["", "", "", "# note\n", "\n", "  # - note\n"])
SCALARS = st.sampled_from(
    ["text", '"two: words"', "'it''s'", "1", "-2.50", "true", "null", "é “x”", "x # y", "[a, b]", "[]",
     "2022-10-03"]
)  # fmt: skip


@st.composite
def fields(draw: st.DrawFn, keys: str = "abcdef") -> str:
    """The lines of some fields, lists of groups and texts among them."""
    lines = []
    for key in draw(st.lists(st.sampled_from(keys), unique=True, min_size=1)):
        kind = draw(st.sampled_from(["scalar", "scalar", "block", "group", "items", "groups"]))
        rest, column = draw(st.sampled_from(["", "", " # why"])), draw(st.sampled_from([0, 2, 4]))
        inner = " " * column
        if kind == "scalar":
            lines.append(f"{key}: {draw(SCALARS)}\n")
        elif kind == "block":
            lines.append(
                f"{key}: {draw(st.sampled_from(['|', '>', '|-', '>-']))}\n  one\n  - two\n"
            )
        elif kind == "group":
            lines.append(f"{key}:{rest}\n{draw(NOTES)}  g: {draw(SCALARS)}\n  h:\n")
        else:
            lines.append(f"{key}:{rest}\n")
            for _ in range(draw(st.integers(0, 4))):
                first = f"g: {draw(SCALARS)}\n" if kind == "groups" else f"{draw(SCALARS)}\n"
                more = f"{inner}  h:\n{inner}  - i: 1\n{inner}    j:\n" if kind == "groups" else ""
                lines.append(f"{draw(NOTES)}{inner}- {first}{draw(st.sampled_from([more, '']))}")
        lines.append(draw(NOTES))
    return "".join(lines)


@given(fields(), st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=500)
def test_any_fields(block: str, line_end: str) -> None:
    check(block.replace("\n", line_end))


def test_fields_are_mostly_ordinary() -> None:
    found = []

    @given(fields())
    @settings(max_examples=100, database=None)
    def look(block: str) -> None:
        found.append(ordinary.read(block) is not None)

    look()
    assert sum(found) > len(found) / 2


def record(file: Path) -> Document:
    document, _ = frontmatter.parse(file.name, file.read_bytes())
    assert document is not None
    return document


def hold(document: Document) -> None:
    for pointer, place in document.places.items():
        assert document.place(pointer) == place


@pytest.mark.parametrize("seed", sorted(SEEDS.glob("*.md"))[:20], ids=lambda seed: seed.name[:40])
def test_seeds(seed: Path) -> None:
    hold(record(seed))
    check(record(seed).head)
    check(record(seed).head.replace("\n", "\r\n"))


@pytest.mark.shared
@pytest.mark.parametrize("folder", ["corpus/news", "corpus-azure/news"])
def test_real_records(folder: str) -> None:
    files = sorted((SHARED / folder).glob("*.md"))
    looked_at = 0
    for file in files:
        document = record(file)
        if ordinary.read(document.head) is None:
            continue
        looked_at += 1
        every = document.places
        chosen = random.Random(file.name).sample(sorted(every), min(40, len(every)))
        tops = [pointer for pointer in every if pointer.count("/") == 1]
        start = document.text.index(document.head)
        source = SourceText(file.name, document.text, start, start + len(document.head))
        for pointer in (*chosen, "", *tops):
            assert YamlPlaces(source, is_ordinary=True).find(pointer) == every[pointer], (
                file,
                pointer,
            )
    assert looked_at > 100


BLOCK = 'title: "x"\nrelated:\n' + "".join(f"  - title: n{n}\n    url: u{n}\n" for n in range(40))


def ordinary_places(block: str) -> YamlPlaces:
    return YamlPlaces(SourceText("a.md", block, 0, len(block)), is_ordinary=True)


def blocks_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the careful pass is run over from now on."""
    read: list[str] = []
    run = Pass.run

    def noted(one: Pass) -> Any:
        read.append(one._source.block)
        return run(one)

    monkeypatch.setattr(Pass, "run", noted)
    return read


def test_one_place_takes_no_pass_over_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    read = blocks_read(monkeypatch)
    places = ordinary_places(BLOCK)
    assert places.find("/related/12/url") is not None
    assert places.find("/related/12/title") is not None
    assert places.find("/related/40") is None
    assert places.find("/nothing") is None
    assert read == ["  - title: n12\n    url: u12\n"]
    assert places.find("/title") is not None
    assert read[1:] == ['title: "x"\n']


def test_who_asks_for_many_places_gets_one_pass_over_everything(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read = blocks_read(monkeypatch)
    places = ordinary_places(BLOCK)
    found = [places.find(f"/related/{index}/url") for index in range(40)]
    assert len(read) < 10
    assert read[-1] == BLOCK
    assert found == [places.all[f"/related/{index}/url"] for index in range(40)]


@pytest.mark.parametrize("block", ["  a: 1\n  b:\n  - c\n", "# note\n\n  a: 1\n"])
def test_a_mapping_that_is_indented_is_read_as_a_whole(block: str) -> None:
    check(block)
    assert re.match(r"\s|#", block)


def test_the_place_of_nothing_is_an_error() -> None:
    document, _ = frontmatter.parse("a.md", b"---\na: 1\n---\n")
    assert document is not None
    with pytest.raises(KeyError, match="/b"):
        document.place("/b")

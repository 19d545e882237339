"""Front matter in every notation: its value, and the places of what is in it."""

from typing import Any

import pytest

from feedtool.frontmatter import Document
from feedtool.records.sites import heads
from tests.tables import each


def head(text: str, *, loose: bool = False) -> Document:
    document, problems = heads.read("a.md", text.encode(), loose=loose)
    assert problems == ()
    assert document is not None
    return document


SAME: dict[str, Any] = {"title": "A: b", "tags": ["x", "y"], "extra": {"team": "core"}}
NOTATIONS = {
    "yaml": '---\ntitle: "A: b"\ntags: [x, y]\nextra:\n  team: core\n---\nBody.\n',
    "toml": '+++\ntitle = "A: b"\ntags = ["x", "y"]\n[extra]\nteam = "core"\n+++\nBody.\n',
    "toml, crlf": '+++\r\ntitle = "A: b"\r\ntags = ["x", "y"]\r\n[extra]\r\nteam = "core"\r\n+++\r\nBody.\n',
    "json": '{"title": "A: b", "tags": ["x", "y"],\n"extra": {"team": "core"}}\nBody.\n',
    "fenced json": '---json\n{"title": "A: b", "tags": ["x", "y"],\n"extra": {"team": "core"}}\n---\nBody.\n',
}


@each("text", NOTATIONS.values())
def test_every_notation_says_the_same(text: str) -> None:
    document = head(text)
    assert document.value == SAME
    assert document.body == "Body.\n"


@each(
    ("text", "line"),
    [
        (NOTATIONS["yaml"], 5),
        (NOTATIONS["toml"], 5),
        (NOTATIONS["toml, crlf"], 5),
        (NOTATIONS["json"], 2),
        (NOTATIONS["fenced json"], 3),
    ],
)
def test_a_value_has_the_line_of_its_key(text: str, line: int) -> None:
    document = head(text)
    assert document.place("/extra/team").value.line == line
    assert document.find_place("/nothing") is None
    assert document.find_place("") is not None


def test_the_metadata_of_pelican_and_the_heads_of_hexo_need_no_first_fence() -> None:
    pelican = head("Title: A: b\nDate: 2020-01-02\n    at ten\n\nBody.\n", loose=True)
    assert pelican.value == {"title": "A: b", "date": "2020-01-02 at ten"}
    assert pelican.place("/title").value == (1, 8, 1, 12)
    assert pelican.body == "Body.\n"
    hexo = head("title: A\ntags: [x]\n---\nBody.\n", loose=True)
    assert hexo.value == {"title": "A", "tags": ["x"]}
    assert hexo.body == "Body.\n"


@each(
    ("text", "code", "place"),
    [
        ("+++\ntitle = 5 6\n+++\n", "front-matter-syntax", (2, 9)),
        ('+++\ntitle = "A"\n', "front-matter-unclosed", (1, 1)),
        ('{"title": "A";}\n', "front-matter-syntax", (1, 14)),
        ('{"title": NaN}\n', "front-matter-syntax", (1, 1)),
        ('{"title": "\\\\ud83d \\ud83d\\ude00 \\uDE00"}\n', "front-matter-syntax", (1, 33)),
        ("[" * 10, "front-matter-missing", (1, 1)),
        ('---json\n{"title": "A"}\n', "front-matter-syntax", (2, 15)),
        (f'{{"a": {"[" * 100_000}', "front-matter-syntax", (1, 1)),
        (f"+++\na = {'[' * 100_000}\n+++\n", "front-matter-syntax", (2, 1)),
        ("No head at all.\n", "front-matter-missing", (1, 1)),
    ],
)
def test_what_cannot_be_read_is_a_problem_at_its_place(
    text: str, code: str, place: tuple[int, int]
) -> None:
    document, problems = heads.read("a.md", text.encode())
    assert document is None
    assert problems[0].code == code
    assert problems[0].span is not None
    assert problems[0].span[:2] == place
    assert problems[0].hint


@pytest.mark.parametrize(
    ("text", "comments"),
    [
        ('+++\n# feedtool: ignore\ntitle = "A" # feedtool: ignore\n+++\n', 2),
        ("+++\ntitle = \"A # feedtool: ignore\"\nb = '# feedtool: ignore'\n+++\n", 0),
        ('{"title": "A # feedtool: ignore"}\n', 0),
        ("---\na: &x [y] # feedtool: ignore\nb: *x\nc: 'z # feedtool: ignore'\n---\n", 1),
    ],
)
def test_comments_are_found_in_every_notation(text: str, comments: int) -> None:
    document, problems = heads.read("a.md", text.encode(), dialect=heads.ANY)
    assert problems == ()
    assert document is not None
    assert len(document.comments) == comments

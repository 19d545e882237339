"""Where a value stands in ordinary lines; test_places holds any lines to the careful pass."""

import pytest

from feedtool.diagnostics.pointer import escape
from feedtool.frontmatter.search import Search, Unclear, keys_of_any, keys_of_ordinary
from tests.tables import each

BLOCK = """\
title: "A: b" # why
topics:
  - AI
  # a note
  - 'Computer Vision'
provider:
  name: A
  domain: a.example
images: [one, "two, three"]
related:
- title: T
  url: U

- title: V
last:
"""
EXCERPT = "excerpt: |\n  one # two\n  three: four\nheat: 7\n"


def search(block: str = BLOCK) -> Search:
    return Search(block, keys_of_ordinary(block))


@each(
    ("pointer", "key", "value"),
    [
        ("/title", "title", '"A: b"'),
        ("/topics/0", None, "AI"),
        ("/topics/1", None, "'Computer Vision'"),
        ("/topics", "topics", "- AI\n  # a note\n  - 'Computer Vision'"),
        ("/provider/domain", "domain", "a.example"),
        ("/provider", "provider", "name: A\n  domain: a.example"),
        ("/images/1", None, '"two, three"'),
        ("/related/0", None, "title: T\n  url: U"),
        ("/related/0/url", "url", "U"),
        ("/related/1/title", "title", "V"),
        ("/last", "last", ""),
        ("", None, BLOCK.rstrip()),
    ],
)
def test_a_value_is_found_with_its_key(pointer: str, key: str | None, value: str) -> None:
    found = search().find(pointer)
    assert found is not None
    assert BLOCK[slice(*found.value)] == value
    assert (found.key and BLOCK[slice(*found.key)]) == key


@each(
    "pointer",
    ["/nothing", "/topics/2", "/topics/01", "/topics/-1", "/topics/x", "/images/2", "/images/0/x",
     "/related/0/x", "/related/1/url", "/provider/na", "/provider/a~1b"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(pointer: str) -> None:
    assert search().find(pointer) is None


@pytest.mark.parametrize(
    "key", ["a.b", "my key", "read/write", "ключ", "हिन्दी", "size (px) & more"]
)
def test_keys_of_any_script_with_other_signs_are_found_at_any_depth(key: str) -> None:
    block = f"{key}:\n  x: 1\n  {key}: 2\nrelated:\n- {key}:\n    {key}: 3\n  y: 4\n"
    token = escape(key)
    for pointer, value in (
        (f"/{token}/{token}", "2"), (f"/{token}/x", "1"), (f"/related/0/{token}/{token}", "3"),
        ("/related/0/y", "4"),
    ):  # fmt: skip
        found = search(block).find(pointer)
        assert found is not None
        assert block[slice(*found.value)] == value, pointer
        assert found.key is not None
        assert block[slice(*found.key)] == (key if pointer.endswith(token) else pointer[-1])


def test_a_text_of_several_lines_is_unclear() -> None:
    with pytest.raises(Unclear):
        search(EXCERPT).find("/excerpt")
    assert not search(EXCERPT).is_on_lines("excerpt")
    assert search(EXCERPT).is_on_lines("heat")


def test_who_looks_for_very_many_fields_is_refused() -> None:
    block = "group:\n" + "".join(f"  key{n}: 1\n" for n in range(200))
    looking = search(block)
    for n in range(60):
        assert looking.find(f"/group/key{n}") is not None
    with pytest.raises(Unclear):
        [looking.find(f"/group/key{n}") for n in range(60, 200)]


@pytest.mark.parametrize(("mark", "is_in"), [("A: b", True), ("# why", False), ("# a note", False)])
def test_a_character_stands_in_a_value_or_not(mark: str, is_in: bool) -> None:  # noqa: FBT001
    assert search().is_in_value(BLOCK.index(mark)) is is_in


def test_the_keys_of_ordinary_lines_have_their_lines() -> None:
    block = "# note\na: 1\n\nb:\n- c: 2\n"
    keys = keys_of_ordinary(block)
    assert {key: block[slice(*lines)] for key, lines in keys.items()} == {
        "a": "a: 1\n\n",
        "b": "b:\n- c: 2\n",
    }
    assert keys_of_ordinary("  a: 1\n") == {}


def test_the_keys_of_any_lines_are_those_of_the_mapping() -> None:
    block = "a: &x 1\n'b c': |\n  d: 2\n\"e\" : 3\n"
    keys = keys_of_any(block, ["a", "b c", "e"])
    assert [block[slice(*lines)] for lines in keys.values()] == [
        "a: &x 1\n",
        "'b c': |\n  d: 2\n",
        '"e" : 3\n',
    ]


@each(
    ("block", "names"),
    [
        ('a: "one\nb: two"\n', ["a"]),  # a text that goes on
        ("{a: 1,\nb: 2}\n", ["a", "b"]),
        ("? a\n: 1\n", ["a"]),
        ("a: 1\x85b: 2\n", ["a", "b"]),
        ('"\\x61": 1\n', ["a"]),
    ],
)
def test_where_the_keys_are_not_plain_there_are_none(block: str, names: list[str]) -> None:
    assert keys_of_any(block, names) == {}

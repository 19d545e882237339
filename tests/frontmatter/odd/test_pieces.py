"""Of a block that is ordinary but for a few entries, these alone are read by the careful pass."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedtool import frontmatter
from feedtool.frontmatter import ordinary
from feedtool.frontmatter.careful import Pass
from feedtool.frontmatter.odd import pieces
from feedtool.frontmatter.source import of_text
from tests.calls import calls
from tests.frontmatter.test_ordinary import typed
from tests.tables import each

# An entry out of the ordinary, wherever it stands.
ODD = [
    "excerpt: one\n  and two\n",
    "excerpt: >\n  one\n  two\n\n  three\n",
    "excerpt: |2-\n   one\n",
    'excerpt: "one\n  two"\n',
    'excerpt: "\\U000000e9"\n',
    "provider: {name: A, url: b}\n",
    "topics: [a,\n  b]\n",
    "heat: 60\t\n",
    '"heat": 60\n',
    "a?b: 1\n",
    "my  key: 1\n",
    "list:\n- {a: b}\n- x\n",
    "list:\n  - one\n    two\n  - name: >-\n      x\n    next: 1\n",
]
BROKEN = [
    'a: "x\n',
    "a: [1\n",
    "a: *b\n",
    "a: &b x\n",
    "a: x: y\n",
    "? a\n",
    "a: {\nb: 1}\n",
    "a: x\n- b\n",
    "<<: x\n",
]


def careful(block: str) -> object:
    value, problems = Pass(of_text("a.md", block)).run()
    return [] if problems else typed(value)


@each("entry", ODD)
@each("end", ["last: 1\n", "", "# a comment\n\n"])
def test_an_odd_entry_among_ordinary_ones(entry: str, end: str) -> None:
    block = f"first: 1\nothers:\n  - name: a\n{entry}{end}"
    assert ordinary.read(block) is None
    assert typed(pieces.read(block)) == careful(block)
    crlf = block.replace("\n", "\r\n")
    assert typed(pieces.read(crlf)) == careful(crlf)


@each("entry", BROKEN)
def test_what_cannot_be_read_alone_is_left_to_the_careful_pass(entry: str) -> None:
    assert pieces.read(f"first: 1\n{entry}last: 2\n") is None


def test_a_value_in_quotes_may_go_on_where_no_other_would() -> None:
    block = 'a: "x\ny: z"\nb: 1\n'
    assert pieces.read(block) is None
    document, _ = frontmatter.parse("a.md", f"---\n{block}---\n".encode())
    assert document is not None
    assert document.value == {"a": "x y: z", "b": 1}


def test_a_key_twice_is_left_to_the_careful_pass() -> None:
    assert pieces.read("a.b: 1\nc: 2\na.b: 3\n") is None


def test_many_odd_entries_are_left_to_the_careful_pass() -> None:
    assert pieces.read("".join(f"k{n}: {{a: {n}}}\n" for n in range(7))) is not None
    assert pieces.read("".join(f"k{n}: {{a: {n}}}\n" for n in range(8))) is None


@given(
    st.lists(
        st.sampled_from([*ODD, *BROKEN, "x: 1\n", "list:\n", "- a\n", "\n", "  b: 2\n"]), max_size=6
    )
)
@settings(max_examples=500)
def test_what_is_read_is_what_the_careful_pass_reads(entries: list[str]) -> None:
    block = "".join(entries)
    found = pieces.read(block)
    if found is not None:
        assert typed(found) == careful(block)


@each("entry", ODD)
def test_places_are_those_of_the_careful_pass(entry: str) -> None:
    content = f"---\nfirst: 1\n{entry}last: [a, b]\n---\n".encode()
    document, _ = frontmatter.parse("a.md", content)
    assert document is not None
    asked = {pointer: document.find_place(pointer) for pointer in ("/first", "/last", "/last/1")}
    assert asked == {pointer: document.places[pointer] for pointer in asked}


def test_keys_of_any_letters_take_no_pass() -> None:
    named = "".join(f"ключ_{n}: значение\nkéy-{n}:\n  - größe: {n}\n" for n in range(30))
    block = f"first: 1\n{named}"
    assert typed(pieces.read(block)) == careful(block)
    assert ("careful", "run") not in calls(pieces.read, block)


@pytest.mark.parametrize("entry", ["ключ: a: b\n", "ключ: 1\nключ: 2\n", "- ключ: 1\n", "ключ:1\n"])
def test_lines_with_keys_of_any_letters_that_say_nothing_alone(entry: str) -> None:
    block = f"first: 1\n{entry}"
    assert pieces.read(block) is None

"""What a block means, what is refused and where that stands, and the bounds."""

from typing import Any

import pytest

from feedtool import frontmatter
from feedtool.frontmatter import MAX_DEPTH, MAX_SCALAR, max_nodes
from tests.calls import calls
from tests.frontmatter.reading import Place4, refusals, value
from tests.tables import each


@each(
    ("text", "meaning"),
    [
        ("a: []\nb: {}", {"a": [], "b": {}}),
        ("a: [1, 'x', [2], {b: c}, ]", {"a": [1, "x", [2], {"b": "c"}]}),
        ("a: {b: 1, c, d: }", {"a": {"b": 1, "c": None, "d": None}}),
        ("a: [b: 1]", {"a": [{"b": 1}]}),
        ('{"a": {"b": [1, 2.5, true, null, "x"]}}', {"a": {"b": [1, 2.5, True, None, "x"]}}),
        ("a:\n- 1\n-\n- - 2\n  - 3\n- b: 4\n  c: 5", {"a": [1, None, [2, 3], {"b": 4, "c": 5}]}),
        ("a:\n  b:\n    c: 1\n  d: 2\ne: 3", {"a": {"b": {"c": 1}, "d": 2}, "e": 3}),
        ("? a\n: 1\n? b", {"a": 1, "b": None}),
        ("'1': a\n\"true\": b\n'': c\n'<<': d", {"1": "a", "true": "b", "": "c", "<<": "d"}),
        ("no: 1\non: 2\nYES: 3", {"no": 1, "on": 2, "YES": 3}),
        ("a: {b: 1}\nc: {b: 2}", {"a": {"b": 1}, "c": {"b": 2}}),
        ("a:\t1\nb: 1\t# a comment", {"a": 1, "b": 1}),
        ("a: 1\n\n\n", {"a": 1}),
        ("  a: 1\n  b: 2", {"a": 1, "b": 2}),
        ("日本: 😀", {"日本": "😀"}),
    ],
)
@pytest.mark.parser
def test_what_a_block_means(text: str, meaning: dict[str, Any]) -> None:
    assert value(text) == meaning


REFUSED: list[tuple[str, list[tuple[str, Place4]]]] = [
    # a key twice: the second one, wherever the first
    ("a: 1\nb: 2\na: 3", [("yaml-duplicate-key", (4, 1, 4, 2))]),
    ("ä: 😀\né: {ö: ü, 'ö': x}", [("yaml-duplicate-key", (3, 11, 3, 14))]),
    ("- a: 1\n  b: 2\n  \"a\": 3", [("yaml-duplicate-key", (4, 3, 4, 6))]),
    ("a: 1\na: 2\na: 3", [("yaml-duplicate-key", (3, 1, 3, 2)), ("yaml-duplicate-key", (4, 1, 4, 2))]),
    # keys that are no texts
    ("1: a", [("yaml-key-not-string", (2, 1, 2, 2))]),
    ("é: {2.5: a}", [("yaml-key-not-string", (2, 5, 2, 8))]),
    ("true: a", [("yaml-key-not-string", (2, 1, 2, 5))]),
    ("null: a", [("yaml-key-not-string", (2, 1, 2, 5))]),
    ("~: a", [("yaml-key-not-string", (2, 1, 2, 2))]),
    (": a", [("yaml-syntax", (2, 1, 2, 4))]),
    ("? [a, b]\n: c", [("yaml-key-not-string", (2, 3, 2, 4))]),
    ("? {a: b}\n: c", [("yaml-key-not-string", (2, 3, 2, 4))]),
    # names and references
    ("ä: &name 1", [("yaml-anchor", (2, 4, 2, 11))]),
    ("ä: &name [1]", [("yaml-anchor", (2, 4, 2, 11))]),
    ("&name ä: 1", [("yaml-anchor", (2, 1, 2, 8))]),
    ("a: &b {c: d}\ne: *b", [("yaml-anchor", (2, 4, 2, 8)), ("yaml-alias", (3, 4, 3, 6))]),
    ("ä: *b", [("yaml-alias", (2, 4, 2, 6))]),
    ("ä: [*b, *c ]", [("yaml-alias", (2, 5, 2, 7)), ("yaml-alias", (2, 9, 2, 11))]),
    ("*b : c", [("yaml-alias", (2, 1, 2, 3)), ("yaml-key-not-string", (2, 1, 2, 3))]),
    ("&a a: &b\n  - *a\n  - *b", [
        ("yaml-anchor", (2, 1, 2, 5)), ("yaml-anchor", (2, 7, 2, 9)),
        ("yaml-alias", (3, 5, 3, 7)), ("yaml-alias", (4, 5, 4, 7)),
    ]),
    # types
    ("ä: !!str 1", [("yaml-tag", (2, 4, 2, 11))]),
    ("ä: !ü x", [("yaml-syntax", (2, 4, 2, 5))]),
    ("ä: !!python/object/apply:os.system ['x']", [("yaml-tag", (2, 4, 2, 37))]),
    ("ä: !<tag:a.example,2023:x> {}", [("yaml-tag", (2, 4, 2, 29))]),
    ("ä: ! x", [("yaml-tag", (2, 4, 2, 7))]),
    ("ä: !!float ''", [("yaml-tag", (2, 4, 2, 14))]),
    ("!!str a: 1", [("yaml-tag", (2, 1, 2, 8))]),
    ("ä: !!str &b c", [("yaml-anchor", (2, 4, 2, 14)), ("yaml-tag", (2, 4, 2, 14))]),
    # merging
    ("a:\n  <<: {b: c}", [("yaml-merge-key", (3, 3, 3, 5))]),
    ("ä: {<<: [], ö: 1}", [("yaml-merge-key", (2, 5, 2, 7))]),
    # a second document
    ("ä: 1\n--- # not a fence\nb: 2", [("yaml-multiple-documents", (3, 1, 3, 4))]),
    ("ä: 1\n...\n--- x", [("yaml-multiple-documents", (4, 1, 4, 4))]),
    # what tools disagree about
    ("ä: no", [("yaml-ambiguous", (2, 4, 2, 6))]),
    ("ä: [Yes, x, OFF]", [("yaml-ambiguous", (2, 5, 2, 8)), ("yaml-ambiguous", (2, 13, 2, 16))]),
    ("on: on # on", [("yaml-ambiguous", (2, 5, 2, 7))]),
    # numbers that no reader agrees on
    ("ä: 1234567890123456789", [("yaml-number-too-large", (2, 4, 2, 23))]),
    ("ä: -123456789012345678", [("yaml-number-too-large", (2, 4, 2, 23))]),
    ("ä: 1e400", [("yaml-number-too-large", (2, 4, 2, 9))]),
    (f"ä: {'9' * 5000}", [("yaml-number-too-large", (2, 4, 2, 5004))]),
    (f"ä: {'9' * 5000}.0", [("yaml-number-too-large", (2, 4, 2, 5006))]),
    # what is no YAML
    ("ä: ö: ü", [("yaml-syntax", (2, 5, 2, 6))]),
    ("ä: @ö", [("yaml-syntax", (2, 4, 2, 5))]),
    ("ä: `ö", [("yaml-syntax", (2, 4, 2, 5))]),
    ("ä: %ö", [("yaml-syntax", (2, 4, 2, 5))]),
    ("ä: 'ö", [("yaml-syntax", (2, 4, 2, 6))]),
    ("ä: [ö", [("yaml-syntax", (2, 4, 2, 5))]),
    ("ä: ö]: ]\nb: }", [("yaml-syntax", (2, 6, 2, 7))]),
    ("ä: 1\n\tb: 2", [("yaml-syntax", (3, 1, 3, 2))]),
    ("ä:\n\tb: 2", [("yaml-syntax", (3, 1, 3, 2))]),
    ("ä: 1\nö\nb: 2", [("yaml-syntax", (3, 1, 3, 2))]),
    ("ä:\n  - 1\n b: 2", [("yaml-syntax", (4, 2, 4, 6))]),
    ("ä: 1\n...\nö: 2", [("yaml-syntax", (3, 1, 3, 4))]),
    ('ä: "ö\\q"', [("yaml-syntax", (2, 6, 2, 8))]),
    ('ä: "ö\\x4"', [("yaml-syntax", (2, 6, 2, 8))]),
    ('ä: "ö\\ud800"', [("yaml-syntax", (2, 6, 2, 8))]),
    ('ä: "ö\\U00110000"', [("yaml-syntax", (2, 6, 2, 8))]),
    # characters that YAML cannot hold
    ("ä: ö\x07", [("yaml-control-character", (2, 5, 2, 6))]),
    ("ä: 1\nö: 'x\x7f'", [("yaml-control-character", (3, 6, 3, 7))]),
    ("ä: \ufffe", [("yaml-control-character", (2, 4, 2, 5))]),
    ("# \x1b[2J\nä: 1", [("yaml-control-character", (2, 3, 2, 4))]),
    # what is wrong is all told, up to where reading ends
    ("1: &a x\n2: no\nb: @", [
        ("yaml-key-not-string", (2, 1, 2, 2)), ("yaml-anchor", (2, 4, 2, 8)),
        ("yaml-key-not-string", (3, 1, 3, 2)), ("yaml-ambiguous", (3, 4, 3, 6)),
        ("yaml-syntax", (4, 4, 4, 5)),
    ]),
]  # fmt: skip


@each(("text", "problems"), REFUSED)
@pytest.mark.parser
def test_what_is_refused(text: str, problems: list[tuple[str, Place4]]) -> None:
    assert refusals(f"---\n{text}\n---\n") == problems


@each(("text", "problems"), REFUSED)
@pytest.mark.parser
def test_places_are_the_same_with_crlf_a_byte_order_mark_and_a_body(
    text: str, problems: list[tuple[str, Place4]]
) -> None:
    crlf = f"---\n{text}\n---\nbody: &a *a\n".replace("\n", "\r\n")
    assert refusals(f"\ufeff{crlf}") == problems


def test_a_problem_says_what_to_do() -> None:
    for text, _ in REFUSED:
        _, problems = frontmatter.parse("a.md", f"---\n{text}\n---\n".encode())
        assert problems
        for problem in problems:
            assert problem.message
            assert problem.hint, problem


def test_a_second_key_names_the_line_of_the_first() -> None:
    _, (problem,) = frontmatter.parse("a.md", b"---\nx: 1\na: 1\nb: 2\na: 3\n---\n")
    assert "'a'" in problem.message
    assert problem.hint is not None
    assert "line 3" in problem.hint


@each(
    ("text", "word"),
    [
        ("a: b: c", 'write the line as a: "b: c"'),
        ("a: @b", 'write the line as a: "@b"'),
        ("a: 'b", 'write the line as a: "b"'),
        ("a: [b", "write the line as a: [b]"),
        ("a: {b: c", "write the line as a: {b: c}"),
        ("a: 1\nb\nc: d", "indent this line by exactly 2 spaces"),
        ("a:\n  - 1\n b: 2", "delete the blanks before this line"),
        ("a: 1\n\tb: 2", "delete the blanks before this line"),
        ('a: "\\q"', "write the line as a: '\\q'"),
        ("a: 1\n...\nb: 2", "delete the line"),
        # too much to try anything on it
        (f"a: {'b ' * 30_000}: c", "put the value in quotes"),
    ],
)
@pytest.mark.parser
def test_a_syntax_error_comes_with_a_way_out(text: str, word: str) -> None:
    _, (problem,) = frontmatter.parse("a.md", f"---\n{text}\n---\n".encode())
    assert problem.code == "yaml-syntax"
    assert problem.hint is not None
    assert word in problem.hint


@pytest.mark.parametrize("value", ["&a 60", "*a", '!!str "60"', "!!str it's"])
def test_what_to_write_for_a_value_is_found_without_reading_the_block_again(value: str) -> None:
    def refused(count: int) -> str:
        return "".join(f"a{number}:\n  b: {value}\n  c: 1\n" for number in range(count))

    few, many = (calls(refusals, refused(count))["loader", "events"] for count in (10, 20))
    # One of the block, and a few: the last line of the block is tried, and so is what is no text in quotes.
    assert few == many


@each(
    ("text", "hint"),
    [
        ("a: &x\n  b: 1", "delete &x"),
        ("a: !!map\n  b: 1", "delete the word that begins with !"),
        ("a: !!seq\n  - 1", "delete the word that begins with !"),
        ("a: &x [1]\nb: 1", 'write the line as a: "&x [1]"'),
        ("a: &x 1\nb: 1", 'write the line as a: "&x 1"'),
        ("a: &x 1\n# b\nb: 1", 'write the line as a: "&x 1"'),
        ("a: {b: &x 1}\nb: 1", 'write the line as a: "{b: &x 1}"'),
        ("a: &x 1\n  more\nb: 1", "delete &x"),
        ("a: !!str |\n  b: c\nd: 1", "delete the word that begins with !"),
    ],
)
@pytest.mark.parser
def test_what_to_write_for_an_anchor_or_a_tag(text: str, hint: str) -> None:
    _, problems = frontmatter.parse("a.md", f"---\n{text}\n---\n".encode())
    assert [problem.hint for problem in problems] == [hint]


def nested(depth: int) -> str:
    """A mapping within mappings, so many of them; the outermost is the first."""
    return "a: " + "{a: " * (depth - 1) + "1" + "}" * (depth - 1)


def test_the_bounds() -> None:
    assert (MAX_DEPTH, MAX_SCALAR, max_nodes(0), max_nodes(1 << 20)) == (
        16,
        200_000,
        5_000,
        70_536,
    )


def test_what_is_nested_as_deeply_as_allowed_is_read() -> None:
    found, depth = value(nested(MAX_DEPTH)), 0
    while isinstance(found, dict):
        found, depth = found["a"], depth + 1
    assert depth == MAX_DEPTH


@each(
    ("text", "where"),
    [
        (nested(17), (2, 64, 2, 65)),
        (nested(100_000), (2, 64, 2, 65)),
        (f"a: {'[' * 100_000}", (2, 19, 2, 20)),
        ("- " * 17 + "a", (2, 33, 2, 33)),
        ("a: [[[[[[[[[[[[[[[b: {c: 1}]]]]]]]]]]]]]]]", (2, 19, 2, 19)),
    ],
)
@pytest.mark.parser
def test_what_is_nested_more_deeply_is_refused(text: str, where: Place4) -> None:
    assert refusals(f"---\n{text}\n---\n") == [("yaml-too-deep", where)]


def test_as_many_values_as_allowed_are_read() -> None:
    # the mapping, its key and the list are three of them; each item is two characters
    assert len(value(f"a: [{'1,' * 5_700}]")["a"]) == 5_700


@pytest.mark.parser
def test_more_values_are_refused_where_the_first_one_too_many_stands() -> None:
    items = 7_000
    most = max_nodes(len(f"a: [{'1,' * items}]\n")) - 3
    text = f"---\na: [{'1,' * items}]\n---\n"
    column = 5 + 2 * most
    assert refusals(text) == [("yaml-too-large", (2, column, 2, column + 1))]


def test_a_text_as_long_as_allowed_is_read() -> None:
    assert value(f"a: {'é' * MAX_SCALAR}")["a"] == "é" * MAX_SCALAR


@each("quote", ["", "'", '"'])
@each("before", ["é: ", "- "])
@pytest.mark.parser
def test_a_longer_text_is_refused(quote: str, before: str) -> None:
    scalar = f"{quote}{'x' * (MAX_SCALAR + 1)}{quote}"
    column = len(before) + 1
    assert refusals(f"---\n{before}{scalar}\n---\n") == [
        ("yaml-too-large", (2, column, 2, column + len(scalar)))
    ]

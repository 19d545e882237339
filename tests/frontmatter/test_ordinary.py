"""What the quick reader makes of a record, the careful pass makes alike and finds nothing wrong with."""

import subprocess
import sys
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from feedtool import frontmatter
from feedtool.frontmatter import lines, ordinary
from feedtool.frontmatter.careful import Pass
from feedtool.frontmatter.odd import pieces
from feedtool.frontmatter.source import of_text
from tests.conftest import ROOT, SEEDS, files
from tests.tables import each

PIECES = st.sampled_from(
    ["a", "B", "0", "True", "FALSE",
     "-", "- ", ":", ": ", " ", "  ", "\n", "\n  ", "\n- ", '"', "'", "\\", '\\"', "\\n",
     "#", " #", "~", "null", "true", "yes", "1.5", "1e3", "01", "-1", "12:30", "2023-09-01T09:19:00Z",
     "https://", "/", "&", "*", "!", "|", ">", "%", "@", "`", "[", "{", "}", ",", "---", "...", "?", "<<",
     "\t", "\r", "\r\n", "\x7f", "\x85", "\xa0", "\u2028", "\ufeff", "é", "“", "key: ", "key:\n", '"text"\n']
)  # fmt: skip
KEYS = st.sampled_from(
    ["a", "b", "key", "x-y", "_", "on", "null", "Title", "<<", '"q"', "1", "é", "a.b", "a b", "a  b", "a ",
     "a - b.c", "ключ_1", "e\u0301", "हिन्दी", "a\xa0b", "\xa0a", "a\u3000", "²", "🔥", "null x",
     "a/b", "a (b) & c@d", "c++ 5%", "a?", "it's", '"a b"', "'a.b'", "k" * 1000, "k" * 1001]
)  # fmt: skip
VALUES = st.sampled_from(
    ["", "text", "two words", "it's", 'say "x"', "“q”", "é", "\xa0x", "a:b", "a#b", "a #b", "a: b", "a:",
     "x  ", "yes", "No", "OFF", "yes sir", "true", "True", "null", "NULL", "~", "y", "N", "NaN", ".inf",
     "0", "-0", "-1", "1.50", "007", "1e3", "0x1F", "1_000", "+1", "999999999999999", "1000000000000000",
     "1.123456789012345", "2022-10-03", "2022-10-03T20:16:37Z", "12:30", '""', '"x"', r'"a\"b\n"', r'"\x"',
     "''", "'it''s'", "'a: #b'", "[]", "[a, b c]", "[yes]", '["x", y]', "[a #b]", "{}", "{a: b}", "&a x",
     "*a", "!t x", "- x", "? x", "@x", "%x", "`x", "|", ">", "https://x.y/z?a=1&b=2#c", "a\u2028b", "a\tb",
     "-", "-x", "-x: y", "--", "---", "...", "(a)", "$5", "<b>", "=", "10 ways", "3.5.1", "1.", "-0.0", "#x",
     "'x", '"x', "x'", '"a" b', '"a"#b', r'"a\\"', r'"a\"', r'"\/"', "[1, 2.5, -1]", "[null, true]",
     "[01, 1e5]", "[a,b]", "[ a , b ]", "[a, ]", "[a: b]", "[2022-10-03]", "[a-b.c/d+e]",
     "a #", "a # b: c", "|2", "a,b]"]
)  # fmt: skip
INDENTS = st.sampled_from(["", "", "", "  ", "  ", "    ", " ", " " * 12, " " * 13])
ENDS = st.sampled_from(["\n"] * 6 + [" \n", " # note\n", "\r\n", "\n\n", "\n# note\n"])
ENTRIES = st.tuples(INDENTS, st.sampled_from(["", "", "", "- "]), KEYS, st.just(": "), VALUES, ENDS)
ITEMS = st.tuples(INDENTS, st.just("- "), VALUES, ENDS)
PARENTS = st.tuples(INDENTS, st.sampled_from(["", "", "- "]), KEYS, st.just(":"), ENDS)
SCALARS = st.tuples(
    KEYS, st.sampled_from([": |", ": >", ": |-", ": >-", ": |+"]), st.just("\n"),
    st.lists(
        st.sampled_from(
            ["  text\n", "  a: b\n", "  # x\n", "\n", "    in\n", " out\n", "  end \n", "   \n", '  \\"\n']
        )
    ).map("".join),
)  # fmt: skip
LINES = st.one_of(ENTRIES, ENTRIES, ITEMS, PARENTS, SCALARS).map("".join)
RECORD = min(SEEDS.glob("*.md")).read_text("utf-8").split("---\n")[1]


def typed(value: Any) -> Any:
    """The value with the type and the order of everything in it, since 1 == 1.0 == True."""
    if isinstance(value, dict):
        return [(key, typed(part)) for key, part in value.items()]
    if isinstance(value, list):
        return [typed(part) for part in value]
    return type(value), value


def check(block: str) -> None:
    # The second time some of it is known.
    for found in (ordinary.read(block), ordinary.read(block), pieces.read(block)):
        if found is not None:
            value, problems = Pass(of_text("a.md", block)).run()
            assert (typed(found), problems) == (typed(value), [])


@given(st.lists(PIECES, max_size=20).map("".join))
@settings(max_examples=500)
def test_any_text(block: str) -> None:
    check(block)


@given(st.lists(LINES, max_size=8).map("".join))
@settings(max_examples=500)
def test_any_lines(block: str) -> None:
    check(block)
    check(block.replace("\n", "\r\n"))
    check(block.rstrip("\n"))


@given(place=st.integers(0, len(RECORD)), cut=st.integers(0, 6), piece=PIECES)
@settings(max_examples=500)
def test_a_record_with_something_put_into_it(place: int, cut: int, piece: str) -> None:
    check(RECORD[:place] + piece + RECORD[place + cut :])


@each(
    ("line", "value"),
    [
        ("title: two words # and a note", "two words"),
        ("title: “Curly”, it's:a#b", "“Curly”, it's:a#b"),
        (r'title: "\"x\"\\\n"', '"x"\\\n'),
        ("title: 'it''s'", "it's"),
        ("title: [a, 'b', \"c d\"]", ["a", "b", "c d"]),
        ("title: >-\n  one\n  two", "one two"),
        ("title: |\n  one\n  two", "one\ntwo\n"),
        ("title: 2022-10-03T20:16:37Z", "2022-10-03T20:16:37Z"),
        ("title: 1.50", 1.5),
        ("title: true\r", True),
        ("title: True", True),
        ("title: FALSE # note", False),
        ("title: 010", "010"),
        ("title: 1_000", "1_000"),
        ("title: 10 ways # and a note", "10 ways"),
        ("title: -x", "-x"),
        ("title: (a) b:c", "(a) b:c"),
        ("title: [1, 2.5, null, a b]", [1, 2.5, None, "a b"]),
        ('title: |-\n  "a\\\n  b', '"a\\\nb'),
        ("title:\n- a: 1\n  b:\n- c", [{"a": 1, "b": None}, "c"]),
        ("title:\n- a.b: 1\n  my key: 2\n  ключ: 3", [{"a.b": 1, "my key": 2, "ключ": 3}]),
        (f"title:\n  {'k' * 1000}: 1", {"k" * 1000: 1}),
    ],
)
def test_what_is_ordinary(line: str, value: object) -> None:
    assert typed(ordinary.read(line + "\n")) == typed({"title": value})


@each(
    "line",
    ["title: yes", "title: yes # note",
     "title: 1000000000000000000", "title: a: b",
     "title: &x y", "title: *x", "title: !x y", "title: {a: b}", "title: a\u2028b", "title: a\tb", "null: x",
     "title: x\ntitle: y", "title: x\n  y: z", "- x", "<<: x", "title: x\n---\ntitle: y", "%YAML 1.2",
     r'title: "a\"', r'title: "\e"', r'title: "\ud83d"', r'title: "\u00e"',
     f"title: x\n{'k' * 1001}: y", "title: x\n\xa0y: z", "title: x\na  b: y",
     "title: 1e3", "title: -", "title: [a, ]", "title: null\n  y: z",
     "title: |\n  x\n\n  # y", "title: |\n  x\n   y", "  title: x",
     'title: "\x7f"', "title: x\x7f", "title: x # \x7f", "title: |\n  \x7f", "title: '\x7f'"],
)  # fmt: skip
def test_what_is_left_to_the_careful_pass(line: str) -> None:
    assert ordinary.read(line + "\n") is None


def test_depth_and_size_are_bounded() -> None:
    for levels in range(5, 9):
        deep = "a:\n" + "".join(f"{'  ' * depth}- a:\n" for depth in range(levels))
        assert (ordinary.read(deep) is not None) is (levels <= 7)
        for last in ("- x", "- [x]", "- a: x", "- a: [x]"):
            check(f"{deep}{'  ' * levels}{last}\n")
    assert ordinary.read("a:\n" + "- a\n" * 20_000) is None
    assert ordinary.read(f'a: "{"x" * frontmatter.MAX_SCALAR}"\n') is None


def test_what_looks_like_a_line_within_a_block_scalar_is_none() -> None:
    assert ordinary.read("k: |\n  a: 1\n  - 2\nl: 3\n") == {"k": "a: 1\n- 2\n", "l": 3}


@each(
    "lines",
    [
        "k: |\n  a: 1\n  b: 2\n",
        "a: [ ]\n",
        "a: [ b, c ]\n",
        "a: b # c\n",
        "a: 'b'\n",
        "- a:b\n",
        "a: b#c:d\n",
    ],
)
def test_many_lines_are_not_tried_in_all_ways_together(lines: str) -> None:
    # Two ways through each would be more ways through all than there is time for.
    assert ordinary.read(lines * 5000 + "%\n") is None


def test_the_seeds_are_read_by_the_quick_reader() -> None:
    for seed in files(SEEDS, "*.md"):
        document, problems = frontmatter.parse(seed.name, seed.read_bytes())
        assert document is not None
        assert not problems
        assert ordinary.read(document.head) == document.value, "not an ordinary record"


def test_a_value_that_many_records_have_is_not_one_list_to_all() -> None:
    first, second = ordinary.read("topics: [a, b]\n"), ordinary.read("topics: [a, b]\n")
    assert first == second == {"topics": ["a", "b"]}
    assert first is not None
    first["topics"].append("c")  # type: ignore[union-attr]
    assert second == ordinary.read("topics: [a, b]\n")


def test_what_is_remembered_of_lines_is_bounded() -> None:
    many = range(10_000)
    assert ordinary.read("a:\n" + "".join(f"- {one}\n" for one in many[:5000])) == {
        "a": [*many[:5000]]
    }
    for one in many:
        assert ordinary.read(f"a: {one}\n") == {"a": one}
    assert len(lines.known) <= 4096
    long = max(lines.known, key=len)
    assert ordinary.read(f'b: "{long * 100}"\n') is not None
    assert max(map(len, lines.known)) < 100


def test_pyyaml_is_imported_only_for_what_is_not_ordinary() -> None:
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from feedtool import frontmatter\n"
        "frontmatter.parse('a.md', Path(sys.argv[1]).read_bytes())\n"
        "print('yaml' in sys.modules)\n"
        "frontmatter.parse('a.md', b'---\\n? a\\n: b\\n---\\n')\n"
        "print('yaml' in sys.modules)\n"
    )
    said = subprocess.check_output(
        [sys.executable, "-c", script, min(SEEDS.glob("*.md"))], cwd=ROOT, text=True
    )
    assert said.splitlines() == ["False", "True"]


def test_what_is_known_of_an_entry_is_not_shared() -> None:
    block = "topics:\n  - AI\nprovider:\n  name: A\n"
    ordinary.read(block)
    found = ordinary.read(block)
    assert found is not None
    for value in found.values():
        value.clear()  # type: ignore[union-attr]
    assert ordinary.read(block) == {"topics": ["AI"], "provider": {"name": "A"}}


@each(
    "block",
    ["# x\na: 1\n", "\n\na: 1\n", "a: 1\n\n\n", "a: 1\n# x\n", "a: # x\n  - b\n\n  - c\nd:\n- e\n\n\nf: g",
     "- b\na: 1\n", "  b: 2\na: 1\n", "b\na: 1\n", "a:\n  b: 1\na:\n  b: 1\n", "a: 1\n1: b\n", "# x\n", "a"],
)  # fmt: skip
def test_where_entries_begin_and_end(block: str) -> None:
    check(block)

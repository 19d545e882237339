"""Blocks in a style of their own mean what the careful pass makes of them, and are read without it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from feedtool import frontmatter
from feedtool.frontmatter import ordinary
from feedtool.frontmatter.odd import styles
from tests.calls import calls
from tests.frontmatter.odd.test_pieces import careful
from tests.frontmatter.test_ordinary import typed
from tests.tables import each

# What each style looks like, more than once and at any depth.
STYLES = {
    "a tab behind the colon": "a:\t1\nb: \t x\nlist:\t\n  - c:\ty\n",
    "tabs behind values and before comments": 'a: 1\t\nb: "x"\t# c\nlist:\t# d\n  - c: y \t\n',
    "keys in quotes": "\"a\": 1\nlist:\n  - 'b': x\n    \"c-d\": y\n'e': true\n",
    "blanks before the colon": "a : 1\nlist :\n  - b  : x\n    c : y\n",
    "texts marked as such": "a: |\n  x\n   y\n\n  z\nb: 1\n",
    "texts marked as such in a list": 'list:\n  - b: >-\n      x\n      y\n\n      z\n    c: |-\n      \\ "\n',
    "a margin of its own": "a: >\n      x\n      y\nb: 1\n",
    "texts without quotes that go on below": "a: x\n  y\n\n  z\nlist:\n  - b: x\n     y\n    c: 1\n",
    "texts in quotes that go on below": 'a: "x\n  y\\n\n\n  z"\nb: 1\n',
    "texts in single quotes": "list:\n  - b: 'it''s\n      \\ \"y\"'\n    c: 1\n",
    "values on the next line": 'a:\n  x\nlist:\n  - b:\n      "y # z"\n    c:\n      true\n',
    "lists in brackets over lines": "a: [\n  x,\n  'y, z'\n]\nlist:\n  - b: [\n      1,\n      2,\n      ]\n",
    "a comma behind the last item": "a: [x, 'y',]\nb: [z , ]\n",
    "fields in braces": "a: {b: x, c: \"y, }\"}\nlist:\n  - {d: 1, 'e': z}\n  - f: { g: true }\n    h: 1\n",
    "hyphens alone": "list:\n  -\n    a: 1\n    b: 2\n  - \n    c: 3\n",
    "the end of a document": "a: 1\nb: x\n...\n\n",
}
# What looks like one of them, and is not, or is wrong.
OTHERS = [
    "a: 1\n  \t\nb: 2\n",
    "a: |+\n  x\n\nb: 1\n",
    "a: |2\n   x\n",
    "a: >\n  x\n   y\n",
    "a: >\n  x\n \n  y\n",
    "a: |\n\n  x\n",
    "a: |\n   x\n  y\n",
    "a: x\n  y: z\n",
    "a: x\n  # y\n",
    "a: x # y\n  z\n",
    "a: x\n  y # z\n",
    'a: "x\\\n  y"\n',
    'a: "x\n  y" z\n',
    "a: 'x\n  y\n",
    "a: [\n  x\n  y\n]\n",
    "a: [\n  x,\n  b: y\n]\n",
    "a: |\n  x\n  ]\n ]\n",
    "a: {b: x}\n  c: y\n",
    "a: {b: x}\n# c\n   d: y\n",
    "- {a: b}\n  c: d\n",
    "list:\n  - {a: b}\n\n    # c\n    c: d\n",
    "a: {b: x, b: y}\n",
    '"true": x\n"a": 1\na: 2\n',
    '"a" :x\n',
    "a:\t# \x85\n",
    'a: "\t"\nb:\t1\n',
    "a: x, ]\nb:\t1\n",
    "a: 1\n...\nb:\t2\n",
    "list:\n  -\t\n    a: 1\n",
    "list:\n  - \t\n    a: 1\n",
    "list:\n  - \ta: 1\n",
    "list:\n  -\n   a: 1\n",
    "list:\n  -\n     a: 1\n     b: 2\n",
    'a: "x\n"b":\ty"\n',
    "a: >-\n  b:\tc\n  'd': |\n    e\n",
    '{"a": 1,\n "b": 2}\n',
]


@each("block", STYLES.values())
def test_a_style_means_what_it_means_to_the_careful_pass(block: str) -> None:
    assert ordinary.read(block) is None
    assert typed(styles.read(block)) == careful(block)
    crlf = block.replace("\n", "\r\n")
    assert typed(styles.read(crlf)) == careful(crlf)


@each("block", OTHERS)
def test_what_only_looks_like_a_style_is_left_alone_or_means_the_same(block: str) -> None:
    found = styles.read(block)
    assert found is None or typed(found) == careful(block)


@given(
    st.lists(
        st.sampled_from(
            [
                *(
                    line
                    for block in [*STYLES.values(), *OTHERS]
                    for line in block.splitlines(keepends=True)
                ),
                *STYLES.values(),
                "x: 1\n",
                "\n",
            ]
        ),
        max_size=6,
    ).map("".join)
)
@settings(max_examples=1000)
def test_what_is_read_is_what_the_careful_pass_reads(block: str) -> None:
    found = styles.read(block) if block else None
    if found is not None:
        assert typed(found) == careful(block)


@each("block", STYLES.values())
def test_no_event_of_a_parser_is_needed(block: str) -> None:
    counted = calls(frontmatter.parse, "a.md", f"---\n{block}---\n".encode())
    assert counted["loader", "events"] == 0


@each("block", STYLES.values())
def test_places_are_those_of_the_careful_pass(block: str) -> None:
    content = f"---\n{block}---\n".encode()
    asked, careful_one = (frontmatter.parse("a.md", content)[0] for _ in range(2))
    assert asked
    assert careful_one
    places = careful_one.places
    assert {pointer: asked.find_place(pointer) for pointer in places} == places


def test_a_key_of_any_alphabet_is_found_without_the_careful_pass() -> None:
    content = '---\nschlüssel: 1\nmy key: [a]\n"a/b": c # d\nb: {c\t: d}\n---\n'.encode()
    document, _ = frontmatter.parse("a.md", content)
    assert document

    def places() -> object:
        return [document.find_place(one) for one in ("/schlüssel", "/my key/0", "/a~1b")]

    assert calls(places)["loader", "events"] == 0
    assert places() == [document.places[one] for one in ("/schlüssel", "/my key/0", "/a~1b")]


def test_fields_in_braces_take_no_more_room_than_lines_do() -> None:
    block = "a:\n" + " " * 1000 + "b: 1\n" + "c: {d: 1}\n"
    assert styles.read(block) is None
    assert careful(block) == [("a", [("b", (int, 1))]), ("c", [("d", (int, 1))])]

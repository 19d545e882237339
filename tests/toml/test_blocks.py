import pytest

from feedtool.toml import blocks
from feedtool.toml.mends import NumberedLines
from tests.tables import each
from tests.toml.small import SCHEMA


@each(
    ("text", "at", "expected"),
    [
        ("site:\n  title: A\n", 0, ((0, 0), "[site]")),
        ("[site]\ntags:\n  - a\n  - b\nttl = 5\n", 1, ((1, 3), 'tags = ["a", "b"]')),
        ("[site]\ntags:\n# why\n- a\n", 1, ((1, 3), 'tags = ["a"]')),
        ("site:\n  author:\n    name: N\n", 1, ((1, 2), 'author = { name = "N" }')),
        ("topics:\n  Big Data:\n    name: X\n", 1, ((1, 1), "[topics.big-data]")),
    ],
)
def test_a_block_of_yaml_is_one_line_of_toml_or_a_table(
    text: str, at: int, expected: tuple[tuple[int, int], str]
) -> None:
    mend = next(blocks.yaml_block(NumberedLines.of(text), at, SCHEMA))
    assert ((mend.first, mend.last), mend.new) == (expected[0], (expected[1],))


@pytest.mark.parametrize("text", ["title = 1\n", "title: A\n", "- a\n"])
def test_what_is_no_block_is_left_to_others(text: str) -> None:
    assert list(blocks.yaml_block(NumberedLines.of(text), 0, SCHEMA)) == []


@each(
    ("text", "expected"),
    [
        ("a = [\n1]", True),
        ("a =\n1", True),
        ("a = x\ny", True),
        ("a = 1\nb = 2", False),
        ("a = 1\n[b]", False),
        ("a = [\n[b]", False),
        ("a = 1\n# c", False),
        ("a = [", False),
    ],
)
def test_a_value_goes_on_where_the_next_line_begins_nothing_else(
    text: str, *, expected: bool
) -> None:
    assert blocks.goes_on(NumberedLines.of(text), 0) is expected


@pytest.mark.parametrize(
    ("text", "last", "new"),
    [
        ('title =\n"A"\n', 1, 'title = "A"'),
        (
            'author = {\n name = "N", # who\n email = "e"\n}\nttl = 5\n',
            3,
            'author = { name = "N", email = "e" }',
        ),
    ],
)
def test_a_broken_value_is_put_on_one_line(text: str, last: int, new: str) -> None:
    (mend,) = blocks.broken_value(NumberedLines.of(text), 0, ("site",), SCHEMA)
    assert (mend.first, mend.last, mend.new) == (0, last, (new,))


def test_a_value_does_not_go_on_beyond_the_header_of_a_table() -> None:
    assert (
        list(blocks.broken_value(NumberedLines.of("title =\n[topics.x]\n"), 0, ("site",), SCHEMA))
        == []
    )

import pytest

from feedtool.frontmatter.slips import rewrites
from feedtool.frontmatter.source import of_text
from tests.tables import each

pytestmark = pytest.mark.parser


def hint(text: str, line: int) -> str | None:
    """What mends a line, of those that count from 1."""
    start = sum(len(one) + 1 for one in text.split("\n")[: line - 1])
    return rewrites.hint(of_text("a.md", text), start)


@each(
    ("text", "line", "expected"),
    [
        ("title: A: B\n", 1, 'write the line as title: "A: B"'),
        ("a: 1\n  b: 2\n", 2, "delete the blanks before this line"),
        ("provider:\n\tname: A\n", 2, "indent this line, and others like it, by exactly 2 plain spaces"),
        ("topics:\n  - A\n - B\n", 3, "indent this line by exactly 2 spaces"),
        ("excerpt: One line\nand the rest\n", 2, "indent this line by exactly 2 spaces"),
        ("title: A\nexcerpt: B\n\nWords of a text.\n", 4, "add a line that holds only --- above this line"),
        ("topics: [A]\n???\n", 2, "delete the line"),
        (f"title: A: {'b' * 300}\n", 1, "put the value in double quotes"),
    ],
)  # fmt: skip
def test_what_to_write(text: str, line: int, expected: str) -> None:
    assert (hint(text, line) or "").startswith(expected)


@pytest.mark.parametrize("text", ["a: [b\nc: d: e\n", "a: {b\nc: 'd\n"])
def test_nothing_is_proposed_after_which_the_parser_would_stop_there_again(text: str) -> None:
    assert hint(text, 2) is None


@pytest.mark.parametrize("text", [f"a: b: {'x' * 6000}\n", "a: b: c\n" + "d: 1\n" * 30_000])
def test_nothing_is_tried_on_what_nobody_wrote(text: str) -> None:
    assert hint(text, 1) is None

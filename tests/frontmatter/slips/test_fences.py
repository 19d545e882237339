"""Why a file has no front matter, or none that ends."""

import pytest

from feedtool import frontmatter
from tests.conftest import place
from tests.frontmatter.reading import Place4
from tests.tables import each


@each(
    ("text", "word"),
    [
        ("", "empty"),
        ("\n---\na: 1\n---\n", "first line"),
        ("+++\n+++\n", "TOML"),
        ("{}", "JSON"),
        ("text", "no front matter"),
    ],
)
def test_why_there_is_no_front_matter(text: str, word: str) -> None:
    _, (problem,) = frontmatter.parse("a.md", text.encode())
    assert word in problem.message
    assert problem.hint


@pytest.mark.parametrize(
    ("text", "word", "where"),
    [
        ("---\na: 1\n", "not closed", (1, 1, 2, 1)),
        ("---\na: 1\n --- \n---\n", "", (3, 1, 3, 6)),
    ],
)
def test_an_end_that_is_missing_or_is_none(text: str, word: str, where: Place4) -> None:
    _, (problem,) = frontmatter.parse("a.md", text.encode())
    assert word in problem.message
    assert place(problem) == where
    assert problem.hint

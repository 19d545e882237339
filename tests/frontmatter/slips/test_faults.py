import pytest
import yaml

from feedtool.diagnostics.problem import Problem
from feedtool.frontmatter import loader
from feedtool.frontmatter.slips import faults
from feedtool.frontmatter.source import SourceText
from tests.conftest import place
from tests.tables import each

pytestmark = pytest.mark.parser


def problem(block: str) -> Problem:
    """What is said of the error of a block, which begins on the second line of a file."""
    source = SourceText("a.md", f"---\n{block}---\n", 4, 4 + len(block))
    with pytest.raises(yaml.YAMLError) as error:
        list(loader.events(source.block))
    return faults.syntax_problem(source, error.value)


@each(
    ("block", "code", "where"),
    [
        ("a: b: c\n", "yaml-syntax", (2, 5)),
        ("a: *b c\n", "yaml-syntax", (2, 7)),
        ("a: 'b\n", "yaml-syntax", (2, 4)),
        ("a: 1\nb: \x07\n", "yaml-control-character", (3, 4)),
        ("a: 'x\x07\n", "yaml-control-character", (2, 6)),
    ],
)
def test_an_error_is_told_where_its_cause_stands(
    block: str, code: str, where: tuple[int, int]
) -> None:
    found = problem(block)
    assert (found.path, found.code) == ("a.md", code)
    assert (place(found) or ())[:2] == where
    assert found.hint


def test_a_star_that_begins_a_value_is_an_alias_to_yaml() -> None:
    assert problem("a: *\n").code == "yaml-alias"

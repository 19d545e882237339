"""Values changed in place: no byte differs but theirs, and it parses as intended."""

from collections.abc import Callable, Mapping

import pytest

from feedtool import frontmatter
from feedtool.lint.edits import spliced
from feedtool.text import plain
from tests.lint.fixing import front_matter, mended
from tests.tables import each


def test_splicing_refuses_what_would_parse_to_something_else() -> None:
    document, _ = frontmatter.parse("a.md", front_matter("excerpt: |\n  a\n  b\n").encode())
    assert document is not None
    assert spliced(document, {"/excerpt": plain.folded}) is None


def test_removing_leaves_no_other_item_changed() -> None:
    """The blank lines behind a kept block scalar belong to it: with the item gone they would not."""
    lines = (
        "related:\n  - {title: T, webUrl: 'https://b.example/1'}\n"
        "  - webUrl: https://b.example/1\n    title: |+\n      U\n\n"
        "  - {title: V, webUrl: 'https://b.example/2'}\n"
    )
    before = frontmatter.parse("a.md", front_matter(lines).encode())[0]
    after = frontmatter.parse("a.md", mended(front_matter(lines)).encode())[0]  # type: ignore[union-attr]
    assert before is not None
    assert after is not None
    kept = before.value["related"]
    assert isinstance(kept, list)
    assert after.value["related"] in (kept, [kept[0], kept[2]])


def edited(lines: str, changes: Mapping[str, Callable[[str], str] | None]) -> str | None:
    """The lines of a front matter with some values changed; None where that cannot be done."""
    document, problems = frontmatter.parse("a.md", f"---\n{lines}---\nbody\n".encode())
    assert document is not None, problems
    made = spliced(document, changes)
    return made.text.removeprefix("---\n").removesuffix("---\nbody\n") if made else None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: x # why\n", "a: x! # why\n"),
        ("a: 'it''s'\n", "a: 'it''s!'\n"),
        ('a: "\\u00e9"\n', 'a: "\\u00e9!"\n'),
        ("a: |\n  x\n  y\n", None),  # each line would change
    ],
)
def test_a_text_is_changed_as_it_is_written(before: str, after: str | None) -> None:
    assert edited(before, {"/a": lambda text: text + "!"}) == after


@each(
    ("new", "written"),
    [("b: c", '"b: c"'), ("b #c", '"b #c"'), ("yes", '"yes"'), ("42", '"42"'), ("b", "b")],
)
def test_quotes_come_where_the_new_text_needs_them(new: str, written: str) -> None:
    assert edited("a: x\n", {"/a": lambda _: new}) == f"a: {written}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a:\n  - x\n  - y # gone, too\n  - z\n", "a:\n  - x\n  - z\n"),
        ("a: [x, y, z]\n", "a: [x, z]\n"),
        ("a: [\n  x,\n  y,\n  z\n]\n", "a: [\n  x,\n  z\n]\n"),
    ],
)
def test_an_item_leaves_its_list(before: str, after: str) -> None:
    assert edited(before, {"/a/1": None}) == after

"""Nikola's lines of metadata."""

from feedtool.records.sites.notations import nikola
from tests.tables import each

LINES = ".. title: A: b\n.. slug: a-b\n.. tags: x, y\n.. type:\n"
FIELDS = {"title": "A: b", "slug": "a-b", "tags": "x, y", "type": ""}


@each(
    "text",
    [
        f"{LINES}\nThe body.\n",
        f"\n{LINES}\nThe body.\n\n.. note: none\n",
        f"<!--\n{LINES}-->\nThe body.\n",
        f"<!-- \n{LINES}\n-->\nThe body.\n",
        f"<!--\n{LINES}-->\nThe body.\n".replace("\n", "\r\n"),
    ],
)
def test_lines_are_fields(text: str) -> None:
    found = nikola.head("a.md", text)
    assert found is not None
    assert found.value == FIELDS
    assert "The body." in found.body
    assert "title" not in found.body
    span = found.span_of("/slug")
    line = text.replace("\r", "").split("\n")[span.line - 1]
    assert line[span.column - 1 : span.end_column - 1] == "a-b"


@each("text", ["", "Text.\n", ".. image:: a.png\n", "<!-- a comment -->\n", ".. _target:\n"])
def test_other_files_begin_with_none(text: str) -> None:
    assert nikola.head("a.rst", text) is None


def test_lines_alone_are_a_head() -> None:
    found = nikola.head("a.rst", ".. title: A")
    assert found is not None
    assert (found.value, found.body) == ({"title": "A"}, "")

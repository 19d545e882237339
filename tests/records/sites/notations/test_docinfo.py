"""The title and the fields of reStructuredText, and what its bodies say."""

import pytest

from feedtool.records.sites import summary
from feedtool.records.sites.notations import docinfo
from tests.tables import each

FIELDS = ":date: 2010-10-03 10:20\n:Tags: a, b\n:summary: One\n  two\n:empty:\n"
VALUE = {"date": "2010-10-03 10:20", "tags": "a, b", "summary": "One two", "empty": ""}


@each(
    ("text", "title"),
    [
        (f"A title\n#######\n\n{FIELDS}\nThe body.\n", "A title"),
        (f"=======\nA title\n=======\n\n{FIELDS}\nThe body.\n", "A title"),
        (f"\n*A* title\n=========\n{FIELDS}\nThe body.\n", "A title"),
        (f"A title\n#######\n\n{FIELDS}\nThe body.\n".replace("\n", "\r\n"), "A title"),
        (f"{FIELDS}\nThe body.\n", None),
    ],
)
def test_fields_stand_below_the_title(text: str, title: str | None) -> None:
    found = docinfo.head("a.rst", text)
    assert found is not None
    assert found.value == ({"title": title} if title else {}) | VALUE
    assert found.body.strip() == "The body."
    span = found.span_of("/date")
    line = text.replace("\r", "").split("\n")[span.line - 1]
    assert line[span.column - 1 : span.end_column - 1] == "2010-10-03 10:20"


@pytest.mark.parametrize("text", ["", "A title\n=======\n\nText.\n", "Text: one\n", "::\n\n  a\n"])
def test_other_files_have_none(text: str) -> None:
    assert docinfo.head("a.rst", text) is None


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (".. image:: a.png\n   :alt: A\n\n.. note::\n\n   Told.\n\nOne.\n\nTwo.\n", "One."),
        ("A section\n---------\n\nOne `two <https://x.org>`_ three_.\n", "One two three."),
        ("See :ref:`that <x>` and ``code``.\n", "See that and code."),
        (".. _a: https://x.org\n\nAs follows::\n\n   code\n", "As follows:"),
    ],
)
def test_a_summary_has_no_markup(body: str, text: str) -> None:
    assert summary.of_body(docinfo.plain(body)) == text


@each("sign", [".. a\n", "`", ":a:`", "a_ ", "=", "..\n   a\n\n", "a\n---\n"])
def test_no_body_takes_long(sign: str) -> None:
    assert len(docinfo.plain(sign * 20_000)) <= 20_000

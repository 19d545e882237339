from typing import Any

import pytest

from feedtool import frontmatter
from feedtool.diagnostics import schemas
from feedtool.records.mapping import SHIPPED
from feedtool.schema import validator
from feedtool.schema.suggestions import Suggestions
from tests.conftest import record
from tests.tables import each

RECORDS = validator.compiled(schemas.shipped(schemas.RECORD), trusted=True)


def of(text: str) -> tuple[Suggestions, dict[str, Any]]:
    document, problems = frontmatter.parse("a.md", text.encode())
    assert document is not None, problems
    return Suggestions(document, RECORDS, SHIPPED), document.value


def for_value(pointer: str, **changed: Any) -> str | None:
    """The hint for the one value of a record that is wrong."""
    found, value = of(record(**changed))
    error = next(one for one in RECORDS.errors(value) if one.pointer == pointer)
    return found.for_value(error)


@each(
    ("pointer", "changed", "hint"),
    [
        ("/heat", {"heat": "80%"}, "write 80"),
        ("/heat", {"heat": "hot"}, "write a whole number from -1 upwards, such as"),
        ("/published", {"published": "yes"}, "write true"),
        ("/topics", {"topics": "AI, ML"}, "write [AI, ML]"),
        ("/topics/1", {"topics": ["AI", ""]}, "delete this item"),
        ("/title", {"title": ["a"]}, 'write "'),
        ("/title", {"title": ""}, "write a text, such as"),
        ("/webUrl", {"webUrl": "example.org/a"}, "write https://example.org/a"),
        (
            "/publishedDateTime",
            {"publishedDateTime": "2023-09-01"},
            "write 2023-09-01T00:00:00Z; no zone was given, and Z is UTC",
        ),
        (
            "/publishedDateTime",
            {"publishedDateTime": "02/09/2023"},
            "write 2023-09-02T00:00:00Z if the day stands first in it, 2023-02-09T00:00:00Z if",
        ),
    ],
)
def test_a_wrong_value(pointer: str, changed: dict[str, Any], hint: str) -> None:
    found = for_value(pointer, **changed)
    assert found is not None
    assert found.startswith(hint)


def test_of_a_text_that_is_too_long_only_the_rule_can_be_given() -> None:
    assert for_value("/category", category="x" * 201) is None


def rename(line: str, name: str, *free: str) -> tuple[str, str] | None:
    found, _ = of(f"---\n{line}\n---\n")
    meant = found.rename("", name, free)
    return meant and (meant.new_name, meant.hint)


@each(
    ("line", "name", "expected"),
    [
        ("titel: A", "titel", ("title", "write title")),
        ("tags: AI, ML", "tags", ("topics", "write the whole field as topics: [AI, ML]")),
        ("draft_: true", "draft_", ("published", "write the whole field as published: false")),
        ("unpublished: true", "unpublished", ("published", "write the whole field as published: false")),
        ("xyzzy: 1", "xyzzy", None),
        ("title:A title: B", "title:A title", ("title", 'write the whole field as title: "A title: B"')),
    ],
)  # fmt: skip
def test_an_unknown_key(line: str, name: str, expected: tuple[str, str] | None) -> None:
    assert rename(line, name, "title", "topics", "published") == expected


def for_missing(name: str, **changed: Any) -> str | None:
    """The hint for one of the fields that a record lacks."""
    found, value = of(record(**{name: ...} | changed))
    error = next(one for one in RECORDS.errors(value) if name in one.names)
    return found.for_missing(error._replace(names=(name,)))


@pytest.mark.parametrize(
    ("name", "changed", "hint"),
    [
        ("title", {}, "add a line such as title: "),
        ("published", {}, "add a line such as published: true, or published: false to hold"),
        ("published", {"draft": True}, "add the line published: false"),
        ("originalUrl", {}, "add a line such as originalUrl: https://"),
    ],
)
def test_a_missing_field(name: str, changed: dict[str, Any], hint: str) -> None:
    told = for_missing(name, **changed)
    assert told is not None
    assert told.startswith(hint)

"""The fields and the text of a new record; test_new has that whatever is said makes a good one."""

from datetime import UTC, datetime
from typing import Any

import pytest

from feedtool import frontmatter
from feedtool.config import taxonomy
from feedtool.diagnostics import schemas
from feedtool.diagnostics.errors import UsageError
from feedtool.model.topics import Topic
from feedtool.records.mapping import SHIPPED, FieldMapping
from feedtool.records.parse import ParseOptions
from feedtool.rules.checks import RuleContext
from feedtool.start import story
from feedtool.start.story import Story
from tests.tables import each

NOW = datetime(2024, 5, 1, 12, 30, 5, 7, tzinfo=UTC)
KNOWN = taxonomy.known([Topic("ai", "AI", aliases=("Artificial Intelligence",))], [])
OTHER = SHIPPED.renamed({"published": ("date",), "provider_name": ("source", "name")})


def fields(
    said: Story, mapping: FieldMapping = SHIPPED, schema: str | None = None
) -> dict[str, Any]:
    text = schema or schemas.shipped(schemas.RECORD)
    options = ParseOptions(text, trusted=True, tracking_parameters=("utm_*",), mapping=mapping)
    return story.fields(said, RuleContext(NOW, 7, KNOWN, ("utm_*",), mapping), options)


def said(**changed: Any) -> Story:
    return Story("T", "https://www.example.org/a?utm_source=x", NOW)._replace(**changed)


def test_what_nobody_said_is_filled_in() -> None:
    found = fields(said())
    assert found["originalUrl"] == "https://www.example.org/a"
    assert found["publishedDateTime"] == "2024-05-01T12:30:05Z"
    assert found["provider"] == {"name": "example.org", "domain": "example.org"}
    assert (found["topics"], found["heat"], found["published"]) == (["News"], 7, True)
    assert found["excerpt"] == "Read it at example.org."


def test_topics_are_spelt_as_they_are_known_each_once() -> None:
    found = fields(said(topics=("artificial intelligence", "ai", "Robots", "robots")))
    assert found["topics"] == ["AI", "Robots"]


def test_an_excerpt_is_not_the_title() -> None:
    assert fields(said(title="Read it at example.org"))["excerpt"] == "The story is at example.org."


def test_a_text_is_plain() -> None:
    assert fields(said(title="A &amp;amp; <b>B</b>\u200b"))["title"] == "A & B"


@each(
    ("changed", "words"),
    [
        ({"title": " <b></b>"}, "TITLE is blank"),
        ({"provider": "\u200b"}, "--provider is blank"),
        ({"topics": ("AI", " ")}, "--topic is blank"),
        ({"url": "example.org/a"}, "--url example.org/a is no web address: write https://example.org/a"),
        ({"url": "nowhere"}, "write https://example.org/story"),
    ],
)  # fmt: skip
def test_what_is_no_story_is_refused(changed: dict[str, Any], words: str) -> None:
    with pytest.raises(UsageError, match=words.replace("?", r"\?")):
        fields(said(**changed))


def test_what_a_schema_of_ones_own_requires_is_taken_from_it() -> None:
    schema = (
        '{"required": ["a", "b", "c", "d"], "$defs": {"x": {"enum": ["first", "second"]}},'
        ' "properties": {"a": {"default": 1}, "b": {"$ref": "#/$defs/x"}, "c": {"examples": ["e"]}}}'
    )
    found = fields(said(), schema=schema)
    assert (found["a"], found["b"], found["c"]) == (1, "first", "e")
    assert "d" not in found


def test_the_text_reads_back_whatever_the_fields_are_called() -> None:
    values = fields(said(title='"A": #b\\'), OTHER)
    assert values["date"] == "2024-05-01T12:30:05Z"
    text = story.front_matter(values, OTHER)
    document, problems = frontmatter.parse("a.md", text.encode())
    assert document is not None, problems
    assert document.value == values
    assert "\ndate: 2024-05-01T12:30:05Z\n" in text
    assert '\ntopics:\n  - "News"\n' in text

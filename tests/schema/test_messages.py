"""The words for each error of a schema, read as a contributor reads them."""

import json
from typing import Any

import pytest

from feedtool.diagnostics import schemas, synonyms
from feedtool.schema import messages, validator
from feedtool.schema.errors import SchemaError
from feedtool.schema.validator import Schema
from tests.conftest import fields
from tests.tables import each

RECORDS = validator.compiled(schemas.shipped(schemas.RECORD), trusted=True)
NO_VALUE = "write a value behind the colon, or delete the line if the field may be left out"


def errors(keyword: str, **changed: Any) -> list[SchemaError]:
    """The errors of a keyword that a record has whose fields are good but for those given."""
    return [error for error in RECORDS.errors(fields(**changed)) if error.keyword == keyword]


@each(
    ("keyword", "changed", "message", "hint"),
    [
        # kinds of values
        ("type", {"heat": "hot"},
         'heat: "hot" is not a number; heat is a whole number from -1 upwards',
         "write a whole number in digits, such as 50"),
        ("type", {"heat": 7.5},
         "heat: 7.5 is not a whole number; heat is a whole number from -1 upwards",
         'write 8'),
        ("type", {"heat": None},
         "heat: there is no value; heat is a whole number from -1 upwards", NO_VALUE),
        ("type", {"heat": True},
         "heat: true is not a number; heat is a whole number from -1 upwards",
         "write a whole number in digits, such as 50"),
        ("type", {"published": "True"},
         'published: "True" is not true or false; published is true or false',
         'write true'),
        ("type", {"title": 2023}, "title: 2023 is not a text; title is a text",
         'put it in quotes: "2023"'),
        ("type", {"title": ["Video"]}, "title: a list is not a text; title is a text",
         "write one text; put it in quotes if it begins with -, [ or {"),
        ("type", {"title": {"Research": "a start"}},
         "title: `key: value` is not a text; title is a text",
         'a text that holds a colon goes in quotes: "Research: a start"'),
        ("type", {"title": {"Video": None}}, "title: `key: value` is not a text; title is a text",
         "write one text; put it in quotes if it begins with -, [ or {"),
        ("type", {"title": {"a": 1, "b": 2}}, "title: `key: value` is not a text; title is a text",
         "write one text; put it in quotes if it begins with -, [ or {"),
        ("type", {"publishedDateTime": 20230901},
         ("publishedDateTime: 20230901 is not a text; publishedDateTime is a date and time with a "
         "zone, such as 2023-09-01T09:19:00Z"),
         'write 2023-09-01T00:00:00Z; no zone was given, and Z is UTC'),
        ("type", {"originalUrl": None},
         "originalUrl: there is no value; originalUrl is an http or https address", NO_VALUE),
        # lists
        ("type", {"topics": "AI, Robots"}, 'topics: "AI, Robots" is no list',
         "write one item a line, each behind a hyphen and a space, or all in brackets: [one, two]"),
        ("type", {"topics": "-AI -Robots"}, 'topics: "-AI -Robots" is no list',
         "write a space behind each hyphen"),
        ("type", {"topics": None}, "topics: there is no value; topics is a list",
         "write one item a line, each behind a hyphen and a space"),
        ("type", {"topics": ["AI", None]}, "topics (item 2): there is no value; it is a text",
         "write a value behind the hyphen, or delete the line"),
        ("type", {"topics": [["AI"]]}, "topics (item 1): a list is not a text; it is a text",
         "write one text; put it in quotes if it begins with -, [ or {"),
        ("type", {"images": {"url": "https://example.org/"}},
         "images: fields stand here without a hyphen", "begin each item with a hyphen and a space"),
        # fields of fields
        ("type", {"provider": "Example"},
         'provider: "Example" stands where fields of its own should',
         "write name: and domain: on lines of their own below it, indented"),
        ("type", {"provider": None},
         "provider: there is no value; provider is a group of fields",
         "write its fields on lines of their own below it, indented"),
        ("type", {"provider": [{"name": "a", "domain": "a.org"}]},
         "provider: a list stands where fields should",
         "write name: and domain: without a hyphen before"),
        ("type", {"images": ["https://example.org/a.jpg"]},
         'images (item 1): "https://example.org/a.jpg" stands where fields of its own should',
         "write url: https://example.org/a.jpg"),
        # what is missing
        ("required", {"title": ...}, "title is missing",
         'add a line such as title: "Home Office seeks facial recognition technologies for police"'),
        ("required", {"published": ...}, "published is missing",
         "add a line such as published: true"),
        ("required", {"originalUrl": ...}, "originalUrl or webUrl is missing",
         'add a line such as originalUrl: "https://www.example.org/2023/09/01/story/"'),
        # numbers and lengths
        ("minimum", {"heat": -2}, "heat: -2 is below -1", None),
        ("maximum", {"images": [{"url": "https://a.org/", "width": 100_001}]},
         "images (item 1), width: 100001 is above 100000", None),
        ("minLength", {"title": ""}, "title is empty",
         "write something, or delete the line if the field may be left out"),
        ("maxLength", {"topics": ["x" * 101]},
         "topics (item 1) has 101 characters, at most 100 are allowed", 'shorten it to at most 100 characters'),
        ("maxItems", {"topics": [str(number) for number in range(51)]},
         "topics has 51 items, at most 50 are allowed", 'keep 50 of them, and delete the others'),
        # forms
        ("pattern", {"title": " "}, 'title: " " is blank',
         "write something, or delete the line if the field may be left out"),
        ("pattern", {"title": "a\u202eb"},
         ('title: "a\u202eb" holds a character that XML cannot carry, or one that reverses the '
         "direction of text"), "delete the character U+202E"),
        ("not", {"topics": ["../AI"]}, 'topics (item 1): "../AI" looks like a path',
         "a topic is a name"),
        ("format", {"publishedDateTime": "2023-09-01"},
         'publishedDateTime: "2023-09-01" is no date and time with a zone',
         'write 2023-09-01T00:00:00Z; no zone was given, and Z is UTC'),
        ("format", {"originalUrl": "/a"}, 'originalUrl: "/a" is no http or https address',
         'write the whole address, such as https://www.example.org/2023/09/01/story/'),
        ("format", {"originalUrl": ""}, "originalUrl is empty",
         'write the whole address, such as https://www.example.org/2023/09/01/story/'),
        ("format", {"provider": {"name": "A", "domain": "https://a.org/b"}},
         'provider, domain: "https://a.org/b" is no domain', "write a.org"),
        ("pattern", {"provider": {"name": "A", "domain": "a"}},
         'provider, domain: "a" is no domain',
         'write the domain of its site alone, such as example.org'),
    ],
)  # fmt: skip
def test_an_error_of_the_record_schema(
    keyword: str, changed: dict[str, Any], message: str, hint: str | None
) -> None:
    first, *_ = errors(keyword, **changed)
    assert messages.words(first) == (message, hint)


@each(
    ("part", "value", "message", "hint"),
    [
        ({"enum": ["article", "video"]}, "articel", '"articel" is not one of article, video',
         "did you mean article?"),
        ({"enum": ["article", "video"]}, "x", '"x" is not one of article, video', None),
        ({"const": 1}, 2, "2 is not 1", None),
        ({"minLength": 3}, "ab", "has 2 characters, at least 3 are needed", None),
        ({"minItems": 2}, [1], "has 1 items, at least 2 are needed", None),
        ({"pattern": "^a"}, "b", "'b' does not match '^a'", None),
        ({"not": {"const": 1}}, 1, "1 should not be valid under {'const': 1}", None),
        ({"multipleOf": 2}, 3, "3 is not a multiple of 2", None),
        ({"type": ["integer", "null"]}, "x", '"x" is not a number; it is a whole number',
         "write a whole number in digits, such as 50"),
        ({"type": "number"}, "1", '"1" is not a number; it is a number', 'write 1'),
        ({"type": "object"}, 1, "1 stands where fields of its own should",
         "write its fields on lines of their own below it, indented"),
        ({"type": "array"}, 1, "1 is no list",
         "write one item a line, each behind a hyphen and a space, or all in brackets: [one, two]"),
    ],
)  # fmt: skip
def test_an_error_of_another_schema(
    part: dict[str, Any], value: Any, message: str, hint: str | None
) -> None:
    (error,) = Schema(json.dumps(part), trusted=False).errors(value)
    assert messages.words(error) == (message, hint)


def test_every_keyword_of_the_record_schema_has_words_of_its_own() -> None:
    for text in (schemas.RECORD, schemas.CONFIG, schemas.TOPIC):
        keywords = set(used(schemas.loads(schemas.shipped(text))))
        assert keywords - messages.KEYWORDS == set()


def used(part: Any) -> list[str]:
    """The keywords by which a schema can fail a value."""
    structural = {
        "$schema", "$id", "$ref", "$defs", "title", "description", "examples", "default", "items",
        "properties", "additionalProperties", "propertyNames", "anyOf", "errorMessage", "patternErrorMessage",
    }  # fmt: skip
    found = [key for key in part if key not in structural]
    for key in ("$defs", "properties"):
        for below in part.get(key, {}).values():
            found += used(below)
    for key in ("items", "additionalProperties"):
        if isinstance(part.get(key), dict):
            found += used(part[key])
    return found


@pytest.mark.parametrize("value", ["https://example.org/" + "x" * 100_000, "x" * 100_000])
def test_neither_message_nor_hint_is_longer_than_a_screen(value: str) -> None:
    found = RECORDS.errors(fields(originalUrl=value, images=[value], heat=value))
    assert {error.keyword for error in found} >= {"maxLength", "type"}
    for error in found:
        message, hint = messages.words(error)
        assert len(message) + len(hint or "") < 500


@each(
    ("pointer", "name"),
    [
        ("", ""),
        ("/heat", "heat"),
        ("/provider/name", "provider, name"),
        ("/topics/0", "topics (item 1)"),
        ("/related/1/images/0/width", "related (item 2), images (item 1), width"),
        ("/a~1b/c~0d", "a/b, c~d"),
    ],
)
def test_a_pointer_is_said_in_words(pointer: str, name: str) -> None:
    assert messages.name_of(pointer) == name


@each(
    ("value", "text"),
    [
        ("x", '"x"'),
        ('a "b"', '"a \\"b\\""'),
        ("é 日本", '"é 日本"'),
        ("a\nb", '"a\\nb"'),
        ("x" * 100, '"' + "x" * 37 + '…"'),
        (7, "7"),
        (True, "true"),
        (None, "null"),
        ([1], "a list"),
        ({"a": 1}, "a mapping"),
    ],
)
def test_a_value_is_shown_short_and_on_one_line(value: Any, text: str) -> None:
    assert messages.display_value(value) == text
    assert len(text) <= 41


@each(
    ("name", "keys", "meant"),
    [
        ("titel", ["title", "type"], "title"),
        ("HEAT", ["heat"], "heat"),
        ("published_date_time", ["published", "publishedDateTime"], "publishedDateTime"),
        ("web-url", ["webUrl"], "webUrl"),
        ("\u200bheat", ["heat"], "heat"),
        ("heat:", ["heat"], "heat"),
        ("Url", ["url", "width"], "url"),
        ("src", ["url", "width"], None),
        ("title", [], None),
        ("", ["heat"], None),
        ("x" * 10_000, ["x" * 10_000], None),
    ],
)
def test_the_key_that_was_meant(name: str, keys: list[str], meant: str | None) -> None:
    assert synonyms.close(name, keys) == meant


@each(
    ("name", "shown"),
    [
        ("my key", "my key"),
        ("größe", "größe"),
        ("\u200bheat", "\\u200bheat"),
        ("a\u00a0b", "a\\xa0b"),
        ("a\x1b[2J", "a\\x1b[2J"),
        ("x" * 100, "x" * 64 + "…"),
    ],
)
def test_a_key_shows_what_cannot_be_seen(name: str, shown: str) -> None:
    assert messages.visible(name) == shown


@each(
    "name",
    ["/etc/x", " /x", "../x", "x/../y", "..", ".", "C:\\x", "c:/x", "\\\\host\\x", "~/x"],
)
def test_a_topic_is_no_path_wherever_it_would_lead(name: str) -> None:
    assert len(errors("not", topics=[name])) == 1


@each("name", ["AI/ML", "AI\\ML", ".NET", "24/7", "C: a language", "~ten"])
def test_a_topic_may_hold_a_slash_or_a_dot(name: str) -> None:
    assert errors("not", topics=[name]) == []

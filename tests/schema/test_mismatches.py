import json
from typing import Any

from feedtool import frontmatter
from feedtool.diagnostics import schemas
from feedtool.diagnostics.problem import Problem, Severity, Span
from feedtool.frontmatter import Document
from feedtool.schema import mismatches, validator
from feedtool.schema.validator import Schema
from tests.conftest import record
from tests.tables import each

RECORDS = validator.compiled(schemas.shipped(schemas.RECORD), trusted=True)


def document(text: str) -> Document:
    found, problems = frontmatter.parse("a.md", text.encode())
    assert problems == ()
    assert found is not None
    return found


def judged(**changed: Any) -> list[Problem]:
    return mismatches.problems(
        document(record(**changed)), RECORDS, own_words=True, family="schema"
    )  # fmt: skip


def own(part: dict[str, Any], text: str) -> list[Problem]:
    """What a text does against a schema of the user's own."""
    mine = Schema(json.dumps(part), trusted=False)
    return mismatches.problems(document(text), mine, own_words=False, family="schema")


def test_a_good_record_has_no_problem() -> None:
    assert judged() == []


@each(
    ("changed", "code", "pointer"),
    [
        ({"heat": "hot"}, "schema-type", "/heat"),
        ({"published": ...}, "schema-required", ""),
        (
            {"images": [{"url": "https://a.org/", "width": 999999}]},
            "schema-maximum",
            "/images/0/width",
        ),
        ({"heat": -9}, "schema-minimum", "/heat"),
        ({"title": ""}, "schema-min-length", "/title"),
        ({"category": "x" * 201}, "schema-max-length", "/category"),
        ({"type": "A b"}, "schema-pattern", "/type"),
        ({"topics": [f"t{number}" for number in range(51)]}, "schema-max-items", "/topics"),
        ({"topics": ["a", "b", "a"]}, "schema-unique-items", "/topics/2"),
        ({"topics": [".."]}, "schema-not", "/topics/0"),
        ({"webUrl": "x"}, "schema-format", "/webUrl"),
        ({"related": [{"title": "a"}]}, "schema-required", "/related/0"),
        ({"images": [{"url": "https://a.org/", "width": "1"}]}, "schema-type", "/images/0/width"),
    ],
)
def test_a_problem_has_the_code_of_its_keyword_and_the_pointer_of_its_value(
    changed: dict[str, Any], code: str, pointer: str
) -> None:
    (found,) = judged(**changed)
    assert (found.code, found.pointer, found.severity) == (code, pointer, Severity.ERROR)


@each(
    "value",
    ["", "x", "javascript:x", "//a.org", 7, None, True, [], {}],
)
def test_a_value_is_told_of_once_however_often_it_fails(value: object) -> None:
    assert len(judged(originalUrl=value)) == 1
    assert len(judged(publishedDateTime=value)) == 1
    assert len(judged(provider={"name": "a", "domain": value})) == 1


def test_an_item_that_is_wrong_and_there_twice_is_told_of_once_as_well() -> None:
    found = judged(topics=["", ""])
    assert sorted((p.code, p.pointer) for p in found) == [
        ("schema-min-length", "/topics/0"),
        ("schema-min-length", "/topics/1"),
    ]


def test_each_missing_field_is_told_of() -> None:
    found = judged(title=..., originalUrl=..., published=...)
    assert sorted(p.message for p in found) == [
        "originalUrl or webUrl is missing",
        "published is missing",
        "title is missing",
    ]
    assert {p.span for p in found} == {Span(2, 1, 10, 29)}


# --- unknown keys


def test_an_unknown_key_is_a_warning_at_the_key() -> None:
    (found,) = judged(colour="red")
    assert found == Problem(
        "a.md",
        "schema-unknown-key",
        "colour is no known field",
        Span(14, 1, 14, 7),
        Severity.WARNING,
        "/colour",
        "delete it, or leave it: no feed shows this field",
        parts=(
            ("where", ""),
            ("key", "colour"),
            ("advice", "delete it, or leave it: no feed shows this field"),
        ),
    )


def test_an_unknown_key_of_an_inner_mapping_says_where() -> None:
    (found,) = judged(images=[{"url": "https://a.org/", "higth": 7}])
    assert found.message == "images (item 1): higth is no known field"
    assert found.hint == "write height"
    assert found.pointer == "/images/0/higth"


def test_no_key_is_proposed_that_is_there_already() -> None:
    (found,) = judged(titel="x")
    assert found.hint == "delete it, or leave it: no feed shows this field"


def test_a_misspelt_required_key_is_one_problem_at_the_key() -> None:
    (found,) = judged(title=..., Title="x")
    assert found == Problem(
        "a.md",
        "schema-required",
        "title is missing, and Title is no known field",
        Span(13, 1, 13, 6),
        Severity.ERROR,
        "/Title",
        "write title",
        parts=(("where", ""), ("required", "title"), ("key", "Title"), ("advice", "write title")),
    )


def test_two_misspelt_keys_are_two_problems() -> None:
    found = judged(heat=..., haet=70, title=..., titel="x")
    assert sorted(p.hint or "" for p in found) == ["write heat", "write title"]


def test_one_key_cannot_be_meant_twice() -> None:
    found = judged(title=..., published=..., titled="x")
    assert sorted(p.code for p in found) == ["schema-required", "schema-required"]
    assert sorted(" no known field" in p.message for p in found) == [False, True]


def test_a_thousand_unknown_keys_are_told_of_in_good_time() -> None:
    many = {f"heat{number}": number for number in range(2000)}
    found = judged(heat=..., **many)
    assert [p.code for p in found].count("schema-unknown-key") == 2000
    assert {p.hint for p in found if p.severity is Severity.WARNING} == {
        "delete it, or leave it: no feed shows this field"
    }


def test_fields_that_lost_their_indentation_are_one_problem() -> None:
    text = record(provider=...).replace(
        "---\nca", "---\nprovider:\nname: Example\ndomain: example.org\nca"
    )
    (found,) = mismatches.problems(document(text), RECORDS, own_words=True, family="schema")
    assert (found.code, found.pointer, found.span) == (
        "schema-type", "/provider", Span(2, 10, 2, 10),
    )  # fmt: skip


# --- a schema of the user's own


@each(
    ("part", "text", "code", "span"),
    [
        ({"properties": {"a": {"enum": [1, 2]}}}, "a: 3", "schema-enum", Span(2, 4, 2, 5)),
        ({"properties": {"a": {"const": 1}}}, "a: 3", "schema-const", Span(2, 4, 2, 5)),
        ({"properties": {"a": {"multipleOf": 2}}}, "a: 3", "schema-other", Span(2, 4, 2, 5)),
        ({"minProperties": 2}, "a: 3", "schema-other", Span(2, 1, 2, 5)),
        ({"required": ["b"]}, "a: 3", "schema-required", Span(2, 1, 2, 5)),
        (
            {"properties": {"a": True}, "additionalProperties": False},
            "a: 3\nb: 1",
            "schema-unknown-key",
            Span(3, 1, 3, 2),
        ),
    ],
)
def test_each_keyword_has_its_place(part: dict[str, Any], text: str, code: str, span: Span) -> None:
    (found,) = own(part, f"---\n{text}\n---\n")
    assert (found.code, found.span, found.severity) == (code, span, Severity.ERROR)


def test_the_messages_are_the_librarys() -> None:
    (found,) = own({"properties": {"a": {"type": "integer"}}}, "---\na: hot\n---\n")
    assert (found.message, found.hint) == ("'hot' is not of type 'integer'", None)


def test_a_message_of_the_library_is_of_bounded_length() -> None:
    text = f"---\na: {'x' * 100_000}\n---\n"
    (found,) = own({"properties": {"a": {"type": "integer"}}}, text)
    assert len(found.message) <= 301


def test_a_union_does_not_dump_its_branches() -> None:
    branches = [{"type": "integer"}, {"type": "array"}, {"type": "null"}, {"type": "boolean"}]
    found = own({"properties": {"a": {"anyOf": branches}}}, "---\na: hot\n---\n")
    assert len(found) == 1


def test_another_family_has_one_code() -> None:
    topic = validator.compiled(schemas.shipped(schemas.TOPIC), trusted=True)
    text = document("---\n_id: A B\nname: 7\n---\n")
    found = mismatches.problems(text, topic, own_words=True, family="registry")
    assert {p.code for p in found} == {"registry-invalid"}


# --- places

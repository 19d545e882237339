import copy
import json
import select
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from feedtool import frontmatter
from feedtool.diagnostics import schemas, suggest
from feedtool.diagnostics.errors import UsageError
from feedtool.diagnostics.pointer import escape
from feedtool.schema.errors import SchemaError
from feedtool.schema.messages import KEYWORDS
from feedtool.schema.validator import Schema, compiled
from tests.conftest import SEEDS, SHARED, fields, files
from tests.tables import each

SHIPPED = (schemas.RECORD, schemas.CONFIG, schemas.TOPIC)
RECORD = compiled(schemas.shipped(schemas.RECORD), trusted=True)

IMAGE = {"url": "https://a.example/a.jpg", "width": 820, "height": 543, "isCached": True}
STORY = {
    "title": "Another title",
    "excerpt": "Another excerpt.",
    "publishedDateTime": "2023-09-02T16:03:00Z",
    "webUrl": "https://b.example/b",
    "originalUrl": "https://b.example/b",
    "ampWebUrl": "https://amp.b.example/b",
    "cdnAmpWebUrl": "https://amp.b.example/c/b",
    "type": "article",
    "quality": 57,
    "heat": 57,
    "provider": {"name": "B", "domain": "b.example"},
    "images": [IMAGE],
}
# A record that has every field there is.
_FULL = fields(
    id="tag:a.example,2023:story",
    updatedDateTime="2023-09-02T09:19:00Z",
    webUrl="https://a.example/web",
    ampWebUrl="https://amp.a.example/web",
    cdnAmpWebUrl="https://amp.a.example/c/web",
    featuredContent="<iframe src='https://player.vimeo.com/video/1'></iframe>",
    provider={"name": "A", "domain": "a.example", "images": [IMAGE]},
    topics=["AI", "Computer Vision"],
    images=[IMAGE, IMAGE],
    related=[STORY, STORY],
)
FULL = json.loads(json.dumps(_FULL))  # no part of it is in two places


def found(value: Any) -> set[tuple[str, str]]:
    """The pointers and keywords of a record's errors."""
    return {(error.pointer, error.keyword) for error in RECORD.errors(value)}


def at(pointer: str, value: Any) -> Any:
    """The full record with the value at a pointer replaced."""
    changed = copy.deepcopy(FULL)
    *way, last = [int(key) if key.isdigit() else key for key in pointer.split("/")[1:]]
    parent: Any = changed
    for key in way:
        parent = parent[key]
    parent[last] = value
    return changed


def parts(document: Any) -> Iterator[dict[str, Any]]:
    """All subschemas of a schema."""
    if isinstance(document, dict):
        yield document
        members = list(document.values())
    else:
        members = document if isinstance(document, list) else []
    for member in members:
        yield from parts(member)


# --- the shipped schemas


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_schema_is_a_schema_of_draft_2020_12(name: str) -> None:
    document = json.loads(schemas.shipped(name))
    assert document["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(document)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_field_is_described_and_has_examples(name: str) -> None:
    document = json.loads(schemas.shipped(name))
    for part in parts(document):
        for key, field in part.get("properties", {}).items():
            if field.get("$ref", "").startswith("#/properties/"):
                continue  # described where it is referred to
            assert field.get("description", "").endswith("."), key
            composite = field.get("$ref", "").startswith(("#/$defs/provider", "#/$defs/image"))
            composite |= field.get("type") in ("object", "array", ["object", "array"])
            assert composite or field.get("examples"), key


@pytest.mark.parametrize("name", SHIPPED)
def test_the_examples_and_defaults_of_a_field_are_values_of_it(name: str) -> None:
    document = json.loads(schemas.shipped(name))
    tried = 0
    for part in parts(document):
        values = [*part.get("examples", []), *([part["default"]] if "default" in part else [])]
        alone = Schema(json.dumps(part | {"$defs": document.get("$defs", {})}), trusted=True)
        for value in values:
            tried += 1
            assert alone.errors(value) == (), value
    assert tried > 10


def test_every_number_has_a_lower_bound() -> None:
    document = json.loads(schemas.shipped(schemas.RECORD))
    numbers = [part for part in parts(document) if part.get("type") == "integer"]
    assert numbers
    assert all("minimum" in part for part in numbers)


def test_real_records_are_valid() -> None:
    for file in files(SEEDS, "*.md"):
        document, _ = frontmatter.parse(file.name, file.read_bytes())
        assert document is not None
        assert RECORD.errors(document.value) == ()


@pytest.mark.shared
def test_the_corpus_is_valid(corpus: tuple[Path, ...]) -> None:
    assert len(corpus) == 237
    for file in corpus:
        document, _ = frontmatter.parse(file.name, file.read_bytes())
        assert document is not None
        assert RECORD.errors(document.value) == (), file


@pytest.mark.shared
def test_the_registry_of_the_corpus_is_valid() -> None:
    topic = compiled(schemas.shipped(schemas.TOPIC), trusted=True)
    for file in files(SHARED / "corpus" / "topics", "*.yaml"):
        document, _ = frontmatter.parse_yaml(file.name, file.read_bytes())
        assert document is not None
        assert topic.errors(document.value) == (), file


# --- what a record may be


def test_a_record_may_have_every_field_or_only_the_required_ones() -> None:
    assert found(FULL) == set()
    assert found(fields()) == set()


@pytest.mark.parametrize("key", ["title", "publishedDateTime", "published"])
def test_what_every_record_has(key: str) -> None:
    (error,) = RECORD.errors(fields(**{key: ...}))
    assert (error.pointer, error.keyword, error.names) == ("", "required", (key,))


def test_every_record_has_an_address() -> None:
    (error,) = RECORD.errors(fields(originalUrl=...))
    assert (error.keyword, error.names) == ("required", ("originalUrl", "webUrl"))


@pytest.mark.parametrize(
    ("pointer", "key"),
    [
        ("/images/1", "url"),
        ("/related/0", "title"),
    ],
)
def test_what_every_part_has(pointer: str, key: str) -> None:
    value = at(pointer, {})
    errors = RECORD.errors(value)
    assert (pointer, "required", (key,)) in [(e.pointer, e.keyword, e.names) for e in errors]


@each("value", [None, True, 7, 1.5, "x", [], {}, [{}], ["x"]])
@each("key", FULL)
def test_a_value_has_the_type_of_its_field(key: str, value: Any) -> None:
    types = {"quality": int, "heat": int, "published": bool, "provider": dict}
    types |= dict.fromkeys(("topics", "images", "related"), list)
    fits = type(value) is types.get(key, str)
    assert ((f"/{key}", "type") in found(at(f"/{key}", value))) == (not fits)


def test_a_whole_number_may_be_written_as_a_float() -> None:
    assert found(at("/heat", 7.0)) == set()
    assert found(at("/heat", 7.5)) == {("/heat", "type")}


BOUNDS: list[tuple[str, Any, Any, str]] = [
    ("/title", "x", "", "minLength"),
    ("/title", "é" * 1000, "é" * 1001, "maxLength"),
    ("/title", "😀" * 1000, "😀" * 1001, "maxLength"),
    ("/excerpt", "x" * 10_000, "x" * 10_001, "maxLength"),
    ("/category", "a" * 200, "a" * 201, "maxLength"),
    ("/type", "a" * 50, "a" * 51, "maxLength"),
    ("/id", f"urn:ab:{'x' * 505}", f"urn:ab:{'x' * 506}", "maxLength"),
    ("/heat", -1, -2, "minimum"),
    ("/quality", -1, -2, "minimum"),
    ("/originalUrl", f"https://a.example/{'x' * 1982}", f"https://a.example/{'x' * 1983}", "maxLength"),
    ("/webUrl", f"https://a.example/{'x' * 1982}", f"https://a.example/{'x' * 1983}", "maxLength"),
    ("/featuredContent", "", None, "type"),
    ("/featuredContent", "x" * 10_000, "x" * 10_001, "maxLength"),
    ("/secured", f"{'abcd' * 24_993};{'a' * 22}==", f"{'abcd' * 24_994};{'a' * 22}==", "maxLength"),
    ("/topics", [str(n) for n in range(50)], [str(n) for n in range(51)], "maxItems"),
    ("/topics", ["AI", "ai"], ["AI", "AI"], "uniqueItems"),
    ("/topics/0", "x" * 100, "x" * 101, "maxLength"),
    ("/topics/0", "x", "", "minLength"),
    ("/images", [], None, "type"),
    ("/images/0/width", 1, 0, "minimum"),
    ("/images/0/width", 100_000, 100_001, "maximum"),
    ("/images/0/height", 1, 0, "minimum"),
    ("/images/0/height", 100_000, 100_001, "maximum"),
    ("/related/1/title", "x" * 1000, "x" * 1001, "maxLength"),
    ("/related/1/excerpt", "x" * 10_000, "x" * 10_001, "maxLength"),
    ("/related/1/heat", -1, -2, "minimum"),
    ("/related/1/quality", -1, -2, "minimum"),
    ("/related/1/images/0/width", 1, 0, "minimum"),
    ("/provider/name", "x" * 200, "x" * 201, "maxLength"),
    ("/provider/domain", f"{'a' * 63}.{'b' * 63}.{'c' * 63}.{'d' * 61}",
     f"{'a' * 63}.{'b' * 63}.{'c' * 63}.{'d' * 62}", "maxLength"),
]  # fmt: skip


@each(("pointer", "good", "bad", "keyword"), BOUNDS)
def test_the_bounds_of_a_field(pointer: str, good: Any, bad: Any, keyword: str) -> None:
    assert found(at(pointer, good)) == set()
    assert (pointer, keyword) in found(at(pointer, bad))


TEXTS = (
    "/title",
    "/excerpt",
    "/topics/0",
    "/provider/name",
    "/related/0/title",
    "/related/0/excerpt",
)


@each("pointer", [*TEXTS, "/featuredContent"])
@each(
    "character",
    ["\x00", "\x08", "\x0b", "\x0c", "\x1f", "\x7f", "\x84", "\x86", "\x9f", "\u202a", "\u202e",
     "\u2066", "\u2069", "\ufffe", "\uffff"],
)  # fmt: skip
def test_characters_that_no_text_holds(pointer: str, character: str) -> None:
    assert found(at(pointer, f"a{character}b")) == {(pointer, "pattern")}


@each("pointer", TEXTS)
@each(
    "text",
    ["a\tb\nc\r", "a\x85b\u2028", "\u200eא\u200f", "\ufffd😀\U0010ffff", "a\ufdd0", "a\u00ad"],
)
def test_characters_that_a_text_may_hold(pointer: str, text: str) -> None:
    assert found(at(pointer, text)) == set()


@each("pointer", [one for one in TEXTS if "excerpt" not in one])
@each("text", [" ", "\n\t", "\u00a0\u3000\u2028"])
def test_a_text_is_not_blank(pointer: str, text: str) -> None:
    assert found(at(pointer, text)) == {(pointer, "pattern")}


URLS = (
    "/originalUrl",
    "/webUrl",
    "/ampWebUrl",
    "/cdnAmpWebUrl",
    "/images/0/url",
    "/related/0/webUrl",
)


@each("pointer", URLS)
@each(
    ("value", "valid"),
    [
        ("HTTPS://a.example", True),
        ("https://bücher.example/ü", True),
        ("javascript:alert(1)", False),
        ("//a.example/", False),
        ("https:///x", False),
        ("https://user@a.example/", False),
        ("https://a.example/ b", True),
        ("https://a.example/\n", True),  # mended: see url-blank
        ("", False),
    ],
)
def test_a_url_is_one(pointer: str, value: str, valid: bool) -> None:  # noqa: FBT001
    errors = found(at(pointer, value))
    assert (errors == set()) == valid
    assert valid or (pointer, "format") in errors


@each("pointer", ["/publishedDateTime", "/updatedDateTime", "/related/0/publishedDateTime"])
@each(
    ("value", "keywords"),
    [
        ("2023-09-01T09:19:00+05:30", set()),
        ("1000-01-01T00:00:00Z", set()),
        ("2999-12-31T23:59:59Z", set()),
        ("2023-09-01", {"format"}),
        ("2023-09-01T09:19:00", {"format"}),
        ("2023-02-30T00:00:00Z", {"format"}),
        ("0999-01-01T00:00:00Z", {"pattern"}),
        ("3000-01-01T00:00:00Z", {"pattern"}),
        ("yesterday", {"format", "pattern"}),
    ],
)
def test_a_date_has_a_time_and_a_zone(pointer: str, value: str, keywords: set[str]) -> None:
    assert found(at(pointer, value)) == {(pointer, keyword) for keyword in keywords}


@each(
    ("domain", "valid"),
    [
        ("example.org", True),
        ("www.example.co.uk", True),
        ("bücher.example", True),
        ("example.org.", True),
        ("a_b.example", True),
        ("192.0.2.1", True),
        ("localhost", False),
        ("https://example.org", False),
        ("example.org/path", False),
        ("example.org:80", False),
        ("user@example.org", False),
        ("-a.example", False),
        ("a-.example", False),
        ("a..example", False),
        ("exa mple.org", False),
        ("exa%6dple.org", False),
        ("example.org?x", False),
        ("[::1]", False),
        ("", False),
    ],
)
def test_a_domain(domain: str, valid: bool) -> None:  # noqa: FBT001
    assert (found(at("/provider/domain", domain)) == set()) == valid


@each(
    ("name", "valid"),
    [
        ("Computer Vision", True),
        (".NET", True),
        ("C++ / C#", True),
        ("a...b", True),
        ("v1.0", True),
        ("AUX.txt", True),
        (".", False),
        ("..", False),
        (" .. ", False),
        ("../etc", False),
        ("a/../b", False),
        ("a\\..", False),
        ("a/.", False),
    ],
)
def test_the_name_of_a_topic_is_no_path(name: str, valid: bool) -> None:  # noqa: FBT001
    assert found(at("/topics/1", name)) == (set() if valid else {("/topics/1", "not")})


@each(
    ("value", "valid"),
    [
        ("abcd;YwgHLO4aEiCObVzud4LPWQ==", True),
        ("gVZu/xW+LM5fu+GJSCK4mQ==;YwgHLO4aEiCObVzud4LPWQ==", True),
        ("abc=;YwgHLO4aEiCObVzud4LPWQ==", True),
        ("EXAMPLE_SECURED_1", True),
        ("", False),
        ("abcd", False),
        ("abcd;", False),
        ("abcd;abcd", False),
        (";YwgHLO4aEiCObVzud4LPWQ==", False),
        ("abc;YwgHLO4aEiCObVzud4LPWQ==", False),  # no whole number of bytes
        ("abcd;YwgHLO4aEiCObVzud4LPW===", False),
        ("abcd;YwgHLO4aEiCObVzud4LPWQAA", False),  # 18 bytes
        ("ab_d;YwgHLO4aEiCObVzud4LPWQ==", False),
        ("secret", False),
        ("SECRET", False),
        ("Example_secured", False),
    ],
)
def test_a_secured_value_has_its_shape(value: str, valid: bool) -> None:  # noqa: FBT001
    assert found(at("/secured", value)) == (set() if valid else {("/secured", "pattern")})


@each(
    ("value", "valid"),
    [
        ("urn:uuid:1f0f1b4e-5f0e-5f0e-8f0e-5f0e5f0e5f0e", True),
        ("URN:isbn:0451450523", False),
        ("tag:example.org,2023:a/b", True),
        ("tag:example.org,2023-09-01:a", True),
        ("https://example.org/a", True),
        ("urn:x", False),
        ("story-1", False),
        ("tag:example.org:a", False),
        ("javascript:alert(1)", False),
        ("urn:uuid:a b", False),
        ("urn:uuid:<b>", False),
        ('https://example.org/"', False),
        ("https://example.org/ü", False),
        ("", False),
    ],
)
def test_an_id_is_permanent_by_its_form(value: str, valid: bool) -> None:  # noqa: FBT001
    assert found(at("/id", value)) == (set() if valid else {("/id", "pattern")})


@pytest.mark.parametrize("pointer", ["/type", "/id", "/secured"])
def test_no_line_break_stands_at_the_end_of_a_name(pointer: str) -> None:
    name = FULL[pointer[1:]]
    assert found(at(pointer, f"{name}\n")) == {(pointer, "pattern")}


# --- unknown keys


@each(
    ("pointer", "known"),
    [
        ("", "title"),
        ("/provider", "domain"),
        ("/images/0", "isCached"),
        ("/provider/images/0", "width"),
        ("/related/1", "webUrl"),
        ("/related/1/provider", "name"),
    ],
)
def test_unknown_keys_are_named_where_they_stand(pointer: str, known: str) -> None:
    (error,) = RECORD.errors(at(f"{pointer}/titel", 1))
    assert (error.pointer, error.keyword, error.names) == (pointer, "unknown", ("titel",))
    assert known in error.known


def test_unknown_keys_of_one_object_come_in_one_error() -> None:
    (error,) = RECORD.errors(fields() | {"b/c": 1, "a~": 2, "a\0b": 3})
    assert error.names == ("a\0b", "a~", "b/c")


def test_unknown_keys_do_not_hide_errors() -> None:
    assert found(fields(heat="7", titel="x")) == {("/heat", "type"), ("", "unknown")}


def test_a_key_with_odd_characters_is_escaped_in_the_pointer() -> None:
    own = Schema('{"additionalProperties": {"type": "string"}}', trusted=False)
    assert {error.pointer for error in own.errors({"a/b~c": 1, "d": 2})} == {"/a~1b~0c", "/d"}
    assert [escape(key) for key in ("a", "~1", "/", "~/")] == [
        "a",
        "~01",
        "~1",
        "~0~1",
    ]


@each(
    ("word", "known", "hint"),
    [
        ("titel", ["title", "type"], "did you mean title?"),
        (
            "publishedDatetime",
            ["publishedDateTime", "published"],
            "did you mean publishedDateTime?",
        ),
        ("xyz", ["title"], None),
        ("title", [], None),
        ("x" * 64, ["x" * 63], f"did you mean {'x' * 63}?"),
        ("x" * 65, ["x" * 64], None),  # too long to be a slip
    ],
)
def test_a_misspelt_word_is_matched_with_a_known_one(
    word: str, known: list[str], hint: str | None
) -> None:
    assert suggest.did_you_mean(word, known) == hint


@pytest.mark.parametrize("name", SHIPPED)
def test_every_keyword_of_a_shipped_schema_is_told_of_in_our_words(name: str) -> None:
    document = json.loads(schemas.shipped(name))
    asserted = {
        keyword
        for part in parts(document)
        for keyword in part
        if keyword in jsonschema.Draft202012Validator.VALIDATORS
    }
    ways = {"$ref", "additionalProperties", "items", "properties", "propertyNames", "anyOf"}
    assert asserted <= ways | KEYWORDS | {"not"}


# --- a user's own schema


def own_errors(document: Any, value: Any) -> tuple[SchemaError, ...]:
    return Schema(json.dumps(document), trusted=False).errors(value)


def test_a_schema_of_a_user_takes_what_it_says_and_no_more() -> None:
    own = {"required": ["heat"], "properties": {"heat": {"type": "integer", "maximum": 7}}}
    assert own_errors(own, {"heat": 7, "other": 1}) == ()
    assert [(e.pointer, e.keyword) for e in own_errors(own, {"heat": 8})] == [("/heat", "maximum")]
    assert [(e.pointer, e.names) for e in own_errors(own, {})] == [("", ("heat",))]


@each(
    ("draft", "document", "good", "bad"),
    [
        (None, {"prefixItems": [{"type": "string"}]}, ["a"], [1]),
        ("https://json-schema.org/draft/2020-12/schema", {"prefixItems": [{"type": "string"}]}, ["a"], [1]),
        ("https://json-schema.org/draft/2019-09/schema", {"items": [{"type": "string"}]}, ["a", 1], [1]),
        ("http://json-schema.org/draft-07/schema#", {"items": [{"const": 1}]}, [1, 2], [2]),
        ("http://json-schema.org/draft-06/schema#", {"exclusiveMinimum": 3}, 4, 3),
        ("http://json-schema.org/draft-04/schema#", {"minimum": 3, "exclusiveMinimum": True}, 4, 3),
    ],
)  # fmt: skip
def test_a_schema_of_a_user_is_read_by_its_own_draft(
    draft: str | None, document: dict[str, Any], good: Any, bad: Any
) -> None:
    own = document | ({"$schema": draft} if draft else {})
    assert own_errors(own, good) == ()
    assert own_errors(own, bad) != ()


def test_formats_are_asserted_for_texts() -> None:
    own = {"format": "date-time"}
    assert own_errors(own, "2023-09-01T09:19:00Z") == own_errors(own, 7) == ()
    assert [error.keyword for error in own_errors(own, "2023-09-01")] == ["format"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("{'a': 1}", "not JSON"),
        ("[]", "no JSON Schema"),
        ('"x"', "no JSON Schema"),
        ('{"type": "text"}', "(at /type)"),
        ('{"properties": {"a": {"pattern": "["}}}', "(at /properties/a/pattern)"),
        ('{"required": "a"}', "(at /required)"),
        ('{"$schema": "http://json-schema.org/draft-04/schema#", "exclusiveMinimum": 3}', "no JSON Schema"),
        ("null", "no JSON Schema"),
        ("1", "no JSON Schema"),
        ('{"$schema": 5}', "no JSON Schema"),
        ('{"$schema": ["x"]}', "no JSON Schema"),
        pytest.param("[" * 100_000, "not JSON", id="brackets without end"),
    ],
)  # fmt: skip
def test_a_bad_schema_of_a_user_is_refused_with_a_reason(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=r"^it is no") as error:
        Schema(text, trusted=False)
    assert words in str(error.value)


@pytest.mark.parametrize(
    "document",
    [
        {"$ref": "#/$defs/a", "$defs": {"a": {"type": "string"}}},
        {"$ref": "#a", "$defs": {"x": {"$anchor": "a", "type": "string"}}},
        {"$ref": "b", "$id": "https://a.example/", "$defs": {"x": {"$id": "b", "type": "string"}}},
    ],
)
def test_a_schema_of_a_user_may_refer_to_its_own_parts(document: dict[str, Any]) -> None:
    assert own_errors(document, "x") == ()
    assert own_errors(document, 1) != ()


@pytest.fixture
def listener() -> Iterator[tuple[str, Callable[[], bool]]]:
    """An address that somebody listens at, and whether anybody has called."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        yield f"http://127.0.0.1:{port}/", lambda: bool(select.select([server], [], [], 0)[0])


@pytest.mark.parametrize(
    "document",
    [
        {"$ref": "{}schema.json"},
        {"$ref": "schema.json", "$id": "{}"},
        {"properties": {"a": {"$ref": "{}schema.json#/a"}}},
        {"$dynamicRef": "{}schema.json#a"},
    ],
)
def test_what_a_schema_does_not_hold_is_never_fetched(
    document: dict[str, Any], listener: tuple[str, Callable[[], bool]]
) -> None:
    address, called = listener
    text = json.dumps(document).replace("{}", address)
    with pytest.raises(UsageError, match=r"which it does not hold$") as error:
        Schema(text, trusted=False).errors({"a": 1})
    assert "schema.json" in str(error.value)
    assert not called()


@pytest.mark.parametrize("reference", ["file:///etc/passwd", "other.json", "#/$defs/nowhere"])
def test_no_reference_leads_anywhere_else(reference: str) -> None:
    with pytest.raises(UsageError, match="does not hold"):
        own_errors({"$ref": reference}, {})


@pytest.mark.parametrize(
    "document",
    [
        {"$ref": "#"},
        {"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}},
    ],
)
def test_a_schema_that_refers_to_itself_without_end_is_wrong_use(document: dict[str, Any]) -> None:
    with pytest.raises((UsageError, ValueError)):
        own_errors(document, {})


def test_a_schema_is_compiled_once() -> None:
    text = schemas.shipped(schemas.RECORD)
    assert compiled(text, trusted=True) is compiled(text, trusted=True)
    assert compiled(text, trusted=True) is not compiled(text, trusted=False)

"""What jsonschema-rs tells of a shipped schema is what jsonschema tells: the verdicts and the errors."""

import copy
import json
import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from feedtool import frontmatter
from feedtool.diagnostics import schemas
from feedtool.schema.errors import MANY_ITEMS, SchemaError
from feedtool.schema.libraries import forms
from feedtool.schema.libraries.failures import failures
from feedtool.schema.libraries.shipped import ShippedSchema
from feedtool.schema.validator import compiled
from tests.conftest import SEEDS, fields, files
from tests.schema.test_validator import BOUNDS, FULL, SHIPPED, at
from tests.tables import each

NASTY: list[Any] = [
    None, True, False, 0, -1, -2, 1, 1000, 1001, 1000.0, 7.5, 1e300, -0.0, 10**17,
    "", " ", "\t\n", "\u00a0", "\u3000", "\u200b", "x", "X", "é", "news", "AI",
    "a" * 51, "a" * 101, "a" * 1001, "😀" * 1000,
    "\u202e", "\ufffe", "\ufdd0", "\x7f", "\x85x", "\ufeffx", "a\u0301", "\u212a",
    [], [[]], ["AI", "AI"], ["AI", "ai"], [1, True], [1, 1.0], [None],
    {}, {"url": "https://a.example"}, {"a": {}},
    "https://a.example", "HTTPS://A.EXAMPLE", "https:///x", "javascript:x", "//a.example",
    "https://a.example/\n", "https://é.example/ü", "https://a.example:99999/",
    "https://user@a.example/", "https://a.example/[x]",
    "2023-01-01T00:00:00Z", "2023-01-01T00:00:00+05:30", "2023-01-01",
    "2023-02-30T00:00:00Z", "3023-01-01T00:00:00Z",
    "urn:ab:c", "urn:a:c", "tag:a,2023:b", "tag:a,2023-13:b", "tag:é,2023:b",
    "example.org", "-a.example", "a..b", "é.example",
    ".", "..", "../x", "x/..", "x/../y", ". ",
    "EXAMPLE_SECURED_1", f"ABC_{'a' * 65}", "abcd;YwgHLO4aEiCObVzud4LPWQ==",
]  # fmt: skip

KEYS = [
    "titel",
    "id",
    "related",
    "images",
    "updatedDateTime",
    "featuredContent",
    "webUrl",
    "a/b",
    "",
]


def mutant(value: Any, rnd: random.Random) -> Any:
    """A copy of a record with one to three values dropped, replaced or inserted."""
    changed = copy.deepcopy(value)
    for _ in range(rnd.choice([1, 1, 2, 3])):
        parent, key = rnd.choice(list(slots(changed)))
        new = copy.deepcopy(rnd.choice(NASTY))
        match rnd.randrange(8):
            case 0:
                del parent[key]
            case 1 if isinstance(parent, list):
                parent.insert(key, new)
            case 1:
                parent[rnd.choice(KEYS)] = new
            case _:
                parent[key] = new
    return changed


def slots(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place of a value within lists and mappings, as what holds it and its key or index."""
    keys = value.keys() if isinstance(value, dict) else range(len(value))
    for key in keys:
        yield value, key
        if isinstance(value[key], dict | list):
            yield from slots(value[key])


def jsonschema_of(text: str) -> Any:
    """jsonschema's validator of a shipped schema."""
    checker = jsonschema.FormatChecker(formats=())
    for name, function in forms.FORMATS.items():
        checker.checks(name)(function)
    document = forms.anchored(forms.closed(json.loads(text)))
    return jsonschema.Draft202012Validator(document, format_checker=checker)


JUDGES = {name: jsonschema_of(schemas.shipped(name)) for name in SHIPPED}


def assert_one_verdict(name: str, value: Any) -> bool:
    verdict = not compiled(schemas.shipped(name), trusted=True).errors(value)
    assert JUDGES[name].is_valid(value) == verdict, value
    return verdict


def as_jsonschema_finds(name: str, value: Any) -> list[SchemaError]:
    return [
        error._replace(keyword="unknown")
        if error.keyword == "additionalProperties" and error.schema[forms.OPEN]
        else error
        for error in failures(JUDGES[name].iter_errors(value))
    ]


def assert_same_errors(name: str, value: Any) -> None:
    """Hold all that is said of each error, and the order of those at one place, to what jsonschema says."""

    def by_pointer(errors: Iterable[SchemaError]) -> dict[str, list[SchemaError]]:
        found: dict[str, list[SchemaError]] = {}
        for error in errors:
            found.setdefault(error.pointer, []).append(error._replace(message=""))
        return found

    ours = compiled(schemas.shipped(name), trusted=True).errors(value)
    assert repr(sorted(by_pointer(ours).items())) == repr(
        sorted(by_pointer(as_jsonschema_finds(name, value)).items())
    )


def assert_mutants_get_one_verdict(records: list[Any], number: int) -> None:
    rnd = random.Random(2)
    mutants = [mutant(rnd.choice(records), rnd) for _ in range(number)]
    verdicts = [assert_one_verdict(schemas.RECORD, one) for one in mutants]
    for one in mutants:
        assert_same_errors(schemas.RECORD, one)
    assert number / 20 < sum(verdicts) < number / 2  # of both kinds there are enough


@pytest.mark.slow
def test_mutants_of_the_seeds_get_one_verdict() -> None:
    documents = [frontmatter.parse("a.md", file.read_bytes())[0] for file in files(SEEDS, "*.md")]
    values = [document.value for document in documents if document]
    assert_mutants_get_one_verdict([FULL, *values], 1000)


@pytest.mark.shared
@pytest.mark.slow
def test_mutants_of_the_corpus_get_one_verdict(corpus: tuple[Path, ...]) -> None:
    documents = [frontmatter.parse("a.md", file.read_bytes())[0] for file in corpus]
    assert_mutants_get_one_verdict([document.value for document in documents if document], 1000)


# A story that another may be related to.
GOOD = {"title": "T", "webUrl": "https://b.example/b"}


@each(
    "value",
    [
        {},
        fields(heat="x", related=[{"title": ""}, 7, GOOD], unknown=1),
        fields(images=[{"width": 0}], topics=["AI", "AI", "", 7], provider={"nam": "E"}),
        fields(title=..., originalUrl=..., related="x", provider=[]),
        fields(provider={"name": "", "domain": "x y", "images": [{"url": "x", "z": 1}]}),
        fields(related=[GOOD, {**GOOD, "title": ""}]),
        fields(related=[{**GOOD, "title": "", "webUrl": "x"}, {**GOOD, "provider": {"domain": 7}}]),
        fields(related=[{**GOOD, "images": [{"url": "x"}, {"width": 0}], "images2": 1}]),
        fields(related=[{**GOOD, "images": [{"url": "x"}, {"width": 0}]}, {"title": "T"}]),
        fields(
            images=[{"url": "x"}, {"url": 7, "width": "x"}, {"url": "https://e.org/a b", "w": 1}]
        ),
        fields(topics=["AI", {"name": "AI"}, ["AI"], "", " "]),
    ],
)
def test_errors_are_those_that_jsonschema_finds(value: dict[str, Any]) -> None:
    assert_same_errors(schemas.RECORD, value)


@pytest.mark.parametrize("name", [schemas.CONFIG, schemas.TOPIC])
def test_errors_of_other_files_are_those_that_jsonschema_finds(name: str) -> None:
    site = {"title": "A", "url": "https://a.example/"}
    topics = {"a-b": {"name": "A", "aliases": ["B"], "image": "https://a.example/a.png"}}
    services = {"wiki": "https://a.example/"}
    table = {"site": site, "topics": topics, "feeds": {"formats": ["rss"], "limit": 3}}
    values = [
        {**table, "validate": {"per_file_ignores": {"a": ["x"]}}, "records": {"path": ["a", "b"]}},
        {"slug": "a", "name": "A", "services": services, "feed": {"limit": 3}, "x": 1, **table},
        {**table, "topics": {"A B": {"name": ""}, "x y": {}, "c": {"nam": 1}, "": {"limit": "x"}}},
    ]
    rnd = random.Random(3)
    for value in values:
        for _ in range(300):
            assert_same_errors(name, mutant(value, rnd))


def test_values_at_bounds_get_one_verdict() -> None:
    for pointer, good, bad, _ in BOUNDS:
        assert assert_one_verdict(schemas.RECORD, at(pointer, good))
        assert not assert_one_verdict(schemas.RECORD, at(pointer, bad))


@pytest.mark.parametrize("pointer", ["/title", "/topics/0", "/provider/name"])
@pytest.mark.parametrize(
    "blank",
    [
        pytest.param(
            "\x85", marks=pytest.mark.xfail(strict=True, reason="white space to Python alone")
        ),
        "\ufeff",
        "\u2028",
        "\u180e",
        "\u200b",
    ],
)
def test_what_is_blank_gets_one_verdict(pointer: str, blank: str) -> None:
    assert_one_verdict(schemas.RECORD, at(pointer, blank))


@pytest.mark.parametrize("pointer", ["/category", "/type", "/id", "/secured"])
def test_a_line_break_at_the_end_gets_one_verdict(pointer: str) -> None:
    assert_one_verdict(schemas.RECORD, at(pointer, f"{FULL[pointer[1:]]}\n"))


@each(
    "address",
    [
        "editors@example.org",
        "a+b@sub.example.org",
        "a@example",
        "é@example.org",
        "a b@example.org",
        ".a@example.org",
        "a@-example.org",
    ],
)
def test_an_email_address_of_the_configuration_gets_one_verdict(address: str) -> None:
    author = {"name": "A", "email": address}
    site = {"title": "A", "url": "https://a.example/", "author": author}
    assert_one_verdict(schemas.CONFIG, {"site": site})


# --- what no other schema shows

OPEN_MAPPING: dict[str, Any] = {
    "type": "object",
    "properties": {
        "name": {"type": "string", "pattern": "^[a-z]+$"},
        "items": {"type": "array", "items": {"type": "integer"}},
    },
}


def told(document: Any, value: Any) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.pointer, one.keyword, one.names) for one in ShippedSchema(document).errors(value)]


def test_unknown_keys_are_told_last() -> None:
    value = {"b": 1, "name": 7, "a": 2}
    assert told(OPEN_MAPPING, value) == [("/name", "type", ()), ("", "unknown", ("a", "b"))]


def test_what_is_no_mapping_has_no_unknown_keys() -> None:
    assert told(OPEN_MAPPING, ["a"]) == [("", "type", ())]


def test_of_many_wrong_items_the_last_are_only_counted() -> None:
    found = told(OPEN_MAPPING, {"items": ["x"] * (MANY_ITEMS + 2)})
    assert [keyword for _, keyword, _ in found] == ["type"] * MANY_ITEMS + ["more"] * 2
    assert found[-1][0] == f"/items/{MANY_ITEMS + 1}"


def test_a_value_is_held_against_one_field() -> None:
    schema = ShippedSchema(OPEN_MAPPING)
    name = OPEN_MAPPING["properties"]["name"]
    assert schema.accepts(name, "a")
    assert not schema.accepts(name, "A")
    assert not schema.accepts(name, "a\n")
    assert not schema.accepts(OPEN_MAPPING, {"unknown": 1})


class Key(str):
    """A key that counts how often keys are compared."""

    __slots__ = ()
    compared = 0
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        Key.compared += 1
        return str.__eq__(self, other)


def test_keys_that_nothing_knows_are_not_compared_with_each_other() -> None:
    value = fields() | {Key(f"key{number}"): 1 for number in range(300)}
    Key.compared = 0
    (error,) = compiled(schemas.shipped(schemas.RECORD), trusted=True).errors(value)
    assert len(error.names) == 300
    assert Key.compared < 3 * 300

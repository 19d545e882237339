import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool.config import taxonomy
from feedtool.diagnostics import schemas
from feedtool.diagnostics.errors import UsageError
from feedtool.diagnostics.problem import Costs, Problem, Severity, errors, keep_out
from feedtool.model import topics
from feedtool.model.topics import Topic
from feedtool.records import parse as records
from feedtool.records.fields import Fields
from feedtool.records.mapping import SHIPPED
from feedtool.records.parse import ParseOptions
from feedtool.rules import reading
from feedtool.storage.place import Raw
from tests.conftest import SEEDS, as_yaml, files, make_config, place, record
from tests.records.parsed import LAX, OPTIONS, parse, parsed
from tests.tables import each


def refused(options: ParseOptions = OPTIONS, /, **changed: Any) -> list[tuple[str, str | None]]:
    """The codes and pointers of what keeps a record out."""
    outcome = parse(record(**changed), options)
    assert outcome.record is None
    assert errors(outcome.problems) == len(outcome.problems) > 0
    return [(problem.code, problem.pointer) for problem in outcome.problems]


def test_the_body_of_a_file_means_nothing() -> None:
    assert parse(record("---\nheat: 1000\n---\n<script>\n")).record == parsed()


# --- what is wrong with a record


@each(
    ("line", "code", "where"),
    [
        ('heat: "7"', "schema-type", (3, 7, 3, 10)),
        ("heat: -2", "schema-minimum", (3, 7, 3, 9)),
        ("heat: -2 # cold", "schema-minimum", (3, 7, 3, 9)),
        ("title: é: ü", "yaml-syntax", (3, 9, 3, 10)),
        ("publishedDateTime: 2023-09-01", "schema-format", (3, 20, 3, 30)),
        ("provider: {name: é, domain: 'x'}", "schema-pattern", (3, 29, 3, 32)),
        ("topics: [é, AI, é]", "schema-unique-items", (3, 17, 3, 18)),
        ("images:\n  - width: 1", "schema-required", (4, 5, 4, 13)),
        ("secured: secret", "schema-pattern", (3, 10, 3, 16)),
    ],
)
def test_an_error_stands_at_its_value(
    line: str, code: str, where: tuple[int, int, int, int]
) -> None:
    key = line.partition(":")[0]
    text = record(**{key: ...}).replace("---\n", f"---\n# é 😀\n{line}\n", 1)
    (problem,) = [problem for problem in parse(text).problems if problem.span]
    assert (problem.path, problem.code, place(problem)) == ("seeds/a.md", code, where)
    assert problem.severity is Severity.ERROR


def test_what_is_missing_is_told_of_what_should_hold_it() -> None:
    outcome = parse(record(published=...))
    (problem,) = outcome.problems
    assert (problem.code, problem.pointer) == ("schema-required", "")
    assert problem.span is not None
    assert problem.span.line == 2
    assert "published" in problem.message


def test_all_that_is_wrong_is_told_once_each() -> None:
    assert sorted(refused(heat="x", title="", published=..., webUrl="nowhere")) == [
        ("schema-format", "/webUrl"),
        ("schema-min-length", "/title"),
        ("schema-required", ""),
        ("schema-type", "/heat"),
    ]


def test_an_unknown_key_is_a_warning_at_the_key() -> None:
    text = record().replace("---\n", "---\ntitel: x\n'a/b~céd': 1\n", 1)
    outcome = parse(text)
    assert outcome.record is not None
    found = {(p.code, p.pointer, place(p), p.severity) for p in outcome.problems}
    assert found == {
        ("schema-unknown-key", "/titel", (2, 1, 2, 6), Severity.WARNING),
        ("schema-unknown-key", "/a~1b~0céd", (3, 1, 3, 10), Severity.WARNING),
    }


def test_a_misspelt_key_gets_a_hint() -> None:
    text = record().replace("---\n", "---\nupdatedDatetime: x\n", 1)
    (problem,) = parse(text).problems
    assert (
        problem.hint == "write the whole field anew, such as updatedDateTime: 2023-09-02T10:00:00Z"
    )


@pytest.mark.parametrize("key", ["mood", "a/b", "a~b"])
def test_a_key_of_the_sites_own_is_no_problem(key: str) -> None:
    options = OPTIONS._replace(known_keys=("other", key))
    own = {f'"{key}"': 1}
    assert parse(record(**own), options).problems == ()
    assert told(parse(record(**own, heat="hot"), options)) == ["schema-type"]
    assert told(parse(record(**own, others=1), options)) == ["schema-unknown-key"]


def told(one: records.Parsed) -> list[str]:
    return [problem.code for problem in one.problems]


def test_a_key_may_hold_a_nul() -> None:
    (problem,) = parse(record(**{'"a\\0b"': 1})).problems
    assert problem.pointer == "/a\0b"


@pytest.mark.parametrize("key", ["title", "excerpt"])
def test_a_title_of_markup_alone_is_refused(key: str) -> None:
    changed = {"title": "<br>", key: "<p></p>"}
    assert refused(**changed) == [("text-empty", "/title")]


@each(
    ("changed", "pointer"),
    [
        ({"title": ...}, ""),
        ({"title": 7}, "/title"),
        ({"excerpt": 7}, "/excerpt"),
        ({"originalUrl": "javascript:x"}, "/originalUrl"),
        ({"webUrl": "/story"}, "/webUrl"),
        ({"webUrl": 7}, "/webUrl"),
        ({"publishedDateTime": "2023-09-01"}, "/publishedDateTime"),
        ({"updatedDateTime": "2023-02-30T00:00:00Z"}, "/updatedDateTime"),
        ({"published": 1}, "/published"),
        ({"published": "true"}, "/published"),
        ({"heat": True}, "/heat"),
        ({"heat": "7"}, "/heat"),
        ({"type": []}, "/type"),
        ({"id": 7}, "/id"),
        ({"topics": "AI"}, "/topics"),
        ({"topics": ["AI", 7]}, "/topics"),
        ({"provider": "Example"}, "/provider"),
    ],
)
def test_what_feeds_need_is_needed_whatever_the_schema(
    changed: dict[str, Any], pointer: str
) -> None:
    outcome = parse(record(**changed), LAX)
    assert outcome.record is None
    (problem,) = outcome.problems
    assert problem.code == "record-unfit"
    assert problem.span is not None
    assert problem.pointer is not None
    assert problem.pointer.startswith(pointer)
    assert outcome.document is not None
    assert problem.span in (value for value, _ in outcome.document.places.values())


def test_what_cannot_be_read_is_told_as_the_reader_tells_it() -> None:
    outcome = records.parse(Raw("a.md", b"\xff"), OPTIONS)
    assert outcome.record is None
    assert [problem.code for problem in outcome.problems] == ["file-not-utf8"]


def test_a_message_of_a_users_schema_is_of_bounded_length() -> None:
    own = ParseOptions(
        '{"properties": {"title": {"maxLength": 5}}}', trusted=False, tracking_parameters=()
    )
    (problem,) = parse(record(title="x" * 100_000), own).problems
    assert len(problem.message) < 1000


@each("key", ["title", "secured", "category", "id", "originalUrl", "topics"])
def test_a_message_is_of_bounded_length(key: str) -> None:
    for value in ("\n" + "<" * 100_001, ["<" * 100_001]):
        problems = parse(record(**{key: value})).problems
        assert problems
        for problem in problems:
            assert len(problem.message) < 1000


def test_no_message_shows_a_secured_value_at_length() -> None:
    (problem,) = parse(record(secured="c2VjcmV0IHNlY3JldCBzZWNyZXQgc2VjcmV0IHNlY3JldA")).problems
    assert "c2VjcmV0IHNlY3JldCBzZWNyZXQgc2VjcmV0IHNlY3JldA" not in problem.message


# --- topics that a record may name


def known(*names: str) -> ParseOptions:
    found = taxonomy.known([Topic(topics.slug_of(name), name) for name in names], [])
    return OPTIONS._replace(topics=found)


def test_where_topics_must_be_known_others_are_errors() -> None:
    text = record(topics=["AI", "Computer Visoin", "Nonsense"])
    outcome = parse(text, known("AI", "Computer Vision"))
    assert outcome.record is None
    assert [(p.code, p.pointer, p.severity) for p in outcome.problems] == [
        ("topic-unknown", "/topics/1", Severity.ERROR),
        ("topic-unknown", "/topics/2", Severity.ERROR),
    ]
    hints = [problem.hint for problem in outcome.problems]
    assert hints == ["did you mean Computer Vision?", "add it to feedtool.toml"]
    line = text.split("\n").index('topics: ["AI", "Computer Visoin", "Nonsense"]') + 1
    assert place(outcome.problems[0]) == (line, 16, line, 33)


def test_a_known_topic_goes_by_any_spelling_and_by_its_slug() -> None:
    names = ["computer  VISION", "computer-vision", "<b>Computer</b> Vision"]
    assert parse(record(topics=names), known("Computer Vision")).record is not None


@pytest.mark.parametrize("value", ["AI", 7, None, [7]])
def test_topics_that_are_no_names_are_left_to_the_schema(value: Any) -> None:
    codes = {problem.code for problem in parse(record(topics=value), known("AI")).problems}
    assert codes == {"schema-type"}


# --- the options that a configuration asks for


def test_by_default_the_shipped_schema_judges_and_any_topic_goes(tmp_path: Path) -> None:
    config = make_config(tmp_path, '[records]\ntracking_parameters = ["x"]\n')
    found = reading.options(config, taxonomy.known([], []))
    usual = ParseOptions(schemas.shipped(schemas.RECORD), True, ("x",), None)  # noqa: FBT003
    assert found == usual._replace(base=tmp_path, folders=config.records.places)


def test_a_configuration_may_have_its_own_schema_and_know_its_topics(tmp_path: Path) -> None:
    (tmp_path / "own.json").write_text('{"title": "é"}', "utf-8")
    text = '[records]\nschema = "own.json"\n[feeds]\nunknown_topics = "error"\n'
    some = taxonomy.known([Topic("ai", "AI")], [])
    found = reading.options(make_config(tmp_path, text), some)
    assert (found.schema, found.trusted, found.topics) == ('{"title": "é"}', False, some)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "cannot read the schema"),
        (b"{", "it is not JSON"),
        (b"\xff", "cannot use the schema"),
        (b'{"type": "text"}', "it is no JSON Schema"),
    ],
)
def test_a_schema_that_is_none_is_wrong_use(
    content: bytes | None, words: str, tmp_path: Path
) -> None:
    file = tmp_path / "own.json"
    if content is not None:
        file.write_bytes(content)
    config = make_config(tmp_path, '[records]\nschema = "own.json"\n')
    with pytest.raises(UsageError) as error:
        reading.options(config, taxonomy.known([], []))
    (problem,) = error.value.problems
    assert words in problem.message
    assert str(file) in problem.message


# --- whatever comes


def test_the_seeds_are_records_without_problems() -> None:
    for file in files(SEEDS, "*.md"):
        outcome = records.parse(Raw(file.name, file.read_bytes()), OPTIONS)
        assert outcome.problems == ()
        assert outcome.record is not None


@pytest.mark.shared
def test_the_corpus_is_records_without_errors(corpus: tuple[Path, ...]) -> None:
    for file in corpus:
        outcome = records.parse(Raw(file.name, file.read_bytes()), OPTIONS)
        assert errors(outcome.problems) == 0
        assert outcome.record is not None


JSON_LIKE: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 1001) | st.floats(-2, 2) | st.text(max_size=9)
    | st.sampled_from(["https://a.example/", "2023-09-01T09:19:00Z", "a.example", "<iframe src=x>", "<br>"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["name", "domain", "url", "title", "webUrl", "x"]), inner, max_size=3),
    max_leaves=5,
)  # fmt: skip
FIELD = st.sampled_from(sorted({*map(SHIPPED.record.key, SHIPPED.record.paths), "x"}))


@pytest.mark.parametrize(
    ("changed", "pointer"),
    [
        ({"provider": {"name": "A", "domain": "a.example", "images": {}}}, "/provider/images"),
        ({"images": "x"}, "/images"),
        ({"related": {}}, "/related"),
        ({"featuredContent": []}, "/featuredContent"),
    ],
)
def test_what_decorates_costs_a_part_whatever_the_schema(
    changed: dict[str, Any], pointer: str
) -> None:
    outcome = parse(record(**changed), LAX)
    assert outcome.record is not None
    assert [(p.code, p.pointer, p.costs) for p in outcome.problems] == [
        ("record-unfit", pointer, Costs.PART)
    ]


@each("field", ["images", "related", "topics"])
@each("beside", [[], {}, {"url": "https://example.org/a.png"}, "AI", 7])
def test_an_empty_item_is_told_of_whatever_stands_beside_it(field: str, beside: Any) -> None:
    found = parse(record(**{field: [None, beside]})).problems
    assert f"/{field}/0" in {problem.pointer for problem in found}


@pytest.mark.parametrize("options", [OPTIONS, LAX], ids=["shipped schema", "no schema"])
@given(st.dictionaries(FIELD, JSON_LIKE, min_size=1, max_size=3))
def test_any_values_make_a_record_or_a_problem(
    options: ParseOptions, changed: dict[str, Any]
) -> None:
    outcome = parse(record(**changed), options)
    assert (outcome.record is None) == keep_out(outcome.problems)
    for problem in outcome.problems:
        assert isinstance(problem, Problem)
        assert problem.span is not None
    if outcome.record is not None:
        assert json.loads(as_yaml(outcome.record.title)) == outcome.record.title != ""


@each(
    ("value", "field"),
    [
        ({"published": True}, None),
        ({"published": True, "draft": False}, None),
        ({"published": True, "draft": "true"}, None),
        ({"published": False, "draft": True}, "is_published"),
        ({}, "is_published"),
        ({"published": True, "draft": True}, "draft"),
        ({"published": True, "deleted": True, "hidden": True}, "hidden"),
    ],
)
def test_which_field_holds_a_story_back(value: dict[str, Any], field: str | None) -> None:
    assert Fields(value, SHIPPED.record).withheld_by() == field

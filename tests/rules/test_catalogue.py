"""The catalogue of rules: each example does what it says, and no code is missing or idle."""

import ast
import importlib.util
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from feedtool import frontmatter
from feedtool.build.ledger import reading as ledger_reading
from feedtool.build.ledger.ledgerfile import LedgerFile
from feedtool.config import registry, taxonomy
from feedtool.config import settings as config
from feedtool.diagnostics import schemas
from feedtool.diagnostics.errors import UsageError
from feedtool.diagnostics.problem import Problem, Severity
from feedtool.diagnostics.rule import Rule
from feedtool.diagnostics.selector import RuleSelector
from feedtool.diagnostics.words.templates import PART
from feedtool.lint import validate
from feedtool.publish import guards
from feedtool.records import parse
from feedtool.records.sites import heads
from feedtool.rules import reading
from feedtool.rules.catalogue import FIXABLE, RULES, groups
from feedtool.rules.checks import RuleContext
from feedtool.schema import explained
from feedtool.storage import sources
from feedtool.storage.place import Raw, Source
from tests.conftest import FIELDS, ROOT, as_yaml, files, record, write_config
from tests.tables import each

CONFIG = """
[topics.ai]
name = "AI"
[topics.computer-vision]
name = "Computer Vision"
"""

# --- what the examples do


def is_run(rule: Rule) -> bool:
    """Whether the examples are text; the others say in a comment what no text can show."""
    return any(not line.startswith("#") for line in rule.bad.splitlines())


RECORD_RULES = [
    rule
    for rule in RULES.values()
    if is_run(rule) and not rule.code.startswith(("config-", "registry-"))
]


@each("rule", RECORD_RULES)
def test_the_bad_example_has_this_problem_and_no_other(rule: Rule, tmp_path: Path) -> None:
    found = run(rule.bad, tmp_path)
    assert [problem.code for problem in found] == [rule.code], found
    assert found[0].severity is rule.severity


@each("rule", RECORD_RULES)
def test_the_good_example_has_no_problem_at_all(rule: Rule, tmp_path: Path) -> None:
    assert run(rule.good, tmp_path) == ()


@each("rule", RECORD_RULES)
def test_a_problem_of_one_record_has_a_place(rule: Rule, tmp_path: Path) -> None:
    (problem,) = run(rule.bad, tmp_path)
    assert problem.span is not None
    span = problem.span
    assert (span.line, span.column) > (1, 1) or rule.code.startswith("front-matter-")
    assert (span.line, span.column) < (span.end_line, span.end_column)


@each("rule", [rule for rule in RECORD_RULES if rule.messages])
def test_a_problem_has_the_parts_that_make_its_words(rule: Rule, tmp_path: Path) -> None:
    (problem,) = run(rule.bad, tmp_path)
    parts = dict(problem.parts)
    assert set(PART.findall(rule.message_for(parts))) <= parts.keys()
    assert rule.message_of(parts) == problem.message
    assert (rule.hint_of(parts) or None) == problem.hint


def test_the_rules_beyond_the_schema_have_their_words_in_the_catalogue() -> None:
    given = set()
    for file in ("checks", "across", "unread"):
        tree = ast.parse((ROOT / "feedtool/rules" / f"{file}.py").read_text("utf-8"))
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        assert "RecordFinding" in names
        given |= {
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and node.value in RULES
        }
    assert len(given) > 30
    assert [code for code in given if not RULES[code].messages] == []


def run(example: str, folder: Path) -> tuple[Problem, ...]:
    """All problems of an example, rules that are off by default included."""
    settings = re.findall(r"^# feedtool\.toml: (.*)$", example, re.MULTILINE)
    own = re.findall(r"^# schema: (.*)$", example, re.MULTILINE)
    file = write_config(folder, CONFIG)
    file.write_text("".join(f"{line}\n" for line in settings) + file.read_text("utf-8"), "utf-8")
    loaded = config.load(file, {})
    known = taxonomy.known(loaded.topics, ())
    options = reading.options(loaded, known)
    if own:
        text = json.dumps(json.loads(own[0]))
        options = parse.ParseOptions(text, False, options.tracking_parameters)  # noqa: FBT003
    task = validate.LintTask(
        options,
        RuleContext(
            datetime(2024, 1, 1, tzinfo=UTC),
            loaded.feeds.min_heat,
            known,
            options.tracking_parameters,
        ),
        RuleSelector(select=("all",)),
        max_bytes=100_000,
    )
    return validate.validate([*example_files(example)], task).problems


def example_files(example: str) -> Iterator[Raw]:
    """The files that an example stands for."""
    parts = re.split(r"^# (\S+\.md)\n", example, flags=re.MULTILINE)
    if len(parts) == 1:
        yield Raw("story.md", whole(example).encode())
    for name, part in zip(parts[1::2], parts[2::2], strict=True):
        yield Raw(name, whole(part).encode())


def whole(example: str) -> str:
    """A file: the example itself, or a good record with its fields in their places."""
    if example.startswith("---") or "\n---" in example:
        return example
    given = set(re.findall(r"^(\w+):", example, re.MULTILINE))
    kept = [f"{key}: {as_yaml(value)}\n" for key, value in FIELDS.items() if key not in given]
    return "---\n" + "".join(kept) + example.rstrip("\n") + "\n---\n"


# --- what only comments can show


def read(folder: Path, name: str = "story.md", max_bytes: int = 1000) -> Raw | Problem:
    return sources.read(Source(folder / name, name), max_bytes)


def missing(folder: Path) -> Raw | Problem:
    return read(folder)


def link(folder: Path) -> Raw | Problem:
    (folder / "other.md").write_text("x")
    (folder / "story.md").symlink_to(folder / "other.md")
    return read(folder)


def large(folder: Path) -> Raw | Problem:
    (folder / "story.md").write_bytes(b"x" * 1001)
    return read(folder)


def parsed(content: bytes) -> Callable[[Path], Raw | Problem]:
    def only(_folder: Path) -> Problem:
        (problem,) = frontmatter.parse("story.md", content)[1]
        return problem

    return only


def in_toml(_folder: Path) -> Problem:
    (problem,) = heads.read("story.md", b"+++\ntitle = A title\n+++\n")[1]
    return problem


def crowded(_folder: Path) -> Problem:
    raw = Raw("story.md", record(related=[{"webUrl": "https://example.org/"}] * 200).encode())
    text = schemas.shipped(schemas.RECORD)
    found = parse.parse(
        raw, parse.ParseOptions(text, trusted=True, tracking_parameters=())
    ).problems
    return next(problem for problem in found if problem.code != "schema-required")


def in_ledger(*lines: str | None) -> Callable[[Path], Raw | Problem]:
    def only(folder: Path) -> Problem:
        content = None if None in lines else "".join(f"{line}\n" for line in lines).encode()
        read = ledger_reading.read(LedgerFile(folder / "feedtool.lock", content, is_required=True))
        assert read is not None
        (problem,) = read.problems
        return problem

    return only


SHOWN: dict[str, Callable[[Path], Raw | Problem]] = {
    "file-unreadable": missing,
    "file-not-regular": link,
    "file-too-large": large,
    "file-not-utf8": parsed(b"---\ntitle: Caf\xe9\n---\n"),
    "file-binary": parsed(b"---\ntitle: A title\n---\n\0\0\0"),
    "front-matter-syntax": in_toml,
    "yaml-control-character": parsed(b'---\ntitle: "A \x08title"\n---\n'),
    "yaml-too-large": parsed(b"---\ntopics: [" + b"a, " * 10_000 + b"]\n---\n"),
    "schema-items": crowded,
    "ledger-missing": in_ledger(None),
    "ledger-conflict": in_ledger("<<<<<<< HEAD"),
    "ledger-syntax": in_ledger("urn:1\turl=https://example.org/"),
    "ledger-id": in_ledger(*(f"2024-01-01T00:00:00Z\turn:1\turl=https://example.org/{n}" for n in "ab")),
    "ledger-address": in_ledger(*(f"2024-01-01T00:00:00Z\turn:{n}\turl=https://example.org/" for n in "ab")),
    "guard-records": lambda _: next(guards.lost_records("seeds", 200, 90)),
    "guard-items": lambda _: next(guards.lost_items("all", frozenset("abcdefgh"), frozenset("a"))),
    "guard-feed": lambda _: next(guards.lost_feed("topics/old", 5, None)),
    "guard-ids": lambda _: next(guards.new_ids("all", 2, [("a", "b"), ("c", "d")])),
    "guard-new": lambda _: next(guards.flood("all", frozenset("a"), frozenset("abcd"), 2)),
}  # fmt: skip
# Of feedtool build, of bodies, or of whole folders; in tests/integration.
ELSEWHERE = {
    "body-template",
    "feed-trimmed",
    "record-id-changed",
    "cache-damaged",
    "cache-unusable",
    "file-passed-over",
    "records-none",
    "records-foreign",
    "query-topic-unknown",
    "query-item-missing",
    "config-unreadable",
    "config-schema",
    "ledger-feed",
    "redirects-foreign",
}


@pytest.mark.parametrize("code", SHOWN)
def test_what_no_text_can_show_is_told_all_the_same(code: str, tmp_path: Path) -> None:
    problem = SHOWN[code](tmp_path)
    assert isinstance(problem, Problem)
    assert problem.code == code
    assert problem.severity is RULES[code].severity


def test_every_example_is_run_or_shown() -> None:
    comments = {rule.code for rule in RULES.values() if not is_run(rule)}
    assert comments == SHOWN.keys() | ELSEWHERE


# --- the configuration


@pytest.mark.parametrize(
    "code", [code for code, rule in RULES.items() if code.startswith("config-") and is_run(rule)]
)
def test_the_examples_of_the_configuration(code: str, tmp_path: Path) -> None:
    file = tmp_path / "feedtool.toml"
    file.write_text(RULES[code].bad, "utf-8")
    with pytest.raises(UsageError) as caught:
        config.load(file, {})
    assert {problem.code for problem in caught.value.problems} == {code}
    for problem in caught.value.problems:
        parts = dict(problem.parts)
        assert RULES[code].message_of(parts) == problem.message
        assert RULES[code].hint_of(parts) == problem.hint
    file.write_text(RULES[code].good, "utf-8")
    assert config.load(file, {}).site.title == "A site"


def test_the_examples_of_the_topic_registry(tmp_path: Path) -> None:
    rule = RULES["registry-invalid"]
    (tmp_path / "topic.yaml").write_text(rule.bad, "utf-8")
    with pytest.raises(UsageError) as caught:
        registry.registry(tmp_path, "*.yaml")
    assert [problem.code for problem in caught.value.problems] == [rule.code]
    (tmp_path / "topic.yaml").write_text(rule.good, "utf-8")
    assert [topic.slug for topic in registry.registry(tmp_path, "*.yaml")] == ["computer-vision"]


# --- the catalogue is whole


FAMILIES = tuple({f"{code.split('-')[0]}-" for code in RULES})
# What looks like a code and is none: a format of JSON Schema.
NO_CODES = {"date-time", "date-modified"}


@cache
def literals() -> set[str]:
    """The texts in the code of feedtool that look like codes, less this catalogue and ``check``'s."""
    found = set()
    for file in files(ROOT / "feedtool", "**/*.py"):
        if {"catalogue", "check"} & set(file.relative_to(ROOT / "feedtool").parts):
            continue
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return {text for text in found if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", text)} - NO_CODES


def made() -> set[str]:
    """The codes that are put together from the keyword of a schema, or from a family."""
    keywords = {re.sub("(?=[A-Z])", "-", keyword).lower() for keyword in explained.KEYWORDS}
    return {f"schema-{keyword}" for keyword in keywords} | {
        "schema-other",
        "schema-unknown-key",
        "registry-invalid",
    }


def test_every_code_that_is_told_is_explained() -> None:
    told = {text for text in literals() if text.startswith(FAMILIES)} | made()
    assert told - RULES.keys() == set()


def test_every_code_that_is_explained_can_be_told() -> None:
    assert RULES.keys() - literals() - made() == set()


def test_the_shipped_schema_asks_for_nothing_without_a_code_of_its_own() -> None:
    asserting = set(re.findall(r'"(\w+)": ', schemas.shipped(schemas.RECORD))) & {
        "enum", "const", "multipleOf", "oneOf", "if", "contains", "dependentRequired",
        "minProperties", "maxProperties", "exclusiveMinimum", "exclusiveMaximum", "propertyNames",
    }  # fmt: skip
    assert asserting == set()


def test_what_is_fixable_is_what_fix_mends() -> None:
    tree = ast.parse((ROOT / "feedtool/lint/fixes.py").read_text("utf-8"))
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    assert texts & RULES.keys() == FIXABLE


def test_every_rule_is_in_one_group() -> None:
    assert Counter(rule.code for group in groups() for rule in group.rules) == Counter(list(RULES))


# --- how it is written


def test_a_rule_is_written_to_be_read() -> None:
    for code, rule in RULES.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", rule.code)
        assert 10 < len(rule.summary) <= 80, code
        assert not rule.summary.endswith("."), code
        assert rule.why.endswith("."), code
        assert 1 <= len(re.findall(r"[.?!](?:\s|$)", rule.why)) <= 3, code
        assert rule.bad.replace("\n", "").isprintable(), code
        assert rule.good.replace("\n", "").isprintable(), code
        assert rule.bad != rule.good, code
        assert rule.link is None or rule.link.startswith("https://"), code


def test_only_warnings_can_be_off() -> None:
    off = [rule for rule in RULES.values() if not rule.on]
    assert {rule.code for rule in off} == {"body-unread", "text-whitespace"}
    assert all(rule.severity is Severity.WARNING for rule in off)


def test_the_document_is_made_from_the_catalogue() -> None:
    spec = importlib.util.spec_from_file_location("rules_doc", ROOT / "tools" / "rules_doc.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    written = (ROOT / "docs" / "rules.md").read_text("utf-8")
    assert written == tool.document(), "run: python tools/rules_doc.py docs/rules.md"

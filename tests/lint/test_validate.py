"""The use case: many records at once, and what they do wrong only together."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from feedtool.config import taxonomy
from feedtool.diagnostics import schemas
from feedtool.diagnostics.problem import Findings, Problem, Severity
from feedtool.diagnostics.selector import RuleSelector
from feedtool.lint.validate import LintTask, validate
from feedtool.model.topics import Topic
from feedtool.records import parse
from feedtool.rules.checks import RuleContext
from feedtool.storage.place import Raw, Source
from tests.conftest import record

TRACKING = ("utm_*",)
KNOWN = taxonomy.known([Topic("ml", "Machine Learning", aliases=("ML",))], ())
OPTIONS = parse.ParseOptions(
    schemas.shipped(schemas.RECORD), trusted=True, tracking_parameters=TRACKING
)
FACTS = RuleContext(datetime(2024, 1, 1, tzinfo=UTC), 0, KNOWN, TRACKING)
URL = "https://www.example.org/story"


def task(**changed: Any) -> LintTask:
    return LintTask(
        changed.get("options", OPTIONS),
        FACTS,
        changed.get("selector", RuleSelector()),
        max_bytes=10_000,
    )


def together(**texts: str) -> tuple[Problem, ...]:
    """The problems of some files, by name."""
    return validate(
        [Raw(f"{name}.md", text.encode()) for name, text in texts.items()], task()
    ).problems


def told(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return [(problem.path, problem.code) for problem in problems]


def other(**changed: Any) -> str:
    """A good record of another story."""
    return record(**({"originalUrl": "https://www.example.org/other"} | changed))


def test_a_record_with_an_error_takes_no_part() -> None:
    assert told(together(a=record(heat="hot"), b=record(title="B"))) == [("a.md", "schema-type")]


# --- all problems, in order


def test_all_problems_of_a_file_are_told_at_once_in_order_of_place() -> None:
    bad = record(title="", heat="hot", topics=[7], webUrl="x", colour="red", published=...)
    found = together(a=bad)
    assert [(p.span.line, p.code) for p in found if p.span] == [
        (2, "schema-required"),
        (3, "schema-min-length"),
        (9, "schema-type"),
        (11, "schema-type"),
        (13, "schema-format"),
        (14, "schema-unknown-key"),
    ]


def test_problems_are_in_order_of_files() -> None:
    bad = record(heat="hot")
    assert [p.path for p in together(c=bad, a=bad, b=bad)] == ["a.md", "b.md", "c.md"]


def test_one_bad_file_never_hides_the_next(tmp_path: Path) -> None:
    contents = {
        "1.md": b"",
        "2.md": b"\xff\xfe",
        "3.md": b"---\na: [\n---\n",
        "4.md": b"---\n- a\n---\n",
        "5.md": record(heat="hot").encode(),
        "6.md": b"\0",
        "7.md": b"x" * 10_001,
        "9.md": record(title="A <b>title</b>").encode(),
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "8.md").symlink_to("9.md")
    found = validate(
        [Source(tmp_path / f"{number}.md", f"{number}.md") for number in range(10)], task()
    )
    assert told(found.problems) == [
        ("0.md", "file-unreadable"),
        ("1.md", "front-matter-missing"),
        ("2.md", "file-not-utf8"),
        ("3.md", "yaml-syntax"),
        ("4.md", "front-matter-not-mapping"),
        ("5.md", "schema-type"),
        ("6.md", "file-binary"),
        ("7.md", "file-too-large"),
        ("8.md", "file-not-regular"),
        ("9.md", "title-markup"),
    ]
    assert found.files == tuple(f"{number}.md" for number in range(10))


def test_several_problems_of_yaml_are_told_at_once() -> None:
    found = together(a="---\na: yes\nb: &x 1\nc: *x\na: 2\n---\n")
    assert [p.code for p in found] == [
        "yaml-ambiguous", "yaml-anchor", "yaml-alias", "yaml-duplicate-key",
    ]  # fmt: skip


def test_an_empty_run_finds_nothing() -> None:
    assert validate([], task()) == Findings((), ())


# --- choices and executors


def test_what_is_not_chosen_is_not_reported() -> None:
    text = record(webUrl="http://example.org/a", title="A <b>title</b>")
    raw = [Raw("a.md", text.encode())]

    def codes(**selector: Any) -> list[str]:
        return [p.code for p in validate(raw, task(selector=RuleSelector(**selector))).problems]

    assert codes() == ["title-markup", "url-not-https"]
    assert codes(ignore=("url",)) == ["title-markup"]
    assert codes(select=("url",)) == ["url-not-https"]
    assert codes(per_file={"a.*": ("title",)}) == ["url-not-https"]


def test_an_executor_changes_nothing(tmp_path: Path) -> None:
    texts = [record(title=f"T{n}", originalUrl=f"{URL}/{n % 7}") for n in range(20)]
    for number, text in enumerate(texts):
        (tmp_path / f"{number:02}.md").write_text(text)
    found = [Source(tmp_path / f"{n:02}.md", f"{n:02}.md") for n in range(20)]
    asked: list[int] = []

    def executor(files: int) -> ThreadPoolExecutor:
        asked.append(files)
        return ThreadPoolExecutor(2)

    assert validate(found, task(), executor) == validate(found, task())
    assert asked == [20]


def test_a_text_that_is_not_on_disk_is_read_as_a_file_is(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(record())
    found = validate(
        [Source(tmp_path / "a.md", "a.md"), Raw("stdin.md", record(title="B").encode())], task()
    )
    assert told(found.problems) == [("stdin.md", "record-conflict")]


@pytest.mark.shared
def test_the_real_records_have_no_errors_and_few_warnings(corpus: tuple[Path, ...]) -> None:
    news = [Source(path, path.name) for path in corpus if path.parent.name == "news"]
    found = validate(news, LintTask(OPTIONS, FACTS, RuleSelector(), 1_000_000))
    assert {p.code for p in found.problems if p.severity is Severity.ERROR} <= {"record-conflict"}
    assert len(found.problems) < len(news)

from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

import pytest

from feedtool.build.reading import scan
from feedtool.config import taxonomy
from feedtool.diagnostics import schemas
from feedtool.diagnostics.problem import errors
from feedtool.lint import load as lint_load
from feedtool.model.topics import Topic
from feedtool.records.parse import Parsed, ParseOptions
from feedtool.rules.checks import RuleContext
from feedtool.storage.place import Raw, Source
from tests.conftest import SEEDS, record

OPTIONS = ParseOptions(
    schemas.shipped(schemas.RECORD),
    trusted=True,
    tracking_parameters=("utm_*",),
    topics=taxonomy.known([Topic("ai", "AI")], []),
)
MAX_BYTES = 10_000


@pytest.fixture
def found(tmp_path: Path) -> list[Source]:
    """Files of every kind, more than one batch of them, in an order that is not that of their names."""
    texts = {
        "good.md": record(),
        "bad.md": record(heat="x"),
        "warned.md": record(titel="x"),
        "unknown.md": record(topics=["Nonsense"]),
        "broken.md": "---\na: &b *b\n",
        "large.md": "x" * (MAX_BYTES + 1),
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    names = [*texts, "missing.md"] * (scan.BATCH // 3)
    return [Source(tmp_path / name, f"{number}/{name}") for number, name in enumerate(names)]


def test_each_file_has_its_outcome_in_the_order_of_the_files(found: list[Source]) -> None:
    outcomes = list(lint_load.load(found, OPTIONS, MAX_BYTES))
    assert len(found) > 2 * scan.BATCH
    assert [outcome.path for outcome in outcomes] == [source.path for source in found]
    assert [[problem.code for problem in outcome.problems] for outcome in outcomes[:7]] == [
        [],
        ["schema-type"],
        ["schema-unknown-key"],
        ["topic-unknown"],
        ["front-matter-unclosed"],
        ["file-too-large"],
        ["file-unreadable"],
    ]
    for outcome in outcomes:
        assert (outcome.record is None) == (errors(outcome.problems) > 0)
        assert {problem.path for problem in outcome.problems} <= {outcome.path}
        assert outcome.document is None  # it would have to be sent from one process to another


@pytest.mark.parametrize(
    "executor",
    [
        lambda: ThreadPoolExecutor(3),
        lambda: ProcessPoolExecutor(2, get_context("spawn")),
    ],
    ids=["threads", "processes"],
)
def test_an_executor_changes_nothing(executor: Callable[[], Executor], found: list[Source]) -> None:
    with executor() as pool:
        outcomes = list(lint_load.load(found, OPTIONS, MAX_BYTES, executor=pool))
    assert outcomes == list(lint_load.load(found, OPTIONS, MAX_BYTES))


def test_with_facts_records_are_held_against_the_rules_beyond_the_schema() -> None:
    context = RuleContext(datetime(2023, 1, 1, tzinfo=UTC), 0, taxonomy.known([], []), ())

    def examined(text: str) -> Parsed:
        return lint_load.examine(Raw("a.md", text.encode()), OPTIONS, context)

    late = examined(record())
    assert late.record is not None
    assert "date-in-future" in {problem.code for problem in late.problems}
    assert (late.document, late.ignores) == (None, ())
    silenced = examined(record().replace("---\n", "---\n# feedtool: ignore=date-in-future\n", 1))
    assert [ignore.code for ignore in silenced.ignores] == ["date-in-future"]
    bad = examined(record(heat="x"))
    assert (bad.record, [problem.code for problem in bad.problems]) == (None, ["schema-type"])
    assert examined("").problems == lint_load.examine(Raw("a.md", b""), OPTIONS, None).problems


@pytest.mark.parametrize("number", [0, 1, scan.BATCH, scan.BATCH + 1])
def test_any_number_of_files_can_be_loaded(number: int) -> None:
    seed = min(SEEDS.glob("*.md"))
    found = [Source(seed, str(index)) for index in range(number)]
    outcomes = list(lint_load.load(found, OPTIONS, 1 << 20))
    assert [outcome.path for outcome in outcomes] == [source.path for source in found]

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from feedtool.build.reading import summary
from feedtool.build.reading.facts import SelectionFacts
from feedtool.diagnostics import codec
from feedtool.model.record import ScanResult
from feedtool.model.states import HEAT, INVALID, READY, UNPUBLISHED
from feedtool.storage.place import Raw
from feedtool.text import urls
from tests.build.tasks import NOW, make_task, story, write
from tests.conftest import record

URL = "https://www.example.org/a"


def summarize(folder: Path, text: str, **options: Any) -> ScanResult:
    write(folder, a=text)
    made = make_task(folder, "[feeds]\nmin_heat = 7\n", **options).folder
    raw = Raw("seeds/a.md", text.encode())
    found, _ = summary.summarize("a.md", "digest", raw, made.options, made.asked)
    return found


def codes(found: ScanResult) -> list[str]:
    return [codec.problem_from_plain("seeds/a.md", one).code for one in found.problems]


def test_of_a_story_that_may_be_published_selection_has_what_it_needs(tmp_path: Path) -> None:
    found = summarize(
        tmp_path,
        story("a", publishedDateTime="2023-09-01T00:00:00Z", heat=8, topics=["AI", "Robots"]),
    )
    moment = int(datetime(2023, 9, 1, tzinfo=UTC).timestamp())
    facts = (urls.urn(URL), URL, False, moment, moment, 8, ("AI", "Robots"))
    assert found == ScanResult("a.md", "digest", READY, facts)


@pytest.mark.parametrize(
    ("updated", "expected"),
    [("2023-08-01T00:00:00Z", datetime(2023, 9, 1, tzinfo=UTC)),
     ("2023-09-05T00:00:00Z", datetime(2023, 9, 5, tzinfo=UTC))],
)  # fmt: skip
def test_a_story_is_never_updated_before_it_is_published(
    updated: str, expected: datetime, tmp_path: Path
) -> None:
    text = story("a", publishedDateTime="2023-09-01T00:00:00Z", updatedDateTime=updated)
    found = summarize(tmp_path, text)
    assert found.facts is not None
    assert SelectionFacts(*found.facts).updated == int(expected.timestamp())


def test_an_id_of_its_own_is_told_from_one_that_is_made(tmp_path: Path) -> None:
    found = summarize(tmp_path, story("a", id="tag:example.org,2023:1"))
    assert found.facts is not None
    facts = SelectionFacts(*found.facts)
    assert (facts.id, facts.explicit_id) == ("tag:example.org,2023:1", True)


@pytest.mark.parametrize(
    ("changed", "reason"), [({"published": False}, UNPUBLISHED), ({"heat": 6}, HEAT)]
)
def test_a_story_that_is_held_has_a_reason(
    changed: dict[str, Any], reason: str, tmp_path: Path
) -> None:
    held = summarize(tmp_path, story("a", **changed))
    assert held == ScanResult("a.md", "digest", reason)


@pytest.mark.parametrize("text", [record(title=...), record(title="<b></b>"), "no front matter"])
def test_what_keeps_a_record_out_leaves_its_problems_alone(text: str, tmp_path: Path) -> None:
    found = summarize(tmp_path, text)
    assert found.problems
    assert found == ScanResult("a.md", "digest", INVALID, problems=found.problems)


def test_comments_and_warnings_come_along(tmp_path: Path) -> None:
    text = story("a", colour="red").replace('"red"', '"red"  # feedtool: ignore=schema-unknown-key')
    found = summarize(tmp_path, text)
    assert codes(found) == ["schema-unknown-key"]
    assert len(found.ignores) == 1
    assert found.facts


def test_a_strict_build_asks_the_rules_as_well(tmp_path: Path) -> None:
    text = story("a", publishedDateTime="2030-01-01T00:00:00Z")
    assert summarize(tmp_path, text).linted is None
    linted = summarize(tmp_path, text, strict=True).linted
    assert linted is not None
    problems, _identity, _published, is_due = linted
    assert codes(ScanResult("a.md", "digest", READY, problems=problems)) == ["date-in-future"]
    assert not is_due
    due = summarize(tmp_path, story("a"), strict=True).linted
    assert due is not None
    assert due[3]
    assert due[2] < NOW.timestamp()

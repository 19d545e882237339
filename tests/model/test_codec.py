import json
from datetime import UTC, datetime

import pytest

from feedtool.diagnostics.problem import Costs, Problem, Severity, Span
from feedtool.model import codec
from feedtool.model.record import Candidate

DAY = 86_400


@pytest.mark.parametrize(
    "problem",
    [
        Problem("a.md", "x", "said"),
        Problem(
            "a.md", "x", "said", Span(1, 2, 3, 4), Severity.WARNING, "/a", "hint", Costs.PART,
            (("name", "ü"), ("value", "1")),
        ),
    ],
)  # fmt: skip
def test_a_problem_comes_back_from_json_as_it_was(problem: Problem) -> None:
    kept = json.loads(json.dumps(codec.problem_to_plain(problem)))
    assert codec.problem_from_plain("a.md", kept) == problem
    assert codec.problem_from_plain("b.md", kept).path == "b.md"


def test_a_candidate_is_made_of_its_facts() -> None:
    found = codec.candidate("a.md", "digest", ["urn:a", "key", True, DAY, 2 * DAY, 7, ["AI"]])
    assert found == Candidate(
        "a.md",
        "digest",
        "urn:a",
        "key",
        explicit_id=True,
        published=datetime(1970, 1, 2, tzinfo=UTC),
        updated=datetime(1970, 1, 3, tzinfo=UTC),
        heat=7,
        topics=("AI",),
    )
    same = codec.candidate("a.md", "digest", ["urn:a", "key", False, DAY, DAY, 7, []])
    assert same.updated == same.published

import json

import pytest

from feedtool.diagnostics import codec
from feedtool.diagnostics.problem import Costs, Problem, Severity, Span


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

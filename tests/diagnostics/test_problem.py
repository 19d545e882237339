import itertools

import pytest

from feedtool.diagnostics.errors import FeedtoolError, LockedError, StorageError, UsageError
from feedtool.diagnostics.problem import Problem, Severity, Span, errors, failed, in_order


def test_problems_are_in_order_of_path_place_and_code_however_they_come() -> None:
    expected = (
        Problem("a.md", "z-whole-file", "no place at all"),
        Problem("a.md", "x", "", Span(1, 9, 1, 10)),
        Problem("a.md", "x", "", Span(2, 1, 2, 2)),
        Problem("a.md", "y", "first", Span(2, 1, 2, 2)),
        Problem("a.md", "y", "second", Span(2, 1, 2, 2)),
        Problem("a.md", "x", "", Span(10, 1, 10, 2)),
        Problem("b.md", "a", ""),
    )
    for shuffled in itertools.islice(itertools.permutations(expected), 0, None, 97):
        assert in_order(shuffled) == expected


def test_only_errors_count_as_errors() -> None:
    found = [Problem("a", "b", "c", severity=severity) for severity in Severity]
    assert errors(found) == 1
    assert errors([*found, Problem("a", "b", "c")]) == 2
    assert errors([]) == 0


@pytest.mark.parametrize(
    ("severities", "fails", "fails_strictly"),
    [
        ([], False, False),
        ([Severity.INFO], False, False),
        ([Severity.WARNING], False, True),
        ([Severity.INFO, Severity.WARNING, Severity.ERROR], True, True),
    ],
)
def test_which_problems_fail_a_run(
    severities: list[Severity],
    fails: bool,  # noqa: FBT001
    fails_strictly: bool,  # noqa: FBT001
) -> None:
    found = [Problem("a", "b", "c", severity=severity) for severity in severities]
    assert failed(found, strict=False) == fails
    assert failed(found, strict=True) == fails_strictly


@pytest.mark.parametrize("kind", [UsageError, StorageError, LockedError])
def test_what_stops_a_run_is_a_feedtool_error_with_a_message(kind: type[FeedtoolError]) -> None:
    error = kind("what happened")
    assert isinstance(error, FeedtoolError)
    assert str(error) == "what happened"


def test_a_usage_error_carries_its_problems() -> None:
    problem = Problem("feedtool.toml", "config-syntax", "wrong")
    assert UsageError("wrong", (problem,)).problems == (problem,)
    assert UsageError("wrong").problems == ()

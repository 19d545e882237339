"""What a problem is known by, whatever moves around it."""

from typing import Any

import pytest

from feedtool.diagnostics.problem import Problem, Span
from feedtool.report.fingerprint import fingerprint
from tests.tables import each

PROBLEM = Problem(
    "a.md", "url-not-https", "not encrypted", Span(3, 1, 3, 9), pointer="/images/0/url"
)


@pytest.mark.parametrize(
    "changed",
    [
        {"span": Span(30, 5, 31, 1)},
        {"span": None},
        {"pointer": "/images/2/url"},
        {"hint": "another"},
    ],
    ids=str,
)
def test_what_moves_is_the_same(changed: dict[str, Any]) -> None:
    assert fingerprint(PROBLEM._replace(**changed)) == fingerprint(PROBLEM)


@each(
    "changed",
    [
        {"path": "b.md"},
        {"code": "url-tracking"},
        {"pointer": "/related/0/url"},
        {"pointer": None},
        {"message": "encrypted"},
    ],
)
def test_what_is_something_else_is_not(changed: dict[str, Any]) -> None:
    other = fingerprint(PROBLEM._replace(**changed))
    assert other != fingerprint(PROBLEM)
    assert other.digest() != fingerprint(PROBLEM).digest()


@pytest.mark.parametrize(
    ("code", "message", "same"),
    [
        ("record-conflict", "the same story as b.md:6", "the same story as b.md:16"),
        ("record-duplicate", "the same story as b.md:6", "the same story as ../seeds/b.md:6"),
        ("yaml-duplicate-key", "it is also on line 3: keep one", "it is also on line 12: keep one"),
    ],
)
def test_a_place_in_the_message_may_move_as_well(code: str, message: str, same: str) -> None:
    one, other = (fingerprint(PROBLEM._replace(code=code, message=m)) for m in (message, same))
    assert one == other


def test_a_number_that_is_no_place_counts() -> None:
    one, other = (fingerprint(PROBLEM._replace(message=f"heat: {n} is too low")) for n in (3, 4))
    assert one != other


def test_a_digest_tells_several_of_one_kind_apart_and_takes_any_name() -> None:
    kind = fingerprint(PROBLEM._replace(path="\udcff.md"))
    assert len({kind.digest(), kind.digest(1), kind.digest(2)}) == 3

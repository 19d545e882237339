"""The suite of the W3C Feed Validator: what we disagree with is listed, and gets no more."""

import json
import re
import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest

from tests.conformance.w3c import events

SUITE = Path(__file__).parents[3] / "shared" / "w3c-feed-tests"
LIST = Path(__file__).with_name("disagreements.md")
VERDICTS = 0.98

pytestmark = [
    pytest.mark.shared,
    # The suite's own script leaves the files open that it reads.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.skipif(not SUITE.is_dir(), reason="the suite is not here"),
]


@pytest.fixture(scope="module")
def cases() -> list[dict[str, Any]]:
    known = json.loads((SUITE / "expectations.json").read_text())
    return [case for case in known if case["tier"] == "core"]


@pytest.fixture(scope="module")
def logged(cases: list[dict[str, Any]]) -> dict[str, list[dict[str, object]]]:
    folder = SUITE / "cases"
    return {case["path"]: list(events(str(folder / case["path"]))) for case in cases}


@pytest.fixture(scope="module")
def judge() -> Callable[[dict[str, Any], list[dict[str, object]]], bool]:
    found = runpy.run_path(str(SUITE / "score.py"))["judge"]
    return cast("Callable[[dict[str, Any], list[dict[str, object]]], bool]", found)


def test_the_list_of_disagreements_is_what_is_true(
    cases: list[dict[str, Any]],
    logged: dict[str, list[dict[str, object]]],
    judge: Callable[[dict[str, Any], list[dict[str, object]]], bool],
) -> None:
    listed = set(re.findall(r"^- `([^`]+\.(?:xml|opml))`", LIST.read_text(), re.MULTILINE))
    wrong = {case["path"] for case in cases if not judge(case, logged[case["path"]])}
    assert wrong == listed


def test_verdicts_agree(
    cases: list[dict[str, Any]], logged: dict[str, list[dict[str, object]]]
) -> None:
    same = sum(
        (case["w3c_verdict"] == "error")
        == any(event["severity"] == "error" for event in logged[case["path"]])
        for case in cases
    )
    assert same / len(cases) >= VERDICTS

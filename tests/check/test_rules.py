"""Every rule fires on its failing cases, keeps still on the passing ones, and explains itself."""

from dataclasses import replace
from pathlib import Path

import pytest

from feedtool.check import PROFILES, RULES, check
from feedtool.diagnostics.problem import Severity
from feedtool.diagnostics.rule import Rule
from tests.check.cases import FOLDER, OPTIONS, codes, content
from tests.check.templates import around
from tests.conftest import files
from tests.tables import each

# Those that take more than a second; each of their codes has others.
SLOW = {"document-many-parts/fail-elements.xml.gz", "part-too-large/pass-extension.json.gz"}
CASES = [path for path in files(FOLDER, "*/*") if path.name.startswith(("fail-", "pass-"))]
QUICK = [path for path in CASES if f"{path.parent.name}/{path.name}" not in SLOW]
EXAMPLES = [rule for rule in RULES.values() if rule.place != "none"]


@each("path", QUICK)
def test_a_case_raises_its_code_or_does_not(path: Path) -> None:
    _hold(path)


@pytest.mark.slow
@each("path", [FOLDER / name for name in sorted(SLOW)])
def test_a_large_case_raises_its_code_or_does_not(path: Path) -> None:
    _hold(path)


def _hold(path: Path) -> None:
    assert (path.parent.name in codes(content(path))) == path.name.startswith("fail-")


@each("path", [path for path in QUICK if path.suffix == ".json"])
def test_no_words_about_json_ask_for_an_element(path: Path) -> None:
    said = [one.message for one in check(path.name, content(path), OPTIONS)]
    assert [one for one in said if "<>" in one] == []


def test_every_code_has_a_failing_and_a_passing_case() -> None:
    for code in RULES:
        assert list((FOLDER / code).glob("fail-*")), code
        assert list((FOLDER / code).glob("pass-*")), code


def test_no_folder_of_cases_is_without_its_rule() -> None:
    assert {path.name for path in FOLDER.iterdir() if path.is_dir()} == set(RULES)


@each("rule", EXAMPLES)
def test_the_examples_of_a_rule_are_true(rule: Rule) -> None:
    encoding = "latin-1" if "iso-8859-1" in rule.bad else "utf-8"
    assert rule.code in codes(around(rule, rule.bad).encode(encoding))
    assert rule.code not in codes(around(rule, rule.good).encode())


def test_a_rule_says_what_why_and_where_it_is_written() -> None:
    for rule in RULES.values():
        assert rule.summary, rule.code
        assert not rule.summary.endswith("."), rule.code
        assert rule.why.endswith("."), rule.code
        assert rule.bad != rule.good, rule.code
        assert rule.link, rule.code
        assert rule.link.startswith("http"), rule.code
        assert set(rule.severities) == set(PROFILES), rule.code
        assert any(rule.severities.values()), rule.code
        assert rule.message, rule.code


def test_a_profile_keeps_still_about_what_it_does_not_mind() -> None:
    code = "media-group-single"
    data = content(FOLDER / code / "fail-example.xml")
    found = {
        profile: [p for p in check("x", data, replace(OPTIONS, profile=profile)) if p.code == code]
        for profile in PROFILES
    }
    assert not found["default"]
    assert [problem.severity for problem in found["w3c"]] == [Severity.ERROR]

"""Feeds with the faults that people really make, and without: the verdict and the code of each."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedtool.check import CheckOptions, check
from feedtool.diagnostics.problem import Problem, Severity
from tests.tables import each

FOLDER = Path(__file__).parents[3] / "shared" / "field" / "check"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not FOLDER.is_dir(), reason="the field's feeds are not here"),
]

# What is wanted of a file in the words of a list for people, and the code of ours that is the same.
SAME = {
    "01-media-scenes-prefixed.xml": "element-unknown",  # an error: <sceneTitle> is meant
    "21-commentrss-empty.xml": "value-blank",
    "23-podcast-profile-no-itunes.xml": "itunes-image-missing",
}
# Wanted in one profile: the code, and what it weighs there.
IN_PROFILE = {
    "06-itunes-subtitle-300.xml": ("podcast", "value-too-long", Severity.WARNING),
    "b04-podcast-missing-required.xml": ("podcast", "itunes-image-missing", Severity.ERROR),
    "b18-same-enclosure-twice.xml": ("podcast", "enclosure-again-elsewhere", Severity.WARNING),
    "23-podcast-profile-no-itunes.xml": ("podcast", "itunes-image-missing", Severity.ERROR),
}
# Where one problem is wanted, and no echo of it.
ONCE = (
    "11-html-page-lower-doctype.xml", "11-plain-text.xml", "11-php-warning.xml", "12-truncated.xml",
    "14-guid-ispermalink-case.xml", "15-image-in-item.xml", "30-rss-version-missing-and-html.xml",
    "b01-control-character.xml", "21-commentrss-empty.xml", "16-itunes-email-in-channel.xml",
)  # fmt: skip
# Feeds of which nothing is to be said that their owners should mend.
QUIET = (
    "24-healthy-substack.xml",
    "24-healthy-medium.xml",
    "27-prism-2.0-namespace.xml",
    "26-psc-minutes.xml",
)


def _rows() -> list[dict[str, str]]:
    if not FOLDER.is_dir():
        return [{"file": "none"}]  # the test is skipped, and it is an error to have no parameters
    with (FOLDER / "expected.tsv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def _check(name: str, profile: str = "default") -> tuple[Problem, ...]:
    options = CheckOptions(profile=profile, now=datetime(2026, 11, 28, tzinfo=UTC))
    return check(name, (FOLDER / name).read_bytes(), options)


@each("row", _rows())
def test_verdict_and_code(row: dict[str, str]) -> None:
    name, wanted = row["file"], row["code wanted"]
    found = _check(name, "podcast" if "--profile podcast" in wanted else "default")
    is_error = any(problem.severity is Severity.ERROR for problem in found)
    assert is_error == (row["expected"] == "error"), found
    code = SAME.get(name) or wanted.replace("(new) ", "").partition(" ")[0]
    severity = next((one for one in Severity if f"({one})" in wanted), None)
    if code != "-" and name not in IN_PROFILE:
        assert any(p.code == code and severity in {None, p.severity} for p in found), found


@pytest.mark.parametrize(("name", "wanted"), IN_PROFILE.items())
def test_what_one_profile_wants(name: str, wanted: tuple[str, str, Severity]) -> None:
    profile, code, severity = wanted
    assert (code, severity) in {(p.code, p.severity) for p in _check(name, profile)}


@each("name", ONCE)
def test_one_problem_is_told_once(name: str) -> None:
    assert len(_check(name)) == 1


@pytest.mark.parametrize("name", QUIET)
def test_nothing_to_mend(name: str) -> None:
    assert all(problem.severity is Severity.INFO for problem in _check(name))


def test_a_blank_shows_where_it_is_what_is_wrong() -> None:
    (problem,) = _check("13-namespace-trailing-space.xml")
    assert "mrss/␠" in problem.message
    assert problem.hint == "Write http://search.yahoo.com/mrss/"


def test_an_element_is_led_home_within_its_namespace() -> None:
    (problem,) = _check("16-itunes-email-in-channel.xml")
    assert problem.hint == "It belongs into <itunes:owner>"

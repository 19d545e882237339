import pytest

from feedtool.check.finding import FINE, Fault, FaultsOfMarkup, Finding, brief, short


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a\n\tb", "a b"), ("x" * 60, "x" * 60), ("x" * 61, "x" * 59 + "…")],
)
def test_a_text_fits_a_line_of_a_report(text: str, expected: str) -> None:
    assert short(text) == expected


def test_what_is_kept_of_a_finding_is_short() -> None:
    assert brief({"a": "x" * 200, "b": "y\n"}) == {"a": "x" * 59 + "…", "b": "y\n"}


def test_a_finding_names_its_place_and_what_it_is_about() -> None:
    finding = Finding("code", 0, 1, "item", "", "href", {"value": "a\nb", "empty": ""})
    assert finding.parts() == {"element": "item", "attribute": "href", "value": "a b"}


def test_faults_of_markup_count_the_attributes() -> None:
    found = FaultsOfMarkup.found((Fault("x"),), 7)
    assert (found, found.attributes) == ((Fault("x"),), 7)
    assert FaultsOfMarkup(FINE).attributes == 0

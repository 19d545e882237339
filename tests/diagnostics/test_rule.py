"""A rule: what it weighs, when it is reported, and how its words are made of the parts of a finding."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from feedtool.diagnostics.problem import Severity
from feedtool.diagnostics.rule import ERROR, WARNING, Rule
from tests.tables import each

RULE = Rule(
    code="date-range",
    severities=WARNING,
    summary="a date does not exist",
    why="Readers show none.",
    message="There is no {value} in <{element}>",
    hint="Write {instead}|Write {first} or {last}|Write a date that exists",
    bad="bad",
    good="good",
)


@each(
    ("summary", "title"),
    [
        ("a date does not exist", "A date does not exist"),
        ("yes, no or on without quotes", "Yes, no or on without quotes"),
        ("HTML in a title", "HTML in a title"),
        ("media:adult has been replaced", "media:adult has been replaced"),
        ("expansionState is no list", "expansionState is no list"),
        ("feedtool.toml is no TOML", "feedtool.toml is no TOML"),
    ],
)
def test_a_title_has_a_capital_letter_but_for_a_name(summary: str, title: str) -> None:
    assert replace(RULE, summary=summary).title == title


def test_what_a_rule_of_records_weighs() -> None:
    assert replace(RULE, severities=ERROR).severity is Severity.ERROR
    assert RULE.severity is Severity.WARNING


def test_what_the_usual_profile_does_not_mind_weighs_as_much_as_anywhere() -> None:
    severities = {"default": None, "strict": Severity.WARNING, "w3c": Severity.ERROR}
    rule = replace(RULE, severities=severities)
    assert rule.severity is Severity.ERROR
    assert not rule.on
    assert replace(RULE, severities=severities | {"default": Severity.INFO}).severity is (
        Severity.INFO
    )


def test_a_rule_is_on_unless_it_must_be_selected() -> None:
    assert RULE.on
    assert not replace(RULE, optional=True).on


def test_the_message_has_the_parts_in_their_places() -> None:
    assert RULE.message_of({"value": "30 February", "element": "pubDate", "more": "x"}) == (
        "There is no 30 February in <pubDate>"
    )


def test_a_part_in_braces_is_not_filled_itself() -> None:
    assert RULE.message_of({"value": "{element}", "element": "b"}) == "There is no {element} in <b>"


def test_the_message_is_the_first_of_which_all_parts_are_known() -> None:
    rule = replace(RULE, message="{before} should be {after}|{name} is wrong")
    assert rule.message_of({"before": "x", "after": "y", "name": "title"}) == "x should be y"
    assert rule.message_of({"before": "x", "name": "title"}) == "title is wrong"
    assert rule.message_of({}) == " is wrong"


def test_what_is_not_known_leaves_nothing() -> None:
    assert RULE.message_of({"element": "b"}) == "There is no  in <b>"
    assert replace(RULE, message=None).message_of({}) == ""


@pytest.mark.parametrize(
    ("parts", "hint"),
    [
        ({"instead": "28 February", "first": "1"}, "Write 28 February"),
        ({"first": "1", "last": "28"}, "Write 1 or 28"),
        ({"first": "1"}, "Write a date that exists"),
        ({}, "Write a date that exists"),
    ],
)
def test_the_hint_is_the_first_of_which_all_parts_are_known(
    parts: Mapping[str, str], hint: str
) -> None:
    assert RULE.hint_of(parts) == hint


def test_what_should_stand_there_goes_before_a_hint_that_has_no_place_for_it() -> None:
    rule = replace(RULE, hint="Write a date")
    assert rule.hint_of({"instead": "28 February"}) == "Write 28 February"
    assert rule.hint_of({}) == "Write a date"


def test_a_rule_without_a_hint() -> None:
    rule = replace(RULE, hint="")
    assert rule.hints == ()
    assert rule.hint_of({"value": "x"}) == ""

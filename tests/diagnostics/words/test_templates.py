"""Texts with named parts."""

from feedtool.diagnostics.problem import Problem, Severity, Span
from feedtool.diagnostics.words.templates import Words, fill, first_known


def test_the_first_template_of_which_all_parts_are_known_counts() -> None:
    templates = ["{near} is meant", "{value} is wrong", "wrong"]
    assert first_known(templates, {"value": "x"}) == "{value} is wrong"
    assert first_known(templates, {}) == "wrong"
    assert first_known(templates[:1], {}) == ""


def test_parts_take_their_places() -> None:
    assert fill("{a} and {b}, {c}", {"a": "1", "b": "{a}"}) == "1 and {a}, "


def test_a_problem_has_the_words_and_the_parts() -> None:
    words = Words("{value} is wrong|wrong", "Write {instead}|Leave it out")
    span = Span(1, 1, 1, 2)
    parts = {"value": 7, "instead": None}
    assert words.problem("a.md", "x", parts, span, "/a", Severity.WARNING) == Problem(
        "a.md", "x", "7 is wrong", span, Severity.WARNING, "/a", "Leave it out",
        parts=(("value", "7"),),
    )  # fmt: skip


def test_a_hint_may_be_missing() -> None:
    assert Words("wrong").problem("a.md", "x", {}, None).hint is None

from feedtool.diagnostics.problem import Problem, Span
from feedtool.rules.catalogue import RULES
from feedtool.rules.finding import RecordFinding

SPAN = Span(3, 1, 3, 9)


def test_a_finding_is_a_problem_in_the_words_of_its_rule() -> None:
    found = RecordFinding(
        "record-duplicate", "/originalUrl", where="a.md:6", unpublished="published: false"
    )
    parts = {"where": "a.md:6", "unpublished": "published: false"}
    rule = RULES["record-duplicate"]
    assert found.problem("b.md", SPAN) == Problem(
        "b.md",
        "record-duplicate",
        rule.message_of(parts),
        SPAN,
        rule.severity,
        "/originalUrl",
        rule.hint_of(parts),
        parts=(("where", "a.md:6"), ("unpublished", "published: false")),
    )
    assert "a.md:6" in found.problem("b.md", SPAN).message


def test_a_part_that_is_not_known_is_none_of_it() -> None:
    assert RecordFinding("x", number=7, instead=None).parts == {"number": "7"}


def test_without_a_pointer_it_is_of_the_whole_file() -> None:
    assert (
        RecordFinding("record-duplicate", where="a", unpublished="b").problem("a", None).pointer
        is None
    )

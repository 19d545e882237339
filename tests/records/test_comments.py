"""Comments that silence problems: which are read, what they reach, and which are idle."""

from datetime import UTC, datetime
from typing import Any

from feedtool import frontmatter
from feedtool.config import taxonomy
from feedtool.diagnostics import schemas
from feedtool.diagnostics.problem import Problem, Severity, Span
from feedtool.diagnostics.selector import RuleSelector
from feedtool.lint import validate
from feedtool.records import comments, parse
from feedtool.records.comments import Ignore
from feedtool.rules.checks import RuleContext
from feedtool.storage.place import Raw
from tests.calls import calls
from tests.conftest import place, record
from tests.tables import each

OPTIONS = parse.ParseOptions(
    schemas.shipped(schemas.RECORD), trusted=True, tracking_parameters=("ref",)
)
FACTS = RuleContext(datetime(2024, 1, 1, tzinfo=UTC), 0, taxonomy.known((), ()), ("ref",))
HTTP = 'webUrl: "http://example.org/a"'


def of(text: str) -> tuple[Ignore, ...]:
    document, problems = frontmatter.parse("a.md", f"---\n{text}\n---\n".encode())
    assert document is not None, problems
    return comments.find(document)


def left(text: str, **selector: Any) -> list[str]:
    """The codes that are left of a record that begins with the text."""
    whole = record(webUrl=...).replace("---\n", f"---\n{text}\n", 1)
    task = validate.LintTask(OPTIONS, FACTS, RuleSelector(**selector), 10_000)
    return [p.code for p in validate.validate([Raw("a.md", whole.encode())], task).problems]


# --- which comments are read


@each(
    "comment",
    [
        "# feedtool: ignore=excerpt-cut",
        "#feedtool:ignore=excerpt-cut",
        "#  feedtool:  ignore = excerpt-cut",
        "# feedtool: ignore=excerpt-cut because the source has no more",
        "# feedtool: ignore=excerpt-cut # the source has no more",
    ],
)
def test_a_comment_is_read(comment: str) -> None:
    assert [ignore.code for ignore in of(f"a: 1 {comment}")] == ["excerpt-cut"]


@each(
    "comment",
    [
        "# ignore=excerpt-cut",
        "# feedtool ignore=excerpt-cut",
        "# feedtool: ignore",
        "# feedtool: ignore=",
        "# see feedtool: ignore=excerpt-cut",
        "# Feedtool: ignore=excerpt-cut",
    ],
)
def test_other_comments_are_just_comments(comment: str) -> None:
    assert of(f"a: 1 {comment}") == ()


def test_a_comment_may_name_several_codes() -> None:
    found = of("a: 1 # feedtool: ignore=excerpt-cut, url-not-https,title-markup")
    assert [ignore.code for ignore in found] == ["excerpt-cut", "url-not-https", "title-markup"]


@each(
    "text",
    [
        'a: "x # feedtool: ignore=excerpt-cut"',
        "a: 'x # feedtool: ignore=excerpt-cut'",
        "a: |\n  x\n  # feedtool: ignore=excerpt-cut",
        "a: >\n  # feedtool: ignore=excerpt-cut\n  x",
        'a: "x\n  # feedtool: ignore=excerpt-cut"',
        "a: x# feedtool:ignore=excerpt-cut",
        '"a # feedtool: ignore=excerpt-cut": 1',
    ],
)
def test_what_stands_in_a_value_is_no_comment(text: str) -> None:
    assert of(text) == ()


def test_what_stands_behind_the_front_matter_is_no_comment() -> None:
    document, _ = frontmatter.parse("a.md", b"---\na: 1\n---\n# feedtool: ignore=excerpt-cut\n")
    assert document is not None
    assert comments.find(document) == ()


# --- what they reach


@each(
    ("text", "line"),
    [
        ("a: 1 # feedtool: ignore=excerpt-cut", 2),
        ("a: 1\nb: 2\t# feedtool: ignore=excerpt-cut", 3),
        ("a: # feedtool: ignore=excerpt-cut\n  b: 1", 2),
        ("# feedtool: ignore=excerpt-cut\na: 1", None),
        ("a:\n  # feedtool: ignore=excerpt-cut\n  b: 1", None),
    ],
)
def test_behind_a_value_a_comment_stands_for_its_line_else_for_the_record(
    text: str, line: int | None
) -> None:
    assert [ignore.line for ignore in of(text)] == [line]


@each(
    ("text", "expected"),
    [
        (HTTP, ["url-not-https"]),
        (f"{HTTP} # feedtool: ignore=url-not-https", []),
        (f"# feedtool: ignore=url-not-https\n{HTTP}", []),
        (f"{HTTP}\n# feedtool: ignore=url-not-https", []),
        (f"{HTTP} # feedtool: ignore=url-tracking,url-not-https",
         ["ignore-unused"]),
        (f"{HTTP}\nupdatedDateTime: 2023-09-02T00:00:00Z # feedtool: ignore=url-not-https",
         ["url-not-https", "ignore-unused"]),
        (("related: # feedtool: ignore=url-not-https\n"
         "  - title: A\n    webUrl: https://example.org/"), ["ignore-unused"]),
        (f"{HTTP} # feedtool: ignore=url", ["url-not-https", "ignore-unused"]),
    ],
)  # fmt: skip
def test_what_a_comment_silences(text: str, expected: list[str]) -> None:
    assert left(text) == expected


def test_any_line_of_a_value_of_several_lines_will_do() -> None:
    story = "  - title: A\n    webUrl: https://www.example.org/story"
    assert left(f"related:\n{story}") == ["related-self"]
    for bad in (
        f"related:\n{story.replace('A', 'A # feedtool: ignore=related-self')}",
        f"related:\n{story} # feedtool: ignore=related-self",
    ):
        assert left(bad) == []


# --- idle comments


def test_a_comment_that_silences_nothing_is_a_warning_at_the_comment() -> None:
    (ignore,) = of("a: 1 # feedtool: ignore=excerpt-cut")
    (problem,) = comments.apply([], [ignore], "a.md", ())
    assert (problem.code, problem.severity) == ("ignore-unused", Severity.WARNING)
    assert problem.message == "nothing here is silenced by ignore=excerpt-cut"
    assert place(problem) == (2, 6, 2, 36)


def test_a_code_that_does_not_exist_silences_nothing() -> None:
    assert left("# feedtool: ignore=no-such-code") == ["ignore-unused"]


def test_a_rule_that_is_not_looked_for_may_be_silenced_all_the_same() -> None:
    idle = "# feedtool: ignore=url-not-https"
    assert left(idle) == ["ignore-unused"]
    assert left(idle, ignore=("url-not-https",)) == []
    assert left(idle, select=("title-markup", "ignore-unused")) == []


def test_what_only_several_records_can_do_wrong_may_be_silenced_in_one() -> None:
    assert left("# feedtool: ignore=record-conflict") == []


def test_a_record_with_errors_is_not_judged_by_its_comments() -> None:
    assert left("quality: x\n# feedtool: ignore=url-not-https")[-1:] != ["ignore-unused"]


def test_an_idle_comment_can_be_ignored_by_configuration() -> None:
    assert left("# feedtool: ignore=url-not-https", ignore=("ignore-unused",)) == []


def test_a_problem_of_the_whole_file_is_not_silenced() -> None:
    whole = Problem("a.md", "excerpt-cut", "x")
    ignore = Ignore("excerpt-cut", None, Span(2, 1, 2, 9))
    assert whole in comments.apply([whole], [ignore], "a.md", ())


def test_a_comment_is_held_against_problems_of_its_code_alone() -> None:
    span = Span(1, 1, 1, 2)
    found = [Problem("a.md", f"code-{n}", "wrong", span, Severity.WARNING) for n in range(50)]
    ignores = [Ignore(f"code-{n}", None, span) for n in range(25, 75)]
    silenced = comments.apply(found, ignores, "a.md", ())
    assert [problem.code for problem in silenced] == (
        [f"code-{n}" for n in range(25)] + ["ignore-unused"] * 25
    )
    counted = calls(comments.apply, found, ignores, "a.md", ())
    assert counted["comments", "silences"] == 25

"""What nobody will read; test_checks holds each rule to where it speaks, among all others."""

import pytest

from feedtool import frontmatter
from feedtool.diagnostics.problem import Problem
from feedtool.records.mapping import SHIPPED
from feedtool.records.view import View
from feedtool.rules import unread
from tests.calls import calls
from tests.conftest import place
from tests.tables import each

HEAD = "title: A title\nexcerpt: An excerpt.\ntopics: [AI]\n"


def found(head: str = HEAD, body: str = "") -> list[Problem]:
    document, problems = frontmatter.parse("a.md", f"---\n{head}---\n{body}".encode())
    assert document is not None, problems
    return list(unread.problems(View(document, SHIPPED)))


def test_of_a_record_that_says_what_it_means_there_is_nothing_to_say() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("head", "code", "where", "hint"),
    [
        ("title: C #1 of all\n", "text-comment", (2, 10, 2, 19), 'title: "C #1 of all"'),
        ("title: “A title”\n", "text-curly-quotes", (2, 8, 2, 17), '"A title"'),
        ('title: "A\\u200btitle"\n', "text-invisible", (2, 8, 2, 22), "write Atitle"),
        ("draft: true\npublished: true\n", "published-draft", (2, 1, 2, 6), "published"),
    ],
)
def test_what_is_not_read_is_told_at_its_place(
    head: str, code: str, where: tuple[int, ...], hint: str
) -> None:
    (problem,) = found(head)
    assert (problem.code, place(problem)) == (code, where)
    assert hint in (problem.hint or "")


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_comment_before_does_not_hide_the_text_that_the_next_one_cuts(line_end: str) -> None:
    head = f"quality: 1 # a # b{line_end}title: C #1 # of all\n"
    assert [problem.code for problem in found(head)] == ["text-comment"]


def test_signs_of_one_comment_are_looked_at_once() -> None:
    few, many = (
        sum(calls(found, f"quality: 1{' #' * number}\ntitle: A title\n").values())
        for number in (10, 1000)
    )
    assert many < 2 * few


@each(
    "head",
    [
        'title: "C #1"\n',
        "title: C#\n",
        "title: C # feedtool: ignore=text-comment\n",
        "title: “A” and “B”\n",
        'title: "ไทย\\u200bไทย"\n',
        "draft: false\npublished: true\n",
        "draft: true\npublished: false\n",
    ],
)
def test_what_is_read_is_left_alone(head: str) -> None:
    assert found(head) == []


@pytest.mark.parametrize(
    ("body", "code", "line"),
    [
        ("\nA text.\n", "body-unread", 7),
        ("\n---\ntitle: B\ntopics: [x]\n---\n", "body-record", 7),
        ("```\ntitle: B\ntopics: [x]\n```\n", "body-unread", 6),
    ],
)
def test_what_stands_below_the_front_matter(body: str, code: str, line: int) -> None:
    (problem,) = found(body=body)
    assert problem.code == code
    assert problem.span is not None
    assert problem.span.line == line


def test_blank_lines_below_are_nothing() -> None:
    assert found(body="\n \n\t\n") == []

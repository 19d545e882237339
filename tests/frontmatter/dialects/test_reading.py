"""YAML as generators read it: names for values, yes and no, keys twice, dots, and bounds on all of it."""

from typing import Any

import pytest

from feedtool.frontmatter import Document
from feedtool.frontmatter.dialects.dialect import Dialect
from feedtool.records.sites import heads
from tests.tables import each

JEKYLL = Dialect(has_yes=True, takes_last=True, ends_with_dots=True)
HUGO = Dialect()


def read(head: str, dialect: Dialect | None = JEKYLL) -> Document:
    document, problems = heads.read("a.md", f"---\n{head}---\nBody\n".encode(), dialect=dialect)
    assert problems == ()
    assert document is not None
    return document


def codes(head: str, dialect: Dialect | None = JEKYLL) -> list[str]:
    document, problems = heads.read("a.md", f"---\n{head}---\nBody\n".encode(), dialect=dialect)
    assert document is None
    return [problem.code for problem in problems]


@each(
    ("head", "value"),
    [
        ("a: &x [1, 2]\nb: *x\n", {"a": [1, 2], "b": [1, 2]}),
        ("a: &x text\nb: *x\n", {"a": "text", "b": "text"}),
        ("a: &x {b: 1, c: 2}\nd: {<<: *x, c: 3}\n", {"a": {"b": 1, "c": 2}, "d": {"b": 1, "c": 3}}),
        ("a: &x {b: 1}\n<<: *x\n", {"a": {"b": 1}, "b": 1}),
        ("a: &x {b: 1}\nc: &y {b: 2, d: 3}\ne: {<<: [*x, *y]}\n",
         {"a": {"b": 1}, "c": {"b": 2, "d": 3}, "e": {"b": 1, "d": 3}}),
        ("2020: a\non: b\n", {"2020": "a", "on": "b"}),
        ("a: !!str 5\n", {"a": "5"}),
        ("a: 12345678901234567890\n", {"a": "12345678901234567890"}),
        ('a: yes\nb: "yes"\n', {"a": True, "b": "yes"}),
    ],
)  # fmt: skip
def test_what_a_generator_reads_is_read(head: str, value: dict[str, Any]) -> None:
    assert read(head).value == value


@pytest.mark.parametrize("word", ["yes", "No", "ON", "off"])
def test_yes_is_true_or_a_text_as_the_generator_has_it(word: str) -> None:
    assert read(f"a: {word}\n").value == {"a": word.lower() in ("yes", "on")}
    assert read(f"a: {word}\n", HUGO).value == {"a": word}
    assert codes(f"a: {word}\n", heads.ANY) == ["yaml-ambiguous"]
    assert codes(f"a: {word}\n", None) == ["yaml-ambiguous"]


def test_of_two_equal_keys_the_last_counts_where_the_generator_takes_it() -> None:
    document = read("title: A\ntitle: B\nwith: &x 1\n")
    assert document.value["title"] == "B"
    (remark,) = document.remarks  # type: ignore[attr-defined]
    assert (remark.code, remark.severity, remark.span.line) == ("field-repeated", "warning", 2)
    assert codes("title: A\ntitle: B\n", HUGO) == ["yaml-duplicate-key"]


def test_each_value_has_its_place() -> None:
    document = read("base: &x\n  team: Core\nextra:\n  <<: *x\nlast: *x\nlive: yes\n")
    lines = {pointer: place.value.line for pointer, place in document.places.items()}
    assert lines["/live"] == 7
    assert lines["/last"] == 6
    # What a field takes from elsewhere is told of where it takes it.
    assert lines["/extra/team"] == 5
    assert document.find_place("/live") == document.places["/live"]


@each(
    ("head", "code"),
    [
        ("a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9)),
         "yaml-too-large"),
        ("a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 99)), "yaml-too-deep"),
        ("a: &a [*a]\n", "yaml-alias"),
        ("a: *nowhere\n", "yaml-alias"),
        ("a: !ruby/object:A {}\n", "yaml-tag"),
        ("<<: [1]\n", "yaml-merge-key"),
        ("? [a]\n: b\n", "yaml-key-not-string"),
        ("- *a\n", "yaml-alias"),
    ],
)  # fmt: skip
def test_what_no_generator_should_read_is_refused(head: str, code: str) -> None:
    assert codes(head) == [code]


@pytest.mark.parametrize("end", ["...", "... ", "---  "])
def test_dots_close_a_head_as_a_fence_does(end: str) -> None:
    content = f"\ufeff---\t\r\ntitle: A\r\n{end}\r\nBody\r\n---\r\n".encode()
    document, _ = heads.read("a.md", content, dialect=JEKYLL)
    assert document is not None
    assert document.value == {"title": "A"}
    assert document.body.startswith("Body")


def test_hexo_indents_with_tabs() -> None:
    document = read("title: A\ntags:\n\t- b\n\t- c\nx: yes\n", Dialect(has_tabs=True))
    assert document.value == {"title": "A", "tags": ["b", "c"], "x": "yes"}
    assert document.places["/tags/1"].value.column == 4


def test_hexo_may_leave_out_the_first_fence() -> None:
    content = b"title: A\ntags: &t [b]\nall: *t\n---\nBody\n"
    document, _ = heads.read("a.md", content, loose=True, dialect=HUGO)
    assert document is not None
    assert document.value["all"] == ["b"]

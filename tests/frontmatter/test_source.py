import pytest

from feedtool.diagnostics.problem import Problem, Span
from feedtool.frontmatter.source import SourceText, decode, of_text

TEXT = "---\né: 1\r\nb: 😀\n---\n"
SOURCE = SourceText("a.md", TEXT, 4, 14)


@pytest.mark.parametrize(
    ("start", "end", "span"),
    [(0, 3, Span(1, 1, 1, 4)), (4, 5, Span(2, 1, 2, 2)), (10, 15, Span(3, 1, 4, 1))],
)
def test_a_stretch_has_lines_and_columns_that_count_characters(
    start: int, end: int, span: Span
) -> None:
    assert SOURCE.span(start, end) == span
    assert SOURCE.offset(span.line, span.column) == start
    assert SOURCE.offset(span.end_line, span.end_column) == end


def test_only_lf_ends_a_line() -> None:
    source = of_text("a.md", "a\r\u2028\x85b\nc")
    assert source.span(4, 5) == Span(1, 5, 1, 6)
    assert source.span(6, 7) == Span(2, 1, 2, 2)


def test_a_part_has_the_places_of_the_whole() -> None:
    part = SOURCE.part(6, 10)
    assert part.block == "b: 😀"
    found = part.problem("front-matter-unclosed", (part.start, part.end))
    assert (found.path, found.code, found.span) == (
        "a.md",
        "front-matter-unclosed",
        Span(3, 1, 3, 5),
    )


def test_bytes_are_characters_less_a_mark() -> None:
    assert decode("a.md", b"\xef\xbb\xbf\xc3\xa9\r\n") == "é\r\n"


@pytest.mark.parametrize(
    ("content", "code", "span"),
    [
        (b"\xef\xbb\xbfa\n\xc3\xa9\xff", "file-not-utf8", Span(2, 2, 2, 3)),
        (b"a\nb\0", "file-binary", Span(2, 2, 2, 3)),
    ],
)
def test_other_bytes_are_a_problem_at_its_place(content: bytes, code: str, span: Span) -> None:
    problem = decode("a.md", content)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.span) == (code, span)
    assert problem.hint

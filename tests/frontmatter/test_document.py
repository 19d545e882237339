from pathlib import Path

import pytest

from feedtool import frontmatter
from feedtool.diagnostics.problem import Span
from tests.frontmatter.reading import Place4, tuple4, walk
from tests.tables import each


@each(
    ("text", "comments"),
    [
        ("a: 1 # feedtool: x", [("# feedtool: x", (2, 6, 2, 19), False)]),
        ("é: é\t# é feedtool: x  ", [("# é feedtool: x  ", (2, 6, 2, 23), False)]),
        ("# feedtool: x\na: 1\n  # feedtool: y", [
            ("# feedtool: x", (2, 1, 2, 14), True), ("# feedtool: y", (4, 3, 4, 16), True),
        ]),
        ("a: # feedtool: x\n  b: 1", [("# feedtool: x", (2, 4, 2, 17), False)]),
        ("a: [1, # feedtool: x\n 2]", [("# feedtool: x", (2, 8, 2, 21), False)]),
        ("a: 1 # another", []),
        ("a: b#feedtool:x", []),
        ("a: 'b # feedtool: x'", []),
        ('a: "\n  # feedtool: x"', []),
        ("a: |\n  b\n  # feedtool: x\nc: 1", []),
        ("a: |\n  b\n# feedtool: x\nc: 1", [("# feedtool: x", (4, 1, 4, 14), True)]),
        ("'a # feedtool: x': 1", []),
    ],
)  # fmt: skip
def test_comments_that_speak_to_feedtool(
    text: str, comments: list[tuple[str, Place4, bool]]
) -> None:
    for eol in ("\n", "\r\n"):
        content = f"---\n{text}\n---\n# feedtool: body\n".replace("\n", eol)
        document, _ = frontmatter.parse("a.md", content.encode())
        assert document is not None
        found = [
            (comment.text, tuple4(comment.span), comment.own_line) for comment in document.comments
        ]
        assert found == comments


@pytest.mark.shared
def test_the_text_behind_a_place(corpus: tuple[Path, ...]) -> None:
    for file in corpus[:5]:
        document, _ = frontmatter.parse("a.md", b"\xef\xbb\xbf" + file.read_bytes())
        assert document is not None
        assert document.text == file.read_text("utf-8")
        for pointer, found in walk(document.value, ""):
            start, end = document.offsets(document.places[pointer].value)
            read, _ = frontmatter.parse_yaml("a", f"a: {document.text[start:end]}".encode())
            if isinstance(found, str | int | float):
                assert read is not None
                assert read.value == {"a": found}


def test_a_value_that_is_not_there_has_the_place_of_what_should_hold_it() -> None:
    text, _ = frontmatter.parse("a.md", b"---\na:\n  b: 1\n---\n")
    assert text is not None
    assert text.span_of("/a/b") == Span(3, 6, 3, 7)
    assert text.span_of("/a/c/d/0") == Span(3, 3, 3, 7)
    assert text.span_of("/x/y") == Span(2, 1, 3, 7)

"""Where the front matter begins and ends, and what a file is that has none."""

import pytest

from feedtool import frontmatter
from tests.conftest import place
from tests.frontmatter.reading import Place4, refusals, value
from tests.tables import each


@each(
    "text",
    [
        "---\na: 1\n---\n",
        "---\na: 1\n---",
        "--- \t\na: 1\n---\t \nbody",
        "---\r\na: 1\r\n---\r\nbody\r\n",
        "---\r\na: 1\r\n---\r",
        "\ufeff---\na: 1\n---\n",
        "---\na: 1\n---\nbody\n---\nb: 2\n---\n",
        "---\na: 1\n---\n\ttabs, `@`, : and {{ braces }} mean nothing here\n",
        "---\n# a comment\n\na: 1 # another\n...\n---\n",
    ],
)
@pytest.mark.parser
def test_the_front_matter_stands_between_two_fences(text: str) -> None:
    document, problems = frontmatter.parse("a.md", text.encode())
    assert problems == ()
    assert document is not None
    assert document.path == "a.md"
    assert document.value == {"a": 1}


@each(
    "text",
    [
        'a: "x --- y"',
        "a: x --- y",
        "a: x---",
        "a: ---x",
        "----: x",
        "a: |\n  ----\n  --- x",
    ],
)
def test_other_hyphens_are_no_fence(text: str) -> None:
    assert list(value(text)) in (["a"], ["----"])


@each(
    ("text", "code", "where"),
    [
        ("", "front-matter-missing", (1, 1, 1, 1)),
        ("\n \n", "front-matter-missing", (1, 1, 1, 1)),
        ("Just text\n", "front-matter-missing", (1, 1, 1, 10)),
        ("Just text\r\n", "front-matter-missing", (1, 1, 1, 10)),
        ("a: 1\n---\n", "front-matter-missing", (1, 1, 1, 5)),
        ("\n---\na: 1\n---\n", "front-matter-missing", (1, 1, 1, 1)),
        (" ---\na: 1\n---\n", "front-matter-missing", (1, 1, 1, 5)),
        ("----\na: 1\n----\n", "front-matter-missing", (1, 1, 1, 5)),
        ("--- x\na: 1\n---\n", "front-matter-missing", (1, 1, 1, 6)),
        ("---\ra: 1\r---\r", "front-matter-missing", (1, 1, 1, 13)),
        ("+++\na = 1\n+++\n", "front-matter-missing", (1, 1, 1, 4)),
        ('{"a": 1}\n', "front-matter-missing", (1, 1, 1, 9)),
        ("---", "front-matter-unclosed", (1, 1, 1, 4)),
        ("---\n", "front-matter-unclosed", (1, 1, 2, 1)),
        ("---\na: 1\n", "front-matter-unclosed", (1, 1, 2, 1)),
        ("---\na: 1\n ---\n", "front-matter-unclosed", (1, 1, 2, 1)),
        ("---\na: 1\n---x\n", "front-matter-unclosed", (1, 1, 2, 1)),
        ("---\na: 1\n----\n", "front-matter-unclosed", (1, 1, 2, 1)),
        ("---\na: é\n  --- \nb: 1\n---\n", "front-matter-indented-fence", (3, 1, 3, 7)),
        ("---\na: |\n  x\n\t---\r\n---\n", "front-matter-indented-fence", (4, 1, 4, 6)),
        ("---\n---\n", "front-matter-not-mapping", (2, 1, 2, 1)),
        ("---\n# nothing\n---\n", "front-matter-not-mapping", (2, 1, 2, 10)),
        ("---\nnull\n---\n", "front-matter-not-mapping", (2, 1, 2, 5)),
        ("---\n- a\n- b\n---\n", "front-matter-not-mapping", (2, 1, 3, 4)),
        ("---\njust é\n---\n", "front-matter-not-mapping", (2, 1, 2, 7)),
        ("---\n42\n---\n", "front-matter-not-mapping", (2, 1, 2, 3)),
        ("---\nä: x\0\n---\n", "file-binary", (2, 5, 2, 6)),
        ("---\na: 1\n---\nbody\n\0\0\0", "file-binary", (5, 1, 5, 2)),
    ],
)
@pytest.mark.parser
def test_what_is_no_front_matter(text: str, code: str, where: Place4) -> None:
    assert refusals(text) == [(code, where)]


@each(
    ("content", "where"),
    [
        (b"\xff\xfe-\0-\0-\0", (1, 1, 1, 2)),  # UTF-16
        (b"---\ntitle: caf\xe9\n---\n", (2, 11, 2, 12)),  # Latin 1
        ("---\r\ntitle: äöü".encode() + b"\x93x\x94\r\n---\r\n", (2, 11, 2, 12)),  # Windows 1252
        (b"---\na: \xc0\xaf\n---\n", (2, 4, 2, 5)),  # an overlong slash
        (b"---\na: \xed\xa0\x80\n---\n", (2, 4, 2, 5)),  # a surrogate
        (b"---\na: 1\n---\nbody \xf0\x9f\x98", (4, 6, 4, 7)),  # cut short
        (b"\xef\xbb\xbf\xff", (1, 1, 1, 2)),
    ],
)
def test_a_file_that_is_not_utf8(content: bytes, where: Place4) -> None:
    assert refusals(content) == [("file-not-utf8", where)]


def test_a_whole_yaml_file_needs_no_fences() -> None:
    document, problems = frontmatter.parse_yaml("a.yaml", "---\nä: 1\n".encode())
    assert problems == ()
    assert document is not None
    assert document.value == {"ä": 1}


@each(
    ("content", "code", "where"),
    [
        (b"", "front-matter-not-mapping", (1, 1, 1, 1)),
        (b"- a\n", "front-matter-not-mapping", (1, 1, 1, 4)),
        (b"a: \xff", "file-not-utf8", (1, 4, 1, 5)),
        (b"a: \0", "file-binary", (1, 4, 1, 5)),
        (b"a: 1\na: 2\n", "yaml-duplicate-key", (2, 1, 2, 2)),
        (b"a: 1\n---\nb: 2\n", "yaml-multiple-documents", (2, 1, 2, 4)),
    ],
)
def test_what_is_wrong_with_a_whole_yaml_file(content: bytes, code: str, where: Place4) -> None:
    document, (problem,) = frontmatter.parse_yaml("a.yaml", content)
    assert document is None
    assert (problem.code, place(problem)) == (code, where)

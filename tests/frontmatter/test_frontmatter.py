"""Whatever comes is read, or refused."""

import random
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from feedtool import frontmatter
from tests.conftest import record


def assert_read_or_refused(content: bytes) -> None:
    for parse in (frontmatter.parse, frontmatter.parse_yaml):
        document, problems = parse("a.md", content)
        assert (document is None) == bool(problems)
        if document is not None:
            assert document.places[""].key is None
        lines = content.decode("utf-8", "replace").split("\n")
        for problem in problems:
            assert problem.span is not None
            assert 1 <= problem.span.line <= problem.span.end_line <= len(lines)
            assert problem.span.column >= 1


@given(st.binary())
@example(b"---\n\xef\xbb\xbfa: 1\n---")
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    assert_read_or_refused(content)


YAML_LIKE = st.lists(
    st.sampled_from(
        [*"ab:-?[]{},#&*!|>'\"%@`~\n \t\\.0", "\n  ", ": ", "- ", "---\n", "...\n", "é", "\u2028",
         "\r\n", "\ufeff", "<<: ", "!!str ", "&a ", "*a ", "\\U00110000", "\x07", "null", "1e9"]
    ),
    max_size=25,
)  # fmt: skip


@given(YAML_LIKE.map("".join))
def test_anything_like_yaml_is_read_or_refused(text: str) -> None:
    assert_read_or_refused(f"---\n{text}\n---\n".encode())


@pytest.mark.shared
@given(st.randoms(use_true_random=False))
def test_any_damage_to_a_real_record_is_read_or_refused(
    corpus: tuple[Path, ...], rnd: random.Random
) -> None:
    content = bytearray(rnd.choice(corpus).read_bytes())
    for _ in range(rnd.randint(1, 5)):
        start = rnd.randrange(len(content))
        piece = rnd.choice(
            [b"", b"\0", b"\xff", b"\n", b"\t", b"'", b'"', b"---\n", b"[", b": ", b"&a "]
        )
        content[start : start + rnd.choice([0, 1, 5, 200])] = piece
    assert_read_or_refused(bytes(content))


def test_a_record_built_for_tests_is_read_as_it_was_written() -> None:
    text = record(title='a "title" – é\t\\', heat=-1, images=[{"url": "https://a.example"}])
    document, _ = frontmatter.parse("a.md", text.encode())
    assert document is not None
    assert document.value["title"] == 'a "title" – é\t\\'
    assert document.value["heat"] == -1
    assert document.value["images"] == [{"url": "https://a.example"}]

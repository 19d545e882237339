"""What the loop over ordinary records reads, the careful pass reads alike and finds nothing wrong with."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedtool import frontmatter
from feedtool.frontmatter import ordinary
from feedtool.frontmatter.careful import Pass
from feedtool.frontmatter.source import Source
from tests.conftest import SEEDS

PIECES = st.sampled_from(
    ["a", "B", "0", "-", "- ", ":", ": ", " ", "  ", "\n", "\n  ", "\n- ", '"', "'", "\\", '\\"', "\\n",
     "#", " #", "~", "null", "true", "yes", "1.5", "1e3", "01", "-1", "12:30", "2023-09-01T09:19:00Z",
     "https://", "/", "&", "*", "!", "|", ">", "%", "@", "`", "[", "{", "}", ",", "---", "...", "?", "<<",
     "\t", "\r", "\r\n", "\x85", "\xa0", "\u2028", "\ufeff", "é", "“", "key: ", "key:\n", '"text"\n']
)  # fmt: skip
RECORD = min(SEEDS.glob("*.md")).read_text("utf-8").split("---\n")[1]


def typed(value: Any) -> Any:
    """The value with the type and the order of everything in it, since 1 == 1.0 == True."""
    if isinstance(value, dict):
        return [(key, typed(part)) for key, part in value.items()]
    if isinstance(value, list):
        return [typed(part) for part in value]
    return type(value), value


def check(block: str) -> None:
    found = ordinary.read(block)
    if found is not None:
        source = Source("a.md", block, 0, len(block))
        value, problems = Pass(source, None).run()
        assert (typed(found), problems) == (typed(value), [])


@given(st.lists(PIECES, max_size=20).map("".join))
@settings(max_examples=2000)
def test_any_text(block: str) -> None:
    check(block)


@given(place=st.integers(0, len(RECORD)), cut=st.integers(0, 6), piece=PIECES)
@settings(max_examples=1000)
def test_a_record_with_something_put_into_it(place: int, cut: int, piece: str) -> None:
    check(RECORD[:place] + piece + RECORD[place + cut :])


def test_the_seeds_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Pass, "run", lambda _: pytest.fail("not an ordinary record"))
    for seed in SEEDS.glob("*.md"):
        document, problems = frontmatter.parse(seed.name, seed.read_bytes())
        assert document is not None
        assert not problems

"""The closest of many words is the one that difflib finds, sooner."""

import difflib
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool.diagnostics import suggest
from feedtool.diagnostics.suggest import KnownWords

WORDS = st.text("abcde é", max_size=9)


@given(st.lists(WORDS.filter(bool), unique=True, max_size=12), st.lists(WORDS, max_size=5))
def test_the_closest_word_is_that_of_difflib(words: list[str], asked: list[str]) -> None:
    known = KnownWords(words)
    for word in (*asked, *asked):
        close = difflib.get_close_matches(word, words, n=1)
        assert known.closest(word) == (close[0] if close else None)


def test_long_words_are_compared_as_difflib_does() -> None:
    words = ["ab" * 150, "abc" * 100, "xyz" * 100]
    for word in ("ab" * 151, "abcd" * 75, "c" * 300):
        close = difflib.get_close_matches(word, words, n=1)
        assert KnownWords(words).closest(word) == (close[0] if close else None)


def test_a_word_is_looked_up_in_thousands_in_a_fraction_of_difflibs_time() -> None:
    words = [f"{first} of {second} {n}" for n in range(40) for first in NAMES for second in NAMES]
    known = KnownWords(words)
    asked = [f"quantum gardening for beginners {n}" for n in range(5)]
    ours = _seconds(known.closest, asked)
    assert ours < _seconds(lambda word: difflib.get_close_matches(word, words, n=1), asked) / 2


NAMES = ("machines", "gardens", "quanta", "beginners", "security", "vision", "speech", "robots")


def _seconds(look: Callable[[str], object], asked: list[str]) -> float:
    start = time.process_time()
    for word in asked:
        look(word)
    return time.process_time() - start


@pytest.mark.parametrize(
    ("word", "expected"),
    [("titel", "did you mean title?"), ("xyzzy", None), ("", None), ("title" * 20, None)],
)
def test_the_closest_word_is_named(word: str, expected: str | None) -> None:
    assert suggest.did_you_mean(word, ["title", "url"]) == expected

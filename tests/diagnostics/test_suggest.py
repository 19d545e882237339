import pytest

from feedtool.diagnostics import suggest


@pytest.mark.parametrize(
    ("word", "expected"),
    [("titel", "did you mean title?"), ("xyzzy", None), ("", None), ("title" * 20, None)],
)
def test_the_closest_word_is_named(word: str, expected: str | None) -> None:
    assert suggest.did_you_mean(word, ["title", "url"]) == expected

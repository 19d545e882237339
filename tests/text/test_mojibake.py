"""Garbled text: what it was before, and what nobody meant."""

import pytest

from feedtool.text import mojibake


@pytest.mark.parametrize(
    ("garbled", "meant"),
    [
        ("Government\u00e2\u20ac\u2122s", "Government\u2019s"),
        ("caf\u00c3\u00a9", "caf\u00e9"),
        ("\u00ef\u00bb\u00bfA title", "A title"),  # the mark at the beginning of a file
    ],
)
def test_a_garbled_text_is_read_as_it_was(garbled: str, meant: str) -> None:
    assert mojibake.suspicious(garbled)
    assert mojibake.mend(garbled) == meant


@pytest.mark.parametrize("text", ["caf\u00e9", "\ufeffA title", "A title", ""])
def test_any_other_text_stays(text: str) -> None:
    assert mojibake.mend(text) == text

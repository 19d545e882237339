"""Which word may have been meant."""

from collections.abc import Iterable

_LONGEST_WORD = 64


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """A hint that names the known word closest to a misspelt one; None where none is close."""
    if len(word) > _LONGEST_WORD:
        return None
    import difflib  # late: only what is misspelt needs it

    close = difflib.get_close_matches(word, known, n=1)
    return f"did you mean {close[0]}?" if close else None

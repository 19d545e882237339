"""Which word may have been meant."""

from collections import Counter
from collections.abc import Iterable

_LONGEST_WORD = 64
# difflib's own idea of a word that is close.
_CLOSE = 0.6


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """A hint that names the known word closest to a misspelt one; None where none is close."""
    return KnownWords(known).did_you_mean(word) if len(word) <= _LONGEST_WORD else None


class KnownWords:
    """Many words, and which of them is closest to another: the answers of ``difflib.get_close_matches``.

    difflib looks at every word for long. Here the letters that two words share, and then those that they share
    in one order, say how close the two can be at most, and only those that may be the closest are looked at.
    """

    def __init__(self, words: Iterable[str]) -> None:
        """Take note of the letters of each word."""
        self._bits: dict[tuple[str, int], int] = {}
        self._words = [(word, self._letters(word)) for word in words]
        self._answers: dict[str, str | None] = {}

    def did_you_mean(self, word: str) -> str | None:
        """A hint that names the word that is closest to a misspelt one; None where none is close."""
        close = self.closest(word) if len(word) <= _LONGEST_WORD else None
        return f"did you mean {close}?" if close else None

    def closest(self, word: str) -> str | None:
        """The word that a misspelt one comes closest to; None where none is close."""
        if word not in self._answers:
            self._answers[word] = self._closest(word)
        return self._answers[word]

    def _closest(self, word: str) -> str | None:
        import difflib  # late: only what is misspelt needs it

        letters = self._letters(word)
        at_most = (
            (_ratio((letters & others).bit_count(), word, other), other)
            for other, others in self._words
        )
        places = _places(word)
        matcher = difflib.SequenceMatcher(b=word)
        best, closest = _CLOSE, ""
        for most, other in sorted((one for one in at_most if one[0] >= _CLOSE), reverse=True):
            if most < best:
                break
            if _ratio(_shared_in_order(places, word, other), word, other) >= best:
                matcher.set_seq1(other)
                best, closest = max((best, closest), (matcher.ratio(), other))
        return closest or None

    def _letters(self, word: str) -> int:
        """The letters of a word as a number: each has a bit, and where it comes again another one."""
        seen, number = Counter[str](), 0
        for letter in word:
            seen[letter] += 1
            number |= 1 << self._bits.setdefault((letter, seen[letter]), len(self._bits))
        return number


def _places(word: str) -> dict[str, int]:
    """Where each letter of a word stands, as the bits of a number."""
    places: dict[str, int] = {}
    for place, letter in enumerate(word):
        places[letter] = places.get(letter, 0) | 1 << place
    return places


def _shared_in_order(places: dict[str, int], word: str, other: str) -> int:
    """How many letters a word shares with another in one order: their longest common subsequence.

    Each bit is a letter of the word that is not shared yet (Hyyrö, Bit-parallel LCS-length computation, 2004).
    """
    every = left = (1 << len(word)) - 1
    for letter in other:
        shared = left & places.get(letter, 0)
        left = (left + shared) | (left - shared)
    return len(word) - (left & every).bit_count()


def _ratio(shared: int, word: str, other: str) -> float:
    """How close two words are that share so many letters, as difflib reckons."""
    return 2.0 * shared / max(1, len(word) + len(other))

"""In which lines two texts differ, found in a time that grows with their number."""

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import Match, SequenceMatcher
from itertools import pairwise


class LineMatcher(SequenceMatcher[str]):
    """difflib's matcher of lines, which looks only between the lines that stand once in each text.

    difflib looks through all lines for each change, which takes minutes where thousands of lines change.
    Where such lines are in another order, it is asked for all the same.
    """

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        """Compare two texts, each as its lines."""
        super().__init__(None, old, new)
        self._old, self._new = old, new

    def get_matching_blocks(self) -> list[Match]:
        """The stretches that are equal, in order; an empty one stands at the ends where they differ."""
        blocks = [Match(0, 0, 0)]
        ends = Match(len(self._old), len(self._new), 0)
        for anchor in (*_anchors(self._old, self._new), ends):
            for block in (*self._between(blocks[-1], anchor), anchor):
                last = blocks[-1]
                if (last.a + last.size, last.b + last.size) == (block.a, block.b):
                    blocks[-1] = last._replace(size=last.size + block.size)
                else:
                    blocks.append(block)
        return blocks

    def _between(self, before: Match, after: Match) -> Iterator[Match]:
        """What is equal between two stretches that are."""
        a, b = before.a + before.size, before.b + before.size
        old, new = self._old[a : after.a], self._new[b : after.b]
        if old and new:
            for block in SequenceMatcher(None, old, new).get_matching_blocks():
                yield Match(a + block.a, b + block.b, block.size)


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[Match]:
    """The lines that stand once in each of two texts; none where they are not in one order."""
    once = _single(old) & _single(new)
    places = {line: place for place, line in enumerate(new) if line in once}
    found = [Match(place, places[line], 1) for place, line in enumerate(old) if line in once]
    return found if all(one.b < other.b for one, other in pairwise(found)) else []


def _single(lines: Sequence[str]) -> set[str]:
    return {line for line, count in Counter(lines).items() if count == 1}

"""Which texts of several publishers tell one story: a wire report, a press release, a reprint.

Two texts are compared by their shingles, runs of words that overlap: how many of those of the titles they
share, and how many of those of the shorter excerpt stand in the other. How common a word is in other texts
does not count, so that whether two are one story does not change with the records around them.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from zlib import crc32

from feedtool.imports.tuples import NamedTuple

# Reprints follow within days; later the same words are about another event, such as next year's.
WINDOW = 7 * 86_400
# So much of a title, or of an excerpt, stands in the other text where both tell one story; or so much of each.
_EITHER, _BOTH = 0.6, 0.4
# A title or an excerpt with fewer shingles counts as if it had so many: four words in common are no proof.
_LEAST_TITLE, _LEAST_EXCERPT = 9, 8
# So many shingles of the beginning of an excerpt (in characters), chosen by their digests, and so many of a
# title find the texts to compare.
_SAMPLE, _BEGINNING, _LONGEST = 6, 120, 16
# For each shingle a text is held beside no more than so many that have it, the next older ones.
_MOST_COMPARED = 4
# What two alone have in common weighs so much, what five or more have weighs one.
_LEAST_SHARED = 3

# Letters with the marks that stand on them, which are no letters to `\w`.
_WORD = re.compile(
    r"(?:[^\W_]|[\u0300-\u036f\u064b-\u065f\u0900-\u0963\u0966-\u0eff\u1000-\u109f\u1780-\u17ff])+"
)
# Scripts without blanks between words: pairs of characters stand in for words.
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    r"\U00020000-\U0003ffff]"
)
_BITS = 0xFFFF_FFFF
_NUMBER = re.compile(r"\d+")


class Wording(NamedTuple):
    """The words in which one publisher tells a story; ``moment``, its date, is in seconds since 1970."""

    title: str
    excerpt: str
    publisher: str
    moment: int


def clusters(wordings: Sequence[Wording]) -> list[list[int]]:
    """The places of wordings that tell one story, two or more each, the oldest first.

    Wordings of one publisher tell two stories, unless another publisher's is the same as both. The order of
    the wordings does not matter, and the time that it takes grows with their number.
    """
    order = sorted(range(len(wordings)), key=lambda place: (wordings[place][::-1], place))
    ranked = [wordings[place] for place in order]
    leader = list(range(len(ranked)))

    def first(rank: int) -> int:
        while leader[rank] != rank:
            leader[rank] = rank = leader[leader[rank]]
        return rank

    shingled = cache(lambda rank: _Shingles(ranked[rank]))
    for older, newer in _to_compare(ranked):
        one, other = sorted((first(older), first(newer)))
        if one != other and shingled(older).is_same(shingled(newer)):
            leader[other] = one
    members: dict[int, list[int]] = {}
    for rank in range(len(ranked)):
        members.setdefault(first(rank), []).append(order[rank])
    return [places for places in members.values() if len(places) > 1]


def is_same(one: Wording, other: Wording) -> bool:
    """Whether two wordings tell one story, whoever published them and when."""
    return _Shingles(one).is_same(_Shingles(other))


def _to_compare(ranked: Sequence[Wording]) -> Iterator[tuple[int, int]]:
    """The pairs of wordings, by their rank, that share in their samples what few have, or more."""
    moments = [wording.moment for wording in ranked]
    publishers = [wording.publisher for wording in ranked]
    shared = dict[tuple[int, int], int]()
    for ranks in _holders(ranked):
        weight = max(1, 5 - len(ranks))
        for place, newer in enumerate(ranks):
            since, publisher = moments[newer] - WINDOW, publishers[newer]
            for older in ranks[max(place - _MOST_COMPARED, 0) : place]:
                if moments[older] < since or publishers[older] == publisher:
                    continue
                pair = older, newer
                before = shared.get(pair, 0)
                shared[pair] = before + weight
                if before < _LEAST_SHARED <= before + weight:
                    yield pair


def _holders(ranked: Sequence[Wording]) -> Iterator[list[int]]:
    """The wordings, by their rank, that have a shingle in their samples, for each that several have."""
    # Numbers, each a shingle and who has it, sort faster than pairs would.
    entries = [key << 32 | rank for rank, one in enumerate(ranked) for key in _sample(one)]
    entries.sort()
    key, ranks = -1, list[int]()
    for entry in entries:
        if entry >> 32 != key:
            if len(ranks) > 1:
                yield ranks
            key, ranks = entry >> 32, []
        ranks.append(entry & _BITS)
    if len(ranks) > 1:
        yield ranks


def _sample(wording: Wording) -> set[int]:
    """Shingles of a wording by their digests: those of the title, and the least of the excerpt."""
    title = list(map(_digest, words(wording.title)))
    excerpt = list(map(_digest, words(wording.excerpt[:_BEGINNING])))
    of_title = {(one * 3 + two) & _BITS for one, two in pairwise(title)}
    of_excerpt = {
        (one * 7 + two * 5 + three) & _BITS
        for one, two, three in zip(excerpt, excerpt[1:], excerpt[2:], strict=False)
    }
    return {*sorted(of_title)[:_LONGEST], *sorted(of_excerpt)[:_SAMPLE]}


@lru_cache(1 << 16)
def _digest(word: str) -> int:
    return crc32(word.encode())


def words(text: str) -> list[str]:
    """The words of a text in any script, less case, signs and the forms of letters."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    found: list[str] = _WORD.findall(text.casefold())
    return found if text.isascii() or not _UNSPACED.search(text) else list(_by_pairs(found))


def _by_pairs(found: Iterable[str]) -> Iterator[str]:
    for word in found:
        if len(word) > 1 and _UNSPACED.search(word):
            yield from (word[place : place + 2] for place in range(len(word) - 1))
        else:
            yield word


class _Shingles:
    """What is compared of a wording."""

    def __init__(self, wording: Wording) -> None:
        title, excerpt = words(wording.title), words(wording.excerpt)
        self.title = {*title, *pairwise(title)}
        self.excerpt = {*zip(excerpt, excerpt[1:], excerpt[2:], strict=False)}
        self.words = {*title, *excerpt}
        self.named = {*title}
        self.numbers = {*_NUMBER.findall(wording.title)}
        # What a story names in both is what it is about.
        self.subjects = {*title} & {*excerpt} if excerpt else {*title}

    def is_same(self, other: "_Shingles") -> bool:
        """Whether both tell one story."""
        titles, excerpts = self._shared_title(other), self._shared_excerpt(other)
        is_alike = max(titles, excerpts) >= _EITHER or min(titles, excerpts) >= _BOTH
        return is_alike and not self._differs(other)

    def _shared_title(self, other: "_Shingles") -> float:
        shared = len(self.title & other.title)
        return shared / max(len(self.title | other.title), _LEAST_TITLE)

    def _shared_excerpt(self, other: "_Shingles") -> float:
        shorter = min(len(self.excerpt), len(other.excerpt))
        return len(self.excerpt & other.excerpt) / max(shorter, _LEAST_EXCERPT)

    def _differs(self, other: "_Shingles") -> bool:
        """Whether each is about something that the other does not know: two press releases of one form."""
        if self.subjects - other.words and other.named - self.words:
            return True
        if other.subjects - self.words and self.named - other.words:
            return True
        return bool(self.numbers - other.numbers and other.numbers - self.numbers)

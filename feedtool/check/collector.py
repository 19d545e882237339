"""Where all that is found in a document is collected, whatever its format, and where a check ends early."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import NoReturn

from feedtool.check import limits
from feedtool.check.finding import Faults, FaultsOfMarkup, Finding, brief

MOST_OF_A_KIND = 1000
MOST_UNSAID = 20_000
_OF_CHILDREN = {"element-unknown", "element-duplicate", "text-unexpected", "extension-no-namespace"}

ByteRange = tuple[int, int]
"""A stretch of bytes of the document."""


class StopReading(Exception):
    """The rest of the document will not be looked at."""


class Collector:
    """The findings of one document, and how much markup its texts hold.

    Of each code so many findings are kept, and the others counted. StopReading is raised where there are
    too many of those, and where a document has more of something than is looked at. ``format`` is the
    name of what the document was read as, empty until that is known.
    """

    def __init__(self, found: Iterable[Finding] = ()) -> None:
        self.findings = list(found)
        self.format = ""
        self._totals: Counter[str] = Counter()
        self._unsaid = 0
        self._markup = 0
        self._attributes = 0

    def is_full(self, code: str) -> bool:
        """Whether one more finding of this code is only counted, which this does."""
        if self._totals[code] < MOST_OF_A_KIND:
            return False
        self._unsaid += 1
        if self._unsaid > MOST_UNSAID:
            self.findings.append(Finding("problems-too-many", 0, 0))
            raise StopReading
        return True

    def add(self, finding: Finding) -> None:
        """Keep a finding, whose code is not full."""
        self._totals[finding.code] += 1
        self.findings.append(finding)

    def at(self, code: str, start: int, end: int, /, *, lesser: str = "", **detail: str) -> None:
        """Report a rule broken at a place."""
        if not self.is_full(code):
            self.add(Finding(code, start, end, detail=brief(detail), lesser=bool(lesser)))

    def worsen(self, code: str, start: int) -> None:
        """Take a finding for what its rule usually is, though it was lesser."""
        for index, one in enumerate(self.findings):
            if (one.code, one.start) == (code, start):
                self.findings[index] = replace(one, lesser=False)

    def forget_within(self, start: int, *, everything: bool) -> None:
        """Drop what an element that was never closed was blamed for: at least that it holds what follows it."""
        self.findings[:] = [
            one
            for one in self.findings
            if one.start <= start or not (everything or one.code in _OF_CHILDREN)
        ]

    def forget_values_with(self, char: str) -> None:
        """Drop what values are blamed for that have a character of ours in them."""
        self.findings[:] = [one for one in self.findings if char not in one.detail.get("value", "")]

    def withdraw(self, code: str) -> None:
        """Drop the findings of a code, which another has turned out to explain."""
        self.findings[:] = [one for one in self.findings if one.code != code]

    def count_markup(self, text: str, place: ByteRange) -> None:
        """Count the tags and references in a text; too many of them end the check."""
        marks = text.count("<") + (text.count("&") if "&" in text else 0)
        self._markup += min(marks, limits.MAX_MARKUP_OF_A_TEXT)
        if self._markup > limits.MAX_MARKUP:
            self.too_many(place, limits.MAX_MARKUP, "tags and references in texts")

    def count_attributes(self, faults: Faults, place: ByteRange) -> None:
        """Count the attributes in a text, by what was found in it; too many of them end the check."""
        if isinstance(faults, FaultsOfMarkup):
            self._attributes += faults.attributes
            if self._attributes > limits.MAX_ATTRIBUTES_IN_TEXTS:
                self.too_many(place, limits.MAX_ATTRIBUTES_IN_TEXTS, "attributes in texts")

    def too_many(self, place: ByteRange, limit: int, what: str) -> NoReturn:
        """End the check of a document that has too many of something."""
        self.at("document-many-parts", *place, limit=f"{limit:,}", what=what)
        raise StopReading

    def too_large(self, place: ByteRange) -> NoReturn:
        """End the check of a document of which too much would have to be held at once."""
        self.at("part-too-large", *place, limit=f"{limits.MAX_HELD:,}")
        raise StopReading

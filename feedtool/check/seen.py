"""What is remembered of the parts of a feed that have been read, whatever its format."""

from datetime import datetime


class ItemsSeen:
    """The values that should be unique, and the dates of the items: of neither is the text kept.

    ``dated`` counts the items that have a date, ``moments`` those whose date can be read; ``first`` and
    ``last`` of these are kept. ``date`` is the first date as it is written, ``same`` whether all are
    written like it.
    """

    def __init__(self) -> None:
        self.dated = 0
        self.moments = 0
        self.first: datetime | None = None
        self.last: datetime | None = None
        self.date = ""
        self.same = True
        self._counts: dict[str, dict[int, int]] = {}

    def count(self, scope: str, value: str) -> int:
        """Count a value; gives how often it has now been seen in a scope."""
        counts = self._counts.get(scope)
        if counts is None:
            counts = self._counts[scope] = {}
        # Of values that long, 64 bits are enough to tell them apart by, and take half the memory.
        key = hash(value)
        seen = counts.get(key, 0) + 1
        counts[key] = seen
        return seen

    def is_always_one(self, scope: str, times: int) -> bool:
        """Whether that many values have been seen in a scope, and all were the same."""
        counts = self._counts.get(scope, {})
        return len(counts) == 1 and times in counts.values()

    def add_date(self, text: str, moment: datetime | None) -> None:
        """Remember the date of an item, and the moment that it means if it can be read."""
        self.dated += 1
        self.date = self.date or text
        self.same = self.same and text == self.date
        if moment is not None:
            self.moments += 1
            self.first = moment if self.first is None else min(self.first, moment)
            self.last = moment if self.last is None else max(self.last, moment)

"""Rows of plain values in a database, many to a text: one by one they take several times as long.

Each row begins with its name. A change costs what was changed, and not what stands beside it: rows that
are put in the place of others, or take them away, are kept in texts of their own until there are many of
them. Each row has to tell by itself of what it is true: where such a text is lost, what it replaced is back.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from feedtool.storage import cells
from feedtool.storage.database import Database

# So many rows to a text: to read or change one of them costs as much as all.
MANY = 250
# Of so many texts, those of 25,000 rows, all are kept as rows: a run asks for them several times.
_MOST_KEPT = 100
# One in ``_PART`` rows may stand beside that which it replaces, and so many at most: they are in memory.
_PART, _MOST_BESIDE = 4, 5_000

TableRow = list[Any]


class Rows:
    """The rows of a table; they are in no order. A text is known by its number.

    Texts of numbers above zero hold rows of different names; of those below zero, which hold what was put in
    their place, a later one counts before those before it. There a row of nothing but its name takes one away.
    """

    def __init__(self, database: Database, table: str) -> None:
        self._database, self._table = database, table
        numbers = [int(name) for name in database.names(table)]
        self._last = max((0, *numbers))
        self._are_few = len(numbers) <= _MOST_KEPT
        self._kept: dict[int, list[TableRow]] = {}
        # How many rows each of the texts below zero holds, the oldest first, and what all of these come to.
        self._beside: dict[int, int] = {}
        self._changes: dict[str, TableRow] = {}
        for number in sorted((one for one in numbers if one < 0), reverse=True):
            rows = self._loaded(number)
            self._beside[number] = len(rows)
            self._changes |= {row[0]: row for row in rows}

    def __iter__(self) -> Iterator[TableRow]:
        texts = self.texts()
        if len(texts) > _MOST_KEPT:  # a first build begins with none
            self._are_few = False
            self._kept.clear()
        put = (row for row in self._changes.values() if len(row) > 1)
        return chain(chain.from_iterable(map(self._unchanged, texts)), put)

    def texts(self) -> list[int]:
        """The texts of rows that do not stand in the place of others."""
        return [number for number in map(int, self._database.names(self._table)) if number > 0]

    def add(self, rows: Iterable[Iterable[Any]]) -> None:
        """Keep some rows of new names, in texts of their own."""
        new_rows = list(rows)
        for first in range(0, len(new_rows), MANY):
            self._last += 1
            self._put(self._last, new_rows[first : first + MANY])

    def can_put(self, number: int) -> bool:
        """Whether it is better to ``put`` so many rows than to ``change`` what is there."""
        texts = len(self.texts())
        room = min(max(MANY, texts * MANY // _PART), _MOST_BESIDE) if texts else 0
        return len(self._changes) + number <= room

    def replace(self, rows: Sequence[Sequence[Any]], gone: Collection[str] = ()) -> None:
        """Put rows in the place of those of their names, and take those of others away, however many."""
        if self.can_put(len(rows) + len(gone)):
            self.put(rows, gone)
            return
        replaced = {row[0] for row in rows}.union(gone)
        self.change(self.texts(), lambda row: None if row[0] in replaced else row)
        self.add(rows)

    def put(self, rows: Iterable[Iterable[Any]], gone: Iterable[str] = ()) -> None:
        """Put rows in the place of those of their names, and take those of others away."""
        new_rows = {row[0]: row for row in _plain([*rows, *([name] for name in gone)])}
        if not new_rows:
            return
        self._changes |= new_rows
        # Texts are put together with those that hold not much more, so that there are never many of them.
        numbers = [*self._beside]
        while numbers and self._beside[numbers[-1]] < 2 * len(new_rows):
            number = numbers.pop()
            new_rows = {row[0]: row for row in self._loaded(number)} | new_rows
            self._drop(number)
        number = min(numbers, default=0) - 1
        self._beside[number] = len(new_rows)
        self._put(number, [*new_rows.values()])

    def change(self, texts: Iterable[int], changed: Callable[[TableRow], TableRow | None]) -> None:
        """Put what a function makes of each row of some texts in its place, or drop it where that is None.

        So it is with what stands in the place of rows, which are in one place then. Texts of few rows are made
        into larger ones, so that many small changes do not leave many of them.
        """
        loose = list[TableRow]()
        for number in texts:
            before = self._rows(number)
            now = [row for row in map(changed, self._unchanged(number)) if row is not None]
            if len(now) < MANY // 2:
                self._drop(number)
                loose += now
            elif now != before:
                self._put(number, now)
                if self._are_few:
                    self._kept[number] = now
            if len(loose) >= MANY:
                self.add(loose)
                loose = []
        put = (changed(row) for row in self._changes.values() if len(row) > 1)
        loose += (row for row in put if row is not None)
        for number in [*self._beside]:
            self._drop(number)
        self._changes = {}
        self.add(loose)

    def _unchanged(self, number: int) -> list[TableRow]:
        """The rows of a text, but for those in whose place others stand."""
        rows, changes = self._rows(number), self._changes
        return [row for row in rows if row[0] not in changes] if changes else rows

    def _rows(self, number: int) -> list[TableRow]:
        """The rows of a text."""
        rows = self._kept.get(number)
        if rows is None:
            rows = self._loaded(number)
            if self._are_few:
                self._kept[number] = rows
        return rows

    def _loaded(self, number: int) -> list[TableRow]:
        rows: list[TableRow] = json.loads(self._database.get(self._table, str(number)) or "[]")
        return rows

    def _put(self, number: int, rows: list[Any]) -> None:
        self._kept.pop(number, None)
        self._database.put(self._table, [(str(number), cells.dumps(rows))])

    def _drop(self, number: int) -> None:
        self._kept.pop(number, None)
        self._beside.pop(number, None)
        self._database.drop(self._table, [str(number)])


def _plain(rows: list[Any]) -> list[TableRow]:
    """Rows as they come back from a database."""
    plain: list[TableRow] = json.loads(cells.dumps(rows))
    return plain

"""Rows of plain values in a database, many to a text: one by one they take several times as long."""

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any

from feedtool.storage import cells
from feedtool.storage.database import Database

# So many rows to a text: to read or change one of them costs as much as all.
MANY = 250
# Of so many texts, those of 25,000 rows, all are kept as rows: a run asks for them several times.
_MOST_KEPT = 100

TableRow = list[Any]


class Rows:
    """The rows of a table; they are in no order. A text is known by its number."""

    def __init__(self, database: Database, table: str) -> None:
        self._database, self._table = database, table
        texts = self.texts()
        self._last = max(texts, default=0)
        self._are_few = len(texts) <= _MOST_KEPT
        self._kept: dict[int, list[TableRow]] = {}

    def __iter__(self) -> Iterator[TableRow]:
        texts = self.texts()
        if len(texts) > _MOST_KEPT:  # a first build begins with none
            self._are_few = False
            self._kept.clear()
        return chain.from_iterable(map(self._rows, texts))

    def texts(self) -> list[int]:
        """The texts that there are."""
        return [int(name) for name in self._database.names(self._table)]

    def add(self, rows: Iterable[Iterable[Any]]) -> None:
        """Keep some rows, in a text of their own."""
        new_rows = list(rows)
        if new_rows:
            self._last += 1
            self._put(self._last, new_rows)

    def change(self, texts: Iterable[int], changed: Callable[[TableRow], TableRow | None]) -> None:
        """Put what a function makes of each row of some texts in its place, or drop it where that is None.

        Texts of few rows are made into larger ones, so that many small changes do not leave many of them.
        """
        loose = list[TableRow]()
        for number in texts:
            before = self._rows(number)
            now = [row for row in map(changed, before) if row is not None]
            if len(now) < MANY // 2:
                self._database.drop(self._table, [str(number)])
                self._kept.pop(number, None)
                loose += now
            elif now != before:
                self._put(number, now)
                if self._are_few:
                    self._kept[number] = now
            if len(loose) >= MANY:
                self.add(loose)
                loose = []
        self.add(loose)

    def _rows(self, number: int) -> list[TableRow]:
        """The rows of a text."""
        rows = self._kept.get(number)
        if rows is None:
            rows = json.loads(self._database.get(self._table, str(number)) or "[]")
            if self._are_few:
                self._kept[number] = rows
        return rows

    def _put(self, number: int, rows: list[Any]) -> None:
        self._kept.pop(number, None)
        self._database.put(self._table, [(str(number), cells.dumps(rows))])

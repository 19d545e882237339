"""The items of a feed, each made when a format asks for it."""

from collections.abc import Callable, Sequence
from typing import Any, overload

from feedtool.model.feed import Item


class LazyItems(Sequence[Item]):
    """Items by their places, each made when it is asked for; pickled, and as a slice, they are a tuple."""

    def __init__(self, places: Sequence[int], item: Callable[[int], Item]) -> None:
        self._places, self._item = places, item

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Item, ...]: ...
    def __getitem__(self, index: int | slice) -> Item | tuple[Item, ...]:
        if isinstance(index, slice):
            return tuple(map(self._item, self._places[index]))
        return self._item(self._places[index])

    def __reduce__(self) -> tuple[Any, ...]:
        return tuple, (tuple(self),)


class ItemsAfter(Sequence[Item]):
    """Items behind one that is made already."""

    def __init__(self, first: Item, others: Sequence[Item]) -> None:
        self._first, self._others = first, others

    def __len__(self) -> int:
        return 1 + len(self._others)

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Item, ...]: ...
    def __getitem__(self, index: int | slice) -> Item | tuple[Item, ...]:
        if isinstance(index, slice):
            return tuple(self[place] for place in range(*index.indices(len(self))))
        place = range(len(self))[index]
        return self._others[place - 1] if place else self._first

    def __reduce__(self) -> tuple[Any, ...]:
        return tuple, (tuple(self),)


class CountedItems(Sequence[Item]):
    """Items of which no more is known than how many they are: all that a list of feeds tells."""

    def __init__(self, number: int) -> None:
        self._number = number

    def __len__(self) -> int:
        return self._number

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Item, ...]: ...
    def __getitem__(self, index: int | slice) -> Item | tuple[Item, ...]:
        raise LookupError("items that are only counted cannot be shown")

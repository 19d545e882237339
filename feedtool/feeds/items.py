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

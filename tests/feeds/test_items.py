"""Items that are made when they are asked for."""

import pickle
from typing import Any

import pytest

from feedtool.feeds.items import CountedItems, LazyItems


def test_items_are_made_when_they_are_asked_for() -> None:
    asked = list[int]()

    def item(place: int) -> Any:
        asked.append(place)
        return place

    items: Any = LazyItems([4, 2, 7], item)
    assert (len(items), asked) == (3, [])
    assert (items[1], asked) == (2, [2])
    assert (items[1:], asked) == ((2, 7), [2, 2, 7])
    assert pickle.loads(pickle.dumps(items)) == (4, 2, 7)


def test_items_that_are_counted_are_not_there() -> None:
    items = pickle.loads(pickle.dumps(CountedItems(3)))
    assert len(items) == 3
    with pytest.raises(LookupError):
        next(iter(items))

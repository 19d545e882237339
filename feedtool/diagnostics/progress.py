"""How far a run has come: reported by use cases, shown by the command line on a terminal."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

T = TypeVar("T")


class Progress(Protocol):
    """What is asked to follow the steps of a long work."""

    def __call__(self, items: Iterable[T], total: int, doing: str) -> Iterable[T]:
        """The items, one after the other; ``total`` of them, each a step of what is being done."""


def no_progress(items: Iterable[T], total: int, doing: str) -> Iterable[T]:  # noqa: ARG001 - a Progress
    """The items, and nothing to see."""
    return items

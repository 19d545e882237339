"""What is remembered of the elements of a feed once they are closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedtool.check import seen

if TYPE_CHECKING:
    from feedtool.check.xml.node import Node


class Seen(seen.Seen):
    """What rules about the whole feed ask of its items: memory does not grow with the feed.

    ``first_item`` is where the first item begins, ``undated_comments`` where the first item with
    slash:comments does, which want a date of the channel. ``stories`` has the identifiers of a few items
    by title and link, ``digits`` those parts of a few identifiers that may be moments, and where in which
    element they stand. ``is_rss_090`` is whether the root is that of RSS 0.90, ``has_itunes`` whether an
    item has anything of iTunes.
    """

    def __init__(self) -> None:
        super().__init__()
        self.first_item: int | None = None
        self.undated_comments: int | None = None
        self.stories: dict[tuple[str, str], str] = {}
        self.digits: list[tuple[Node, str, int, int]] = []
        self.is_rss_090 = False
        self.has_itunes = False

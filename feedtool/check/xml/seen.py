"""What is remembered of the items of a feed once they are closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from feedtool.check.xml.node import Node


class Seen:
    """The first and last date, and a few of the identifiers: memory does not grow with the feed."""

    def __init__(self) -> None:
        self.first: datetime | None = None
        self.last: datetime | None = None
        self.dated = 0
        self.text = ""
        self.same = True
        self.moments: list[tuple[Node, str, int, int]] = []
        self.stories: dict[tuple[str, str], str] = {}

"""What the first steps of a build hand on, where nothing of the last steps need be imported yet."""

from typing import TYPE_CHECKING

from feedtool.imports.tuples import NamedTuple
from feedtool.model.states import INVALID, UNREADABLE

if TYPE_CHECKING:
    from feedtool.build.cache.folder import FolderSummary
    from feedtool.build.reading.scan import Values
    from feedtool.feeds.queries import Stories
    from feedtool.feeds.select import Selection
    from feedtool.model.feed import Feed
    from feedtool.model.ledger import FeedFacts
    from feedtool.model.topics import Topics


class Scanned(NamedTuple):
    """What the folder of the records holds; ``values`` are what some of the records that were read hold."""

    summary: "FolderSummary"
    values: "Values"


class Selected(NamedTuple):
    """The stories, and the feeds that they make; ``summary`` is what the folder held when these were made.

    ``for_ledger`` is what stories are in feeds, where later builds have to know it.
    """

    summary: "FolderSummary"
    selection: "Selection"
    feeds: "tuple[Feed, ...]"
    topics: "Topics"
    offered: "Stories"
    archives: "tuple[Feed, ...]" = ()
    news: "Feed | None" = None
    for_ledger: "tuple[FeedFacts, ...]" = ()

    @property
    def valid(self) -> int:
        """How many records are valid."""
        states = self.summary.states.items()
        return sum(number for state, number in states if state not in (INVALID, UNREADABLE))

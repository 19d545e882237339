"""What is remembered of the elements of a feed once they are closed."""

from feedtool.check import seen
from feedtool.check.collector import MOST_OF_A_KIND
from feedtool.check.xml.element import Element
from feedtool.imports.tuples import NamedTuple


class Digits(NamedTuple):
    """A part of an identifier that may be a moment, and where in the text of which element it stands."""

    identifier: Element
    text: str
    start: int
    end: int


class XmlItemsSeen(seen.ItemsSeen):
    """What rules about the whole feed ask of its items: memory does not grow with the feed.

    ``first_item`` is where the first item begins, ``undated_comments`` where the first item with
    slash:comments does, which want a date of the channel. ``stories`` has the identifiers of a few items
    by title and link, ``digits`` those parts of a few identifiers that may be moments. ``undated`` counts the
    items without a date, of which the first few begin at ``undated_at``. ``is_rss_090`` is whether the root is
    that of RSS 0.90, ``has_itunes`` whether an item has anything of iTunes, ``has_media`` whether one has
    something to play. ``pointed`` has where the channel of RSS 1.0 points to a resource, ``named`` where a
    resource is, each by its kind and name; ``lists_items`` is whether its table of items can be read.
    """

    def __init__(self) -> None:
        super().__init__()
        self.first_item: int | None = None
        self.undated_comments: int | None = None
        self.stories: dict[tuple[str, str], str] = {}
        self.digits: list[Digits] = []
        self.undated = 0
        self.undated_at: list[int] = []
        self.has_media = False
        self.is_rss_090 = False
        self.has_itunes = False
        self.pointed: dict[tuple[str, int], int] = {}
        self.named: dict[tuple[str, int], int] = {}
        self.lists_items = True

    def add_undated(self, start: int) -> None:
        """Remember an item without a date, and where it begins if it is one of the first."""
        self.undated += 1
        if self.undated <= MOST_OF_A_KIND:
            self.undated_at.append(start)

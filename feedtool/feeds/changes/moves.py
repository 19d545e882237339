"""What has moved or gone, for servers: the paths that lead to others, and those that lead nowhere."""

from collections.abc import Iterable

from feedtool.feeds import layout
from feedtool.imports.tuples import NamedTuple
from feedtool.model.feed import Feed


class Moves(NamedTuple):
    """Paths below the output folder: those that stand elsewhere now, in pairs, and those that are gone."""

    moved: tuple[tuple[str, str], ...]
    gone: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.moved or self.gone)


def of(feeds: Iterable[Feed], forms: tuple[str, ...]) -> Moves:
    """What servers should say of some feeds. A feed that is gone keeps its page, which says why."""
    moved: list[tuple[str, str]] = []
    gone: list[str] = []
    for feed in feeds:
        moved += layout.former_paths(feed, forms).items()
        if feed.is_gone:
            gone += (layout.feed_path(feed.name, form) for form in forms)
    return Moves(tuple(sorted(moved)), tuple(sorted(gone)))

"""The documents that together hold all stories of a feed: the feed itself, and its archives."""

from collections.abc import Iterator, Sequence

from feedtool.feeds import layout
from feedtool.feeds.history import archives
from feedtool.feeds.history.archives import History
from feedtool.feeds.kinds.drafts import Draft
from feedtool.imports.tuples import NamedTuple
from feedtool.model.feed import Chain
from feedtool.model.record import Candidate


class FeedDocument(NamedTuple):
    """A feed, or an archive of one, before the complete records of its stories are read.

    ``name`` is its own, ``former`` are those that it had before, the first one first; ``first_name`` is the
    first that the feed had.
    """

    name: str
    former: tuple[str, ...]
    first_name: str
    draft: Draft
    stories: Sequence[Candidate]
    chain: Chain | None = None

    @property
    def number(self) -> int:
        """The number of an archive; 0 of the feed itself."""
        return self.chain.number if self.chain else 0


def of(names: Sequence[str], draft: Draft, size: int, history: History) -> Iterator[FeedDocument]:
    """The documents of a feed, itself first; ``names`` are all that it had, the one of now last.

    What was archived under a former name stays in the archive of that number, under the name of now. It
    stands at its former path, too, where readers may have come to know it.
    """
    *former, name = names
    newest = FeedDocument(name, tuple(former), names[0], draft, draft.stories)
    if draft.older is None or not size:
        yield newest
        return
    by_name = {one: history.members(one, names) for one in names}
    members = {story: number for one in names for story, number in by_name[one].items()}
    if not (members or draft.older):
        yield newest
        return
    published = () if members else next(filter(None, map(history.published, names[::-1])), ())
    shown, closed = archives.archived(draft.stories, draft.older, size, members, published)
    if not closed:
        yield newest._replace(stories=shown)
        return
    chain = archives.chain(name, {number: layout.archive_name(name, number) for number in closed})
    yield newest._replace(stories=shown, chain=chain[0])
    for number, stories in closed.items():
        known = (one for one in former if number in by_name[one].values())
        yield newest._replace(
            name=layout.archive_name(name, number),
            former=tuple(layout.archive_name(one, number) for one in known),
            stories=stories,
            chain=chain[number],
        )

"""What subscribers would lose, or get as new, if the output became what a build has made: the guards' part.

A feed is what somebody follows: one that was renamed is the same feed, one whose file would vanish is lost.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from feedtool.build.artifacts import Artifacts
from feedtool.build.task import BuildTask
from feedtool.feeds import issued, layout
from feedtool.model.topics import slug_of
from feedtool.publish import guards

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from feedtool.diagnostics.problem import Problem
    from feedtool.model.feed import Feed

_NOTHING: Mapping[str, frozenset[str]] = {}


def losses(  # noqa: PLR0913, PLR0917 - what a build has made, and what was there before
    task: BuildTask,
    output: Artifacts,
    feeds: "Sequence[Feed]",
    before: Mapping[str, frozenset[str]],
    stale: "Iterable[str]",
    archived: Mapping[str, frozenset[str]] = _NOTHING,
    *,
    aged_out: "Callable[[Feed], frozenset[str]]" = lambda _: frozenset(),
    is_ledger_wrong: bool = False,
) -> "Iterator[Problem]":
    """The problems that the guards find in feeds, each of which stops publication.

    ``before`` are the ids that the published feeds show, by name, and ``archived`` those that their archives
    will hold: what moves there is not lost, and what has ``aged_out`` of one is not either. ``stale`` are
    the paths that would be removed. Where the ledger is lost or has faults, each id that changes is reported.
    """
    for feed in feeds:
        known, now = before[feed.name], frozenset(key.id for key in feed.keys)
        if known == now:
            continue
        young = (known - aged_out(feed)) | (known & now)
        moved = young & archived.get(feed.name, frozenset())
        yield from guards.lost_items(feed.name, young, now, moved)
        yield from guards.flood(feed.name, known, now, task.config.feeds.max_new)
        gone, new = known - now - moved, now - known
        if (gone and new and is_ledger_wrong) or guards.could_be_new_ids(len(known), len(new)):
            changed = _changed_ids(output, feed, gone, new)
            yield from guards.new_ids(
                feed.name,
                len(known),
                changed,
                even_one=is_ledger_wrong,
                has_ledger=task.ledger_file.content is not None,
            )
    yield from _lost_feeds(task, feeds, before, stale)


def _changed_ids(
    output: Artifacts, feed: "Feed", gone: frozenset[str], new: frozenset[str]
) -> list[tuple[str, str]]:
    """The ids that would vanish from a feed while another one comes for the same story, with that one."""
    from feedtool.text import plain  # late: few builds bring so many new ids

    by_link: dict[str, str] = {}
    by_title: dict[tuple[str, object], str] = {}
    for entry in output.published_entries(feed):
        if entry.id in gone:
            by_link |= dict.fromkeys(entry.links, entry.id)
            by_title[plain.title_key(entry.title), entry.published] = entry.id
    pairs = []
    for key, item in zip(feed.keys, feed.items, strict=True):
        if key.id in new:
            old = by_link.get(item.link) or by_title.get(
                (plain.title_key(item.title), item.published)
            )
            if old is not None:
                pairs.append((old, key.id))
    return pairs


def _lost_feeds(
    task: BuildTask,
    feeds: "Sequence[Feed]",
    before: Mapping[str, frozenset[str]],
    stale: "Iterable[str]",
) -> "Iterator[Problem]":
    """The feeds that would vanish, other than those of topics that the configuration excludes."""
    kept = {name for feed in feeds for name in (feed.name, *feed.former)}
    kept |= {layout.topic_feed(slug_of(name)) for name in task.config.feeds.exclude_topics}
    lost: dict[str, frozenset[str]] = {}
    for path in sorted(stale):
        found = layout.feed_at(path)
        if found is not None and found[0] not in kept:
            name, form = found
            ids = issued.ids(form, task.output.read(path) or b"")
            lost[name] = max(lost.get(name, frozenset()), ids, key=len)
    for name, ids in lost.items():
        heir = next((one for one in feeds if not before[one.name] and _is_heir(one, ids)), None)
        yield from guards.lost_feed(name, len(ids), layout.short_name(heir) if heir else None)


def _is_heir(feed: "Feed", ids: frozenset[str]) -> bool:
    """Whether a feed that is new shows most of what one showed that would vanish."""
    return feed.topic is not None and 2 * len(ids & {key.id for key in feed.keys}) > len(ids)

"""Fingerprints: what tells a build that a file of the output need not be rendered again."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from feedtool.build.cache.store import FileState
from feedtool.feeds import formats, layout
from feedtool.model.config import Config
from feedtool.model.topics import Topic
from feedtool.storage import reading
from feedtool.storage.folders import Folder
from feedtool.text.digests import content_digest, digest

if TYPE_CHECKING:
    # Imported late: where nothing has changed there are no feeds.
    from feedtool.model.feed import Feed, ItemKey


def is_unmodified(folder: Folder, path: str, written: FileState) -> bool:
    """Whether a file of the output is unmodified since a build wrote it."""
    now = folder.signature(path)
    if now is not None and now.is_same(written.signature):
        return True
    content = folder.read(path)
    return content is not None and content_digest(content) == written.digest


def file_digest(file: Path) -> str | None:
    """A digest of a file's bytes; None where there is no such file, or it cannot be read."""
    try:
        return content_digest(reading.read(file))
    except OSError:
        return None


def inputs(
    feeds: "Sequence[Feed]",
    config: Config,
    topics: Mapping[str, Topic],
    with_program: str,
    archives: "Sequence[Feed]" = (),
) -> dict[str, str]:
    """For each file of the output, by its path, a digest of what it is made of.

    Heat, which changes more often than all else of a story, alters only files of the formats that tell it,
    and these no more than what they tell.
    """
    common = digest(config.site, config.feeds.formats, with_program)
    heads = [_head(feed) for feed in feeds]
    site = digest(common, heads, sorted(topics.items()))
    found = {
        layout.OPML: site,
        layout.LANDING_PAGE: digest(site, _of(feeds[0].keys[: layout.NEWEST])),
    }
    for feed, head in zip((*feeds, *archives), (*heads, *map(_head, archives)), strict=True):
        shown = digest(common, head, _of(feed.keys))
        found |= dict.fromkeys(layout.paths(feed, config.feeds.formats), shown)
        found |= {page.path: page.digest for page in feed.pages}
        for form in filter(_tells_heat, config.feeds.formats):
            path = layout.feed_path(feed.name, form)
            found[path] = digest(shown, [key.heat for key in feed.keys])
        for old, path in layout.former_paths(feed, config.feeds.formats).items():
            found[old] = found[path] if path != layout.page_path(feed) else digest(common, head)
    if any(feed.former or feed.is_gone for feed in feeds):
        from feedtool.feeds.changes import moves  # late: few feeds are renamed

        moved = moves.of((*feeds, *archives), config.feeds.formats)
        found |= dict.fromkeys(layout.SERVER_FILES, digest(common, moved))
    return found


def _head(feed: "Feed") -> str:
    return digest(feed._replace(items=(), keys=(), pages=()), len(feed.items))


def _of(keys: "Iterable[ItemKey]") -> list[str]:
    return [key.digest for key in keys]


def _tells_heat(form: str) -> bool:
    return formats.named(form).tells_heat

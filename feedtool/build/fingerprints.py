"""Fingerprints: by which a build knows that a file of the output need not be rendered again."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from feedtool.build.cache.store import FileState
from feedtool.feeds import formats, layout
from feedtool.model.config import Config
from feedtool.model.topics import Topic
from feedtool.storage import reading, signature
from feedtool.storage.folders import Folder
from feedtool.storage.signature import Signatures
from feedtool.text.hashes import content_digest, digest

if TYPE_CHECKING:
    # Imported late: where nothing has changed there are no feeds.
    from feedtool.model.feed import Feed, ItemKey


def signatures(folder: Folder, paths: Iterable[str]) -> Signatures:
    """The signatures of some files of the output. A link is not followed."""
    names = [*paths]
    try:
        return dict(zip(names, folder.signatures(names), strict=True))
    except OSError:  # there is no such folder
        return {}


def as_signed(now: Signatures, written: Mapping[str, FileState]) -> frozenset[str]:
    """The paths of those files of the output that, by their signatures, are as a build left them.

    None of them need be read. A link never is among them.
    """
    return frozenset(
        path
        for path, state in written.items()
        if (one := now.get(path)) is not None and signature.as_text(one) == state.signature
    )


def is_unmodified(folder: Folder, path: str, written: FileState) -> bool:
    """Whether a file of the output is unmodified since a build wrote it."""
    now = folder.signature(path)
    if now is not None and signature.as_text(now) == written.signature:
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
    of_topic = cache(_of_topic)  # of most topics it is asked twice
    heads = [_head(feed, of_topic) for feed in feeds]
    site = digest(common, heads, [of_topic(topic) for _, topic in sorted(topics.items())])
    found = {
        layout.OPML: site,
        layout.LANDING_PAGE: digest(site, _of(feeds[0].keys[: layout.NEWEST])),
    }
    heads += (_head(feed, of_topic) for feed in archives)
    tell_heat = [form for form in config.feeds.formats if formats.named(form).tells_heat]
    for feed, head in zip((*feeds, *archives), heads, strict=True):
        shown = digest(common, head, _of(feed.keys))
        found |= dict.fromkeys(layout.paths(feed, config.feeds.formats), shown)
        found |= {page.path: page.digest for page in feed.pages}
        heat = [key.heat for key in feed.keys] if tell_heat else []
        if any(one is not None for one in heat):
            warm = digest(shown, heat)
            found |= {layout.feed_path(feed.name, form): warm for form in tell_heat}
        for old, path in layout.former_paths(feed, config.feeds.formats).items():
            found[old] = found[path] if path != layout.page_path(feed) else digest(common, head)
    if any(feed.former or feed.is_gone for feed in feeds):
        from feedtool.feeds.changes import moves  # late: few feeds are renamed

        moved = moves.of((*feeds, *archives), config.feeds.formats)
        found |= dict.fromkeys(layout.SERVER_FILES, digest(common, moved))
    return found


def _head(feed: "Feed", of_topic: Callable[[Topic], str]) -> str:
    without = feed._replace(items=(), keys=(), pages=(), topic=None)
    topic = None if feed.topic is None else of_topic(feed.topic)
    return digest(*without, len(feed.items), topic)


def _of_topic(topic: Topic) -> str:
    return digest(*topic)


def _of(keys: "Iterable[ItemKey]") -> list[str]:
    return [key.digest for key in keys]

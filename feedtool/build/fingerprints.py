"""Fingerprints: what tells a build that a file of the output need not be rendered again."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from feedtool.build.memory import FileState
from feedtool.feeds import formats, layout
from feedtool.model.config import Config
from feedtool.model.feed import Feed, Item
from feedtool.model.topics import Topic
from feedtool.storage import reading
from feedtool.storage.folders import Folder
from feedtool.text.digests import content_digest, digest


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
    feeds: Sequence[Feed], config: Config, topics: Mapping[str, Topic], with_program: str
) -> dict[str, str]:
    """For each file of the output, by its path, a digest of what it is made of.

    Heat, which changes more often than all else of a story, alters only files of the formats that tell it.
    """
    of_items: dict[int, str] = {}

    def of(items: Iterable[Item]) -> list[str]:
        return [
            of_items.get(id(item)) or of_items.setdefault(id(item), digest(item._replace(heat=0)))
            for item in items
        ]

    common = (config.site, config.feeds.formats, with_program)
    heads = [(feed._replace(items=()), len(feed.items)) for feed in feeds]
    found = dict.fromkeys(
        layout.SITE_FILES, digest(common, heads, of(feeds[0].items), sorted(topics.items()))
    )
    for feed, (head, _) in zip(feeds, heads, strict=True):
        shown = digest(common, head, of(feed.items))
        found |= dict.fromkeys(layout.paths(feed, config.feeds.formats), shown)
        for form in filter(_tells_heat, config.feeds.formats):
            path = layout.feed_path(feed.name, form)
            found[path] = digest(shown, [item.heat for item in feed.items])
    return found


def _tells_heat(form: str) -> bool:
    return formats.named(form).tells_heat

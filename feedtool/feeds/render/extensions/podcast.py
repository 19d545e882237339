"""What a podcast feed tells apps and directories: the elements of Apple and of the podcast namespace.

Apple: https://help.apple.com/itc/podcasts_connect/#/itcb54353390, the podcast namespace:
https://podcasting2.org/docs/podcast-namespace. Only RSS has them: no directory takes another format.
"""

from collections.abc import Iterator

from feedtool.imports.tuples import NamedTuple
from feedtool.model.podcast import Enclosure, Podcast

ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
PREFIXES = {"itunes": ITUNES, "podcast": PODCAST}
# What chapters are in: https://podcasting2.org/docs/podcast-namespace/tags/chapters
_CHAPTERS_TYPE = "application/json+chapters"


class Tag(NamedTuple):
    """An element: its name with its namespace, its text, its attributes, and the elements in it."""

    name: str
    text: str | None
    attributes: dict[str, str]
    inner: "tuple[Tag, ...]" = ()


def of_show(show: Podcast) -> Iterator[Tag]:
    """What directories ask of a show."""
    yield _itunes("author", show.author)
    owner = _itunes("name", show.owner_name), _itunes("email", show.owner_email)
    yield _itunes("owner")._replace(inner=owner)
    yield _itunes("image", href=show.image)
    for name, *below in show.categories:
        inner = tuple(_itunes("category", text=one) for one in below)
        yield _itunes("category", text=name)._replace(inner=inner)
    yield _itunes("explicit", _truth(is_so=show.explicit))
    if show.kind:
        yield _itunes("type", show.kind)
    if show.is_complete:
        yield _itunes("complete", "Yes")
    yield _podcast("guid", show.guid)
    if show.is_locked is not None:
        yield _podcast("locked", "yes" if show.is_locked else "no", owner=show.owner_email)
    if show.license:
        name, address = show.license
        yield _podcast("license", name, **({"url": address} if address else {}))
    if show.funding:
        address, text = show.funding
        yield _podcast("funding", text, url=address)


def of_episode(file: Enclosure) -> Iterator[Tag]:
    """What apps show of an episode."""
    episode = file.episode
    tags = {
        "title": episode.title,
        "duration": file.duration,
        "season": episode.season,
        "episode": episode.number,
        "episodeType": episode.kind,
        "explicit": None if episode.explicit is None else _truth(is_so=episode.explicit),
    }
    yield from (_itunes(name, str(value)) for name, value in tags.items() if value is not None)
    if episode.image:
        yield _itunes("image", href=episode.image)
    for one in episode.transcripts:
        language = {"language": one.language} if one.language else {}
        yield _podcast("transcript", url=one.url, type=one.media_type, **language)
    if episode.chapters:
        yield _podcast("chapters", url=episode.chapters, type=_CHAPTERS_TYPE)


def _itunes(tag: str, /, content: str | None = None, **attributes: str) -> Tag:
    return Tag(f"{{{ITUNES}}}{tag}", content, attributes)


def _podcast(tag: str, /, content: str | None = None, **attributes: str) -> Tag:
    return Tag(f"{{{PODCAST}}}{tag}", content, attributes)


def _truth(*, is_so: bool) -> str:
    return "true" if is_so else "false"

"""What a record says to people: its texts, and the stories and topics that stand in it twice."""

from collections.abc import Iterator
from typing import Any

from feedtool.frontmatter import Document
from feedtool.model.topics import Topics
from feedtool.model.topics import key as topic_key
from feedtool.text import plain, urls


def prose(document: Document) -> Iterator[tuple[str, str]]:
    """The texts that people read, as JSON pointer and value."""
    value = document.value
    holders: list[tuple[str, Any]] = [("", value)]
    holders += [
        (f"/related/{index}", story) for index, story in enumerate(list_at(document, "related"))
    ]
    for pointer, holder in holders:
        if isinstance(holder, dict):
            for name in ("title", "excerpt"):
                if isinstance(holder.get(name), str):
                    yield f"{pointer}/{name}", holder[name]
            provider = holder.get("provider")
            if isinstance(provider, dict) and isinstance(provider.get("name"), str):
                yield f"{pointer}/provider/name", provider["name"]


def links(document: Document) -> Iterator[tuple[str, str]]:
    """The web addresses that a feed links to, as JSON pointer and value."""
    stories = enumerate(list_at(document, "related"))
    found = [("/webUrl", document.value.get("webUrl"))]
    found += [(f"/related/{i}/webUrl", s.get("webUrl")) for i, s in stories if isinstance(s, dict)]
    for pointer, url in found:
        if isinstance(url, str) and urls.is_web_url(url):
            yield pointer, url


def addresses(document: Document) -> Iterator[tuple[str, str]]:
    """The addresses that feeds show, as JSON pointer and value."""
    holders: list[tuple[str, Any]] = [("", document.value)]
    holders += [
        (f"/related/{index}", story) for index, story in enumerate(list_at(document, "related"))
    ]
    for pointer, holder in holders:
        for name in ("originalUrl", "webUrl") if isinstance(holder, dict) else ():
            if isinstance(holder.get(name), str):
                yield f"{pointer}/{name}", holder[name]
    for index, image in enumerate(list_at(document, "images")):
        if isinstance(image, dict) and isinstance(image.get("url"), str):
            yield f"/images/{index}/url", image["url"]


def repeated_stories(
    document: Document, tracking_parameters: tuple[str, ...]
) -> Iterator[tuple[int, int | None]]:
    """The related stories that stand there again: the index, and the first one's.

    Where the record itself is the first one, there is no such index: None.
    """
    own = {
        urls.canonical(url, tracking_parameters)
        for url in (text_at(document, "originalUrl"), text_at(document, "webUrl"))
        if urls.is_address(url)
    }
    seen: dict[str, int] = {}
    for index, story in enumerate(list_at(document, "related")):
        url = story.get("webUrl", story.get("originalUrl")) if isinstance(story, dict) else None
        if not isinstance(url, str) or not urls.is_address(url):
            continue
        key = urls.canonical(url, tracking_parameters)
        if key in own:
            yield index, None
        elif key in seen:
            yield index, seen[key]
        seen.setdefault(key, index)


def repeated_topics(document: Document, topics: Topics) -> Iterator[tuple[int, int]]:
    """The topics that stand there again, under the same name or another: the index, and the first one's."""
    seen: dict[str, int] = {}
    for index, name in enumerate(list_at(document, "topics")):
        if not isinstance(name, str):
            continue
        topic = topics.find(plain.plain(name))
        key = topic.slug if topic else topic_key(plain.plain(name))
        if key in seen:
            yield index, seen[key]
        seen.setdefault(key, index)


def list_at(document: Document, key: str) -> list[Any]:
    """The list under a key; an empty one where there is none."""
    value = document.value.get(key)
    return value if isinstance(value, list) else []


def text_at(document: Document, key: str) -> str:
    """The text under a key; an empty one where there is none."""
    value = document.value.get(key)
    return value if isinstance(value, str) else ""

"""What a record says, asked for by our names of its fields, with the places where its author wrote it."""

from collections.abc import Iterator
from typing import Any

from feedtool.diagnostics.problem import Span
from feedtool.frontmatter import Document
from feedtool.imports.tuples import NamedTuple
from feedtool.model.topics import Topics
from feedtool.model.topics import key as topic_key
from feedtool.records.mapping import FieldMapping, FieldTable
from feedtool.text import plain, urls


class TextField(NamedTuple):
    """A text: our name of its field, the JSON pointer to it, and what its author calls it."""

    field: str
    pointer: str
    value: str
    name: str


# A record or a related story: the JSON pointer to it, its value, and what its fields are called.
_Story = tuple[str, dict[str, Any], FieldTable]


class View:
    """A document seen through a mapping: fields by our names, places and names as their author has them."""

    def __init__(self, document: Document, mapping: FieldMapping) -> None:
        mapping = document.names_over(mapping)
        self.document, self.mapping = document, mapping
        self._value, self._table = document.value, mapping.record

    @property
    def is_own(self) -> bool:
        """Whether the record is one of feedtool's own, not a post of another generator that has a body."""
        return self.mapping.is_own

    def find(self, field: str) -> Any:
        """The value of a field of the record as it is; None where there is none."""
        return self._table.find(self._value, field)

    def text(self, field: str) -> str:
        """The text that a field holds; an empty one where it holds none."""
        value = self.find(field)
        return value if isinstance(value, str) else ""

    def items(self, field: str) -> list[Any]:
        """The list that a field holds; an empty one where it holds none."""
        value = self.find(field)
        return value if isinstance(value, list) else []

    def name(self, field: str) -> str:
        """What the author calls a field: ``provider.name``."""
        return self._table.name(field)

    def unpublished(self) -> str:
        """What to set in the record to hold it back, for hints."""
        return self._table.unpublished()

    def pointer(self, field: str, index: int | None = None) -> str:
        """The JSON pointer to a field, or to an item of the list that it holds."""
        table = self._table
        return table.pointer(field) if index is None else table.item_pointer(field, index)

    def span(self, pointer: str) -> Span:
        """The place of the value at a JSON pointer; of one that is not there, of what should hold it."""
        return self.document.span_of(pointer)

    def is_there(self, field: str) -> bool:
        """Whether the author wrote a field, if only its key."""
        return self._table.holds(self._value, field)

    def prose(self) -> Iterator[TextField]:
        """The texts that people read."""
        for story in self._stories():
            yield from _texts(story, ("title", "excerpt", "provider_name"))

    def links(self) -> Iterator[TextField]:
        """The web addresses that a feed links to."""
        for story in self._stories():
            for link in _texts(story, ("link",)):
                if urls.is_web_url(link.value):
                    yield link

    def addresses(self) -> Iterator[TextField]:
        """The addresses that feeds show."""
        for story in self._stories():
            yield from _texts(story, ("original", "link"))
        yield from self._file_addresses()

    def own_addresses(self) -> Iterator[TextField]:
        """The addresses that feeds show, less those of related stories."""
        yield from _texts(("", self._value, self._table), ("original", "link"))
        yield from self._file_addresses()

    def images(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """The pictures of the record, each with the JSON pointer to it."""
        for index, image in enumerate(self.items("images")):
            if isinstance(image, dict):
                yield self.pointer("images", index), image

    def topics(self) -> Iterator[TextField]:
        """The names of the topics."""
        name = self.name("topics")
        for index, topic in enumerate(self.items("topics")):
            if isinstance(topic, str):
                yield TextField("topics", self.pointer("topics", index), topic, name)

    def _stories(self) -> Iterator[_Story]:
        """The record, and the related stories in it."""
        yield "", self._value, self._table
        for index, story in enumerate(self.items("related")):
            if isinstance(story, dict):
                yield self.pointer("related", index), story, self.mapping.related

    def _file_addresses(self) -> Iterator[TextField]:
        yield from _texts(("", self._value, self._table), ("audio_url",))
        table = self.mapping.image
        for pointer, image in self.images():
            yield from _texts((pointer, image, table), ("image_url",))

    def repeated_stories(
        self, tracking_parameters: tuple[str, ...]
    ) -> Iterator[tuple[int, int | None]]:
        """The related stories that stand there again: the index, and the first one's.

        Where the record itself is the first one, there is no such index: None.
        """
        own = {
            urls.canonical(url, tracking_parameters)
            for url in (self.text("original"), self.text("link"))
            if urls.is_address(url)
        }
        table, seen = self.mapping.related, dict[str, int]()
        for index, story in enumerate(self.items("related")):
            url = table.find(story, "link")
            url = table.find(story, "original") if url is None else url
            if not isinstance(url, str) or not urls.is_address(url):
                continue
            key = urls.canonical(url, tracking_parameters)
            if key in own:
                yield index, None
            elif key in seen:
                yield index, seen[key]
            seen.setdefault(key, index)

    def repeated_topics(self, known: Topics) -> Iterator[tuple[int, int]]:
        """The topics that stand there again, under the same name or another: the index, and the first one's."""
        seen: dict[str, int] = {}
        for index, name in enumerate(self.items("topics")):
            if not isinstance(name, str):
                continue
            topic = known.find(plain.plain(name))
            key = topic.slug if topic else topic_key(plain.plain(name))
            if key in seen:
                yield index, seen[key]
            seen.setdefault(key, index)


def _texts(story: _Story, fields: tuple[str, ...]) -> Iterator[TextField]:
    """Those of some fields of a record, a related story or a picture that hold a text."""
    pointer, value, table = story
    for field in fields:
        found = table.find(value, field)
        if isinstance(found, str):
            yield TextField(field, pointer + table.pointer(field), found, table.name(field))

"""A head in another notation than YAML, and the places of its values."""

from typing import Any

from feedtool.diagnostics.problem import Span
from feedtool.frontmatter import Document, ValuePlace
from feedtool.frontmatter.source import SourceText


class HeadPlaces:
    """The places of the values of a head, by JSON pointer, as a document asks for them."""

    def __init__(self, found: dict[str, ValuePlace]) -> None:
        self.all = found

    def find(self, pointer: str) -> ValuePlace | None:
        """The place of one value; None where nothing stands at the pointer."""
        return self.all.get(pointer)

    def find_key(self, pointer: str) -> Span | None:
        """The place of the key of a value, of the value where it has none; None where nothing stands there."""
        place = self.find(pointer)
        return place and (place.key or place.value)

    def is_in_scalar(self, _offset: int) -> bool:
        """Whether a character stands in a key or a value: all do where a notation has no comments."""
        return True


class HeadDocument(Document):
    """A document in another notation than YAML, of this name."""

    def __init__(
        self, notation: str, value: dict[str, Any], source: SourceText, places: HeadPlaces
    ) -> None:
        super().__init__(source.path, value, source)
        self.notation = notation
        self._places = places  # type: ignore[assignment] # which is asked for no more than this


def notation_of(document: Document) -> str:
    """The notation of a head: ``yaml``, ``toml``, ``json`` or ``metadata``."""
    return document.notation if isinstance(document, HeadDocument) else "yaml"

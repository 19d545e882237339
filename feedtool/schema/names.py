"""What the schema's words need to know of the fields of a record, whatever the author calls them."""

from typing import TYPE_CHECKING, Any

# Fields that hold a story back whatever another says of it, by our names.
HOLDING = ("draft", "hidden", "removed", "deleted")

if TYPE_CHECKING:
    from typing import Protocol

    class Names(Protocol):
        """The names of fields: ours, which the rules of this package go by, and others."""

        def fields_along(self, tokens: tuple[str, ...]) -> list[str | None]:
            """Our names of the fields that each of some keys and indices comes to; None where it is none."""

        def field_of(self, pointer: str) -> str | None:
            """Our name of the field at a JSON pointer; None where it is none that we know."""

        def known_as(self, pointer: str) -> str:
            """What records that go by the shipped schema call the field at a JSON pointer."""

        def find(self, record: Any, field: str, pointer: str = "") -> Any:
            """The value of a field of a record, or of the story in it that a JSON pointer leads into."""


class NoNames:
    """The names of what is no record: none."""

    def fields_along(self, tokens: tuple[str, ...]) -> list[str | None]:
        """None for each."""
        return [None for _ in tokens]

    def field_of(self, _pointer: str) -> str | None:
        """Always None."""
        return None

    def known_as(self, pointer: str) -> str:
        """The key itself."""
        return pointer.rpartition("/")[2].replace("~1", "/").replace("~0", "~")

    def find(self, _record: Any, _field: str, _pointer: str = "") -> Any:
        """Always None."""
        return None

"""The fields of a record read as what they should hold; a value that is none of it is unfit."""

from datetime import datetime
from functools import lru_cache
from typing import Any

from feedtool import frontmatter
from feedtool.records.mapping import FieldTable, below
from feedtool.text import dates, plain, urls

# What a number in JSON may be.
NUMBER = (int, float)


class Unfit(ValueError):
    """A value that passed the schema and yet cannot be published: a user's schema may be laxer."""

    def __init__(self, pointer: str, message: str, hint: str, code: str = "record-unfit") -> None:
        super().__init__(message)
        self.pointer, self.code, self.message, self.hint = pointer, code, message, hint


class Fields:
    """The fields of a record, or of a related story; each getter raises Unfit for an unfit value."""

    def __init__(self, value: frontmatter.YamlValue, table: FieldTable) -> None:
        self._value, self._table = value if isinstance(value, dict) else {}, table
        self._paths, self._ways = table.paths, table.ways

    def has(self, field: str) -> bool:
        """Whether there is a value."""
        return self.find(field) is not None

    def withheld_by(self) -> str | None:
        """The field that holds the story back: `published` that is not true, else `draft: true` or its like."""
        if not self.find("is_published"):
            return "is_published"
        return self.holding_field()

    def holding_field(self) -> str | None:
        """The field that holds the story back beside `published`: `draft: true` or its like; None without."""
        if self._table.holding_keys.isdisjoint(self._value):
            return None  # as of nearly every record
        return next((field for field in self._table.holding if self.find(field) is True), None)

    def find(self, field: str) -> Any:
        """The value as it is; None where there is none."""
        key, keys = self._ways[field]
        value = self._value.get(key)
        return below(value, keys) if keys else value

    def typed(self, field: str, kind: Any) -> Any:
        """The value, of one of the types of ``kind``."""
        return self._of_type(field, self.find(field), kind)

    def optional(self, field: str, kind: Any) -> Any:
        """The same; None where there is no value."""
        value = self.find(field)
        return None if value is None else self._of_type(field, value, kind)

    def _of_type(self, field: str, value: Any, kind: Any) -> Any:
        if not isinstance(value, kind) or (kind is not bool and type(value) is bool):
            raise self.unfit(field, "is missing or of the wrong type")
        return value

    def text(self, field: str) -> str:
        """The value as plain text, of which there must be some."""
        text = plain.plain(self.typed(field, str))
        if not text:
            raise self._without_text(field)
        return text

    def require_text(self, field: str) -> None:
        """See to it that ``text`` gives one."""
        if not plain.says_something(self.typed(field, str)):
            raise self._without_text(field)

    def _without_text(self, field: str) -> Unfit:
        return self.unfit(
            field,
            "has no text once markup is taken out",
            'write a text without HTML, such as "A title"',
            "text-empty",
        )

    def texts(self, field: str) -> list[str]:
        """The values of a list as plain texts, less those that are empty; none where there is no list."""
        values = self.optional(field, list) or []
        if not all(isinstance(value, str) for value in values):
            raise self.unfit(field, "holds something other than texts")
        return [name for value in values if (name := _plain_name(value))]

    def trait(self, field: str) -> str | None:
        """The value as plain text; None where there is none, or another than a text."""
        value = self.find(field) if field in self._paths else None
        return _plain_name(value) or None if isinstance(value, str) else None

    def heat(self) -> int:
        """The heat as a whole number; 0 where nothing is said."""
        return int(self.optional("heat", NUMBER) or 0)

    def expires(self) -> str | None:
        """The date from which on the story is not to be shown; None without one."""
        return self.find("expires") if "expires" in self._paths else None

    def original(self) -> str:
        """The address that the story was found at, else the one that readers are sent to."""
        return self.url("original" if self.has("original") or not self.has("link") else "link")

    def url(self, field: str) -> str:
        """The web address that the value is."""
        value: str = self.typed(field, str)
        if not urls.is_address(value):
            raise self.unfit(field, "is no http or https URL")
        return value.strip()

    def moment(self, field: str) -> datetime:
        """The instant that the value names."""
        moment = dates.parse(self.typed(field, str))
        if moment is None:
            raise self.unfit(field, "is no date and time with a zone")
        return moment

    def unfit(
        self, field: str, what: str, hint: str | None = None, code: str = "record-unfit"
    ) -> Unfit:
        """The exception that says what is wrong with the value."""
        hint = hint or _HINTS.get(field, "feeds need it: mend the record")
        name = self._table.name(field)
        return Unfit(self._table.pointer(field), f"{name} {what}", hint, code)


# What a right value looks like, for a record that only a laxer schema than ours let pass.
_HINTS = {
    "published": "write a date and time with a zone, such as 2023-09-01T09:19:00Z",
    "updated": "write a date and time with a zone, such as 2023-09-02T10:00:00Z",
    "original": "write a whole http or https address, such as https://www.example.org/story",
    "link": "write a whole http or https address, such as https://www.example.org/story",
    "title": 'write a text, such as "A title"',
    "is_published": "write true or false",
    "heat": "write a number, such as 50",
    "topics": "write a list of texts, such as [AI]",
}

# The same few names come again and again.
_plain_name = lru_cache(4096)(plain.plain)

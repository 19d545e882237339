"""The hint for an error of a schema: what to write, and where, in the forms that ``proposals`` explains."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from feedtool.diagnostics import synonyms
from feedtool.diagnostics.pointer import escape
from feedtool.frontmatter import Document
from feedtool.imports.tuples import NamedTuple
from feedtool.schema import proposals
from feedtool.schema.errors import Json, SchemaError
from feedtool.schema.names import HOLDING
from feedtool.schema.proposals import Where
from feedtool.schema.validator import Schema
from feedtool.text import moments

if TYPE_CHECKING:
    from feedtool.schema.names import Names

# A text that may be this long is written for people; a shorter one is a name.
_PROSE = 1_000
_DASHES = ("\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015", "\u2212")


# The addresses of a story, one of which may stand in for the other, by our names.
_ADDRESSES = ("link", "original")


class Rename(NamedTuple):
    """An unknown key that was meant to be a known one: the hint, and whether the value changes as well."""

    name: str
    new_name: str
    hint: str
    with_value: bool


class Suggestions:
    """The hints for the errors of one document, which has its own names of fields, against one schema."""

    def __init__(self, document: Document, schema: Schema, names: "Names") -> None:
        self._document, self._schema, self._names = document, schema, names
        self._shipped_names: dict[tuple[str, str], str] = {}

    def for_value(self, error: SchemaError) -> str | None:
        """How to write the value that an error is about; None where only a rule can be given."""
        field = self._schema.field(error.pointer)
        if error.keyword == "uniqueItems":
            return "delete this item"
        if error.keyword in ("maxItems", "maxLength") or not field:
            return None
        if error.value in (None, "", []) or not str(error.value).strip():
            return self._empty(error, field)
        if error.keyword == "required" and proposals.host_key(self._schema, field):
            return None
        mends = self._mends(error, field)
        if mends and len(mends[0]) <= proposals.LONGEST:
            return self._write(error.pointer, mends, error.value, field)
        sample = self._sample(field)
        return sample and f"write {self._anew(error.pointer, field, sample)}"

    def _mends(self, error: SchemaError, field: Json) -> list[str]:
        value = error.value
        if field.get("type") == "array" and isinstance(value, str):
            value = self._lines(error.pointer) or value
        found = islice(self._mended(error.pointer, field, value), _most_mends(field))
        mends = [proposals.written(value) for value in found]
        prose = "format" not in field and field.get("maxLength", 0) >= _PROSE
        if prose and isinstance(value, list | dict):
            typed = self._typed(error.pointer)
            if typed is not None and self._schema.accepts(field, typed):
                mends.insert(0, proposals.quoted(typed))
        return mends

    def _mended(self, pointer: str, field: Json, value: Any) -> Iterator[Any]:
        """The values that may have been meant at a pointer, the likeliest first."""
        original = self._names.find(self._document.value, "original")
        where = Where(pointer, original if isinstance(original, str) else "", self._names)
        return proposals.mended(self._schema, field, value, where)

    def _lines(self, pointer: str) -> str | None:
        """The text of a value without quotes, as it stands on several lines."""
        start, end = self._document.offsets(self._document.place(pointer).value)
        typed = self._document.text[start:end]
        return typed if "\n" in typed and typed[:1] not in ('"', "'", "|", ">") else None

    def _typed(self, pointer: str) -> str | None:
        """The text that stands in the brackets of a value on one line, brackets and all."""
        start, end = self._document.offsets(self._document.place(pointer).value)
        typed = self._document.text[start:end]
        return typed if typed[:1] in ("[", "{") and "\n" not in typed else None

    def _write(self, pointer: str, mends: list[str], value: Any, field: Json) -> str:
        first = self._placed(pointer, mends[0])
        if field.get("type") == "array" and isinstance(value, str) and value[:1] in _DASHES:
            return f"write {first}; the dash {value[0]} is no hyphen"
        if field.get("format") != "date-time":
            return f"write {first}"
        if len(mends) > 1:
            return f"write {first} if the day stands first in it, {mends[1]} if the month does"
        zone = moments.has_zone(str(value))
        return f"write {first}" + ("" if zone else "; no zone was given, and Z is UTC")

    def _placed(self, pointer: str, written: str) -> str:
        """What to write, with the key where the value that it replaces stands on lines of its own."""
        place = self._document.place(pointer)
        if place.key is None or place.key.line == place.value.end_line:
            return written
        start, end = self._document.offsets(place.key)
        return f"the whole field as {self._document.text[start:end]}: {written}"

    def _anew(self, pointer: str, field: Json, sample: str) -> str:
        """What to write where nobody can tell what was meant: what a right value is, and one of them."""
        placed = self._placed(pointer, sample)
        if placed != sample:
            return placed.replace("the whole field as", "the whole field anew, such as")
        return f"{_right(field)}, such as {sample}"

    def _empty(self, error: SchemaError, field: Json) -> str | None:
        if error.value is None and (names := self._unindented(error.pointer, field)):
            return f"indent by two spaces the lines that begin with {' and '.join(names)}"
        sample = self._text_in_comment(error.pointer, field) or self._sample(field)
        holder, _, name = error.pointer.rpartition("/")
        parent = self._schema.field(holder)
        in_list = parent.get("type") == "array"
        if in_list and len(self._at(holder)) > 1:
            return "delete this item"
        leave = not in_list and name not in parent.get("required", ())
        if sample is None:
            return "delete the line" if leave else None
        span = self._document.place(error.pointer).value
        nothing = (span.line, span.column) == (span.end_line, span.end_column)
        where = (" behind the hyphen" if in_list else " behind the colon") if nothing else ""
        kind = _right(field)
        say = f"write {kind}{where}, such as {sample}"
        return f"delete the line, or {say}" if leave else say

    def _text_in_comment(self, pointer: str, field: Json) -> str | None:
        """What an author wrote behind a # that makes it a comment: topics as hashtags, a title."""
        _, end = self._document.offsets(self._document.place(pointer).value)
        found = re.match(r" +(#[^\s#][^\n]*)", self._document.text[end:])
        if found is None or self._at(pointer) is not None:
            return None
        mends = self._mended(pointer, field, found[1].strip())
        if field.get("type") == "string" and "format" not in field:
            mends = iter([found[1].strip()])
        return next((proposals.written(value) for value in mends), None)

    def _unindented(self, pointer: str, field: Json) -> list[str]:
        """The fields of a group that stand beside it, not below it."""
        holder = self._at(pointer.rpartition("/")[0])
        if not isinstance(holder, dict):  # an item of a list stands beside no field
            return []
        outer = self._schema.field(pointer.rpartition("/")[0]).get("properties", {})
        inner = field.get("properties", {})
        return [f"{key}:" for key in holder if key in inner and key not in outer]

    def _at(self, pointer: str) -> Any:
        value: Any = self._document.value
        for token in pointer.split("/")[1:]:
            name = token.replace("~1", "/").replace("~0", "~")
            value = value[int(name)] if isinstance(value, list) else value[name]
        return value

    def _sample(self, field: Json) -> str | None:
        sample = proposals.example(self._schema, field)
        return None if sample is None else proposals.written(sample)

    # --- keys

    def rename(self, pointer: str, name: str, free: Iterable[str]) -> Rename | None:
        """The key that was meant by an unknown one, of those that are free; None where that is not clear."""
        value = self._at(pointer)[name]
        free = tuple(free)
        key, colon, rest = name.partition(":")
        if colon and rest and key in free and isinstance(value, str):  # `title:A title: x`
            text = proposals.quoted(f"{rest}: {value}")
            return Rename(name, key, f"write the whole field as {key}: {text}", with_value=True)
        known_as = [self._known_as(pointer, key) for key in free]
        for meant in synonyms.candidates(name, free, known_as):
            below = f"{pointer}/{escape(meant)}"
            field = self._schema.field(below)
            negated = self._is_publication(below) and synonyms.negates(name)
            if not negated and value is not None and self._schema.accepts(field, value):
                return Rename(name, meant, f"write {meant}", with_value=False)
            if hint := self._whole_field(below, meant, field, value, negated=negated):
                return Rename(name, meant, hint, with_value=True)
            if synonyms.form(meant) == synonyms.form(name) and (sample := self._sample(field)):
                hint = f"write the whole field anew, such as {meant}: {sample}"
                return Rename(name, meant, hint, with_value=True)
        return None

    def _known_as(self, pointer: str, key: str) -> str:
        """What the shipped schema calls a field, which is asked anew for each unknown key beside it."""
        if (pointer, key) not in self._shipped_names:
            below = f"{pointer}/{escape(key)}"
            self._shipped_names[pointer, key] = self._names.known_as(below)
        return self._shipped_names[pointer, key]

    def _is_publication(self, pointer: str) -> bool:
        """Whether a field says of the record whether it is published."""
        return self._names.field_of(pointer) == "is_published"

    def _whole_field(
        self, pointer: str, meant: str, field: Json, value: Any, *, negated: bool
    ) -> str | None:
        """How to write a field under another key, where its value has to change with it."""
        if value is None:
            return None
        mends = list(islice(self._mended(pointer, field, value), _most_mends(field)))
        if negated:
            mends = [not truth for truth in ([value] if isinstance(value, bool) else mends)]
        fields = [f"{meant}: {proposals.written(mend)}" for mend in mends]
        if not fields or len(fields[0]) > proposals.LONGEST:
            return None
        if len(fields) > 1 and field.get("format") == "date-time":
            first, second = fields
            return f"write the whole field as {first} if the day stands first in it, {second} if the month does"
        return f"write the whole field as {fields[0]}"

    def for_missing(self, error: SchemaError) -> str | None:
        """Which line to add for a field that is missing."""
        name = error.names[0]
        line = self._line(error.pointer, name)
        if line is None:
            return None
        start, _ = self._document.offsets(self._document.place(error.pointer).value)
        if self._document.text[start : start + 1] == "{":
            value = {**self._at(error.pointer), name: line[1]}
            for other in self._schema.field(error.pointer).get("required", ()):
                if other not in value and (more := self._line(error.pointer, other)):
                    value[other] = more[1]
            written = proposals.written(value)
            return (
                f"write {self._placed(error.pointer, written)}"
                if len(written) <= proposals.LONGEST
                else None
            )
        sure = "add the line" if line[0] else "add a line such as"
        text = f"{sure} {name}: {proposals.written(line[1])}"
        if line[1] is True and self._is_publication(f"{error.pointer}/{escape(name)}"):
            text += f", or {name}: false to hold the story back"
        if not error.pointer:
            return text
        first = next(iter(self._at(error.pointer)), None)
        return text if first is None else f"{text} below it, in the column of {first}:"

    def _line(self, pointer: str, name: str) -> tuple[bool, Any] | None:
        """Whether it is certain what a missing field should hold, and a value that it may hold."""
        below = f"{pointer}/{escape(name)}"
        field, meant, record = (
            self._schema.field(below),
            self._names.field_of(below),
            self._document.value,
        )
        if meant == "is_published":
            for one in HOLDING:
                held = self._names.find(record, one)
                if isinstance(held, bool):
                    return True, not held
        if meant in _ADDRESSES:
            for other in _ADDRESSES:
                url = self._names.find(record, other, below)
                if isinstance(url, str) and self._schema.accepts(field, url):
                    return True, url
        is_host = field.get("format") == "idn-hostname"
        if is_host or proposals.host_key(self._schema, field):
            guess = next(self._mended(below, field, "" if is_host else None), None)
            if guess is not None:
                return True, guess
        sample = proposals.example(self._schema, field)
        return None if sample is None else (False, sample)


def _most_mends(field: Json) -> int:
    """How many mends of a value a hint names: of a date two, for the day or the month may stand first in it."""
    return 2 if field.get("format") == "date-time" else 1


def _right(field: Json) -> str:
    """What a right value of a field is, in words."""
    if field.get("type") == "boolean":
        return "true or false"
    if field.get("format") == "date-time":
        return "the date, time and zone of the story"
    if field.get("format") in ("iri", "uri"):
        return "a whole http or https address"
    if field.get("format") == "idn-hostname":
        return "the domain of the site alone"
    kind = str(field.get("type"))
    if kind == "integer" and "minimum" in field:
        most = f"to {field['maximum']}" if "maximum" in field else "upwards"
        return f"a whole number from {field['minimum']} {most}"
    words = {
        "string": "a text",
        "integer": "a whole number",
        "number": "a number",
        "array": "a list",
    }
    return words.get(kind, "a value")

"""Records for tests: what a text is read as."""

from typing import Any

from feedtool.diagnostics import schemas
from feedtool.diagnostics.problem import errors
from feedtool.model.record import Record
from feedtool.records import parse as records
from feedtool.records.parse import Parsed, ParseOptions
from feedtool.storage.place import Raw
from tests.conftest import record

OPTIONS = ParseOptions(
    schemas.shipped(schemas.RECORD), trusted=True, tracking_parameters=("utm_*", "ref")
)
# With a user's schema that refuses nothing, only what feeds need is asked for.
LAX = ParseOptions("{}", trusted=False, tracking_parameters=("utm_*", "ref"))


def parse(text: str, options: ParseOptions = OPTIONS) -> Parsed:
    return records.parse(Raw("seeds/a.md", text.encode()), options)


def parsed(options: ParseOptions = OPTIONS, /, **changed: Any) -> Record:
    """The record that comes of a good text with the given fields changed; it must be good too."""
    found = parse(record(**changed), options)
    assert errors(found.problems) == 0, found.problems
    assert found.record is not None
    return found.record

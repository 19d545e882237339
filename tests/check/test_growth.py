"""Time and memory of a check grow with the document, however that is made: some shapes of tools/growth.py."""

from pathlib import Path

import pytest

from tests.tables import each
from tools import growth
from tools.shapes import MIB
from tools.shapes import SHAPES as ALL

# Each was once slower than it need be, or larger, or could easily become so again.
SHAPES = (
    "start tag", "comment not ended", "text, one rare letter", "line ends, CR",
    "document type, comment", "content model", "JSON string, escapes", "JSON key",
    "elements in an element that is not checked", "elements with other names",
    "attributes of an extension", "namespaces", "namespaces of one tag",
    "namespaces with other prefixes", "namespaces long", "references to hexadecimal less",
    "entities of a comment", "entities of a wide tag", "entities in entities",
    "declared attributes in one list", "default value of much", "RSS items, empty", "RSS images",
    "Atom identifiers of marks", "XHTML", "XHTML styles", "XHTML deep, with a base",
    "HTML, tags, less alone, in large texts", "HTML, tags unquoted", "HTML, references that are wrong",
    "RSS links to itself from a long base", "names of megabytes",
    "JSON keys", "JSON keys twice", "JSON tags", "JSON array of numbers",
    "encoding cp1252, undecodable", "encoding utf-16-le, undecodable",
)  # fmt: skip


# The parts of these are so large that no small document has any.
LARGE = (
    "in large texts", "default value", "images", "entities of", "marks", "of megabytes", "long base",
    "wrong, of", "identifiers long",
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", SHAPES)
def test_a_document_takes_time_by_its_size_and_little_memory(name: str, tmp_path: Path) -> None:
    sizes = (2 * MIB, 16 * MIB)
    assert not growth.faults(growth.costs(ALL[name], sizes, tmp_path))


@each("name", ALL)
def test_a_shape_is_as_large_as_it_should_be(name: str, tmp_path: Path) -> None:
    size = 1 << 17
    if any(word in name for word in LARGE):
        size = 1 << 24
    growth.write(ALL[name], size, tmp_path / "feed")
    assert size / 2 < (tmp_path / "feed").stat().st_size <= size

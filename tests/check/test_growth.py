"""Time and memory of a check grow with the document, however that is made: some shapes of tools/growth.py."""

from pathlib import Path

import pytest

from tools import growth

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
    "JSON keys", "JSON keys twice", "JSON tags", "JSON array of numbers",
    "encoding cp1252, undecodable", "encoding utf-16-le, undecodable",
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", SHAPES)
def test_a_document_takes_time_by_its_size_and_little_memory(name: str, tmp_path: Path) -> None:
    sizes = (2 * growth.MIB, 16 * growth.MIB)
    assert not growth.faults(growth.costs(growth.SHAPES[name], sizes, tmp_path))


@pytest.mark.parametrize("name", growth.SHAPES)
def test_a_shape_is_as_large_as_it_should_be(name: str, tmp_path: Path) -> None:
    size = 1 << 17
    if any(
        long in name
        for long in ("in large texts", "default value of much", "images", "entities of", "marks")
    ):
        size = 1 << 22
    growth.write(growth.SHAPES[name], size, tmp_path / "feed")
    assert size / 2 < (tmp_path / "feed").stat().st_size <= size

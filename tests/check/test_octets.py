"""Documents too large to hold are looked at piece by piece, with the same result."""

import io
import mmap
from tempfile import TemporaryFile

import pytest

from feedtool.check import CheckOptions, check, octets
from tests.check.cases import FOLDER, content
from tests.conftest import files

ITEM = f"<item><title>Über allem</title><description>{'Wörter ' * 12_000}</description></item>"
HEAD = '<?xml version="1.0" encoding="{0}"?><rss version="2.0"><channel><title>t</title>'


def mapped(data: bytes) -> mmap.mmap:
    with TemporaryFile() as file:
        file.write(data)
        file.flush()
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def feed(line_end: str, encoding: str = "utf-8") -> bytes:
    """A feed of some 10 MB with an error at its end."""
    items = line_end.join([ITEM] * 100)
    text = f"{HEAD.format(encoding)}{items}<nothing/></channel></rss>"
    return text.encode(encoding)


@pytest.mark.slow
def test_a_file_and_its_bytes_have_the_same_problems() -> None:
    for file in files(FOLDER, "*/fail-*"):
        data = content(file)
        if data:
            assert check("a", mapped(data), CheckOptions()) == check("a", data, CheckOptions()), (
                file
            )


def test_a_small_document_is_held() -> None:
    assert octets.read(io.BytesIO(b"<rss/>"), 100) == b"<rss/>"
    assert octets.read(io.BytesIO(b"<rss/>"), 4) == b"<rss"


def test_a_large_document_is_not_held() -> None:
    data = feed("\n")
    large = octets.read(io.BytesIO(data), len(data))
    assert isinstance(large, mmap.mmap)
    assert large[:] == data


def test_a_byte_that_is_no_ascii_is_found_wherever_it_is() -> None:
    plain = b"<rss>" + b"a" * octets.STRIDE
    assert octets.is_ascii(plain)
    assert octets.is_ascii(mapped(plain))
    for data in ("é".encode() + plain, plain + "é".encode()):
        assert not octets.is_ascii(data)
        assert not octets.is_ascii(mapped(data))


def test_places_are_right_far_into_a_document() -> None:
    for line_end in ("\n", "\r\n", "\r", ""):
        data = feed(line_end)
        large = octets.read(io.BytesIO(data), len(data))
        [unknown] = [p for p in check("a", large, CheckOptions()) if p.code == "element-unknown"]
        assert unknown.span is not None
        lines = data.decode().replace("\r\n", "\n").replace("\r", "\n").split("\n")
        assert unknown.span.line == len(lines)
        assert unknown.span.column == lines[-1].index("<nothing/>") + 1


def test_a_large_document_in_another_encoding_is_read_alike() -> None:
    data = feed("\n", "utf-16")
    large = octets.read(io.BytesIO(data), len(data))
    found = [p.span for p in check("a", large, CheckOptions()) if p.code == "element-unknown"]
    same = check("a", feed("\n"), CheckOptions())
    assert found == [p.span for p in same if p.code == "element-unknown"]


def test_what_lies_across_two_pieces_is_found() -> None:
    import re

    for shift in range(6):
        data = b" " * (octets.STRIDE - shift) + b"&nbsp;" + b" " * octets.STRIDE
        assert octets.has(mapped(data), re.compile(rb"&nbsp;"))
    assert not octets.has(mapped(b" " * 3 * octets.STRIDE), re.compile(rb"&nbsp;"))

"""The walk does the same whatever expat it has, and whatever it is fed at once.

Since version 2.6 expat puts off looking at a token that is not all there, and then knows no place (-1).
"""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any
from xml.parsers import expat

import pytest

from feedtool.check import limits
from feedtool.check.collector import Collector
from feedtool.check.engine.elements import Engine
from feedtool.check.engine.walk import Walk
from feedtool.check.finding import Finding
from feedtool.check.xml.document import XmlDocument
from tests.check.cases import FOLDER, OPTIONS, content
from tests.check.test_hostile import HOSTILE
from tests.conftest import files
from tests.tables import each

MIB = 1 << 20
RSS = b'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
CASES = {str(file.relative_to(FOLDER)): file for file in files(FOLDER, "*/*.xml")}
# A head and a tail, between which one token grows.
TOKENS = {
    "start tag": (b"<item", b" ", b"/>"),
    "attribute": (b"<item a='", b"b", b"'/>"),
    "name of an attribute": (b"<item ", b"b", b"=''/>"),
    "name of an element": (b"<", b"b", b"/>"),
    "comment": (b"<!--", b"c", b"-->"),
    "instruction": (b"<?a ", b"b", b"?>"),
    "CDATA": (b"<title><![CDATA[", b"c", b"]]></title>"),
    "text": (b"<title>", b"c", b"</title>"),
    "closing tag": (b"<title></title", b"\n", b">"),
    "reference": (b"<title>&#", b"0", b"65;</title>"),
}
PROLOGUES = {
    "declaration": (b"<?xml version='1.0'", b" ", b"?><rss/>"),
    "document type": (b"<!DOCTYPE rss [", b" ", b"]><rss/>"),
    "entity": (b"<!DOCTYPE rss [<!ENTITY a '", b"b", b"'>]><rss/>"),
}


class Deferring:
    """A parser that puts off what it does with a token as expat 2.6 does, and cannot be told not to.

    Until there is twice as much of it as when it was last looked at nothing is done, and no place known.
    """

    def __init__(self, *arguments: Any) -> None:
        self.__dict__["real"] = expat.ParserCreate(*arguments)
        self.__dict__.update(kept=b"", fed=0, tried=0, unknown=False)

    def Parse(self, data: bytes, final: bool = False) -> int:  # noqa: FBT001, FBT002, N802
        own = self.__dict__
        own["kept"] += data
        waiting = own["fed"] + len(own["kept"]) - max(own["real"].CurrentByteIndex, 0)
        own["unknown"] = not final and waiting < 2 * own["tried"]
        if own["unknown"]:
            return 1
        own["fed"] += len(own["kept"])
        result: int = own["real"].Parse(own.pop("kept"), final)
        own["kept"] = b""
        own["tried"] = own["fed"] - max(own["real"].CurrentByteIndex, 0)
        return result

    @property
    def CurrentByteIndex(self) -> int:  # noqa: N802
        return -1 if self.__dict__["unknown"] else self.__dict__["real"].CurrentByteIndex

    def __getattr__(self, name: str) -> Any:
        if name == "SetReparseDeferralEnabled":
            raise AttributeError(name)
        return getattr(self.real, name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(self.real, name, value)


class Untold(Deferring):
    """The expat that there is, if it cannot be told not to put anything off."""

    def Parse(self, data: bytes, final: bool = False) -> int:  # noqa: FBT001, FBT002, N802
        result: int = self.real.Parse(data, final)
        return result


Create = Callable[..., Any]


def found(data: bytes, chunk: int = 1 << 16, create: Create = expat.ParserCreate) -> list[Finding]:
    doc = XmlDocument(data, "utf-8", OPTIONS, Collector())
    Walk(doc, Engine(doc), chunk, create).run()
    return doc.collector.findings


def large(name: str, size: int) -> bytes:
    head, unit, tail = {**TOKENS, **PROLOGUES}[name]
    before, behind = (RSS, b"</channel></rss>") if name in TOKENS else (b"", b"")
    return before + head + unit * size + tail + behind


def documents() -> Iterator[tuple[str, bytes]]:
    for name, file in CASES.items():
        yield name, content(file)
    yield from HOSTILE.items()


@pytest.mark.slow
def test_what_is_fed_at_once_changes_nothing() -> None:
    for name, data in documents():
        expected = found(data)
        for chunk in (1, 7, 1000, len(data) + 1):
            if len(data) < 3000 * chunk:
                assert found(data, chunk) == expected, (name, chunk)


def test_a_place_that_is_not_known_yet_changes_nothing() -> None:
    for name, data in documents():
        expected = found(data)
        for create in (Deferring, Untold):
            assert found(data, create=create) == expected, (name, create)


@each("create", [expat.ParserCreate, Deferring, Untold])
@each("name", [*TOKENS, *PROLOGUES])
def test_a_token_of_megabytes_has_the_same_places_in_any_expat(name: str, create: Create) -> None:
    for size in (1, 3, 5):
        expected = found_at_once(name, size)
        assert found(large(name, size * MIB), create=create) == expected, size
        codes = {one.code for one in expected}
        too_long = size > 3 and name not in {"CDATA", "text"}
        assert ("xml-tag-too-long" in codes) == too_long, size


@cache
def found_at_once(name: str, size: int) -> list[Finding]:
    """What is found in a token of so many mebibytes, which is fed in few pieces."""
    return found(large(name, size * MIB), 4 * MIB)


@pytest.mark.slow
@pytest.mark.parametrize("name", [*TOKENS, *PROLOGUES])
def test_a_token_that_is_nearly_all_of_a_document(name: str) -> None:
    data = large(name, 60 * MIB)
    expected = found(data, 4 * MIB)
    for create in (expat.ParserCreate, Deferring, Untold):
        assert found(data, create=create) == expected, create


def puts_off() -> bool:
    """Whether expat waits for more of a token and cannot be told not to, as Debian's 2.5.0 does."""
    tags: list[str] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, _: tags.append(tag)
    parser.Parse(b"<a" + b" " * 100)
    parser.Parse(b">")
    return not tags and not hasattr(parser, "SetReparseDeferralEnabled")


@each("chunk", [1 << 10, 1 << 16, MIB, 3 * MIB, 64 * MIB])
def test_a_tag_may_have_four_mebibytes_to_the_byte(chunk: int) -> None:
    if chunk == 3 * MIB and puts_off():
        pytest.skip("of so large a piece, which nobody is fed, this expat does not say where it is")
    for name in ("start tag", "attribute", "comment", "instruction"):
        head, _, tail = TOKENS[name]
        most = limits.MAX_TAG - len(head) - len(tail)
        for size, too_long in ((most, False), (most + 2, True)):
            codes = {one.code for one in found(large(name, size), chunk)}
            assert ("xml-tag-too-long" in codes) == too_long, (name, size)

"""How time and memory of ``feedtool check`` grow: ``python tools/growth.py [WORD…] [--most MIB] [--write FILE]``.

Each part of each grammar that a feed is written in (XML, its document types, namespaces and encodings,
RSS, Atom, RDF and OPML, HTML in texts, JSON) is made twice as large again and again, and each document
checked by a process of its own. WORD chooses shapes by parts of their names. A shape is named that takes
more than the limits, or that takes more for a megabyte the larger it is.

With ``--values`` texts and attributes of every element of every format are tried instead, each with texts
that are hard for patterns, in this process.
"""

# ruff: noqa: INP001, T201 - a script

import argparse
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

MIB = 1 << 20
MOST_SECONDS = 10.0
MOST_MEMORY = 200.0
GIVE_UP = 60  # seconds of a processor

Unit = bytes | Callable[[int], bytes]


class Shape(NamedTuple):
    """A document of any size: a head, a unit again and again, a tail; in some encoding."""

    head: bytes
    unit: Unit
    tail: bytes = b""
    encoding: str = ""

    def blocks(self, size: int) -> Iterator[bytes]:
        """The document, of no more bytes than that, in pieces."""
        head, tail = self._written(self.head), self._written(self.tail)
        yield head
        yield from self._units(size - len(head) - len(tail))
        yield tail

    def _units(self, rest: int) -> Iterator[bytes]:
        if isinstance(self.unit, bytes):
            unit = self._written(self.unit)
            block = unit * max(1, 65_536 // len(unit))
            for _ in range(rest // len(block)):
                yield block
            yield unit * (rest % len(block) // len(unit))
            return
        number = 0
        while len(piece := self._written(self.unit(number))) <= rest:
            yield piece
            number += 1
            rest -= len(piece)

    def _written(self, text: bytes) -> bytes:
        return text.decode().encode(self.encoding) if self.encoding else text


RSS = b'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:x="http://example.org/x">'
RSS += b"<channel><title>t</title><link>http://example.org/</link><description>d</description>"
END = b"</channel></rss>"
ITEM, END_ITEM = b"<item><title>t</title>", b"</item>"
ATOM = b'<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><id>urn:x:1</id>'
XHTML = ATOM + b'<entry><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">'
END_XHTML = b"</div></content></entry></feed>"
OPML, END_OPML = b'<opml version="2.0"><head/><body>', b"</body></opml>"
RDF = b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
JSON = b'{"version": "https://jsonfeed.org/version/1.1", "title": "t", '


def _items(text: bytes, each: int = 30_000) -> bytes:
    """An item with so many bytes of some HTML."""
    inner = text * max(1, each // len(text))
    return ITEM + b"<description><![CDATA[" + inner + b"]]></description>" + END_ITEM


def _large(text: bytes, _number: int) -> bytes:
    """An item with megabytes of some HTML, made when it is asked for: this process must stay small."""
    return _items(text, 3 * MIB)


def _once(head: bytes, unit: bytes, tail: bytes) -> Shape:
    return Shape(head, unit, tail)


def _number(pattern: bytes) -> Callable[[int], bytes]:
    return lambda number: pattern.replace(b"#", b"%d" % number)


# One token that is as large as the document.
TOKENS = {
    "start tag": _once(RSS + b"<x:a", b" ", b"/>" + END),
    "start tag of line ends": _once(RSS + b"<x:a", b"\r\n", b"/>" + END),
    "start tag not ended": _once(RSS + b"<x:a ", b"b ", b""),
    "name of an element": _once(RSS + b"<x:", b"a", b"/>" + END),
    "name of the root": _once(b"<", b"a", b"/>"),
    "name of an attribute": _once(RSS + b"<x:a ", b"b", b"=''/>" + END),
    "value of an attribute": _once(RSS + b"<x:a b='", b"c", b"'/>" + END),
    "value of an attribute, letters": _once(RSS + b"<x:a b='", "ü".encode(), b"'/>" + END),
    "value of an attribute, references": _once(RSS + b"<x:a b='", b"&#65;", b"'/>" + END),
    "value of an attribute not ended": _once(RSS + b"<x:a b='", b"c", b""),
    "name of a namespace": _once(RSS + b"<x:a xmlns:b='", b"/", b"'/>" + END),
    "closing tag": _once(RSS + b"</channel", b" ", b"></rss>"),
    "closing tag, name": _once(RSS + b"</channel", b"a", b"></rss>"),
    "comment": _once(RSS + b"<!--", b"c", b"-->" + END),
    "comment of hyphens": _once(RSS + b"<!--", b" -", b" -->" + END),
    "comment not ended": _once(RSS + b"<!--", b"c", b""),
    "comment before the root": _once(b"<!--", b"c", b"-->" + RSS + END),
    "instruction": _once(RSS + b"<?a ", b"b", b"?>" + END),
    "instruction, name": _once(RSS + b"<?", b"b", b"?>" + END),
    "instruction not ended": _once(RSS + b"<?a ", b"?", b""),
    "CDATA": _once(RSS + b"<item><description><![CDATA[", b"c", b"]]></description></item>" + END),
    "CDATA of brackets": _once(RSS + b"<item><title><![CDATA[", b"]", b"]]></title></item>" + END),
    "CDATA of line ends": _once(
        RSS + b"<item><title><![CDATA[", b"\r", b"]]></title></item>" + END
    ),
    "CDATA not ended": _once(RSS + b"<item><title><![CDATA[", b"c", b""),
    "CDATA in what is not checked": _once(RSS + b"<x:a><![CDATA[", b"c", b"]]></x:a>" + END),
    "text": _once(RSS + b"<item><title>", b"c", b"</title></item>" + END),
    "text, letters": _once(RSS + b"<item><title>", "ü".encode(), b"</title></item>" + END),
    "text, rare letters": _once(RSS + b"<item><title>", "😀".encode(), b"</title></item>" + END),
    "text, one rare letter": _once(
        RSS + "<item><title>😀".encode(), b"c", b"</title></item>" + END
    ),
    "text, quotes": _once(RSS + b"<item><title>", b"'", b"</title></item>" + END),
    "text, brackets": _once(RSS + b"<item><title>", b"]", b"</title></item>" + END),
    "text in what is not checked": _once(RSS + b"<x:a>", b"c", b"</x:a>" + END),
    "text outside": _once(RSS, b"c", END),
    "text behind the root": _once(RSS + END, b"c", b""),
    "spaces": _once(RSS, b" ", END),
    "spaces before the root": _once(b"", b" ", RSS + END),
    "spaces behind the root": _once(RSS + END, b" ", b""),
    "line ends": _once(RSS, b"\n", b"<x/>" + END),
    "line ends, CR": _once(RSS, b"\r", b"<x/>" + END),
    "line ends, CR LF": _once(RSS, b"\r\n", b"<x/>" + END),
    "line ends, CR, in a text": _once(RSS + b"<item><title>", b"\r", b"x</title></item>" + END),
    "reference to a character": _once(RSS + b"<x:a>&#", b"0", b"65;</x:a>" + END),
    "reference to an entity": _once(RSS + b"<x:a>&", b"a", b";</x:a>" + END),
    "XML declaration": _once(b"<?xml version='1.0'", b" ", b"?>" + RSS[39:] + END),
    "XML declaration, encoding": _once(b"<?xml version='1.0' encoding='", b"a", b"'?><rss/>"),
    "document type": _once(b"<!DOCTYPE rss ", b" ", b"><rss/>"),
    "document type, name": _once(b"<!DOCTYPE r", b"s", b"><rss/>"),
    "document type, address": _once(b"<!DOCTYPE rss SYSTEM '", b"s", b"'><rss/>"),
    "document type, public name": _once(b"<!DOCTYPE rss PUBLIC '", b"s", b"' 's'><rss/>"),
    "document type, spaces": _once(b"<!DOCTYPE rss [", b" ", b"]><rss/>"),
    "document type, comment": _once(b"<!DOCTYPE rss [<!--", b"c", b"-->]><rss/>"),
    "document type, instruction": _once(b"<!DOCTYPE rss [<?a ", b"c", b"?>]><rss/>"),
    "document type not ended": _once(b"<!DOCTYPE rss [", b"<!-- -->", b""),
    "entity, text": _once(b"<!DOCTYPE rss [<!ENTITY a '", b"c", b"'>]>" + RSS[39:] + b"&a;" + END),
    "entity, name": _once(b"<!DOCTYPE rss [<!ENTITY a", b"a", b" ''>]><rss/>"),
    "content model": _once(b"<!DOCTYPE rss [<!ELEMENT rss ", b"(", b")>]><rss/>"),
    "content model, names": _once(b"<!DOCTYPE rss [<!ELEMENT rss (a", b"|a", b")>]><rss/>"),
    "enumeration": _once(b"<!DOCTYPE rss [<!ATTLIST rss a (b", b"|b", b") 'b'>]><rss/>"),
    "default value": _once(b"<!DOCTYPE rss [<!ATTLIST rss a CDATA '", b"b", b"'>]><rss/>"),
    "JSON string": _once(JSON + b'"items": [{"id": "', b"a", b'"}]}'),
    "JSON string, letters": _once(JSON + b'"items": [{"content_html": "', "ü".encode(), b'"}]}'),
    "JSON string, escapes": _once(JSON + b'"items": [{"content_html": "', b"\\n", b'"}]}'),
    "JSON string, escaped letters": _once(JSON + b'"items": [{"id": "', b"\\u00fc", b'"}]}'),
    "JSON string, halves": _once(JSON + b'"items": [{"id": "', b"\\ud800", b'"}]}'),
    "JSON string, backslashes": _once(JSON + b'"items": [{"id": "', b"\\\\", b'"}]}'),
    "JSON string not ended": _once(JSON + b'"items": [{"id": "', b"a", b""),
    "JSON string not ended, escapes": _once(JSON + b'"items": [{"id": "', b"\\n", b""),
    "JSON string of an extension": _once(JSON + b'"_x": {"a": "', b"a", b'"}, "items": []}'),
    "JSON string of <": _once(JSON + b'"items": [{"content_html": "', b"<", b'"}]}'),
    "JSON key": _once(JSON + b'"', b"a", b'": 1}'),
    "JSON number": _once(JSON + b'"a": 1', b"0", b"}"),
    "JSON number, fraction": _once(JSON + b'"a": 0.', b"1", b"}"),
    "JSON number, exponent": _once(JSON + b'"a": 1e', b"1", b"}"),
    "JSON word": _once(JSON + b'"a": t', b"r", b"}"),
    "JSON spaces": _once(JSON, b" ", b'"items": []}'),
    "JSON spaces at the end": _once(JSON + b'"items": []}', b" ", b""),
    "JSON line ends, CR": _once(JSON, b"\r", b'"x": 1, "items": []}'),
    "JSON comment": _once(JSON + b"/*", b"a", b"*/}"),
    "JSON behind the end": _once(JSON + b'"items": []}', b"[", b""),
    "NUL": _once(b"", b"\x00", b""),
    "no feed": _once(b"", b"a", b""),
    "bytes that are no UTF-8": _once(RSS + b"<item><title>", b"\xff", b"</title></item>" + END),
    "half a letter": _once(RSS + b"<item><title>", b"\xc3", b"</title></item>" + END),
}

# Many parts of one kind.
PARTS = {
    "elements that are not checked": _once(RSS, b"<x:a/>", END),
    "elements in an element that is not checked": _once(RSS + b"<x:a>", b"<a/>", b"</x:a>" + END),
    "elements that are unknown": _once(RSS, b"<a/>", END),
    "elements deep": _once(RSS, b"<x:a>", b""),
    "elements up and down": _once(RSS, b"<x:a>" * 400 + b"</x:a>" * 400, END),
    "elements with other names": Shape(RSS + b"<x:a>", _number(b"<x:a#/>"), b"</x:a>" + END),
    "elements with long names": Shape(RSS, _number(b"<x:" + b"a" * 9_000 + b"#/>"), END),
    "elements without a prefix's namespace": Shape(RSS, _number(b"<y#:a/>"), END),
    "attributes that are not checked": _once(RSS, b"<x:a b='' c='' d='' e=''/>", END),
    "attributes of a tag": _once(
        RSS, b"<x:a" + b"".join(b" a%d=''" % n for n in range(250)) + b"/>", END
    ),
    "attributes of one tag": Shape(RSS + b"<x:a", _number(b" a#=''"), b"/>" + END),
    "attributes twice": _once(RSS + b"<x:a", b" a=''", b"/>" + END),
    "attributes with other names": Shape(RSS, _number(b"<x:a b#=''/>"), END),
    "attributes unknown": _once(RSS, b"<item a='' b='' c=''/>", END),
    "attributes of an extension": _once(RSS, b"<category x:a='' x:b='' x:c=''>a</category>", END),
    "attributes long": _once(RSS, b"<x:a b='" + b"c" * 100_000 + b"'/>", END),
    "attributes of references": _once(RSS, b"<x:a b='" + b"&amp;" * 1000 + b"'/>", END),
    "attributes of entities": _once(
        b"<!DOCTYPE rss [<!ENTITY a 'b'>]>" + RSS[39:],
        b"<category domain='" + b"&a;" * 1000 + b"'/>",
        END,
    ),
    "attributes of an entity that is undefined": _once(
        RSS, b"<category domain='" + b"&a;" * 1000 + b"'>a</category>", END
    ),
    "namespaces of one tag": Shape(RSS + b"<x:a", _number(b" xmlns:a#='u:#'"), b"/>" + END),
    "namespaces, 250 a tag": _once(
        RSS, b"<x:a" + b"".join(b" xmlns:a%d='u'" % n for n in range(240)) + b"/>", END
    ),
    "namespaces": _once(RSS, b"<x:a xmlns:b='u'/>", END),
    "namespaces with other names": Shape(RSS, _number(b"<x:a xmlns:b='u:#'/>"), END),
    "namespaces with other prefixes": Shape(RSS, _number(b"<x:a xmlns:b#='u:#'/>"), END),
    "namespaces deep": Shape(RSS, _number(b"<x:a xmlns:b#='u:#'>"), b""),
    "namespaces long": Shape(
        RSS, _number(b"<x:a xmlns:b='u:#" + b"/" * 20_000 + b"'><b:c/></x:a>"), END
    ),
    "namespaces of Atom": Shape(
        ATOM, _number(b"<x:a xmlns:x='http://www.w3.org/2005/Atom'/>"), b"</feed>"
    ),
    "comments": _once(RSS, b"<!---->", END),
    "comments in a text": _once(RSS + b"<item><title>", b"a<!---->", b"</title></item>" + END),
    "comments in texts": _once(
        RSS, ITEM + b"<author>" + b"<!--b-->" * 99 + b"a</author></item>", END
    ),
    "instructions": _once(RSS, b"<?a?>", END),
    "CDATA sections": _once(RSS + b"<x:a>", b"<![CDATA[]]>", b"</x:a>" + END),
    "CDATA sections in a text": _once(
        RSS + b"<item><title>", b"<![CDATA[a]]>", b"</title></item>" + END
    ),
    "CDATA sections in texts": _once(
        RSS, ITEM + b"<author>" + b"<![CDATA[a]]>" * 99 + b"</author></item>", END
    ),
    "references": _once(RSS + b"<x:a>", b"&#65;", b"</x:a>" + END),
    "references in texts": _once(
        RSS, ITEM + b"<author>" + b"&#65;" * 99 + b"</author></item>", END
    ),
    "references to less": _once(RSS, ITEM + b"<author>" + b"&lt;" * 99 + b"</author></item>", END),
    "references to hexadecimal less": _once(
        RSS, b"<item><title>" + b"&#x3C;/b>" * 99 + b"</title></item>", END
    ),
    "entities undefined": _once(RSS + b"<x:a>", b"&a;", b"</x:a>" + END),
    "entities of HTML": _once(
        b'<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" '
        b'"http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><x>',
        b"&pi;",
        b"</x></channel></rss>",
    ),
    "entities of a letter": _once(b"<!DOCTYPE rss [<!ENTITY a 'b'>]><rss><channel>", b"&a;", END),
    "entities of much": _once(
        b"<!DOCTYPE rss [<!ENTITY a '" + b"b" * 100_000 + b"'>]><rss><channel>", b"&a;", END
    ),
    "entities of tags": _once(
        b"<!DOCTYPE rss [<!ENTITY a '" + b"<b/>" * 20_000 + b"'>]><rss><channel>", b"&a;", END
    ),
    "entities of a comment": _once(
        b"<!DOCTYPE rss [<!ENTITY a '<!--" + b"b" * 100_000 + b"-->'>]><rss><channel>", b"&a;", END
    ),
    "entities of a wide tag": _once(
        b"<!DOCTYPE rss [<!ENTITY a '<b" + b" " * 100_000 + b"/>'>]><rss><channel>", b"&a;", END
    ),
    "entities in attributes of much": _once(
        b"<!DOCTYPE rss [<!ENTITY a '" + b"b" * 100_000 + b"'>]><rss><channel>",
        b"<a b='&a;'/>",
        END,
    ),
    "entities declared": Shape(b"<!DOCTYPE rss [", _number(b"<!ENTITY a# ''>"), b"]><rss/>"),
    "entities in entities": Shape(
        b"<!DOCTYPE rss [<!ENTITY a0 ''>",
        lambda n: b"<!ENTITY a%d '&a%d;'>" % (n + 1, n),
        b"]><rss>&a99;</rss>",
    ),
    "parameter entities": Shape(b"<!DOCTYPE rss [", _number(b"<!ENTITY % a# ''>%a#;"), b"]><rss/>"),
    "declared attributes": Shape(
        b"<!DOCTYPE rss [", _number(b"<!ATTLIST a b# CDATA ''>"), b"]><rss/>"
    ),
    "declared attributes of many": Shape(
        b"<!DOCTYPE rss [", _number(b"<!ATTLIST a# b CDATA ''>"), b"]><rss/>"
    ),
    "declared attributes in one list": Shape(
        b"<!DOCTYPE rss [<!ATTLIST a", _number(b" b# CDATA ''"), b">]><rss/>"
    ),
    "declared elements": Shape(b"<!DOCTYPE rss [", _number(b"<!ELEMENT a# ANY>"), b"]><rss/>"),
    "declared notations": Shape(
        b"<!DOCTYPE rss [", _number(b"<!NOTATION a# SYSTEM ''>"), b"]><rss/>"
    ),
    "default value of much": _once(
        b"<!DOCTYPE rss [<!ATTLIST a b CDATA '" + b"c" * 1_000_000 + b"'>]><rss><channel>",
        b"<a/>",
        END,
    ),
    "default values of a tag": _once(
        b"<!DOCTYPE rss [<!ATTLIST a"
        + b"".join(b" b%d CDATA 'c'" % n for n in range(250))
        + b">]><rss><channel>",
        b"<a/>",
        END,
    ),
}

DATE = b"<pubDate>Sat, 07 Sep 2002 00:00:01 GMT</pubDate>"
FEEDS = {
    "RSS items, empty": _once(RSS, b"<item/>", END),
    "RSS items, small": _once(RSS, b"<item><title>a</title></item>", END),
    "RSS items": Shape(
        RSS,
        _number(
            ITEM + b"<link>http://e.org/#</link><guid>http://e.org/#</guid>" + DATE + b"</item>"
        ),
        END,
    ),
    "RSS identifiers": Shape(
        RSS, _number(ITEM + b"<guid isPermaLink='false'>#</guid>" + DATE + b"</item>"), END
    ),
    "RSS categories of an item": _once(RSS + ITEM, b"<category>a</category>", END_ITEM + END),
    "RSS categories of the channel": _once(RSS, b"<category>a</category>", END),
    "RSS titles of an item": _once(RSS + ITEM, b"<title/>", END_ITEM + END),
    "RSS dates": _once(RSS, ITEM + DATE + END_ITEM, END),
    "RSS dates that are wrong": Shape(RSS, _number(ITEM + b"<pubDate>#/1/2</pubDate></item>"), END),
    "RSS enclosures": _once(
        RSS + ITEM, b"<enclosure url='http://e.org/a' length='1' type='a/b'/>", END_ITEM + END
    ),
    "RSS images": _once(
        RSS + b"<category>a</category>" * 9_000, b"<image><title>a</title></image>", END
    ),
    "RSS hours": _once(RSS + b"<skipHours>", b"<hour>1</hour>", b"</skipHours>" + END),
    "Atom entries, small": Shape(ATOM, _number(b"<entry><id>urn:x:#</id></entry>"), b"</feed>"),
    "Atom entries": Shape(
        ATOM,
        _number(
            b"<entry><title>t</title><id>http://e.org/#</id><updated>2003-12-13T18:30:02Z</updated>"
            b"<author><name>a</name></author><summary>s</summary><link href='http://e.org/#'/></entry>"
        ),
        b"</feed>",
    ),
    "Atom links of an entry": _once(
        ATOM + b"<entry>", b"<link href='/' rel='related'/>", b"</entry></feed>"
    ),
    "Atom links to itself": _once(ATOM, b"<link href='http://e.org/' rel='self'/>", b"</feed>"),
    "Atom categories": _once(ATOM + b"<entry>", b"<category term='a'/>", b"</entry></feed>"),
    "Atom identifiers of marks": Shape(
        ATOM,
        _number(
            b"<entry><id>http://e.org/#"
            + "\u0315".encode() * 9_000
            + "\u0323".encode() * 9_000
            + b"</id></entry>"
        ),
        b"</feed>",
    ),
    "Atom text of base64": _once(
        ATOM, b"<entry><content type='a/b'>" + b"QUJD" * 9_000 + b"</content></entry>", b"</feed>"
    ),
    "Atom text of XML": _once(
        ATOM + b"<entry><content type='a/xml'>", b"<a/>", b"</content></entry></feed>"
    ),
    "XHTML": _once(XHTML, b"<b>x</b>", END_XHTML),
    "XHTML without text": _once(XHTML, b"<b/>", END_XHTML),
    "XHTML with attributes": _once(XHTML, b"<b title='' lang='' dir='' id=''/>", END_XHTML),
    "XHTML that is unsafe": _once(XHTML, b"<script onclick='a'/>", END_XHTML),
    "XHTML deep": _once(XHTML + b"<b>" * 400, b"<a href='x'>y</a>", b"</b>" * 400 + END_XHTML),
    "XHTML deep, with a base": _once(
        b"<rss version='2.0' xml:base='http://e.org/'><channel><item><body xmlns='http://www.w3.org/1999/xhtml'>"
        + b"<b>" * 400,
        b"<a href='x'>y</a>",
        b"</b>" * 400 + b"</body>" + END_ITEM + END,
    ),
    "XHTML styles": _once(
        XHTML, b"<b style='color: red; border: 1px solid #aaaaaa; margin: 0 auto'/>", END_XHTML
    ),
    "OPML outlines": _once(OPML, b"<outline text='a'/>", END_OPML),
    "OPML outlines deep": _once(OPML, b"<outline text='a'>" * 400 + b"</outline>" * 400, END_OPML),
    "OPML subscriptions": _once(
        OPML,
        b"<outline type='rss' text='a' title='a' xmlUrl='http://e.org/' htmlUrl='http://e.org/'/>",
        END_OPML,
    ),
    "OPML outlines without text": _once(OPML, b"<outline/>", END_OPML),
    "RDF items": Shape(
        RDF,
        _number(b"<item rdf:about='u:#'><title>a</title><link>http://e.org/</link></item>"),
        b"</rdf:RDF>",
    ),
    "RDF list": _once(
        RDF + b"<channel><items><rdf:Seq>",
        b"<rdf:li rdf:resource='u:x'/>",
        b"</rdf:Seq></items></channel></rdf:RDF>",
    ),
}

_HTML = {
    "text": b"word ", "tags": b"<b>", "tags that are closed": b"<b>x</b>", "tags with attributes": b"<p class='x'>y",
    "tags unquoted": b"<a href=x>", "tags without space": b"<br/>", "tags unknown": b"<xx>", "tags, less alone": b"<",
    "tags, less and space": b"< ", "tags not ended": b"<a ", "tags without a name": b"<>", "closing tags": b"</b>",
    "closing tags unknown": b"</xx>", "closing tags not ended": b"</b", "comments": b"<!---->", "comments not ended": b"<!--",
    "declarations": b"<!a>", "instructions": b"<?a>", "scripts": b"<script></script>", "scripts not ended": b"<script>",
    "titles not ended": b"<title>", "images": b"<img src='x'>", "styles": b"<b style='a:b'>", "styles long": b"<b style='a:" + b"b(" * 900 + b"'>",
    "references": b"&#60;", "references, zeros": b"&#00060;", "references, hexadecimal": b"&#x3C;", "references that are wrong": b"&#1;",
    "references that are large": b"&#999999999;", "entities": b"&amp;", "entities unknown": b"&x;", "ampersands": b"&", "quotes": b"<a b=\"", "apostrophes": b"<a b='",
    "equals": b"<a =", "slashes": b"<a/", "relative addresses": b"<a href='x'>y</a>", "active addresses": b"<a href='javascript:x'>",
}  # fmt: skip
HTML: dict[str, Shape] = {}
for _name, _text in _HTML.items():
    HTML[f"HTML, {_name}"] = _once(RSS, _items(_text), END)
    HTML[f"HTML, {_name}, in small texts"] = _once(RSS, _items(_text, 300), END)
    HTML[f"HTML, {_name}, in large texts"] = Shape(RSS, partial(_large, _text), END)
    HTML[f"HTML, {_name}, escaped"] = _once(
        RSS,
        ITEM
        + b"<description>"
        + (_text * (3_000 // len(_text))).replace(b"&", b"&amp;").replace(b"<", b"&lt;")
        + b"</description></item>",
        END,
    )
    _escaped = (_text * (30_000 // len(_text))).replace(b'"', b'\\"')
    HTML[f"HTML, {_name}, in JSON"] = _once(
        JSON + b'"items": [', b'{"id": "1", "content_html": "' + _escaped + b'"},', b'{"id": "2"}]}'
    )

JSONS = {
    "JSON items, empty": _once(JSON + b'"items": [', b"{},", b"{}]}"),
    "JSON items, small": Shape(JSON + b'"items": [', _number(b'{"id":"#","content_text":"a"},'), b"{}]}"),
    "JSON items that are none": _once(JSON + b'"items": [', b"1,", b"1]}"),
    "JSON items that are null": _once(JSON + b'"items": [', b"null,", b"1]}"),
    "JSON items deep": _once(JSON + b'"items": [', b"[" * 90 + b"]" * 90 + b",", b"1]}"),
    "JSON items with the same identifier": _once(JSON + b'"items": [', b'{"id":"a","content_text":"a"},', b"{}]}"),
    "JSON tags": _once(JSON + b'"items": [{"id": "1", "tags": [', b'"a",', b'"a"]}]}'),
    "JSON attachments": _once(JSON + b'"items": [{"id": "1", "attachments": [', b"{},", b"{}]}]}"),
    "JSON authors": _once(JSON + b'"authors": [', b'{"name":"a"},', b'{}], "items": []}'),
    "JSON keys": Shape(JSON, _number(b'"#":1,'), b'"items": []}'),
    "JSON keys of items": Shape(JSON + b'"items": [', _number(b'{"#":1},'), b"{}]}"),
    "JSON keys twice": _once(JSON, b'"title":"a",', b'"items": []}'),
    "JSON keys, halves": _once(JSON, b'"\\ud800":1,', b'"items": []}'),
    "JSON extension, numbers": _once(JSON + b'"_x": {"a": [', b"1,", b'1]}, "items": []}'),
    "JSON extension, strings": _once(JSON + b'"_x": {"a": [', b'"",', b'1]}, "items": []}'),
    "JSON extension, objects": _once(JSON + b'"_x": {"a": [', b'{"a":1},', b'1]}, "items": []}'),
    "JSON extension, long strings": _once(JSON + b'"_x": {"a": [', b'"' + b"a" * 99_999 + b'",', b'1]}, "items": []}'),
    "JSON arrays": _once(b"", b"[", b""),
    "JSON array of arrays": _once(b"[", b"[],", b"1]"),
    "JSON array of numbers": _once(b"[", b"1,", b"1]"),
    "JSON array of strings": _once(b"[", b'"a\\n",', b"1]"),
    "JSON array of words": _once(b"[", b"true,", b"1]"),
    "JSON spaces between": _once(b"[", b"1 \n,  ", b"1]"),
    "JSON dates that are wrong": _once(JSON + b'"items": [', b'{"id":"a","date_published":"2001-01-01 10:00"},', b"{}]}"),
    "JSON texts, escapes": _once(JSON + b'"items": [', b'{"content_text":"' + b"\\n" * 9_999 + b'"},', b"{}]}"),
    "JSON texts, wrong escapes": _once(JSON + b'"items": [', b'{"content_text":"' + b"\\x" * 9_999 + b'"},', b"{}]}"),
}  # fmt: skip

_DECLARED = b'<?xml version="1.0" encoding="%s"?><rss version="2.0"><channel><title>t</title>'
_TEXTS = _items("wörter <b>und</b> text ".encode())
ENCODINGS: dict[str, Shape] = {}
for _name in ("utf-8", "utf-16", "utf-16-le", "utf-32", "utf-32-be", "iso-8859-1", "cp037", "cp1252", "gb18030", "shift_jis", "utf-7", "koi8-r"):  # fmt: skip
    _text = _TEXTS if _name in {"utf-8", "utf-16", "utf-16-le", "utf-32", "utf-32-be", "iso-8859-1", "cp1252", "cp037", "utf-7"} else _items(b"text <b>x</b> ")  # fmt: skip
    # Marks stand once: the tables of Shape encode piece by piece.
    _codec = {"utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(_name, _name)
    ENCODINGS[f"encoding {_name}"] = Shape(_DECLARED % _name.encode(), _text, END, _codec)
for _name, _bad in {
    "utf-8": b"\xff", "us-ascii": b"\xff", "cp1252": b"\x81", "utf-16-le": b"\x00\xd8", "utf-32-le": b"\x00\xd8\x00\x00",
    "shift_jis": b"\xff", "gb18030": b"\xff", "utf-7": b"+\xff", "cp1253": b"\xd2", "big5": b"\xff", "iso2022_jp": b"\x1b", "hz": b"~", "euc_jp": b"\xff",
}.items():  # fmt: skip
    _codec = _name if _name.startswith("utf-1") or _name.startswith("utf-3") else "ascii"
    _begin = (_DECLARED % _name.encode() + b"<item><title>").decode().encode(_codec)
    ENCODINGS[f"encoding {_name}, undecodable"] = _once(_begin, _bad, b"")
ENCODINGS["encoding iso-8859-15, three bytes a letter"] = _once(
    _DECLARED % b"iso-8859-15" + b"<x>", b"\xa4", b"</x>" + END
)
ENCODINGS["encoding cp874, three bytes a letter"] = _once(
    _DECLARED % b"cp874" + b"<x>", b"\xa1", b"</x>" + END
)

SHAPES = {**TOKENS, **PARTS, **FEEDS, **HTML, **JSONS, **ENCODINGS}


class Cost(NamedTuple):
    """What a check took: seconds of a processor, MiB of memory, and how it ended."""

    seconds: float
    memory: float
    code: int


def measure(file: Path, *options: str) -> Cost:
    """Check a file in a process of its own; given up after a minute."""
    command = [sys.executable, "-m", "feedtool", "check", *options, str(file)]
    null = os.open(os.devnull, os.O_WRONLY)
    out = [(os.POSIX_SPAWN_DUP2, null, 1), (os.POSIX_SPAWN_DUP2, null, 2)]
    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (GIVE_UP, hard))
    try:
        process = os.posix_spawn(sys.executable, command, os.environ, file_actions=out)
    finally:
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))
        os.close(null)
    _, status, used = os.wait4(process, 0)
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(
        used.ru_utime + used.ru_stime,
        used.ru_maxrss * unit / MIB,
        os.waitstatus_to_exitcode(status),
    )


def write(shape: Shape, size: int, file: Path) -> None:
    """Write a document of about that size."""
    with file.open("wb") as stream:
        stream.writelines(shape.blocks(size))


def costs(shape: Shape, sizes: Iterable[int], folder: Path, *options: str) -> dict[int, Cost]:
    """What a check of a shape costs at some sizes."""
    found = {}
    file = folder / "feed"
    for size in sizes:
        write(shape, size, file)
        found[size] = measure(file, *options)
        if found[size].code not in {0, 1}:
            break
    return found


def faults(found: dict[int, Cost]) -> list[str]:
    """What is wrong with the growth of a shape."""
    wrong = []
    (first, small), (last, large) = min(found.items()), max(found.items())
    if large.code not in {0, 1}:
        wrong.append(f"ended with {large.code}")
    if large.seconds > MOST_SECONDS:
        wrong.append(f"{large.seconds:.1f} s")
    if large.memory > MOST_MEMORY:
        wrong.append(f"{large.memory:.0f} MiB")
    start = 0.3  # of which half is Python's and half that of what the clock cannot tell
    if last > first and large.seconds > 1.5 * (last / first) * max(small.seconds, start):
        wrong.append("grows faster than its size")
    return wrong


def main() -> int:
    """Measure the shapes that were asked for; gives 1 where one of them is not as it should be."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("words", nargs="*")
    parser.add_argument("--least", type=int, default=4, metavar="MIB")
    parser.add_argument("--most", type=int, default=64, metavar="MIB")
    parser.add_argument("--options", default="", help="more options of feedtool check")
    given = parser.parse_args()
    sizes = [given.least << n for n in range(10) if given.least << n <= given.most]
    bad, slowest, largest = 0, ("", 0.0), ("", 0.0)
    begin = time.monotonic()
    chosen = {n: s for n, s in SHAPES.items() if all(word in n for word in given.words)}
    with tempfile.TemporaryDirectory() as folder:
        for name, shape in chosen.items():
            found = costs(
                shape, [size * MIB - 1 for size in sizes], Path(folder), *given.options.split()
            )
            wrong = faults(found)
            bad += bool(wrong)
            seconds = max(cost.seconds for cost in found.values())
            memory = max(cost.memory for cost in found.values())
            slowest = max(slowest, (name, seconds), key=lambda pair: pair[1])
            largest = max(largest, (name, memory), key=lambda pair: pair[1])
            row = "  ".join(
                f"{cost.seconds:5.2f} s {cost.memory:4.0f} M" for cost in found.values()
            )
            print(f"{name:45} {row}  {', '.join(wrong)}", flush=True)
    print(
        f"{len(chosen)} shapes of {', '.join(map(str, sizes))} MiB in {time.monotonic() - begin:.0f} s: {bad} are not as they should be"
    )
    print(
        f"the slowest: {slowest[1]:.2f} s ({slowest[0]}); the largest: {largest[1]:.0f} MiB ({largest[0]})"
    )
    return min(bad, 1)


if __name__ == "__main__":
    sys.exit(main())

"""RSS, Atom, RDF, OPML and XHTML: many elements of one kind."""

from tools.shapes.shape import (
    ATOM,
    END,
    END_ITEM,
    END_OPML,
    END_XHTML,
    ITEM,
    OPML,
    RDF,
    RSS,
    XHTML,
    Shape,
    number,
    once,
)

DATE = b"<pubDate>Sat, 07 Sep 2002 00:00:01 GMT</pubDate>"
FEEDS = {
    "RSS items, empty": once(RSS, b"<item/>", END),
    "RSS items, small": once(RSS, b"<item><title>a</title></item>", END),
    "RSS items": Shape(
        RSS,
        number(
            ITEM + b"<link>http://e.org/#</link><guid>http://e.org/#</guid>" + DATE + b"</item>"
        ),
        END,
    ),
    "RSS identifiers": Shape(
        RSS, number(ITEM + b"<guid isPermaLink='false'>#</guid>" + DATE + b"</item>"), END
    ),
    "RSS categories of an item": once(RSS + ITEM, b"<category>a</category>", END_ITEM + END),
    "RSS categories of the channel": once(RSS, b"<category>a</category>", END),
    "RSS titles of an item": once(RSS + ITEM, b"<title/>", END_ITEM + END),
    "RSS dates": once(RSS, ITEM + DATE + END_ITEM, END),
    "RSS dates that are wrong": Shape(RSS, number(ITEM + b"<pubDate>#/1/2</pubDate></item>"), END),
    "RSS enclosures": once(
        RSS + ITEM, b"<enclosure url='http://e.org/a' length='1' type='a/b'/>", END_ITEM + END
    ),
    "RSS images": once(
        RSS + b"<category>a</category>" * 9_000, b"<image><title>a</title></image>", END
    ),
    "RSS hours": once(RSS + b"<skipHours>", b"<hour>1</hour>", b"</skipHours>" + END),
    "Atom entries, small": Shape(ATOM, number(b"<entry><id>urn:x:#</id></entry>"), b"</feed>"),
    "Atom entries": Shape(
        ATOM,
        number(
            b"<entry><title>t</title><id>http://e.org/#</id><updated>2003-12-13T18:30:02Z</updated>"
            b"<author><name>a</name></author><summary>s</summary><link href='http://e.org/#'/></entry>"
        ),
        b"</feed>",
    ),
    "Atom links of an entry": once(
        ATOM + b"<entry>", b"<link href='/' rel='related'/>", b"</entry></feed>"
    ),
    "Atom links to itself": once(ATOM, b"<link href='http://e.org/' rel='self'/>", b"</feed>"),
    "Atom categories": once(ATOM + b"<entry>", b"<category term='a'/>", b"</entry></feed>"),
    "Atom identifiers of marks": Shape(
        ATOM,
        number(
            b"<entry><id>http://e.org/#"
            + "\u0315".encode() * 9_000
            + "\u0323".encode() * 9_000
            + b"</id></entry>"
        ),
        b"</feed>",
    ),
    "Atom text of base64": once(
        ATOM, b"<entry><content type='a/b'>" + b"QUJD" * 9_000 + b"</content></entry>", b"</feed>"
    ),
    "Atom text of XML": once(
        ATOM + b"<entry><content type='a/xml'>", b"<a/>", b"</content></entry></feed>"
    ),
    "XHTML": once(XHTML, b"<b>x</b>", END_XHTML),
    "XHTML without text": once(XHTML, b"<b/>", END_XHTML),
    "XHTML with attributes": once(XHTML, b"<b title='' lang='' dir='' id=''/>", END_XHTML),
    "XHTML that is unsafe": once(XHTML, b"<script onclick='a'/>", END_XHTML),
    "XHTML deep": once(XHTML + b"<b>" * 400, b"<a href='x'>y</a>", b"</b>" * 400 + END_XHTML),
    "XHTML deep, with a base": once(
        b"<rss version='2.0' xml:base='http://e.org/'><channel><item><body xmlns='http://www.w3.org/1999/xhtml'>"
        + b"<b>" * 400,
        b"<a href='x'>y</a>",
        b"</b>" * 400 + b"</body>" + END_ITEM + END,
    ),
    "XHTML styles": once(
        XHTML, b"<b style='color: red; border: 1px solid #aaaaaa; margin: 0 auto'/>", END_XHTML
    ),
    "OPML outlines": once(OPML, b"<outline text='a'/>", END_OPML),
    "OPML outlines deep": once(OPML, b"<outline text='a'>" * 400 + b"</outline>" * 400, END_OPML),
    "OPML subscriptions": once(
        OPML,
        b"<outline type='rss' text='a' title='a' xmlUrl='http://e.org/' htmlUrl='http://e.org/'/>",
        END_OPML,
    ),
    "OPML outlines without text": once(OPML, b"<outline/>", END_OPML),
    "RDF items": Shape(
        RDF,
        number(b"<item rdf:about='u:#'><title>a</title><link>http://e.org/</link></item>"),
        b"</rdf:RDF>",
    ),
    "RDF list": once(
        RDF + b"<channel><items><rdf:Seq>",
        b"<rdf:li rdf:resource='u:x'/>",
        b"</rdf:Seq></items></channel></rdf:RDF>",
    ),
    "RSS texts that are wrong, of references": once(
        RSS, ITEM + b"<author>" + b"&#65;" * 10_000 + b"</author></item>", END
    ),
    "RSS texts that are wrong, of all kinds of parts": once(
        RSS, ITEM + b"<author>" + b"&#65;<!--a--><![CDATA[b]]>" * 3_000 + b"</author></item>", END
    ),
    "RSS addresses of mail": once(
        RSS, b"<managingEditor>" + b"a.b@" * 240 + b"</managingEditor>", END
    ),
    "RSS links to itself from a long base": once(
        b"<rss version='2.0' xmlns:a='http://www.w3.org/2005/Atom' xml:base='http://e.org/"
        + b"a/" * 40_000
        + b"'><channel xml:base='b/'>",
        b"<a:link rel='self' href='x'/>",
        END,
    ),
    "RSS shapes on the earth": once(
        b"<rss version='2.0' xmlns:georss='http://www.georss.org/georss'><channel>",
        b"<item><georss:polygon>" + b"1 2 " * 30_000 + b"</georss:polygon></item>",
        END,
    ),
    "RSS shape on the earth": once(
        b"<rss version='2.0' xmlns:georss='http://www.georss.org/georss'><channel><item><georss:polygon>",
        b"1 2 ",
        b"</georss:polygon></item></channel></rss>",
    ),
    "RSS identifiers long": Shape(
        RSS,
        number(ITEM + b"<guid>1234567890 " + "😀".encode() + b"a" * 300_000 + b"#</guid></item>"),
        END,
    ),
    "Atom identifiers of escapes": once(
        ATOM, b"<entry><id>http://e.org/" + b"%7e" * 30_000 + b"</id></entry>", b"</feed>"
    ),
    "OPML state": once(
        b"<opml version='2.0'><head><expansionState>", b"1, ", b"</expansionState></head></opml>"
    ),
}

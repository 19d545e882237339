"""XML with many parts of one kind."""

from tools.shapes.shape import ATOM, END, ITEM, RSS, Shape, number, once

# Many parts of one kind.
PARTS = {
    "elements that are not checked": once(RSS, b"<x:a/>", END),
    "elements in an element that is not checked": once(RSS + b"<x:a>", b"<a/>", b"</x:a>" + END),
    "elements that are unknown": once(RSS, b"<a/>", END),
    "elements deep": once(RSS, b"<x:a>", b""),
    "elements up and down": once(RSS, b"<x:a>" * 400 + b"</x:a>" * 400, END),
    "elements with other names": Shape(RSS + b"<x:a>", number(b"<x:a#/>"), b"</x:a>" + END),
    "elements with long names": Shape(RSS, number(b"<x:" + b"a" * 9_000 + b"#/>"), END),
    "elements without a prefix's namespace": Shape(RSS, number(b"<y#:a/>"), END),
    "attributes that are not checked": once(RSS, b"<x:a b='' c='' d='' e=''/>", END),
    "attributes of a tag": once(
        RSS, b"<x:a" + b"".join(b" a%d=''" % n for n in range(250)) + b"/>", END
    ),
    "attributes of one tag": Shape(RSS + b"<x:a", number(b" a#=''"), b"/>" + END),
    "attributes twice": once(RSS + b"<x:a", b" a=''", b"/>" + END),
    "attributes with other names": Shape(RSS, number(b"<x:a b#=''/>"), END),
    "attributes unknown": once(RSS, b"<item a='' b='' c=''/>", END),
    "attributes of an extension": once(RSS, b"<category x:a='' x:b='' x:c=''>a</category>", END),
    "attributes long": once(RSS, b"<x:a b='" + b"c" * 100_000 + b"'/>", END),
    "attributes of references": once(RSS, b"<x:a b='" + b"&amp;" * 1000 + b"'/>", END),
    "attributes of entities": once(
        b"<!DOCTYPE rss [<!ENTITY a 'b'>]>" + RSS[39:],
        b"<category domain='" + b"&a;" * 1000 + b"'/>",
        END,
    ),
    "attributes of an entity that is undefined": once(
        RSS, b"<category domain='" + b"&a;" * 1000 + b"'>a</category>", END
    ),
    "namespaces of one tag": Shape(RSS + b"<x:a", number(b" xmlns:a#='u:#'"), b"/>" + END),
    "namespaces, 250 a tag": once(
        RSS, b"<x:a" + b"".join(b" xmlns:a%d='u'" % n for n in range(240)) + b"/>", END
    ),
    "namespaces": once(RSS, b"<x:a xmlns:b='u'/>", END),
    "namespaces with other names": Shape(RSS, number(b"<x:a xmlns:b='u:#'/>"), END),
    "namespaces with other prefixes": Shape(RSS, number(b"<x:a xmlns:b#='u:#'/>"), END),
    "namespaces deep": Shape(RSS, number(b"<x:a xmlns:b#='u:#'>"), b""),
    "namespaces long": Shape(
        RSS, number(b"<x:a xmlns:b='u:#" + b"/" * 20_000 + b"'><b:c/></x:a>"), END
    ),
    "namespaces of Atom": Shape(
        ATOM, number(b"<x:a xmlns:x='http://www.w3.org/2005/Atom'/>"), b"</feed>"
    ),
    "comments": once(RSS, b"<!---->", END),
    "comments in a text": once(RSS + b"<item><title>", b"a<!---->", b"</title></item>" + END),
    "comments in texts": once(
        RSS, ITEM + b"<author>" + b"<!--b-->" * 99 + b"a</author></item>", END
    ),
    "instructions": once(RSS, b"<?a?>", END),
    "CDATA sections": once(RSS + b"<x:a>", b"<![CDATA[]]>", b"</x:a>" + END),
    "CDATA sections in a text": once(
        RSS + b"<item><title>", b"<![CDATA[a]]>", b"</title></item>" + END
    ),
    "CDATA sections in texts": once(
        RSS, ITEM + b"<author>" + b"<![CDATA[a]]>" * 99 + b"</author></item>", END
    ),
    "references": once(RSS + b"<x:a>", b"&#65;", b"</x:a>" + END),
    "references in texts": once(RSS, ITEM + b"<author>" + b"&#65;" * 99 + b"</author></item>", END),
    "references to less": once(RSS, ITEM + b"<author>" + b"&lt;" * 99 + b"</author></item>", END),
    "references to hexadecimal less": once(
        RSS, b"<item><title>" + b"&#x3C;/b>" * 99 + b"</title></item>", END
    ),
    "entities undefined": once(RSS + b"<x:a>", b"&a;", b"</x:a>" + END),
    "entities of HTML": once(
        b'<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" '
        b'"http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><x>',
        b"&pi;",
        b"</x></channel></rss>",
    ),
    "entities of a letter": once(b"<!DOCTYPE rss [<!ENTITY a 'b'>]><rss><channel>", b"&a;", END),
    "entities of much": once(
        b"<!DOCTYPE rss [<!ENTITY a '" + b"b" * 100_000 + b"'>]><rss><channel>", b"&a;", END
    ),
    "entities of tags": once(
        b"<!DOCTYPE rss [<!ENTITY a '" + b"<b/>" * 20_000 + b"'>]><rss><channel>", b"&a;", END
    ),
    "entities of a comment": once(
        b"<!DOCTYPE rss [<!ENTITY a '<!--" + b"b" * 100_000 + b"-->'>]><rss><channel>", b"&a;", END
    ),
    "entities of a wide tag": once(
        b"<!DOCTYPE rss [<!ENTITY a '<b" + b" " * 100_000 + b"/>'>]><rss><channel>", b"&a;", END
    ),
    "entities in attributes of much": once(
        b"<!DOCTYPE rss [<!ENTITY a '" + b"b" * 100_000 + b"'>]><rss><channel>",
        b"<a b='&a;'/>",
        END,
    ),
    "entities declared": Shape(b"<!DOCTYPE rss [", number(b"<!ENTITY a# ''>"), b"]><rss/>"),
    "entities in entities": Shape(
        b"<!DOCTYPE rss [<!ENTITY a0 ''>",
        lambda n: b"<!ENTITY a%d '&a%d;'>" % (n + 1, n),
        b"]><rss>&a99;</rss>",
    ),
    "parameter entities": Shape(b"<!DOCTYPE rss [", number(b"<!ENTITY % a# ''>%a#;"), b"]><rss/>"),
    "declared attributes": Shape(
        b"<!DOCTYPE rss [", number(b"<!ATTLIST a b# CDATA ''>"), b"]><rss/>"
    ),
    "declared attributes of many": Shape(
        b"<!DOCTYPE rss [", number(b"<!ATTLIST a# b CDATA ''>"), b"]><rss/>"
    ),
    "declared attributes in one list": Shape(
        b"<!DOCTYPE rss [<!ATTLIST a", number(b" b# CDATA ''"), b">]><rss/>"
    ),
    "declared elements": Shape(b"<!DOCTYPE rss [", number(b"<!ELEMENT a# ANY>"), b"]><rss/>"),
    "declared notations": Shape(
        b"<!DOCTYPE rss [", number(b"<!NOTATION a# SYSTEM ''>"), b"]><rss/>"
    ),
    "default value of much": once(
        b"<!DOCTYPE rss [<!ATTLIST a b CDATA '" + b"c" * 1_000_000 + b"'>]><rss><channel>",
        b"<a/>",
        END,
    ),
    "default values of a tag": once(
        b"<!DOCTYPE rss [<!ATTLIST a"
        + b"".join(b" b%d CDATA 'c'" % n for n in range(250))
        + b">]><rss><channel>",
        b"<a/>",
        END,
    ),
    "names of megabytes": Shape(RSS, number(b"<x:" + b"a" * 4_000_000 + b"#/>"), END),
    "names of megabytes, of attributes": Shape(
        RSS, number(b"<x:a " + b"b" * 4_000_000 + b"#=''/>"), END
    ),
    "default value of a namespace": once(
        b"<!DOCTYPE rss [<!ATTLIST a xmlns:b CDATA 'http://e.org/"
        + b"c" * 1_000_000
        + b"'>]><rss><channel>",
        b"<a/>",
        END,
    ),
}

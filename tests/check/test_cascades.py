"""One slip is one problem: what follows from it is not told again."""

import pytest

from feedtool.check import CheckOptions, check

_RSS = """\
<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>News</title><link>https://example.org/</link><description>All news</description><language>en</language>
<atom:link rel="self" type="application/rss+xml" href="https://example.org/feed"/>
{}</channel>{}</rss>
"""
_ITEM = (
    "<item><title>{0}</title><link>https://example.org/{0}</link>"
    '<guid isPermaLink="false">example.org/{0}</guid><pubDate>{1}</pubDate>{2}</item>\n'
)
_DATE = "Sat, 07 Sep 2002 00:00:01 +0000"
_IMAGE = "<image><url>https://example.org/a.png</url><title>x</title><link>https://example.org/</link></image>"


def _codes(document: bytes | str) -> list[str]:
    data = document if isinstance(document, bytes) else document.encode()
    return [problem.code for problem in check("feed", data, CheckOptions())]


def test_an_image_in_an_item() -> None:
    assert _codes(_RSS.format(_ITEM.format("1", _DATE, _IMAGE), "")) == ["element-unknown"]


def test_items_beside_the_channel_are_told_of_once_and_judged() -> None:
    items = [_ITEM.format(n, _DATE, "") for n in "12"] + [_ITEM.format("3", "Invalid Date", "")]
    assert _codes(_RSS.format("", "".join(items))) == ["element-unknown", "date-rfc822"]


@pytest.mark.parametrize("where", ["title", "link", "guid", "description"])
def test_bytes_that_cannot_be_read(where: str) -> None:
    item = _ITEM.format(
        "1", _DATE, "<description>&lt;a href='https://example.org/'>x&lt;/a></description>"
    )
    broken = item.replace(f"<{where}>", f"<{where}>§").replace('="false">', '="false">§')
    document = _RSS.format(broken, "").encode().replace("§".encode(), b"\xe9\xe8")
    assert _codes(document) == ["encoding-undecodable"]


def test_an_element_that_is_not_closed_is_not_blamed_for_what_follows() -> None:
    item = _ITEM.format("1", _DATE, "").replace("</title>", "")
    assert _codes(_RSS.format(item, "")) == ["xml-not-well-formed"]


def test_a_misspelt_flag_is_not_blamed_on_the_value() -> None:
    item = _ITEM.format("1", _DATE, "").replace("isPermaLink", "isPermalink")
    assert _codes(_RSS.format(item, "")) == ["attribute-unknown"]


@pytest.mark.parametrize("slip", ["Title", "titel"])
def test_an_element_under_a_name_that_is_a_slip_is_not_missing_too(slip: str) -> None:
    document = _RSS.replace("title>", f"{slip}>").format(_ITEM.format("1", _DATE, ""), "")
    assert _codes(document) == ["element-unknown"]


@pytest.mark.parametrize("name", ["http://www.w3.org/2005/Atom", "http://purl.org/rss/1.0/"])
def test_a_feed_in_a_namespace_that_is_not_its_own(name: str) -> None:
    document = _RSS.replace("<rss ", f'<rss xmlns="{name}" ')
    assert _codes(document.format(_ITEM.format("1", _DATE, ""), "")) == ["document-namespace"]


@pytest.mark.parametrize("kind", ["*/*", "multipart/mixed", "message/rfc822"])
def test_content_is_not_judged_by_a_type_that_is_none(kind: str) -> None:
    entry = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><id>https://example.org/</id><title>x</title>'
        "<updated>2003-12-13T18:30:02Z</updated><author><name>Ann</name></author>"
        '<link rel="self" href="https://example.org/feed"/><entry><id>https://example.org/1</id>'
        "<title>x</title><updated>2003-12-13T18:30:02Z</updated>"
        f'<content type="{kind}">Cats!</content></entry></feed>'
    )
    assert _codes(entry) == ["atom-media-type"]


@pytest.mark.parametrize(
    ("name", "code"),
    [("utf-7", "encoding-unsafe"), ("", "encoding-unknown"), ("no name", "encoding-unknown")],
)
def test_an_encoding_that_nobody_should_declare(name: str, code: str) -> None:
    document = _RSS.format(_ITEM.format("1", _DATE.replace("+0000", "GMT"), ""), "")
    ascii_only = document.replace(' type="application/rss+xml"', "")  # UTF-7 has a meaning for +
    assert _codes(ascii_only.replace('"utf-8"', f'"{name}"')) == [code]


def test_svg_in_the_namespace_of_html_is_told_of_once() -> None:
    xhtml = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><id>https://example.org/</id><title>x</title>'
        "<updated>2003-12-13T18:30:02Z</updated><author><name>Ann</name></author>"
        '<link rel="self" href="https://example.org/feed"/><entry><id>https://example.org/1</id>'
        "<title>x</title><updated>2003-12-13T18:30:02Z</updated>"
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><svg viewBox="0 0 1 1"><circle r="1"/>'
        "<text>x</text></svg></div></content></entry></feed>"
    )
    assert _codes(xhtml) == ["html-namespace-missing"]


def test_a_message_names_what_a_value_is_of() -> None:
    item = _ITEM.format(
        "1", "soon", '<enclosure url="https://example.org/a.mp3" length=" " type="audio/mpeg"/>'
    )
    said = [
        problem.message for problem in check("x", _RSS.format(item, "").encode(), CheckOptions())
    ]
    assert said == [
        "<pubDate>: “soon” is no date in the form of RFC 822",
        "length of <enclosure>: “␠” is no number",
    ]

"""A rule that holds in one place holds in those like it: blank values, plain text, parts of a shape."""

import json

import pytest

from feedtool.check import CheckOptions, check
from feedtool.diagnostics.problem import Problem
from tests.check.templates import NAMESPACES
from tests.tables import each

_DOCUMENT = """\
<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"{names}><channel>
<title>News</title><link>https://example.org/</link><description>All news</description><language>en</language>
<atom:link rel="self" type="application/rss+xml" href="https://example.org/feed"/>
{channel}<item><title>One</title><guid isPermaLink="false">example.org/1</guid>
<pubDate>Sat, 07 Sep 2002 00:00:01 +0000</pubDate>{item}</item></channel></rss>
"""
_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "News",
    "home_page_url": "https://example.org/",
    "feed_url": "https://example.org/feed.json",
    "language": "en",
}
_ITEM = {"id": "1", "content_text": "x", "date_published": "2002-09-07T00:00:01Z"}


def _found(profile: str, channel: str = "", item: str = "") -> list[Problem]:
    names = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    document = _DOCUMENT.format(names=names, channel=channel, item=item)
    return list(check("feed", document.encode(), CheckOptions(profile=profile)))


def _problems(*, channel: str = "", item: str = "", profile: str = "default") -> list[str]:
    return [one.code for one in _found(profile, channel, item)]


_CLOUD = '<cloud domain="{}" port="80" path="{}" registerProcedure="{}" protocol="{}"/>'


@pytest.mark.parametrize("blank", range(4))
def test_an_attribute_that_must_be_there_says_something(blank: int) -> None:
    values = ["rpc.example.org", "/RPC2", "please", "xml-rpc"]
    assert _problems(channel=_CLOUD.format(*values)) == []
    values[blank] = " "
    assert _problems(channel=_CLOUD.format(*values)) == ["value-blank-attribute"]
    assert _problems(channel=_CLOUD.format(*values), profile="w3c") == []


def test_a_cloud_that_is_told_by_a_plain_request_has_no_procedure() -> None:
    for protocol in ("http-post", "https-post"):
        assert _problems(channel=_CLOUD.format("rpc.example.org", "/notify", "", protocol)) == []


def test_an_attribute_that_must_be_there_is_not_to_be_left_out() -> None:
    (problem,) = _found("default", channel='<googleplay:category text=""/>')
    assert problem.hint == "Fill text, which must be there"


@each(
    "element",
    [
        "<podcast:locked/>",
        "<podcast:block> </podcast:block>",
        "<podcast:person/>",
        "<podcast:txt/>",
        "<podcast:license/>",
        "<podcast:location/>",
        '<podcast:funding url="https://example.org/"/>',
    ],
)
def test_an_element_of_podcasting_2_says_something(element: str) -> None:
    assert "value-blank" in _problems(channel=element)


@pytest.mark.parametrize("name", ["podroll", "publisher"])
def test_what_points_to_other_podcasts_names_one(name: str) -> None:
    assert _problems(channel=f"<podcast:{name}/>") == ["element-missing"]


def test_a_value_goes_to_somebody() -> None:
    value = '<podcast:value type="lightning" method="keysend">{}</podcast:value>'
    ann = '<podcast:valueRecipient name="Ann" type="node" address="02d5" split="1"/>'
    split = '<podcast:valueTimeSplit startTime="1" duration="2">{}</podcast:valueTimeSplit>'
    there = '<podcast:remoteItem feedGuid="917393e3-1b1e-5cef-ace4-edaa54e1f810"/>'
    assert _problems(item=value.format("")) == ["element-missing"]
    assert _problems(item=value.format(ann + split.format(""))) == ["element-missing"]
    for one in (there, ann):
        assert _problems(item=value.format(ann + split.format(one))) == []


@pytest.mark.parametrize(
    ("element", "code"),
    [
        ("<source:inReplyTo/>", "value-blank"),
        ('<source:inReplyTo isPermaLink="no">x</source:inReplyTo>', "value-true-false-attribute"),
        ("<source:linkShort>r2.ly</source:linkShort>", "uri-not-absolute"),
        (
            "<media:backLinks><media:backLink>x</media:backLink></media:backLinks>",
            "uri-not-absolute",
        ),
    ],
)
def test_a_value_of_a_small_extension_is_of_its_type(element: str, code: str) -> None:
    assert _problems(item=element) == [code]


_LIVE = (
    '<podcast:liveItem status="live" start="2026-01-01T10:00:00Z" end="2026-01-01T11:00:00Z">{}'
    "</podcast:liveItem>"
)
_SHOWN = {
    "rss-item-empty": "<title>Live</title>",
    "rss-guid-missing": '<guid isPermaLink="false">live</guid>',
    "podcast-live-stream": '<enclosure url="https://example.org/live" type="audio/mpeg" length="1"/>',
    "podcast-live-page": '<podcast:contentLink href="https://example.org/live">x</podcast:contentLink>',
}


@pytest.mark.parametrize("code", _SHOWN)
def test_a_live_item_is_an_item_that_can_be_played(code: str) -> None:
    assert _problems(channel=_LIVE.format("".join(_SHOWN.values()))) == []
    rest = "".join(part for other, part in _SHOWN.items() if other != code)
    assert _problems(channel=_LIVE.format(rest)) == [code]


def test_a_live_item_may_have_its_stream_in_an_alternate_enclosure() -> None:
    enclosure = (
        '<podcast:alternateEnclosure type="audio/mpeg" length="1">'
        '<podcast:source uri="https://example.org/live"/></podcast:alternateEnclosure>'
    )
    assert _problems(channel=_LIVE.format("".join(_SHOWN.values()) + enclosure)) == []
    without = {**_SHOWN, "podcast-live-stream": enclosure}
    assert _problems(channel=_LIVE.format("".join(without.values()))) == []


_RDF = """\
<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xml:lang="en"{base}><channel rdf:about="https://example.org/"><title>News</title><link>https://example.org/</link>
<description>All news</description>{inside}<items><rdf:Seq>{listed}</rdf:Seq></items></channel>
{parts}</rdf:RDF>
"""


def _of_rdf(
    listed: str = "1", parts: str = "1", inside: str = "", other: str = "", base: str = ""
) -> list[str]:
    """The codes of a feed of RSS 1.0 whose channel lists some items, and that has some items."""
    lines = "".join(f'<rdf:li rdf:resource="https://example.org/{one}"/>' for one in listed)
    items = "".join(
        f'<item rdf:about="https://example.org/{one}"><title>One</title><link>https://example.org/1</link></item>'
        for one in parts
    )
    document = _RDF.format(listed=lines, parts=items + other, inside=inside, base=base)
    return [one.code for one in check("feed", document.encode(), CheckOptions())]


@each(
    ("listed", "parts", "codes"),
    [
        ("12", "12", []),
        ("21", "12", []),
        ("123", "12", ["rdf-pointer-nowhere"]),
        ("1", "12", ["rdf-pointer-missing"]),
        ("121", "12", ["rdf-pointer-again"]),
        ("", "12", ["rdf-pointer-missing"] * 2),
    ],
)
def test_the_channel_of_rss_1_lists_its_items(listed: str, parts: str, codes: list[str]) -> None:
    assert _of_rdf(listed, parts) == codes


def test_the_list_of_rss_1_is_not_held_against_what_cannot_be_told() -> None:
    nameless = "<item><title>One</title><link>https://example.org/2</link></item>"
    assert _of_rdf("12", "1", other=nameless) == ["rdf-about-missing"]
    relative = '<item rdf:about="2"><title>One</title><link>https://example.org/2</link></item>'
    assert _of_rdf("12", "1", other=relative, base=' xml:base="https://example.org/"') == [
        "uri-not-absolute"
    ]


def test_the_channel_of_rss_1_names_its_image_and_its_form() -> None:
    image = (
        '<image rdf:about="https://example.org/a.png"><title>News</title><url>https://example.org/a.png</url>'
        "<link>https://example.org/</link></image>"
    )
    pointer = '<image rdf:resource="https://example.org/{}.png"/>'
    assert _of_rdf(inside=pointer.format("a"), other=image) == []
    assert _of_rdf(inside=pointer.format("b")) == []  # which may be elsewhere
    assert sorted(_of_rdf(inside=pointer.format("b"), other=image)) == [
        "rdf-pointer-missing",
        "rdf-pointer-nowhere",
    ]


def test_comments_are_somewhere_or_disabled() -> None:
    social = '<podcast:socialInteract protocol="{}"/>'
    assert _problems(item=social.format("disabled")) == []
    assert "attribute-missing" in _problems(item=social.format("activitypub"))


@each(
    ("shape", "missing"),
    [
        ("<gml:Point/>", 1),
        ("<gml:LineString/>", 1),
        ("<gml:Polygon/>", 1),
        ("<gml:Polygon><gml:exterior/></gml:Polygon>", 1),
        ("<gml:Polygon><gml:exterior><gml:LinearRing/></gml:exterior></gml:Polygon>", 1),
        ("<gml:Envelope/>", 2),
        ("", 1),
    ],
)
def test_a_shape_of_gml_has_positions(shape: str, missing: int) -> None:
    item = f'<georss:where xmlns:gml="http://www.opengis.net/gml">{shape}</georss:where>'
    assert _problems(item=item) == ["element-missing"] * missing


def _where(shape: str) -> str:
    return f'<georss:where xmlns:gml="http://www.opengis.net/gml">{shape}</georss:where>'


@pytest.mark.parametrize(
    "attributes",
    [
        'srsName="EPSG:26913"',
        'srsName="urn:ogc:def:crs:EPSG:6.6:4979" srsDimension="3"',
        'srsDimension="3"',
    ],
)
def test_positions_in_another_system_are_left_to_it(attributes: str) -> None:
    point = "<gml:Point {}><gml:pos>500000 4649776 22</gml:pos></gml:Point>"
    assert _problems(item=_where(point.format(attributes))) == []
    for known in ("", 'srsName="EPSG:4326"', 'srsName="urn:ogc:def:crs:OGC:1.3:CRS84"'):
        assert _problems(item=_where(point.format(known))) == ["geo-pair"]


def test_a_corner_of_an_envelope_is_a_position() -> None:
    upper = "<gml:upperCorner>3 4</gml:upperCorner>"
    envelope = f"<gml:Envelope><gml:lowerCorner>{{}}</gml:lowerCorner>{upper}</gml:Envelope>"
    assert _problems(item=_where(envelope.format("1 2"))) == []
    for wrong in ("", " ", "1"):
        assert _problems(item=_where(envelope.format(wrong))) == ["geo-pair"]


def test_a_point_has_a_latitude_and_a_longitude() -> None:
    both = "<geo:lat>1</geo:lat><geo:long>2</geo:long>"
    assert _problems(item=f"<geo:Point>{both}</geo:Point>") == []
    assert _problems(item="<geo:Point><geo:lat>1</geo:lat></geo:Point>") == ["element-missing"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<geo:lat>1</geo:lat>", "<geo:long>2</geo:long>"),
        ("<icbm:latitude>1</icbm:latitude>", "<icbm:longitude>2</icbm:longitude>"),
        ("<geourl:latitude>1</geourl:latitude>", "<geourl:longitude>2</geourl:longitude>"),
    ],
)
def test_half_of_a_pair_says_nothing(one: str, other: str) -> None:
    assert _problems(item=one + other) == _problems(channel=one + other) == []
    assert _problems(item=one) == _problems(item=other) == ["element-half"]
    assert _problems(channel=other, item=one) == ["element-half"] * 2
    assert _problems(item=one, profile="w3c") == []
    (half,) = _found("default", item=f"<category>x</category>{one}")
    assert half.span is not None
    assert half.span.column > len("<category>x</category>")


def test_a_slip_in_half_of_a_pair_is_told_of_once() -> None:
    assert _problems(item="<geo:lat>1</geo:lat><geo:lon>2</geo:lon>") == ["element-unknown"]


@each(
    "element",
    [
        "dc:creator",
        "dc:rights",
        "dc:type",
        "dcterms:abstract",
        "ev:location",
        "googleplay:author",
        "cc:license",
        "creativeCommons:license",
        "trackback:ping",
    ],
)
def test_an_element_of_an_extension_says_something(element: str) -> None:
    for blank in (f"<{element}/>", f"<{element}> </{element}>", f"<{element}><!-- --></{element}>"):
        assert _problems(item=blank) == ["value-blank"]


def test_an_element_may_say_something_by_what_it_points_to_or_holds() -> None:
    assert _problems(item='<cc:license rdf:resource="https://example.org/by"/>') == []
    assert _problems(item='<dc:subject rdf:resource="https://example.org/cats"/>') == []
    assert _problems(item="<dc:creator><foaf:Person/></dc:creator>") == []


@each(
    "element",
    [
        '<media:content url="https://example.org/a.png"{}>{}</media:content>',
        '<media:thumbnail url="https://example.org/a.png"{}>{}</media:thumbnail>',
        '<media:player url="https://example.org/a"{}>{}</media:player>',
        '<itunes:image href="https://example.org/a.png"{}>{}</itunes:image>',
        '<podcast:chapters url="https://example.org/a" type="application/json"{}>{}</podcast:chapters>',
    ],
)
def test_what_says_all_in_attributes_has_no_text(element: str) -> None:
    assert "text-unexpected" in _problems(item=element.format("", "x"))
    assert "text-unexpected" not in _problems(item=element.format("", "\n"))


def test_text_in_place_of_an_attribute_is_told_of_once() -> None:
    advised = '<podcast:image href="https://example.org/a.png">x</podcast:image>'
    assert _problems(channel=advised) == ["text-unexpected"]
    image = "<itunes:image>https://example.org/a.png</itunes:image>"
    assert _problems(channel=image) == ["attribute-missing"]


def test_a_place_in_a_medium_is_a_place() -> None:
    place = '<media:location start="{}"><georss:point>{}</georss:point></media:location>'
    assert _problems(item=place.format("00:01", "1 2")) == []
    assert _problems(item=place.format("soon", "1")) == ["date-npt", "geo-pair"]


def test_plain_text_has_no_markup() -> None:
    owner = "<itunes:owner><itunes:name>&lt;b>Ann&lt;/b></itunes:name></itunes:owner>"
    assert "text-contains-html" in _problems(channel=owner)
    query = '<opensearch:Query role="request" title="{}"/>'
    assert _problems(channel=query.format("cats")) == []
    assert _problems(channel=query.format("&lt;b>cats&lt;/b>")) == ["text-contains-html"]


def test_the_address_of_an_enclosure_is_written_in_ascii_as_those_of_links_are() -> None:
    enclosure = '<enclosure url="https://example.org/ü.mp3" length="1" type="audio/mpeg"/>'
    assert _problems(item=enclosure) == ["uri-non-ascii"]


@pytest.mark.parametrize(
    ("part", "hint"),
    [
        (
            "<webMaster>Ann</webMaster>",
            "Write user@example.org (Real Name), or a name in dc:creator",
        ),
        ("<itunes:owner><itunes:email>Ann</itunes:email></itunes:owner>", "Write user@example.org"),
        ('<podcast:locked owner="Ann">yes</podcast:locked>', "Write user@example.org"),
    ],
)
def test_the_hint_for_an_address_of_mail_is_obeyed(part: str, hint: str) -> None:
    (problem,) = [one for one in _found("default", channel=part) if one.code == "email-invalid"]
    assert problem.hint == hint
    obeyed = part.replace("Ann", hint.removeprefix("Write ").partition(",")[0])
    assert "email-invalid" not in _problems(channel=obeyed)


def test_a_host_of_one_word_is_none_for_the_mail_of_any_format() -> None:
    for text in ("ann@localhost (Ann)", "ann@localhost"):
        assert "email-host" in _problems(channel=f"<webMaster>{text}</webMaster>", profile="w3c")


def test_a_link_leads_somewhere() -> None:
    assert _problems(item='<atom:link rel="related" href=""/>') == ["value-blank-attribute"]


def test_what_refers_to_nothing() -> None:
    generator = '<atom:generator uri="{}">x</atom:generator>'
    assert _problems(channel=generator.format("/x")) == []
    assert _problems(channel=generator.format("")) == ["value-blank-attribute"]
    assert _problems(item='<atom:link rel="related" href="x" xml:base=""/>') == []


@pytest.mark.parametrize("href", ["192.0.2.1:80/x", "://example.org/", ":80"])
def test_no_address_has_a_colon_before_its_path_unless_it_ends_a_scheme(href: str) -> None:
    assert _problems(item=f'<atom:link rel="related" href="{href}"/>') == ["uri-invalid"]
    assert _problems(item=f'<atom:link rel="related" href="./{href}"/>') == []


@pytest.mark.parametrize(
    ("feed", "item"),
    [
        ({"title": ""}, {}),
        ({}, {"id": " "}),
        ({"authors": [{"name": ""}]}, {}),
    ],
)
def test_a_text_of_json_that_must_be_there_says_something(
    feed: dict[str, object], item: dict[str, object]
) -> None:
    document = json.dumps({**_FEED, **feed, "items": [{**_ITEM, **item}]}).encode()
    assert [one.code for one in check("feed", document, CheckOptions())] == ["value-blank"]


@each("profile", ["default", "w3c"])
@each(
    ("item", "words"),
    [
        (
            '<enclosure url="" length="" type=""/>',
            "url of <enclosure>: an empty text cannot be fetched",
        ),
        (
            '<enclosure url="" length="" type=""/>',
            "length of <enclosure>: an empty text is no number",
        ),
        ("<skipDays><day> </day></skipDays>", "<day>: an empty text is no day"),
    ],
)
def test_a_message_about_nothing_has_words(item: str, words: str, profile: str) -> None:
    channel = item if "skip" in item else ""
    found = _found(profile, channel=channel, item="" if channel else item)
    assert not [problem.message for problem in found if problem.message.startswith(" ")]
    if profile == "w3c" or not channel:  # elsewhere an empty element is no more than that
        assert [problem for problem in found if problem.message.startswith(words)]

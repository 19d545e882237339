"""The examples of the specifications: each is judged right, in the default and in the strict profile."""

# ruff: noqa: E501 - examples are as long as they are

from datetime import UTC, datetime

import pytest

from feedtool.check import CheckOptions, check
from feedtool.diagnostics.problem import Problem, Severity
from tests.tables import each

_NAMESPACES = {
    "at": "http://purl.org/atompub/tombstones/1.0",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "creativeCommons": "http://backend.userland.com/creativeCommonsRssModule",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "fh": "http://purl.org/syndication/history/1.0",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "georss": "http://www.georss.org/georss",
    "gml": "http://www.opengis.net/gml",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "opensearch": "http://a9.com/-/spec/opensearch/1.1/",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "psc": "http://podlove.org/simple-chapters",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "source": "http://source.scripting.com/",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "thr": "http://purl.org/syndication/thread/1.0",
    "wfw": "http://wellformedweb.org/CommentAPI/",
}
_RSS = """\
<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"{}><channel><title>News</title><link>https://example.org/</link>
<description>All news</description><language>en</language>
<atom:link rel="self" type="application/rss+xml" href="https://example.org/feed"/>
{}<item><title>One</title><guid isPermaLink="false">example.org/one</guid>
<pubDate>Sat, 07 Sep 2002 00:00:01 +0000</pubDate>{}</item></channel></rss>
"""
_ATOM = """\
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"{}><id>https://example.org/</id><title>News</title>
<updated>2003-12-13T18:30:02Z</updated><author><name>Ann</name></author>
<link rel="self" href="https://example.org/feed"/>{}
<entry><id>https://example.org/1</id><title>One</title><updated>2003-12-13T18:30:02Z</updated>
<link href="https://example.org/1"/><summary>x</summary>{}</entry></feed>
"""
# What a part of an example must not be blamed for, since the whole of it is not here.
_OF_THE_WHOLE = {
    "itunes-image-missing", "itunes-recommended-missing", "itunes-email-missing", "media-group-single",
    "podcast-attribute-recommended", "enclosure-http", "namespace-prefix-unusual",
}  # fmt: skip

PODCAST_ITEM = (
    '<podcast:transcript url="https://example.com/e/t.srt" type="text/srt" rel="captions"/>',
    '<podcast:transcript url="https://example.com/e/t.json" type="application/json" language="es" rel="captions"/>',
    '<podcast:chapters url="https://example.com/episode1/chapters.json" type="application/json+chapters"/>',
    '<podcast:soundbite startTime="73.0" duration="60.0"/>',
    '<podcast:soundbite startTime="1234.5" duration="42.25">Why the Namespace Matters</podcast:soundbite>',
    '<podcast:person href="https://example.com/j" img="http://example.com/j.jpg">John Smith</podcast:person>',
    '<podcast:person group="visuals" role="Cover Art Designer">Becky Smith</podcast:person>',
    '<podcast:location geo="geo:30.2672,97.7431" osm="R113314">Austin, TX</podcast:location>',
    '<podcast:location geo="geo:33.51601,-86.81455" osm="R6930627" country="us">Birmingham</podcast:location>',
    '<podcast:location geo="geo:-27.86159,153.3169" rel="subject" osm="W43678282">Dreamworld</podcast:location>',
    "<podcast:season>5</podcast:season>",
    '<podcast:season name="Egyptology: The 19th Century">1</podcast:season>',
    "<podcast:episode>315.5</podcast:episode>",
    '<podcast:episode display="Ch.3">204</podcast:episode>',
    "<podcast:license>cc-by-4.0</podcast:license>",
    '<podcast:license url="https://example.org/full.pdf">my-podcast-license-v1</podcast:license>',
    (
        '<podcast:alternateEnclosure type="audio/mpeg" length="2490970" bitrate="160707.74" default="true" title="x">'
        '<podcast:source uri="https://example.com/file-0.mp3"/><podcast:source uri="ipfs://QmdwGqd3d2gFPGeJNLL"/>'
        '<podcast:source uri="https://example.com/file-0.torrent" contentType="application/x-bittorrent"/>'
        '<podcast:integrity type="sri" value="sha384-ExVqijgYHm15PqQqdXfW95x+Rs6C"/></podcast:alternateEnclosure>'
    ),
    '<podcast:chat server="irc.zeronode.net" protocol="irc" accountId="@jsmith" space="#my"/>',
    '<podcast:image href="https://example.com/images/pci_square-massive.jpg"/>',
    (
        '<podcast:image alt="An antenna" purpose="artwork social" type="video/mp4" aspect-ratio="16/9" width="1200"'
        ' height="400" href="https://example.com/images/ep1/pci.mp4"/>'
    ),
    '<podcast:contentLink href="https://www.twitch.tv/pc20/livestream">Twitch!</podcast:contentLink>',
)
PODCAST_CHANNEL = (
    '<podcast:locked owner="email@example.com">yes</podcast:locked>',
    '<podcast:funding url="https://www.example.com/donations">Support the show!</podcast:funding>',
    (
        '<podcast:trailer pubdate="Thu, 01 Apr 2021 08:00:00 EST" url="https://example.org/trailers/season4teaser"'
        ' length="12345678" type="video/mp4" season="4">Season 4</podcast:trailer>'
    ),
    "<podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid>",
    "<podcast:medium>musicL</podcast:medium>",
    (
        '<podcast:value type="lightning" method="keysend" suggested="0.00000015000">'
        '<podcast:valueRecipient name="Alice" type="node" address="02d5c1bf8b94" split="40"/>'
        '<podcast:valueRecipient name="Host" type="node" address="03ae9f91a0cb" split="5" fee="true"/></podcast:value>'
    ),
    (
        '<podcast:updateFrequency rrule="FREQ=WEEKLY;INTERVAL=2;COUNT=10" dtstart="2023-08-28T00:00:00.000Z">'
        "Every other Monday</podcast:updateFrequency>"
    ),
    '<podcast:updateFrequency complete="true">That\'s all folks!</podcast:updateFrequency>',
    (
        '<podcast:remoteItem feedGuid="ff519475-6e90-5231-91a0-37d092088d88" feedUrl="https://media.rss.com/feed.xml"'
        ' itemGuid="e75771b1-e8d4-4133-9392-c579822247d9" medium="music"/>'
    ),
    '<podcast:podroll><podcast:remoteItem feedGuid="29cdca4a-32d8-56ba-b48b-09a011c5daa9"/></podcast:podroll>',
    (
        '<podcast:liveItem status="live" start="2021-09-26T07:30:00.000-0600" end="2021-09-26T09:30:00.000-0600">'
        "<title>Podcasting 2.0 Live Stream</title><guid>https://example.com/live</guid>"
        '<enclosure url="https://example.com/pc20/livestream?format=.mp3" type="audio/mpeg" length="312"/>'
        '<podcast:contentLink href="https://example.com/html/livestream">Listen Live!</podcast:contentLink>'
        "</podcast:liveItem>"
    ),
)
MEDIA = (
    (
        '<media:content url="http://www.foo.com/movie.mov" fileSize="12216320" type="video/quicktime" medium="video"'
        ' isDefault="true" expression="full" bitrate="128" framerate="25" samplingrate="44.1" channels="2"'
        ' duration="185" height="200" width="300" lang="en"/>'
    ),
    "<media:adult>false</media:adult>",
    '<media:rating scheme="urn:simple">adult</media:rating>',
    '<media:rating scheme="urn:icra">r (cz 1 lz 1 nz 1 oz 1 vz 1)</media:rating>',
    '<media:rating scheme="urn:mpaa">pg</media:rating>',
    '<media:rating scheme="urn:v-chip">tv-y7-fv</media:rating>',
    '<media:title type="plain">The Judy\'s -- The Moo Song</media:title>',
    '<media:description type="plain">This was some really bizarre band.</media:description>',
    "<media:keywords>kitty, cat, big dog, yarn, fluffy</media:keywords>",
    '<media:thumbnail url="http://www.foo.com/keyframe.jpg" width="75" height="50" time="12:05:01.123"/>',
    '<media:category scheme="http://dmoz.org" label="Ace Ventura - Pet Detective">Arts/Movies</media:category>',
    '<media:category scheme="urn:flickr:tags">ycantpark mobile</media:category>',
    '<media:hash algo="md5">dfdec888b72151965a34b4b59031290a</media:hash>',
    '<media:player url="http://www.foo.com/player?id=1111" height="200" width="400"/>',
    '<media:credit role="producer" scheme="urn:ebu">entity name</media:credit>',
    '<media:credit role="owner" scheme="urn:yvs">copyright holder of the entity</media:credit>',
    '<media:copyright url="http://blah.com/additional-info.html">2005 FooBar Media</media:copyright>',
    '<media:text type="plain" lang="en" start="00:00:03.000" end="00:00:10.000"> Oh, say, can you see</media:text>',
    '<media:restriction relationship="allow" type="country">au us</media:restriction>',
    '<media:restriction type="sharing" relationship="deny"/>',
    (
        '<media:community><media:starRating average="3.5" count="20" min="1" max="10"/>'
        '<media:statistics views="5" favorites="5"/><media:tags>news: 5, abc:3, reuters</media:tags></media:community>'
    ),
    "<media:comments><media:comment>comment1</media:comment><media:comment>comment2</media:comment></media:comments>",
    (
        '<media:embed url="http://www.foo.com/player.swf" width="512" height="323">'
        '<media:param name="type">application/x-shockwave-flash</media:param></media:embed>'
    ),
    "<media:responses><media:response>http://www.response1.com</media:response></media:responses>",
    "<media:backLinks><media:backLink>http://www.backlink1.com</media:backLink></media:backLinks>",
    '<media:status state="active"/>',
    '<media:status state="blocked" reason="http://www.reasonforblocking.com"/>',
    '<media:price type="rent" price="19.99" currency="EUR"/>',
    '<media:price type="package" info="http://www.dummy.jp/package_info.html" price="19.99" currency="EUR"/>',
    '<media:license type="text/html" href="http://www.creativecommons.org/licenses/by/3.0">Sample</media:license>',
    '<media:license type="cc" href="http://www.creativecommons.org/licenses/by/3.0">Sample</media:license>',
    '<media:subTitle type="application/smil" lang="en-us" href="http://www.foo.org/subtitle.smil"/>',
    '<media:peerLink type="application/x-bittorrent" href="http://www.foo.org/sampleFile.torrent"/>',
    (
        '<media:location description="My house" start="00:01" end="01:00"><georss:where><gml:Point>'
        "<gml:pos>35.669998 139.770004</gml:pos></gml:Point></georss:where></media:location>"
    ),
    '<media:rights status="userCreated"/>',
    (
        "<media:scenes><media:scene><sceneTitle>sceneTitle1</sceneTitle><sceneDescription>x</sceneDescription>"
        "<sceneStartTime>00:15</sceneStartTime><sceneEndTime>00:45</sceneEndTime></media:scene></media:scenes>"
    ),
    "<dcterms:valid>start=2002-10-13T09:00+01:00; end=2002-10-17T17:00+01:00; scheme=W3C-DTF</dcterms:valid>",
)
CHAPTERS = tuple(
    f'<psc:chapters version="1.2"><psc:chapter start="{start}" title="Welcome" href="https://example.org/"'
    ' image="https://example.org/a.jpg"/></psc:chapters>'
    for start in (
        "0",
        "37",
        "7:48",
        "35:12.250",
        "00:03:07",
        "3:07",
        "10:15:37.500",
        "00:00:00.000",
    )
)
_PLACES = (
    "<georss:point>45.256 -71.92</georss:point>",
    "<georss:line>45.256 -110.45 46.46 -109.48 43.84 -109.86</georss:line>",
    "<georss:polygon>45.256 -110.45 46.46 -109.48 43.84 -109.86 45.256 -110.45</georss:polygon>",
    "<georss:box>42.943 -71.032 43.039 -69.856</georss:box>",
    "<georss:circle>42.943 -71.032 500</georss:circle>",
    "<georss:featureTypeTag>city</georss:featureTypeTag>",
    "<georss:featuretypetag>city</georss:featuretypetag>",
    "<georss:relationshipTag>is-centered-at</georss:relationshipTag>",
    "<georss:featureName>Podunk</georss:featureName>",
    "<georss:featurename>Podunk</georss:featurename>",
    "<georss:elev>313</georss:elev>",
    "<georss:floor>2</georss:floor>",
    "<georss:radius>500</georss:radius>",
    '<georss:point featuretypetag="city" relationshiptag="is-centered-at">45.256 -71.92</georss:point>',
    '<georss:point featureTypeTag="city" relationshipTag="is-centered-at" featureName="x">45.256 -71.92</georss:point>',
    "<georss:where><gml:Point><gml:pos>45.256 -71.92</gml:pos></gml:Point></georss:where>",
    "<georss:where><gml:LineString><gml:posList>45.256 -110.45 46.46 -109.48</gml:posList></gml:LineString></georss:where>",
    (
        "<georss:where><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>45.256 -110.45 46.46 -109.48 43.84"
        " -109.86 45.256 -110.45</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></georss:where>"
    ),
    "<georss:where><gml:LineString><gml:pos>1 2</gml:pos><gml:pos>2 3</gml:pos></gml:LineString></georss:where>",
    (
        '<georss:where><gml:Point srsName="urn:ogc:def:crs:EPSG::4326"><gml:pos srsDimension="2">1 2</gml:pos>'
        "</gml:Point></georss:where>"
    ),
    (
        "<georss:where><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>45 -110 46 -109 43 -109 45 -110"
        '</gml:posList></gml:LinearRing></gml:exterior><gml:interior><gml:LinearRing><gml:posList count="4">45 -110'
        " 46 -109 43 -109 45 -110</gml:posList></gml:LinearRing></gml:interior></gml:Polygon></georss:where>"
    ),
    # https://www.w3.org/2003/01/geo/
    "<geo:lat_long>55.701,12.552</geo:lat_long>",
    "<geo:Point><geo:lat>55.701</geo:lat><geo:long>12.552</geo:long><geo:alt>10</geo:alt></geo:Point>",
    (
        "<georss:where><gml:Envelope><gml:lowerCorner>42.943 -71.032</gml:lowerCorner>"
        "<gml:upperCorner>43.039 -69.856</gml:upperCorner></gml:Envelope></georss:where>"
    ),
)
SMALL_ITEM = (
    (
        "<slash:section>articles</slash:section><slash:department>not-an-ocean-unless-there-are-lobsters"
        "</slash:department><slash:comments>177</slash:comments><slash:hit_parade>177,155,105,33,6,3,0</slash:hit_parade>"
    ),
    "<source:markdown>Hello *world*</source:markdown>",
    '<source:outline text="A silly example" created="Sun, 13 Jul 2014 12:54:20 GMT" type="idea"/>',
    "<source:inReplyTo>https://example.org/2</source:inReplyTo>",
    '<source:inReplyTo isPermaLink="false">example.org/2</source:inReplyTo>',
    "<source:linkShort>http://r2.ly/tpka</source:linkShort>",
    (
        "<dc:creator>Ann</dc:creator><dc:creator>Ben</dc:creator><dc:title>x</dc:title><dc:title>y</dc:title>"
        "<dc:language>en</dc:language><dc:language>de</dc:language><dc:format>text/html</dc:format>"
        "<dc:format>42 kB</dc:format><dc:type>Text</dc:type><dc:type>Image</dc:type>"
    ),
    "<wfw:commentRss>https://example.org/1/comments.rss</wfw:commentRss>",
    "<creativeCommons:license>http://www.creativecommons.org/licenses/by-nd/1.0</creativeCommons:license>",
)
SMALL_CHANNEL = (
    '<opensearch:Query role="related" title="General" searchTerms="x" language="*"/>',
    '<source:account service="twitter">davewiner</source:account>',
    "<source:localTime>Sun, July 13, 2014 12:54 PM EDT</source:localTime>",
    "<source:blogroll>https://example.org/blogroll.opml</source:blogroll>",
    (
        "<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>"
        "<sy:updateBase>2000-01-01T12:00+00:00</sy:updateBase>"
    ),
    (
        "<opensearch:totalResults>47</opensearch:totalResults><opensearch:startIndex>21</opensearch:startIndex>"
        '<opensearch:itemsPerPage>10</opensearch:itemsPerPage><opensearch:Query role="request" searchTerms="cat" startPage="1"/>'
    ),
)
APPLE_ITEM = (
    *tuple(
        f"<itunes:duration>{text}</itunes:duration>"
        for text in ("1079", "92:20", "17:59", "7:59", "1:02:03", "01:02:03")
    ),
    "<itunes:block>Yes</itunes:block>",
    "<itunes:episodeType>full</itunes:episodeType><itunes:season>1</itunes:season><itunes:episode>4</itunes:episode>",
)
# https://activitystrea.ms/specs/atom/1.0/
ACTOR = (
    "<author><name>Geraldine</name><uri>http://example.com/geraldine</uri>"
    '<link rel="alternate" type="text/html" href="http://example.com/geraldine"/>'
    "<id>tag:photopanic.example.com,2009:person/4859</id></author>"
)
ATOM_ENTRY = (
    (
        '<thr:in-reply-to ref="tag:example.org,2005:1" type="application/xhtml+xml" href="https://example.org/e/1"'
        ' source="https://example.org/e/feed"/>'
    ),
    (
        '<link rel="replies" type="application/atom+xml" href="https://example.org/r" thr:count="10"'
        ' thr:updated="2005-07-28T12:10:00Z"/><thr:total>10</thr:total>'
    ),
    '<category term="technology" scheme="https://example.org/tags" label="Technology"/>',
)
ATOM_FEED = (
    "<fh:complete/>",
    (
        '<fh:archive/><link rel="current" href="https://example.org/index.atom"/>'
        '<link rel="prev-archive" href="https://example.org/2003/11/index.atom"/>'
    ),
    (
        '<link rel="first" href="https://example.org/a"/><link rel="next" href="https://example.org/b"/>'
        '<link rel="last" href="https://example.org/c"/>'
    ),
)
# https://www.rfc-editor.org/rfc/rfc5023#section-8.1 and #section-7.1
SERVICE = """\
<?xml version="1.0" encoding="utf-8"?>
<service xmlns="http://www.w3.org/2007/app" xmlns:atom="http://www.w3.org/2005/Atom">
<workspace><atom:title>Main Site</atom:title>
<collection href="http://example.org/blog/main"><atom:title>My Blog Entries</atom:title>
<categories href="http://example.com/cats/forMain.cats"/></collection>
<collection href="http://example.org/blog/pic"><atom:title>Pictures</atom:title>
<accept>image/png</accept><accept>image/jpeg</accept><accept>image/*</accept></collection></workspace>
<workspace><atom:title>Sidebar Blog</atom:title>
<collection href="http://example.org/sidebar/list"><atom:title>Remaindered Links</atom:title>
<accept>application/atom+xml;type=entry</accept><accept/>
<categories fixed="yes"><atom:category scheme="http://example.org/extra-cats/" term="joke"/>
<atom:category scheme="http://example.org/extra-cats/" term="serious"/></categories></collection></workspace>
</service>
"""
CATEGORIES = """\
<?xml version="1.0" ?>
<app:categories xmlns:app="http://www.w3.org/2007/app" xmlns:atom="http://www.w3.org/2005/Atom"
 fixed="yes" scheme="http://example.com/cats/big3">
<atom:category term="animal"/><atom:category term="vegetable"/><atom:category term="mineral"/></app:categories>
"""
# http://opml.org/spec2.opml
OPML = """\
<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>states.opml</title><dateCreated>Tue, 15 Mar 2005 16:35:45 GMT</dateCreated>
<dateModified>Thu, 14 Jul 2005 23:41:05 GMT</dateModified><ownerName>Dave Winer</ownerName>
<ownerEmail>dave@scripting.com</ownerEmail><expansionState>1, 6, 13, 16, 18, 20</expansionState>
<vertScrollState>1</vertScrollState><windowTop>106</windowTop><windowLeft>106</windowLeft>
<windowBottom>558</windowBottom><windowRight>479</windowRight></head><body>
<outline text="CNET News.com" description="Tech news." htmlUrl="http://news.com.com/" language="unknown"
 title="CNET News.com" type="rss" version="RSS2" xmlUrl="http://news.com.com/2547-1_3-0-5.xml"/>
<outline text="The Mets are the best team in baseball." category="/Philosophy/Baseball/Mets,/Tourism/New York"
 created="Mon, 31 Oct 2005 18:21:33 GMT"/>
<outline text="Scripting News sites" created="Sun, 16 Oct 2005 05:56:10 GMT" type="link"
 url="http://hosting.opml.org/dave/mySites.opml"/>
<outline text="Changes" isComment="true"/><outline text="Walk" type="include" url="http://x.org/a.opml"/>
<outline text="The Beatles" type="song" f="x"/></body></opml>
"""


# https://www.rfc-editor.org/rfc/rfc6721#section-3
DELETED = (
    '<at:deleted-entry ref="tag:example.org,2005:/entries/1" when="2005-11-29T12:11:12Z"/>',
    (
        '<at:deleted-entry ref="tag:example.org,2005:/entries/2" when="2005-11-29T12:11:12Z"><at:by>'
        "<name>John Doe</name><email>jdoe@example.org</email></at:by>"
        '<at:comment xml:lang="la">Lorem ipsum dolor</at:comment></at:deleted-entry>'
    ),
    (
        '<at:deleted-entry ref="tag:example.org,2005:/entries/3" when="2005-11-29T12:11:12Z">'
        '<link rel="alternate" href="https://example.org/3"/><source><id>tag:example.org,2005:x</id><title>x</title>'
        "<updated>2005-11-29T12:11:12Z</updated></source></at:deleted-entry>"
    ),
)
# https://yandex.com/dev/turbo/doc/rss/markup.html
TURBO = """\
<?xml version="1.0" encoding="UTF-8"?>
<rss xmlns:yandex="http://news.yandex.ru" xmlns:turbo="http://turbo.yandex.ru" version="2.0"><channel>
<title>News</title><link>https://example.org/</link><description>All news</description><language>ru</language>
<turbo:analytics type="Yandex" id="123456"/><item turbo="true"><title>One</title><guid isPermaLink="false">example.org/1</guid>
<turbo:extendedHtml>true</turbo:extendedHtml><link>https://example.org/1</link><pdalink>https://m.example.org/1</pdalink>
<pubDate>Sun, 29 Sep 2002 19:59:01 +0300</pubDate><metrics><yandex schema_identifier="1"><breadcrumblist>
<breadcrumb url="https://example.org/" text="Home"/></breadcrumblist></yandex></metrics>
<yandex:related type="infinity"><link url="https://example.org/2" img="https://example.org/2.jpg">Two</link>
</yandex:related><turbo:content><![CDATA[<header><h1>One</h1></header><p>x</p>]]></turbo:content></item></channel></rss>
"""


def _declared(part: str) -> str:
    return "".join(
        f' xmlns:{prefix}="{uri}"'
        for prefix, uri in _NAMESPACES.items()
        if f"{prefix}:" in part or prefix == "atom"
    )


def _blamed(document: str, profile: str) -> list[Problem]:
    options = CheckOptions(profile=profile, now=datetime(2026, 11, 28, tzinfo=UTC))
    return [p for p in check("feed", document.encode(), options) if p.code not in _OF_THE_WHOLE]


@each("profile", ["default", "strict"])
@each("part", [*PODCAST_ITEM, *MEDIA, *CHAPTERS, *_PLACES, *SMALL_ITEM, *APPLE_ITEM])
def test_an_example_in_an_item(part: str, profile: str) -> None:
    extra = "<description>x</description>" if "slash" in part or "itunes" in part else ""
    if "itunes" in part:
        extra += '<enclosure url="https://example.org/a.mp3" length="1" type="audio/mpeg"/>'
    head = (
        "<lastBuildDate>Sat, 07 Sep 2002 00:00:01 +0000</lastBuildDate>" if "slash" in part else ""
    )
    found = _blamed(_RSS.format(_declared(part), head, extra + part), profile)
    if "media:adult" in part:  # which the specification itself calls deprecated
        found = [problem for problem in found if problem.code != "media-adult"]
    assert not found


@each("profile", ["default", "strict"])
@each("part", [*PODCAST_CHANNEL, *SMALL_CHANNEL, *_PLACES])
def test_an_example_in_a_channel(part: str, profile: str) -> None:
    assert not _blamed(_RSS.format(_declared(part), part, ""), profile)


@each("profile", ["default", "strict"])
@each("part", [*ATOM_ENTRY, *MEDIA, *_PLACES])
def test_an_example_in_an_entry(part: str, profile: str) -> None:
    declared = _declared(part).replace(f' xmlns:atom="{_NAMESPACES["atom"]}"', "")
    found = _blamed(_ATOM.format(declared, "", part), profile)
    assert not [problem for problem in found if problem.code != "media-adult"]


@pytest.mark.parametrize("part", ATOM_FEED)
def test_an_example_in_a_feed(part: str) -> None:
    declared = _declared(part).replace(f' xmlns:atom="{_NAMESPACES["atom"]}"', "")
    assert not _blamed(_ATOM.format(declared, part, ""), "strict")


def test_an_author_of_activity_streams() -> None:
    assert {p.severity for p in _blamed(_ATOM.format("", "", ACTOR), "default")} == {Severity.INFO}
    assert {p.severity for p in _blamed(_ATOM.format("", "", ACTOR), "w3c")} == {Severity.ERROR}


@pytest.mark.parametrize("part", DELETED)
def test_an_entry_that_is_no_more(part: str) -> None:
    declared = _declared(part).replace(f' xmlns:atom="{_NAMESPACES["atom"]}"', "")
    document = _ATOM.format(declared, part, "")
    assert not _blamed(document, "strict")
    # Of a feed that tells of nothing else, and as a document of its own: section 4.
    empty = document[: document.index("<entry>")] + "</feed>"
    assert not _blamed(empty, "strict")
    alone = part.replace(
        " ref", f' xmlns="{_NAMESPACES["atom"]}" xmlns:at="{_NAMESPACES["at"]}" ref', 1
    )
    assert not _blamed(alone, "strict")


def test_an_entry_that_is_no_more_says_which_and_when() -> None:
    document = _ATOM.format(f' xmlns:at="{_NAMESPACES["at"]}"', "<at:deleted-entry/>", "")
    assert [p.code for p in _blamed(document, "default")] == ["attribute-missing"] * 2


def test_a_feed_for_the_turbo_pages_of_yandex() -> None:
    found = _blamed(TURBO, "default")
    assert {problem.severity for problem in found if problem.code != "rss-self-link-missing"} == {
        Severity.INFO
    }
    assert "element-unknown" in {p.code for p in _blamed(TURBO, "w3c")}


@pytest.mark.parametrize("document", [SERVICE, CATEGORIES])
def test_the_documents_that_publish_atom(document: str) -> None:
    assert not _blamed(document, "strict")


def test_the_outlines_of_opml() -> None:
    found = _blamed(OPML, "default")
    assert all(problem.severity is not Severity.ERROR for problem in found)
    # The specification's own example says unknown where it knows no language, and f is no attribute.
    assert {problem.code for problem in found} <= {"language-invalid", "attribute-unknown"}

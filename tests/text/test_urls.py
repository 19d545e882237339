import hashlib
import re
import uuid

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from feedtool.text import urls
from tests.calls import calls
from tests.tables import each

TRACKING = ("utm_*", "ref", "fbclid")
LABEL = "a" * 63


@each(
    "url",
    [
        "http://example.org",
        "https://example.org/",
        "HTTPS://EXAMPLE.ORG/",
        "https://example.org/a/b.html?x=1&y=%20#part",
        "https://example.org?x",
        "https://example.org#x",
        "https://example.org:8080/",
        "https://example.org:65535/",
        "https://localhost/",
        "https://a_b.example.org/",
        "https://example.org./",
        "https://192.0.2.1/",
        "https://[2001:db8::1]/",
        "https://[2001:db8::1]:8080/",
        "https://[::ffff:192.0.2.1]/",
        "https://bücher.example/straße?ü=ß#ä",
        "https://日本語.example/",
        "https://xn--bcher-kva.example/",
        "https://example.org/%zz%",
        "https://example.org/[x]",
        f"https://{LABEL}.example/",
        f"https://{LABEL}.{LABEL}.{LABEL}.{'a' * 61}/",  # 253 characters
        "https://example.org/" + "x" * 1980,
    ],
)
def test_a_web_url(url: str) -> None:
    assert urls.is_web_url(url)


@each(
    "url",
    [
        "",
        "/path",
        "//example.org/",
        "example.org",
        "https:",
        "https:example.org",
        "https:/example.org",
        "https://",
        "https:///x",
        "https://?x",
        "https://:80/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "data:text/html,x",
        "mailto:a@example.org",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "\tjavascript:alert(1)",
        "javascript://example.org/%0aalert(1)",
        "vbscript:x",
        "https://user@example.org/",
        "https://user:password@example.org/",
        "https://example.org@evil.example/",
        " https://example.org/",
        "https://example.org/\n",
        "https://example.org/a b",
        "https://example.org/\u00a0",
        "https://example.org/\u3000",
        "https://example.org/\u2028",
        "ht\ntps://example.org/",
        'https://example.org/"x',
        "https://example.org/<x>",
        "https://example.org/\\x",
        "https://example.org\\x",
        "https://example.org/^",
        "https://example.org/`",
        "https://example.org/{x}",
        "https://example.org/|",
        "https://example.org/\x00",
        "https://example.org/\x7f",
        "https://example.org/\ud800",
        "https://example.org/\uffff",
        "https://example.org:/",
        "https://example.org:x/",
        "https://example.org:123456/",
        "https://exa%6dple.org/",
        "https://-example.org/",
        "https://example-.org/",
        "https://example..org/",
        "https://.example.org/",
        "https://example.org../",
        "https://example!.org/",
        f"https://{LABEL}a.example/",
        f"https://{LABEL}.{LABEL}.{LABEL}.{'a' * 62}/",  # 254 characters
        f"https://{'ü' * 64}.example/",
        "https://\u0660.example/",  # a digit of Arabic by itself
        "https://[::1/",
        "https://[zz]/",
        "https://[1:2:3]/",
        "https://[192.0.2.1]/",
        "https://[::1]x/",
    ],
)
def test_no_web_url(url: str) -> None:
    assert not urls.is_web_url(url)


@pytest.mark.parametrize("port", [65536, 99999])
def test_no_port_is_above_65535(port: int) -> None:
    assert not urls.is_web_url(f"https://example.org:{port}/")


@each(
    ("url", "uri"),
    [
        ("https://Example.org/A?b=%C3%BC#c", "https://Example.org/A?b=%C3%BC#c"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://BÜCHER.example/", "https://xn--bcher-kva.example/"),
        ("https://faß.example/", "https://xn--fa-hia.example/"),
        ("https://日本。example/", "https://xn--wgv71a.example/"),
        ("https://bücher.example:8080/", "https://xn--bcher-kva.example:8080/"),
        ("https://example.org/straße", "https://example.org/stra%C3%9Fe"),
        ("https://example.org/?q=ü#ä", "https://example.org/?q=%C3%BC#%C3%A4"),
        ("https://example.org/😀", "https://example.org/%F0%9F%98%80"),
        ("https://example.org/%C3%BC/ü", "https://example.org/%C3%BC/%C3%BC"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/%zz%20%4", "https://example.org/%25zz%20%254"),
        ("https://example.org/[x]?y[]=1", "https://example.org/%5Bx%5D?y%5B%5D=1"),
        ("https://example.org/#a#b", "https://example.org/#a%23b"),
        ("https://[::1]/[x]", "https://[::1]/%5Bx%5D"),
        ("https://[2001:db8::1]:80/", "https://[2001:db8::1]:80/"),
        ("https://example.org/!$&'()*+,;=:@~", "https://example.org/!$&'()*+,;=:@~"),
    ],
)
def test_a_url_as_a_uri(url: str, uri: str) -> None:
    assert urls.to_uri(url) == uri


@each(
    ("url", "without"),
    [
        ("https://a.example/", "https://a.example/"),
        ("https://a.example/?utm_source=x", "https://a.example/"),
        ("https://a.example/?utm_source=x#part", "https://a.example/#part"),
        ("https://a.example/?a=1&utm_source=x&b=2", "https://a.example/?a=1&b=2"),
        ("https://a.example/?UTM_Source=x&REF=y", "https://a.example/"),
        ("https://a.example/?ref", "https://a.example/"),
        ("https://a.example/?reference=1&xref=2", "https://a.example/?reference=1&xref=2"),
        ("https://a.example/?utm=1&utm_=2", "https://a.example/?utm=1"),
        ("https://a.example/?a=1&a=2&&b=", "https://a.example/?a=1&a=2&&b="),
        ("https://a.example/?", "https://a.example/?"),
        ("https://a.example/?a=?ref=1", "https://a.example/?a=?ref=1"),
        ("https://a.example/#?ref=1", "https://a.example/#?ref=1"),
        ("https://a.example/?ref=1#?ref=2", "https://a.example/#?ref=2"),
        ("https://a.example/ref=1", "https://a.example/ref=1"),
        ("https://ü.example/?ä=ö&ref=1", "https://ü.example/?ä=ö"),
    ],
)
def test_tracking_parameters_are_taken_off(url: str, without: str) -> None:
    assert urls.without_tracking(url, TRACKING) == without


@each(
    ("patterns", "without"),
    [
        ((), "https://a.example/?a=1&b_c=2"),
        (("*",), "https://a.example/"),
        (("A",), "https://a.example/?b_c=2"),
        (("b*",), "https://a.example/?a=1"),
        (("?_?",), "https://a.example/?a=1"),
        (("b",), "https://a.example/?a=1&b_c=2"),
    ],
)
def test_tracking_parameters_are_configured(patterns: tuple[str, ...], without: str) -> None:
    assert urls.without_tracking("https://a.example/?a=1&b_c=2", patterns) == without


@each(
    ("url", "canonical"),
    [
        ("HTTPS://Example.ORG/Path?Query=1", "https://example.org/Path?Query=1"),
        ("https://example.org:443/", "https://example.org/"),
        ("http://example.org:80/", "http://example.org/"),
        ("http://example.org:443/", "http://example.org:443/"),
        ("https://example.org:8443/", "https://example.org:8443/"),
        ("https://example.org/#part", "https://example.org/"),
        ("https://example.org/?ref=x&a=1&utm_a=b#c", "https://example.org/?a=1"),
        ("https://example.org/?ref=x", "https://example.org/"),
        ("https://example.org/?", "https://example.org/?"),
        ("https://BÜCHER.example/ü?ä#ö", "https://xn--bcher-kva.example/%C3%BC?%C3%A4"),
        ("https://[2001:DB8::1]:443/", "https://[2001:db8::1]/"),
        # what may be two things on some server stays two
        ("https://example.org/a/", "https://example.org/a/"),
        ("https://example.org/a/../b", "https://example.org/a/../b"),
        ("https://example.org/%7Ea", "https://example.org/%7Ea"),
        ("https://www.example.org/", "https://www.example.org/"),
    ],
)
def test_the_canonical_form(url: str, canonical: str) -> None:
    assert urls.canonical(url, TRACKING) == canonical


def test_a_urn_is_a_uuid_of_version_5_in_the_url_namespace() -> None:
    digest = hashlib.sha1(uuid.NAMESPACE_URL.bytes + b"https://example.org/").hexdigest()
    assert digest.startswith("527dda32a0de")
    assert urls.urn("https://example.org/") == "urn:uuid:527dda32-a0de-5105-a042-cb475b5f7d11"


@given(st.text().filter(str.isprintable))
def test_a_urn_is_what_the_standard_library_makes(name: str) -> None:
    assert urls.urn(name) == uuid.uuid5(uuid.NAMESPACE_URL, name).urn


@each(
    ("url", "media_type"),
    [
        ("https://example.org/a.jpg", "image/jpeg"),
        ("https://example.org/a.JPEG?width=1.5", "image/jpeg"),
        ("https://example.org/a.png#x.gif", "image/png"),
        ("https://example.org/a.b.webp", "image/webp"),
        ("https://example.org/a.gif", "image/gif"),
        ("https://example.org/a.avif", "image/avif"),
        ("https://example.org/a.svg", None),
        ("https://example.org/a.jpg/", None),
        ("https://example.org/jpg", None),
        ("https://example.org/a.png/b", None),
        ("https://example.png", None),
        ("https://example.png:443", None),
        ("https://example.org/?a.png", None),
        ("https://example.org?/a.png", None),
        ("https://example.org#/a.png", None),
        ("https://[::1]/a.b/c.PNG", "image/png"),
        ("https://example.org/a.", None),
        ("https://example.org//a.gif", "image/gif"),
    ],
)
def test_the_media_type_that_an_extension_promises(url: str, media_type: str | None) -> None:
    assert urls.media_type(url) == media_type


@st.composite
def web_urls(draw: st.DrawFn) -> str:
    """URLs and IRIs of every shape, many of them odd, all of them accepted."""
    scheme = draw(st.sampled_from(["http", "https", "HTTP", "Https"]))
    host = draw(
        st.sampled_from(
            ["a.example", "EX.example", "[::1]", "é.example", "ﬀ.example", "a。b", "faß.example"]
        )
    )
    port = draw(st.sampled_from(["", ":80", ":443", ":8080"]))
    odd = [*"aB.-_~!$&'()*+,;=:@/?#[]%é中😀", "%41", "%zz", "%C3%A9", "&utm_x=1", "?ref=2", "://"]
    tail = draw(st.lists(st.sampled_from(odd), max_size=12))
    url = f"{scheme}://{host}{port}" + (f"/{''.join(tail)}" if tail else "")
    assume(urls.is_web_url(url))
    return url


@given(web_urls())
def test_a_uri_is_ascii_and_its_own_uri(url: str) -> None:
    uri = urls.to_uri(url)
    assert uri.isascii()
    assert urls.is_web_url(uri)
    assert urls.to_uri(uri) == uri


@given(web_urls())
def test_a_canonical_form_is_its_own_canonical_form(url: str) -> None:
    canonical = urls.canonical(url, TRACKING)
    assert canonical.isascii()
    assert urls.is_web_url(canonical)
    assert urls.canonical(canonical, TRACKING) == canonical


@given(web_urls())
def test_taking_tracking_off_twice_is_taking_it_off_once(url: str) -> None:
    once = urls.without_tracking(url, TRACKING)
    assert urls.is_web_url(once)
    assert urls.without_tracking(once, TRACKING) == once


@given(st.text(st.one_of(st.characters(), st.sampled_from("htps:/.[]@%\\"))), st.booleans())
def test_any_text_is_a_web_url_or_is_not(text: str, prefixed: bool) -> None:  # noqa: FBT001
    url = f"https://{text}" if prefixed else text
    if urls.is_web_url(url):
        assert urls.canonical(url, TRACKING).startswith(("http://", "https://"))
        assert urls.to_uri(url).isascii()


def test_a_host_of_any_alphabet_is_translated_once() -> None:
    def ask() -> None:
        for number in range(20):
            assert urls.is_address(f"https://straße{number % 2}.example.org/{number}")

    assert calls(ask)["core", "encode"] <= 2  # of the library


def test_an_address_in_ascii_is_read_as_any_other() -> None:
    for character in map(chr, range(128)):
        for address in f"https://a{character}b.example/", f"https://a.example/{character}":
            in_ascii, any_other = (re.fullmatch(one, address) for one in (urls._URL, urls._IRI))
            assert (in_ascii and in_ascii.groups()) == (any_other and any_other.groups()), address

"""Addresses and identifiers, in form and in canonical form."""

import pytest

from feedtool.check.finding import Faults
from feedtool.check.values import uris
from tests.tables import each


def _codes(faults: Faults) -> list[str]:
    return [fault.code for fault in faults]


@each(
    "text",
    [
        "https://example.org/",
        "http://[2001:db8::1]:8080/x",
        "mailto:ann@example.org",
        "tag:example.org,2005-01-31:one#x",
        "TAG:ann@example.org,2005:one",
        "urn:isbn:0451450523",
        "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a",
        "https://example.org/ü?q=ä",
    ],
)
def test_right_iris(text: str) -> None:
    assert uris.iri(text) == ()


@each(
    ("text", "code"),
    [
        ("/one", "uri-not-absolute"),
        ("", "uri-not-absolute"),
        ("http://example.org/a b", "uri-character"),
        ("http://example.org/100%", "uri-character"),
        ("http:/example.org/", "uri-invalid"),
        ("http://example.org:99999/", "uri-invalid"),
        ("tag:example.org:one", "uri-tag"),
        ("tag:example.org,05:one", "uri-tag"),
        ("tag:example.org,2005-13:one", "uri-tag"),
        ("tag:example.org,2005-1-1:one", "uri-tag"),
        ("urn:-x:1", "uri-urn"),
        ("urn:uuid:1", "uri-uuid"),
        ("bogus:1", "uri-scheme-unregistered"),
        ("did:web:example.org", "uri-scheme-recent"),
    ],
)
def test_wrong_iris(text: str, code: str) -> None:
    assert _codes(uris.iri(text)) == [code]


def test_the_place_of_a_wrong_character() -> None:
    (fault,) = uris.iri("https://example.org/a b")
    assert (fault.start, fault.end, fault.instead) == (21, 22, "%20")


def test_only_http_can_be_fetched() -> None:
    assert _codes(uris.url("ftp://example.org/a")) == ["uri-http"]
    assert uris.url("http://localhost:8000/a.mp3") == ()


def test_an_iri_in_rss_is_rewritten_as_a_uri() -> None:
    (fault,) = uris.uri("https://exämple.org/ü")
    assert (fault.code, fault.instead) == ("uri-non-ascii", "https://xn--exmple-cua.org/%C3%BC")


@each(
    ("text", "code"),
    [
        ("javascript:show()", "uri-scheme-active"),
        ("JavaScript:x", "uri-scheme-active"),
        ("data:text/html,x", "uri-scheme-active"),
        ("data:TEXT/HTML;charset=utf-8,x", "uri-scheme-active"),
        ("file:///home/ann/a.html", "uri-scheme-local"),
        ("about:blank", "uri-scheme-local"),
        ("blob:https://example.org/1", "uri-scheme-local"),
    ],
)
def test_an_address_that_leads_nowhere_names_something_at_most(text: str, code: str) -> None:
    for kind in (uris.iri, uris.uri, uris.reference):
        assert code in _codes(kind(text))
    assert code not in _codes(uris.name(text))


def test_a_path_of_windows_is_no_better_for_an_escape() -> None:
    faults = uris.reference("C:\\feed\\a.html")
    assert _codes(faults) == ["uri-character", "uri-scheme-local"]
    assert faults[0].instead == ""


@pytest.mark.parametrize(
    "text", ["data:image/png;base64,iVBORw0KGgo=", "mailto:ann@example.org", "magnet:?xt=urn:x:1"]
)
def test_what_is_opened_without_http_is_no_danger(text: str) -> None:
    assert not {"uri-scheme-active", "uri-scheme-local"} & set(_codes(uris.iri(text)))

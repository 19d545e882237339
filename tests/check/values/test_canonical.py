"""The normal form of addresses: what PaceCanonicalIds and RFC 3986 ask for."""

from feedtool.check.values.canonical import canonical
from tests.tables import each


@each(
    ("text", "better"),
    [
        ("HTTP://Example.ORG/", "http://example.org/"),
        ("http://example.org", "http://example.org/"),
        ("http://example.org:80/", "http://example.org/"),
        ("http://example.org:/", "http://example.org/"),
        ("http://@example.org/", "http://example.org/"),
        ("http://example.org/%7Eann", "http://example.org/~ann"),
        ("http://example.org/%c3%bc", "http://example.org/%C3%BC"),
        ("http://example.org/a/../b/./c", "http://example.org/b/c"),
        ("URN:ISBN:1", "urn:isbn:1"),
    ],
)
def test_canonical_forms(text: str, better: str) -> None:
    assert canonical(text) == better
    assert canonical(better) == better


@each(
    ("text", "better"),
    [
        ("http://:@example.com/", "http://example.com/"),
        ("gopher://example.com:70/", "gopher://example.com/"),
        ("news://example.com:119/a", "news://example.com/a"),
        ("file://localhost/a", "file:///a"),
        ("http://example.com/?q=C%CC%A7", "http://example.com/?q=%C3%87"),
        ("http://example.com/?q=%C3%87", "http://example.com/?q=%C3%87"),
        ("http://user:@example.com/", "http://user:@example.com/"),
    ],
)
def test_the_default_parts_of_an_authority(text: str, better: str) -> None:
    assert canonical(text) == better

"""Addresses of posts and pictures as whole ones."""

from feedtool.records.sites.served import addresses
from tests.tables import each

HOME = "https://example.org/blog/"
LINK = "https://example.org/blog/2020/a/"


@each(
    ("address", "whole"),
    [
        ("/a/", "https://example.org/blog/a/"),
        ("a/b.png", "https://example.org/blog/a/b.png"),
        ("/blog/a/", "https://example.org/blog/a/"),
        ("/", "https://example.org/blog/"),
        ("", "https://example.org/blog/"),
        ("a:b", "a:b"),
        ("/a:b/", "https://example.org/blog/a:b/"),
        ("//cdn.example.org/a", "https://cdn.example.org/a"),
        ("http://other.example.org/", "http://other.example.org/"),
        ("http://[x", "http://[x"),
        ("?page=2", "https://example.org/blog/?page=2"),
    ],
)
def test_an_address_is_relative_to_the_site(address: str, whole: str) -> None:
    assert addresses.absolute(address, HOME) == whole


@each(
    ("address", "is_bundle", "whole"),
    [
        ("/a.png", True, "https://example.org/blog/a.png"),
        ("a.png", True, f"{LINK}a.png"),
        ("a.png", False, "https://example.org/blog/a.png"),
        ("./a.png", False, f"{LINK}a.png"),
        ("../a.png", False, "https://example.org/blog/2020/a.png"),
        ("https://x.org/a.png", True, "https://x.org/a.png"),
    ],
)
def test_a_picture_may_lie_beside_the_post(address: str, is_bundle: bool, whole: str) -> None:  # noqa: FBT001
    assert addresses.of_picture(address, HOME, LINK, is_bundle=is_bundle) == whole


def test_what_is_no_address_has_no_path() -> None:
    assert addresses.path_of("https://x.org/a?b") == "/a"
    assert not addresses.path_of("http://[x")
    assert addresses.joined("https://x.org/", "//[x") == "//[x"


@each(
    ("link", "slug", "expected"),
    [
        ("https://example.org/2020/01/02/a.html", "a", "https://example.org/2020/01/02/a"),
        ("https://example.org/2020/01/02/a/", "a", "https://example.org/2020/01/02/a"),
        ("https://example.org/about/", "us", "https://example.org/us"),
        ("https://example.org/b/Gr\u00fc\u00dfe", "Gru\u0308\u00dfe b", "https://example.org/b/Gr%C3%BC%C3%9Fe%20b"),
        ("ftp://example.org/a", "a", None),
    ],
)  # fmt: skip
def test_the_id_of_jekyll(link: str, slug: str, expected: str | None) -> None:
    assert addresses.jekyll_id(link, slug) == expected


@each(
    ("address", "is_source"),
    [
        ("../../assets/a.png", True),
        ("./a.png", True),
        ("~/assets/a.png", True),
        ("@/assets/a.png", True),
        ("@assets/a.png", True),
        ("src/assets/a.png", True),
        ("/a.png", False),
        ("a.png", False),
        ("https://example.org/src/a.png", False),
    ],
)
def test_some_addresses_lead_to_sources(address: str, is_source: bool) -> None:  # noqa: FBT001
    assert addresses.is_of_source(address) is is_source

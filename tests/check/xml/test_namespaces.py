from feedtool.check.xml import namespaces
from tests.tables import each

MEDIA = "http://search.yahoo.com/mrss/"


@each(
    ("uri", "meant"),
    [
        (MEDIA, MEDIA),
        ("https://search.yahoo.com/mrss", MEDIA),
        ("http://www.SEARCH.yahoo.com/mrss/#", MEDIA),
        ("urn:x", ""),
        (MEDIA + "x" * 200, ""),
    ],
)
def test_the_namespace_that_was_meant(uri: str, meant: str) -> None:
    assert namespaces.canonical(uri) == meant


def test_each_prefix_has_one_namespace_that_is_usual() -> None:
    assert set(namespaces.USUAL) == set(namespaces.PREFIX.values())
    assert namespaces.USUAL["media"] == MEDIA
    for prefix, uri in namespaces.USUAL.items():
        assert namespaces.PREFIX[uri] == prefix
    assert not namespaces.CHECKED.keys() & namespaces.RECOGNISED.keys()

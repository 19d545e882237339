import pytest

from feedtool.check.values import geo


@pytest.mark.parametrize("text", ["45.256 -71.92", " 0 0 ", "-90 360", "+1e1 .5"])
def test_a_position(text: str) -> None:
    assert geo.pair(text) == ()


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("45.256", ["geo-pair"]),
        ("1 2 3", ["geo-pair"]),
        ("north 2", ["geo-pair"]),
        ("", ["geo-pair"]),
        ("45,7", ["geo-comma"]),
        ("91 0", ["geo-out-of-range"]),
        ("0 361", ["geo-out-of-range"]),
    ],
)
def test_what_is_none(text: str, codes: list[str]) -> None:
    assert [fault.code for fault in geo.pair(text)] == codes


def test_pairs_and_circles() -> None:
    assert geo.pairs("1 2 3 4") == geo.numbers("1 2 500") == ()
    assert [fault.code for fault in geo.pairs("1 2 3")] == ["geo-pairs"]
    assert [fault.code for fault in geo.numbers("1 2")] == ["geo-pairs"]
    assert geo.pairs("1 2 " * 3000) == ()
    assert [fault.code for fault in geo.pairs("1 2 " * 3000 + "91 0")] == ["geo-out-of-range"]


def test_a_comma_is_told_with_what_to_write() -> None:
    (fault,) = geo.pair("45,7")
    assert (fault.code, fault.instead) == ("geo-comma", "45 7")

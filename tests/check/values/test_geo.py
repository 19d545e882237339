import pytest

from feedtool.check.finding import ValueType
from feedtool.check.values import geo
from tests.tables import each


@pytest.mark.parametrize("text", ["45.256 -71.92", " 0 0 ", "-90 360", "+1e1 .5"])
def test_a_position(text: str) -> None:
    assert geo.pair(text) == ()


@each(
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
    assert geo.pairs("1 2 3 4") == geo.circle("1 2 500") == ()
    assert [fault.code for fault in geo.pairs("1 2 3")] == ["geo-pairs"]
    assert [fault.code for fault in geo.circle("1 2")] == ["geo-pairs"]
    assert geo.pairs("1 2 " * 3000) == ()
    assert [fault.code for fault in geo.pairs("1 2 " * 3000 + "91 0")] == ["geo-out-of-range"]


def test_a_comma_is_told_with_what_to_write() -> None:
    (fault,) = geo.pair("45,7")
    assert (fault.code, fault.instead) == ("geo-comma", "45 7")


@each(
    ("shape", "text", "needs"),
    [
        (geo.line, "1 2", "two positions or more"),
        (geo.box, "1 2", "two positions, the lower corner and the upper one"),
        (geo.box, "1 2 3 4 5 6", "two positions, the lower corner and the upper one"),
        (geo.ring, "1 2 3 4 5 6", "four positions or more"),
        (geo.polygon, "1 2 3 4 1 2", "four positions or more"),
        (geo.polygon, "1 2 3 4 5 6 7 8", "its first position as its last"),
        (geo.circle, "1 2 -3", "a radius that is not below zero"),
    ],
)
def test_what_maps_cannot_draw(shape: ValueType, text: str, needs: str) -> None:
    (fault,) = shape(text)
    assert (fault.code, fault.detail["needs"]) == ("geo-shape", needs)


def test_shapes() -> None:
    assert geo.line("1 2 3 4") == geo.box("1 2 3 4") == geo.ring("1 2 3 4 5 6 7 8") == ()
    assert geo.polygon("1 2 3 4 5 6 1.0 2.0") == ()
    assert [fault.code for fault in geo.polygon("1,2 3,4 5,6 1,2")] == ["geo-comma"]
    assert [fault.code for fault in geo.box("1 2 3")] == ["geo-pairs"]

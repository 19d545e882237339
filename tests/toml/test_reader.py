import pytest

from feedtool.toml import reader
from feedtool.toml.reader import Stop
from tests.tables import each


def test_dates_and_times_become_texts() -> None:
    text = "day = 1979-05-27\ntimes = [07:32:00]\nt = { at = 1979-05-27T07:32:00Z }\n"
    assert reader.read(text) == {
        "day": "1979-05-27",
        "times": ["07:32:00"],
        "t": {"at": "1979-05-27T07:32:00+00:00"},
    }


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [("a = 1\nb = x\n", 2, 5), ("a = 1\na = 2\n", 2, 6), ("a = [1,\n", 2, 1), ("a = '''\nx", 2, 2)],
)
def test_where_a_text_stops_being_toml(text: str, line: int, column: int) -> None:
    stop = reader.read(text)
    assert isinstance(stop, Stop)
    assert (stop.line, stop.column) == (line, column)
    assert stop.message
    assert "line" not in stop.message


@each(
    ("text", "expected"),
    [("a = 1", True), ("", True), ("a", False), ("a = " + "1" * 9999, False), ("a = " + "[" * 9999, False)],
)  # fmt: skip
def test_what_cannot_be_read_is_no_toml(text: str, *, expected: bool) -> None:
    assert reader.is_toml(text) is expected

"""Many rows to a text, whatever becomes of them."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool.storage import database
from feedtool.storage.rows import MANY, Rows


@pytest.fixture
def rows() -> Iterator[Rows]:
    held = database.in_memory()
    yield Rows(held, "records")
    held.close()


def test_rows_are_kept_many_to_a_text(rows: Rows) -> None:
    rows.add([(1, "ä"), (2, None)])
    rows.add([(3, ["\udcff"])])
    rows.add([])
    assert sorted(rows) == [[1, "ä"], [2, None], [3, ["\udcff"]]]
    assert rows.texts() == [1, 2]


def test_texts_of_few_rows_are_made_into_larger_ones(rows: Rows) -> None:
    rows.add((number,) for number in range(MANY))
    for number in range(MANY, 2 * MANY):
        rows.add([(number,)])
    rows.change(rows.texts(), lambda row: row)
    assert sorted(rows) == [[number] for number in range(2 * MANY)]
    assert len(rows.texts()) == 2


def test_texts_that_stay_are_not_written_again(rows: Rows) -> None:
    rows.add((number,) for number in range(MANY))
    written = rows._database._connection.total_changes
    rows.change(rows.texts(), lambda row: row)
    assert rows._database._connection.total_changes == written


def test_few_are_kept_as_rows_however_many_came(rows: Rows) -> None:
    for number in range(150):
        rows.add([(number,)])
    assert len([*rows]) == 150
    assert not rows._kept


@given(st.lists(st.lists(st.integers(0, 400), unique=True), max_size=8))
def test_rows_may_come_change_and_go(turns: list[list[int]]) -> None:
    held = database.in_memory()
    rows, expected = Rows(held, "records"), dict[int, int]()
    for turn, numbers in enumerate(turns):
        earlier = rows.texts()
        rows.add((number, turn) for number in numbers)
        gone = {number for number in expected if number in numbers or number % 7 == turn}
        rows.change(
            earlier,
            lambda row, gone=gone: None if row[0] in gone else [row[0], row[1] + row[0] % 2],  # type: ignore[misc]
        )
        expected = {key: on + key % 2 for key, on in expected.items() if key not in gone}
        expected |= dict.fromkeys(numbers, turn)
        assert sorted(rows) == sorted([key, on] for key, on in expected.items())
        assert len(rows.texts()) <= 2 + len(expected) // (MANY // 2)
    held.close()
